"""Rows after a key, read from an index: a range for each column, since directions differ."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from reader.model.claim_rows import ClaimRow, Key, PlacedClaim, Value
from reader.store.annotation_query.orders import Stretch
from reader.store.search.filters import Where, listed

COLUMNS = ", ".join(f"l.{name}" for name in ClaimRow._fields)


def after(
    connection: sqlite3.Connection,
    stretches: list[Stretch],
    where: Where,
    key: Key | None,
    limit: int,
) -> list[PlacedClaim]:
    """At most `limit` rows of an order for which something holds, from the one after a key on."""
    found: list[PlacedClaim] = []
    first = key.stretch if key else 0
    for number in range(first, len(stretches)):
        stretch = stretches[number]
        ranges = _after(stretch, key.values) if key and number == first else iter((Where(),))
        for part in ranges:
            if len(found) == limit:
                return found
            rows = _rows(connection, stretch, part & where, limit - len(found))
            found += [PlacedClaim(Key(number, values(stretch, row)), row) for row in rows]
    return found


def _after(stretch: Stretch, values: tuple[Value, ...]) -> Iterator[Where]:
    """The rows after some values, as ranges of the index, the nearest first."""
    for last in reversed(range(len(values))):
        same = [f"l.{name} = ?" for name in stretch.names[:last]]
        beyond = "<" if stretch.columns[last].endswith(" DESC") else ">"
        yield Where((*same, f"l.{stretch.names[last]} {beyond} ?"), values[: last + 1])


def _rows(
    connection: sqlite3.Connection, stretch: Stretch, where: Where, limit: int
) -> list[ClaimRow]:
    where = stretch.where & where
    order = ", ".join(f"l.{column}" for column in stretch.columns)
    return list(
        map(
            ClaimRow._make,
            connection.execute(
                f"SELECT {COLUMNS} FROM claim_listing l INDEXED BY {stretch.read_from}"
                f" WHERE {where.sql} ORDER BY {order} LIMIT ?",
                (*where.values, limit),
            ),
        )
    )


def values(stretch: Stretch, row: ClaimRow) -> tuple[Value, ...]:
    """Values of the columns that a row is ordered by in a stretch."""
    return tuple(getattr(row, name) for name in stretch.names)


def ordered(connection: sqlite3.Connection, rows: Where, by: Where, limit: int = -1) -> list[int]:
    """The numbers of rows of a table `l`, sorted, at most `limit` of them; -1 for all."""
    found = connection.execute(
        f"SELECT l.number FROM {rows.sql} ORDER BY {', '.join(by.conditions)} LIMIT ?",
        (*rows.values, *by.values, limit),
    )
    return [number for (number,) in found]


def numbered(connection: sqlite3.Connection, numbers: list[int]) -> list[ClaimRow]:
    """The rows with some numbers, in the order of these."""
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM json_each(?) few CROSS JOIN claim_listing l"
        " ON l.number = few.value ORDER BY few.key",
        (listed(numbers),),
    )
    return list(map(ClaimRow._make, rows))
