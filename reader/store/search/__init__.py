"""Searching all articles at once: the index, how it is kept true, and how it is asked."""
