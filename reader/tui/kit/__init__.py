"""Parts of every screen: its frame, the lines at its edges, lists, prompts, styles."""
