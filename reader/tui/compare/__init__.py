"""Passages of two revisions, set beside or above each other; what reviewing and changes share."""
