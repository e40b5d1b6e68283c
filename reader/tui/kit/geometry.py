"""Columns of the reading screen, in cells."""

from __future__ import annotations

from typing import NamedTuple

MARGIN_FROM = 110
CONTENTS_FROM = 100
BLANK_LINES_FROM = 30
STRIP_FROM = 14
SMALLEST = (40, 10)
CONTENTS_WIDTH = 27
CONTENTS_LEAST = SMALLEST[0] + CONTENTS_WIDTH
GUTTER, NARROW_GUTTER = 7, 4
GAP = 3
MARGIN_LEAST, MARGIN_MOST = 22, 40
SCROLLBAR = 1


class Geometry(NamedTuple):
    """The columns of the page: blank, gutter, text, gap, margin, blank, scrollbar."""

    width: int
    left: int
    gutter: int
    text: int
    gap: int
    margin: int

    @property
    def text_at(self) -> int:
        """The column where the text begins."""
        return self.left + self.gutter

    @property
    def rest(self) -> int:
        """The blank between the margin and the scrollbar."""
        return self.width - self.left - self.gutter - self.text - self.gap - self.margin - SCROLLBAR


def share(width: int, measure: int, *, margin: bool) -> Geometry:
    """The columns of a page of `width` cells whose text is at most `measure` cells wide.

    A page may be narrow still when its window is wide already: then it has no margin yet.
    """
    gutter = GUTTER if width >= 56 else NARROW_GUTTER
    room = width - gutter - SCROLLBAR - 1
    margin = margin and room >= GAP + 2 * MARGIN_LEAST
    gap = GAP if margin else 0
    text = min(measure, room - (gap + MARGIN_LEAST if margin else 0))
    text = max(2, text - text % 2)
    aside = min(MARGIN_MOST, room - text - gap) if margin else 0
    left = max(0, (room - text - gap - aside) // 2)
    return Geometry(width, left, gutter, text, gap, aside)
