"""Removing for good: rows and all that was written of them, in a database and in its copies."""
