"""Rows that carry a clock per field and a tombstone, and what a write to one changed."""

from __future__ import annotations

import json
import sqlite3
from typing import NamedTuple

from reader.store.values import WrongValueError
from reader.store.values import fields as fields_of

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
    "annotator": frozenset({"name", "deleted"}),
    "anchor": frozenset({"start", "end", "status", "score", "review", "deleted"}),
    "article": frozenset({"own_title", "own_topics", "deleted"}),
    "alias": frozenset({"deleted"}),
    "revision": frozenset({"article"}),
    "file": frozenset({"article", "former"}),
    "feed_item": frozenset({"article"}),
}
"""Their other columns; the names of fields also come from the journal, as it is stored."""

_PLAIN = frozenset({"revision", "file", "feed_item"})
"""Tables whose rows have no clock and are never made by a change, only moved."""

_SEARCHED = {"article", "note", "annotator", "deleted"}
"""The fields of an annotation that decide what the search index holds of it."""


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
    never from outside. Searches find a note as it now is.
    """
    change = _put(connection, stamp, table, key, fields, along=along or {})
    if change and table == "annotation" and not change.after.keys().isdisjoint(_SEARCHED):
        from reader.store.search import index

        index.put_note(connection, key[0])
    elif change and table == "article":
        from reader.store.search import index

        index.put_article(connection, key[0])
    return change


def insert(
    connection: sqlite3.Connection, stamp: str, table: str, key: tuple[str, ...], fields: Fields
) -> RowChange:
    """Make a row that is not there yet; `put` is for the others."""
    change = _insert(connection, stamp, table, key, fields)
    if table == "annotation" and fields.get("note"):
        from reader.store.search import index

        index.put_note(connection, key[0])
    return change


def values(connection: sqlite3.Connection, table: str, key: tuple[str, ...]) -> Fields | None:
    """All fields of a row as they are now; None if there is no such row."""
    where = " AND ".join(f"{name} = ?" for name in _KEYS[table])
    cursor = connection.execute(f"SELECT * FROM {table} WHERE {where}", key)
    found = cursor.fetchone()
    if found is None:
        return None
    return dict(zip((column[0] for column in cursor.description), found, strict=True))


def _put(
    connection: sqlite3.Connection,
    stamp: str,
    table: str,
    key: tuple[str, ...],
    said: Fields,
    *,
    along: Fields,
) -> RowChange | None:
    fields = said | along
    names = _KEYS.get(table, ())
    if len(key) != len(names) or not _COLUMNS.get(table, set()).issuperset(fields):
        raise WrongValueError("a change of what no table has")
    where = " AND ".join(f"{name} = ?" for name in names)
    clock, columns = "'{}'" if table in _PLAIN else "clock", ", ".join(map(_quoted, fields))
    found = connection.execute(
        f"SELECT {clock}, {columns} FROM {table} WHERE {where}", key
    ).fetchone()
    if found is None and table in _PLAIN:
        return None
    if found is None:
        return _insert(connection, stamp, table, key, fields)
    old = dict(zip(fields, found[1:], strict=True))
    changed = {name: value for name, value in fields.items() if old[name] != value}
    if changed.keys().isdisjoint(said):
        return None
    written = dict(changed)
    if table not in _PLAIN:
        written["clock"] = json.dumps(fields_of(found[0]) | dict.fromkeys(changed, stamp))
    sets = ", ".join(f"{_quoted(name)} = ?" for name in written)
    connection.execute(f"UPDATE {table} SET {sets} WHERE {where}", (*written.values(), *key))
    return RowChange(table, key, {name: old[name] for name in changed}, changed)


def _insert(
    connection: sqlite3.Connection, stamp: str, table: str, key: tuple[str, ...], fields: Fields
) -> RowChange:
    after = fields | {"deleted": fields.get("deleted", 0)}
    row = dict(zip(_KEYS[table], key, strict=True)) | after
    clock = json.dumps(dict.fromkeys(after, stamp))
    columns = ", ".join(map(_quoted, row))
    marks = ", ".join("?" * len(row))
    connection.execute(
        f"INSERT INTO {table} ({columns}, clock) VALUES ({marks}, ?)", (*row.values(), clock)
    )
    return RowChange(table, key, None, after)


def _quoted(name: str) -> str:
    """A column's name where SQL has words of its own, such as `end`."""
    return f'"{name}"'
