"""Fates of the pages that articles came from, as their publishers report them."""

from __future__ import annotations

import json
import sqlite3

from reader.model.revision import Fate
from reader.store import settings
from reader.store.db.checked_values import WrongValueError, parsed


def of(connection: sqlite3.Connection, article: str) -> Fate | None:
    """The last fate reported for an article's page; None while the page shows the article."""
    found = settings.get(connection, f"{settings.FATE}{article}")
    if found is None:
        return None
    try:
        stored = parsed(found)
        return Fate(*(str(stored[name]) for name in ("what", "url", "when")))
    except (WrongValueError, TypeError, KeyError):
        return None


def put(connection: sqlite3.Connection, article: str, fate: Fate) -> None:
    """Keep what became of an article's page; the first report of it counts."""
    before = of(connection, article)
    if before is None or before.what != fate.what:
        value = {"what": fate.what, "url": fate.url, "when": fate.when}
        settings.put(connection, f"{settings.FATE}{article}", json.dumps(value, ensure_ascii=False))


def drop(connection: sqlite3.Connection, article: str) -> None:
    """Drop the fate of an article: its page shows it again."""
    settings.drop(connection, f"{settings.FATE}{article}")
