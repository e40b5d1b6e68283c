"""Which article a name means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath

from reader.errors import InputError

Names = tuple[str, str, str]
"""An article's id, title and path."""


def find(name: str, names: Sequence[Names], root: Path) -> str:
    """The id that `name` means; paths in `names` are relative to `root` or absolute.

    Exact ids, paths, file names and titles come first, in this order, then a part of a title or
    path. Raises `InputError`: `article_unknown`; `article_ambiguous` with the titles.
    """
    wanted = name.strip()
    location, base = _location(wanted), root.resolve()
    tests: tuple[Callable[[Names], bool], ...] = (
        lambda row: row[0] == wanted.lower(),
        lambda row: bool(row[2]) and (row[2] == wanted or base / row[2] == location),
        lambda row: (
            bool(row[2]) and wanted in (PurePosixPath(row[2]).name, PurePosixPath(row[2]).stem)
        ),
        lambda row: row[1] == wanted,
        lambda row: _within(wanted, row[1]) or _within(wanted, row[2]),
    )
    for test in tests if wanted else ():
        found = {row[0]: row[1] for row in names if test(row)}
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise InputError("article_ambiguous", name=name, titles="; ".join(found.values()))
    raise InputError("article_unknown", name=name)


def base_name(name: str) -> str:
    """What stands in an id, a title or a path that a name means: its last part, if it is a path."""
    return PurePosixPath(name.strip()).name


def _location(name: str) -> Path | None:
    try:
        return Path(name).resolve()
    except (OSError, ValueError, RuntimeError):
        return None  # no path at all, such as a very long title


def _within(part: str, whole: str) -> bool:
    return part.casefold() in whole.casefold()
