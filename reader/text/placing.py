"""Where a passage lies, given the characters of it that were kept, and whether that is credible."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from reader.text.edit_distance import Match

AROUND = 16
"""How many characters before and after a passage say whether it stands where it stood."""
APART = 40
"""What was put into a passage tears it apart if it is longer than this, and than the passage."""


@dataclass(frozen=True, slots=True)
class Placement:
    """`[start, end)` of the new text, and what speaks for it.

    `share` of the passage was kept; `longest` is its longest run, `run` how long the longest run
    that touches it is beyond its ends, too. `around` is the share that was kept there of what
    stands before and after it.
    """

    start: int
    end: int
    share: float
    longest: int
    run: int
    around: float


class Blocks:
    """What two texts have in common, in order: all that stayed, or one passage that was moved."""

    def __init__(self, blocks: Sequence[Match], length: int, new_length: int) -> None:
        self.blocks = blocks
        self._ends = [block.old + block.size for block in blocks]
        self._length, self._new_length = length, new_length

    def within(self, start: int, end: int) -> list[Match]:
        """What of the blocks lies in `[start, end)` of the old text."""
        pieces = []
        for at in range(bisect_right(self._ends, start), len(self.blocks)):
            block = self.blocks[at]
            if block.old >= end:
                break
            pieces.append(_clipped(block, start, end, 0))
        return pieces

    def clipped(self, start: int, end: int, side: int) -> list[Match]:
        """The same for `[start, end)` of either text."""
        if side == 0:
            return self.within(start, end)
        there = [
            block for block in self.blocks if start < block.new + block.size and block.new < end
        ]
        return [_clipped(block, start, end, 1) for block in there]

    def before(self, at: int) -> int:
        """The index in the new text after what stands before an index of the old one."""
        number = bisect_right(self._ends, at) - 1
        return self._after(number) if number >= 0 else 0

    def place(self, start: int, end: int) -> Placement | None:
        """Where `[start, end)` of the old text might lie; None if nothing of it was kept."""
        pieces = _together(self.within(start, end), end - start)
        if not pieces:
            return None
        new_start = self._start(pieces[0], start)
        new_end = self._end(pieces[-1], end)
        touching = slice(bisect_right(self._ends, start), bisect_right(self._ends, end - 1) + 1)
        return Placement(
            new_start,
            new_end,
            share=sum(piece.size for piece in pieces) / (end - start),
            longest=max(piece.size for piece in pieces),
            run=max(block.size for block in self.blocks[touching]),
            around=self._around(start, end, new_start, new_end),
        )

    def _around(self, start: int, end: int, new_start: int, new_end: int) -> float:
        """The share of the characters before and after a passage that was kept near it."""
        low, high = max(0, start - AROUND), min(self._length, end + AROUND)
        near = (
            piece.size
            for piece in (*self.within(low, start), *self.within(end, high))
            if new_start - 2 * AROUND <= piece.new <= new_end + 2 * AROUND
        )
        return sum(near) / ((start - low + high - end) or 1)

    def _start(self, first: Match, start: int) -> int:
        """Where a passage begins that was kept from `first` on."""
        missing = first.old - start
        if not missing:
            return first.new
        at = bisect_right(self._ends, first.old) - 1
        old, new = (self._ends[at], self._after(at)) if at >= 0 else (0, 0)
        return first.new - _replaced(missing, first.old - old, first.new - new)

    def _end(self, last: Match, end: int) -> int:
        """Where a passage ends that was kept up to `last`."""
        old, new = last.old + last.size, last.new + last.size
        missing = end - old
        if not missing:
            return new
        at = bisect_right(self._ends, old)
        high, new_high = self._length, self._new_length
        if at < len(self.blocks):
            high, new_high = self.blocks[at][:2]
        return new + _replaced(missing, high - old, new_high - new)

    def _after(self, number: int) -> int:
        return self.blocks[number].new + self.blocks[number].size


class Passages:
    """Passages that were moved, found by where they stand: in the old text (0), in the new (1)."""

    def __init__(self, passages: Sequence[Sequence[Match]], length: int, new_length: int) -> None:
        blocks = [Blocks(passage, length, new_length) for passage in passages]
        self._sides = [_Shelf(blocks, side) for side in (0, 1)]

    def touching(self, start: int, end: int, side: int = 0) -> Iterator[Blocks]:
        """The passages that reach into `[start, end)`, in order."""
        return self._sides[side].touching(start, end)


class _Shelf:
    """Passages by where they begin; some overlap, so how far any of them reaches is kept, too."""

    def __init__(self, passages: list[Blocks], side: int) -> None:
        self._passages = sorted(passages, key=lambda passage: passage.blocks[0][side])
        self._starts = [passage.blocks[0][side] for passage in self._passages]
        ends = [passage.blocks[-1][side] + passage.blocks[-1].size for passage in self._passages]
        self._reach = list(accumulate(ends, max))

    def touching(self, start: int, end: int) -> Iterator[Blocks]:
        first = bisect_right(self._reach, start)
        return iter(self._passages[first : bisect_left(self._starts, end)])


def _clipped(block: Match, start: int, end: int, side: int) -> Match:
    """What of a block lies in `[start, end)` of the old text (side 0) or of the new one (1)."""
    low = max(block[side], start) - block[side]
    high = min(block[side] + block.size, end) - block[side]
    return Match(block.old + low, block.new + low, high - low)


def _replaced(missing: int, gap: int, new_gap: int) -> int:
    """How much of a changed stretch belongs to a passage at whose edge it stands.

    `missing` of the `gap` characters were the passage's. All that stands there now, if the gap was
    its alone and did not grow much; else as many characters as before.
    """
    if gap == missing and new_gap <= 2 * missing + 2:
        return new_gap
    return min(missing, new_gap)


def _together(pieces: list[Match], length: int) -> list[Match]:
    """The pieces that lie together: of what was torn apart, the larger part."""
    groups: list[list[Match]] = []
    for piece in pieces:
        if groups:
            last = groups[-1][-1]
            grown = piece.new - last.new - (piece.old - last.old)
            if grown <= max(APART, length):
                groups[-1].append(piece)
                continue
        groups.append([piece])
    return max(groups, key=lambda group: sum(piece.size for piece in group), default=[])
