"""Matches of a search in one article: the one definition that every search goes by.

Everything is matched on folds: a term is found where its fold, or that of its words in another
region, is a part of the text's fold. Occurrences of one form do not overlap each other.

Looked for are annotations if the query speaks of them (`reader.text.query.about_annotations`):
then each must meet every filter and hold every term, and no negated one, in the words under it or
in its note. Otherwise the article is found if its title or text holds every term and no negated
one; and so is each annotation whose note does. Only shown annotators count, unless `by:` names one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from reader.analysis.hits import Hit, hits_in, hits_in_text, hits_under, shown_text, words_under
from reader.model import Annotation, Document, Head, Outline, Span
from reader.model.search import Filter, Passage, Query, Term
from reader.text.folding import fold, folded
from reader.text.query import about_annotations, places


def matches(query: Query, document: Document) -> bool:
    """Whether an article is found at all, be it without a passage."""
    if not query or not meets(query, document.head):
        return False
    return (
        any(True for _ in _annotations(query, document))
        or _article(query, document)
        or any(True for _ in _notes(query, document))
    )


def passages(query: Query, document: Document) -> list[Passage]:
    """Everything found in an article: its title, its text by place, its notes by place.

    In the text a passage is the sentence that holds a hit, or as many as the hit touches; where
    there is no sentence it is the paragraph or line. An annotation that was looked for is a passage
    of the text, or one of the notes if only its note holds what was asked for.
    """
    if not query or not meets(query, document.head):
        return []
    if about_annotations(query):
        return _by_place(_marked(query, document, it) for it in _annotations(query, document))
    found: list[Passage] = []
    if _article(query, document):
        found += _title(query, document)
        found += _sentences(query, document)
    return found + _by_place(_noted(query, document, it) for it in _notes(query, document))


def spans(query: Query, document: Document) -> list[Span]:
    """All hits as spans of the text, sorted; an annotation or a note counts as its passage."""
    if not query or not meets(query, document.head):
        return []
    found: set[Hit] = set()
    if _article(query, document) and "text" in places(query):
        found.update(hits_in_text(query, document))
    for annotation in (*_annotations(query, document), *_notes(query, document)):
        if annotation.span is not None:
            found.add((annotation.span.start, annotation.span.end))
    return [Span(*hit) for hit in sorted(found)]


def meets(query: Query, head: Head) -> bool:
    """Whether an article meets the filters that are about articles: `from`, `after`, `before`.

    An article without a date is neither after nor before any.
    """
    return all(_of_article(it, head) != it.negated for it in query.filters)


def _of_article(wanted: Filter, head: Head) -> bool:
    match wanted.name:
        case "from":
            return wanted.value in fold(head.source)
        case "after":
            return head.date >= wanted.value
        case "before":
            return "" < head.date < wanted.value
    return not wanted.negated


def _article(query: Query, document: Document) -> bool:
    """Whether the title and text hold what was asked for; never if annotations were."""
    where = places(query)
    if about_annotations(query) or not where & {"title", "text"}:
        return False
    folds = []
    if "title" in where:
        folds.append(fold(document.head.title))
    if "text" in where:
        folds.append(folded(shown_text(document).text))
    return _holds(query, folds)


def _holds(query: Query, folds: Sequence[str]) -> bool:
    """Whether every term stands in one of the texts, and no negated one in any."""
    return all(
        any(form in text for text in folds for form in term.forms) != term.negated
        for term in query.terms
    )


def _annotations(query: Query, document: Document) -> Iterator[Annotation]:
    """The annotations that are found, if annotations were asked for."""
    if not about_annotations(query):
        return
    where = places(query)
    names = {it.id: fold(it.name) for it in document.annotators}
    for annotation in _eligible(query, document):
        folds = []
        if "text" in where:
            folds.append(words_under(document, annotation))
        if "note" in where and annotation.note:
            folds.append(fold(annotation.note))
        name = names.get(annotation.annotator, "")
        if (
            folds
            and all(_is(it, annotation, name) != it.negated for it in query.filters)
            and _holds(query, folds)
        ):
            yield annotation


def _eligible(query: Query, document: Document) -> Iterator[Annotation]:
    """The annotations of those who are shown, or of everyone if `by:` says whose."""
    named = any(it.name == "by" and not it.negated for it in query.filters)
    counted = {it.id for it in document.annotators if it.shown or named}
    return (it for it in document.annotations if it.annotator in counted)


def _is(wanted: Filter, annotation: Annotation, name: str) -> bool:
    """Whether an annotation is what a filter says; `name` is the fold of its annotator's."""
    match wanted.name:
        case "tag":
            return annotation.tag == wanted.value
        case "status":
            return annotation.status == wanted.value
        case "verdict":
            return annotation.verdict is not None and wanted.value in (
                annotation.verdict.key,
                fold(annotation.verdict.name),
            )
        case "source":
            return wanted.value in fold(annotation.source)
        case "label":
            return any(fold(label) == wanted.value for label in annotation.labels)
        case "by":
            return wanted.value in name
    return not wanted.negated


