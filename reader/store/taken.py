"""Names and digits that another has by now, so that undo cannot give them back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable

from reader.store import rows
from reader.store.journal import Journalled
from reader.store.rows import Fields

_ENTRIES = """SELECT name = :name AND name <> '', digit = :digit FROM code_book
  WHERE id <> :id AND kind = :kind AND deleted = 0
    AND ((name = :name AND name <> '') OR digit = :digit)"""
_PERSONS = """SELECT 1, 0 FROM annotator
  WHERE id <> :id AND kind = :kind AND deleted = 0 AND name = :name"""
_OTHERS = {"code_book": _ENTRIES, "annotator": _PERSONS}
"""Whether another has the name, and whether it has the digit, by the table."""


def taken(
    connection: sqlite3.Connection, table: str, key: tuple[str, ...], fields: Fields
) -> frozenset[str]:
    """The fields among these that a row cannot have."""
    now = rows.values(connection, table, key) if table in _OTHERS else None
    if now is None or (now | fields)["deleted"]:
        return frozenset()
    wanted = now | fields | {"id": key[0]}
    others = connection.execute(_OTHERS[table], wanted).fetchall()
    found = {"digit"} if any(digit for _, digit in others) else set()
    if any(name for name, _ in others):
        found |= {"name", "deleted"} if now["deleted"] else {"name"}
    return frozenset(found & fields.keys())


def bars(
    connection: sqlite3.Connection,
    changes: Iterable[Journalled],
    wanted: Callable[[rows.RowChange], Fields | None],
) -> bool:
    """Whether a label or a person that is wanted back cannot come, nor what hung on it."""
    for change, *_ in changes:
        fields = wanted(change)
        if fields and "deleted" in taken(connection, change.table, change.key, fields):
            return True
    return False
