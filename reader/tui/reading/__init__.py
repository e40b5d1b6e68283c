"""The reading screen: one small file for each kind of action."""
