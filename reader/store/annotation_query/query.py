"""A search among all annotations: its pages both ways, and which rows it finds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from functools import partial

from reader.model.claim_rows import ClaimRow, Key, Order, PlacedClaim, Value, Wanted
from reader.store.annotation_query import keyset
from reader.store.annotation_query.conditions import MatchingRows, condition
from reader.store.annotation_query.narrowing import fewest, narrowed, rarest
from reader.store.annotation_query.orders import RANKED, Stretch, sorting, stretches
from reader.store.annotation_query.walk_limits import StoppedError, steps, until
from reader.store.search.filters import LIST, Where, listed

FEW = 4_000
"""Rows below which only they are looked at and put in order at once."""
SOME = 100_000
"""Rows below which they are put in order while they are counted, or where a walk through all of the
order would take too long.
"""
MANY = 0.15
"""Share of all rows. Where fewer are wanted and a walk takes too long, the first ones are found by
putting all in order that an index knows.
"""
LONG = 100_000
"""Instructions of SQLite after which a walk to the first rows takes too long: some milliseconds."""
LONGER = 300_000
"""The same of a walk on from there, since putting all rows in order takes longer, too."""

_TAGS: tuple[Value, ...] = ("fact", "opinion", "none", "")
_STATUSES: tuple[Value, ...] = ("unchecked", "to_check", "asked", "decided")


class AnnotationQuery:
    """Annotations that are wanted, in their order, as of one state of the database.

    Reading on after a change (`Library.version`) takes a new one; keys are good for all that want
    the same order. Raises `InputError` `filter_unknown`.
    """

    def __init__(self, connection: sqlite3.Connection, wanted: Wanted) -> None:
        order, backward = wanted.order, wanted.backward
        self.wanted = wanted
        self.where = condition(connection, wanted.where)
        values = ranks(connection, order) if order in RANKED else ()
        self._ranked = Where((f"l.{order} IN {LIST}",), (listed(values),)) if values else Where()
        self._by = partial(sorting, order, values)
        walk = partial(stretches, order, values)
        self.stretches = narrowed(wanted.where, walk(backward=backward))
        self._turned = narrowed(wanted.where, walk(backward=not backward))
        self._sorted: list[int] | None = None
        self._at: dict[int, int] = {}
        if few := fewest(connection, wanted.where, FEW):
            self._put_in_order(connection, few)

    @property
    def total(self) -> int | None:
        """Number of rows found, where that is known already."""
        return None if self._sorted is None else len(self._sorted)

    def these(self, connection: sqlite3.Connection, annotations: Iterable[str]) -> list[ClaimRow]:
        """The rows of some annotations that are found, in their order; no others are looked at."""
        where = Where((f"l.annotation IN {LIST}",), (listed(sorted(annotations)),))
        rows = MatchingRows(
            Where((f"SELECT l.number FROM claim_listing l WHERE {where.sql}",), where.values)
        )
        return keyset.numbered(connection, self._ordered(connection, rows))

    def know_all(self, connection: sqlite3.Connection) -> None:
        """Put all rows in order, so that every page is at hand; for at most `SOME` of them."""
        if self._sorted is None:
            self._put_in_order(connection, fewest(connection, self.wanted.where, SOME))

    def _put_in_order(self, connection: sqlite3.Connection, rows: MatchingRows | None) -> None:
        ordered = self._ordered(connection, rows)
        self._at = {number: at for at, number in enumerate(ordered)}
        self._sorted = ordered

    def _ordered(
        self,
        connection: sqlite3.Connection,
        rows: MatchingRows | None,
        limit: int = -1,
        *,
        turned: bool = False,
    ) -> list[int]:
        """The numbers of the first rows, or of the last ones."""
        table = rows.table if rows else Where(("claim_listing l WHERE 1",))
        by = self._by(backward=self.wanted.backward is not turned)
        return keyset.ordered(connection, table & self.where & self._ranked, by, limit)

    def after(
        self, connection: sqlite3.Connection, key: Key | None, limit: int
    ) -> list[PlacedClaim]:
        """At most `limit` rows after a key, or from the first one on."""
        at = 0 if key is None else self._position(key, 1)
        if self._sorted is not None and at is not None:
            return self._some(connection, self._sorted[at : at + limit])
        found = self._walked(connection, key, limit, turned=False)
        return self.after(connection, key, limit) if found is None else found

    def before(
        self, connection: sqlite3.Connection, key: Key | None, limit: int
    ) -> list[PlacedClaim]:
        """At most `limit` rows before a key, or up to the last one, in the order of all."""
        if self._sorted is not None:
            at = len(self._sorted) if key is None else self._position(key, 0)
            if at is not None:
                return self._some(connection, self._sorted[max(0, at - limit) : at])
        found = self._walked(connection, key and self._turn(key), limit, turned=True)
        if found is None:
            return self.before(connection, key, limit)
        return [PlacedClaim(self._turn(placed.key), placed.row) for placed in reversed(found)]

    def _walked(
        self, connection: sqlite3.Connection, key: Key | None, limit: int, *, turned: bool
    ) -> list[PlacedClaim] | None:
        """Rows from a key on; None if all are put in order by now, since that is quicker."""
        stretches = self._turned if turned else self.stretches
        walk = partial(keyset.after, connection, stretches, self.among, key, limit)
        if self._sorted is not None:
            return walk()
        among = rarest(connection, self.wanted.where) if key is None else None
        if key is None and (among is None or among.share > MANY):
            return walk()
        with suppress(StoppedError), until(connection, steps(LONGER if key else LONG)):
            return walk()
        if among is not None:
            first = self._ordered(connection, among.rows, limit, turned=turned)
            return [_placed(row, stretches) for row in keyset.numbered(connection, first)]
        rows = fewest(connection, self.wanted.where, SOME)
        if rows is None:
            return walk()
        self._put_in_order(connection, rows)
        return None

    def _turn(self, key: Key) -> Key:
        """A key in the order that is turned round, or back."""
        return Key(len(self.stretches) - 1 - key.stretch, key.values)

    @property
    def among(self) -> Where:
        """The condition of a row `l`; where few are found, that it is one of them."""
        if self._sorted is None:
            return self.where
        return Where((f"l.number IN {LIST}",), (listed(self._sorted),))

    def _position(self, key: Key, past: int) -> int | None:
        """Position of a row, plus `past`, where few rows are found; None if it is none of them any
        more.
        """
        at = self._at.get(int(key.values[-1]))
        return None if at is None else at + past

    def _some(self, connection: sqlite3.Connection, numbers: list[int]) -> list[PlacedClaim]:
        rows = keyset.numbered(connection, numbers)
        return [_placed(row, self.stretches) for row in rows]


def _placed(row: ClaimRow, stretches: list[Stretch]) -> PlacedClaim:
    for number, stretch in enumerate(stretches):
        if stretch.holds(row):
            return PlacedClaim(Key(number, keyset.values(stretch, row)), row)
    raise LookupError("a row that stands in no stretch of its order")


def ranks(connection: sqlite3.Connection, order: Order) -> tuple[Value, ...]:
    """The values of a column in their order: as one works, as the code book has it, by name."""
    from reader.store import annotations

    if order is Order.TAG:
        return _TAGS
    if order is Order.STATUS:
        return _STATUSES
    if order is Order.ANNOTATOR:
        return tuple(each.id for each in annotations.annotators(connection))
    rows = connection.execute(
        "SELECT id FROM code_book WHERE kind = 'verdict' ORDER BY position, id"
    )
    return (*(ident for (ident,) in rows), "")
