"""Claims as the model of a list: rows of one height, under the heading of their group."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment

from reader.tui.claims.painting import ClaimPainter
from reader.tui.claims.state import DeskState
from reader.tui.kit.list_model import At, Drawn, ListModel, Room
from reader.tui.kit.list_rows import Place
from reader.tui.kit.strips import Part, fit

WIDEST = 110
"""Cells of a row, so that a quote and what is said of it are seen together."""
BORDER = 2
PAIRED_FROM, SPACED_FROM = 14, 30
"""Rows of the screen from which a claim takes two rows, and from which a blank one as well."""


class ClaimList(ListModel):
    """Model of claims, each a block; the first one of a group has the group's heading above it.

    `near` says whether more should be read for the blocks in sight. `instead` gives what to show
    where there is no claim, set to a width.
    """

    def __init__(
        self,
        desk: DeskState,
        painter: ClaimPainter,
        near: int,
        instead: Callable[[int], Sequence[Sequence[Part]]],
    ) -> None:
        self.desk, self._near, self._instead = desk, near, instead
        self.use(painter)
        self.fit(Room(0, 0, 0))

    def fit(self, room: Room) -> None:
        """Decide how many rows a claim takes, with the blank one after it."""
        self._size, height = room, room.screen
        self._each = 1 if height < PAIRED_FROM else 2
        self._blank = int(height >= SPACED_FROM)
        self._room = max(8, min(WIDEST, room.width - 2 * BORDER))
        self._left = max(1, (room.width - self._room) // 2)
        self.column = self._left + self.painter.before_quote
        self.head = [[]] * (self._each > 1)

    def blocks(self) -> int:
        """Number of claims read so far."""
        return len(self.desk.placed)

    def _above(self, block: int) -> int:
        """Rows of a block above its claim: the group's heading, and a blank one before it."""
        if not self.desk.begins_group(block):
            return 0
        return 1 + (block > 0 and not self._blank) + self._blank

    def height_of(self, block: int) -> int:
        """Rows of a claim, its heading and the blank row after it."""
        return self._above(block) + self._each + self._blank

    def trailing(self) -> int:
        """The blank row after the last one."""
        return self._blank

    def is_blank(self, place: Place) -> bool:
        """The row between two claims, or around a heading."""
        above = self._above(place.block)
        if place.row < above:
            return place.row != self._heading(place.block)
        return place.row >= above + self._each

    def _heading(self, block: int) -> int:
        """The row of a group's heading in its block."""
        return int(block > 0 and not self._blank)

    def stop_at(self, place: Place) -> int:
        """The stop that a row belongs to; a heading is only read."""
        return 0 if place.row >= self._above(place.block) else -1

    def rows_of(self, at: At) -> tuple[Place, Place]:
        """The first and the last row of a claim."""
        above = self._above(at.block)
        return Place(at.block, above), Place(at.block, above + self._each - 1)

    def around(self, at: At, height: int) -> tuple[Place, Place]:
        """The rows of a claim with the heading above it."""
        return Place(at.block, 0), self.rows_of(at)[1]

    def lacks(self, first: int, last: int) -> bool:
        """Whether something in sight is not read yet, or an end of what is read is near."""
        desk = self.desk
        if last + self._near >= len(desk.placed) and not desk.to_last:
            return True
        if first < self._near and not desk.from_first:
            return True
        return any(desk.row(at).annotation not in desk.shown for at in range(first, last + 1))

    def is_marked(self, block: int) -> bool:
        """Whether a claim is marked."""
        return self.desk.row(block).annotation in self.desk.marks

    # drawing

    def use(self, painter: ClaimPainter) -> None:
        """Draw in other styles or another script from now on."""
        self.painter, self.ink = painter, painter.ink

    def paint(self, place: Place, *, here: bool, chosen: bool, active: bool) -> Drawn:
        """The heading of a group, the row of a quote, or the one below it."""
        if self.is_blank(place):
            return []
        block, above = place.block, self._above(place.block)
        shown = self.desk.shown.get(self.desk.row(block).annotation)
        if place.row < above:
            return self._set(self.painter.heading(self.desk, block, shown, self._room))
        if shown is None:
            return []
        if place.row > above:
            return self._set(self.painter.second(shown, self.desk.order, self._room))
        return self._set(
            self.painter.first(shown, self._room, here=here, lit=here and active, marked=chosen)
        )

    def _set(self, row: Drawn) -> Drawn:
        blank, left = self.ink.blank, self._left
        right = max(0, self._size.width - left - self._room)
        return [Segment(" " * left, blank), *row, Segment(" " * right, blank)]

    def instead(self) -> Sequence[Drawn]:
        """The text of an empty list, a little above the middle."""
        if not self.desk.loaded:
            return ()
        blank = self.ink.blank
        lines = self._instead(self._room)
        rows = (self._set(fit(line, self._room, blank, self.painter.ambiguous)) for line in lines)
        return [*[[]] * ((self._size.height - len(lines)) // 3), *rows]
