"""Rows of the screens that bring articles in: what stands on one, and in which tone."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from enum import Enum
from functools import cache
from typing import NamedTuple

from rich.style import Style

from reader.model import Role
from reader.tui.colours import legible
from reader.tui.kit.rows import Place, Rows
from reader.tui.page.styles import Look, Styles


class Tone(Enum):
    """How a run of characters is meant."""

    INK = "ink"  # belongs to the article
    HEADING = "heading"
    ASIDE = "aside"  # captions, signatures, remarks
    OUT = "out"  # left out
    WRONG = "wrong"


class Line(NamedTuple):
    """One row: a sign in the gutter, and runs of text. A blank row has neither."""

    parts: tuple[tuple[str, Tone], ...] = ()
    sign: str = ""
    tone: Tone = Tone.ASIDE


BLANK = Line()


class Sheet(Rows):
    """Items one below the other, set to a width; the cursor stands on some of them."""

    width = 0
    spacing = 0

    def __init__(self) -> None:
        self.lines_of: Callable[[int], list[Line]] = cache(self.lay_out)

    def fit(self, width: int, *, spacing: int) -> None:
        """Set everything to a width in cells, with so many blank rows between paragraphs."""
        self.width, self.spacing = width, spacing
        self.renew()

    def renew(self) -> None:
        """Lay everything out anew, because something has changed."""
        self.lines_of = cache(self.lay_out)

    def height_of(self, block: int) -> int:
        """The rows of an item."""
        return len(self.lines_of(block))

    def lines(self, top: Place, height: int) -> list[tuple[int, Line]]:
        """The rows from a place on, each with its item."""
        out: list[tuple[int, Line]] = []
        item, row = top
        while len(out) < height and item < self.blocks():
            lines = self.lines_of(item)
            out += [(item, line) for line in lines[row : row + height - len(out)]]
            item, row = item + 1, 0
        return out

    def step(self, item: int, direction: int) -> int:
        """The next or previous item on which the cursor can stand; the same one at either end."""
        there = item + direction
        while 0 <= there < self.blocks():
            if self.stands(there):
                return there
            there += direction
        return item

    @abstractmethod
    def lay_out(self, item: int) -> list[Line]:
        """The rows of an item, at least one."""

    def stands(self, item: int) -> bool:
        """Whether the cursor can stand on an item."""
        return True


class Tints:
    """The styles of one theme for each tone, on the page, at the cursor and in a range."""

    def __init__(self, ink: Styles) -> None:
        self.ink = ink
        self.of: Callable[[Tone, bool, bool], Style] = cache(self._of)

    def _of(self, tone: Tone, here: bool, chosen: bool) -> Style:
        ink, palette = self.ink, self.ink.palette
        roles = {Tone.INK: Role.BODY, Tone.HEADING: Role.HEADING, Tone.ASIDE: Role.CAPTION}
        if tone in roles:
            return ink.look(Look(roles[tone], here=here, chosen=chosen))
        if palette.plain:
            out = tone is Tone.OUT
            return Style(bold=here or not out or None, dim=out or None, reverse=chosen or None)
        back = palette.chosen if chosen else palette.here if here else palette.background
        fronts = {Tone.OUT: palette.muted, Tone.WRONG: palette.cinnabar}
        return Style(color=legible(fronts[tone], back).rich_color, bgcolor=back.rich_color)
