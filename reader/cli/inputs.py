"""Input of a command: a file, or standard input where `-` stands for one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import InputError

if TYPE_CHECKING:
    from reader.ingest.files import FileRead

STDIN = "-"


def standard_input() -> bytes:
    """All bytes of standard input.

    Raises InputError `stdin_closed`, `file_unreadable`, `file_too_large`.
    """
    from reader.ingest.files import LARGEST

    if sys.stdin is None:  # it was closed before the program began
        raise InputError("stdin_closed")
    try:
        data = sys.stdin.buffer.read(LARGEST + 1)
    except OSError as error:
        raise InputError("file_unreadable", path="stdin") from error
    if len(data) > LARGEST:
        raise InputError("file_too_large", path="stdin", largest=LARGEST >> 20)
    return data


def read_data(name: str) -> bytes:
    """The bytes of a file or of standard input; raises InputError as `read_bytes` does."""
    from reader.ingest.files import read_bytes

    return standard_input() if name == STDIN else read_bytes(Path(name))[0]


def read_article(name: str) -> FileRead:
    """The article in a file or in standard input; raises InputError as `read_file` does."""
    from reader.ingest.files import parse_file, read_file

    if name != STDIN:
        return read_file(Path(name))
    return parse_file(Path("stdin"), standard_input())
