"""What its reader is told of a title, authors, a source or a date that were published otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reader.library.core import Notice
from reader.store import settings
from reader.store.edits import Edits

NOTHING = "–"
"""Stands where nothing was said."""

CODES = {name: f"head.{name}" for name in ("title", "authors", "source", "date")}


def told(edits: Edits, article: str, differing: Mapping[str, tuple[str, str]]) -> list[Notice]:
    """What is to be told at the next opening, beside what already was to be told of the kind.

    What was published before the reader looked last counts as what it was.
    """
    unread = dict(settings.arrival(edits.connection, article))
    notices = []
    for name, code in CODES.items():
        standing = unread.get(code)
        was, now = (text or NOTHING for text in differing.get(name, ("", "")))
        if standing is not None:
            was = standing.get("before", was)
            now = now if name in differing else standing.get("after", now)
        if was != now:
            notices.append((code, {"before": was, "after": now}))
    return notices


def others(notices: Iterable[Notice]) -> list[Notice]:
    """The notices that are about something else."""
    return [each for each in notices if each[0] not in CODES.values()]
