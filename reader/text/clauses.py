"""Clauses and words: the steps by which a selection grows. Offsets are code points."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from reader.model import Span

STOPS = "，；：、,;:。！？!?"
CLOSERS = "」』”’）)》〉】"
PAUSE = re.compile(f"[{STOPS}…—]+[{CLOSERS}]*|[{CLOSERS}]+(?=[{STOPS}])")
LATIN = r"[A-Za-z0-9À-ɏ]+(?:[-.,:'’_/%&+@#][A-Za-z0-9À-ɏ]+)*%?"
FUNCTION = (
    "的了在是和與与及或就也都而但並并被把讓让對对從从向將将為为於于之其這这那此各每更最很不沒没"
)
WORD = re.compile(rf"{LATIN}|[{FUNCTION}]|[^\W\d_{FUNCTION}]{{1,2}}|\s+|[^\w\s]|.", re.S)


def clauses(text: str, within: Span) -> list[Span]:
    """The clauses of a passage, in order and without gaps; each keeps the pause that ends it."""
    cuts = [match.end() for match in PAUSE.finditer(text, within.start, within.end)]
    if not cuts or cuts[-1] != within.end:
        cuts.append(within.end)
    starts = [within.start, *cuts[:-1]]
    return [Span(start, end) for start, end in zip(starts, cuts, strict=True) if start < end]


def clause_at(text: str, within: Span, offset: int) -> Span:
    """The clause of `within` that holds `offset`, without the pause that ends it."""
    found = next(
        (clause for clause in clauses(text, within) if offset < clause.end),
        within,
    )
    return trimmed(text, found)


def trimmed(text: str, span: Span) -> Span:
    """`span` without a pause mark at its end and without space at either end."""
    start, end = span.start, span.end
    while end > start and text[end - 1] in "，；：、,;: 　\n":
        end -= 1
    while start < end and text[start] in " 　\n":
        start += 1
    return Span(start, end) if start < end else span


def word_stops(text: str, within: Span) -> list[int]:
    """Where words begin or end in a passage, both ends included.

    A Latin word or a number is one word. Chinese is cut at function words and after every second
    character, a coarse step that never needs a dictionary.
    """
    stops = [match.end() for match in WORD.finditer(text, within.start, within.end)]
    return [within.start, *stops]


def next_stop(stops: list[int], offset: int) -> int:
    """The first stop after `offset`, or the last one."""
    return stops[min(bisect_right(stops, offset), len(stops) - 1)]


def previous_stop(stops: list[int], offset: int) -> int:
    """The last stop before `offset`, or the first one."""
    return stops[max(bisect_left(stops, offset) - 1, 0)]
