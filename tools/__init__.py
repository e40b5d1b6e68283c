"""Generators of committed files: tables, texts, the manual page. Not installed."""
