"""Safe opening of files, their presence, and whether they are still the same ones."""

from __future__ import annotations

import errno
import os
import stat
from io import BufferedReader
from pathlib import Path

from reader.errors import LibraryError

MODE = 0o600
"""Permission bits of files that may hold private notes."""

PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""Flags that open a file which somebody else may have made: no link is followed, no pipe awaited.
"""

TAKEN = (errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK)
"""System errors of a lock that another process has; any other means that there are no locks at all.
"""

Identity = tuple[int, int]
"""Device and inode of a file."""


def is_there(path: Path) -> bool:
    """Whether something is at a path; what may not be looked at is not (`Path.exists` raises)."""
    try:
        path.stat()
    except (OSError, ValueError):
        return False
    return True


def is_file(path: Path) -> bool:
    """Whether a file is at a path; one that may not be looked at is not."""
    return is_there(path) and path.is_file()


def is_link(path: Path) -> bool:
    """Whether a link is at a path; what may not be looked at is none (`is_symlink` raises).

    Using the path is refused as well, and raises why.
    """
    try:
        return path.is_symlink()
    except (OSError, ValueError):
        return False


def without_waiting(path: str, flags: int) -> int:
    """Open a file that may be a pipe or a device; an `opener`."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def read_plain(name: str | Path, flags: int = PLAIN, dir_fd: int | None = None) -> BufferedReader:
    """Open what may be a plain file for reading, in an open folder if there is one.

    Nothing stays open where it is a folder instead. Raises OSError.
    """
    flags |= os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(name, flags, dir_fd=dir_fd)
    try:
        return os.fdopen(descriptor, "rb")
    except OSError:
        os.close(descriptor)
        raise


def refuse_link(path: Path) -> None:
    """Raise LibraryError `library_link` if a file of the library is a link.

    Its target may belong to somebody else, and would be written to.
    """
    if is_link(path):
        raise LibraryError("library_link", path=str(path), target=os.path.realpath(path))


def odd_side_file(path: Path, *, links: bool = True) -> Path | None:
    """Path of a SQLite side file (journal, log, shared memory) that is no regular file, if there is
    one.

    SQLite takes a folder for a fault of the disk, and waits for a pipe for ever.
    """
    for end in ("-journal", "-wal", "-shm"):
        side_file = path.with_name(path.name + end)
        try:
            mode = side_file.lstat().st_mode
        except (OSError, ValueError):
            continue
        if not stat.S_ISREG(mode) and (links or not stat.S_ISLNK(mode)):
            return side_file
    return None


def identity(path: Path) -> Identity | None:
    """Identity of the file at a path, as device and inode; None if there is none to be seen."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


class Watched:
    """A database file that is in use: it must stay the one that it was when it was opened first.

    A file that was deleted or replaced goes on being written without an error, and is lost.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._first: Identity | None = None

    def check(self) -> None:
        """Raise `LibraryError` `library_gone` if another file is at the path, or none."""
        now = identity(self._path)
        self._first = self._first or now
        if now is None or now != self._first:
            raise LibraryError("library_gone", path=str(self._path))
