"""Rows in sight of a list: the annotation, its article and the section there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from reader.model import AnchorStatus, Annotation, Head, Outline, Span
from reader.model.claim_rows import ClaimRow, ShownAnnotation, Wanted
from reader.model.speaker import speaker
from reader.store import annotations as marks
from reader.store import articles, outlines
from reader.store.annotation_query.query import AnnotationQuery
from reader.store.search.filters import LIST, listed

_QUOTED = (AnchorStatus.ORIGINAL, AnchorStatus.SAME, AnchorStatus.SHIFTED, AnchorStatus.ORPHAN)
"""Anchors on the words that were marked, or on none."""


def shown(connection: sqlite3.Connection, rows: Sequence[ClaimRow]) -> list[ShownAnnotation]:
    """Read what is shown of some rows, in their order; for those of a page, since texts are read.

    Raises `WrongValueError` for an article whose outline does not fit its text.
    """
    known = marks.these(connection, [row.annotation for row in rows])
    heads = {row.article: articles.head(connection, row.article) for row in rows}
    structures: dict[str, Outline] = {}
    headings: dict[tuple[str, int], str] = {}
    found = []
    for row in rows:
        head, section, begins, outline = heads[row.article], "", None, Outline()
        if row.start >= 0:
            if row.article not in structures:
                structures[row.article] = outlines.get(connection, head.id, head.text, head.length)
            outline = structures[row.article]
            place = row.article, outline.section_at(row.start)
            if place not in headings:
                headings[place] = _heading(connection, head, outline, place[1])
            section = headings[place]
            begins = outline.role(outline.sections[place[1]]) if outline.sections else None
        annotation = known[row.annotation]
        quote = _quote(connection, head, annotation)
        who = speaker(annotation, outline, head)
        found.append(ShownAnnotation(row, annotation, head, section, begins, quote, who))
    return found


def these(connection: sqlite3.Connection, annotations: Iterable[str]) -> list[ShownAnnotation]:
    """Read what is shown of some annotations: those of them that are listed, by their places."""
    rows = AnnotationQuery(connection, Wanted()).these(connection, annotations)
    return shown(connection, rows)


def standing(connection: sqlite3.Connection, rows: Sequence[ClaimRow]) -> list[ClaimRow]:
    """Those of some rows that are still listed, as they were."""
    found = connection.execute(
        f"SELECT l.number FROM claim_listing l WHERE l.number IN {LIST}",
        (listed([row.number for row in rows]),),
    )
    known = {number for (number,) in found}
    return [row for row in rows if row.number in known]


def _heading(connection: sqlite3.Connection, head: Head, outline: Outline, section: int) -> str:
    """A section's heading, without the rest of the text."""
    if not outline.headed or not outline.headed[section]:
        return ""
    return _words(connection, head, outline.paragraph(outline.sections[section]))


def _quote(connection: sqlite3.Connection, head: Head, annotation: Annotation) -> str:
    span = annotation.span
    if span is None or annotation.anchor in _QUOTED:
        return annotation.exact
    return _words(connection, head, span)


def _words(connection: sqlite3.Connection, head: Head, span: Span) -> str:
    """A passage of an article, without the rest of its text."""
    (words,) = connection.execute(
        "SELECT substr(text, ?, ?) FROM body WHERE sha256 = ?",
        (span.start + 1, len(span), head.text),
    ).fetchone()
    return str(words)
