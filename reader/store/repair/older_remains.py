"""Remains of a damaged database of an older version, brought to today's tables.

Its rows are put into fresh tables of their own version, and these are migrated like any library:
so what was salvaged says what it would say if the database had been whole.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.store.db.apply_migrations import apply
from reader.store.db.connection import connect, transaction
from reader.store.db.file_identity import MODE
from reader.store.repair import salvage as salvaging
from reader.store.repair.salvage import Row
from reader.store.schema import MIGRATIONS

Columns = dict[str, list[str]]


@contextmanager
def as_today(
    left: sqlite3.Connection,
    folder: Path,
    spared: list[tuple[str, Row]],
    backup: sqlite3.Connection | None = None,
) -> Iterator[sqlite3.Connection]:
    """The remains in today's tables; themselves if they have these, or cannot be migrated.

    The copy lies in `folder` meanwhile. What its rows refer to and is lost comes from a `backup`
    of the same version. What would break a rule of its tables is `spared`, and so is what refers
    to nothing if it cannot be migrated otherwise.
    """
    known = _columns(left)
    version = max(range(len(MIGRATIONS)), key=lambda at: (_matching_tables(known, at), at))
    if version == len(MIGRATIONS) - 1:
        yield left
        return
    sources = [left, backup] if backup is not None and _columns(backup) == known else [left]
    with TemporaryDirectory(dir=folder, prefix=".salvage-") as place:
        for with_strays in (True, False):
            path = Path(place) / f"older{with_strays:d}.db"
            broken = _migrated(path, version, sources, with_strays=with_strays)
            if broken is not None:
                spared += broken
                with closing(connect(path)) as older:
                    yield older
                return
        yield left  # too much is missing: rows of tables that did not change come


def _migrated(
    path: Path, version: int, sources: list[sqlite3.Connection], *, with_strays: bool
) -> list[tuple[str, Row]] | None:
    """Make a database of what is left; the rows that it cannot hold, None if it is no use."""
    path.touch(MODE)
    broken: list[tuple[str, Row]] = []
    try:
        with closing(connect(path)) as older:
            apply(older, MIGRATIONS[: version + 1], {})
            _fill(older, sources, broken, with_strays=with_strays)
            apply(older, MIGRATIONS, {}, strayed=lambda: True)
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:
            raise
        return None
    return broken


def _columns(connection: sqlite3.Connection) -> Columns:
    return {name: columns for name, (columns, _) in salvaging.tables(connection).items()}


def _matching_tables(known: Columns, version: int) -> int:
    """Number of tables of a version that are as they are known, less those that are otherwise."""
    wanted = _columns_of(version)
    return sum(1 if known.get(name) == columns else -1 for name, columns in wanted.items())


@cache
def _columns_of(version: int) -> Columns:
    """The tables of a version; each takes a while to make."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        apply(fresh, MIGRATIONS[: version + 1], {})
        return _columns(fresh)


def _fill(
    older: sqlite3.Connection,
    sources: list[sqlite3.Connection],
    broken: list[tuple[str, Row]],
    *,
    with_strays: bool,
) -> None:
    """Put all rows that are left into empty tables of their version, and those of a backup."""
    older.execute("PRAGMA foreign_keys = OFF")
    triggers = older.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
    ).fetchall()
    with transaction(older):
        for name, _ in triggers:  # what they keep is among the rows
            older.execute(f'DROP TRIGGER "{name}"')
        for table, columns in _columns(older).items():
            older.execute(f'DELETE FROM "{table}"')
            for left in sources:
                lost = _put(older, left, table, columns)
                broken += [(table, row) for row in lost if left is sources[0]]
        if not with_strays:
            _leave_out_strays(older, broken)
        for _, sql in triggers:
            older.execute(sql)


def _put(
    older: sqlite3.Connection, left: sqlite3.Connection, table: str, columns: list[str]
) -> list[Row]:
    """Put the rows of a table where none of the same key is; those that break one of its rules."""
    broken = []
    for row in salvaging.rows(left, table):
        kept = {name: value for name, value in row.items() if name in columns}
        names = ", ".join(f'"{name}"' for name in kept)
        marks = ", ".join("?" * len(kept))
        sql = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'
        try:
            older.execute(sql, tuple(kept.values()))
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError, OverflowError):
            broken.append(row)
    return broken


def _leave_out_strays(older: sqlite3.Connection, broken: list[tuple[str, Row]]) -> None:
    """Take out what refers to what is not there, and then what referred to that."""
    again = True
    while again:
        again = False
        for table, columns in _columns(older).items():
            for stray in _strays(older, table):
                found = older.execute(f'SELECT * FROM "{table}" AS c WHERE {stray}').fetchall()
                broken += [(table, dict(zip(columns, row, strict=True))) for row in found]
                older.execute(f'DELETE FROM "{table}" AS c WHERE {stray}')
                again = again or bool(found)


def _strays(older: sqlite3.Connection, table: str) -> list[str]:
    """Conditions, one for each reference of a table `c`, that it leads nowhere."""
    references: dict[int, list[tuple[str, str, str | None]]] = {}
    for number, _, parent, own, theirs, *_ in older.execute(f"PRAGMA foreign_key_list({table})"):
        references.setdefault(number, []).append((parent, own, theirs))
    found = []
    for columns in references.values():
        present = " AND ".join(f'c."{own}" IS NOT NULL' for _, own, _ in columns)
        same = " AND ".join(f'p."{theirs or own}" = c."{own}"' for _, own, theirs in columns)
        parent = columns[0][0]
        found.append(f'{present} AND NOT EXISTS (SELECT 1 FROM "{parent}" p WHERE {same})')
    return found
