"""Pairs of paragraphs: which of one edition became which of another.

Two paragraphs belong together if they have enough words in common; one that was split belongs to
both of its parts. Everything here counts in squeezed texts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from reader.text.anchoring.edit_distance import EditMatch
from reader.text.anchoring.matching_blocks import Gap

ENOUGH = 0.3
"""Share of the shorter of two paragraphs that is in both if they belong together."""


@dataclass(frozen=True, slots=True)
class ParagraphPair:
    """A stretch of one paragraph in each text; one is empty if nothing stands for the other.

    `kept` is what both have in common, in order.
    """

    gap: Gap
    kept: tuple[EditMatch, ...] = ()


def pairs(
    blocks: Iterable[EditMatch], lines: list[int], new_lines: list[int]
) -> list[ParagraphPair]:
    """All of both texts in pairs, in the order of both; what was removed before what was added.

    `lines` and `new_lines` are where the lines of each begin, and its end.
    """
    pieces = list(_pieces(blocks, lines, new_lines))
    common = Counter[tuple[int, int]]()
    for piece, line, new_line in pieces:
        common[line, new_line] += piece.size
    enough = {
        at
        for at, size in common.items()
        if size >= ENOUGH * min(_length(lines, at[0]), _length(new_lines, at[1]))
    }
    groups: list[list[EditMatch]] = []
    last = None
    for piece, line, new_line in pieces:
        if (line, new_line) not in enough:
            continue
        if last != (line, new_line):
            groups.append([])
            last = (line, new_line)
        groups[-1].append(piece)
    return _filled(groups, lines, new_lines)


def _length(lines: list[int], line: int) -> int:
    return lines[line + 1] - lines[line]


def _pieces(
    blocks: Iterable[EditMatch], lines: list[int], new_lines: list[int]
) -> Iterator[tuple[EditMatch, int, int]]:
    """Blocks cut where a paragraph ends, each with the numbers of its two paragraphs."""
    for block in blocks:
        old, new, size = block
        while size:
            line = bisect_right(lines, old) - 1
            new_line = bisect_right(new_lines, new) - 1
            part = min(size, lines[line + 1] - old, new_lines[new_line + 1] - new)
            yield EditMatch(old, new, part), line, new_line
            old, new, size = old + part, new + part, size - part


def _filled(
    groups: list[list[EditMatch]], lines: list[int], new_lines: list[int]
) -> list[ParagraphPair]:
    """The groups with the rest of their paragraphs, and the paragraphs that belong to none."""
    found: list[ParagraphPair] = []
    at = new_at = 0
    for number, group in enumerate(groups):
        first, last = group[0], group[-1]
        start = _start(lines, first.old, at)
        new_start = _start(new_lines, first.new, new_at)
        found += _alone(Gap(at, start, new_at, new_start), lines, new_lines)
        after = groups[number + 1][0] if number + 1 < len(groups) else None
        end = _end(lines, last.old + last.size, after and after.old)
        new_end = _end(new_lines, last.new + last.size, after and after.new)
        found.append(ParagraphPair(Gap(start, end, new_start, new_end), tuple(group)))
        at, new_at = end, new_end
    found += _alone(Gap(at, lines[-1], new_at, new_lines[-1]), lines, new_lines)
    return found


def _start(lines: list[int], first: int, at: int) -> int:
    """Start of a pair: with its paragraph, or after the pair before it."""
    return max(at, lines[bisect_right(lines, first) - 1])


def _end(lines: list[int], last: int, after: int | None) -> int:
    """End of a pair: with its paragraph, or before the next pair that has a part of it."""
    end = lines[min(bisect_right(lines, last - 1), len(lines) - 1)]
    return end if after is None else min(end, max(after, last))


def _alone(gap: Gap, lines: list[int], new_lines: list[int]) -> Iterator[ParagraphPair]:
    """Paragraphs between two pairs: those of the old text, then those of the new one."""
    for start, stop in pairwise(_cuts(lines, gap.start, gap.end)):
        yield ParagraphPair(Gap(start, stop, gap.new_start, gap.new_start))
    for start, stop in pairwise(_cuts(new_lines, gap.new_start, gap.new_end)):
        yield ParagraphPair(Gap(gap.end, gap.end, start, stop))


def _cuts(lines: list[int], start: int, end: int) -> list[int]:
    """Starts of the paragraphs of a stretch, and its end; nothing if it is empty."""
    if start == end:
        return []
    return [start, *lines[bisect_right(lines, start) : bisect_left(lines, end)], end]
