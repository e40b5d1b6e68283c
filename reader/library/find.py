"""Resolution of a name to an article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path, PurePosixPath

from reader.errors import InputError

Names = tuple[str, str, str]
"""An article's id, title and path."""


def find(name: str, names: Sequence[Names], root: Path) -> str:
    """The id that `name` means; paths in `names` are relative to `root` or absolute.

    Exact ids, paths, file names and titles come first, in this order, then a part of a title or
    path. Raises `InputError`: `article_unknown`; `article_ambiguous` with the titles, and
    the path or id of those that have one title.
    """
    wanted = name.strip()
    found = find_exactly(name, names, root) or _only(
        name, names, lambda row: _within(wanted, row[1]) or _within(wanted, row[2])
    )
    if not found:
        raise InputError("article_unknown", name=name)
    return found


def spelled(name: str) -> tuple[str, str]:
    """A name as it is looked up, and that of the file that it may be the path of."""
    wanted = name.strip()
    location = _location(wanted)
    return wanted, (location.name if location else "") or wanted


def find_exactly(name: str, names: Sequence[Names], root: Path) -> str | None:
    """The id of what is called exactly so, or None; raises `InputError` as `find` does."""
    wanted = name.strip()
    location, base = _location(wanted), root.resolve()
    tests: tuple[Callable[[Names], bool], ...] = (
        lambda row: row[0] == wanted.lower(),
        lambda row: bool(row[2]) and (row[2] == wanted or base / row[2] == location),
        lambda row: (
            bool(row[2]) and wanted in (PurePosixPath(row[2]).name, PurePosixPath(row[2]).stem)
        ),
        lambda row: row[1] == wanted,
    )
    return next(filter(None, (_only(name, names, test) for test in tests)), None)


def _only(name: str, names: Sequence[Names], test: Callable[[Names], bool]) -> str | None:
    """The id of the one article that passes a test, None for none or an empty name."""
    found = {row[0]: row for row in names if test(row)} if name.strip() else {}
    if len(found) > 1:
        raise InputError(
            "article_ambiguous", name=name, titles="; ".join(_distinct_titles(found.values()))
        )
    return next(iter(found), None)


def _distinct_titles(found: Iterable[Names]) -> list[str]:
    """The titles; those of which there are several, or none, with the path or id of each."""
    rows = list(found)
    often = Counter(title for _, title, _ in rows)
    return [
        title if title and often[title] == 1 else f"{title} ({path or ident})".strip()
        for ident, title, path in rows
    ]


def _location(name: str) -> Path | None:
    try:
        return Path(name).resolve()
    except (OSError, ValueError, RuntimeError):
        return None  # no path at all, such as a very long title


def _within(part: str, whole: str) -> bool:
    return part.casefold() in whole.casefold()
