"""Connections to a library's database, set up alike, and SQLite's errors in our own words."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote
from weakref import WeakSet

from reader.errors import LibraryError
from reader.store.db import checked_values as values
from reader.store.db.file_identity import odd_side_file
from reader.store.db.sqlite_errors import (
    PATIENCE,
    WAITING,
    is_half_written,
    lacking,
    log_waits,
    primary_code,
    readable_message,
)

Connection = sqlite3.Connection

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cell_size_check = ON",
)


class OwnConnection(sqlite3.Connection):
    """A connection of this process, which is known to be open until it is closed."""

    path: Path

    def close(self) -> None:
        """Close it."""
        super().close()
        _OPEN.discard(self)


_OPEN: WeakSet[OwnConnection] = WeakSet()
_OPENING = threading.Lock()
"""Held while it is seen whether this process has a database open, until it has."""


class Lone(OwnConnection):
    """A connection that reads the file as it lies: it sees nothing that is written meanwhile."""


def connect(path: Path, *, patience: float = PATIENCE, reading: bool = False) -> sqlite3.Connection:
    """A connection in autocommit mode with every pragma set; the file must exist.

    `patience` is in seconds. A `reading` connection refuses to write; it may be closed from
    another thread. A write-ahead log that cannot be set up, because the folder cannot be
    written, the disk is full or has no shared memory, is not needed when there is nothing in it:
    the file is then read as it lies, by a `Lone` connection. So it is where there are no locks. A
    change that was ended in the middle is never read. Raises sqlite3.Error, and LibraryError
    `library_log_strange` if a killed program's log would be taken in that belongs elsewhere.
    """
    odd = odd_side_file(path, links=False)
    if odd is not None:
        raise LibraryError("library_beside", path=str(odd))
    try:
        connection = _open(path, "mode=rw", 0.0, reading)
    except sqlite3.OperationalError as error:
        missing = lacking(error, path)
        denied = primary_code(error) in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
        as_it_lies = not log_waits(path) and not is_half_written(path)
        if (denied or (reading and missing)) and as_it_lies and path.is_file():
            return _open(path, "mode=ro&immutable=1", patience, reading, Lone)
        if missing or primary_code(error) not in WAITING:
            raise
        connection = _open(path, "mode=rw", patience, reading)
    connection.execute(f"PRAGMA busy_timeout = {int(patience * 1000)}")
    return connection


def _open(
    path: Path,
    query: str,
    patience: float,
    reading: bool,
    factory: type[OwnConnection] = OwnConnection,
) -> sqlite3.Connection:
    with _OPENING:
        if log_waits(path) or is_half_written(path):
            _refuse_strange(path)
        connection = sqlite3.connect(
            f"file:{quote(os.fsencode(path.absolute()))}?{query}",
            uri=True,
            timeout=patience,
            isolation_level=None,
            check_same_thread=not reading,
            factory=factory,
        )
        connection.path = path
        _OPEN.add(connection)
    connection.text_factory = values.text_of
    try:
        with readable_message():
            for pragma in _PRAGMAS:
                connection.execute(pragma)
            if reading:
                connection.execute("PRAGMA query_only = ON")
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse_strange(path: Path) -> None:
    """Look at a log that was left over; one that this process writes to is its own."""
    if any(each.path == path for each in _OPEN):
        return
    from reader.store.repair.strange_logs import refuse_strange

    refuse_strange(path)


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """Several reads that see one state of the database."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:  # SQLite ends it by itself when the file cannot be read
            connection.execute("ROLLBACK")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """One write transaction: everything in the block is on disk after it, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
