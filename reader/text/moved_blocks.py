"""Passages that an edition has put somewhere else.

Looked for only where the order leaves something unexplained on both sides: words that stand on in
their place are never taken for words that were moved there. So a passage that was deleted is not
found again in its repetition, or in a phrase that the article has used before.
"""

from __future__ import annotations

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
OPEN, LONGEST = 1000, 1 << 14

Passage = list[Match]


def moved_blocks(before: Squeezed, after: Squeezed, blocks: list[Match]) -> list[Passage]:
    """Passages of one text that stand in another out of the order of `blocks`, in the old order."""
    old, new = before.text, after.text
    firm = [block for block in blocks if block.size >= FIRM]
    left, new_left = _left(old, firm, 0), _left(new, firm, 1)
    if not left or not new_left:
        return []
    found = once(_grams(old, left), _grams(new, new_left))
    passages = (_filled(chain, old, new) for chain in _chains(_grown(found, old, new)))
    return [passage for passage in passages if _stands_out(passage, before, after)]


def _grown(matches: list[Match], old: str, new: str) -> list[Match]:
    """Matches in the old order, each as far as its surroundings are equal, too."""
    grown: list[Match] = []
    for i, j, size in matches:
        if grown:
            last = grown[-1]
            if i - j == last.old - last.new and i + size <= last.old + last.size:
                continue
        before = common_suffix(old, new, Gap(max(0, i - LONGEST), i, max(0, j - LONGEST), j))
        after = common_prefix(old, new, Gap(i, min(len(old), i + LONGEST), j, len(new)))
        grown.append(Match(i - before, j - before, before + after))
    return grown


def _chains(matches: list[Match]) -> list[list[Match]]:
    """Matches that follow each other closely in both texts, together."""
    chains: list[list[Match]] = []
    for match in matches:
        for chain in chains[-3:][::-1]:
            last = chain[-1]
            gap, new_gap = match.old - last.old - last.size, match.new - last.new - last.size
            if abs(gap) <= NEAR and abs(new_gap) <= NEAR and match.new > last.new:
                chain.append(match)
                break
        else:
            chains.append([match])
    return chains


def _filled(chain: list[Match], old: str, new: str) -> Passage:
    """A chain, with what was kept between its blocks and a little around them."""
    chain = merged(chain)
    first, last = chain[0], chain[-1]
    start, end = max(0, first.old - AROUND), min(len(old), last.old + last.size + AROUND)
    new_start, new_end = max(0, first.new - AROUND), min(len(new), last.new + last.size + AROUND)
    edges = [Match(start, new_start, 0), *chain, Match(end, new_end, 0)]
    passage = list(chain)
    for one, other in pairwise(edges):
        i, j = one.old + one.size, one.new + one.size
        between = kept(old[i : other.old], new[j : other.new])
        # What stands before the first block and after the last is held at one side only.
        length = other.old - i + (OPEN if other is edges[-1] else 0)
        shift = OPEN if one is edges[0] else 0
        moved = [Match(x + shift, y + shift, size) for x, y, size in between]
        for x, y, size in settled(moved, length + shift, other.new - j + length):
            passage.append(Match(i + x - shift, j + y - shift, size))
    return merged(passage)


def _stands_out(passage: Passage, before: Squeezed, after: Squeezed) -> bool:
    """Whether a passage is long enough, or whole sentences, so that it is no common phrase."""
    i, j, size = max(passage, key=lambda match: match.size)
    if size >= LONG:
        return True
    return all(
        _ends(before, at) and _ends(after, new_at) for at, new_at in ((i, j), (i + size, j + size))
    )


def _ends(text: Squeezed, index: int) -> bool:
    """Whether a sentence or a line ends before an index."""
    return index in text.breaks or text.text[index - 1] in ENDS


def _left(text: str, firm: list[Match], side: int) -> list[tuple[int, int]]:
    """The stretches between firm blocks that are long enough to hold a gram."""
    ends = [(0, 0), *((block[side], block[side] + block.size) for block in firm)]
    ends.append((len(text), len(text)))
    return [(one[1], other[0]) for one, other in pairwise(ends) if other[0] - one[1] >= GRAM]


def _grams(text: str, stretches: list[tuple[int, int]]) -> Iterator[tuple[str, int]]:
    for start, end in stretches:
        for at in range(start, end - GRAM + 1):
            yield text[at : at + GRAM], at
