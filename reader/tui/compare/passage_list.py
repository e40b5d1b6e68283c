"""Compared passages as the model of a list, each of them a block."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reader.tui.compare.columns import Columns, share
from reader.tui.compare.painting import Brush
from reader.tui.compare.sides import Line
from reader.tui.kit.context import ScreenContext
from reader.tui.kit.list_model import Drawn, LaidOut, Room
from reader.tui.kit.rows import Place
from reader.tui.kit.styles import Styles


class PassageList(LaidOut[Line]):
    """`count` says how many blocks there are now, `set_block` sets one for some columns, and the
    cursor stands on those of `stands`."""

    def __init__(
        self,
        context: ScreenContext,
        count: Callable[[], int],
        set_block: Callable[[int, Columns], Sequence[Line]],
        stands: Callable[[int], bool],
    ) -> None:
        self._words, self._ambiguous = context.words, context.ambiguous
        self._measure, self._count = context.config.measure, count
        self._set_block, self._stands = set_block, stands
        self.use(context.ink)
        self.fit(Room(0, 0, 0))

    def fit(self, room: Room) -> None:
        """Share out the width, and set everything anew."""
        self.columns = share(room.width, self._measure)
        self.column = self.columns.text_at
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

    def use(self, ink: Styles) -> None:
        """Draw with other styles from now on."""
        self.ink, self._brush = ink, Brush(ink, self._words, self._ambiguous)

    def paint(self, place: Place, *, here: bool, chosen: bool, active: bool) -> Drawn:
        """A row of a passage."""
        return self._brush.draw(self.rows(place.block)[place.row], here, self.columns)
