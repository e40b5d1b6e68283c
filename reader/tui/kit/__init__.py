"""What every screen is built from: its frame, the lines at its edges, and what it draws with."""
