"""Locks between processes that do not go through SQLite."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.errors import LibraryError

MODE = 0o600
"""Permission bits of files that may hold private notes."""


@contextmanager
def locked(path: Path, patience: float) -> Iterator[None]:
    """Hold the lock file beside `path`; `library_locked` if it is not free within `patience`."""
    try:
        descriptor = os.open(path.with_name(path.name + ".lock"), os.O_CREAT | os.O_RDWR, MODE)
    except OSError as error:
        raise LibraryError("library_read_only", path=str(path)) from error
    try:
        until = time.monotonic() + patience
        while not try_lock(descriptor):
            if time.monotonic() > until:
                raise LibraryError("library_locked", path=str(path))
            time.sleep(0.02)
        yield
    finally:
        os.close(descriptor)  # which also lets go of the lock


def try_lock(descriptor: int) -> bool:
    """Take an exclusive lock without waiting."""
    try:
        import fcntl
    except ImportError:
        return _try_lock_windows(descriptor)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def hold(descriptor: int) -> bool:
    """Lock an open file that nobody else may delete; false if another process holds it.

    Where there is no `flock` (Windows) an open file cannot be deleted anyway.
    """
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _try_lock_windows(descriptor: int) -> bool:
    import importlib

    msvcrt = importlib.import_module("msvcrt")
    try:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    except OSError:
        return False
    return True
