"""Bytes from outside become articles."""
