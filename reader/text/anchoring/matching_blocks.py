"""Matching blocks of two editions of a text: in order, and moved elsewhere.

Coarse to fine, so that each step has little left to do: what both begin and end with; clauses that
stand once in both; runs of a few characters that stand once in both; and in the small gaps between
these, the fewest edits. The first three take the longest chain that is in the same order in both
(patience, after B. Cohen's "patience diff"). No step is quadratic in a long text: a gap that is too
large for the last one stays unmatched.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple

from reader.text.anchoring.chance_matches import settled
from reader.text.anchoring.edit_distance import EditMatch

CLAUSE = re.compile(r"[^.,!?;:]+[.,!?;:]*")
SHORTEST_CLAUSE = 5
GRAMS = (6, 4)
"""Lengths of the runs looked for in a gap."""

LAST = 1 + len(GRAMS)
"""The step after which nothing is left but to measure, or to give up."""

AREA, SIDE = 1 << 21, 1 << 13
"""Pairs of characters, and characters a side, up to which a gap is measured exactly."""


LARGE, FEW = 1 << 14, 64
"""Size in characters from which on runs are sampled in a text, unless they have only a few
characters.
"""

Pieces = tuple[Sequence[str], Sequence[int]]
"""Stretches of a text, and where each begins."""


class Gap(NamedTuple):
    """A stretch of the old text and one of the new, half-open."""

    start: int
    end: int
    new_start: int
    new_end: int


def matching_blocks(old: str, new: str) -> list[EditMatch]:
    """The largest equal stretches that are in the same order in both texts."""
    found: list[EditMatch] = []
    gaps = [(Gap(0, len(old), 0, len(new)), 0)]
    while gaps:
        gap, step = gaps.pop()
        head = common_prefix(old, new, gap)
        found.append(EditMatch(gap.start, gap.new_start, head))
        gap = gap._replace(start=gap.start + head, new_start=gap.new_start + head)
        tail = common_suffix(old, new, gap)
        gap = gap._replace(end=gap.end - tail, new_end=gap.new_end - tail)
        found.append(EditMatch(gap.end, gap.new_end, tail))
        if gap.start == gap.end or gap.new_start == gap.new_end:
            continue
        matches, step = _step(old[gap.start : gap.end], new[gap.new_start : gap.new_end], step)
        at, new_at = gap.start, gap.new_start
        for i, j, size in matches:
            found.append(EditMatch(gap.start + i, gap.new_start + j, size))
            if step <= LAST:
                gaps.append((Gap(at, gap.start + i, new_at, gap.new_start + j), step))
            at, new_at = gap.start + i + size, gap.new_start + j + size
        if step <= LAST:
            gaps.append((Gap(at, gap.end, new_at, gap.new_end), step))
    return merged(found)


def _step(old: str, new: str, step: int) -> tuple[list[EditMatch], int]:
    """The matches of a gap by the first step that applies, and the step for what they leave."""
    exact = step > 1 or min(len(old), len(new)) < GRAMS[0]
    if exact and len(old) * len(new) <= AREA and max(len(old), len(new)) <= SIDE:
        return settled(old, new), LAST + 1
    if step == 0:
        return in_order(once(clauses(old), clauses(new))), 1
    if step < LAST:
        size, some = GRAMS[step - 1], sample(old, new)
        return in_order(once(grams(old, size, some), grams(new, size, some))), step + 1
    return [], LAST + 1


def clauses(text: str) -> Pieces:
    """The clauses of a text, and where each begins."""
    found = [clause for clause in CLAUSE.finditer(text) if len(clause[0]) >= SHORTEST_CLAUSE]
    return [clause[0] for clause in found], [clause.start() for clause in found]


def grams(text: str, size: int, some: re.Pattern[str] | None = None) -> Pieces:
    """Every run of `size` characters, or those that begin with `some`; and where each begins."""
    last = len(text) - size
    places: Sequence[int] = range(last + 1)
    if some:
        places = [match.start() for match in some.finditer(text, 0, last + 1)]
    return [text[at : at + size] for at in places], places


def sample(old: str, new: str) -> re.Pattern[str] | None:
    """Characters that about one in eight runs of two large texts begins with; None: any.

    Where both texts are cut does not depend on what precedes, so equal runs are found in both.
    """
    if min(len(old), len(new)) < LARGE:
        return None
    common = sorted(set(old) & set(new))
    if 0 < len(common) < FEW:
        return None
    return re.compile("[" + "".join(map(re.escape, common[::8])) + "]" if common else "(?!)")


def once(olds: Pieces, news: Pieces) -> list[EditMatch]:
    """Pieces that stand exactly once in both, in the order of the old text."""
    last, new_last = dict(zip(*olds, strict=True)), dict(zip(*news, strict=True))
    common = last.keys() & new_last.keys()
    if not common:
        return []
    first, new_first = _first(olds), _first(news)
    return sorted(
        EditMatch(last[words], new_last[words], len(words))
        for words in common
        if first[words] == last[words] and new_first[words] == new_last[words]
    )


def _first(pieces: Pieces) -> dict[str, int]:
    """Offset at which each piece stands first."""
    return dict(zip(reversed(pieces[0]), reversed(pieces[1]), strict=True))


def in_order(matches: list[EditMatch]) -> list[EditMatch]:
    """The longest chain of matches that is in order in both texts, cut where two overlap."""
    ends: list[int] = []
    lasts: list[int] = []
    before = [-1] * len(matches)
    for number, match in enumerate(matches):
        at = bisect_left(ends, match.new)
        if at == len(ends):
            ends.append(match.new)
            lasts.append(number)
        else:
            ends[at], lasts[at] = match.new, number
        before[number] = lasts[at - 1] if at else -1
    chain = []
    number = lasts[-1] if lasts else -1
    while number >= 0:
        chain.append(matches[number])
        number = before[number]
    return merged(chain[::-1])


def merged(matches: list[EditMatch]) -> list[EditMatch]:
    """Matches in order, joined where one goes on where another ends, and cut where they overlap."""
    blocks: list[EditMatch] = []
    for match in sorted(matches):
        if not match.size:
            continue
        if blocks:
            last = blocks[-1]
            if match.new - last.new == match.old - last.old <= last.size:
                size = max(last.size, match.old - last.old + match.size)
                blocks[-1] = EditMatch(last.old, last.new, size)
                continue
            overlap = max(last.old + last.size - match.old, last.new + last.size - match.new, 0)
            if overlap >= match.size:
                continue
            blocks.append(EditMatch(match.old + overlap, match.new + overlap, match.size - overlap))
        else:
            blocks.append(match)
    return blocks


def common_prefix(old: str, new: str, gap: Gap) -> int:
    """Number of characters that both sides of a gap begin with."""
    start, end, new_start, new_end = gap
    return _reach(
        min(end - start, new_end - new_start),
        lambda low, high: (
            old[start + low : start + high] == new[new_start + low : new_start + high]
        ),
    )


def common_suffix(old: str, new: str, gap: Gap) -> int:
    """Number of characters that both sides of a gap end with."""
    start, end, new_start, new_end = gap
    return _reach(
        min(end - start, new_end - new_start),
        lambda low, high: old[end - high : end - low] == new[new_end - high : new_end - low],
    )


def _reach(room: int, equal: Callable[[int, int], bool]) -> int:
    """The largest number up to `room` below which all is equal; compares long stretches first."""
    reach, stride = 0, 16
    while reach < room:
        stride = min(stride, room - reach)
        if equal(reach, reach + stride):
            reach += stride
            stride *= 4
        elif stride == 1:
            break
        else:
            stride = max(1, stride // 4)
    return reach
