"""Terminal input, sorted before Textual sees it: keys, pastes, reports."""
