"""The files below a folder that may be articles, asking the disk as little as can be."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from reader.ingest.files import SUFFIXES
from reader.store.db.file_identity import is_file

__all__ = ["Seen", "is_file", "walk"]


class Seen(NamedTuple):
    """A file: its path, its path below the folder with slashes, its size in bytes and its time in
    nanoseconds. `plain` is false for a link and for a name that is no text.
    """

    path: Path
    below: str
    size: int
    mtime: int
    plain: bool


def walk(folder: Path, closed: Callable[[Path], None] | None = None) -> Iterator[Seen]:
    """Files that may be articles, in the order of their names; links to folders are passed over.

    So are hidden ones, and what a browser saved beside a page, in a folder of the page's name with
    "_files". A folder that cannot be read is passed over, and given to `closed`.
    """
    yield from _walk(os.fspath(folder), "", closed or (lambda _: None))


def _walk(folder: str, below: str, closed: Callable[[Path], None]) -> Iterator[Seen]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):  # writing into it says that it is none
        return
    except OSError:
        closed(Path(folder))
        return
    for entry in entries:
        name = entry.name
        if name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if not name.endswith("_files"):
                yield from _walk(entry.path, f"{below}{name}/", closed)
        elif name.lower().endswith(SUFFIXES):
            yield _seen(entry, below)


def _seen(entry: os.DirEntry[str], below: str) -> Seen:
    try:
        status = entry.stat()
        size, mtime = status.st_size, status.st_mtime_ns
    except OSError:
        size, mtime = -1, -1
    plain = not entry.is_symlink() and _is_text(entry.name)
    return Seen(Path(entry.path), below + entry.name, size, mtime, plain)


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
