"""A passage of one revision, ready to be set: its text, and how each part of it looks. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import pairwise, zip_longest
from typing import NamedTuple

from reader.model import Span, Tag
from reader.text.typesetting import Row, set_paragraph
from reader.tui.compare.columns import Columns
from reader.tui.kit.strips import ELLIPSIS, safe
from reader.words import Words

OLD, NEW = "-", "+"
"""The signs before the first row of either side."""
BREAKS = str.maketrans("\n\t", "  ")


class SideMark(StrEnum):
    """Appearances of changed words; `OTHERWISE`: moved, or in other characters."""

    NOTHING = ""
    STRUCK = "struck"
    INSERTED = "inserted"
    OTHERWISE = "otherwise"


class SideTone(NamedTuple):
    """The look of a part of a passage. `aside`: it is only there for its surroundings."""

    aside: bool = False
    tag: Tag | None = None
    mark: SideMark = SideMark.NOTHING


class Glyph(NamedTuple):
    """An annotation, marked in the gutter of the row on which its passage begins, by its tag."""

    offset: int
    tag: Tag | None
    unsure: bool = False


class Side(NamedTuple):
    """A text, its parts from one end to the other, and the tags that begin in it."""

    text: str
    parts: tuple[tuple[Span, SideTone], ...]
    glyphs: tuple[Glyph, ...] = ()


class Cell(NamedTuple):
    """One row of a side, and the sign before it, blank from the second row on."""

    row: Row
    side: Side
    sign: str

    @property
    def glyphs(self) -> list[Glyph]:
        """The tags that begin on this row."""
        return [
            glyph for glyph in self.side.glyphs if self.row.start <= glyph.offset < self.row.end
        ]


class Ink(StrEnum):
    """Styles of words beside the passages: the names of the page's own styles."""

    TEXT = "text"
    TITLE = "title"
    MUTED = "muted"
    NOTE = "note"
    NOTE_HERE = "note_here"
    RULE = "rule"


class SideLine(NamedTuple):
    """One row of the list: a row of a passage, or of two beside each other, or other words.

    `glyphs` stand in the gutter besides those of the passages; `blank` rows have no cursor.
    """

    left: Cell | None = None
    right: Cell | None = None
    words: tuple[tuple[str, Ink], ...] = ()
    glyphs: tuple[Glyph, ...] = ()
    blank: bool = False


BLANK = SideLine(blank=True)


class SideSetting(NamedTuple):
    """The setting of passages; `roomy` gives them context and a blank row between them."""

    columns: Columns
    words: Words
    ambiguous: int
    roomy: bool


def side(
    text: str,
    window: Span,
    *,
    about: Span | None = None,
    aside: bool = False,
    tags: Sequence[tuple[Span, Tag]] = (),
    marks: Sequence[tuple[Span, SideMark]] = (),
    glyphs: Iterable[Glyph] = (),
    cut: tuple[bool, bool] = (False, False),
) -> Side:
    """A window of a text; spans are the text's own offsets.

    What lies outside of `about` is aside, or everything is. `cut` says whether … stands before and
    after it.
    """
    head, tail = (ELLIPSIS if each else "" for each in cut)
    shift = len(head) - window.start
    spans = [span for span, _ in (*tags, *marks)] + ([about] if about else [])
    edges = {edge for span in spans for edge in (span.start, span.end)}
    inner = sorted({edge for edge in edges if window.start < edge < window.end})
    parts = [(Span(0, len(head)), SideTone(aside=True))] if head else []
    for start, end in pairwise([window.start, *inner, window.end]):
        part = Span(start, end)
        tag = next((tag for span, tag in tags if span.overlaps(part)), None)
        mark = next((mark for span, mark in marks if span.overlaps(part)), SideMark.NOTHING)
        outside = aside or (about is not None and not about.overlaps(part))
        parts.append((Span(start + shift, end + shift), SideTone(outside, tag, mark)))
    body = head + safe(window.of(text).translate(BREAKS)) + tail
    if tail:
        parts.append((Span(len(body) - len(tail), len(body)), SideTone(aside=True)))
    moved = (glyph._replace(offset=glyph.offset + shift) for glyph in glyphs)
    return Side(body, tuple(parts), tuple(moved))


def set_sides(
    old: Side | None, new: Side | None, width: int, ambiguous: int, *, side_by_side: bool
) -> list[SideLine]:
    """Two sides set to `width` cells each, beside each other or the old one above the new one."""

    def cells(one: Side | None, sign: str) -> list[Cell]:
        if one is None:
            return []
        rows = set_paragraph(one.text, width, ambiguous=ambiguous)
        return [Cell(row, one, " " if number else sign) for number, row in enumerate(rows)]

    left, right = cells(old, OLD), cells(new, NEW)
    if not side_by_side:
        return [SideLine(cell) for cell in (*left, *right)]
    return [SideLine(one, other) for one, other in zip_longest(left, right)]
