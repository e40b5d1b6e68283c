"""Locks between processes that do not go through SQLite."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.errors import LibraryError
from reader.store.db.file_identity import MODE, PLAIN, TAKEN, refuse_link


@contextmanager
def locked(path: Path, patience: float) -> Iterator[None]:
    """Hold the lock file beside `path`.

    Raises LibraryError: `library_worked_on` if it is not free within `patience`, `library_unlocked`
    if the disk knows no locks, `library_link`.
    """
    lock = path.with_name(path.name + ".lock")
    refuse_link(lock)
    try:
        descriptor = os.open(lock, os.O_CREAT | os.O_RDWR | PLAIN, MODE)
    except OSError as error:
        raise LibraryError("library_read_only", path=str(path)) from error
    try:
        until = time.monotonic() + patience
        while not _locks(descriptor, path):
            if time.monotonic() > until:
                raise LibraryError("library_worked_on", path=str(path))
            time.sleep(0.02)
        yield
    finally:
        os.close(descriptor)  # which also lets go of the lock


def is_worked_on(path: Path) -> bool:
    """Whether another process holds the lock file beside `path`."""
    try:
        descriptor = os.open(path.with_name(path.name + ".lock"), os.O_RDWR | PLAIN)
    except OSError:
        return False
    try:
        return not try_lock(descriptor)
    except OSError:
        return False
    finally:
        os.close(descriptor)


def _locks(descriptor: int, path: Path) -> bool:
    try:
        return try_lock(descriptor)
    except OSError as error:
        raise unlocked(path) from error


def unlocked(path: Path) -> LibraryError:
    """The error of a disk that knows no locks."""
    from reader.store.db.disks import error_params

    return LibraryError("library_unlocked", path=str(path), **error_params(path))


def try_lock(descriptor: int) -> bool:
    """Take an exclusive lock without waiting; raises OSError if the disk knows no locks."""
    try:
        import fcntl
    except ImportError:
        return _try_lock_windows(descriptor)
    how = fcntl.LOCK_EX | fcntl.LOCK_NB
    try:
        return _is_free(fcntl.flock, descriptor, how)
    except OSError:  # some disks know only those of POSIX
        return _is_free(fcntl.lockf, descriptor, how)


def hold(descriptor: int) -> bool:
    """Lock an open file that nobody else may delete; false if another process holds it.

    On Windows an open file cannot be deleted anyway. Raises OSError as `try_lock` does.
    """
    return os.name == "nt" or try_lock(descriptor)


def _is_free(lock: Callable[[int, int], None], descriptor: int, how: int) -> bool:
    try:
        lock(descriptor, how)
    except OSError as error:
        if error.errno in TAKEN:
            return False
        raise
    return True


def _try_lock_windows(descriptor: int) -> bool:
    import importlib

    msvcrt = importlib.import_module("msvcrt")
    try:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    except OSError:
        return False
    return True


SHARED = (0x40000002, 510)
"""The bytes that who has a database with a write-ahead log open keeps locked.

See "The Lock-Byte Page" in SQLite's file format; they need not be there.
"""


def is_used(path: Path) -> bool:
    """Whether another process has a database with a write-ahead log open, damaged or not.

    The caller has no connection to it, whose locks would be lost (POSIX). Raises `LibraryError`
    `library_unlocked` if the disk knows no locks.
    """
    try:
        import fcntl
    except ImportError:
        return False  # Windows does not let an open file be moved
    start, length = SHARED
    with path.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, length, start)
        except OSError as error:
            if error.errno in TAKEN:
                return True
            raise unlocked(path) from error
    return False
