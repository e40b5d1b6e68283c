"""Changes between two editions of an article, in stretches that a person can read.

Words are compared by the fold: what was only set in another script, width or with other quotation
marks is `same`, and flagged as `only_script`. Paragraphs are paired first, then compared inside. A
short run of equal characters between two changes is part of the change, and so is the rest of a
number or of a Latin word of which a part changed (after the "semantic clean-up" of N. Fraser's diff
strategies).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from reader.model import Span
from reader.text.anchoring.carrier import Carrier
from reader.text.anchoring.edit_distance import EditMatch
from reader.text.anchoring.matching_blocks import Gap
from reader.text.anchoring.normalized_text import UNSEEN, Squeezed
from reader.text.anchoring.paragraph_pairs import ParagraphPair, pairs

ISLAND = 4
"""Equal characters up to which a run between two changes that are as long belongs to the change."""

_UNSEEN = re.compile(rf"[{UNSEEN}]+")


class DiffKind(StrEnum):
    """Kind of a stretch of a comparison."""

    SAME = "same"
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of the old text and its counterpart in the new one.

    `old` is empty for what was added, `new` for what was removed. A moved stretch is listed in both
    places: once with an empty `new`, once with an empty `old`; `other` is its place in the other
    text. `only_script`: the same words in other characters (script, width, quotation marks).
    """

    kind: DiffKind
    old: Span
    new: Span
    only_script: bool = False
    other: Span | None = None


def differences(old: str, new: str) -> list[Difference]:
    """All stretches, in the order of both texts; none crosses the end of a paragraph.

    The old spans follow each other through the old text, the new ones through the new one; only
    white space between paragraphs is in none.
    """
    return [stretch for paragraph in paragraphs(old, new) for stretch in paragraph]


def paragraphs(old: str, new: str) -> list[list[Difference]]:
    """The same, a list for each paragraph of the old text beside its counterpart in the new."""
    return Comparison(Carrier(old, new)).paragraphs()


class DiffPart(NamedTuple):
    """A stretch of a squeezed text, and where it stands in the other one if it was moved."""

    start: int
    end: int
    other: Span | None = None


class Comparison:
    """Two editions, aligned, on the way to their differences."""

    def __init__(self, carrier: Carrier) -> None:
        self.carrier = carrier
        self.before, self.after = carrier.before, carrier.after

    def paragraphs(self) -> list[list[Difference]]:
        """The stretches of each pair of paragraphs."""
        paired = pairs(self.carrier.stayed.blocks, self.before.lines, self.after.lines)
        return [self._stretches(pair) for pair in paired]

    def _stretches(self, pair: ParagraphPair) -> list[Difference]:
        """The differences of one pair of paragraphs."""
        found: list[Difference] = []
        at, new_at = pair.gap.start, pair.gap.new_start
        for old, new, size in (*self._tidy(pair), EditMatch(pair.gap.end, pair.gap.new_end, 0)):
            found += self._changed(Gap(at, old, new_at, new), pair.gap)
            if size:
                spans = self._spans(Gap(old, old + size, new, new + size), pair.gap)
                found.append(Difference(DiffKind.SAME, *spans, only_script=self._rewritten(*spans)))
            at, new_at = old + size, new + size
        return found

    def _changed(self, gap: Gap, whole: Gap) -> Iterator[Difference]:
        """Differences between two equal stretches, with what was moved away or here set apart."""
        parts = list(self._parts(gap.start, gap.end, 0))
        new_parts = list(self._parts(gap.new_start, gap.new_end, 1))
        if len(parts) == len(new_parts) == 1 and not parts[0].other and not new_parts[0].other:
            yield Difference(DiffKind.CHANGED, *self._spans(gap, whole))
            return
        for start, end, other in parts:
            kind = DiffKind.MOVED if other else DiffKind.REMOVED
            spans = self._spans(Gap(start, end, gap.new_start, gap.new_start), whole)
            yield Difference(kind, *spans, other=other)
        for start, end, other in new_parts:
            kind = DiffKind.MOVED if other else DiffKind.ADDED
            spans = self._spans(Gap(gap.end, gap.end, start, end), whole)
            yield Difference(kind, *spans, other=other)

    def _parts(self, start: int, end: int, side: int) -> Iterator[DiffPart]:
        """A stretch of one side, cut into what was moved, and what was not."""
        at = start
        other_text = (self.after, self.before)[side]
        for passage in self.carrier.moved.touching(start, end, side):
            pieces = passage.clipped(start, end, side)
            if not pieces:
                continue
            first, last = pieces[0], pieces[-1]
            low, high = max(at, first[side]), last[side] + last.size
            if low >= high:
                continue
            if at < low:
                yield DiffPart(at, low)
            other = Span(
                other_text.offset(first[1 - side]), other_text.end(last[1 - side] + last.size)
            )
            yield DiffPart(low, high, other)
            at = high
        if at < end:
            yield DiffPart(at, end)

    def _spans(self, gap: Gap, whole: Gap) -> tuple[Span, Span]:
        """The offsets of a stretch; white space inside a paragraph belongs to what is before it."""
        return (
            Span(
                _cut(self.before, gap.start, whole.start, whole.end),
                _cut(self.before, gap.end, whole.start, whole.end),
            ),
            Span(
                _cut(self.after, gap.new_start, whole.new_start, whole.new_end),
                _cut(self.after, gap.new_end, whole.new_start, whole.new_end),
            ),
        )

    def _rewritten(self, old: Span, new: Span) -> bool:
        """Whether equal words are written in other characters."""
        one = self.carrier.old[old.start : old.end]
        other = self.carrier.new[new.start : new.end]
        return one != other and _UNSEEN.sub("", one) != _UNSEEN.sub("", other)

    def _tidy(self, pair: ParagraphPair) -> list[EditMatch]:
        """Matches of two paragraphs, without those that only chop up a change."""
        kept: list[EditMatch] = []
        at, new_at = pair.gap.start, pair.gap.new_start
        edges = [*pair.kept, EditMatch(pair.gap.end, pair.gap.new_end, 0)]
        for match, after in pairwise(edges):
            before = max(match.old - at, match.new - new_at)
            behind = max(after.old - match.old - match.size, after.new - match.new - match.size)
            whole = self._whole_words(match, before > 0, behind > 0)
            if whole.size > min(ISLAND, before, behind):
                kept.append(whole)
                at, new_at = whole.old + whole.size, whole.new + whole.size
        return kept

    def _whole_words(self, match: EditMatch, before: bool, behind: bool) -> EditMatch:
        """An equal stretch without the part of a word whose other part changed, at each end."""
        old, new, size = match
        end, new_end = old + size, new + size
        while before and old < end and self._inside(old, new):
            old, new = old + 1, new + 1
        while behind and old < end and self._inside(end, new_end):
            end, new_end = end - 1, new_end - 1
        return EditMatch(old, new, end - old)

    def _inside(self, old: int, new: int) -> bool:
        """Whether a number or a Latin word goes on over an index, in either text."""
        return _inside(self.before, old) or _inside(self.after, new)


def _inside(text: Squeezed, index: int) -> bool:
    around = text.text[max(0, index - 1) : index + 1]
    return (
        len(around) == 2
        and around.isascii()
        and around.isalnum()
        and text.offset(index) == text.end(index)
    )


def _cut(text: Squeezed, index: int, start: int, end: int) -> int:
    """The offset where a stretch of `[start, end)` begins or ends."""
    return text.offset(index) if start <= index < end else text.end(index)
