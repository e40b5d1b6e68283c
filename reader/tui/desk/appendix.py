"""What the page sets: the text, and after it the marks that have no place in it any more.

They stand there as paragraphs of their own, with offsets beyond the text's end, so that the page
draws them, scrolls to them and stands on them as on anything else. No such offset is ever stored.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from reader.model import ROLES, Annotation, Outline, Role, Span
from reader.tui.strips import ELLIPSIS

LONGEST = 300
"""Code points of a quote that are shown."""
BREAKS = str.maketrans("\n\t", "  ")


class Paper(NamedTuple):
    """A text and its paragraphs, and where in it each mark without a place stands, by id."""

    text: str
    outline: Outline
    places: dict[str, Span]


def paper(text: str, outline: Outline, lost: Sequence[Annotation], title: str) -> Paper:
    """A text with the quotes of what was lost after it, under a heading."""
    if not lost:
        return Paper(text, outline, {})
    quotes = [_quote(annotation) for annotation in lost]
    lines = [title, *(f"「{quote}」" for quote in quotes)]
    starts, at = [], len(text) + 1
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    ends = [start + len(line) for start, line in zip(starts, lines, strict=True)]
    roles = [Role.HEADING, *(Role.ATTRIBUTION for _ in quotes)]
    longer = replace(
        outline,
        paragraph_starts=outline.paragraph_starts + array("I", starts),
        paragraph_ends=outline.paragraph_ends + array("I", ends),
        roles=outline.roles + bytes(map(ROLES.index, roles)),
    )
    places = {
        annotation.id: Span(start + 1, start + 1 + len(quote))
        for annotation, quote, start in zip(lost, quotes, starts[1:], strict=True)
    }
    return Paper("\n".join((text, *lines)), longer, places)


def _quote(annotation: Annotation) -> str:
    quote = annotation.exact.translate(BREAKS)
    return quote if len(quote) <= LONGEST else quote[:LONGEST] + ELLIPSIS
