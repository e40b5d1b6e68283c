"""The tables, indexes and rules that migrations make, and the rows that break these rules."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from functools import lru_cache
from types import MappingProxyType

from reader.store.schema import MIGRATION_SET, MIGRATIONS
from reader.store.schema.functions import register


def applied_migrations(connection: sqlite3.Connection) -> list[str]:
    """The names of the migrations that made the database, in their order."""
    try:
        rows = connection.execute(
            "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id",
            (MIGRATION_SET,),
        )
        return [row[0] for row in rows]
    except sqlite3.OperationalError as error:
        if "no such" not in str(error):
            raise
        return []  # made and not migrated yet, or by somebody else


def broken_rules(connection: sqlite3.Connection) -> Iterator[str]:
    """The tables with a row that breaks one of its CHECK rules.

    SQLite's own check leaves them out, without a word, in a file that is open for reading only.
    """
    here, wanted = objects(connection), expected_objects(applied_migrations(connection))
    for (kind, name), sql in sorted(wanted.items()):
        checks = list(_checks(sql)) if kind == "table" else []
        if not checks or plain_sql(here.get((kind, name), "")) != plain_sql(sql):
            continue
        broken = " OR ".join(f"NOT ({check})" for check in checks)
        if connection.execute(f'SELECT 1 FROM "{name}" WHERE {broken} LIMIT 1').fetchone():
            yield name


def _checks(sql: str) -> Iterator[str]:
    """Content of the brackets of each CHECK of a table; its texts have no brackets."""
    for found in re.finditer(r"\bCHECK \(", sql):
        depth, at = 1, found.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(sql[at], 0)
            at += 1
        yield sql[found.end() : at - 1]


def expected_objects(applied: list[str]) -> Mapping[tuple[str, str], str]:
    """The SQL of what some migrations make, by kind and name."""
    return _made_by(frozenset(applied))


@lru_cache(32)
def _made_by(applied: frozenset[str]) -> Mapping[tuple[str, str], str]:
    """Schema made once: an examination asks more than once, and a restore for each thing it looks
    at.
    """
    with closing(sqlite3.connect(":memory:")) as fresh:
        register(fresh)
        for name, sql in MIGRATIONS:
            if name in applied:
                fresh.executescript(sql)
        return MappingProxyType(objects(fresh))


def objects(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
        " AND name NOT GLOB 'sqlite_*'"
        " AND (tbl_name NOT GLOB '_sqlite_migrations*' OR type IN ('view', 'trigger'))"
    )
    return {(kind, name): sql for kind, name, sql in rows}


def plain_sql(sql: str) -> str:
    """SQL without what one version of SQLite writes otherwise than another."""
    return re.sub(r'[\s"]+', "", sql)
