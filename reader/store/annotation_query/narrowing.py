"""Fewer rows to look at than all of an order: those that an index finds for a condition."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from reader.model.desk import All, Condition, Either, Is
from reader.store.annotation_query.conditions import COLUMNS, Rows, test
from reader.store.annotation_query.orders import Stretch
from reader.store.search.filters import Where

_IN_PLACE = frozenset({"tag", "status", "verdict", "assigned", "source", "annotator", "lies"})
"""Conditions with an index whose rows of one value are in the order of their places."""


def fewest(connection: sqlite3.Connection, wanted: Condition, most: int) -> Rows | None:
    """Rows among which all are that meet a condition; None if there are more than `most`."""
    found: Rows | None = None
    for rows in _indexed(connection, wanted):
        sql = f"SELECT count(*) FROM (SELECT 1 FROM ({rows.numbers.sql}) LIMIT ?)"
        (count,) = connection.execute(sql, (*rows.numbers.values, most + 1)).fetchone()
        if count <= most:
            found, most = rows, count
    return found


def _indexed(connection: sqlite3.Connection, wanted: Condition) -> Iterator[Rows]:
    """Rows among which all are that meet a condition; each does for itself."""
    match wanted:
        case All(parts):
            for part in parts:
                yield from _indexed(connection, part)
        case Either(parts):
            one = [next(_indexed(connection, part), None) for part in parts]
            known = [rows.numbers for rows in one if rows is not None]
            if known and len(known) == len(parts):
                union = " UNION ALL ".join(f"SELECT number FROM ({it.sql})" for it in known)
                yield Rows(Where((union,), tuple(value for it in known for value in it.values)))
        case Is(_, _, negated):
            rows = None if negated else test(connection, wanted).rows
            if rows is not None:
                yield rows


def narrowed(wanted: Condition, stretches: list[Stretch]) -> list[Stretch]:
    """The stretches of an order; those by place from an index of one value that all wanted have."""
    rows = _in_place(wanted)
    if rows is None:
        return stretches
    return [
        each._replace(where=each.where & rows.held, read_from=rows.read_from)
        if each.read_from == "claim_place"
        else each
        for each in stretches
    ]


def _in_place(wanted: Condition) -> Rows | None:
    match wanted:
        case All(parts):
            return next(filter(None, map(_in_place, parts)), None)
        case Is(name, value, False) if name in _IN_PLACE:
            return COLUMNS[name].test("= ?", value).rows
    return None
