"""What comes from the terminal, told apart before Textual sees it: keys, pastes, reports."""
