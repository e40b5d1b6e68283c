"""Owners after joins: rows of an article or a person who was joined belong to the other one."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from reader.store import outlines

JOINED_ARTICLES = """
  SELECT a.title, a.id FROM article a
  JOIN alias l ON (l.kind, l.value) = ('id', a.id) AND l.deleted = 0
  WHERE l.article <> a.id AND (a.deleted = 0
    OR EXISTS (SELECT 1 FROM annotation WHERE article = a.id)
    OR EXISTS (SELECT 1 FROM revision WHERE article = a.id)
    OR a.id IN (SELECT article FROM file) OR a.id IN (SELECT article FROM feed_item))"""
"""Articles that were joined with another, and are there all the same, or have something."""

JOINED_PERSONS = """
  SELECT p.name, p.id FROM annotator p WHERE joined IS NOT NULL AND (deleted = 0
    OR id IN (SELECT annotator FROM annotation)
    OR EXISTS (SELECT 1 FROM claim_check WHERE p.id IN (checked_by, assignee, approved_by)))"""
"""Persons who were joined with another, and are there all the same, or have annotations."""

SAME_NAME = """
  SELECT name FROM annotator WHERE kind = 'person' AND deleted = 0
  GROUP BY name HAVING count(*) > 1"""

_JOINS = """SELECT l.value, l.article, coalesce(json_extract(l.clock, '$.deleted'), ''),
    a.deleted = 0 AND json_extract(a.clock, '$.deleted') > json_extract(l.clock, '$.deleted')
  FROM alias l JOIN article a ON a.id = l.value
  WHERE l.kind = 'id' AND l.deleted = 0 AND l.article <> l.value AND a.id IN ({})
  ORDER BY l.value DESC"""
"""Joined articles, and whether they were parted since and only the alias does not know."""

_MOST = 20
"""Number of joins in a row that are followed from an article."""


class Moved(NamedTuple):
    """The articles and the annotations that searches have to look at again."""

    articles: set[str]
    annotations: set[str]


def settle(connection: sqlite3.Connection) -> Moved:
    """Have all that is of somebody or something that was joined follow; what that was."""
    moved = Moved(set(), set())
    for _ in range(_MOST):
        found = connection.execute(_JOINS.format(f"SELECT id FROM ({JOINED_ARTICLES})")).fetchall()
        for article, other, stamp, parted in found:
            moved.articles.update((article, other))
            if parted:
                connection.execute(
                    "UPDATE alias SET deleted = 1 WHERE (kind, value, article) = ('id', ?, ?)",
                    (article, other),
                )
            else:
                moved.annotations.update(_follow(connection, article, other, stamp))
        persons = connection.execute(
            "SELECT id, joined, coalesce(json_extract(clock, '$.joined'), '') FROM annotator"
            f" WHERE id IN (SELECT id FROM ({JOINED_PERSONS}))"
        ).fetchall()
        for person, other, stamp in persons:
            moved.annotations.update(_be(connection, person, other, stamp))
        if not found and not persons:
            break
    return moved


def _follow(connection: sqlite3.Connection, article: str, other: str, stamp: str) -> list[str]:
    """Have what is of an article be of the one that it was joined with; its annotations."""
    pair = {"article": article, "other": other, "stamp": stamp}
    outlines.copy(connection, article, other)
    moved = _give(connection, "article", pair)
    for sql in (
        "UPDATE revision SET article = :other WHERE article = :article",
        "UPDATE file SET article = :other, former = iif(former = '', :article, former)"
        " WHERE article = :article",
        "UPDATE feed_item SET article = :other WHERE article = :article",
        "UPDATE evidence SET quote_article = :other WHERE quote_article = :article",
        "INSERT INTO alias (kind, value, article, clock) SELECT kind, value, :other, clock"
        " FROM alias WHERE article = :article AND deleted = 0 AND kind IN ('text', 'url')"
        " ON CONFLICT DO UPDATE SET deleted = 0",
        "UPDATE alias SET deleted = 1 WHERE article = :article AND kind IN ('text', 'url')",
        "UPDATE OR IGNORE alias SET article = :other WHERE article = :article"
        " AND kind IN ('id', 'feed') AND deleted = 0",
        "UPDATE article SET deleted = 1 WHERE id = :article",
    ):
        connection.execute(sql, pair)
    return moved


def _be(connection: sqlite3.Connection, person: str, other: str, stamp: str) -> list[str]:
    """Give somebody's annotations to the person whom they were found to be."""
    pair = {"annotator": person, "other": other, "stamp": stamp}
    moved = _give(connection, "annotator", pair)
    for column in ("checked_by", "assignee", "approved_by"):
        connection.execute(
            f"UPDATE claim_check SET {column} = :other WHERE {column} = :annotator", pair
        )
    connection.execute("UPDATE annotator SET deleted = 1 WHERE id = :annotator", pair)
    return moved


def _give(connection: sqlite3.Connection, owner: str, pair: dict[str, str]) -> list[str]:
    """Give annotations another owner, as of when the two were joined; which they are."""
    found = connection.execute(
        f"UPDATE annotation SET {owner} = :other, clock = iif(:stamp > coalesce("
        f"json_extract(clock, '$.{owner}'), ''), json_set(clock, '$.{owner}', :stamp), clock)"
        f" WHERE {owner} = :{owner} RETURNING id",
        pair,
    )
    return [str(row[0]) for row in found.fetchall()]
