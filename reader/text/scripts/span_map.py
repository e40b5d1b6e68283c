"""Map of spans between a text and another one that was made from it, both ways."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from reader.model import Span


class SpanBlock(NamedTuple):
    """`[start, end)` of the source became `[view_start, view_end)`, which is indivisible."""

    start: int
    end: int
    view_start: int
    view_end: int


class Alignment:
    """Blocks in order; between two of them, every code point became exactly one.

    A position inside a block has no counterpart, so a span that starts or ends there takes the
    whole block: mapped there and back, a span always covers itself.
    """

    __slots__ = ("_ends", "_starts", "_view_ends", "_view_starts", "blocks")

    def __init__(self, blocks: Sequence[SpanBlock]) -> None:
        self.blocks = tuple(blocks)
        self._starts = [block.start for block in blocks]
        self._ends = [block.end for block in blocks]
        self._view_starts = [block.view_start for block in blocks]
        self._view_ends = [block.view_end for block in blocks]

    def to_view(self, span: Span) -> Span:
        """The smallest span of the view that holds a span of the source."""
        return _mapped(span, self._starts, self._ends, self._view_starts, self._view_ends)

    def to_source(self, span: Span) -> Span:
        """The smallest span of the source that holds a span of the view."""
        return _mapped(span, self._view_starts, self._view_ends, self._starts, self._ends)


def _mapped(
    span: Span, starts: list[int], ends: list[int], to_starts: list[int], to_ends: list[int]
) -> Span:
    at = bisect_right(starts, span.start) - 1
    if at < 0:
        start = span.start
    elif span.start >= ends[at]:
        start = to_ends[at] + span.start - ends[at]
    else:
        start = to_starts[at]
    at = bisect_right(starts, span.end) - 1
    if at < 0:
        return Span(start, span.end)
    if span.end >= ends[at]:
        return Span(start, to_ends[at] + span.end - ends[at])
    return Span(start, to_starts[at] if span.end == starts[at] else to_ends[at])
