"""Compared passages as the model of a list, each of them a block."""

from __future__ import annotations

from reader.tui.compare.columns import share
from reader.tui.compare.painting import PassagePainter
from reader.tui.compare.sides import SideLine, SideSetting
from reader.tui.kit.list_model import Drawn, LaidOut, Room
from reader.tui.kit.list_rows import Place
from reader.tui.kit.screen_context import ScreenContext
from reader.tui.kit.styles import Styles

ROOMY_FROM = 18
"""Rows of a screen from which on there are blank rows between the blocks."""


class PassageList(LaidOut[SideLine]):
    """List of passages in two columns or one below the other, set for `setting`."""

    def __init__(self, context: ScreenContext) -> None:
        self._context = context
        self.use(context.ink)
        self.fit(Room(0, 0, 0))

    def use(self, ink: Styles) -> None:
        """Draw with other styles from now on."""
        self.ink = ink
        self._painter = PassagePainter(ink, self._context.words, self._context.ambiguous)

    def fit(self, room: Room) -> None:
        """Share out the width, and set everything anew."""
        context, roomy = self._context, room.screen >= ROOMY_FROM
        columns = share(room.width, context.config.measure)
        self.column = columns.text_at
        self.setting = SideSetting(columns, context.words, context.ambiguous, roomy)
        self.renew()

    def is_blank(self, place: Place) -> bool:
        """A row between two passages."""
        return self.rows(place.block)[place.row].blank

    def paint(self, place: Place, *, here: bool, chosen: bool, active: bool) -> Drawn:
        """A row of a passage."""
        line = self.rows(place.block)[place.row]
        return self._painter.draw(line, here, self.setting.columns)
