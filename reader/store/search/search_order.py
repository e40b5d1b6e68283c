"""Indexed articles in the order of a search: the newest first."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator

from reader.store.search.filters import Where, listed

Key = tuple[str, str, str]
"""Sort key of articles, all parts descending: their date, when they were added, and their id."""

MANY = 4000
"""Candidates above which walking from the newest on is sooner done than sorting them."""

MANY_NOTED = 1000
"""The same for articles that are found by their notes, which all have to be looked at for that."""

PART = 100
"""Candidates that are looked at together."""

_NEWEST = "ORDER BY s.date DESC, s.added DESC, s.article DESC"


def before(after: Key | None) -> Where:
    """Condition of the articles that come after a key."""
    return Where(("(s.date, s.added, s.article) < (?, ?, ?)",), after) if after else Where()


def by_newest(
    connection: sqlite3.Connection, numbers: Collection[int], where: Where
) -> Iterator[list[tuple[int, Key]]]:
    """Articles with their keys, in parts, the newest first."""
    rows = connection.execute(
        "SELECT s.number, s.date, s.added, s.article FROM json_each(?) wanted"
        f" CROSS JOIN search_article s ON s.number = wanted.value WHERE {where.sql} {_NEWEST}",
        (listed(sorted(numbers)), *where.values),
    )
    while part := rows.fetchmany(PART):
        yield [(number, (date, added, article)) for number, date, added, article in part]


def walk(connection: sqlite3.Connection, tables: str, where: Where, limit: int) -> list[Key]:
    """The keys of the newest articles for which something holds; `tables` begin with `s`."""
    return connection.execute(
        f"SELECT s.date, s.added, s.article FROM {tables} WHERE {where.sql} {_NEWEST} LIMIT ?",
        (*where.values, limit),
    ).fetchall()
