"""SQLite: all SQL lives in this room."""
