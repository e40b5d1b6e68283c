"""Excerpts: long passages cut around their first hit, to be set in a few rows. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from reader.model import Span
from reader.text.typesetting import Row, set_paragraph
from reader.tui.kit.strips import ELLIPSIS, safe

LEAD = 6  # a cut passage begins this part of a row's cells before its hit
BREAKS = str.maketrans("\n\t", "  ")


class Excerpt(NamedTuple):
    """The rows of a passage; an offset in them and `shift` make the offset in the passage."""

    rows: list[Row]
    shift: int = 0


def excerpt(
    text: str, hits: Sequence[Span], width: int, most: int, ambiguous: int = 1, *, indent: int = 0
) -> Excerpt:
    """The part of a text that `most` rows of `width` cells hold, its first hit among it.

    What is left out at either end is marked with …; line breaks become spaces, and what a terminal
    could take as a command becomes U+FFFD, one code point for one.
    """
    hit = hits[0] if hits else Span(0, 0)
    wanted = min(hit.end, hit.start + width // LEAD)
    full = len(text) - (most * width - indent) // 2 + len(ELLIPSIS)  # what follows fills the rows
    near = hit.start - width // LEAD
    reach = most * width + 1  # no character worth a row of its own takes less than a cell
    set_rows = partial(set_paragraph, width=width, indent=indent, ambiguous=ambiguous)
    made = Excerpt([])
    for start in (0, min(near, full), near, hit.start):
        made, end = _cut(text, max(0, start), most, reach, set_rows)
        if wanted <= end:
            break
    return made


def _cut(
    text: str, start: int, most: int, reach: int, set_rows: Callable[[str], list[Row]]
) -> tuple[Excerpt, int]:
    """The part of a text from an offset on that `most` rows hold, and the offset of its end."""
    head = ELLIPSIS if start else ""
    body = safe(text[start : start + reach].translate(BREAKS))
    end = len(body)
    while True:
        tail = ELLIPSIS if start + end < len(text) else ""
        rows = set_rows(head + body[:end] + tail)
        if len(rows) <= most or end <= 1:
            return Excerpt(rows[:most], start - len(head)), start + end
        end = max(1, min(end - 1, rows[most - 1].end - len(head) - 1))
