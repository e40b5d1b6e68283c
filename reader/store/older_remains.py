"""What is left of a damaged database of an older version, brought to today's tables.

Its rows are put into fresh tables of their own version, and these are migrated like any library:
so what was salvaged says what it would say if the database had been whole.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.store import salvaging
from reader.store.applying import apply
from reader.store.connection import connect, transaction
from reader.store.places import MODE
from reader.store.salvaging import Row
from reader.store.schema import MIGRATIONS

Columns = dict[str, list[str]]


@contextmanager
def as_today(
    left: sqlite3.Connection, folder: Path, spared: list[tuple[str, Row]]
) -> Iterator[sqlite3.Connection]:
    """What is left, in today's tables; itself if it has these, or cannot be migrated.

    The copy lies in `folder` meanwhile. What would break a rule of its tables is `spared`.
    """
    known = _columns(left)
    version = max(range(len(MIGRATIONS)), key=lambda at: (_likeness(known, at), at))
    if version == len(MIGRATIONS) - 1:
        yield left
        return
    with TemporaryDirectory(dir=folder, prefix=".salvage-") as place:
        path = Path(place) / "older.db"
        path.touch(MODE)
        broken: list[tuple[str, Row]] = []
        with closing(connect(path)) as older:
            try:
                apply(older, MIGRATIONS[: version + 1], {})
                _fill(older, left, broken)
                apply(older, MIGRATIONS, {})
            except sqlite3.Error:  # too much is missing: rows of tables that did not change come
                yield left
            else:
                spared += broken
                yield older


def _columns(connection: sqlite3.Connection) -> Columns:
    return {name: columns for name, (columns, _) in salvaging.tables(connection).items()}


def _likeness(known: Columns, version: int) -> int:
    """How many tables of a version are as they are known, less those that are otherwise."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        apply(fresh, MIGRATIONS[: version + 1], {})
        wanted = _columns(fresh)
    return sum(1 if known.get(name) == columns else -1 for name, columns in wanted.items())


def _fill(
    older: sqlite3.Connection, left: sqlite3.Connection, broken: list[tuple[str, Row]]
) -> None:
    """Put all rows that are left into empty tables of their version, whatever they refer to."""
    older.execute("PRAGMA foreign_keys = OFF")
    triggers = older.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
    ).fetchall()
    with transaction(older):
        for name, _ in triggers:  # what they keep is among the rows
            older.execute(f'DROP TRIGGER "{name}"')
        for table, columns in _columns(older).items():
            older.execute(f'DELETE FROM "{table}"')
            for row in salvaging.rows(left, table):
                kept = {name: value for name, value in row.items() if name in columns}
                names = ", ".join(f'"{name}"' for name in kept)
                marks = ", ".join("?" * len(kept))
                sql = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'
                try:
                    older.execute(sql, tuple(kept.values()))
                except (sqlite3.IntegrityError, sqlite3.ProgrammingError, OverflowError):
                    broken.append((table, row))
        for _, sql in triggers:
            older.execute(sql)
