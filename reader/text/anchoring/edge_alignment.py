"""Alignment of an insertion's edge, if equal characters leave a choice.

If 「甲。乙。」 is added after 「丙。」, the edit may as well be 「。甲。乙」 before 「。」. People
add and remove whole sentences and paragraphs, so the edge is put where one ends.
"""

from __future__ import annotations

from reader.text.anchoring.edit_distance import EditMatch
from reader.text.anchoring.normalized_text import Squeezed

FARTHEST = 64
STOPS, COMMAS = frozenset(".!?"), frozenset(",;:")
CLOSING = frozenset("」』”’）)")


def slid(blocks: list[EditMatch], before: Squeezed, after: Squeezed) -> list[EditMatch]:
    """The same blocks, with what was added or removed between two of them in whole sentences."""
    found = list(blocks)
    for number in range(1, len(found)):
        one, other = found[number - 1], found[number]
        end, new_end = one.old + one.size, one.new + one.size
        if other.old == end:
            shift = _best(after, new_end, other.new, one.size, other.size)
        elif other.new == new_end:
            shift = _best(before, end, other.old, one.size, other.size)
        else:
            continue
        found[number - 1] = one._replace(size=one.size + shift)
        found[number] = EditMatch(other.old + shift, other.new + shift, other.size - shift)
    return [block for block in found if block.size]


def _best(text: Squeezed, start: int, end: int, left: int, right: int) -> int:
    """Distance to move the stretch `[start, end)`, without changing what the texts say.

    `left` and `right` are the sizes of the blocks at its sides.
    """
    shifts = [0]
    while -shifts[-1] < min(left, FARTHEST):
        at = shifts[-1] - 1
        if text.text[start + at] != text.text[end + at]:
            break
        shifts.append(at)
    forward = 0
    while forward < min(right, FARTHEST) and text.text[start + forward] == text.text[end + forward]:
        forward += 1
        shifts.append(forward)
    return max(shifts, key=lambda at: (_edge(text, start + at) + _edge(text, end + at), -abs(at)))


def _edge(text: Squeezed, index: int) -> int:
    """Rank of an edge: a paragraph's, a sentence's with its quotation mark, a clause's."""
    if index in text.breaks:
        return 5
    closed = text.seen[index - 1] in CLOSING
    mark = text.text[index - 1 - closed : index - closed]
    if mark not in STOPS:
        return int(mark in COMMAS)
    return 4 if closed else 1 if text.seen[index : index + 1] in CLOSING else 3
