"""Compared passages as the model of a list, each of them a block."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.style import Style

from reader.tui.compare.columns import (
    Columns,
    share,
)
from reader.tui.compare.painting import Brush
from reader.tui.compare.sides import Line
from reader.tui.kit.list_model import Drawn, LaidOut, Room
from reader.tui.kit.rows import Place


class PassageList(LaidOut[Line]):
    """`count` says how many blocks there are now, `set_block` sets one for some columns, and the
    cursor stands on those of `stands`."""

    def __init__(
        self,
        brush: Brush,
        measure: int,
        count: Callable[[], int],
        set_block: Callable[[int, Columns], Sequence[Line]],
        stands: Callable[[int], bool],
    ) -> None:
        self.brush = brush
        self._measure, self._count, self._set_block, self._stands = (
            measure,
            count,
            set_block,
            stands,
        )
        self.columns = share(0, measure)
        super().__init__()

    def fit(self, room: Room) -> None:
        """Share out the width, and set everything anew."""
        self.columns = share(room.width, self._measure)
        self.renew()

    def blocks(self) -> int:
        """How many passages there are."""
        return self._count()

    def lay_out(self, block: int) -> Sequence[Line]:
        """The rows of a passage."""
        return self._set_block(block, self.columns)

    def stops(self, block: int) -> int:
        """What has not changed is only read."""
        return int(self._stands(block))

    def is_blank(self, place: Place) -> bool:
        """A row between two passages."""
        return self.rows(place.block)[place.row].blank

    @property
    def blank(self) -> Style:
        """The page."""
        return self.brush.ink.blank

    @property
    def column(self) -> int:
        """The cell where the first sign stands."""
        return self.columns.text_at

    def paint(self, place: Place, *, here: bool, chosen: bool, active: bool) -> Drawn:
        """A row of a passage."""
        return self.brush.draw(self.rows(place.block)[place.row], here, self.columns)
