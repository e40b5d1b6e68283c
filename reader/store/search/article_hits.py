"""Searching the library: the newest articles in which something is found, and how many there are.

What counts as found is what `reader.analysis.matching` says. Articles that are not indexed yet
are not among these: see `pending_keys`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from reader.model import Document
from reader.model.search import Query
from reader.store import annotations as marks
from reader.store import articles, outlines
from reader.store.search.articles import ArticleQuery
from reader.store.search.claims import ClaimSearch
from reader.store.search.search_order import Key
from reader.text.query import about_annotations


def first(
    connection: sqlite3.Connection, query: Query, limit: int, after: Key | None = None
) -> list[Key]:
    """The keys of the newest indexed articles that are found, older than the one of `after`."""
    return _search(connection, query).first(limit, after) if query and limit > 0 else []


def count(connection: sqlite3.Connection, query: Query) -> int:
    """Number of indexed articles found."""
    return _search(connection, query).count() if query else 0


def every(connection: sqlite3.Connection, query: Query) -> set[str]:
    """The ids of all indexed articles that are found."""
    return _search(connection, query).every() if query else set()


def pending_keys(connection: sqlite3.Connection, after: Key | None = None) -> list[Key]:
    """The keys of the articles that are not indexed yet, the newest first."""
    keys = connection.execute(
        "SELECT a.date, a.added, a.id FROM search_pending p"
        " CROSS JOIN article a ON a.id = p.article"
        " WHERE a.deleted = 0 ORDER BY a.date DESC, a.added DESC, a.id DESC"
    ).fetchall()
    return [key for key in keys if after is None or key < after]


def documents(connection: sqlite3.Connection, idents: Sequence[str]) -> list[Document]:
    """Articles with what `reader.analysis.matching` looks at, in the order of their ids."""
    annotators = marks.annotators(connection)
    annotations = marks.of_articles(connection, idents)
    found = []
    for ident in idents:
        head = articles.head(connection, ident)
        text = articles.body(connection, head.text)
        found.append(
            Document(
                head=head,
                text=text,
                outline=outlines.get(connection, ident, head.text, len(text)),
                annotators=annotators,
                annotations=annotations.get(ident, ()),
            )
        )
    return found


def _search(connection: sqlite3.Connection, query: Query) -> ArticleQuery | ClaimSearch:
    kind = ClaimSearch if about_annotations(query) else ArticleQuery
    return kind(connection, query)
