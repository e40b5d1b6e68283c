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
from reader.store import values
from reader.store.places import odd_beside

Connection = sqlite3.Connection

PATIENCE = 5.0
"""Seconds to wait for another process that is writing."""

APPLICATION_ID = 0x6D656970
"""`PRAGMA application_id` of our databases: "meip"."""

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cell_size_check = ON",
)

_CODES = {
    sqlite3.SQLITE_BUSY: "library_locked",
    sqlite3.SQLITE_LOCKED: "library_locked",
    sqlite3.SQLITE_PROTOCOL: "library_locked",
    sqlite3.SQLITE_READONLY: "library_read_only",
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_CORRUPT: "library_damaged",
    sqlite3.SQLITE_NOTADB: "library_damaged",
    sqlite3.SQLITE_CANTOPEN: "library_unreadable",
    sqlite3.SQLITE_PERM: "library_unreadable",
    sqlite3.SQLITE_AUTH: "library_unreadable",
    sqlite3.SQLITE_IOERR: "library_io",
}

_WAITING = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_PROTOCOL}
_OF_THE_DISK = _WAITING | {sqlite3.SQLITE_IOERR}
"""What SQLite also says where a disk has no shared memory, no locks or no room (`store.disks`)."""


class Own(sqlite3.Connection):
    """A connection of this process, which is known to be open until it is closed."""

    path: Path

    def close(self) -> None:
        """Close it."""
        super().close()
        _OPEN.discard(self)


_OPEN: WeakSet[Own] = WeakSet()
_OPENING = threading.Lock()
"""Held while it is seen whether this process has a database open, until it has."""


class Lone(Own):
    """A connection that reads the file as it lies: it sees nothing that is written meanwhile."""


def translate(error: sqlite3.Error, path: Path, *, writing: bool = False) -> Exception:
    """The `LibraryError` for what SQLite reports; a fault in our own SQL comes back as it is."""
    extended = getattr(error, "sqlite_errorcode", 0)
    code = _CODES.get(extended & 0xFF)
    if extended == sqlite3.SQLITE_READONLY_DBMOVED:
        code = "library_gone"
    if extended == sqlite3.SQLITE_IOERR_DELETE:
        code = "library_read_only"  # it was taken back, but its journal stays
    if is_of_the_disk(error):
        from reader.store.disks import lack

        code = lack(path) or code
    if isinstance(error, values.WrongValueError):
        code = "library_rows"
    # Python's own word for a broken row; and a table that every database of ours has
    if str(error).startswith(("Could not decode to UTF-8", "no such table: ")):
        code = "library_damaged"
    if code is None:
        return error
    if code == "library_unreadable" and writing:
        code = "library_read_only"  # the file was opened, its journal could not be
    odd = odd_beside(path)
    if odd is not None and code in _OF_WHAT_LIES_BESIDE:
        return LibraryError("library_beside", path=str(odd))
    at_fault = _closed(path) if code == "library_read_only" else path
    params: dict[str, object] = {"path": str(at_fault)}
    if code == "library_damaged":
        from reader.store.backups import newest_backup

        params["backup"] = newest_backup(path)
    if code == "library_io":
        params["reason"] = str(error)
    if code in ("library_unshared", "library_unlocked"):
        from reader.store.disks import told

        params |= told(path)
        if log_waits(path) and not writing:
            code = "library_log_closed"
    return LibraryError(code, **params)


def _closed(path: Path) -> Path:
    """Which file of a database may not be written to; a log keeps the mode that it was made in."""
    files = (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal")))
    return next((each for each in files if each.exists() and not os.access(each, os.W_OK)), path)


_OF_WHAT_LIES_BESIDE = {
    "library_unreadable", "library_read_only", "library_io", "library_unshared", "library_unlocked",
}  # fmt: skip
"""What SQLite's errors are taken for that may come from a link or a folder beside a database."""


def is_of_the_disk(error: sqlite3.Error) -> bool:
    """Whether the disk may be the reason for what SQLite reports, and not the file."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _OF_THE_DISK


def log_waits(path: Path) -> bool:
    """Whether changes of a database stand in its write-ahead log alone."""
    try:
        return path.with_name(path.name + "-wal").stat().st_size > 0
    except OSError:
        return False


def _is_half_written(path: Path) -> bool:
    """Whether a change of a database without a log goes on, or was ended in the middle."""
    try:
        return path.with_name(path.name + "-journal").stat().st_size > 0
    except OSError:
        return False


@contextmanager
def readable_message() -> Iterator[None]:
    """SQLite quotes a damaged schema in its message, which Python cannot always read."""
    try:
        yield
    except UnicodeDecodeError as error:
        damaged = sqlite3.DatabaseError("malformed database schema")
        damaged.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise damaged from error


@contextmanager
def translated(path: Path, *, writing: bool = False) -> Iterator[None]:
    """Raise what SQLite reports inside the block as `LibraryError`."""
    try:
        yield
    except sqlite3.Error as error:
        raised = translate(error, path, writing=writing)
        if raised is error:
            raise
        raise raised from error


def connect(path: Path, *, patience: float = PATIENCE, reading: bool = False) -> sqlite3.Connection:
    """A connection in autocommit mode with every pragma set; the file must exist.

    `patience` is in seconds. A `reading` connection refuses to write; it may be closed from
    another thread. A write-ahead log that cannot be set up, because the folder cannot be
    written, the disk is full or has no shared memory, is not needed when there is nothing in it:
    the file is then read as it lies, by a `Lone` connection. So it is where there are no locks. A
    change that was ended in the middle is never read. Raises sqlite3.Error, and LibraryError
    `library_log_strange` if a killed program's log would be taken in that belongs elsewhere.
    """
    odd = odd_beside(path, links=False)
    if odd is not None:
        raise LibraryError("library_beside", path=str(odd))
    try:
        connection = _open(path, "mode=rw", 0.0, reading)
    except sqlite3.OperationalError as error:
        missing = lacking(error, path)
        denied = _primary(error) in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
        as_it_lies = not log_waits(path) and not _is_half_written(path)
        if (denied or (reading and missing)) and as_it_lies and path.is_file():
            return _open(path, "mode=ro&immutable=1", patience, reading, Lone)
        if missing or _primary(error) not in _WAITING:
            raise
        connection = _open(path, "mode=rw", patience, reading)
    connection.execute(f"PRAGMA busy_timeout = {int(patience * 1000)}")
    return connection


def _primary(error: sqlite3.Error) -> int:
    return error.sqlite_errorcode & 0xFF


def lacking(error: sqlite3.Error, path: Path) -> bool:
    """Whether what SQLite reports comes from what the disk lacks; a lock may just be taken."""
    if not is_of_the_disk(error):
        return False
    from reader.store.disks import lack

    lacks = lack(path)
    return lacks == "library_unlocked" if _primary(error) in _WAITING else bool(lacks)


def _open(
    path: Path,
    query: str,
    patience: float,
    reading: bool,
    factory: type[Own] = Own,
) -> sqlite3.Connection:
    with _OPENING:
        if log_waits(path) or _is_half_written(path):
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
    from reader.store.strange_logs import refuse_strange

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
