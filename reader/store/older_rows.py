"""Rows of a damaged database of an older version, as today's tables hold them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

from reader.model.web_address import address_key
from reader.store import salvaging
from reader.store.clock import uuid8
from reader.store.salvaging import Row

HEAD = ("title", "authors", "source", "date", "url", "lang", "topics")
"""What an article was published with, which its revisions did not hold."""


def rows(left: sqlite3.Connection, table: str) -> Iterator[Row]:
    """The rows of a table that can be read, those of an older version made into today's.

    Before there were texts (migration 0010), a revision was an article's text: its id follows from
    both, as in a database that was migrated. Before there were batches (0008), an entry of the
    journal belonged to one article.
    """
    known = salvaging.tables(left)
    made: dict[str, Callable[[sqlite3.Connection], Iterator[Row]]] = {}
    if "text" not in known:
        made |= _BEFORE_TEXTS
    if "article" in known.get("journal", ([], False))[0]:
        made |= _BEFORE_BATCHES
    return made[table](left) if table in made else salvaging.rows(left, table)


def _revision(article: object, sha256: object) -> str:
    return uuid8(f"{article}\n{sha256}")


def _texts(left: sqlite3.Connection) -> Iterator[Row]:
    for row in salvaging.rows(left, "revision"):
        yield {"sha256": row["sha256"], "length": row["length"]}


def _articles(left: sqlite3.Connection) -> Iterator[Row]:
    for row in salvaging.rows(left, "article"):
        for name in ("title", "topics"):
            told = row.pop(f"told_{name}", None)
            row[f"own_{name}"] = None if told is None else row[name]
        text = row.pop("revision")
        yield row | {"text": text, "revision": _revision(row["id"], text)}


def _revisions(left: sqlite3.Connection) -> Iterator[Row]:
    heads: dict[object, Row] = {}
    for row in salvaging.rows(left, "article"):
        told = {name: row.get(f"told_{name}") for name in ("title", "topics")}
        known = {name: it for name, it in told.items() if it is not None}
        heads[row["id"]] = {name: row[name] for name in HEAD} | known
    for row in salvaging.rows(left, "revision"):
        article, parent = row["article"], row["parent"]
        made = {
            "id": _revision(article, row["sha256"]),
            "article": article,
            "parent": None if parent is None else _revision(article, parent),
            "fetched": row["created"],
            "origin": "",
            "text": row["sha256"],
        }
        yield made | heads.get(article, {"title": ""})


def _aliases(left: sqlite3.Connection) -> Iterator[Row]:
    for row in salvaging.rows(left, "revision"):
        yield _alias("text", row["sha256"], row["article"])
    for row in salvaging.rows(left, "article"):
        if key := address_key(str(row["url"])):
            yield _alias("url", key, row["id"])


def _alias(kind: str, value: object, article: object) -> Row:
    return {"kind": kind, "value": value, "article": article, "clock": "{}", "deleted": 0}


def _renamed(table: str, **names: str) -> Callable[[sqlite3.Connection], Iterator[Row]]:
    """The rows of a table with columns under their new names."""

    def made(left: sqlite3.Connection) -> Iterator[Row]:
        for row in salvaging.rows(left, table):
            yield {names.get(name, name): value for name, value in row.items()}

    return made


def _journal(left: sqlite3.Connection) -> Iterator[Row]:
    for row in salvaging.rows(left, "journal"):
        yield row | {"scope": "marks"}


def _journal_rows(left: sqlite3.Connection) -> Iterator[Row]:
    articles = {row["seq"]: row["article"] for row in salvaging.rows(left, "journal")}
    for row in salvaging.rows(left, "journal_row"):
        yield row | {"article": articles.get(row["journal"])}


_BEFORE_BATCHES = {"journal": _journal, "journal_row": _journal_rows}
_BEFORE_TEXTS = {
    "text": _texts,
    "article": _articles,
    "revision": _revisions,
    "alias": _aliases,
    "anchor": _renamed("anchor", revision="text"),
    "outline": _renamed("outline", revision="text"),
    "reading": _renamed("reading", revision="text"),
    "draft": _renamed("draft", revision="text", text="words"),
}
