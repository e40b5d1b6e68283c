"""Snapshots: pages that came in to be quoted as evidence, which no list of the library shows.

One is an article that was never put into the library. Its revisions are those of any other, so a
page that comes in changed is a new revision, and a quote stays on the text it was taken from.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from reader.model import Article, Head, Outline, Span
from reader.store import arrivals, articles
from reader.store.clocks.clock import utc_now
from reader.store.db.checked_values import Shape
from reader.store.search import index

_QUOTED, _FOUND = Shape("ttiit"), Shape("ttttt")
_FETCHED = """(SELECT max(r.fetched) FROM revision r
  WHERE r.article = a.id AND r.text = a.text)"""


class QuotedPlace(NamedTuple):
    """Place of a quote: an article, one of its texts by its sha256, and a span of that."""

    article: str
    text: str
    span: Span
    url: str


class FoundSnapshot(NamedTuple):
    """A snapshot as a list shows it; `fetched` is when its text came in."""

    article: str
    title: str
    source: str
    url: str
    fetched: str


def put(
    connection: sqlite3.Connection, article: str, content: Article, outline: Outline, origin: str
) -> None:
    """Keep a page that came in; the same text with the same head again is no new revision."""
    before = articles.current_text(connection, article)
    same = before == articles.text_hash(content.text)
    if not same or arrivals.differences(connection, article, content):
        new = None if same else outline
        arrivals.put(connection, article, content, new, origin=origin, snapshot=before is None)


def adopt(connection: sqlite3.Connection, article: str) -> bool:
    """Put a snapshot into the library, as from now; whether it was one."""
    found = connection.execute(
        "UPDATE article SET deleted = 0, snapshot = 0, added = ? WHERE id = ? AND snapshot = 1",
        (utc_now(), article),
    )
    if found.rowcount:
        index.put_article(connection, article)
    return found.rowcount > 0


def is_snapshot(connection: sqlite3.Connection, article: str) -> bool:
    """Whether an article is only a snapshot."""
    sql = "SELECT 1 FROM article WHERE id = ? AND snapshot = 1"
    return connection.execute(sql, (article,)).fetchone() is not None


def has_text(connection: sqlite3.Connection, article: str, sha256: str) -> bool:
    """Whether a text is one that an article has or had."""
    sql = "SELECT 1 FROM revision WHERE article = ? AND text = ?"
    return connection.execute(sql, (article, sha256)).fetchone() is not None


def find(connection: sqlite3.Connection, part: str, limit: int) -> list[FoundSnapshot]:
    """The newest snapshots with a text in their title or address; of an empty one, all."""
    rows = connection.execute(
        f"SELECT a.id, a.title, a.source, a.url, coalesce({_FETCHED}, a.added) FROM article a"
        " WHERE a.snapshot = 1 AND (instr(lower(a.title), lower(?1)) OR instr(a.url, ?1))"
        " ORDER BY a.added DESC, a.id LIMIT ?2",
        (part.encode("utf-8", "replace").decode(), limit),
    )
    return [FoundSnapshot(*_FOUND.of(row)) for row in rows]


def head(connection: sqlite3.Connection, article: str) -> Head | None:
    """Head of an article, in the library or not; None if it is unknown."""
    sql = f"SELECT {articles.HEAD} WHERE a.id = ?"
    row = connection.execute(sql, (article,)).fetchone()
    return None if row is None else articles.head_of(row)


def place_of(connection: sqlite3.Connection, evidence: str) -> QuotedPlace | None:
    """Place of the quote of a piece of evidence; None for one without, or with words alone."""
    row = connection.execute(
        "SELECT quote_article, quote_text, quote_start, quote_end, url FROM evidence"
        " WHERE id = ? AND quote_text IS NOT NULL AND quote_article IS NOT NULL",
        (evidence,),
    ).fetchone()
    if row is None:
        return None
    article, text, start, end, url = _QUOTED.of(row)
    return QuotedPlace(article, text, Span(start, end), url)


def text_came_in(connection: sqlite3.Connection, article: str, sha256: str) -> str:
    """Time at which a text of an article came in first; "" if it never did."""
    sql = "SELECT min(fetched) FROM revision WHERE article = ? AND text = ?"
    return connection.execute(sql, (article, sha256)).fetchone()[0] or ""
