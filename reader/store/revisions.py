"""Revisions: which there are, and the anchors, drafts and places that are carried over to one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from reader.model import Anchor, AnchorStatus, Span
from reader.store.clocks.clock import STAMP, moment_of
from reader.store.db.checked_values import Shape, names

if TYPE_CHECKING:
    from reader.model.revision import Revision

_STATE, _ANCHOR = Shape("ttitttttti"), Shape("tIItri")
_PLACED = Shape("ttii")
FLAGGED = frozenset({AnchorStatus.CHANGED, AnchorStatus.MOVED, AnchorStatus.ORPHAN})
"""Anchors that somebody has to look at."""


class Anchored(NamedTuple):
    """Anchor of an annotation in one revision, and whether somebody still has to review it."""

    annotation: str
    anchor: Anchor
    review: bool


def history(connection: sqlite3.Connection, article: str) -> tuple[Revision, ...]:
    """The revisions of an article, the newest first."""
    from reader.model.revision import Revision

    rows = connection.execute(
        "SELECT r.id, r.text, t.length, r.fetched, r.origin, r.title, r.authors, r.source, r.date,"
        " r.id = a.revision FROM revision r"
        " JOIN article a ON a.id = r.article JOIN text t ON t.sha256 = r.text"
        " WHERE r.article = ? ORDER BY r.fetched DESC, r.id = a.revision DESC, r.id DESC",
        (article,),
    )
    found = rows.fetchall()
    return tuple(
        Revision(
            sha,
            length,
            when,
            bool(now),
            len(found) - at,
            id=ident,
            origin=origin,
            title=title,
            authors=names(authors),
            source=source,
            date=date,
        )
        for at, (ident, sha, length, when, origin, title, authors, source, date, now) in enumerate(
            map(_STATE.of, found)
        )
    )


def anchors(connection: sqlite3.Connection, article: str, sha256: str) -> dict[str, Anchored]:
    """The anchors of an article's annotations in a revision, of removed ones too, by annotation.

    Undo brings removed ones back.
    """
    rows = connection.execute(
        'SELECT n.annotation, n.start, n."end", n.status, n.score, n.review FROM anchor n'
        " JOIN annotation a ON a.id = n.annotation"
        " WHERE a.article = ? AND n.text = ? AND n.deleted = 0",
        (article, sha256),
    )
    return {row[0]: _anchored(row) for row in rows}


def origins(connection: sqlite3.Connection, article: str) -> dict[str, tuple[str, Span]]:
    """The revision in which each annotation of an article was made, and its place there."""
    rows = connection.execute(
        'SELECT n.annotation, n.text, n.start, n."end" FROM anchor n'
        " JOIN annotation a ON a.id = n.annotation"
        " WHERE a.article = ? AND n.status = 'original' AND n.deleted = 0",
        (article,),
    )
    return {
        ident: (sha256, Span(start, end)) for ident, sha256, start, end in map(_PLACED.of, rows)
    }


def quotes(connection: sqlite3.Connection, article: str) -> dict[str, str]:
    """The words that each annotation of an article was made on."""
    rows = connection.execute("SELECT id, exact FROM annotation WHERE article = ?", (article,))
    return dict(rows.fetchall())


def judged(connection: sqlite3.Connection, article: str) -> dict[str, str]:
    """Latest judgement of each live annotation of an article, as ISO 8601 in UTC."""
    rows = connection.execute(
        "SELECT a.id, a.updated, (SELECT max(json_extract(l.clock, '$.deleted')) FROM label l"
        "   WHERE l.annotation = a.id), (SELECT max(s.value) FROM evidence e, json_each(e.clock) s"
        "   WHERE e.claim_check = a.claim_check)"
        " FROM annotation a WHERE a.article = ? AND a.deleted = 0",
        (article,),
    )
    return {
        ident: max([updated, *(moment_of(it) for it in stamps if it and STAMP.fullmatch(it))])
        for ident, updated, *stamps in rows
    }


def decided(connection: sqlite3.Connection, article: str, sha256: str) -> dict[str, str]:
    """Latest decision on each anchor of an article's annotations in a text, as ISO 8601 in UTC;
    annotations without a decision are left out.
    """
    rows = connection.execute(
        "SELECT n.annotation, max(s.value) FROM anchor n, json_each(n.clock) s"
        " JOIN annotation a ON a.id = n.annotation WHERE a.article = ? AND n.text = ?"
        " GROUP BY n.annotation",
        (article, sha256),
    )
    return {ident: moment_of(stamp) for ident, stamp in rows if STAMP.fullmatch(stamp)}


def _anchored(row: tuple[str, int | None, int | None, str, float, int]) -> Anchored:
    ident, start, end, status, score, review = _ANCHOR.of(row)
    span = None if start is None or end is None else Span(start, end)
    return Anchored(ident, Anchor(span, AnchorStatus(status), score), bool(review))


def put_anchors(connection: sqlite3.Connection, sha256: str, anchored: Iterable[Anchored]) -> None:
    """Store where annotations lie in a revision, in place of what was known of it."""
    connection.executemany(
        'INSERT OR REPLACE INTO anchor (annotation, text, start, "end", status, score, review)'
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                one.annotation,
                sha256,
                one.anchor.span.start if one.anchor.span else None,
                one.anchor.span.end if one.anchor.span else None,
                one.anchor.status.value,
                one.anchor.score,
                int(one.review),
            )
            for one in anchored
        ],
    )


def waiting(
    connection: sqlite3.Connection, article: str, sha256: str
) -> list[tuple[str, str, Span]]:
    """Annotations to be reviewed, each with the last revision in which its anchor was sure, and its
    span there.
    """
    rows = connection.execute(
        'SELECT a.id, o.text, o.start, o."end" FROM annotation a'
        " JOIN anchor n ON n.annotation = a.id AND n.text = :sha AND n.review = 1"
        " JOIN anchor o ON o.annotation = a.id AND o.text <> n.text"
        "   AND o.review = 0 AND o.deleted = 0 AND o.start IS NOT NULL"
        " JOIN revision r ON r.article = a.article AND r.text = o.text"
        " WHERE a.article = :article AND a.deleted = 0 AND n.deleted = 0"
        " ORDER BY a.id, r.fetched DESC",
        {"article": article, "sha": sha256},
    )
    found: dict[str, tuple[str, str, Span]] = {}
    for ident, older, start, end in map(_PLACED.of, rows):
        found.setdefault(ident, (ident, older, Span(start, end)))
    return list(found.values())


def to_review(connection: sqlite3.Connection, article: str, annotator: str) -> int:
    """Number of live annotations of an article that their annotator has to look at."""
    (count,) = connection.execute(
        "SELECT count(*) FROM annotation a JOIN article r ON r.id = a.article"
        " JOIN anchor n ON n.annotation = a.id AND n.text = r.text AND n.review = 1"
        " WHERE a.article = ? AND a.annotator = ? AND a.deleted = 0 AND n.deleted = 0",
        (article, annotator),
    ).fetchone()
    return int(count)


def copy_drafts(
    connection: sqlite3.Connection, span: tuple[str, str, Span], to: tuple[str, str, Span]
) -> None:
    """Put the drafts of a passage beside another one; each is an article, a text and a place in it.

    Where a draft stands already the texts are put together, so that none is lost.
    """
    (article, before, old), (other, after, new) = span, to
    connection.execute(
        'INSERT INTO draft (article, text, start, "end", field, words, saved)'
        " SELECT ?, ?, ?, ?, field, words, saved FROM draft"
        ' WHERE article = ? AND text = ? AND start = ? AND "end" = ?'
        " ON CONFLICT DO UPDATE SET words = draft.words || char(10) || excluded.words"
        " WHERE draft.words <> excluded.words",
        (other, after, new.start, new.end, article, before, old.start, old.end),
    )


def move_draft(
    connection: sqlite3.Connection, article: str, span: tuple[str, Span], to: tuple[str, Span]
) -> None:
    """Put the drafts of a passage of one text beside one of another, as `copy_drafts` does."""
    (before, old), (after, new) = span, to
    copy_drafts(connection, (article, before, old), (article, after, new))
    connection.execute(
        'DELETE FROM draft WHERE article = ? AND text = ? AND start = ? AND "end" = ?',
        (article, before, old.start, old.end),
    )


def put_place(connection: sqlite3.Connection, article: str, sha256: str, offset: int) -> None:
    """Store the reading position in a revision (code points); nothing if the article was never
    read.
    """
    connection.execute(
        "UPDATE reading SET text = ?, position = ? WHERE article = ?",
        (sha256, max(0, offset), article),
    )
