"""Annotations and annotators as they are read; quotes and anchors as they are first stored."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from reader.model import Anchor, AnchorStatus, Annotation, Annotator, Evidence, Span, Status, Tag
from reader.store import settings
from reader.store.rows import Fields
from reader.store.values import Shape, WrongValueError

CONTEXT = 32
"""Code points of prefix and suffix that are kept with a quote."""

# Looked up, since a page of search results has hundreds of annotations.
_ANCHORS = {status.value: status for status in AnchorStatus}
_TAGS: dict[str | None, Tag | None] = {None: None, **{tag.value: tag for tag in Tag}}
_STATUSES = {status.value: status for status in Status}

_ROW, _ANNOTATOR = Shape("tttIITTiitttttttttt"), Shape("ttti")
_LABEL, _EVIDENCE = Shape("t"), Shape("ttt")

_COLUMNS = """a.id, a.article, a.annotator, n.start, n."end", n.status, a.tag, a.unsure, a.private,
  a.highlight, a.source, a.status, a.kind, a.note, a.exact, a.prefix, a.suffix, a.created, a.updated
"""
_ANCHORED = """FROM annotation a
  LEFT JOIN anchor n ON n.annotation = a.id AND n.revision = ? AND n.deleted = 0
"""
_HAS = """, EXISTS (SELECT 1 FROM label WHERE annotation = a.id AND deleted = 0),
  EXISTS (SELECT 1 FROM evidence WHERE annotation = a.id AND deleted = 0)
"""
_LISTED = "a.article IN (SELECT value FROM json_each(?))"
_THESE = "a.id IN (SELECT value FROM json_each(?))"
_SHOWN = " AND a.annotator IN (SELECT id FROM annotator WHERE shown = 1)"


def of_article(
    connection: sqlite3.Connection, article: str, revision: str, *, shown_only: bool = False
) -> tuple[Annotation, ...]:
    """The live annotations of an article, by start, longer first; orphans stand at the end."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} {_ANCHORED} WHERE a.article = ? AND a.deleted = 0"
        f"{_SHOWN if shown_only else ''}"
        ' ORDER BY n.start IS NULL, n.start, n."end" DESC, a.created, a.id',
        (revision, article),
    ).fetchall()
    labels = _grouped(connection, "name", "label", article)
    evidence = _grouped(connection, "id, t.url, t.remark", "evidence", article)
    return tuple(_annotation(row, labels, evidence) for row in rows)


def of_articles(
    connection: sqlite3.Connection, articles: Sequence[str]
) -> dict[str, tuple[Annotation, ...]]:
    """The live annotations of several articles, where they lie now, as `of_article` orders them."""
    wanted = json.dumps(articles)
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM json_each(?) wanted"
        " CROSS JOIN article r ON r.id = wanted.value CROSS JOIN annotation a ON a.article = r.id"
        " LEFT JOIN anchor n ON n.annotation = a.id AND n.revision = r.revision AND n.deleted = 0"
        " WHERE a.deleted = 0"
        ' ORDER BY r.id, n.start IS NULL, n.start, n."end" DESC, a.created, a.id',
        (wanted,),
    ).fetchall()
    labels = _grouped(connection, "name", "label", wanted, _LISTED)
    evidence = _grouped(connection, "id, t.url, t.remark", "evidence", wanted, _LISTED)
    found: dict[str, list[Annotation]] = {}
    for row in rows:
        found.setdefault(row[1], []).append(_annotation(row, labels, evidence))
    return {article: tuple(annotations) for article, annotations in found.items()}


def these(connection: sqlite3.Connection, idents: Sequence[str]) -> dict[str, Annotation]:
    """Some live annotations by their ids, where they lie now."""
    wanted = json.dumps(idents)
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM json_each(?) wanted"
        " CROSS JOIN annotation a ON a.id = wanted.value CROSS JOIN article r ON r.id = a.article"
        " LEFT JOIN anchor n ON n.annotation = a.id AND n.revision = r.revision AND n.deleted = 0"
        " WHERE a.deleted = 0",
        (wanted,),
    ).fetchall()
    labels = _grouped(connection, "name", "label", wanted, _THESE)
    evidence = _grouped(connection, "id, t.url, t.remark", "evidence", wanted, _THESE)
    return {row[0]: _annotation(row, labels, evidence) for row in rows}


def _grouped(
    connection: sqlite3.Connection,
    columns: str,
    table: str,
    article: str,
    which: str = "a.article = ?",
) -> dict[str, list[tuple[str, ...]]]:
    """Live rows of `label` or `evidence` by their annotation."""
    grouped: dict[str, list[tuple[str, ...]]] = {}
    for owner, *values in connection.execute(
        f"SELECT t.annotation, t.{columns} FROM annotation a JOIN {table} t ON t.annotation = a.id"
        f" WHERE {which} AND a.deleted = 0 AND t.deleted = 0"
        f" ORDER BY t.{columns.split(',', maxsplit=1)[0]}",
        (article,),
    ):
        grouped.setdefault(owner, []).append(tuple(values))
    return grouped


