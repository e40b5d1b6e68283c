"""A search among all annotations: its pages both ways, and which rows it finds."""

from __future__ import annotations

import sqlite3

from reader.model.desk import All, Condition, Either, Is, Key, Order, Placed, Row, Value, Wanted
from reader.store.annotation_query import keyset
from reader.store.annotation_query.conditions import condition, test
from reader.store.annotation_query.orders import RANKED, stretches
from reader.store.search.filters import LIST, Where, listed

FEW = 4_000
"""With fewer rows than this, only they are looked at and put in order at once."""
SOME = 50_000
"""With fewer rows than this, they are put in order while they are counted."""

_TAGS: tuple[Value, ...] = ("fact", "opinion", "none", "")
_STATUSES: tuple[Value, ...] = ("unchecked", "to_check", "asked", "decided")


class AnnotationQuery:
    """Annotations that are wanted, in their order, as of one state of the database.

    Whoever reads on after a change makes a new one (`Library.version` tells); keys are good for
    all that want the same order. Raises `InputError` `filter_unknown`.
    """

    def __init__(self, connection: sqlite3.Connection, wanted: Wanted) -> None:
        self.wanted = wanted
        self.where = condition(connection, wanted.where)
        values = ranks(connection, wanted.order) if wanted.order in RANKED else ()
        self.stretches = stretches(wanted.order, values, backward=wanted.backward)
        self._turned = stretches(wanted.order, values, backward=not wanted.backward)
        self._sorted: list[int] | None = None
        self._at: dict[int, int] = {}
        numbers = _few(connection, wanted, self.where)
        if numbers is not None:
            self._put_in_order(connection, numbers)

    @property
    def total(self) -> int | None:
        """How many rows there are, where that is known already."""
        return None if self._sorted is None else len(self._sorted)

    def know_all(self, connection: sqlite3.Connection) -> None:
        """Put all rows in order, so that every page is at hand; for at most `SOME` of them."""
        if self._sorted is None:
            found = connection.execute(
                f"SELECT l.number FROM claim_listing l WHERE {self.where.sql}", self.where.values
            )
            self._put_in_order(connection, [number for (number,) in found])

    def _put_in_order(self, connection: sqlite3.Connection, numbers: list[int]) -> None:
        ordered = keyset.ordered(connection, self.stretches, numbers)
        self._at = {number: at for at, number in enumerate(ordered)}
        self._sorted = ordered

    def after(self, connection: sqlite3.Connection, key: Key | None, limit: int) -> list[Placed]:
        """At most `limit` rows after a key, or from the first one on."""
        at = 0 if key is None else self._position(key, 1)
        if self._sorted is not None and at is not None:
            return self._some(connection, self._sorted[at : at + limit])
        return keyset.after(connection, self.stretches, self.among, key, limit)

    def before(self, connection: sqlite3.Connection, key: Key | None, limit: int) -> list[Placed]:
        """At most `limit` rows before a key, or up to the last one, in the order of all."""
        if self._sorted is not None:
            at = len(self._sorted) if key is None else self._position(key, 0)
            if at is not None:
                return self._some(connection, self._sorted[max(0, at - limit) : at])
        turned = key and self._turn(key)
        found = keyset.after(connection, self._turned, self.among, turned, limit)
        return [Placed(self._turn(placed.key), placed.row) for placed in reversed(found)]

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
        """Where a row stands among few, or behind it; None if it is none of them any more."""
        at = self._at.get(int(key.values[-1]))
        return None if at is None else at + past

    def _some(self, connection: sqlite3.Connection, numbers: list[int]) -> list[Placed]:
        rows = keyset.numbered(connection, numbers)
        return [self._placed(row) for row in rows]

    def _placed(self, row: Row) -> Placed:
        for number, stretch in enumerate(self.stretches):
            if stretch.holds(row):
                return Placed(Key(number, keyset.values(stretch, row)), row)
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


def _few(connection: sqlite3.Connection, wanted: Wanted, where: Where) -> list[int] | None:
    """The rows that are found, if an index leaves few of them to look at; else None."""
    for rows in _indexed(connection, wanted.where):
        (count,) = connection.execute(
            f"SELECT count(*) FROM (SELECT 1 FROM ({rows.sql}) LIMIT {FEW + 1})", rows.values
        ).fetchone()
        if count <= FEW:
            found = connection.execute(
                f"SELECT l.number FROM (SELECT DISTINCT number FROM ({rows.sql})) few"
                f" CROSS JOIN claim_listing l ON l.number = few.number WHERE {where.sql}",
                (*rows.values, *where.values),
            )
            return [number for (number,) in found]
    return None


def _indexed(connection: sqlite3.Connection, wanted: Condition) -> list[Where]:
    """SQL for numbers among which all rows are that meet a condition; each does for itself."""
    match wanted:
        case All(parts):
            return [rows for part in parts for rows in _indexed(connection, part)]
        case Either(parts):
            either = [_indexed(connection, part)[:1] for part in parts]
            if not either or not all(either):
                return []
            one = [rows for (rows,) in either]
            union = " UNION ALL ".join(f"SELECT number FROM ({rows.sql})" for rows in one)
            return [Where((union,), tuple(value for rows in one for value in rows.values))]
        case Is(_, _, negated):
            rows = None if negated else test(connection, wanted).rows
            return [] if rows is None else [rows]
