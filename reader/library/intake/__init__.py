"""Intake: which article an arrival is, its file, its revisions, and what is asked about it."""
