"""Bringing articles in: a line for the input, a preview of it, a list for several."""
