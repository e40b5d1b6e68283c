"""Aliases of an article: former ids, its texts, the addresses and the feed items it came from.

An id and an item of a feed mean one article; a text or an address may mean several.
"""

from __future__ import annotations

import sqlite3

from reader.model.web_address import address_key

KINDS = ("id", "text", "url", "feed")


def add(connection: sqlite3.Connection, article: str, kind: str, value: str) -> None:
    """Note what an article is known by; an empty value is nothing, an address any way of writing.

    An id or an item of a feed that means another article already goes on to do so. A text or an
    address that meant this one before two were parted means it again.
    """
    value = address_key(value) if kind == "url" else value
    if value:
        connection.execute(
            "INSERT OR IGNORE INTO alias (kind, value, article) VALUES (?, ?, ?)",
            (kind, value, article),
        )
    if kind in ("text", "url"):
        connection.execute(
            "UPDATE alias SET deleted = 0 WHERE (kind, value, article) = (?, ?, ?) AND deleted = 1",
            (kind, value, article),
        )


def articles(connection: sqlite3.Connection, kind: str, value: str) -> list[str]:
    """The articles that something means, the one that came in last first, removed ones as well."""
    value = address_key(value) if kind == "url" else value
    rows = connection.execute(
        "SELECT l.article FROM alias l JOIN article a ON a.id = l.article"
        " WHERE l.kind = ? AND l.value = ? AND l.deleted = 0 ORDER BY a.added DESC, a.id",
        (kind, value),
    )
    return [str(row[0]) for row in rows]


def one(connection: sqlite3.Connection, kind: str, value: str) -> str | None:
    """The first of `articles`, or None."""
    return next(iter(articles(connection, kind, value)), None)


def resolved(connection: sqlite3.Connection, article: str) -> str:
    """The article that an id means now: itself, or the one that it was joined with."""
    return one(connection, "id", article) or article


def former(connection: sqlite3.Connection, article: str, kind: str, value: str) -> str:
    """The article, among those joined with one, that a value meant first; "" if it is the article
    itself or unknown.
    """
    value = address_key(value) if kind == "url" else value
    row = connection.execute(
        "SELECT was.article FROM alias was JOIN alias joined ON joined.kind = 'id'"
        " AND joined.value = was.article AND joined.article = :article AND joined.deleted = 0"
        " WHERE was.kind = :kind AND was.value = :value AND NOT EXISTS ("
        "   SELECT 1 FROM alias below JOIN alias its ON its.article = below.value"
        "   WHERE below.kind = 'id' AND below.article = was.article"
        "   AND (its.kind, its.value) = (was.kind, was.value))"
        " ORDER BY was.article LIMIT 1",
        {"article": article, "kind": kind, "value": value},
    ).fetchone()
    return "" if row is None else str(row[0])


def feed_value(feed_url: str, key: str) -> str:
    """Alias of a feed's item: the feed's address and the item's key."""
    return f"{feed_url}\n{key}"
