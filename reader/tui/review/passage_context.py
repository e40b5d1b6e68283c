"""The surroundings of a passage, so that it can be judged. Pure functions."""

from __future__ import annotations

from typing import NamedTuple

from reader.model import Span
from reader.text.sentences import split

LONGEST = 1200
"""Code points of a passage that are shown; a longer one is cut."""


class Window(NamedTuple):
    """A part of a text, and whether its paragraph goes on before and after it."""

    span: Span
    cut: tuple[bool, bool]


def surroundings(text: str, span: Span, far: int) -> Window:
    """A passage with what comes before and after it in its paragraph, `far` code points at most.

    That is the rest of its first and last sentence, or where it is a whole one, the next.
    """
    last = min(span.end, span.start + LONGEST)
    low, high = _line(text, span.start, last, far)
    sentences = [Span(low + one.start, low + one.end) for one in split(text[low:high])]
    start = max((s.start for s in sentences if s.start < span.start), default=span.start)
    end = min((s.end for s in sentences if s.end > last), default=last)
    start, end = max(start, span.start - far), min(end, last + far)
    before = text.rfind("\n", 0, span.start) + 1
    after = text.find("\n", span.end)
    cut = bool(text[before:start].strip()), bool(text[end : after if after >= 0 else None].strip())
    return Window(Span(start, end), cut)


def _line(text: str, start: int, end: int, far: int) -> tuple[int, int]:
    """The part of the paragraph around a passage that has to be looked at."""
    reach = 4 * far
    low = max(text.rfind("\n", 0, start) + 1, start - reach, 0)
    after = text.find("\n", end, end + reach)
    return low, after if after >= 0 else min(len(text), end + reach)
