"""The review: annotations whose passage was changed, moved or lost, old beside new."""
