"""Values that only one row may have, where rows of two states of a library come together."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

_INDEXES = """SELECT name, sql FROM sqlite_schema
  WHERE type = 'index' AND sql GLOB 'CREATE UNIQUE *' AND tbl_name IN ('alias', 'code_book')"""

_DIGITS = """UPDATE code_book SET digit = NULL WHERE deleted = 0 AND digit IS NOT NULL AND EXISTS (
  SELECT 1 FROM code_book o WHERE o.digit = code_book.digit AND o.deleted = 0 AND
    (coalesce(json_extract(o.clock, '$.digit'), ''), o.id) >
    (coalesce(json_extract(code_book.clock, '$.digit'), ''), code_book.id))"""

_ALIASES = """UPDATE alias SET deleted = 1 WHERE deleted = 0 AND kind IN ('id', 'feed') AND EXISTS (
  SELECT 1 FROM alias o WHERE (o.kind, o.value) = (alias.kind, alias.value) AND o.deleted = 0 AND
    (coalesce(json_extract(o.clock, '$.deleted'), ''), alias.article) >
    (coalesce(json_extract(alias.clock, '$.deleted'), ''), o.article))"""

_NAMES = """SELECT id, kind, name FROM code_book b WHERE deleted = 0 AND name <> '' AND EXISTS (
  SELECT 1 FROM code_book o WHERE (o.kind, o.name) = (b.kind, b.name) AND o.deleted = 0 AND
    (coalesce(json_extract(o.clock, '$.name'), ''), o.id) >
    (coalesce(json_extract(b.clock, '$.name'), ''), b.id)) ORDER BY id"""


@contextmanager
def names_free(connection: sqlite3.Connection) -> Iterator[None]:
    """Let rows come in any order, as when two labels have changed their names.

    Where two have the same afterwards, who got it last keeps it; another label has a number then.
    """
    indexes = connection.execute(_INDEXES).fetchall()
    for name, _ in indexes:
        connection.execute(f'DROP INDEX "{name}"')
    yield
    connection.execute(_ALIASES)
    connection.execute(_DIGITS)
    for ident, kind, name in connection.execute(_NAMES).fetchall():
        connection.execute(
            "UPDATE code_book SET name = ? WHERE id = ?", (_free(connection, kind, name), ident)
        )
    for _, sql in indexes:
        connection.execute(sql)


def _free(connection: sqlite3.Connection, kind: str, name: str) -> str:
    sql = "SELECT 1 FROM code_book WHERE (kind, name) = (?, ?) AND deleted = 0 AND name <> ''"
    number = 2
    while connection.execute(sql, (kind, f"{name} {number}")).fetchone():
        number += 1
    return f"{name} {number}"
