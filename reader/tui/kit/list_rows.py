"""Rows of many blocks one below the other, found by place; each is laid out only when looked at."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import NamedTuple


class Place(NamedTuple):
    """A row: of which block, and which of its rows."""

    block: int
    row: int


TOP = Place(0, 0)


class Rows(ABC):
    """Arithmetic on places. Nothing needs to know how many rows there are in all."""

    @abstractmethod
    def blocks(self) -> int:
        """Number of blocks."""

    @abstractmethod
    def height_of(self, block: int) -> int:
        """Number of rows of a block, at least one."""

    def trailing(self) -> int:
        """The rows of the last block that need not be seen."""
        return 0

    def nearest(self, place: Place) -> Place:
        """A place that may be no more, or the nearest one that there is."""
        block = min(place.block, self.blocks() - 1)
        rows = self.height_of(block)
        return Place(block, min(place.row, rows - 1) if block == place.block else 0)

    def move(self, place: Place, rows: int) -> Place:
        """The place some rows on or back, as far as there are any."""
        block, row = place.block, place.row + rows
        while row < 0 and block > 0:
            block -= 1
            row += self.height_of(block)
        while row >= self.height_of(block) and block + 1 < self.blocks():
            row -= self.height_of(block)
            block += 1
        return Place(block, min(max(0, row), self.height_of(block) - 1))

    def distance(self, start: Place, end: Place, limit: int) -> int:
        """The rows from one place to another, negative backward; no more than about `limit`."""
        if end < start:
            return -self.distance(end, start, limit)
        rows, block = end.row - start.row, start.block
        while block < end.block and rows < limit + end.row:
            rows += self.height_of(block)
            block += 1
        return rows

    def last_top(self, height: int) -> Place:
        """The place from which the last row is at the bottom."""
        last = self.blocks() - 1
        bottom = Place(last, self.height_of(last) - 1 - self.trailing())
        return self.move(bottom, 1 - height)

    def places(self, top: Place, height: int) -> list[Place]:
        """The places of `height` rows from one on, as far as there are any."""
        found: list[Place] = []
        block, row = top
        while len(found) < height and block < self.blocks():
            end = min(self.height_of(block), row + height - len(found))
            found += [Place(block, each) for each in range(row, end)]
            block, row = block + 1, 0
        return found
