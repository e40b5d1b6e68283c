"""SQLite's errors in our own words."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.errors import LibraryError
from reader.store.db import checked_values as values
from reader.store.db.file_identity import odd_side_file
from reader.store.db.locking import unlocked

PATIENCE = 5.0
"""Seconds to wait for another process that is writing."""

APPLICATION_ID = 0x6D656970
"""`PRAGMA application_id` of our databases: "meip"."""

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

WAITING = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_PROTOCOL}
_OF_THE_DISK = WAITING | {sqlite3.SQLITE_IOERR}
"""SQLite errors that may come from a disk without shared memory, locks or room (`db.disks`)."""


def translate(error: sqlite3.Error, path: Path, *, writing: bool = False) -> Exception:
    """The `LibraryError` for what SQLite reports; a fault in our own SQL comes back as it is."""
    extended = getattr(error, "sqlite_errorcode", 0)
    code = _CODES.get(extended & 0xFF)
    if extended == sqlite3.SQLITE_READONLY_DBMOVED:
        code = "library_gone"
    if extended == sqlite3.SQLITE_IOERR_DELETE:
        code = "library_read_only"  # it was taken back, but its journal stays
    if is_of_the_disk(error):
        from reader.store.db.disks import lack

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
    odd = odd_side_file(path)
    if odd is not None and code in _OF_SIDE_FILES:
        return LibraryError("library_beside", path=str(odd))
    at_fault = _closed(path) if code == "library_read_only" else path
    params: dict[str, object] = {"path": str(at_fault)}
    if code == "library_damaged":
        from reader.store.backup.backup_files import newest_backup

        params["backup"] = newest_backup(path)
    if code == "library_io":
        params["reason"] = str(error)
    if code in ("library_unshared", "library_unlocked"):
        from reader.store.db.disks import error_params

        params |= error_params(path)
        if log_waits(path) and not writing:
            code = "library_log_closed"
    return LibraryError(code, **params)


def _closed(path: Path) -> Path:
    """The file of a database that may not be written to; a log keeps the mode it was made in."""
    files = (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal")))
    return next((each for each in files if each.exists() and not os.access(each, os.W_OK)), path)


_OF_SIDE_FILES = {
    "library_unreadable", "library_read_only", "library_io", "library_unshared", "library_unlocked",
}  # fmt: skip
"""Codes for errors of SQLite that may come from a link or a folder beside a database."""


def is_of_the_disk(error: sqlite3.Error) -> bool:
    """Whether the disk may be the reason for what SQLite reports, and not the file."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _OF_THE_DISK


def log_waits(path: Path) -> bool:
    """Whether changes of a database stand in its write-ahead log alone."""
    try:
        return path.with_name(path.name + "-wal").stat().st_size > 0
    except OSError:
        return False


def is_half_written(path: Path) -> bool:
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


def lacking(error: sqlite3.Error, path: Path) -> bool:
    """Whether what SQLite reports comes from what the disk lacks; a lock may just be taken."""
    if not is_of_the_disk(error):
        return False
    from reader.store.db.disks import lack

    lacks = lack(path)
    return lacks == "library_unlocked" if primary_code(error) in WAITING else bool(lacks)


def primary_code(error: sqlite3.Error) -> int:
    return error.sqlite_errorcode & 0xFF


@contextmanager
def reported(path: Path) -> Iterator[None]:
    """Raise what the system or SQLite reports as `LibraryError`."""
    try:
        with translated(path, writing=True):
            yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise LibraryError("disk_full", path=str(path)) from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            denied = error.filename or path
            raise LibraryError("library_read_only", path=str(denied)) from error
        if error.errno in (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP):
            raise unlocked(path) from error
        raise LibraryError("library_io", path=str(path), reason=str(error.strerror)) from error
