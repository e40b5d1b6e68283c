"""Rows that carry a clock per field and a tombstone, and what a write to one changed."""

from __future__ import annotations

import json
import sqlite3
from typing import NamedTuple

from reader.store import own
from reader.store.values import WrongValueError
from reader.store.values import fields as fields_of

Value = str | int | float | None
Fields = dict[str, Value]

_KEYS: dict[str, tuple[str, ...]] = {
    "annotation": ("id",),
    "label": ("annotation", "name"),
    "evidence": ("id",),
    "link": ("id",),
    "anchor": ("annotation", "revision"),
    "article": ("id",),
    "reading": ("article",),
    "queue": ("article",),
    "saved_filter": ("id",),
    "feed": ("id",),
}
"""The tables whose changes are journalled, and what identifies a row."""

_COLUMNS: dict[str, frozenset[str]] = {
    "annotation": frozenset(
        {
            "article",
            "annotator",
            "tag",
            "unsure",
            "private",
            "highlight",
            "source",
            "status",
            "kind",
            "note",
            "exact",
            "prefix",
            "suffix",
            "created",
            "updated",
            "deleted",
        }
    ),
    "label": frozenset({"deleted"}),
    "evidence": frozenset({"annotation", "url", "remark", "deleted"}),
    "link": frozenset({"annotation", "target", "kind", "deleted"}),
    "anchor": frozenset({"start", "end", "status", "score", "review", "deleted"}),
    "article": frozenset(own.READ),
    "reading": frozenset({"read", "starred", "archived"}),
    "queue": frozenset({"position", "deleted"}),
    "saved_filter": frozenset({"name", "query", "position", "deleted"}),
    "feed": frozenset({"url", "folder", "full_text", "added", "deleted"}),
}
"""Their other columns; the names of fields also come from the journal, as it is stored."""

_ELSEWHERE = ("article", "reading")
"""Tables whose rows are made by other means than a change of one."""


class RowChange(NamedTuple):
    """The fields that a write changed; `before` is None if there was no such row."""

    table: str
    key: tuple[str, ...]
    before: Fields | None
    after: Fields


def put(
    connection: sqlite3.Connection,
    stamp: str,
    table: str,
    key: tuple[str, ...],
    fields: Fields,
    *,
    along: Fields | None = None,
) -> RowChange | None:
    """Write `fields` of one row, making it if need be; None if they have these values already.

    `along` is written with a change and makes none by itself. Field names come from our own code,
    never from outside.
    """
    said, fields = fields, fields | (along or {})
    names = _KEYS.get(table, ())
    if len(key) != len(names) or not _COLUMNS.get(table, set()).issuperset(fields):
        raise WrongValueError("a change of what no table has")
    where = " AND ".join(f"{name} = ?" for name in names)
    columns = ", ".join(own.READ.get(name) or _quoted(name) for name in fields)
    found = connection.execute(
        f"SELECT clock, {columns} FROM {table} WHERE {where}", key
    ).fetchone()
    if found is None and (table in _ELSEWHERE or fields.get("deleted")):
        return None
    if found is None:
        return insert(connection, stamp, table, key, fields)
    old = dict(zip(fields, found[1:], strict=True))
    changed = {name: value for name, value in fields.items() if old[name] != value}
    if changed.keys().isdisjoint(said):
        return None
    clock = fields_of(found[0]) | dict.fromkeys(changed, stamp)
    sets = ", ".join(own.SET.get(name) or f"{_quoted(name)} = :{name}" for name in changed)
    which = " AND ".join(f"{name} = :key_{name}" for name in names)
    connection.execute(
        f"UPDATE {table} SET {sets}, clock = :clock WHERE {which}",
        changed
        | {"clock": json.dumps(clock)}
        | {f"key_{name}": value for name, value in zip(names, key, strict=True)},
    )
    return RowChange(table, key, {name: old[name] for name in changed}, changed)


def insert(
    connection: sqlite3.Connection, stamp: str, table: str, key: tuple[str, ...], fields: Fields
) -> RowChange:
    """Make a row that is not there yet; `put` is for the others."""
    after = fields | {"deleted": fields.get("deleted", 0)}
    row = dict(zip(_KEYS[table], key, strict=True)) | after
    clock = json.dumps(dict.fromkeys(after, stamp))
    columns = ", ".join(map(_quoted, row))
    marks = ", ".join("?" * len(row))
    connection.execute(
        f"INSERT INTO {table} ({columns}, clock) VALUES ({marks}, ?)", (*row.values(), clock)
    )
    return RowChange(table, key, None, after)


def values(connection: sqlite3.Connection, table: str, key: tuple[str, ...]) -> Fields | None:
    """All fields of a row as they are now; None if there is no such row."""
    where = " AND ".join(f"{name} = ?" for name in _KEYS[table])
    also = "".join(f", {sql} AS {name}" for name, sql in own.READ.items())
    columns = f"*{also}" if table == "article" else "*"
    cursor = connection.execute(f"SELECT {columns} FROM {table} WHERE {where}", key)
    found = cursor.fetchone()
    if found is None:
        return None
    return dict(zip((column[0] for column in cursor.description), found, strict=True))


def _quoted(name: str) -> str:
    """A column's name where SQL has words of its own, such as `end`."""
    return f'"{name}"'