def _notes(query: Query, document: Document) -> Iterator[Annotation]:
    """The annotations whose notes hold what was asked for, if articles were asked for."""
    if about_annotations(query) or "note" not in places(query) or not _positive(query):
        return
    for annotation in _eligible(query, document):
        if annotation.note and _holds(query, [fold(annotation.note)]):
            yield annotation


def _positive(query: Query) -> list[Term]:
    return [term for term in query.terms if not term.negated]


def _shown(hits: Iterable[Hit], passage: int = 0) -> tuple[Span, ...]:
    """Hits as they stand in a passage that begins at an offset."""
    return tuple(Span(start - passage, end - passage) for start, end in hits)


def _title(query: Query, document: Document) -> Iterator[Passage]:
    hits = hits_in(fold(document.head.title), query.terms)
    if hits and "title" in places(query):
        yield Passage("title", None, document.head.title, _shown(hits), tuple(hits.values()))


def _sentences(query: Query, document: Document) -> Iterator[Passage]:
    """The passages of the text that hold hits, with the shown annotations that touch them."""
    if "text" not in places(query):
        return
    hits = hits_in_text(query, document)
    groups = _grouped(hits, document)
    touching = _touching([span for span, _ in groups], _eligible(query, document))
    for (span, inside), touched in zip(groups, touching, strict=True):
        yield Passage(
            "text",
            span,
            span.of(document.text),
            _shown(inside, span.start),
            tuple(hits[hit] for hit in inside),
            _section(document.outline, span),
            tuple(touched),
        )


def _grouped(hits: Iterable[Hit], document: Document) -> list[tuple[Span, list[Hit]]]:
    """Hits, in order, by the passage they stand in; passages that share a sentence are one."""
    groups: list[tuple[Span, list[Hit]]] = []
    for hit in hits:
        # Most hits stand in the sentence of the one before.
        if groups and hit[1] <= groups[-1][0].end:
            groups[-1][1].append(hit)
            continue
        passage, inside = _around(Span(*hit), document), [hit]
        while groups and passage.start < groups[-1][0].end:
            before, others = groups.pop()
            passage = Span(min(before.start, passage.start), max(before.end, passage.end))
            inside = others + inside
        groups.append((passage, inside))
    return groups


def _around(hit: Span, document: Document) -> Span:
    """A hit with all of the sentences it touches; without any, its paragraph or line."""
    outline, text = document.outline, document.text
    touched = _range(hit, outline.sentence_starts, outline.sentence_ends)
    if touched:
        near = Span(outline.sentence(touched[0]).start, outline.sentence(touched[-1]).end)
    elif touched := _range(hit, outline.paragraph_starts, outline.paragraph_ends):
        near = Span(outline.paragraph(touched[0]).start, outline.paragraph(touched[-1]).end)
    else:
        end = text.find("\n", hit.end)
        near = Span(text.rfind("\n", 0, hit.start) + 1, end if end >= 0 else len(text))
    return Span(min(hit.start, near.start), min(max(hit.end, near.end), len(text)))


def _range(hit: Span, starts: Sequence[int], ends: Sequence[int]) -> range:
    """The numbers of the spans that a hit shares a code point with."""
    return range(bisect_right(ends, hit.start), bisect_left(starts, hit.end))


def _touching(spans: list[Span], annotations: Iterable[Annotation]) -> list[list[Annotation]]:
    """Annotations that overlap each of some spans, which are sorted and apart."""
    starts, ends = [it.start for it in spans], [it.end for it in spans]
    found: list[list[Annotation]] = [[] for _ in spans]
    for annotation in annotations:
        if annotation.span is not None:
            for number in _range(annotation.span, starts, ends):
                found[number].append(annotation)
    return found


def _marked(query: Query, document: Document, annotation: Annotation) -> Passage:
    """The passage of an annotation that was asked for: its words, or else its note."""
    hits = hits_under(query, document, annotation) if "text" in places(query) else {}
    if "text" not in places(query) or (_positive(query) and not hits):
        return _noted(query, document, annotation)
    span = annotation.span
    return Passage(
        "text",
        span,
        annotation.exact if span is None else span.of(document.text),
        _shown(hits),
        tuple(hits.values()),
        _section(document.outline, span),
        (annotation,),
    )


def _noted(query: Query, document: Document, annotation: Annotation) -> Passage:
    """The passage of a note."""
    hits = hits_in(fold(annotation.note), query.terms)
    return Passage(
        "note",
        annotation.span,
        annotation.note,
        _shown(hits),
        tuple(hits.values()),
        _section(document.outline, annotation.span),
        (annotation,),
    )


def _section(outline: Outline, span: Span | None) -> int | None:
    return outline.section_at(span.start) if span and outline.sections else None


def _by_place(found: Iterable[Passage]) -> list[Passage]:
    """The passages of annotations: those of the text before notes, each by place, orphans last."""
    return sorted(found, key=_place)


def _place(passage: Passage) -> tuple[bool, bool, Span]:
    return passage.place == "note", passage.span is None, passage.span or Span(0, 0)
