"""Annotations and annotators as they are read; quotes and anchors as they are first stored."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from reader.model import (
    Anchor,
    AnchorStatus,
    Annotation,
    Annotator,
    Evidence,
    Span,
    Status,
    Tag,
    Verdict,
)
from reader.store import settings
from reader.store.clocks.clocked_rows import Fields
from reader.store.db.checked_values import Shape, WrongValueError

CONTEXT = 32
"""Code points of prefix and suffix that are kept with a quote."""

# Looked up, since a page of search results has hundreds of annotations.
_ANCHORS = {status.value: status for status in AnchorStatus}
_TAGS: dict[str | None, Tag | None] = {None: None, **{tag.value: tag for tag in Tag}}
_STATUSES: dict[str | None, Status] = {
    None: Status.UNCHECKED,
    **{status.value: status for status in Status},
}

_ROW, _ANNOTATOR = Shape("tttIITTiiittttttttt" + "TTTTTTITTTTITT"), Shape("ttti")
_LABEL, _EVIDENCE = Shape("t"), Shape("tttttttiti")

_PRIVATE = """a.private
    OR EXISTS (SELECT 1 FROM article o WHERE o.id = a.article AND o.private = 1)"""
"""Whether an annotation is private: by itself, or since its article is."""
_COLUMNS = f"""a.id, a.article, a.annotator, n.start, n."end", n.status, a.tag, a.unsure,
  {_PRIVATE},
  a.note_private, a.highlight, a.source, a.kind, a.note, a.exact, a.prefix, a.suffix, a.created,
  a.updated, a.claim_check, c.status, c.verdict, v.name, c.justification,
  c.method, c.priority, c.due, coalesce(w.name, c.assignee),
  coalesce(d.name, c.checked_by), c.checked_on, c.ready,
  coalesce(p.name, c.approved_by), c.approved_on
"""
_CHECKED = """
  LEFT JOIN claim_check c ON c.id = a.claim_check AND c.deleted = 0
  LEFT JOIN code_book v ON v.id = c.verdict LEFT JOIN annotator d ON d.id = c.checked_by
  LEFT JOIN annotator w ON w.id = c.assignee LEFT JOIN annotator p ON p.id = c.approved_by
"""
_ANCHORED = f"""FROM annotation a
  LEFT JOIN anchor n ON n.annotation = a.id AND n.text = ? AND n.deleted = 0 {_CHECKED}"""
_HAS = """, EXISTS (SELECT 1 FROM label WHERE annotation = a.id AND deleted = 0),
  EXISTS (SELECT 1 FROM evidence WHERE claim_check = a.claim_check AND deleted = 0)
"""
_LABELS = """SELECT t.annotation, b.name FROM annotation a JOIN label t ON t.annotation = a.id
  JOIN code_book b ON b.id = t.entry AND b.deleted = 0 WHERE a.deleted = 0 AND t.deleted = 0"""
_EVIDENCES = """SELECT a.id, t.id, t.url, t.remark, t.question, t.answer, t.medium,
    t.quote_exact,
    EXISTS (SELECT 1 FROM article o WHERE o.id = t.quote_article AND o.private = 1),
    coalesce((SELECT min(r.fetched) FROM revision r
      WHERE r.article = t.quote_article AND r.text = t.quote_text), ''),
    coalesce((SELECT p.text <> t.quote_text FROM article p WHERE p.id = t.quote_article), 0)
  FROM annotation a
  JOIN evidence t ON t.claim_check = a.claim_check WHERE a.deleted = 0 AND t.deleted = 0"""
_LISTED = "a.article IN (SELECT value FROM json_each(?))"
_THESE = "a.id IN (SELECT value FROM json_each(?))"
_SHOWN = " AND a.annotator IN (SELECT id FROM annotator WHERE shown = 1)"


def of_article(
    connection: sqlite3.Connection, article: str, sha256: str, *, shown_only: bool = False
) -> tuple[Annotation, ...]:
    """The live annotations of an article, by start, longer first; orphans stand at the end."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} {_ANCHORED} WHERE a.article = ? AND a.deleted = 0"
        f"{_SHOWN if shown_only else ''}"
        ' ORDER BY n.start IS NULL, n.start, n."end" DESC, a.created, a.id',
        (sha256, article),
    ).fetchall()
    labels, evidence = _belonging(connection, "a.article = ?", article)
    return tuple(_annotation(row, labels, evidence) for row in rows)


