"""The protocol between a list and what it shows: blocks of rows, and stops for its cursor."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from rich.segment import Segment

from reader.tui.kit.list_rows import TOP, Place, Rows
from reader.tui.kit.styles import Styles

Line = TypeVar("Line")
Drawn = list[Segment]
"""A row as wide as the list; an empty one is blank."""


class At(NamedTuple):
    """The cursor: in which block, and at which of its stops."""

    block: int
    stop: int = 0


FIRST, NOWHERE = At(0), At(-1)


@dataclass
class Cursor:
    """State of a list: the cursor, the first row in sight, and the other end of a range.

    It can outlive the widget, so that a list that is opened again is as it was left.
    """

    at: At = FIRST
    top: Place = TOP
    began: int | None = None

    @property
    def chosen(self) -> range:
        """The blocks of the range, or the one at the cursor."""
        other = self.at.block if self.began is None else self.began
        return range(min(self.at.block, other), max(self.at.block, other) + 1)


class Room(NamedTuple):
    """The cells of a list, and the rows of the screen it is on."""

    width: int
    height: int
    screen: int


class ListModel(Rows):
    """Content of a list. Only the blocks in sight are looked at, whatever their number.

    More blocks may come in while the list is shown, at the end or, with `VirtualList.prepended`,
    before the first one; their number in all need not be known. `height_of` may lay a block out,
    but should not where heights are known otherwise.
    """

    whole = False
    """Whether only whole blocks stand at the top, and the cursor stays in sight."""
    long = False
    """Whether a stop may be higher than the list: then it is read to its end before the next."""
    ink: Styles
    head: Sequence[Drawn] = ()
    """Rows above the blocks, which never move."""
    foot = 0
    """Blank rows below them."""
    column = 0
    """The cell of the terminal's own cursor on the first row of a stop."""

    @abstractmethod
    def fit(self, room: Room) -> None:
        """Set everything for this room; nothing that was laid out before holds any more."""

    @abstractmethod
    def paint(self, place: Place, *, here: bool, chosen: bool, active: bool) -> Drawn:
        """Draw a row: of the stop at the cursor, of the range or what is marked; `active` if the
        keys are about this list."""

    def instead(self) -> Sequence[Drawn]:
        """Rows for where there is no block."""
        return ()

    def lacks(self, first: int, last: int) -> bool:
        """Whether more should be read while these are the first and the last block in sight."""
        return False

    def is_marked(self, block: int) -> bool:
        """Whether a block is marked for something that is done with many."""
        return False

    def page(self, height: int) -> int:
        """The rows of a page in `height` rows."""
        return max(1, height - 2)

    # stops

    def stops(self, block: int) -> int:
        """Number of stops of a block; one without any is only read."""
        return 1

    def stop_at(self, place: Place) -> int:
        """The stop that a row belongs to, -1 for none."""
        return 0 if self.stops(place.block) else -1

    def is_blank(self, place: Place) -> bool:
        """Whether a row is empty."""
        return False

    def rows_of(self, at: At) -> tuple[Place, Place]:
        """The first and the last row of a stop."""
        last = self.height_of(at.block) - 1
        while last and self.is_blank(Place(at.block, last)):
            last -= 1
        return Place(at.block, 0), Place(at.block, last)

    def around(self, at: At, height: int) -> tuple[Place, Place]:
        """The first and the last row that should be in sight with a stop."""
        return self.rows_of(at)

    def valid(self, at: At) -> At:
        """A stop that may be no more, or the nearest one."""
        block = min(at.block, self.blocks() - 1)
        stop = at.stop if block == at.block else 0
        return At(block, min(stop, max(0, self.stops(block) - 1)) if stop else 0)

    def step(self, at: At, direction: int) -> At:
        """The next or previous stop; the same one at either end."""
        if at.block >= 0 and 0 <= at.stop + direction < self.stops(at.block):
            return At(at.block, at.stop + direction)
        block = at.block + direction
        while 0 <= block < self.blocks():
            stops = self.stops(block)
            if stops:
                return At(block, 0 if direction > 0 else stops - 1)
            block += direction
        return at

    def near(self, place: Place, direction: int) -> At:
        """The stop of a row or the next one of its block; else one of another block."""
        stops = self.stops(place.block)
        if not stops:
            there = self.step(At(place.block), direction)
            return there if there.block != place.block else self.step(there, -direction)
        rows = range(place.row, self.height_of(place.block))
        found = (self.stop_at(Place(place.block, row)) for row in rows)
        return At(place.block, next((stop for stop in found if stop >= 0), stops - 1))

    def edge(self, direction: int) -> At:
        """The first or the last stop."""
        end = At(self.blocks() if direction > 0 else -1)
        at = self.step(end, -direction)
        return NOWHERE if at == end else at


class LaidOut(ListModel, Generic[Line]):
    """Blocks that are laid out when they come into sight, so that many cost no more than few."""

    rows: Callable[[int], Sequence[Line]]

    def renew(self) -> None:
        """Lay everything out anew, because something has changed."""
        self.rows = cache(self.lay_out)

    @abstractmethod
    def lay_out(self, block: int) -> Sequence[Line]:
        """The rows of a block, at least one."""

    def height_of(self, block: int) -> int:
        """Number of rows of a block."""
        return len(self.rows(block))
