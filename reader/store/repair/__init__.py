"""A damaged database: what is checked, what can be mended, what can be saved."""
