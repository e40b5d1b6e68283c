"""Parser of what is to be brought in: an address, a file, a folder, or several addresses."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from reader.config import expanded
from reader.errors import InputError
from reader.library.intake.offers import files_in, is_address
from reader.text.query.completion import shared_start

_BARE = re.compile(
    r"(?:www\.(?:[a-z0-9-]+\.)+[a-z]{2,}|(?:[a-z0-9-]+\.)+[a-z]{2,}(?=[:/]))(?:[:/?#]\S*)?", re.I
)
_QUOTED = re.compile(r"""(?P<quote>['"])(?P<path>.+)(?P=quote)""")
_ESCAPED = re.compile(r"\\(?=[^\w\s]|\s)")
LONGEST_LINE = 200
"""Code points from which on a single line that was pasted is an article and no name."""


class InputKind(Enum):
    """Kind of input."""

    ADDRESS = "address"
    FILE = "file"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class ParsedInput:
    """Parsed input: one address or file in `names`, or several of them.

    `folder` is the folder that several files come from, as it was typed; else empty.
    """

    kind: InputKind
    names: tuple[str, ...]
    folder: str = ""


class Completion(NamedTuple):
    """Typed text, completed as far as it is certain, and the names that it may become."""

    text: str
    names: tuple[str, ...]


def parse_input(typed: str) -> ParsedInput:
    """Parse a line; a path may be in quotes, escaped for a shell, or a `file:` address.

    Reads the folder that a line names. Raises InputError: `given_empty`, `file_missing`,
    `folder_without_articles`.
    """
    line = typed.strip()
    if not line:
        raise InputError("given_empty")
    path = _path(line)
    if path is None and is_address(line) and not line.lower().startswith("file:"):
        return ParsedInput(InputKind.ADDRESS, (line,))
    if path is None and _BARE.fullmatch(line):
        return ParsedInput(InputKind.ADDRESS, (f"https://{line}",))
    if path is None:
        raise InputError("file_missing", path=line)
    if not path.is_dir():
        return ParsedInput(InputKind.FILE, (str(path),))
    files = tuple(str(file) for file in files_in(path))
    if not files:
        raise InputError("folder_without_articles", path=line)
    return ParsedInput(InputKind.SEVERAL, files, line)


def addresses_in(text: str) -> tuple[str, ...]:
    """The addresses of a text that holds nothing else, one on a line; else none."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return tuple(dict.fromkeys(lines)) if all(map(is_address, lines)) else ()


def is_text(pasted: str) -> bool:
    """Whether what was pasted is an article itself, not the name of one."""
    text = pasted.strip()
    if "\n" in text:
        return not addresses_in(text)
    return len(text) > LONGEST_LINE and not is_address(text) and _path(text) is None


def complete(typed: str) -> Completion:
    """Complete a path that is being typed, over folders and files that may be articles.

    A folder ends in a slash. Without any that begins so, the line stays as it is.
    """
    from reader.ingest.files import SUFFIXES

    before, slash, start = typed.rpartition("/")
    folder = expanded(before + slash) if before or slash else Path()
    if typed in ("~", "."):
        return Completion(f"{typed}/", ())
    names = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                hidden = entry.name.startswith(".") and not start.startswith(".")
                if not entry.name.startswith(start) or hidden:
                    continue
                if entry.is_dir():
                    names.append(f"{entry.name}/")
                elif entry.name.lower().endswith(SUFFIXES):
                    names.append(entry.name)
    except (OSError, ValueError):
        return Completion(typed, ())
    names.sort()
    return Completion(before + slash + (shared_start(names) if names else start), tuple(names))


def _path(line: str) -> Path | None:
    """Path on disk that a name means, written in any of the ways in which paths are typed."""
    quoted = _QUOTED.fullmatch(line)
    forms: list[Callable[[], str]] = [
        lambda: line,
        lambda: quoted["path"] if quoted else line,
        lambda: _ESCAPED.sub("", line),
    ]
    if line.lower().startswith("file:"):
        forms.append(lambda: unquote(urlsplit(line).path))
    for form in forms:
        try:
            path = expanded(form())
            if path.exists():
                return path
        except (OSError, ValueError):
            continue  # too long or malformed for a path, but it may be something else
    return None
