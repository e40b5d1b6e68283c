"""Carrying of annotations, drafts and reading positions over to an edited text of an article.

The whole old text is aligned with the whole new text once, and every passage is carried over by
what of it was kept. A passage whose words are gone has no place: better an orphan that the reader
sees than an annotation on words that nobody meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from reader.model import Anchor, AnchorStatus, Span
from reader.text.anchoring.edge_alignment import slid
from reader.text.anchoring.edit_distance import EditMatch
from reader.text.anchoring.matching_blocks import Gap, common_prefix, common_suffix, matching_blocks
from reader.text.anchoring.moved_blocks import FIRM, moved_blocks
from reader.text.anchoring.normalized_text import Squeezed, words
from reader.text.anchoring.placement import Passages, Placement, PlacementBlocks, counted
from reader.text.anchoring.quote_search import find_quote
from reader.text.anchoring.rebuilt_sentences import is_another, sentences

__all__ = ["ORPHAN", "Carrier", "find_quote", "reanchor"]

SHORT = 12
"""Characters below which a passage may stand anywhere: its surroundings must be there, too."""

ORPHAN = Anchor(None, AnchorStatus.ORPHAN, 0.0)


def reanchor(old: str, new: str, spans: Sequence[Span]) -> list[Anchor]:
    """Carry spans of `old` over to `new`; one anchor for each span, in their order.

    `same` and `shifted`: the same words (up to script, width, quotation marks and white space) at
    the same offsets or others; `changed`: words of it were changed; `moved`: it stands elsewhere in
    the order of the article; `orphan`: it is gone. The score is the share of it that was kept.
    """
    carrier = Carrier(old, new)
    return [carrier.anchor(span) for span in spans]


class Carrier:
    """Carrier of places of one text over to another that was made from it; built once for a pair.

    `stayed` are the blocks that both have in common in the same order, `moved` the passages that
    stand elsewhere; both count in the squeezed texts `before` and `after`. All are made when they
    are first asked for; anchoring in an equal text needs none of them.
    """

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new

    @cached_property
    def before(self) -> Squeezed:
        """The old text, folded, without white space."""
        return Squeezed(self.old)

    @cached_property
    def after(self) -> Squeezed:
        """The new text, folded, without white space."""
        return Squeezed(self.new)

    @cached_property
    def stayed(self) -> PlacementBlocks:
        """Blocks that both texts have in common in the same order."""
        return self._aligned[0]

    @cached_property
    def moved(self) -> Passages:
        """Passages that stand elsewhere in the new text."""
        return self._aligned[1]

    @cached_property
    def _aligned(self) -> tuple[PlacementBlocks, Passages]:
        blocks = matching_blocks(self.before.text, self.after.text)
        blocks = slid(blocks, self.before, self.after)
        moved = moved_blocks(self.before, self.after, blocks)
        letters, length = counted(self.before.text), len(self.after.text)
        return PlacementBlocks(_explained(blocks, moved), letters, length), Passages(
            moved, letters, length
        )

    def anchor(self, span: Span) -> Anchor:
        """Anchor in the new text of a passage of the old one."""
        if self.old == self.new:
            return Anchor(span, AnchorStatus.SAME)
        start, end = self.before.index(span.start), self.before.index(span.end)
        if start >= end:
            return ORPHAN
        new = self._once(start, end)
        if new is not None:
            return self._same(span, new, start, end)
        best = self.stayed.place(start, end)
        if best and not (_stayed(best) and self._is_it(best, self.stayed, start, end)):
            best = None
        status = None
        for passage in self.moved.touching(start, end):
            place = passage.place(start, end)
            better = place and _moved(place) and (best is None or place.share > best.share)
            if place and better and self._is_it(place, passage, start, end):
                best, status = place, AnchorStatus.MOVED
        if best is None:
            return ORPHAN
        found = Span(self.after.offset(best.start), self.after.end(best.end))
        status = status or self._status(span, found)
        unchanged = status in (AnchorStatus.SAME, AnchorStatus.SHIFTED)
        return Anchor(found, status, 1.0 if unchanged else round(best.share, 3))

    def _once(self, start: int, end: int) -> int | None:
        """Index in the new text of the very words, if each text has them once; short ones with what
        is around, if they are no whole line.

        So words stay with themselves where the order of look-alikes has changed.
        """
        old, new = self.before.text, self.after.text
        words = old[start:end]
        at = new.find(words)
        if at < 0 or new.find(words, at + 1) >= 0:
            return None
        if old.find(words) != start or old.find(words, start + 1) >= 0:
            return None
        lines, new_lines = self.before.breaks, self.after.breaks
        if {start, end} <= lines and {at, at + end - start} <= new_lines:
            return at
        around = common_suffix(old, new, Gap(max(0, start - SHORT), start, max(0, at - SHORT), at))
        after = at + end - start
        around += common_prefix(old, new, Gap(end, end + SHORT, after, after + SHORT))
        return at if end - start + around >= SHORT else None

    def _same(self, span: Span, new: int, start: int, end: int) -> Anchor:
        """The anchor of words that were not changed, and stand at an index of the new text."""
        new_end = new + end - start
        found = Span(self.after.offset(new), self.after.end(new_end))
        low, high = self.stayed.around(start, end)
        if low <= new and new_end <= high:
            return Anchor(found, self._status(span, found))
        return Anchor(found, AnchorStatus.MOVED)

    def _is_it(self, place: Placement, blocks: PlacementBlocks, start: int, end: int) -> bool:
        """Whether a sentence of a passage that may lie at a place is still there.

        Where all of the passage was kept, it is; else one that gave way to another of the same
        build is not.
        """
        if place.share == 1:
            return True
        found = sentences(self.before, start, end)
        return any(not self._gave_way(blocks, *each) for each in found)

    def _gave_way(self, blocks: PlacementBlocks, start: int, end: int) -> bool:
        place = blocks.place(start, end)
        if place is None:
            return True
        kept = [
            EditMatch(match.old - start, match.new - place.start, match.size)
            for match in blocks.within(start, end)
            if place.start <= match.new and match.new + match.size <= place.end
        ]
        old, new = self.before.text[start:end], self.after.text[place.start : place.end]
        return is_another(kept, old, new)

    def _status(self, span: Span, found: Span) -> AnchorStatus:
        if words(self.old[span.start : span.end]) != words(self.new[found.start : found.end]):
            return AnchorStatus.CHANGED
        return AnchorStatus.SAME if span == found else AnchorStatus.SHIFTED

    def offset(self, offset: int) -> int:
        """Carry over a reading position or a draft (code points): before the character it stood
        before.

        If that is gone, after the one in front of it.
        """
        if self.old == self.new:
            return offset
        at = self.before.index(offset)
        for passage in (self.stayed, *self.moved.touching(at, at + 1)):
            if kept := passage.within(at, at + 1):
                return self.after.offset(kept[0].new)
        return self.after.end(self.stayed.before(at))


def _stayed(place: Placement) -> bool:
    """Whether what was kept of a passage is enough to say that it is still this passage.

    Two fifths of its letters, if nearly as much of its new place is from it; and a run that is no
    common phrase, or many letters, or surroundings that were kept (on both sides, if it is short
    itself). Less is enough if the rest was cut and the surroundings are there.
    """
    short = place.letters < SHORT
    if place.share < 0.4 or (place.share < 0.7 and place.dense < 0.3):
        cut = place.share >= 0.2 and place.dense >= 0.8 and place.longest >= 4
        return cut and place.around >= 0.45
    firm = place.run >= 10 or place.kept >= 12
    if firm and place.letters and (place.share >= 0.7 or not short):
        return True
    sides = min(place.before, place.after) if short else place.around
    return sides >= (0.25 if place.share == 1 else 0.4)


def _moved(place: Placement) -> bool:
    """Whether a passage was moved, and not taken apart for another one."""
    return place.share >= 0.6 and (place.run >= FIRM or place.share >= 0.9)


def _explained(blocks: list[EditMatch], passages: list[list[EditMatch]]) -> list[EditMatch]:
    """Blocks in order, without the short ones that a moved passage explains better."""
    taken, new_taken = set[int](), set[int]()
    for passage in passages:
        for old, new, size in passage:
            taken.update(range(old, old + size))
            new_taken.update(range(new, new + size))
    return [
        block
        for block in blocks
        if block.size >= FIRM or not (block.old in taken or block.new in new_taken)
    ]
