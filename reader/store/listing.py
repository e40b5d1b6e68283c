"""The library's list: which articles are on a shelf, in which order, and the row of each.

An order is read from an index of `listing`, or sorted; either way as ids alone. What is known of
an article is looked up for those that are in sight, so a page costs the same in any library.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.model import Entry
from reader.model.listing import SavedFilter, Share, Shelf, Shelves
from reader.store import annotations as marks
from reader.store import articles, feeds
from reader.store import marked_counts as marked
from reader.store.db.checked_values import Shape, number

if TYPE_CHECKING:
    from reader.model.feed import Feed

_ROW, _FILTER, _SHELF = Shape("irtriiiii"), Shape("ttt"), Shape("ti")
_NEWEST = ("date DESC", "added DESC", "article DESC")
_PLACE = "CASE WHEN read THEN 1.0 ELSE 1.0 * position / max(1, length) END"
_ORDERS = {
    "newest": _NEWEST,
    "added": ("added DESC", "article DESC"),
    "read": ("last_read DESC", *_NEWEST),
    "title": ("title", "date", "added", "article"),
    "source": ("sourceless", "source", *_NEWEST),
    "progress": (f"{_PLACE} DESC", *_NEWEST),
    "unmarked": ("count DESC", *_NEWEST),
    "notes": ("count DESC", *_NEWEST),
    "length": ("length DESC", *_NEWEST),
}
_COUNTED = {
    "unmarked": """(
      SELECT l.*, l.claims - CASE WHEN m.article IS NULL THEN 0 ELSE coalesce(m.sentences,
        (SELECT value FROM json_each(:uncounted) WHERE key = l.article), 0) END AS count
      FROM listing l LEFT JOIN marked m ON m.article = l.article AND m.annotator = :me)""",
    "notes": """(
      SELECT l.*, coalesce((
        SELECT sum(t.notes) FROM tally t WHERE t.article = l.article
          AND t.annotator IN (SELECT id FROM annotator WHERE shown = 1)), 0) AS count
      FROM listing l)""",
}
"""Tables with a `count` to order by; `:me` is who reads here, `:uncounted` what is not stored."""

_ARTICLES = "(SELECT id AS article, date, added FROM article WHERE deleted = 0)"
"""The articles by an index that does not separate the archived from the others."""

_SHELVES = {
    "all": "archived = 0",
    "unread": "archived = 0 AND read = 0",
    "starred": "starred = 1",
    "archived": "archived = 1",
    "source": "archived = 0 AND sourceless = (:name = '') AND source = :name",
    "topic": "archived = 0 AND article IN (SELECT article FROM listing_topic WHERE topic = :name)",
    "feed": "archived = 0 AND article IN (SELECT article FROM feed_item WHERE feed = :name)",
    "folder": """archived = 0 AND article IN (
      SELECT i.article FROM feed f JOIN feed_item i ON i.feed = f.id
      WHERE f.folder = :name AND f.deleted = 0)""",
    "everything": "1",
}

_UNREAD = """
  SELECT feeds, count(*) FROM (
    SELECT group_concat(feed) AS feeds FROM feed_item INDEXED BY feed_item_article
    WHERE article IN (
      SELECT article FROM listing INDEXED BY listing_newest WHERE archived = 0 AND read = 0)
    GROUP BY article)
  GROUP BY feeds
"""
"""Unread articles counted by the feeds that brought them in. Read in the order of an index, and few
rows, so that nothing large is sorted and an article counts once in a folder.
"""

_ENTRIES = """
  SELECT
    l.claims, coalesce(g.progress, 0.0), l.last_read, 1.0 * l.position / max(1, l.length),
    l.read, l.starred, l.archived,
    coalesce((
      SELECT count(*) FROM queue q
      JOIN queue before ON before.position <= q.position AND before.deleted = 0
      WHERE q.article = a.id AND q.deleted = 0), 0),
    a.own_title IS NOT NULL,
    {head}
  JOIN listing l ON l.article = a.id
  LEFT JOIN reading g ON g.article = a.id
  WHERE a.id IN (SELECT value FROM json_each(?)) AND a.deleted = 0
