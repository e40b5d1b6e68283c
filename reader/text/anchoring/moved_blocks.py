"""Passages that an edition has put somewhere else.

Looked for only where the order leaves something unexplained on both sides: words that stand on in
their place are never taken for words that were moved there. So a passage that was deleted is not
found again in its repetition, or in a phrase that the article has used before.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise

from reader.text.anchoring.chance_matches import settled
from reader.text.anchoring.edit_distance import EditMatch
from reader.text.anchoring.matching_blocks import (
    LARGE,
    Gap,
    Pieces,
    common_prefix,
    common_suffix,
    grams,
    merged,
    once,
    sample,
)
from reader.text.anchoring.normalized_text import Squeezed
from reader.text.anchoring.placement import PlacementBlocks, counted

GRAM, LINE = 5, 3
"""Length of the runs that are looked for, and of a whole line that is, in characters."""
FIRM = 6
"""A run of so many characters in its place is no longer looked for elsewhere."""
LONG = 10
"""Characters that make a passage; fewer are one if they are a whole sentence."""
NEAR = 60
"""Characters that may have changed between two blocks of one passage."""
ENDS = frozenset('.!?"')
AROUND = 24
"""Characters around a moved passage in which a few changed ones are looked for."""

Passage = list[EditMatch]


def moved_blocks(before: Squeezed, after: Squeezed, blocks: list[EditMatch]) -> list[Passage]:
    """Passages of one text that stand in another out of the order of `blocks`, in the old order."""
    firm = [block for block in blocks if block.size >= FIRM]
    left = _left(len(before.text), firm, 0)
    new_left = _left(len(after.text), firm, 1)
    if not left or not new_left:
        return []
    some = None
    if min(sum(end - start for start, end in each) for each in (left, new_left)) >= LARGE:
        some = sample(before.text, after.text)
    found = once(_pieces(before, left, some), _pieces(after, new_left, some))
    grown = _grown(found, before.text, after.text, left, new_left)
    stayed = PlacementBlocks(blocks, counted(before.text), len(after.text))
    return [
        _filled(chain, before, after)
        for chain in _chains(grown)
        if _stands_out(chain, before, after) and not _stayed(chain, stayed)
    ]


def _left(length: int, firm: list[EditMatch], side: int) -> list[tuple[int, int]]:
    """The stretches between firm blocks that are long enough to hold a gram."""
    ends = [(0, 0), *((block[side], block[side] + block.size) for block in firm)]
    ends.append((length, length))
    return [(one[1], other[0]) for one, other in pairwise(ends) if other[0] - one[1] >= LINE]


def _pieces(
    text: Squeezed, stretches: list[tuple[int, int]], some: re.Pattern[str] | None
) -> Pieces:
    """Runs of a few characters in the stretches, and every short line; and where each begins."""
    words: list[str] = []
    places: list[int] = []
    for start, end in stretches:
        found, at = grams(text.text[start:end], GRAM, some)
        words += found
        places += [start + place for place in at]
        for line in range(bisect_left(text.lines, start), bisect_right(text.lines, end) - 1):
            first, last = text.lines[line : line + 2]
            if LINE <= last - first < GRAM:
                words.append(text.text[first:last])
                places.append(first)
    return words, places


def _grown(
    matches: list[EditMatch],
    old: str,
    new: str,
    left: list[tuple[int, int]],
    new_left: list[tuple[int, int]],
) -> list[EditMatch]:
    """Matches in the old order, each as far as its surroundings are left, and equal, too."""
    grown: list[EditMatch] = []
    reached: dict[int, int] = {}
    for i, j, _ in matches:
        if reached.get(i - j, -1) > i:
            continue
        start, end = left[bisect_right(left, (i, len(old))) - 1]
        new_start, new_end = new_left[bisect_right(new_left, (j, len(new))) - 1]
        before = common_suffix(old, new, Gap(start, i, new_start, j))
        after = common_prefix(old, new, Gap(i, end, j, new_end))
        reached[i - j] = i + after
        grown.append(EditMatch(i - before, j - before, before + after))
    return grown


def _chains(matches: list[EditMatch]) -> list[list[EditMatch]]:
    """Matches that follow each other closely in both texts, together."""
    chains: list[list[EditMatch]] = []
    for match in matches:
        for chain in chains[-3:][::-1]:
            last = chain[-1]
            gap, new_gap = match.old - last.old - last.size, match.new - last.new - last.size
            if gap <= NEAR and abs(new_gap) <= NEAR and match.new > last.new:
                chain.append(match)
                break
        else:
            chains.append([match])
    return chains


def _stayed(chain: list[EditMatch], stayed: PlacementBlocks) -> bool:
    """Whether most of a chain stands in its place, too: it was not moved, but edited."""
    size = sum(match.size for match in chain)
    same = 0
    for match in chain:
        for piece in stayed.within(match.old, match.old + match.size):
            same += piece.size if piece.new - piece.old == match.new - match.old else 0
    return same > size / 2


def _filled(chain: list[EditMatch], before: Squeezed, after: Squeezed) -> Passage:
    """A chain, with what was kept between its blocks, and around them in their lines.

    The first block and the last are empty: where the lines begin and end.
    """
    chain = merged(chain)
    first, last = chain[0], chain[-1]
    passage = list(chain)
    for one, other in pairwise(chain):
        gap = Gap(one.old + one.size, other.old, one.new + one.size, other.new)
        passage += _kept(before, after, gap)
    head = EditMatch(before.line(first.old)[0], after.line(first.new)[0], 0)
    start, new_start = max(head.old, first.old - AROUND), max(head.new, first.new - AROUND)
    passage += _kept(before, after, Gap(start, first.old, new_start, first.new))
    old, new = last.old + last.size, last.new + last.size
    tail = EditMatch(before.line(old - 1)[1], after.line(new - 1)[1], 0)
    gap = Gap(old, min(tail.old, old + AROUND), new, min(tail.new, new + AROUND))
    passage += _kept(before, after, gap)
    return [head, *merged(passage), tail]


def _kept(before: Squeezed, after: Squeezed, gap: Gap) -> list[EditMatch]:
    """Matches kept in a gap."""
    old = before.text[gap.start : gap.end]
    new = after.text[gap.new_start : gap.new_end]
    return [EditMatch(gap.start + i, gap.new_start + j, size) for i, j, size in settled(old, new)]


def _stands_out(chain: list[EditMatch], before: Squeezed, after: Squeezed) -> bool:
    """Whether a chain is long enough, or whole sentences, so that it is no common phrase."""
    i, j, size = max(chain, key=lambda match: match.size)
    if size >= LONG:
        return True
    return all(
        _ends(before, at) and _ends(after, new_at) for at, new_at in ((i, j), (i + size, j + size))
    )


def _ends(text: Squeezed, index: int) -> bool:
    """Whether a sentence or a line ends before an index."""
    return index in text.breaks or text.text[index - 1] in ENDS
