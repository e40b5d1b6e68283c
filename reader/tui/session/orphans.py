"""The text of the page: the article's, and after it the marks that have no place in it any more.

They stand there as paragraphs of their own, with offsets beyond the text's end, so that the page
draws them, scrolls to them and stands on them as on anything else. No such offset is ever stored.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from reader.model import ROLES, Annotation, Outline, Role, Span
from reader.tui.kit.strips import ELLIPSIS
from reader.tui.session.marks import Marks

LONGEST = 300
"""Code points of a quote that are shown."""
HINT = 12
"""Code points of what stood around a mark, by which its place is guessed."""
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


class OnPaper:
    """Places of annotations on the page, in the text or after it."""

    text: str
    outline: Outline
    marks: Marks
    lost_title: str
    paper: Paper

    def lay_paper(self) -> Paper:
        """The text and the marks without a place, as they are now."""
        return paper(self.text, self.outline, self.marks.lost, self.lost_title)

    def place(self, annotation: Annotation) -> Span | None:
        """The span of an annotation on the page; after the text, if it has no place in it."""
        return annotation.span or self.paper.places.get(annotation.id)

    def lost_at(self, span: Span) -> Annotation | None:
        """The mark without a place that stands at a span of the page."""
        if span.start <= len(self.text):
            return None
        found = (ident for ident, place in self.paper.places.items() if place.overlaps(span))
        return self.marks.get(next(found, ""))

    def likely(self, annotation: Annotation) -> int:
        """A likely offset of a mark without a place: after its prefix, or before its suffix; the
        beginning of the text if neither is there.
        """
        for length in (HINT, HINT // 2):
            before, after = annotation.prefix[-length:], annotation.suffix[:length]
            if before.strip() and (at := self.text.find(before)) >= 0:
                return at + len(before)
            if after.strip() and (at := self.text.find(after)) >= 0:
                return at
        starts = self.outline.paragraph_starts
        return starts[0] if len(starts) else 0

    def overlapping(self, span: Span) -> Iterator[Annotation]:
        """The shown annotations that overlap a span of the page, each where it stands there."""
        yield from self.marks.overlapping(span)
        if span.end > len(self.text):
            for annotation in self.marks.lost:
                place = self.paper.places.get(annotation.id)
                if place is not None and place.overlaps(span):
                    yield replace(annotation, span=place)
