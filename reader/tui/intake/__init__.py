"""Bringing articles in: a line for what is given, a preview of it, a list for several."""
