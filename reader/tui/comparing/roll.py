"""A list of blocks of rows, each laid out when it comes into sight. A pure object."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reader.tui.comparing.sides import Line
from reader.tui.kit.rows import Place, Rows


class Roll(Rows):
    """`count` blocks, of which `lay_out` gives the rows, at least one each."""

    def __init__(self, count: int, lay_out: Callable[[int], Sequence[Line]]) -> None:
        self.count = count
        self._lay_out = lay_out
        self._known: dict[int, Sequence[Line]] = {}

    def blocks(self) -> int:
        """How many blocks there are."""
        return self.count

    def height_of(self, block: int) -> int:
        """How many rows a block has."""
        return len(self.rows(block))

    def rows(self, block: int) -> Sequence[Line]:
        """The rows of a block."""
        known = self._known.get(block)
        if known is None:
            known = self._known[block] = self._lay_out(block)
        return known

    def lines(self, top: Place, height: int) -> list[tuple[int, Line]]:
        """The rows from a place on, each with the number of its block."""
        out: list[tuple[int, Line]] = []
        block, row = top
        while len(out) < height and block < self.count:
            rows = self.rows(block)
            out += [(block, line) for line in rows[row : row + height - len(out)]]
            block, row = block + 1, 0
        return out