"""
NOTHING = (0, 0, 0, 0)
"""Facts, opinions, no claims and notes of an annotator without any."""

_TALLIES = """
  SELECT t.article, t.annotator, t.facts, t.opinions, t.nones, t.notes
  FROM json_each(?) wanted CROSS JOIN tally t ON t.article = wanted.value
"""


def order(connection: sqlite3.Connection, shelf: Shelf, limit: int = -1, me: str = "") -> list[str]:
    """The ids of the articles on a shelf in its order, the first `limit` of them; -1 for all.

    `me` is the id of the annotator whose marked sentences count for the order `unmarked`. Raises
    InputError `order_unknown` and `shelf_unknown`.
    """
    if shelf.order not in _ORDERS:
        raise InputError("order_unknown", name=shelf.order, known=", ".join(_ORDERS))
    if shelf.kind == "queue":
        sql = (
            "SELECT q.article FROM queue q JOIN listing l ON l.article = q.article"
            " WHERE q.deleted = 0 ORDER BY q.position, q.article LIMIT :limit"
        )
    elif shelf.kind in _SHELVES:
        table = _COUNTED.get(shelf.order, "listing")
        if (shelf.kind, shelf.order) == ("everything", "newest"):
            table = _ARTICLES
        elif shelf.kind == "source" and table == "listing":
            table = "listing INDEXED BY listing_source"
        sql = (
            f"SELECT article FROM {table} WHERE {_SHELVES[shelf.kind]}"
            f" ORDER BY {_by(shelf.order, backward=shelf.backward)} LIMIT :limit"
        )
    else:
        raise InputError("shelf_unknown", name=shelf.kind, known=", ".join(_SHELVES))
    uncounted = marked.uncounted(connection, me) if shelf.order == "unmarked" else {}
    values = {"name": shelf.name, "limit": limit, "me": me, "uncounted": json.dumps(uncounted)}
    # One value for all of them: a hundred thousand rows would each come back to Python.
    (joined,) = connection.execute(
        f"SELECT group_concat(article, ' ') FROM ({sql})", values
    ).fetchone()
    return joined.split() if joined else []


def _by(order: str, *, backward: bool) -> str:
    """ORDER BY terms of an order; turned round, the same index serves."""
    terms = _ORDERS[order]
    if backward:
        terms = tuple(
            term.removesuffix(" DESC") if term.endswith(" DESC") else f"{term} DESC"
            for term in terms
        )
    return ", ".join(terms)


def entries(connection: sqlite3.Connection, idents: Sequence[str]) -> list[Entry]:
    """Rows of the list for some articles, in the order of their ids; one that is gone is left out.

    Tags and notes are those of the annotators who are shown. Marked sentences are counted as on the
    page: mine, or before I have tagged anything there those of all who are shown.
    """
    wanted = json.dumps(idents)
    names = {each.id: each.name for each in marks.annotators(connection) if each.shown}
    tallies: dict[str, dict[str, tuple[int, ...]]] = {}
    tagging: dict[str, list[str]] = {}
    me = marks.my_id(connection)
    for article, annotator, *counts in connection.execute(_TALLIES, (wanted,)).fetchall():
        if annotator in names:
            tallies.setdefault(article, {})[annotator] = tuple(map(number, counts))
        if any(counts[:3]) and (annotator in names or annotator == me):
            tagging.setdefault(article, []).append(annotator)
    sentences = marked.by_annotator(connection, tagging)

    def marked_in(article: str) -> int:
        own, who = sentences.get(article, {}), tagging.get(article, [])
        who = [me] if me in who else who
        if len(who) > 1:
            return marked.together(connection, article, who)
        return sum(own.get(ident, 0) for ident in who)

    found = {}
    for row in connection.execute(_ENTRIES.format(head=articles.HEAD), (wanted,)):
        claims, progress, last_read, place, read, starred, archived, queued, renamed = _ROW.of(
            row[:9]
        )
        head = articles.head_of(row[9:])
        by, own = tallies.get(head.id, {}), sentences.get(head.id, {})
        facts, opinions, nones, notes = map(sum, zip(NOTHING, *by.values(), strict=True))
        found[head.id] = Entry(
            head, claims, facts, opinions, nones, notes, progress, last_read,
            place=min(1.0, place), read=bool(read), starred=bool(starred), archived=bool(archived),
            queued=queued, renamed=bool(renamed),
            marked=marked_in(head.id),
            shares=tuple(
                Share(ident, name, own.get(ident, 0))
                for ident, name in names.items()
                if any(by.get(ident, NOTHING)[:3])
            ),
        )  # fmt: skip
    return [found[ident] for ident in idents if ident in found]


def shelves(connection: sqlite3.Connection) -> Shelves:
    """Number of articles on each shelf."""

    def count(sql: str) -> int:
        return int(connection.execute(f"SELECT count(*) FROM {sql}").fetchone()[0])

    held, folders = _feeds(connection)
    return Shelves(
        all=count("listing INDEXED BY listing_newest WHERE archived = 0"),
        unread=count("listing INDEXED BY listing_newest WHERE archived = 0 AND read = 0"),
        starred=count("listing WHERE starred = 1"),
        queue=count("queue q JOIN listing l ON l.article = q.article WHERE q.deleted = 0"),
        archived=count("listing INDEXED BY listing_newest WHERE archived = 1"),
        sources=_named(
            connection,
            "SELECT source, count(*) FROM listing INDEXED BY listing_source"
            " WHERE archived = 0 AND sourceless = 0 GROUP BY source",
        ),
        topics=_named(
            connection,
            "SELECT t.topic, count(*) FROM listing_topic t CROSS JOIN listing l"
            " ON l.article = t.article WHERE l.archived = 0 GROUP BY t.topic",
        ),
        filters=filters(connection),
        folders=folders,
        feeds=held,
    )


def _feeds(
    connection: sqlite3.Connection,
) -> tuple[tuple[Feed, ...], tuple[tuple[str, int], ...]]:
    """The feeds, and their folders, with how many of their articles are unread."""
    held = feeds.states(connection)
    if not held:
        return (), ()
    folder_of = {feed.id: feed.folder for feed in held}
    unread, folders = Counter[str](), Counter[str]()
    for joined, count in connection.execute(_UNREAD):
        brought = set(joined.split(",")) & folder_of.keys()
        unread.update(dict.fromkeys(brought, count))
        folders.update(dict.fromkeys({folder_of[feed] for feed in brought}, count))
    named = dict.fromkeys(feed.folder for feed in held if feed.folder)
    return (
        tuple(replace(feed, unread=unread[feed.id]) for feed in held),
        tuple((folder, folders[folder]) for folder in named),
    )


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the tables that triggers keep from nothing, inside a transaction."""
    from reader.store.schema.claim_listing import FILL as CLAIMS
    from reader.store.schema.history import FILL
    from reader.store.schema.marking import UNCOUNTED

    for table in ("listing", "listing_topic", "tally", "marked", "claim_listing"):
        connection.execute(f"DELETE FROM {table}")
    for statement in (*FILL, UNCOUNTED, CLAIMS):
        connection.execute(statement)


def _named(connection: sqlite3.Connection, sql: str) -> tuple[tuple[str, int], ...]:
    rows = list(map(_SHELF.of, connection.execute(sql)))
    return tuple(sorted(rows, key=lambda row: (-row[1], row[0])))


def filters(connection: sqlite3.Connection) -> tuple[SavedFilter, ...]:
    """The filters that were kept, in the order in which they were."""
    rows = connection.execute(
        "SELECT id, name, query FROM saved_filter WHERE deleted = 0 ORDER BY position, id"
    )
    return tuple(SavedFilter(*_FILTER.of(row)) for row in rows)


def next_queued(connection: sqlite3.Connection, article: str) -> str | None:
    """The article to read after this one: the next of the queue, from its beginning if need be."""
    row = connection.execute(
        "SELECT q.article FROM queue q JOIN listing l ON l.article = q.article"
        " WHERE q.article <> :article AND q.deleted = 0 ORDER BY"
        " q.position < coalesce("
        "  (SELECT position FROM queue WHERE article = :article AND deleted = 0), 0),"
        " q.position, q.article LIMIT 1",
        {"article": article},
    ).fetchone()
    return None if row is None else str(row[0])
