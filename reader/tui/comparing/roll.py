"""A list of blocks of rows, each laid out when it comes into sight. A pure object."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from reader.tui.comparing.sides import Line


class Place(NamedTuple):
    """A row of the list: of which block, and which of its rows."""

    block: int
    row: int


class Roll:
    """`count` blocks, of which `lay_out` gives the rows, at least one each."""

    def __init__(self, count: int, lay_out: Callable[[int], Sequence[Line]]) -> None:
        self.count = count
        self._lay_out = lay_out
        self._known: dict[int, Sequence[Line]] = {}

    def rows(self, block: int) -> Sequence[Line]:
        """The rows of a block."""
        known = self._known.get(block)
        if known is None:
            known = self._known[block] = self._lay_out(block)
        return known

    def forget(self, block: int) -> None:
        """Lay a block out anew when it is looked at next."""
        self._known.pop(block, None)

    def nearest(self, place: Place) -> Place:
        """A place that may be no more, or the nearest one that there is."""
        block = min(place.block, self.count - 1)
        return Place(block, min(place.row, len(self.rows(block)) - 1))

    def move(self, place: Place, rows: int) -> Place:
        """So many rows on or back, as far as there are any."""
        block, row = place.block, place.row + rows
        while row < 0 and block > 0:
            block -= 1
            row += len(self.rows(block))
        while row >= len(self.rows(block)) and block + 1 < self.count:
            row -= len(self.rows(block))
            block += 1
        return Place(block, min(max(0, row), len(self.rows(block)) - 1))

    def distance(self, start: Place, end: Place, limit: int) -> int:
        """The rows from one place to another, negative backward; no more than about `limit`."""
        if end < start:
            return -self.distance(end, start, limit)
        rows, block = end.row - start.row, start.block
        while block < end.block and rows < limit + end.row:
            rows += len(self.rows(block))
            block += 1
        return rows

    def lines(self, top: Place, height: int) -> list[tuple[int, Line]]:
        """The rows from a place on, each with the number of its block."""
        out: list[tuple[int, Line]] = []
        block, row = top
        while len(out) < height and block < self.count:
            rows = self.rows(block)
            out += [(block, line) for line in rows[row : row + height - len(out)]]
            block, row = block + 1, 0
        return out

    def last_top(self, height: int) -> Place:
        """The place from which the last row is at the bottom."""
        last = self.count - 1
        return self.move(Place(last, len(self.rows(last)) - 1), 1 - height)
