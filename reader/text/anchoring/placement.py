"""Placement of a passage by the characters of it that were kept, and whether it is credible."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from reader.text.anchoring.edit_distance import EditMatch

AROUND = 16
"""Characters before and after a passage that say whether it stands where it stood."""
APART = 40
"""Characters; an insertion longer than this, and than the passage, tears the passage apart."""

SEVERAL = 8
"""A changed stretch of so many characters may have been several small changes."""


@dataclass(frozen=True, slots=True)
class Placement:
    """`[start, end)` of the new text, and what speaks for it.

    Of the `letters` of a passage (Han, Latin and digits), as many as `kept` were kept, which is
    `share` of them; of a passage without letters, the share is that of its characters. `longest` is
    its longest run, `run` how long the longest run that touches it is beyond its ends, too.
    `before` and `after` are the shares of the letters around it that were kept there.
    """

    start: int
    end: int
    letters: int
    kept: int
    share: float
    longest: int
    run: int
    before: float
    after: float

    @property
    def dense(self) -> float:
        """Share of the place's characters that were kept, 0 to 1."""
        return min(1.0, self.kept / (self.end - self.start))

    @property
    def around(self) -> float:
        return (self.before + self.after) / 2


def counted(text: str) -> array[int]:
    """Number of letters before each index of a text."""
    return array("I", accumulate(map(str.isalnum, text), initial=0))


