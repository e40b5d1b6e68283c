"""Reasons to refuse undo and redo: a name that is taken, a join or removal of what has grown."""

from __future__ import annotations

import shlex
import sqlite3
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from reader.errors import InputError
from reader.store.clocks import clocked_rows as rows
from reader.store.clocks.clocked_rows import Fields, RowChange

_ENTRIES = """SELECT id, name = :name AND name <> '', digit = :digit FROM code_book
  WHERE id <> :id AND kind = :kind AND deleted = 0
    AND ((name = :name AND name <> '') OR digit = :digit)"""
_PERSONS = """SELECT id, 1, 0 FROM annotator
  WHERE id <> :id AND kind = :kind AND deleted = 0 AND name = :name"""
_OTHERS = {"code_book": _ENTRIES, "annotator": _PERSONS}
"""Whether another has the name, and whether it has the digit, by the table."""
Row = tuple[str, tuple[str, ...]]
"""A table, and the key of a row in it."""
NAMED = _OTHERS.keys()
"""The tables whose rows have names that only one of them may have."""

_HUNG: dict[str, tuple[tuple[str, str], ...]] = {
    "code_book": (
        ("label", "SELECT l.annotation, l.entry FROM label l JOIN annotation a ON a.id ="
         " l.annotation WHERE l.entry = ? AND l.deleted = 0 AND a.deleted = 0"),
        ("claim_check", "SELECT id FROM claim_check WHERE verdict = ? AND deleted = 0"),
    ),
    "annotator": (
        ("annotation", "SELECT id FROM annotation WHERE annotator = ?"),
        ("claim_check", "SELECT id FROM claim_check"
         " WHERE ? IN (checked_by, assignee, approved_by)"),
    ),
}  # fmt: skip
"""Rows that hang on a label, a verdict or a person: by table, a query for their keys."""

_GONE = "SELECT 1 FROM {} WHERE id = ? AND deleted = 1"


class WantedName(NamedTuple):
    """A row that an undo or redo writes, and what it is to hold."""

    table: str
    key: tuple[str, ...]
    fields: Fields


def taken(
    connection: sqlite3.Connection,
    table: str,
    key: tuple[str, ...],
    fields: Fields,
    along: Mapping[Row, Fields] | None = None,
) -> frozenset[str]:
    """The fields among these that a row cannot have, since another has them by now, or will have
    once what is written `along` with it is there.
    """
    now = rows.values(connection, table, key) if table in _OTHERS else None
    if now is None or (now | fields)["deleted"]:
        return frozenset()
    wanted = now | fields | {"id": key[0]}
    others = connection.execute(_OTHERS[table], wanted).fetchall()
    others = [one for one in others if (table, (one[0],)) not in (along or {})]
    others += [
        (at[1][0], it["name"] == wanted["name"] != "", it.get("digit") == wanted.get("digit"))
        for at, new in (along or {}).items()
        if at[0] == table and at[1] != key and (it := _now(connection, *at) | new)
        if it.get("kind") == wanted["kind"] and not it.get("deleted")
    ]
    found = {"digit"} if any(digit for *_, digit in others) else set()
    if any(name for _, name, _ in others):
        found |= {"name", "deleted"} if now["deleted"] else {"name"}
    return frozenset(found & fields.keys())


def refuse(connection: sqlite3.Connection, wanted: Iterable[WantedName], *, undo: bool) -> None:
    """Refuse what would let marks vanish; all of it is as it was then.

    Raises `InputError`: `turn_taken` or `redo_taken` where a label or a person cannot come back
    under its name, `turn_used` (in a redo `turn_grown`) where something new hangs on one that
    would go, `turn_gone` where what that would hang on instead is no more.
    """
    found = {(it.table, it.key): it.fields for it in wanted}
    for (table, key), fields in found.items():
        if "deleted" in taken(connection, table, key, fields, found):
            raise taken_name(connection, table, key, fields, undo=undo)
    going = [
        (table, key[0])
        for (table, key), fields in found.items()
        if table in _HUNG and fields.get("deleted") == 1
        if not _now(connection, table, key).get("deleted", 1)
    ]
    grown = sum(_grown(connection, found.keys(), *one) for one in going)
    if grown:
        raise InputError("turn_used" if undo else "turn_grown", count=grown)
    ends = [end for each in found.items() for end in _hangs_on(*each)] if going else []
    if any(connection.execute(_GONE.format(table), (ident,)).fetchone() for table, ident in ends):
        raise InputError("turn_gone")


def refuse_taken(
    connection: sqlite3.Connection, wanted: Mapping[Row, Fields], *, undo: bool
) -> None:
    """Refuse to give back a name that another has by now: nothing would be done, and it was one's
    turn.
    """
    for (table, key), fields in wanted.items():
        if "name" in taken(connection, table, key, fields, wanted):
            raise taken_name(connection, table, key, fields, undo=undo)


def set_aside(
    connection: sqlite3.Connection, stamp: str, wanted: Mapping[Row, Fields]
) -> Iterable[RowChange]:
    """Take names and digits that rows are to change from all of them, so that each finds its own
    free, whoever of them had it.
    """
    for (table, key), fields in wanted.items():
        now = _now(connection, table, key)
        if not now or now["deleted"]:
            continue
        aside: Fields = {}
        if fields.get("name", now["name"]) != now["name"]:
            aside["name"] = key[0]  # nobody's name
        if fields.get("digit", now.get("digit")) != now.get("digit"):
            aside["digit"] = None
        change = rows.put(connection, stamp, table, key, aside) if aside else None
        if change:
            yield change


def taken_name(
    connection: sqlite3.Connection,
    table: str,
    key: tuple[str, ...],
    fields: Fields,
    *,
    undo: bool,
) -> InputError:
    """The refusal: which name another has, and what has to be done first. What was to be redone is
    past once another is renamed, so it is done by hand (`redo_taken`).
    """
    own = str(_now(connection, table, key)["name"])
    name = str(fields.get("name", own))
    kind = "labels" if table == "code_book" else "annotators"
    quoted = {"name_quoted": shlex.quote(name), "own_quoted": shlex.quote(own)}
    return InputError(
        "turn_taken" if undo else "redo_taken", name=name, own=own, kind=kind, **quoted
    )


def _now(connection: sqlite3.Connection, table: str, key: tuple[str, ...]) -> Fields:
    return rows.values(connection, table, key) or {}


def _grown(
    connection: sqlite3.Connection,
    known: Iterable[tuple[str, tuple[str, ...]]],
    table: str,
    ident: str,
) -> int:
    """Number of rows that hang on something by now, besides those that are known."""
    return sum(
        len({(each, row) for row in connection.execute(sql, (ident,))} - set(known))
        for each, sql in _HUNG[table]
    )


def _hangs_on(row: tuple[str, tuple[str, ...]], fields: Fields) -> Iterable[tuple[str, str]]:
    """The person, the label or the verdict that a row is to hang on."""
    table, key = row
    if table == "annotation" and isinstance(to := fields.get("annotator"), str):
        yield "annotator", to
    if table == "label" and fields.get("deleted") == 0:
        yield "code_book", key[1]
    if table == "claim_check" and isinstance(to := fields.get("verdict"), str):
        yield "code_book", to
