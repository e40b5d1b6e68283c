"""Scrubbing of a database file: nothing of what was deleted stays in its pages, indexes or log."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from reader.errors import LibraryError
from reader.store.db.apply_migrations import alone
from reader.store.db.connection import transaction

INDEXES = ("search_gram", "search_note_gram", "search_claim_gram")
"""FTS5 keeps deleted terms in older segments until all are merged into one (`optimize`)."""


def scrub(connection: sqlite3.Connection, path: Path) -> None:
    """Write a database anew from what its rows say, and empty its write-ahead log.

    SQLite leaves what was deleted in free pages and in unused parts of others; `VACUUM` makes new
    ones, which `secure_delete` fills with zeros first. The connection is for nothing else. Raises
    LibraryError `library_open_elsewhere`.
    """
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA temp_store = FILE")  # what is kept may be large
    with alone(connection, path):
        with transaction(connection):
            for name in INDEXES:
                connection.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")
        empty_log(connection, path)
        connection.execute("VACUUM")
        empty_log(connection, path)


def empty_log(connection: sqlite3.Connection, path: Path) -> None:
    """Take the write-ahead log into the database and leave nothing in it.

    Raises LibraryError `library_open_elsewhere` while another reads from it.
    """
    (busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise LibraryError("library_open_elsewhere", path=str(path))
