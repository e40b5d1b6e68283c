"""Where annotations, drafts and reading positions lie when an article comes in again, edited.

The whole old text is aligned with the whole new text once, and every passage is carried over by
what of it was kept. A passage whose words are gone has no place: better an orphan that the reader
sees than an annotation on words that nobody meant.
"""

from __future__ import annotations

from collections.abc import Sequence

from reader.model import Anchor, AnchorStatus, Span
from reader.text.edit_distance import Match
from reader.text.matching_blocks import matching_blocks
from reader.text.moved_blocks import FIRM, moved_blocks
from reader.text.placing import Blocks, Passages, Placement
from reader.text.quoting import find_quote
from reader.text.sliding import slid
from reader.text.squeezing import Squeezed, words

__all__ = ["ORPHAN", "Carrier", "find_quote", "reanchor"]

ORPHAN = Anchor(None, AnchorStatus.ORPHAN, 0.0)


def reanchor(old: str, new: str, spans: Sequence[Span]) -> list[Anchor]:
    """Where passages of `old` lie in `new`; one anchor for each span, in their order.

    `same` and `shifted`: the same words (up to script, width, quotation marks and white space) at
    the same offsets or others; `changed`: words of it were changed; `moved`: it stands elsewhere in
    the order of the article; `orphan`: it is gone. The score is the share of it that was kept.
    """
    carrier = Carrier(old, new)
    return [carrier.anchor(span) for span in spans]


class Carrier:
    """Carries places of one text over to another that was made from it; built once for a pair.

    `stayed` are the blocks that both have in common in the same order, `moved` the passages that
    stand elsewhere; both count in the squeezed texts `before` and `after`.
    """

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.before, self.after = Squeezed(old), Squeezed(new)
        lengths = len(self.before.text), len(self.after.text)
        blocks = matching_blocks(self.before.text, self.after.text)
        blocks = slid(blocks, self.before, self.after)
        moved = moved_blocks(self.before, self.after, blocks)
        self.stayed = Blocks(_explained(blocks, moved), *lengths)
        self.moved = Passages(moved, *lengths)

    def anchor(self, span: Span) -> Anchor:
        """Where a passage of the old text lies in the new one."""
        if self.old == self.new:
            return Anchor(span, AnchorStatus.SAME)
        start, end = self.before.index(span.start), self.before.index(span.end)
        if start >= end:
            return ORPHAN
        best = self.stayed.place(start, end)
        if best and not _stayed(best):
            best = None
        status = None
        for passage in self.moved.touching(start, end):
            place = passage.place(start, end)
            if place and _moved(place) and (best is None or place.share > best.share):
                best, status = place, AnchorStatus.MOVED
        if best is None:
            return ORPHAN
        found = Span(self.after.offset(best.start), self.after.end(best.end))
        return Anchor(found, status or self._status(span, found), round(best.share, 3))

    def _status(self, span: Span, found: Span) -> AnchorStatus:
        if words(self.old[span.start : span.end]) != words(self.new[found.start : found.end]):
            return AnchorStatus.CHANGED
        return AnchorStatus.SAME if span == found else AnchorStatus.SHIFTED

    def offset(self, offset: int) -> int:
        """Where a reading position or a draft belongs: before the character it stood before.

        If that is gone, after what stands before it.
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

    Two fifths of its characters, with something of its surroundings or a run that is no common
    phrase. Less is enough if the passage was cut and its surroundings are there.
    """
    if place.share >= 0.4:
        return place.run >= 10 or place.around >= 0.3
    return place.share >= 0.2 and place.longest >= 4 and place.around >= 0.45


def _moved(place: Placement) -> bool:
    """Whether a passage was moved, and not taken apart for another one."""
    return place.share >= 0.6


def _explained(blocks: list[Match], passages: list[list[Match]]) -> list[Match]:
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
