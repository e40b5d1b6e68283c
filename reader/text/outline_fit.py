"""Whether an outline can be that of a text: asked at every reading, so without splitting any."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from operator import le, lt, mul, sub

from reader.model import ROLES, ROW, Outline, Role

_ROW = bytes((ROW,))
_CODES = [bytes((code,)) for code in range(len(ROLES))]


def fits(outline: Outline, length: int) -> bool:
    """Whether an outline can be that of a text of so many code points.

    Paragraphs and sentences stand in order, do not overlap and are not empty, each sentence in its
    paragraph and with its role; sections begin with the first paragraph and go on in order.
    """
    count, sentences = len(outline.roles), len(outline.sentence_roles)
    first = outline.first_sentence
    return (
        _in_order(outline.paragraph_starts, outline.paragraph_ends, count, length)
        and _in_order(outline.sentence_starts, outline.sentence_ends, sentences, length)
        and len(first) == count + 1
        and first[0] == 0
        and first[-1] == sentences
        and all(map(le, first, first[1:]))
        and max(outline.roles, default=0) < len(ROLES)
        and _sections_fit(outline, count)
        and _hold(outline, length)
    )


def _in_order(starts: array[int], ends: array[int], count: int, length: int) -> bool:
    """Whether so many spans stand in order in a text, none empty and none over another."""
    return (
        len(starts) == len(ends) == count
        and (not count or ends[-1] <= length)
        and _apart(starts, ends, 1)
        and _apart(ends[:-1], starts[1:], 0)
    )


def _apart(lower: array[int], upper: array[int], least: int) -> bool:
    """Whether each number of one array is at least so much below its fellow; none is over 2**31.

    All are subtracted at once, as digits of 32 bits of one number whose highest bit is lent.
    """
    lent = int.from_bytes(b"\0\0\0\x80" * len(lower), "little")
    low, high = (int.from_bytes(them.tobytes(), sys.byteorder) for them in (lower, upper))
    return not (low | high) & lent and ((high | lent) - low - least * (lent >> 31)) & lent == lent


def _sections_fit(outline: Outline, count: int) -> bool:
    begin: Sequence[int] = outline.sections
    if not len(begin) == len(outline.levels) == len(outline.headed):
        return False
    if not begin:
        return not count
    return begin[0] == 0 and begin[-1] < count and all(map(lt, begin, begin[1:]))


def _hold(outline: Outline, length: int) -> bool:
    """Whether the sentences of each paragraph lie in it and have its role.

    Of a paragraph without sentences that holds by itself, as all of them stand in order.
    """
    first = outline.first_sentence
    starts = outline.sentence_starts + array("I", (length,))
    ends = array("I", (0,)) + outline.sentence_ends
    roles = map(mul, map(_CODES.__getitem__, outline.roles), map(sub, first[1:], first))
    return (
        all(map(le, outline.paragraph_starts, map(starts.__getitem__, first)))
        and all(map(le, map(ends.__getitem__, first[1:]), outline.paragraph_ends))
        and _same_roles(b"".join(roles), outline.sentence_roles)
    )


def _same_roles(roles: bytes, found: bytes) -> bool:
    """Whether sentences have the roles of their paragraphs, but for rows of tables in the text."""
    if roles == found:
        return True
    body = ROLES.index(Role.BODY)
    return found.replace(_ROW, _CODES[body]) == roles and ROW in found
