"""What keeps undo and redo from giving names back, or from joining and removing what has grown."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from reader.errors import InputError
from reader.store import rows
from reader.store.rows import Fields

_ENTRIES = """SELECT name = :name AND name <> '', digit = :digit FROM code_book
  WHERE id <> :id AND kind = :kind AND deleted = 0
    AND ((name = :name AND name <> '') OR digit = :digit)"""
_PERSONS = """SELECT 1, 0 FROM annotator
  WHERE id <> :id AND kind = :kind AND deleted = 0 AND name = :name"""
_OTHERS = {"code_book": _ENTRIES, "annotator": _PERSONS}
"""Whether another has the name, and whether it has the digit, by the table."""

_HUNG: dict[str, tuple[tuple[str, str], ...]] = {
    "code_book": (
        ("label", "SELECT l.annotation, l.entry FROM label l JOIN annotation a ON a.id ="
         " l.annotation WHERE l.entry = ? AND l.deleted = 0 AND a.deleted = 0"),
    ),
    "annotator": (
        ("annotation", "SELECT id FROM annotation WHERE annotator = ?"),
        ("claim_check", "SELECT id FROM claim_check WHERE ? IN (checked_by, assignee)"),
    ),
    "article": (
        ("annotation", "SELECT id FROM annotation WHERE article = ?"),
        ("revision", "SELECT id FROM revision WHERE article = ?"),
        ("file", "SELECT path FROM file WHERE article = ?"),
        ("feed_item", "SELECT feed, key FROM feed_item WHERE article = ?"),
        ("evidence", "SELECT id FROM evidence WHERE quote_article = ?"),
    ),
}  # fmt: skip
"""What hangs on a label, a person or an article: the table and the keys of its rows."""

_GONE = "SELECT 1 FROM {} WHERE id = ? AND deleted = 1"


class Wanted(NamedTuple):
    """A row that an undo or redo writes, and what it is to hold."""

    table: str
    key: tuple[str, ...]
    fields: Fields


def taken(
    connection: sqlite3.Connection, table: str, key: tuple[str, ...], fields: Fields
) -> frozenset[str]:
    """The fields among these that a row cannot have, since another has them by now."""
    now = rows.values(connection, table, key) if table in _OTHERS else None
    if now is None or (now | fields)["deleted"]:
        return frozenset()
    wanted = now | fields | {"id": key[0]}
    others = connection.execute(_OTHERS[table], wanted).fetchall()
    found = {"digit"} if any(digit for _, digit in others) else set()
    if any(name for name, _ in others):
        found |= {"name", "deleted"} if now["deleted"] else {"name"}
    return frozenset(found & fields.keys())


def refuse(connection: sqlite3.Connection, wanted: Iterable[Wanted]) -> None:
    """Refuse what would let marks vanish; all of it is as it was then.

    Raises `InputError`: `turn_taken` where a label or a person cannot come back under its name,
    `turn_grown` where something new hangs on what would go, `turn_gone` where what that would hang
    on instead is no more.
    """
    found = {(it.table, it.key): it.fields for it in wanted}
    for (table, key), fields in found.items():
        if "deleted" in taken(connection, table, key, fields):
            raise InputError("turn_taken", name=str(_now(connection, table, key)["name"]))
    going = [
        (table, key[0])
        for (table, key), fields in found.items()
        if table in _HUNG and fields.get("deleted") == 1
        if not _now(connection, table, key).get("deleted", 1)
        if table != "article" or any(it[0] == "alias" and key[0] in it[1] for it in found)
    ]
    grown = sum(_grown(connection, found.keys(), *one) for one in going)
    if grown:
        raise InputError("turn_grown", count=grown)
    if going and any(_leads_nowhere(connection, *each) for each in found.items()):
        raise InputError("turn_gone")


def _now(connection: sqlite3.Connection, table: str, key: tuple[str, ...]) -> Fields:
    return rows.values(connection, table, key) or {}


def _grown(
    connection: sqlite3.Connection,
    known: Iterable[tuple[str, tuple[str, ...]]],
    table: str,
    ident: str,
) -> int:
    """How many rows hang on something by now, besides those that are known."""
    return sum(
        len({(each, row) for row in connection.execute(sql, (ident,))} - set(known))
        for each, sql in _HUNG[table]
    )


def _leads_nowhere(
    connection: sqlite3.Connection, row: tuple[str, tuple[str, ...]], fields: Fields
) -> bool:
    """Whether a row would hang on what is a tombstone by now."""
    table, key = row
    owners = [("annotator", fields.get("annotator")), ("article", fields.get("article"))]
    if table == "label" and fields.get("deleted") == 0:
        owners.append(("code_book", key[1]))
    return any(
        ident is not None and connection.execute(_GONE.format(owner), (ident,)).fetchone()
        for owner, ident in owners
    )
