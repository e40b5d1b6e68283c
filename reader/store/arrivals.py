"""Arrivals: texts, and the revisions that make up an article's history.

What `article` shows follows from its current revision (trigger `article_shown`).
"""

from __future__ import annotations

import json
import sqlite3

from reader.model import Article, Outline, PageLine
from reader.store import aliases, outlines, page_lines
from reader.store.articles import text_hash
from reader.store.clocks.clock import utc_now, uuid7
from reader.store.db import checked_values as values
from reader.store.search import index

PUBLISHED = ("title", "authors", "source", "date")
"""Fields published with a text; a change of one of them makes a revision of its own."""


def put(
    connection: sqlite3.Connection,
    article: str,
    content: Article,
    outline: Outline | None,
    *,
    origin: str = "",
    now: str | None = None,
    ident: str | None = None,
    snapshot: bool = False,
) -> None:
    """Store an arrival as the article's newest revision; a new article is made of it.

    Without an outline the one that the text has stays. An article that was removed stays so. A new
    one that is only a `snapshot` is in no list of the library.
    """
    now, ident, sha256 = now or utc_now(), ident or uuid7(), text_hash(content.text)
    head = _metadata(content)
    found = connection.execute("SELECT revision FROM article WHERE id = ?", (article,)).fetchone()
    connection.execute("INSERT OR IGNORE INTO body VALUES (?, ?)", (sha256, content.text))
    connection.execute("INSERT OR IGNORE INTO text VALUES (?, ?)", (sha256, len(content.text)))
    if found is None:
        connection.execute(
            "INSERT INTO article (id, title, authors, source, date, url, lang, topics, revision,"
            " text, added, deleted, snapshot) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (article, *head, ident, sha256, now, snapshot, snapshot),
        )
    connection.execute(
        "INSERT INTO revision (id, article, parent, fetched, origin, text, title, authors, source,"
        " date, url, lang, topics) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (ident, article, found and found[0], now, origin, sha256, *head),
    )
    lines = content.page_lines or _decided(connection, article)
    page_lines.put(connection, ident, lines)
    if found is not None:
        connection.execute(
            "UPDATE article SET revision = ?, text = ? WHERE id = ?", (ident, sha256, article)
        )
    if outline is not None:
        outlines.put(connection, article, sha256, outline)
    aliases.add(connection, article, "text", sha256)
    aliases.add(connection, article, "url", content.url)
    index.put_article(connection, article)


def _decided(connection: sqlite3.Connection, article: str) -> list[PageLine]:
    """Lines of the page that somebody decided about; an edited file has none of them."""
    return [line for line in page_lines.of_article(connection, article) if line.decided]


def put_aside(connection: sqlite3.Connection, article: str, content: Article) -> None:
    """Keep what makes no revision of its own: address, language, topics and the lines beside it."""
    row = connection.execute("SELECT revision FROM article WHERE id = ?", (article,)).fetchone()
    if row is not None and content.page_lines:
        page_lines.put(connection, row[0], content.page_lines)
    *_, url, lang, topics = _metadata(content)
    changed = connection.execute(
        "UPDATE revision SET url = :url, lang = :lang, topics = :topics"
        " WHERE id = (SELECT revision FROM article WHERE id = :article)"
        " AND (url, lang, topics) IS NOT (:url, :lang, :topics)",
        {"url": url, "lang": lang, "topics": topics, "article": article},
    )
    if changed.rowcount:
        connection.execute("UPDATE article SET revision = revision WHERE id = ?", (article,))
        aliases.add(connection, article, "url", url)
        index.put_article(connection, article)


def published(connection: sqlite3.Connection, article: str) -> dict[str, str]:
    """Title, source, date and the like as published with the current revision.

    `authors` and `topics` are JSON lists. Nothing is known of an article that is unknown.
    """
    columns = (*PUBLISHED, "url", "lang", "topics")
    row = connection.execute(
        f"SELECT {', '.join(f'r.{name}' for name in columns)} FROM article a"
        " JOIN revision r ON r.id = a.revision WHERE a.id = ?",
        (article,),
    ).fetchone()
    return {} if row is None else dict(zip(columns, row, strict=True))


def differences(
    connection: sqlite3.Connection, article: str, content: Article
) -> dict[str, tuple[str, str]]:
    """Fields published otherwise than with the current revision: by name, the old and the new
    value.

    Several authors are one text. An article that is unknown has none.
    """
    was = published(connection, article)
    if not was:
        return {}
    was["authors"] = ", ".join(values.names(was["authors"]))
    now = {name: getattr(content, name) for name in PUBLISHED}
    now["authors"] = ", ".join(content.authors)
    return {name: (was[name], now[name]) for name in PUBLISHED if was[name] != now[name]}


def _metadata(content: Article) -> tuple[str, ...]:
    return (
        content.title,
        json.dumps(content.authors, ensure_ascii=False),
        content.source,
        content.date,
        content.url,
        content.lang,
        json.dumps(content.tags, ensure_ascii=False),
    )
