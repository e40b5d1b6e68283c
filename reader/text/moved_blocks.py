"""Passages that an edition has put somewhere else.

Looked for only where the order leaves something unexplained on both sides: words that stand on in
their place are never taken for words that were moved there. So a passage that was deleted is not
found again in its repetition, or in a phrase that the article has used before.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from reader.text.edit_distance import Match, kept
from reader.text.matching_blocks import Gap, common_prefix, common_suffix, merged, once, settled
from reader.text.squeezing import Squeezed

GRAM = 5
FIRM = 6
"""A run of so many characters in its place is no longer looked for elsewhere."""
LONG = 10
"""So many characters are a passage; fewer are one if they are a whole sentence."""
NEAR = 60
"""Two blocks belong to one passage if no more than this was changed between them."""
ENDS = frozenset('.!?"')
AROUND = 24
"""How far around a moved passage a few changed characters are looked for."""

Passage = list[Match]


def moved_blocks(before: Squeezed, after: Squeezed, blocks: list[Match]) -> list[Passage]:
    """Passages of one text that stand in another out of the order of `blocks`, in the old order."""
    firm = [block for block in blocks if block.size >= FIRM]
    left = _left(len(before.text), firm, 0)
    new_left = _left(len(after.text), firm, 1)
    if not left or not new_left:
        return []
    found = once(_grams(before.text, left), _grams(after.text, new_left))
    grown = _grown(found, before.text, after.text, left, new_left)
    ends = [block.old for block in firm]
    return [
        _filled(chain, before, after)
        for chain in _chains(grown)
        if _stands_out(chain, before, after) and not _stayed(chain, firm, ends)
    ]


def _left(length: int, firm: list[Match], side: int) -> list[tuple[int, int]]:
    """The stretches between firm blocks that are long enough to hold a gram."""
    ends = [(0, 0), *((block[side], block[side] + block.size) for block in firm)]
    ends.append((length, length))
    return [(one[1], other[0]) for one, other in pairwise(ends) if other[0] - one[1] >= GRAM]


def _grams(text: str, stretches: list[tuple[int, int]]) -> Iterator[tuple[str, int]]:
    for start, end in stretches:
        for at in range(start, end - GRAM + 1):
            yield text[at : at + GRAM], at


def _grown(
    matches: list[Match],
    old: str,
    new: str,
    left: list[tuple[int, int]],
    new_left: list[tuple[int, int]],
) -> list[Match]:
    """Matches in the old order, each as far as its surroundings are left, and equal, too."""
    grown: list[Match] = []
    reached: dict[int, int] = {}
    for i, j, _ in matches:
        if reached.get(i - j, -1) > i:
            continue
        start, end = left[bisect_right(left, (i, len(old))) - 1]
        new_start, new_end = new_left[bisect_right(new_left, (j, len(new))) - 1]
        before = common_suffix(old, new, Gap(start, i, new_start, j))
        after = common_prefix(old, new, Gap(i, end, j, new_end))
        reached[i - j] = i + after
        grown.append(Match(i - before, j - before, before + after))
    return grown


def _chains(matches: list[Match]) -> list[list[Match]]:
    """Matches that follow each other closely in both texts, together."""
    chains: list[list[Match]] = []
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


def _stayed(chain: list[Match], firm: list[Match], olds: list[int]) -> bool:
    """Whether a chain stands between the same firm blocks in both texts: not moved, but edited."""
    after = bisect_right(olds, chain[0].old)
    start = firm[after - 1].new if after else -1
    end = firm[after].new if after < len(firm) else chain[-1].new + 1
    return start < chain[0].new and chain[-1].new < end


def _filled(chain: list[Match], before: Squeezed, after: Squeezed) -> Passage:
    """A chain, with what was kept between its blocks, and around them in their lines."""
    chain = merged(chain)
    first, last = chain[0], chain[-1]
    passage = list(chain)
    for one, other in pairwise(chain):
        gap = Gap(one.old + one.size, other.old, one.new + one.size, other.new)
        passage += _kept(before, after, gap)
    start = max(before.line(first.old)[0], first.old - AROUND)
    new_start = max(after.line(first.new)[0], first.new - AROUND)
    passage += _kept(before, after, Gap(start, first.old, new_start, first.new))
    old, new = last.old + last.size, last.new + last.size
    end, new_end = before.line(old - 1)[1], after.line(new - 1)[1]
    gap = Gap(old, min(end, old + AROUND), new, min(new_end, new + AROUND))
    passage += _kept(before, after, gap)
    return merged(passage)


def _kept(before: Squeezed, after: Squeezed, gap: Gap) -> list[Match]:
    """What was kept in a gap."""
    old = before.text[gap.start : gap.end]
    new = after.text[gap.new_start : gap.new_end]
    return [
        Match(gap.start + i, gap.new_start + j, size)
        for i, j, size in settled(kept(old, new), len(old), len(new))
    ]


def _stands_out(chain: list[Match], before: Squeezed, after: Squeezed) -> bool:
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
