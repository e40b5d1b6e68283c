"""Narrowing to fewer rows than all of an order: those that an index finds for a condition."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from reader.model.claim_rows import All, Condition, Either, Is
from reader.store.annotation_query.conditions import COLUMNS, MatchingRows, any_of, condition, test
from reader.store.annotation_query.orders import Stretch
from reader.store.search.filters import Where, listed

_IN_PLACE = frozenset({"tag", "status", "verdict", "assigned", "source", "annotator", "lies"})
"""Conditions with an index whose rows of one value are in the order of their places."""

SAMPLES = 20
SAMPLE = 20
"""Size of a sample of all rows: `SAMPLES` places, `SAMPLE` rows in each."""


def fewest(connection: sqlite3.Connection, wanted: Condition, most: int) -> MatchingRows | None:
    """Rows among which all are that meet a condition; None if there are more than `most`."""
    found: MatchingRows | None = None
    for it in _indexed(connection, wanted):
        sql = f"SELECT count(*) FROM (SELECT 1 FROM ({it.rows.numbers.sql}) LIMIT ?)"
        (count,) = connection.execute(sql, (*it.rows.numbers.values, most + 1)).fetchone()
        if count <= most:
            found, most = it.rows, count
    return found


class Rarest(NamedTuple):
    """Rows among which all are that meet a condition, and which share of all rows meets it."""

    rows: MatchingRows
    share: float


def rarest(connection: sqlite3.Connection, wanted: Condition) -> Rarest | None:
    """The rarest indexed condition that all wanted rows meet, and the share of rows that is wanted;
    None if no index serves.

    A sample shows which are the fewest, since SQLite counts a part of an index by reading it.
    """
    known = list(_indexed(connection, wanted))
    if not known:
        return None
    tests = [condition(connection, wanted), *(it.where for it in known)]
    (most,) = connection.execute("SELECT max(number) FROM claim_listing").fetchone()
    apart = max(1, (most or 0) // SAMPLES)
    places = list(range(0, most or 0, apart))
    looked, met, *passed = connection.execute(
        f"SELECT count(*), {', '.join(f'total({it.sql})' for it in tests)} FROM json_each(?) s"
        " CROSS JOIN claim_listing l ON l.number > s.value AND l.number <= s.value + ?",
        (*(value for it in tests for value in it.values), listed(places), min(SAMPLE, apart)),
    ).fetchone()
    return Rarest(known[passed.index(min(passed))].rows, met / max(1, looked))


class _Indexed(NamedTuple):
    """A test that all rows pass which meet a condition, and what finds those that pass it."""

    where: Where
    rows: MatchingRows


def _indexed(connection: sqlite3.Connection, wanted: Condition) -> Iterator[_Indexed]:
    match wanted:
        case All(parts):
            for part in parts:
                yield from _indexed(connection, part)
        case Either(parts):
            one = [next(_indexed(connection, part), None) for part in parts]
            known = [each for each in one if each is not None]
            if known and len(known) == len(parts):
                yield _Indexed(any_of([it.where for it in known]), _union(known))
        case Is(_, _, negated):
            found = test(connection, wanted)
            if found.rows is not None and not negated:
                yield _Indexed(found.where, found.rows)


def _union(parts: list[_Indexed]) -> MatchingRows:
    numbers = [it.rows.numbers for it in parts]
    sql = " UNION ALL ".join(f"SELECT number FROM ({it.sql})" for it in numbers)
    return MatchingRows(Where((sql,), tuple(value for it in numbers for value in it.values)))


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


def _in_place(wanted: Condition) -> MatchingRows | None:
    match wanted:
        case All(parts):
            return next(filter(None, map(_in_place, parts)), None)
        case Is(name, value, False) if name in _IN_PLACE:
            return COLUMNS[name].test("= ?", value).rows
    return None
