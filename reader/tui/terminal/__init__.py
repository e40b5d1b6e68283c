"""Terminal input, told apart before Textual sees it: keys, pastes, reports."""
