"""The review laid out: each item as rows, old and new passage with what differs. Pure."""

from __future__ import annotations

from reader.model import Span
from reader.text.anchoring.diff import Difference, DiffKind
from reader.tui.compare.sides import (
    BLANK,
    Glyph,
    Ink,
    Side,
    SideLine,
    SideMark,
    SideSetting,
    set_sides,
    side,
)
from reader.tui.kit.glyphs import glyphs
from reader.tui.page.margin import particulars, set_lines
from reader.tui.review.items import Reviewing, ReviewItem, became, inner
from reader.tui.review.passage_context import surroundings

FAR, NEAR = 90, 8
"""Code points of context on either side, on a screen with room and on a small one."""


def lay_out(reviewing: Reviewing, number: int, setting: SideSetting) -> list[SideLine]:
    """The rows of one item: what became of it, both passages, the note."""
    item, review = reviewing.items[number], reviewing.review
    stretches = inner(review, item)
    far = FAR if setting.roomy else NEAR
    old = _side(review.texts[item.text], item.was, item, _old(stretches, item.was), far)
    span = item.annotation.span
    new: Side | None
    if span is None:
        new = _nearby(review.text, item.near, far)
    else:
        new = _side(review.text, span, item, _new(stretches, span), far)
    columns = setting.columns
    rows = set_sides(old, new, columns.text, setting.ambiguous, side_by_side=columns.side_by_side)
    lines = [_head(item, became(item, stretches), setting), *rows, *_note(item, setting)]
    return [*lines, BLANK] if setting.roomy else lines


def _side(
    text: str, span: Span, item: ReviewItem, marks: list[tuple[Span, SideMark]], far: int
) -> Side:
    window, tag = surroundings(text, span, far), item.annotation.tag
    tags = [(span, tag)] if tag else []
    return side(text, window.span, about=span, tags=tags, marks=marks, cut=window.cut)


def _nearby(text: str, near: int, far: int) -> Side | None:
    """The surroundings, as they are now, of the place where the passage was."""
    window = surroundings(text, Span(near, near), far)
    if not window.span:
        return None
    return side(text, window.span, aside=True, cut=window.cut)


def _old(stretches: list[Difference], was: Span) -> list[tuple[Span, SideMark]]:
    return [
        (Span(was.start + one.old.start, was.start + one.old.end), SideMark.STRUCK)
        for one in stretches
        if one.kind is not DiffKind.SAME and one.old
    ]


def _new(stretches: list[Difference], now: Span) -> list[tuple[Span, SideMark]]:
    return [
        (Span(now.start + one.new.start, now.start + one.new.end), SideMark.INSERTED)
        for one in stretches
        if one.kind is not DiffKind.SAME and one.new
    ]


def _head(item: ReviewItem, what: str, setting: SideSetting) -> SideLine:
    words, annotation = setting.words, item.annotation
    signs = glyphs(setting.ambiguous)
    parts: list[tuple[str, Ink]] = []
    if item.verdict is not None:
        parts.append((words(f"review.verdict.{item.verdict}") + "  ", Ink.NOTE_HERE))
        parts.append((words(f"review.became.{what}"), Ink.MUTED))
    else:
        parts.append((words(f"review.became.{what}"), Ink.TITLE))
    known = particulars(annotation, words, signs)
    parts += [(f"   {known}", Ink.MUTED)] if known else []
    glyph = Glyph(0, annotation.tag, annotation.unsure)
    return SideLine(words=tuple(parts), glyphs=(glyph,))


def _note(item: ReviewItem, setting: SideSetting) -> list[SideLine]:
    if not item.annotation.note:
        return []
    rows = set_lines(item.annotation.note, setting.columns.whole - 2, setting.ambiguous)
    rule = glyphs(setting.ambiguous).rule
    return [SideLine(words=((f"{rule} ", Ink.RULE), (row, Ink.NOTE))) for row in rows]
