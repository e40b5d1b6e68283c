"""Backups of the database: made, found, verified."""
