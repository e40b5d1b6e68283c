"""Annotating by quote: from a script or another program, without the screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.model import Annotation, Span

if TYPE_CHECKING:
    from reader.library import Library
    from reader.store.edits import Edits


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage by its words, and what is said of it.

    `prefix` and `suffix` are what stands right before and after it; `occurrence` counts from 1
    among the places that remain. `fields` are those of `Edits.edit`; what is not in them stays as
    it is. `evidence` holds pairs of address and remark.
    """

    article: str
    quote: str
    prefix: str = ""
    suffix: str = ""
    occurrence: int | None = None
    fields: Mapping[str, object] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    evidence: tuple[tuple[str, str], ...] = ()


def find_span(text: str, mark: Mark) -> Span:
    """Where a mark's quote stands in a text.

    Raises InputError: `quote_empty`, `quote_not_found` and `quote_ambiguous` (with `count`),
    `occurrence_missing`.
    """
    if not mark.quote.strip():
        raise InputError("quote_empty")
    starts = list(_occurrences(text, mark))
    if not starts:
        raise InputError("quote_not_found", quote=mark.quote)
    if mark.occurrence is None and len(starts) > 1:
        raise InputError("quote_ambiguous", quote=mark.quote, count=len(starts))
    number = mark.occurrence or 1
    if not 1 <= number <= len(starts):
        raise InputError("occurrence_missing", quote=mark.quote, count=len(starts), wanted=number)
    start = starts[number - 1]
    return Span(start, start + len(mark.quote))


def _occurrences(text: str, mark: Mark) -> list[int]:
    whole = mark.prefix + mark.quote + mark.suffix
    starts: list[int] = []
    found = text.find(whole)
    while found >= 0:
        starts.append(found + len(mark.prefix))
        found = text.find(whole, found + 1)
    return starts


def annotate(library: Library, marks: Sequence[Mark], name: str = "") -> list[Annotation]:
    """Keep all marks in one transaction, as the annotator `name` (empty: who I am already).

    All passages are found before anything is written: one that is missing stops all of them.
    Returns the annotations as they stand afterwards, one a mark. Raises InputError as `find_span`
    and the store do.
    """
    texts = {ident: library.open(ident).text for ident in {mark.article for mark in marks}}
    spans = [find_span(texts[mark.article], mark) for mark in marks]

    def write(edits: Edits) -> None:
        if name:
            edits.become(name)
        for mark, span in zip(marks, spans, strict=True):
            edits.edit(mark.article, span, **mark.fields)
            for label in mark.labels:
                edits.label(mark.article, span, label, on=True)
            for url, remark in mark.evidence:
                edits.add_evidence(mark.article, span, url, remark)

    library.submit(write).result()
    return _kept(library, marks, spans)


def _kept(library: Library, marks: Sequence[Mark], spans: Sequence[Span]) -> list[Annotation]:
    me = library.me()
    mine = {
        (ident, annotation.span): annotation
        for ident in {mark.article for mark in marks}
        for annotation in library.annotations(ident)
        if me is not None and annotation.annotator == me.id
    }
    places = [(mark.article, span) for mark, span in zip(marks, spans, strict=True)]
    return [mine[place] for place in places if place in mine]
