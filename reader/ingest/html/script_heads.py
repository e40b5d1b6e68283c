"""Author and date of an article, by the data that a page's scripts hold of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reader.ingest.html.dates import moment_in
from reader.ingest.html.scripted import objects_named

_AUTHOR = re.compile(r"(?:authors?|by_?lines?|reporters?|writers?|creators?)(?:_?names?)?", re.I)
_PUBLISHED = re.compile(
    r"(?:first_?)?(?:publish(?:ed)?|publication|pub|release[d]?|post(?:ed)?|display)_?"
    r"(?:at|on|time|date|timestamp|datetime)?|date_?published|first_?published(?:_?at)?",
    re.I,
)
_CREATED = re.compile(r"creat(?:ed|e)_?(?:at|on|time|date)|date_?created", re.I)
_NAMES = ("name", "displayName", "display_name", "fullName", "title", "nickname")
_MOST = 6
_YEARS = (631_152_000, 4_102_444_800)
"""Seconds since 1970 between which a number is a moment: 1990 to 2100."""


def head_in(scripts: Sequence[str], titles: Sequence[str]) -> tuple[list[str], str]:
    """The authors and the moment of publication that stand in one object with one of `titles`.

    What objects inside it say is of other articles, but for an author's own. When it was created
    counts only where somebody wrote it: lists and topics are created, too.
    """
    authors: list[str] = []
    published = created = ""
    for each in objects_named(scripts, titles):
        for key, value in each.items():
            if _AUTHOR.fullmatch(key):
                authors = authors or list(_names(value))[:_MOST]
            elif _PUBLISHED.fullmatch(key):
                published = published or _moment(value)
            elif _CREATED.fullmatch(key):
                created = created or _moment(value)
    return authors, published or (created if authors else "")


def _names(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from ([value.strip()] if value.strip() else [])
    elif isinstance(value, dict):
        values = (value.get(name) for name in _NAMES)
        yield from (next(([it] for it in values if isinstance(it, str) and it.strip()), []))
    elif isinstance(value, list):
        for each in value[:_MOST]:
            if isinstance(each, str | dict):
                yield from _names(each)


def _moment(value: object) -> str:
    """A moment as a page writes it, or in seconds or milliseconds since 1970."""
    if isinstance(value, str) and not value.isdecimal():
        return _in_china(moment_in(value))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    from datetime import datetime

    from reader.text.dates import CHINA

    number = float(str(value)[:20])
    seconds = number / 1000 if number > _YEARS[1] else number
    return datetime.fromtimestamp(seconds, CHINA).isoformat() if _is_moment(seconds) else ""


def _in_china(moment: str) -> str:
    """A moment of UTC as China's, so that the day is the publisher's."""
    if not moment.endswith("+00:00"):
        return moment
    from datetime import datetime

    from reader.text.dates import CHINA

    return datetime.fromisoformat(moment).astimezone(CHINA).isoformat()


def _is_moment(seconds: float) -> bool:
    return _YEARS[0] < seconds < _YEARS[1]