def one(connection: sqlite3.Connection, ident: str) -> Annotation | None:
    """A live annotation where it lies in its article's current revision, or None."""
    row = connection.execute(
        f"SELECT {_COLUMNS} {_HAS} FROM annotation a JOIN article r ON r.id = a.article"
        " LEFT JOIN anchor n ON n.annotation = a.id AND n.revision = r.revision AND n.deleted = 0"
        " WHERE a.id = ? AND a.deleted = 0",
        (ident,),
    ).fetchone()
    return row and _whole(connection, row)


def at_span(
    connection: sqlite3.Connection, article: str, revision: str, annotator: str, span: Span
) -> Annotation | None:
    """An annotator's live annotation with exactly this span of a revision, or None."""
    row = connection.execute(
        f"SELECT {_COLUMNS} {_HAS} FROM anchor n JOIN annotation a ON a.id = n.annotation"
        ' WHERE n.revision = ? AND n.start = ? AND n."end" = ? AND n.deleted = 0'
        " AND a.article = ? AND a.annotator = ? AND a.deleted = 0 ORDER BY a.created, a.id LIMIT 1",
        (revision, span.start, span.end, article, annotator),
    ).fetchone()
    return row and _whole(connection, row)


def _whole(connection: sqlite3.Connection, row: tuple[Any, ...]) -> Annotation:
    """A row of `_COLUMNS` and `_HAS` as a value; what it has none of is not asked for."""
    *columns, labelled, evidenced = row
    ident, labels, evidence = row[0], [], []
    if labelled:
        labels = connection.execute(
            "SELECT name FROM label WHERE annotation = ? AND deleted = 0 ORDER BY name", (ident,)
        ).fetchall()
    if evidenced:
        evidence = connection.execute(
            "SELECT id, url, remark FROM evidence WHERE annotation = ? AND deleted = 0 ORDER BY id",
            (ident,),
        ).fetchall()
    return _annotation(tuple(columns), {ident: labels}, {ident: evidence})


def _annotation(
    row: tuple[Any, ...],
    labels: dict[str, list[tuple[str, ...]]],
    evidence: dict[str, list[tuple[str, ...]]],
) -> Annotation:
    """A row of `_COLUMNS` as a value."""
    ident, article, annotator, start, end, anchor, tag, unsure, private, *texts = _ROW.of(row)
    highlight, source, status, kind, note, exact, prefix, suffix, created, updated = texts
    known = (anchor or "orphan") in _ANCHORS and tag in _TAGS and status in _STATUSES
    if not known or (start is None) != (end is None) or (start is not None and start >= end):
        raise WrongValueError("an annotation that cannot be")
    return Annotation(
        id=ident,
        article=article,
        annotator=annotator,
        span=None if start is None else Span(start, end),
        anchor=_ANCHORS[anchor or "orphan"],
        tag=_TAGS[tag],
        unsure=bool(unsure),
        private=bool(private),
        highlight=highlight,
        source=source,
        status=_STATUSES[status],
        kind=kind,
        note=note,
        labels=tuple(name for (name,) in map(_LABEL.of, labels.get(ident, ()))),
        evidence=tuple(Evidence(*_EVIDENCE.of(found)) for found in evidence.get(ident, ())),
        exact=exact,
        prefix=prefix,
        suffix=suffix,
        created=created,
        updated=updated,
    )


def annotators(connection: sqlite3.Connection) -> tuple[Annotator, ...]:
    """All annotators, the sample first, then by name."""
    rows = connection.execute(
        "SELECT id, name, kind, shown FROM annotator WHERE deleted = 0"
        " ORDER BY kind = 'person', name, id"
    )
    return tuple(map(_person, rows))


def me(connection: sqlite3.Connection) -> Annotator | None:
    """Who annotates in this library now, or None if nobody was named."""
    row = connection.execute(
        "SELECT a.id, a.name, a.kind, a.shown FROM setting s JOIN annotator a ON a.id = s.value"
        " WHERE s.key = ? AND a.deleted = 0",
        (settings.ME,),
    ).fetchone()
    return row and _person(row)


def _person(row: tuple[Any, ...]) -> Annotator:
    ident, name, kind, shown = _ANNOTATOR.of(row)
    return Annotator(ident, name, kind, bool(shown))


def quote(text: str, span: Span) -> Fields:
    """The fields of an annotation that quote its passage, with 32 code points on either side."""
    return {
        "exact": span.of(text),
        "prefix": text[max(0, span.start - CONTEXT) : span.start],
        "suffix": text[span.end : span.end + CONTEXT],
    }


def put_anchor(connection: sqlite3.Connection, annotation: str, revision: str, span: Span) -> None:
    """Store where a new annotation lies in the revision that it was made in."""
    connection.execute(
        'INSERT INTO anchor (annotation, revision, start, "end", status)'
        " VALUES (?, ?, ?, ?, 'original')",
        (annotation, revision, span.start, span.end),
    )


def place(connection: sqlite3.Connection, annotation: str, revision: str, anchor: Anchor) -> None:
    """Store where an annotation lies in a revision, in place of what was known of it."""
    start, end = (anchor.span.start, anchor.span.end) if anchor.span else (None, None)
    connection.execute(
        'INSERT INTO anchor (annotation, revision, start, "end", status, score)'
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (annotation, revision) DO UPDATE SET"
        ' start = excluded.start, "end" = excluded."end", status = excluded.status,'
        " score = excluded.score, deleted = 0",
        (annotation, revision, start, end, anchor.status.value, anchor.score),
    )
