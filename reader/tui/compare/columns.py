"""Columns of screens that compare two revisions, in cells."""

from __future__ import annotations

from typing import NamedTuple

from reader.tui.kit.geometry import GUTTER, NARROW_GUTTER

SIDE_BY_SIDE_FROM = 100
"""Width in cells from which the old passage is shown beside the new one, else above it."""
SIGN = 2  # the sign before each row, and a blank
GAP = 3


class Columns(NamedTuple):
    """Blank, gutter, sign, text; and a gap, sign and text once more where there are two."""

    width: int
    left: int
    gutter: int
    text: int
    side_by_side: bool

    @property
    def text_at(self) -> int:
        """The column where the first sign stands, and what is not a passage begins."""
        return self.left + self.gutter

    @property
    def whole(self) -> int:
        """The cells of all columns with their signs."""
        one = SIGN + self.text
        return 2 * one + GAP if self.side_by_side else one


def share(width: int, measure: int) -> Columns:
    """The columns of a screen of `width` cells whose text is at most `measure` cells wide."""
    side_by_side = width >= SIDE_BY_SIDE_FROM
    gutter = GUTTER if width >= 56 else NARROW_GUTTER
    room = width - gutter - 2
    text = (room - GAP) // 2 - SIGN if side_by_side else room - SIGN
    text = max(2, min(measure, text - text % 2))
    whole = 2 * (SIGN + text) + GAP if side_by_side else SIGN + text
    return Columns(width, max(0, (room - whole) // 2), gutter, text, side_by_side)
