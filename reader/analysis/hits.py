"""Hits of a search in an article as it is shown, in offsets (code points) of its stored text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from reader.model import Annotation, Document, Span
from reader.model.search import Passage, Query, Term
from reader.text.folding import fold, folded
from reader.text.joined_lines import JoinedText, closed_again, gaps_of, joined, on_one_line

Hit = tuple[int, int]
"""Start and end; there may be a hundred thousand, and a `Span` each takes its time."""

Hits = dict[Hit, bool]
"""Hits by place, each with whether only another region's word stands there."""


def shown_text(document: Document) -> JoinedText:
    """The text without what is not shown of it where lines are joined."""
    return closed_again(document.text, gaps_of(document.text, document.outline))


def one_line(passage: Passage) -> Passage:
    """A passage of the text as it is shown, for a row: its joined lines are one."""
    if passage.place != "text" or "\n" not in passage.text:
        return passage
    line = joined(passage.text)
    hits = tuple(Span(line.index(hit.start), line.index(hit.end)) for hit in passage.hits)
    return replace(passage, text=line.text, hits=hits)


def hits_in(folded: str, terms: Iterable[Term]) -> Hits:
    """Hits of terms in a folded text, by place; negated ones have none."""
    found: Hits = {}
    for term in terms:
        for form in () if term.negated else term.forms:
            also = form != term.folded
            for match in re.finditer(re.escape(form), folded):
                hit = match.span()
                found[hit] = also and found.get(hit, True)
    return {hit: found[hit] for hit in sorted(found)}


def hits_in_text(query: Query, document: Document) -> Hits:
    """Hits of terms in the text as it is shown, in offsets of the text that is stored."""
    shown = shown_text(document)
    hits = hits_in(folded(shown.text), query.terms)
    if shown.text is document.text:
        return hits
    return {(shown.offset(start), shown.end(end)): also for (start, end), also in hits.items()}


def words_under(document: Document, annotation: Annotation) -> str:
    """The fold of the words that an annotation is about."""
    if annotation.span is None:
        return fold(on_one_line(annotation.exact))
    shown = shown_text(document)
    start, end = map(shown.index, (annotation.span.start, annotation.span.end))
    return folded(shown.text)[start:end]


def hits_under(query: Query, document: Document, annotation: Annotation) -> Hits:
    """Hits of terms in the words of an annotation, in offsets of these words."""
    hits = hits_in(words_under(document, annotation), query.terms)
    line, base, first = joined(annotation.exact), 0, 0
    if annotation.span is not None:
        line, base = shown_text(document), annotation.span.start
        first = line.index(base)
    return {
        (line.offset(start + first) - base, line.end(end + first) - base): also
        for (start, end), also in hits.items()
    }
