"""Folders that files are put into: held open, so that no link on the way leads elsewhere."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO, NamedTuple

from reader.store.db.file_identity import PLAIN

HOLDS = os.name == "posix"
"""Whether names are looked up in an open folder; elsewhere they are by their whole path."""


class HeldFolder(NamedTuple):
    """A folder: its path, and its open descriptor where there are such."""

    path: Path
    descriptor: int | None

    def at(self, name: str) -> str:
        """Name of a file in the folder, to be used with `dir_fd`."""
        return name if self.descriptor is not None else str(self.path / name)


@contextmanager
def held(folder: Path, below: Sequence[str] = ()) -> Iterator[HeldFolder]:
    """Hold a folder, or the one that is `below` it; none of those below may be a link.

    Raises OSError, with ELOOP or ENOTDIR for a link.
    """
    if not HOLDS:
        for name in below:
            folder /= name
            if folder.is_symlink():
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(folder))
        yield HeldFolder(folder, None)
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for name in below:
            outer = descriptor
            descriptor = os.open(name, os.O_RDONLY | os.O_DIRECTORY | PLAIN, dir_fd=outer)
            os.close(outer)
        yield HeldFolder(folder.joinpath(*below), descriptor)
    finally:
        os.close(descriptor)


def put(folder: HeldFolder, name: str, data: bytes, *, mode: int | None = None) -> None:
    """Put `data` into a file, as `replacing` does. Raises OSError."""
    with replacing(folder, name, mode=mode) as file:
        file.write(data)


@contextmanager
def replacing(folder: HeldFolder, name: str, *, mode: int | None = None) -> Iterator[BinaryIO]:
    """Write beside a file and rename; a link is replaced.

    An existing file keeps its permissions, unless `mode` says which are wanted. Raises OSError.
    """
    where = folder.descriptor
    temporary, target = folder.at(f".meipi-{token_hex(8)}.part"), folder.at(name)
    made = 0o666 if mode is None else mode
    with suppress(FileNotFoundError):
        found = os.stat(target, dir_fd=where, follow_symlinks=False)
        if mode is None and stat.S_ISREG(found.st_mode):
            mode = found.st_mode & 0o777
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | PLAIN | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(temporary, flags, made, dir_fd=where), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            os.chmod(temporary, mode, dir_fd=where)
        os.replace(temporary, target, src_dir_fd=where, dst_dir_fd=where)
    except BaseException:
        remove(folder, temporary)
        raise


def remove(folder: HeldFolder, name: str) -> None:
    """Delete a file of a folder if it is there."""
    with suppress(FileNotFoundError):
        os.unlink(folder.at(name), dir_fd=folder.descriptor)
