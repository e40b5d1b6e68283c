"""Pairs of articles that may be one, until their reader has decided."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from reader.store import aliases, settings

_VANISHED = """SELECT a.id FROM article a
  WHERE a.deleted = 0 AND NOT EXISTS (SELECT 1 FROM file f WHERE f.article = a.id AND f.gone = 0)
    AND (EXISTS (SELECT 1 FROM file f WHERE f.article = a.id)
      OR EXISTS (SELECT 1 FROM revision r JOIN file f ON f.path = r.origin
        WHERE r.article = a.id))
  ORDER BY a.added DESC, a.id LIMIT ?"""

_LAST_FILE = """SELECT path FROM (
    SELECT f.path, 1 AS own, '' AS since FROM file f WHERE f.article = :article
    UNION ALL SELECT r.origin, 0, r.fetched FROM revision r JOIN file f ON f.path = r.origin
      WHERE r.article = :article)
  ORDER BY own DESC, since DESC, path LIMIT 1"""

_PAIRS = """SELECT substr(s.key, ?), s.value FROM setting s
  JOIN article n ON n.id = substr(s.key, ?) AND n.deleted = 0
  JOIN article o ON o.id = s.value AND o.deleted = 0
  WHERE s.key GLOB ? ORDER BY s.key"""


def vanished(connection: sqlite3.Connection, limit: int) -> list[str]:
    """The articles of which every file is gone, or is another's by now, the newest first."""
    return [str(row[0]) for row in connection.execute(_VANISHED, (limit,))]


def last_file(connection: sqlite3.Connection, article: str) -> str:
    """The file that such an article lay in last, "" if it is not known."""
    row = connection.execute(_LAST_FILE, {"article": article}).fetchone()
    return str(row[0]) if row else ""


def put(connection: sqlite3.Connection, found: Iterable[tuple[str, str]]) -> None:
    """Note which new articles may be which old ones."""
    for new, old in found:
        settings.put(connection, f"{settings.ALIKE}{new}", old)


def drop(connection: sqlite3.Connection, new: str) -> None:
    """Drop the question what a new article is: it was answered."""
    settings.drop(connection, f"{settings.ALIKE}{new}")


def pairs(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Pairs of articles that are two still: the new article and the old one."""
    start = len(settings.ALIKE) + 1
    rows = connection.execute(_PAIRS, (start, start, f"{settings.ALIKE}*")).fetchall()
    return [
        (str(new), str(old))
        for new, old in rows
        if aliases.resolved(connection, new) != aliases.resolved(connection, old)
    ]
