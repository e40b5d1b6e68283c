"""The characters that two short texts keep, by the fewest edits that make one from the other.

The edit distance in bit vectors, one integer for a column of the table: G. Myers, "A fast
bit-vector algorithm for approximate string matching", J. ACM 46 (1999), in the form of H. Hyyrö,
"A bit-vector algorithm for computing Levenshtein and Damerau edit distances" (2003). A text of a
few thousand characters costs a microsecond or two for each character of the other.
"""

from __future__ import annotations

from typing import NamedTuple


class EditMatch(NamedTuple):
    """`old[old:old + size]` and `new[new:new + size]` are equal."""

    old: int
    new: int
    size: int


def kept(old: str, new: str) -> list[EditMatch]:
    """Matches kept when `old` becomes `new` in the fewest edits, in order.

    An edit removes, adds or replaces one code point. Takes `len(old) * len(new) / 4` bytes.
    """
    columns = _columns(old, new)
    matches: list[EditMatch] = []
    i, j = len(old), len(new)
    while i and j:
        bit = 1 << (i - 1)
        if columns[j - 1][0] & bit:
            i -= 1
            continue
        j -= 1
        if j and columns[j - 1][1] & bit:
            continue
        i -= 1
        if old[i] != new[j]:
            continue
        if matches and matches[-1][:2] == (i + 1, j + 1):
            matches[-1] = EditMatch(i, j, matches[-1].size + 1)
        else:
            matches.append(EditMatch(i, j, 1))
    return matches[::-1]


def _columns(old: str, new: str) -> list[tuple[int, int]]:
    """Rows of `old`, as bits, in which the distance grows, and falls, at each code point of
    `new`.
    """
    full = (1 << len(old)) - 1
    places: dict[str, int] = {}
    for row, character in enumerate(old):
        places[character] = places.get(character, 0) | 1 << row
    more, less = full, 0
    columns = []
    for character in new:
        here = places.get(character, 0) | less
        along = (((here & more) + more) ^ more) | here
        right = less | ~(along | more)
        left = along & more
        right = right << 1 | 1
        left <<= 1
        more = (left | ~(along | right)) & full
        less = right & along & full
        columns.append((more, less))
    return columns
