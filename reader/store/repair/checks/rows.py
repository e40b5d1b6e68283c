"""Check of rows: the program can read every value, beyond what the rules of the tables say."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import NamedTuple

from reader.store import feeds, settings
from reader.store.db.checked_values import LARGEST, WrongValueError, fields, names
from reader.store.repair.checks.finding import Finding, Tick, findings_about

_READ: dict[tuple[str, str], Callable[[str], object]] = {
    ("article", "authors"): names,
    ("article", "topics"): names,
    ("article", "own_topics"): names,
    ("revision", "authors"): names,
    ("revision", "topics"): names,
    ("feed", "problem"): feeds.problem_of,
    ("journal_row", "key"): names,
    ("journal_row", "before"): fields,
    ("journal_row", "after"): fields,
    ("setting", "value"): settings.notices_of,
}
"""Columns that hold JSON, and what reads them. Clocks have a check of their own."""

_ONLY = {("setting", "value"): f"key GLOB '{settings.ARRIVED}*'"}

_COUNTS = {
    "anchor": ("start", "end"),
    "draft": ("start", "end"),
    "evidence": ("quote_start", "quote_end"),
    "feed": ("failures",),
    "file": ("own",),
    "listing": ("length", "claims", "archived", "read", "starred", "position"),
    "marked": ("sentences",),
    "outline": ("claims",),
    "reading": ("position",),
    "tally": ("facts", "opinions", "nones", "notes"),
    "text": ("length",),
}
"""Columns that hold numbers of code points, sentences or the like."""


_IDENTIFIED = (
    "article", "revision", "annotator", "annotation", "claim_check", "evidence", "link",
    "code_book", "feed",
)  # fmt: skip


class WrongRow(NamedTuple):
    """A value that cannot be read: its table, column, and the key of its row."""

    table: str
    column: str
    key: tuple[str | int, ...]

    def __str__(self) -> str:
        return f"{self.table}.{self.column} {' '.join(map(str, self.key))}"


def findings(connection: sqlite3.Connection, tick: Tick) -> Iterator[Finding]:
    """Findings of `wrong`, each named by its table, its column and its row's key."""
    yield from findings_about("row_wrong", map(str, wrong(connection, tick)), repairable=True)
    yield from findings_about("id_wrong", map(str, _ids(connection)))


def wrong(connection: sqlite3.Connection, tick: Tick = lambda done, of: None) -> Iterator[WrongRow]:
    """Values of the right type that are none of those that the program writes."""
    total = len(_READ) + len(_COUNTS)
    for done, ((table, column), read) in enumerate(_READ.items()):
        tick(done, total)
        yield from _unreadable(connection, table, column, read)
    for done, (table, columns) in enumerate(_COUNTS.items(), len(_READ)):
        tick(done, total)
        for column in columns:
            if keys := _keys(connection, table, column):
                rows = connection.execute(
                    f'SELECT {keys} FROM {table} WHERE NOT "{column}" BETWEEN 0 AND {LARGEST}'
                )
                yield from (WrongRow(table, column, key) for key in rows)


def _ids(connection: sqlite3.Connection) -> Iterator[WrongRow]:
    """Ids that are no ids: whatever refers to them finds nothing once they are cleaned."""
    for table in _IDENTIFIED:
        if "id" in keys_of(connection, table):
            rows = connection.execute(f"SELECT id FROM {table} WHERE id GLOB '*[^!-~]*'")
            yield from (WrongRow(table, "id", key) for key in rows)


def keys_of(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    """The columns of a table's primary key, in their order."""
    rows = connection.execute(
        "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", (table,)
    )
    return tuple(name for (name,) in rows)


def _keys(connection: sqlite3.Connection, table: str, column: str) -> str:
    """The key of a table as SQL; empty if a table of an older schema has no such column."""
    here = connection.execute(
        "SELECT 1 FROM pragma_table_info(?) WHERE name = ?", (table, column)
    ).fetchone()
    return ", ".join(f'"{name}"' for name in keys_of(connection, table)) if here else ""


def _unreadable(
    connection: sqlite3.Connection, table: str, column: str, read: Callable[[str], object]
) -> Iterator[WrongRow]:
    keys = _keys(connection, table, column)
    if not keys:
        return
    where = _ONLY.get((table, column), f'"{column}" IS NOT NULL')
    for *key, value in connection.execute(f'SELECT {keys}, "{column}" FROM {table} WHERE {where}'):
        try:
            read(value)
        except WrongValueError:
            yield WrongRow(table, column, tuple(key))
