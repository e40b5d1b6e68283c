"""Orders of annotations, as stretches that are each read from one index.

The rows of which an order knows nothing (no source, no due day) stand in a stretch of their own, in
the order of their places: no index has to hold them a second time.
"""

from __future__ import annotations

from typing import NamedTuple

from reader.model.claim_rows import ClaimRow, Order, Value
from reader.store.search.filters import Where

PLACE = ("day DESC", "article", "start", "number")
"""Order by place: the newest article first."""


class Stretch(NamedTuple):
    """Rows of an order for which `where` holds, by the columns of an index."""

    where: Where
    columns: tuple[str, ...]
    read_from: str
    group: tuple[str, Value | None] = ("", None)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns without their direction."""
        return tuple(column.removesuffix(" DESC") for column in self.columns)

    def holds(self, row: ClaimRow) -> bool:
        """Whether a row of the order stands here."""
        column, value = self.group
        if not column:
            return True
        if value is None:
            return bool(getattr(row, column))
        return bool(getattr(row, column) == value)

    def turned(self) -> Stretch:
        """The same rows the other way round."""
        return self._replace(columns=tuple(map(_turned, self.columns)))


def _turned(column: str) -> str:
    return column.removesuffix(" DESC") if column.endswith(" DESC") else f"{column} DESC"


_RANGED = {
    Order.SOURCE: ("source", "source <> ''", "source = ''"),
    Order.PRIORITY: ("priority DESC", "priority > 0", "priority = 0"),
    Order.DUE: ("due", "due <> ''", "due = ''"),
    Order.ASSIGNEE: ("assignee", "assignee <> ''", "assignee = ''"),
    Order.CHECKED: ("checked_on DESC", "checked_on <> ''", "checked_on = ''"),
}
"""Orders by a column of any value: what it is, which rows have one, and which have none."""

_INDEXED = {"tag": "tag IN ('opinion', 'none', '')", "status": "status <> 'unchecked'"}
"""The rows that an index of a column holds, where it does not hold all that have a value."""
_WHOLE = {"tag": "fact", "status": "unchecked"}
"""The values that most rows have, of which there is no index."""


RANKED = frozenset({Order.TAG, Order.STATUS, Order.VERDICT, Order.ANNOTATOR})
"""Orders by values of which somebody says which comes first."""


def stretches(order: Order, values: tuple[Value, ...] = (), *, backward: bool) -> list[Stretch]:
    """An order from its first row to its last.

    `values` are those that stand in a certain order, for the orders that have one (`RANKED`).
    """
    if order is Order.PLACE:
        found = [_by_place(Where(), ("", None))]
    elif order is Order.CHANGED:
        found = [Stretch(Where(), ("changed DESC", "number"), "claim_changed")]
    elif order in _RANGED:
        column, some, none = _RANGED[order]
        name = column.removesuffix(" DESC")
        found = [
            Stretch(Where((some,)), (column, *PLACE), f"claim_{order}", (name, None)),
            _by_place(Where((none,)), (name, 0 if order is Order.PRIORITY else "")),
        ]
    else:
        found = [_one_value(str(order), value) for value in values]
    return [each.turned() for each in reversed(found)] if backward else found


def sorting(order: Order, values: tuple[Value, ...] = (), *, backward: bool) -> Where:
    """ORDER BY terms sorting rows `l` as the stretches of an order do, and the values in them."""
    terms: tuple[str, ...] = PLACE
    if order is Order.CHANGED:
        terms = ("changed DESC", "number")
    elif order in _RANGED:
        column, _, none = _RANGED[order]
        terms = (none, column, *PLACE)
    terms = tuple(f"l.{term}" for term in terms)
    if order in RANKED and values:
        cases = " ".join(f"WHEN ? THEN {at}" for at in range(len(values)))
        terms = (f"CASE l.{order} {cases} END", *terms)
    return Where(tuple(map(_turned, terms)) if backward else terms, values)


def _by_place(where: Where, group: tuple[str, Value | None]) -> Stretch:
    return Stretch(where, PLACE, "claim_place", group)


def _one_value(column: str, value: Value) -> Stretch:
    """The rows with one value of a column, from the column's index if that has them."""
    where = Where((f"{column} = ?",), (value,))
    if value == _WHOLE.get(column) or (column == "verdict" and not value):
        return _by_place(where, (column, value))
    held = _INDEXED.get(column) or ("verdict <> ''" if column == "verdict" else "")
    if held:
        where = Where((held,)) & where
    return Stretch(where, PLACE, f"claim_{column}", (column, value))
