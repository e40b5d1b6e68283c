"""Rows of the screens that bring articles in: the parts of each, and their tones."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from rich.style import Style

from reader.model import Role
from reader.tui.kit.geometry import BLANK_LINES_FROM, GUTTER, share
from reader.tui.kit.gutter import GutterPainter
from reader.tui.kit.list_model import At, Drawn, LaidOut, Room
from reader.tui.kit.list_rows import TOP, Place
from reader.tui.kit.screen_context import ScreenContext
from reader.tui.kit.strips import Part, fit
from reader.tui.kit.styles import Look, Styles
from reader.tui.kit.themes import legible


class LineTone(Enum):
    """Meanings of a run of characters, each with a look."""

    INK = "ink"  # belongs to the article
    HEADING = "heading"
    ASIDE = "aside"  # captions, signatures, remarks
    OUT = "out"  # left out
    WRONG = "wrong"


class SheetLine(NamedTuple):
    """One row: a sign in the gutter, and runs of text. A blank row has neither."""

    parts: tuple[tuple[str, LineTone], ...] = ()
    sign: str = ""
    tone: LineTone = LineTone.ASIDE


BLANK = SheetLine()


class Tints:
    """The styles of one theme for each tone, on the page, at the cursor and in a range."""

    def __init__(self, ink: Styles) -> None:
        self.ink = ink
        self.of: Callable[[LineTone, bool, bool], Style] = cache(self._of)

    def _of(self, tone: LineTone, here: bool, chosen: bool) -> Style:
        ink, palette = self.ink, self.ink.palette
        roles = {
            LineTone.INK: Role.BODY,
            LineTone.HEADING: Role.HEADING,
            LineTone.ASIDE: Role.CAPTION,
        }
        if tone in roles:
            return ink.look(Look(roles[tone], here=here, chosen=chosen))
        if palette.plain:
            out = tone is LineTone.OUT
            return Style(bold=here or not out or None, dim=out or None, reverse=chosen or None)
        back = palette.chosen if chosen else palette.here if here else palette.background
        fronts = {LineTone.OUT: palette.muted, LineTone.WRONG: palette.cinnabar}
        return Style(color=legible(fronts[tone], back).rich_color, bgcolor=back.rich_color)


class LineSheet(LaidOut[SheetLine]):
    """Items one below the other in the columns of the page; the cursor stands on some of them."""

    long = True

    def __init__(self, context: ScreenContext) -> None:
        self.words, self.ambiguous = context.words, context.ambiguous
        self._measure = context.config.measure
        self.fit(Room(0, 0, 0))
        self.use(context.ink)

    def use(self, ink: Styles) -> None:
        """Draw with other styles from now on."""
        self.ink, self.tints = ink, Tints(ink)
        self._gutter = GutterPainter(ink, self.words, self.ambiguous)

    def fit(self, room: Room) -> None:
        """Set everything to the width of the text, with blank rows between where there is room."""
        self.columns = share(room.width, self._measure, margin=False)
        self.column = self.columns.text_at
        self.width, self.spacing = self.columns.text, int(room.screen >= BLANK_LINES_FROM)
        self.renew()

    def stands(self, item: int) -> bool:
        """Whether the cursor can stand on an item."""
        return True

    def stops(self, block: int) -> int:
        """One stop for an item on which the cursor can stand, else none."""
        return int(self.stands(block))

    def is_blank(self, place: Place) -> bool:
        """A row between paragraphs."""
        return not self.rows(place.block)[place.row].parts

    def around(self, at: At, height: int) -> tuple[Place, Place]:
        """An item; and the rows above the first one, for nothing there can be gone to."""
        first, last = self.rows_of(at)
        return (TOP if self.step(at, -1) == at else first), last

    def paint(self, place: Place, *, here: bool, chosen: bool, active: bool) -> Drawn:
        """A row of an item."""
        line, g, style = self.rows(place.block)[place.row], self.columns, self.tints.of
        here, chosen = here and bool(line.parts), chosen and bool(line.parts)
        words: list[Part] = []
        for text, tone in filter(itemgetter(0), line.parts):
            indent = 0 if words else len(text) - len(text.lstrip(" "))
            words += [(text[:indent], self.ink.blank), (text[indent:], style(tone, here, chosen))]
        short = line.sign if len(line.sign) < 2 or g.gutter == GUTTER else line.sign[0]
        sign: list[Part] = [(short, style(line.tone, False, False))] if short else []
        body = fit(words, g.text, self.ink.blank, self.ambiguous)
        return self._gutter.row(g[:3], sign, body, g.text, here=here)
