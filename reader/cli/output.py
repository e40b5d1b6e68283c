"""Output of commands: JSON, and lines without control characters."""

from __future__ import annotations

import errno
import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from reader.errors import InputError
from reader.exchange.plain import escaped
from reader.store.db.file_identity import is_file

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

    from reader.library import Library

_Result = TypeVar("_Result")


def print_json(value: object, *, indent: int | None = 2) -> None:
    """Print a value as JSON: UTF-8 whatever the locale, Chinese as it is, controls escaped."""
    text = escaped(json.dumps(value, ensure_ascii=False, indent=indent))
    write_bytes(text.encode() + b"\n")


def stream_json(value: object, *, first: bool) -> None:
    """Print one more object of a list."""
    text = escaped(json.dumps(value, ensure_ascii=False))
    write_bytes(("[\n  " if first else ",\n  ").encode() + text.encode())


def write_bytes(data: ReadableBuffer) -> None:
    """Print bytes as they are; raises InputError `file_unwritable` if stdout is closed."""
    if sys.stdout is None:
        reason = os.strerror(errno.EBADF)
        raise InputError("file_unwritable", path="stdout", reason=reason)
    left = memoryview(data)
    while left:
        # Without a buffer (PYTHONUNBUFFERED) only a part may be written, and no error raised.
        left = left[sys.stdout.buffer.write(left) :]
    sys.stdout.buffer.flush()


class _Stdout(io.RawIOBase):
    """Standard output that writes all of its input."""

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        write_bytes(data)
        return memoryview(data).nbytes


def fill_stdout(fill: Callable[[BinaryIO], _Result]) -> _Result:
    """Let `fill` print bytes; returns its result. Raises as `write_bytes` does."""
    with io.BufferedWriter(_Stdout(), 65536) as stream:
        return fill(stream)


def is_stdout(name: str) -> bool:
    """Whether the name of a file means standard output, which cannot be replaced as a file is."""
    return name in ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")


def check_output(library: Library, name: str, *, force: bool) -> None:
    """Raise InputError for a file that may not be written: `file_of_library`, `file_exists`."""
    from reader.library.target_files import check_target

    if is_stdout(name):
        return
    check_target(library.root, Path(name))
    if not force and is_file(Path(name)):
        raise InputError("file_exists", path=name)


def line(text: str) -> str:
    r"""`text` on one line; control and bidirectional characters become `\u001b`, visibly."""
    return escaped(text.replace("\n", " ").replace("\t", " "))
