"""Rows in sight of a list: the annotation, its article and the section there."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from reader.model import Annotation, Head, Outline
from reader.model.claim_rows import ClaimRow
from reader.store import annotations as marks
from reader.store import articles, outlines


class ShownAnnotation(NamedTuple):
    """A row with its annotation (its check and annotator, too) and its article.

    `section` is the heading that it stands under, "" before the first one and for what has no place
    in the text.
    """

    row: ClaimRow
    annotation: Annotation
    head: Head
    section: str


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
        head, section = heads[row.article], ""
        if row.start >= 0:
            if row.article not in structures:
                structures[row.article] = outlines.get(connection, head.id, head.text, head.length)
            outline = structures[row.article]
            place = row.article, outline.section_at(row.start)
            if place not in headings:
                headings[place] = _heading(connection, head, outline, place[1])
            section = headings[place]
        found.append(ShownAnnotation(row, known[row.annotation], head, section))
    return found


def _heading(connection: sqlite3.Connection, head: Head, outline: Outline, section: int) -> str:
    """A section's heading, without the rest of the text."""
    if not outline.headed or not outline.headed[section]:
        return ""
    span = outline.paragraph(outline.sections[section])
    (heading,) = connection.execute(
        "SELECT substr(text, ?, ?) FROM body WHERE sha256 = ?",
        (span.start + 1, len(span), head.text),
    ).fetchone()
    return str(heading)