def of_articles(
    connection: sqlite3.Connection, articles: Sequence[str]
) -> dict[str, tuple[Annotation, ...]]:
    """The live annotations of several articles, where they lie now, as `of_article` orders them."""
    wanted = json.dumps(articles)
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM json_each(?) wanted"
        " CROSS JOIN article r ON r.id = wanted.value CROSS JOIN annotation a ON a.article = r.id"
        " LEFT JOIN anchor n ON n.annotation = a.id AND n.text = r.text AND n.deleted = 0"
        f"{_CHECKED} WHERE a.deleted = 0"
        ' ORDER BY r.id, n.start IS NULL, n.start, n."end" DESC, a.created, a.id',
        (wanted,),
    ).fetchall()
    labels, evidence = _belonging(connection, _LISTED, wanted)
    found: dict[str, list[Annotation]] = {}
    for row in rows:
        found.setdefault(row[1], []).append(_annotation(row, labels, evidence))
    return {article: tuple(annotations) for article, annotations in found.items()}


def these(connection: sqlite3.Connection, idents: Sequence[str]) -> dict[str, Annotation]:
    """Live annotations by their ids, where they lie now."""
    wanted = json.dumps(idents)
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM json_each(?) wanted"
        " CROSS JOIN annotation a ON a.id = wanted.value CROSS JOIN article r ON r.id = a.article"
        " LEFT JOIN anchor n ON n.annotation = a.id AND n.text = r.text AND n.deleted = 0"
        f"{_CHECKED} WHERE a.deleted = 0",
        (wanted,),
    ).fetchall()
    labels, evidence = _belonging(connection, _THESE, wanted)
    return {row[0]: _annotation(row, labels, evidence) for row in rows}


_Grouped = dict[str, list[tuple[Any, ...]]]


def _belonging(
    connection: sqlite3.Connection, which: str, wanted: str
) -> tuple[_Grouped, _Grouped]:
    """The labels and the evidence of some live annotations, by annotation."""
    labels = connection.execute(f"{_LABELS} AND {which} ORDER BY b.name", (wanted,))
    evidence = connection.execute(f"{_EVIDENCES} AND {which} ORDER BY t.id", (wanted,))
    return _grouped(labels), _grouped(evidence)


def _grouped(rows: sqlite3.Cursor) -> _Grouped:
    """Rows by their first column, without it."""
    grouped: _Grouped = {}
    for owner, *values in rows:
        grouped.setdefault(owner, []).append(tuple(values))
    return grouped


def one(connection: sqlite3.Connection, ident: str) -> Annotation | None:
    """A live annotation where it lies in its article's current revision, or None."""
    row = connection.execute(
        f"SELECT {_COLUMNS} {_HAS} FROM annotation a JOIN article r ON r.id = a.article"
        " LEFT JOIN anchor n ON n.annotation = a.id AND n.text = r.text AND n.deleted = 0"
        f"{_CHECKED} WHERE a.id = ? AND a.deleted = 0",
        (ident,),
    ).fetchone()
    return row and _whole(connection, row)


def at_span(
    connection: sqlite3.Connection, article: str, sha256: str, annotator: str, span: Span
) -> Annotation | None:
    """An annotator's live annotation with exactly this span of a revision, or None."""
    row = connection.execute(
        f"SELECT {_COLUMNS} {_HAS} FROM anchor n JOIN annotation a ON a.id = n.annotation"
        f"{_CHECKED}"
        ' WHERE n.text = ? AND n.start = ? AND n."end" = ? AND n.deleted = 0'
        " AND a.article = ? AND a.annotator = ? AND a.deleted = 0 ORDER BY a.created, a.id LIMIT 1",
        (sha256, span.start, span.end, article, annotator),
    ).fetchone()
    return row and _whole(connection, row)


def _whole(connection: sqlite3.Connection, row: tuple[Any, ...]) -> Annotation:
    """A row of `_COLUMNS` and `_HAS` as a value; what it has none of is not asked for."""
    *columns, labelled, evidenced = row
    labels, evidence = {}, {}
    if labelled:
        labels = _grouped(connection.execute(f"{_LABELS} AND a.id = ? ORDER BY b.name", row[:1]))
    if evidenced:
        evidence = _grouped(connection.execute(f"{_EVIDENCES} AND a.id = ? ORDER BY t.id", row[:1]))
    return _annotation(tuple(columns), labels, evidence)


