"""Looks at the pages of items that a feed says nothing new of: when the last was, and how many."""

from __future__ import annotations

import json
import sqlite3
from typing import NamedTuple

from reader.store import settings
from reader.store.db.checked_values import WrongValueError, parsed


class PageLook(NamedTuple):
    """The last look at the page of an item: ISO 8601 in UTC, and the number of looks until then."""

    when: str
    times: int = 0


def of(connection: sqlite3.Connection, feed: str) -> dict[str, PageLook]:
    """The looks at the pages of a feed, by the keys of its items."""
    found = settings.get(connection, f"{settings.LOOKS}{feed}")
    if found is None:
        return {}
    try:
        return {
            key: PageLook(str(when), int(count))
            for key, (when, count) in dict(parsed(found)).items()
        }
    except (WrongValueError, TypeError, ValueError):
        return {}


def put(connection: sqlite3.Connection, feed: str, looks: dict[str, PageLook]) -> None:
    """Store the looks at the pages of a feed."""
    settings.put(connection, f"{settings.LOOKS}{feed}", json.dumps(looks, ensure_ascii=False))
