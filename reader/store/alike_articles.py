"""Pairs of articles that may be one, until their reader has said whether they are."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from reader.store import aliases, settings

_VANISHED = """SELECT f.article FROM file f JOIN article a ON a.id = f.article
  WHERE a.deleted = 0 GROUP BY f.article HAVING min(f.gone) = 1
  ORDER BY a.added DESC, a.id LIMIT ?"""

_PAIRS = """SELECT substr(s.key, ?), s.value FROM setting s
  JOIN article n ON n.id = substr(s.key, ?) AND n.deleted = 0
  JOIN article o ON o.id = s.value AND o.deleted = 0
  WHERE s.key GLOB ? ORDER BY s.key"""


def vanished(connection: sqlite3.Connection, limit: int) -> list[str]:
    """The articles of which every file is gone, the newest first."""
    return [str(row[0]) for row in connection.execute(_VANISHED, (limit,))]


def put(connection: sqlite3.Connection, found: Iterable[tuple[str, str]]) -> None:
    """Note which new articles may be which old ones."""
    for new, old in found:
        settings.put(connection, f"{settings.ALIKE}{new}", old)


def drop(connection: sqlite3.Connection, new: str) -> None:
    """It was said what a new article is."""
    settings.drop(connection, f"{settings.ALIKE}{new}")


def pairs(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Those that are two still: the new article and the old one."""
    start = len(settings.ALIKE) + 1
    rows = connection.execute(_PAIRS, (start, start, f"{settings.ALIKE}*")).fetchall()
    return [
        (str(new), str(old))
        for new, old in rows
        if aliases.resolved(connection, new) != aliases.resolved(connection, old)
    ]
