"""Styled text to terminal strips of an exact width in cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style

from reader.text.typesetting.cell_width import cell_len, clusters
from reader.text.unwanted import UNWANTED

if TYPE_CHECKING:
    from textual.strip import Strip

Part = tuple[str, Style]
Parts = Sequence[Part]
Ends = tuple[list[Part], list[Part]]
"""Parts at the left and at the right end of a line."""

UNSAFE = re.compile(f"[\t\n{UNWANTED.pattern[1:]}")
ELLIPSIS = "…"
LOOKED_AT = 16
"""Code points a cell that a cut looks at; more joined to one character are not worth the time."""


def safe(text: str) -> str:
    """`text` without anything a terminal could take as a command or a change of direction."""
    return UNSAFE.sub("\ufffd", text) if UNSAFE.search(text) else text


def cells(text: str, ambiguous: int = 1) -> int:
    """The width of a text in cells; `ambiguous` is the width of ambiguous characters."""
    return len(text) if text.isascii() else cell_len(text, ambiguous)


def cut(text: str, width: int, ambiguous: int = 1) -> str:
    """The text, shortened with … where it is wider than `width` cells."""
    if cells(text, ambiguous) <= width:
        return text
    mark = cells(ELLIPSIS, ambiguous)
    end, used = 0, 0
    # A character may take more cells than its code points do one by one: a keycap, a flag.
    for _, stop, wide in clusters(text[: LOOKED_AT * width], ambiguous):
        used += wide
        if used > width - mark:
            break
        end = stop
    return text[:end].rstrip() + ELLIPSIS if width >= mark else ""


def fit(parts: Iterable[Part], width: int, fill: Style, ambiguous: int = 1) -> list[Segment]:
    """Segments of exactly `width` cells: cut where longer, filled where shorter."""
    segments: list[Segment] = []
    left = width
    for raw, style in parts:
        if left <= 0:
            break
        text = safe(raw)
        wide = cells(text, ambiguous)
        if wide > left:
            text = cut(text, left, ambiguous)
            wide = cells(text, ambiguous)
            segments.append(Segment(text, style))
            left -= wide
            break
        segments.append(Segment(text, style))
        left -= wide
    if left > 0:
        segments.append(Segment(" " * left, fill))
    return segments


def fit_ends(
    left: Parts, right: Parts, width: int, fill: Style, ambiguous: int = 1
) -> list[Segment]:
    """Segments with one text at the left end and one at the right; the left one gives way."""
    wide = sum(cells(safe(text), ambiguous) for text, _ in right)
    if wide >= width:
        return fit(right, width, fill, ambiguous)
    return [
        *fit(left, width - wide, fill, ambiguous),
        *(Segment(safe(text), style) for text, style in right),
    ]


def strip(parts: Iterable[Part], width: int, fill: Style, ambiguous: int = 1) -> Strip:
    """A strip of exactly `width` cells."""
    from textual.strip import Strip

    return Strip(fit(parts, width, fill, ambiguous), width)


def ends(left: Parts, right: Parts, width: int, fill: Style, ambiguous: int = 1) -> Strip:
    """A strip with one text at its left end and one at its right; the left one gives way."""
    from textual.strip import Strip

    return Strip(fit_ends(left, right, width, fill, ambiguous), width)


def as_many(hints: list[list[Part]], width: int, ambiguous: int) -> list[Part]:
    """The first hints, as many as fit into `width` cells."""
    chosen: list[Part] = []
    used = 0
    for hint in hints:
        wide = sum(cells(text, ambiguous) for text, _ in hint)
        if used + wide > width:
            break
        chosen += hint
        used += wide
    return chosen


def gutter(mark: Segment, signs: Sequence[Part], width: int, blank: Style) -> list[Segment]:
    """The gutter of a row, `width` cells: the cursor's mark, then the tags that begin on the row.

    Where there is no room for all of them, it ends with a `+`.
    """
    segments, left = [mark], width - 2
    for number, (sign, style) in enumerate(signs, 1):
        wide = cells(sign)
        if wide > left or (wide == left and number < len(signs)):
            segments.append(Segment("+", style))
            left -= 1
            break
        segments.append(Segment(sign, style))
        left -= wide
    return [*segments, Segment(" " * (left + 1), blank)]
