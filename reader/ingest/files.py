"""Files on disk become articles."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.model import Article

if TYPE_CHECKING:
    from reader.text.cleaning import Repair

LARGEST = 64 * 1024 * 1024
"""Bytes of the largest file that is read."""

SUFFIXES = (".md", ".markdown", ".txt")
"""Endings of the files that a library's folder is searched for."""


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file that was read: its size in bytes, its time in nanoseconds, its bytes' sha256."""

    path: Path
    size: int
    mtime: int
    sha256: str
    article: Article
    encoding: str
    repairs: tuple[Repair, ...]


def read_bytes(path: Path) -> tuple[bytes, int]:
    """The bytes of a file and its modification time in nanoseconds.

    Raises `InputError` with `path`: `file_missing`, `file_is_folder`, `file_unreadable`,
    `file_too_large`, `file_empty`.
    """
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise InputError("file_is_folder", path=str(path))
        if not stat.S_ISREG(found.st_mode):  # a pipe or a device could keep us waiting for ever
            raise InputError("file_unreadable", path=str(path))
        if found.st_size > LARGEST:
            raise InputError("file_too_large", path=str(path), largest=LARGEST)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("file_missing", path=str(path)) from error
    except (OSError, ValueError) as error:
        raise InputError("file_unreadable", path=str(path)) from error
    if not data.strip():
        raise InputError("file_empty", path=str(path))
    return data, found.st_mtime_ns


def read_file(path: Path) -> FileRead:
    """Read and parse one file; an article without a title takes the file's name.

    Raises `InputError` as `read_bytes` does, and `file_binary`.
    """
    from reader.text.cleaning import decode
    from reader.text.structure import parse

    data, mtime = read_bytes(path)
    try:
        decoded = decode(data)
        article = parse(decoded.text)
    except InputError as error:
        raise InputError(error.code, **({"path": str(path)} | error.params)) from error
    if not article.text.strip():
        raise InputError("file_empty", path=str(path))
    if not article.title:
        article = replace(article, title=path.stem)
    return FileRead(
        path=path,
        size=len(data),
        mtime=mtime,
        sha256=hashlib.sha256(data).hexdigest(),
        article=article,
        encoding=decoded.encoding,
        repairs=decoded.repairs,
    )
