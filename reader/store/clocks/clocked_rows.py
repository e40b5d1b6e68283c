"""Rows that carry a clock per field and a tombstone, and what a write to one changed."""

from __future__ import annotations

import json
import sqlite3
from typing import NamedTuple

from reader.store.db.checked_values import WrongValueError
from reader.store.db.checked_values import fields as fields_of

Value = str | int | float | None
Fields = dict[str, Value]

_KEYS: dict[str, tuple[str, ...]] = {
    "annotation": ("id",),
    "label": ("annotation", "entry"),
    "claim_check": ("id",),
    "evidence": ("id",),
    "link": ("annotation", "target", "kind"),
    "code_book": ("id",),
    "annotator": ("id",),
    "anchor": ("annotation", "text"),
    "article": ("id",),
    "alias": ("kind", "value", "article"),
    "revision": ("id",),
    "file": ("path",),
    "feed_item": ("feed", "key"),
    "reading": ("article",),
    "queue": ("article",),
    "saved_filter": ("id",),
    "feed": ("id",),
    "setting": ("key",),
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
            "kind",
            "note",
            "note_private",
            "claim_check",
            "exact",
            "prefix",
            "suffix",
            "created",
            "updated",
            "deleted",
        }
    ),
    "label": frozenset({"deleted"}),
    "claim_check": frozenset(
        {
            "status",
            "verdict",
            "justification",
            "method",
            "priority",
            "due",
            "assignee",
            "checked_by",
            "checked_on",
            "ready",
            "approved_by",
            "approved_on",
            "deleted",
        }
    ),
    "evidence": frozenset(
        {
            "claim_check",
            "question",
            "answer",
            "url",
            "medium",
            "remark",
            "quote_article",
            "quote_text",
            "quote_start",
            "quote_end",
            "quote_exact",
            "deleted",
        }
    ),
    "link": frozenset({"declined", "deleted"}),
    "code_book": frozenset(
        {
            "kind",
            "name",
            "digit",
            "position",
            "description",
            "averitec",
            "rating",
            "deleted",
        }
    ),
    "annotator": frozenset({"name", "deleted", "joined"}),
    "anchor": frozenset({"start", "end", "status", "score", "review", "deleted"}),
    "article": frozenset({"own_title", "own_topics", "private", "deleted"}),
    "alias": frozenset({"deleted"}),
    "revision": frozenset({"article"}),
    "file": frozenset({"article", "former"}),
    "feed_item": frozenset({"article"}),
    "reading": frozenset({"read", "starred", "archived"}),
    "queue": frozenset({"position", "deleted"}),
    "saved_filter": frozenset({"name", "query", "position", "deleted"}),
    "feed": frozenset({"url", "folder", "full_text", "added", "deleted"}),
    "setting": frozenset({"value"}),
}
"""Their other columns; the names of fields also come from the journal, as it is stored."""

TOGETHER = {
    "anchor": frozenset({"start", "end", "status", "score", "review", "deleted"}),
    "claim_check": frozenset(
        {"status", "verdict", "checked_by", "checked_on", "approved_by", "approved_on"}
    ),
    "evidence": frozenset(
        {"quote_article", "quote_text", "quote_start", "quote_end", "quote_exact"}
    ),
}
"""Fields that are one value: half of a place is none, nor is half of a decision or of a quote. A
change of one is one of all.
"""

_PLAIN = frozenset({"revision", "file", "feed_item", "setting"})
"""Tables whose rows have no clock."""

_ELSEWHERE = _PLAIN | {"article", "reading"}
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
    own_fields, fields = fields, fields | (along or {})
    names = _KEYS.get(table, ())
    if len(key) != len(names) or not _COLUMNS.get(table, set()).issuperset(fields):
        raise WrongValueError("a change of what no table has")
    where = " AND ".join(f"{name} = ?" for name in names)
    together = TOGETHER.get(table, frozenset())
    read = [*fields, *sorted(together - fields.keys() if together & fields.keys() else ())]
    clock, columns = "'{}'" if table in _PLAIN else "clock", ", ".join(map(_quoted, read))
    found = connection.execute(
        f"SELECT {clock}, {columns} FROM {table} WHERE {where}", key
    ).fetchone()
    if found is None and (table in _ELSEWHERE or fields.get("deleted")):
        return None
    if found is None:
        return insert(connection, stamp, table, key, fields)
    old = dict(zip(read, found[1:], strict=True))
    changed = {name: value for name, value in fields.items() if old[name] != value}
    if changed.keys().isdisjoint(own_fields):
        return None
    if not together.isdisjoint(changed):
        changed = {name: old[name] for name in read if name in together} | changed
    written = dict(changed)
    if table not in _PLAIN:
        written["clock"] = json.dumps(fields_of(found[0]) | dict.fromkeys(changed, stamp))
    sets = ", ".join(f"{_quoted(name)} = ?" for name in written)
    connection.execute(f"UPDATE {table} SET {sets} WHERE {where}", (*written.values(), *key))
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


def key_columns(table: str) -> tuple[str, ...]:
    """The columns that identify a row of a table; none if its changes are not journalled."""
    return _KEYS.get(table, ())


def values(connection: sqlite3.Connection, table: str, key: tuple[str, ...]) -> Fields | None:
    """All fields of a row as they are now; None if there is no such row."""
    where = " AND ".join(f"{name} = ?" for name in _KEYS[table])
    cursor = connection.execute(f"SELECT * FROM {table} WHERE {where}", key)
    found = cursor.fetchone()
    if found is None:
        return None
    return dict(zip((column[0] for column in cursor.description), found, strict=True))


def _quoted(name: str) -> str:
    """A column's name where SQL has words of its own, such as `end`."""
    return f'"{name}"'
