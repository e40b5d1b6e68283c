"""Clauses and words: the steps by which a selection grows. Offsets are code points."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from reader.model import Span
from reader.text.punctuation import BAR, COLONS, DASHES, DOTS

STOPS = f"，；,;:。！？!?{COLONS}{BAR}"
CLOSERS = "」』”’）)》〉】"
LETTER = "0-9A-Za-zÀ-ɏ０-９Ａ-Ｚａ-ｚ"
ADDRESS = r"(?:https?://|www\.)[!-~]*[A-Za-z0-9/]"
PAUSE = re.compile(
    # Stops that are part of an address, a word, a number, a time (20：00) or a range are no pause.
    rf"{ADDRESS}|(?<=[{LETTER}])[,:;?!](?=[{LETTER}])|(?<=\d)(?:[{COLONS}]|[{DASHES}]{{1,2}}|…)(?=\d)"
    # Possessive, and never begun inside a run of closing marks: a long run is read once.
    rf"|(?P<pause>(?<![{CLOSERS}])[{CLOSERS}]++(?:[{STOPS}{DOTS}{DASHES}]++[{CLOSERS}]*+)++"
    rf"|(?:[{STOPS}{DOTS}{DASHES}]++[{CLOSERS}]*+)++)"
)
LATIN = r"[A-Za-z0-9À-ɏ]+(?:[-.,:'’_/%&+@#](?!https?:|www\.)[A-Za-z0-9À-ɏ]+)*%?"
FUNCTION = (
    "的了在是和與与及或就也都而但並并被把讓让對对從从向將将為为於于之其這这那此各每更最很不沒没"
)
WORD = re.compile(
    rf"{ADDRESS}|{LATIN}|[{FUNCTION}]|[^\W\d_{LETTER}{FUNCTION}]{{1,2}}|\s+|[^\w\s]|.", re.S
)


def clauses(text: str, within: Span) -> list[Span]:
    """The clauses of a passage, in order and without gaps; each keeps the pause that ends it.

    The marks between the items of a list (、) end no clause, and marks alone make none.
    """
    found: list[Span] = []
    start = silent = within.start  # up to `silent` the clause has no words yet
    for match in PAUSE.finditer(text, within.start, within.end):
        if not match["pause"]:
            continue
        if _says_something(text, silent, match.start()):
            found.append(Span(start, match.end()))
            start = match.end()
        silent = match.end()
    if found and not _says_something(text, start, within.end):
        start = found.pop().start
    return [*found, Span(start, within.end)] if start < within.end else found


def _says_something(text: str, start: int, end: int) -> bool:
    return any(character.isalnum() for character in text[start:end])


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
    while end > start and text[end - 1 : end] in f"，；、,;: 　\n{COLONS}":
        end -= 1
    while start < end and text[start : start + 1] in " 　\n":
        start += 1
    return Span(start, end) if start < end else span


def word_stops(text: str, within: Span) -> list[int]:
    """Offsets at which words begin or end in a passage, both ends included (code points).

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
