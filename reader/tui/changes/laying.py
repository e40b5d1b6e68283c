"""The changes laid out: folds, old and new paragraphs, what they touch. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator

from reader.analysis.changes import Changes, Touched
from reader.model import Span
from reader.text.anchoring.diff import Difference, DiffKind
from reader.tui.changes.hunks import Block, Fold, Hunk
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
from reader.tui.kit.strips import cut

DIRECTIONS = {-1: "up", 1: "down"}


def lay_out(changes: Changes, block: Block, setting: SideSetting) -> list[SideLine]:
    """The rows of one block."""
    lines = _fold(block, setting) if isinstance(block, Fold) else _hunk(changes, block, setting)
    return [*lines, BLANK] if setting.roomy else lines


def _fold(fold: Fold, setting: SideSetting) -> list[SideLine]:
    words = setting.words
    if fold.script == fold.paragraphs:
        text = words("changes.script", count=fold.paragraphs)
    elif fold.script:
        text = words("changes.same_and_script", count=fold.paragraphs, script=fold.script)
    else:
        text = words("changes.same", count=fold.paragraphs)
    text = cut(f"⋯ {text}" if setting.ambiguous == 1 else text, setting.columns.whole)
    return [SideLine(words=((text, Ink.MUTED),))]


def _hunk(changes: Changes, hunk: Hunk, setting: SideSetting) -> list[SideLine]:
    columns = setting.columns
    old, new = _old(changes, hunk), _new(changes, hunk)
    rows = set_sides(old, new, columns.text, setting.ambiguous, side_by_side=columns.side_by_side)
    if not hunk.moved:
        return rows
    key = "changes.went" if hunk.passage.went else "changes.came"
    direction = setting.words(f"{key}.{DIRECTIONS[hunk.moved]}")
    return [SideLine(words=((direction, Ink.MUTED),)), *rows]


def _old(changes: Changes, hunk: Hunk) -> Side | None:
    if not hunk.old:
        return None
    places = [(it, it.old) for it in hunk.touched]
    spans = [(one, one.old) for one in hunk.stretches]
    marks = [*_marks(spans, SideMark.STRUCK), *_rewritten(changes, hunk, old=True)]
    alone = [it for it, _ in places if it.new is None or not it.new.overlaps(hunk.new)]
    return _side(changes.old, hunk, hunk.old, places=places, marks=marks, named=alone)


def _new(changes: Changes, hunk: Hunk) -> Side | None:
    if not hunk.new:
        return None
    places = [(it, it.new) for it in hunk.touched]
    spans = [(one, one.new) for one in hunk.stretches]
    marks = [*_marks(spans, SideMark.INSERTED), *_rewritten(changes, hunk, old=False)]
    here = [it for it in hunk.touched if it.new is not None and it.new.overlaps(hunk.new)]
    return _side(changes.new, hunk, hunk.new, places=places, marks=marks, named=here)


def _side(
    text: str,
    hunk: Hunk,
    window: Span,
    *,
    places: list[tuple[Touched, Span | None]],
    marks: list[tuple[Span, SideMark]],
    named: list[Touched],
) -> Side:
    """One side; the tags of those `named` stand in its gutter."""
    tags = [(span, it.annotation.tag) for it, span in places if span and it.annotation.tag]
    glyphs = [
        Glyph(max(window.start, span.start), it.annotation.tag, it.annotation.unsure)
        for it, span in places
        if span and it in named
    ]
    whole = len(hunk.stretches) == 1 and hunk.passage.kind is not DiffKind.CHANGED
    return side(
        text, window, aside=hunk.passage.went, tags=tags, marks=() if whole else marks,
        glyphs=glyphs, cut=hunk.cut,
    )  # fmt: skip


def _marks(spans: list[tuple[Difference, Span]], mark: SideMark) -> Iterator[tuple[Span, SideMark]]:
    for stretch, span in spans:
        if stretch.kind is not DiffKind.SAME and span:
            yield span, SideMark.OTHERWISE if stretch.kind is DiffKind.MOVED else mark


def _rewritten(changes: Changes, hunk: Hunk, *, old: bool) -> Iterator[tuple[Span, SideMark]]:
    """The characters that another script has otherwise, where they stand one for one."""
    if hunk.passage.kind is not DiffKind.SAME:
        return
    for stretch in hunk.stretches:
        pairs = zip(stretch.old.of(changes.old), stretch.new.of(changes.new), strict=False)
        if stretch.only_script and len(stretch.old) == len(stretch.new):
            start = (stretch.old if old else stretch.new).start
            for at, (one, other) in enumerate(pairs, start):
                if one != other:
                    yield Span(at, at + 1), SideMark.OTHERWISE