class PlacementBlocks:
    """Common blocks of two texts, in order: all that stayed, or one passage that was moved."""

    def __init__(
        self, blocks: Sequence[EditMatch], letters: Sequence[int], new_length: int
    ) -> None:
        """`letters` are counted in the old text, `new_length` is that of the new one."""
        self.blocks = blocks
        self._ends = [block.old + block.size for block in blocks]
        self._letters, self._length, self._new_length = letters, len(letters) - 1, new_length

    def within(self, start: int, end: int) -> list[EditMatch]:
        """Parts of the blocks that lie in `[start, end)` of the old text."""
        pieces = []
        for at in range(bisect_right(self._ends, start), len(self.blocks)):
            block = self.blocks[at]
            if block.old >= end:
                break
            if block.size:
                pieces.append(_clipped(block, start, end, 0))
        return pieces

    def clipped(self, start: int, end: int, side: int) -> list[EditMatch]:
        """The same for `[start, end)` of either text."""
        if side == 0:
            return self.within(start, end)
        return [
            _clipped(block, start, end, 1)
            for block in self.blocks
            if block.size and start < block.new + block.size and block.new < end
        ]

    def before(self, at: int) -> int:
        """The index in the new text that follows the match before an index of the old one."""
        number = bisect_right(self._ends, at) - 1
        return self._after(number) if number >= 0 else 0

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Indices of the new text between which `[start, end)` would stand, were it in order."""
        after = bisect_left(self.blocks, (end,))
        high = self.blocks[after].new if after < len(self.blocks) else self._new_length
        return self.before(start), high

    def place(self, start: int, end: int) -> Placement | None:
        """Possible placement of `[start, end)` of the old text; None if nothing of it was kept."""
        pieces = _together(self.within(start, end), end - start)
        if not pieces:
            return None
        new_start = self._start(pieces[0], start)
        new_end = self._end(pieces[-1], end)
        touching = slice(bisect_right(self._ends, start), bisect_right(self._ends, end - 1) + 1)
        near = range(new_start - 2 * AROUND, new_end + 2 * AROUND + 1)
        near_before = self._near(start - AROUND, start, near)
        near_after = self._near(end, end + AROUND, near)
        letters, kept = self._letters[end] - self._letters[start], self._kept(pieces)
        return Placement(
            new_start,
            new_end,
            letters=letters,
            kept=kept,
            share=kept / letters if letters else _size(pieces) / (end - start),
            longest=max(piece.size for piece in pieces),
            run=max(block.size for block in self.blocks[touching]),
            before=_either(near_before, near_after),
            after=_either(near_after, near_before),
        )

    def _near(self, start: int, end: int, near: range) -> float | None:
        """The share of the letters in `[start, end)` that was kept near a place."""
        start, end = max(0, start), min(self._length, end)
        letters = self._letters[end] - self._letters[start]
        if not letters:
            return None
        return self._kept(piece for piece in self.within(start, end) if piece.new in near) / letters

    def _kept(self, pieces: Iterable[EditMatch]) -> int:
        """Number of letters in pieces."""
        return sum(
            self._letters[piece.old + piece.size] - self._letters[piece.old] for piece in pieces
        )

    def _start(self, first: EditMatch, start: int) -> int:
        """Start of a passage that was kept from `first` on."""
        missing = first.old - start
        if not missing:
            return first.new
        at = bisect_right(self._ends, first.old) - 1
        old, new = (self._ends[at], self._after(at)) if at >= 0 else (0, 0)
        return first.new - _replaced(missing, first.old - old, first.new - new)

    def _end(self, last: EditMatch, end: int) -> int:
        """End of a passage that was kept up to `last`."""
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

    def __init__(
        self, passages: Sequence[Sequence[EditMatch]], letters: Sequence[int], new_length: int
    ) -> None:
        blocks = [PlacementBlocks(passage, letters, new_length) for passage in passages]
        self._sides = [_Shelf(blocks, side) for side in (0, 1)]

    def touching(self, start: int, end: int, side: int = 0) -> Iterator[PlacementBlocks]:
        """The passages that reach into `[start, end)`, in order."""
        return self._sides[side].touching(start, end)


class _Shelf:
    """Passages by where they begin; some overlap, so how far any of them reaches is kept, too."""

    def __init__(self, passages: list[PlacementBlocks], side: int) -> None:
        self._passages = sorted(passages, key=lambda passage: passage.blocks[0][side])
        self._starts = [passage.blocks[0][side] for passage in self._passages]
        ends = [passage.blocks[-1][side] + passage.blocks[-1].size for passage in self._passages]
        self._reach = list(accumulate(ends, max))

    def touching(self, start: int, end: int) -> Iterator[PlacementBlocks]:
        first = bisect_right(self._reach, start)
        return iter(self._passages[first : bisect_left(self._starts, end)])


def _either(side: float | None, other: float | None) -> float:
    """Share kept at one side; where the text ends, at the other; around a whole text, all."""
    return side if side is not None else other if other is not None else 1.0


def _clipped(block: EditMatch, start: int, end: int, side: int) -> EditMatch:
    """Part of a block in `[start, end)` of the old text (side 0) or of the new one (1)."""
    low = max(block[side], start) - block[side]
    high = min(block[side] + block.size, end) - block[side]
    return EditMatch(block.old + low, block.new + low, high - low)


def _replaced(missing: int, gap: int, new_gap: int) -> int:
    """Size of the part of a changed stretch that belongs to a passage at whose edge it stands.

    `missing` of the `gap` characters were the passage's. All that stands there now, if the gap was
    its alone and did not grow much; else as many characters as before, unless most of the gap was
    something else's.
    """
    if gap == missing and new_gap <= 2 * missing + 2:
        return new_gap
    return min(missing, new_gap) if gap <= max(SEVERAL, 2 * missing) else 0


def _together(pieces: list[EditMatch], length: int) -> list[EditMatch]:
    """The pieces that lie together: of what was torn apart, the larger part."""
    groups: list[list[EditMatch]] = []
    for piece in pieces:
        if groups:
            last = groups[-1][-1]
            grown = piece.new - last.new - (piece.old - last.old)
            if grown <= max(APART, length):
                groups[-1].append(piece)
                continue
        groups.append([piece])
    return max(groups, key=_size, default=[])


def _size(pieces: Iterable[EditMatch]) -> int:
    return sum(piece.size for piece in pieces)