def _annotation(
    row: tuple[Any, ...],
    labels: _Grouped,
    evidence: _Grouped,
) -> Annotation:
    """A row of `_COLUMNS` as a value."""
    ident, article, annotator, start, end, anchor, tag, unsure, private, quiet, *rest = _ROW.of(row)
    highlight, source, kind, note, exact, prefix, suffix, created, updated, *check = rest
    claim_check, status, verdict, name, justification, method, priority, due, *people = check
    assignee, checked_by, checked_on, ready, approved_by, approved_on = people
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
        kind=kind,
        note=note,
        note_private=bool(quiet),
        labels=tuple(name for (name,) in map(_LABEL.of, labels.get(ident, ()))),
        claim_check=claim_check or "",
        status=_STATUSES[status],
        verdict=None if verdict is None else Verdict(verdict, name or ""),
        justification=justification or "",
        method=method or "",
        priority=priority or 0,
        due=due or "",
        assignee=assignee or "",
        checked_by=checked_by or "",
        checked_on=checked_on or "",
        ready=bool(ready),
        approved_by=approved_by or "",
        approved_on=approved_on or "",
        evidence=tuple(map(_evidence, evidence.get(ident, ()))),
        exact=exact,
        prefix=prefix,
        suffix=suffix,
        created=created,
        updated=updated,
    )


def _evidence(row: tuple[Any, ...]) -> Evidence:
    *texts, private, came_in, changed = _EVIDENCE.of(row)
    ident, url, remark, question, answer, medium, quote = texts
    return Evidence(
        ident, url, remark, question, answer, medium, quote, bool(private), came_in, bool(changed)
    )


def annotators(connection: sqlite3.Connection) -> tuple[Annotator, ...]:
    """All annotators, the sample first, then by name."""
    rows = connection.execute(
        "SELECT id, name, kind, shown FROM annotator WHERE deleted = 0"
        " ORDER BY kind = 'person', name, id"
    )
    return tuple(map(_person, rows))


_STAYING = """WITH RECURSIVE one (id, joins) AS (
    SELECT id, 0 FROM annotator WHERE {} UNION
    SELECT a.joined, joins + 1 FROM one JOIN annotator a ON a.id = one.id WHERE a.deleted = 1)
  SELECT a.id, a.name, a.kind, a.shown FROM one JOIN annotator a ON a.id = one.id
  WHERE a.deleted = 0 ORDER BY joins, a.id LIMIT 1"""
"""A person, or the one who is left of those whom the person was joined with."""


def me(connection: sqlite3.Connection) -> Annotator | None:
    """The annotator of this library, or None if nobody was named."""
    row = connection.execute(
        _STAYING.format("id = (SELECT value FROM setting WHERE key = ?)"), (settings.ME,)
    ).fetchone()
    return row and _person(row)


def my_id(connection: sqlite3.Connection) -> str:
    """The id of who annotates in this library now; "" if nobody was named."""
    found = me(connection)
    return found.id if found else ""


def named(connection: sqlite3.Connection, name: str) -> Annotator | None:
    """The person of a name, or the one whom somebody who had it was joined with."""
    of_name = "name = ? AND kind = 'person'"
    row = connection.execute(_STAYING.format(of_name), (name,)).fetchone()
    return row and _person(row)


def staying(connection: sqlite3.Connection, ident: str) -> Annotator | None:
    """The person of an id, or the one whom they were joined with."""
    row = connection.execute(_STAYING.format("id = ? AND kind = 'person'"), (ident,)).fetchone()
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


def put_anchor(connection: sqlite3.Connection, annotation: str, sha256: str, span: Span) -> None:
    """Store where a new annotation lies in the revision that it was made in."""
    connection.execute(
        'INSERT INTO anchor (annotation, text, start, "end", status)'
        " VALUES (?, ?, ?, ?, 'original')",
        (annotation, sha256, span.start, span.end),
    )


def place(connection: sqlite3.Connection, annotation: str, sha256: str, anchor: Anchor) -> None:
    """Store where an annotation lies in a revision, in place of what was known of it."""
    start, end = (anchor.span.start, anchor.span.end) if anchor.span else (None, None)
    connection.execute(
        'INSERT INTO anchor (annotation, text, start, "end", status, score)'
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (annotation, text) DO UPDATE SET"
        ' start = excluded.start, "end" = excluded."end", status = excluded.status,'
        " score = excluded.score, deleted = 0",
        (annotation, sha256, start, end, anchor.status.value, anchor.score),
    )
