"""The changes cut into blocks, each of which can be set by itself. Pure functions.

A paragraph is a block; a very long one is several, each with a little of what stayed around its
changes. Paragraphs in a row that stayed are one block that says how many they are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from reader.analysis.changes import ChangedPassage, Changes, Touched
from reader.model import Span
from reader.text.anchoring.diff import Difference, DiffKind

LONG = 1500
"""Code points from which on a paragraph is cut; no block has many more in either text."""
KEPT = 60
"""Code points of what stayed before and after a change in a long paragraph."""


class Fold(NamedTuple):
    """Paragraphs in a row whose words stayed; `script` of them are set in other characters."""

    paragraphs: int
    script: int = 0


class Hunk(NamedTuple):
    """A paragraph with changes, or a part of a long one; `cut` says on which ends it goes on.

    `moved` is -1 for a paragraph that went up or came from below, 1 for the other way round.
    """

    passage: ChangedPassage
    stretches: tuple[Difference, ...]
    touched: tuple[Touched, ...] = ()
    cut: tuple[bool, bool] = (False, False)
    moved: int = 0

    @property
    def old(self) -> Span:
        """Its span of the old text."""
        return Span(self.stretches[0].old.start, self.stretches[-1].old.end)

    @property
    def new(self) -> Span:
        """Its span of the new text."""
        return Span(self.stretches[0].new.start, self.stretches[-1].new.end)


Block = Fold | Hunk


def blocks(changes: Changes, *, script: bool) -> list[Block]:
    """Blocks of all paragraphs of both texts; `script` shows those only set in another script."""
    found: list[Block] = []
    order = _Order(changes.passages)
    for number, passage in enumerate(changes.passages):
        if passage.kind is not DiffKind.SAME or (passage.only_script and script):
            found += _hunks(passage, order.moved(number))
            continue
        fold = Fold(passage.count, passage.count if passage.only_script else 0)
        last = found[-1] if found else None
        if isinstance(last, Fold):
            found[-1] = Fold(last.paragraphs + fold.paragraphs, last.script + fold.script)
        else:
            found.append(fold)
    return found


class _Order:
    """Directions in which paragraphs were moved."""

    def __init__(self, passages: Sequence[ChangedPassage]) -> None:
        self._passages = passages
        self._olds = [passage.old.end for passage in passages]
        self._news = [passage.new.end for passage in passages]

    def moved(self, number: int) -> int:
        """Direction of a paragraph: -1 up, 1 down, 0 for one not moved as a whole."""
        passage = self._passages[number]
        if passage.other is None:
            return 0
        ends = self._news if passage.went else self._olds
        there = bisect_right(ends, passage.other.start)
        return (1 if there > number else -1) * (1 if passage.went else -1)


def _hunks(passage: ChangedPassage, moved: int) -> Iterator[Hunk]:
    """A paragraph as one block, or a long one as several."""
    if max(len(passage.old), len(passage.new)) <= LONG:
        yield Hunk(passage, passage.stretches, passage.touched, (False, False), moved)
        return
    for part in _parts(passage.stretches):
        old, new = (
            Span(part[0].old.start, part[-1].old.end),
            Span(part[0].new.start, part[-1].new.end),
        )
        touched = tuple(
            it
            for it in passage.touched
            if (it.old and it.old.overlaps(old)) or (it.new and it.new.overlaps(new))
        )
        before = old.start > passage.old.start or new.start > passage.new.start
        after = old.end < passage.old.end or new.end < passage.new.end
        yield Hunk(passage, part, touched, (before, after), moved)


def _parts(stretches: Sequence[Difference]) -> Iterator[tuple[Difference, ...]]:
    """The changes of a long paragraph, each with a little of what stayed before and after it."""
    part: list[Difference] = []
    for number, stretch in enumerate(stretches):
        if stretch.kind is DiffKind.SAME and len(stretch.old) > 2 * KEPT:
            if part:
                yield (*part, _cut(stretch, 0, KEPT))
            part = [_cut(stretch, -KEPT, 0)] if number + 1 < len(stretches) else []
            continue
        for piece in _pieces(stretch):
            part.append(piece)
            if sum(max(len(one.old), len(one.new)) for one in part) >= LONG:
                yield tuple(part)
                part = []
    if part:
        yield tuple(part)


def _cut(stretch: Difference, start: int, end: int) -> Difference:
    """The beginning of a stretch that stayed, or from a negative start on its end."""
    old, new = stretch.old, stretch.new
    if start < 0:
        ends = (
            Span(max(old.start, old.end + start), old.end),
            Span(max(new.start, new.end + start), new.end),
        )
        return replace(stretch, old=ends[0], new=ends[1])
    return replace(
        stretch,
        old=Span(old.start, min(old.end, old.start + end)),
        new=Span(new.start, min(new.end, new.start + end)),
    )


def _pieces(stretch: Difference) -> Iterator[Difference]:
    """A stretch in pieces that can be set by themselves."""
    for at in range(0, max(len(stretch.old), len(stretch.new), 1), LONG):
        old, new = (
            Span(min(span.end, span.start + at), min(span.end, span.start + at + LONG))
            for span in (stretch.old, stretch.new)
        )
        yield replace(stretch, old=old, new=new)
