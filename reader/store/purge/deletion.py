"""Deletion of rows for good, in one transaction: what hangs on them, and what the journal says."""

from __future__ import annotations

import json
import sqlite3
from typing import NamedTuple

from reader.store import settings
from reader.store.annotation_query import words
from reader.store.purge.journal_deletion import delete_history
from reader.store.purge.purge_targets import PurgeTargets
from reader.store.search import index

_TABLES = """
  CREATE TEMP TABLE purged_annotation (id TEXT PRIMARY KEY);
  CREATE TEMP TABLE purged_article (id TEXT PRIMARY KEY);
  CREATE TEMP TABLE purged_check (id TEXT PRIMARY KEY);
  CREATE TEMP TABLE purged_evidence (id TEXT PRIMARY KEY);
  CREATE TEMP TABLE purged_entry (id TEXT PRIMARY KEY);
  CREATE TEMP TABLE purged_revision (id TEXT PRIMARY KEY);
  CREATE TEMP TABLE purged_text (sha256 TEXT PRIMARY KEY);
"""
_NAMES = ("annotation", "article", "check", "evidence", "entry", "revision", "text")

_ANNOTATIONS = "(SELECT id FROM purged_annotation)"
_ARTICLES = "(SELECT id FROM purged_article)"

_CHECKS = f"""INSERT INTO purged_check SELECT c.id FROM claim_check c
  WHERE (c.id IN {_ANNOTATIONS}
      OR c.id IN (SELECT claim_check FROM annotation WHERE id IN {_ANNOTATIONS}))
    AND NOT EXISTS (SELECT 1 FROM annotation a
      WHERE a.claim_check = c.id AND a.id NOT IN {_ANNOTATIONS})"""
"""Checks that no other annotation has."""

_QUOTING_PRIVATE = f"""INSERT OR IGNORE INTO purged_evidence SELECT e.id FROM evidence e
  JOIN article o ON o.id = e.quote_article WHERE o.private = 1 AND o.id IN {_ARTICLES}"""
"""Evidence of others that was private because of what it quotes: without that it would not be."""

_SNAPSHOTS = f"""INSERT OR IGNORE INTO purged_article SELECT o.id FROM article o
  WHERE o.snapshot = 1
    AND EXISTS (SELECT 1 FROM evidence e
      WHERE e.quote_article = o.id AND e.id IN (SELECT id FROM purged_evidence))
    AND NOT EXISTS (SELECT 1 FROM evidence e
      WHERE e.quote_article = o.id AND e.id NOT IN (SELECT id FROM purged_evidence))
    AND NOT EXISTS (SELECT 1 FROM annotation a
      WHERE a.article = o.id AND a.id NOT IN {_ANNOTATIONS})"""
"""Snapshots that no other evidence quotes."""

_ENTRIES = f"""INSERT INTO purged_entry SELECT b.id FROM code_book b
  WHERE b.kind = 'label' AND b.digit IS NULL AND b.description = ''
    AND EXISTS (SELECT 1 FROM label l WHERE l.entry = b.id AND l.annotation IN {_ANNOTATIONS})
    AND NOT EXISTS (SELECT 1 FROM label l
      WHERE l.entry = b.id AND l.annotation NOT IN {_ANNOTATIONS})"""
"""Labels that came with these annotations, and that nobody described or gave a key."""

_OUTSIDE = f"AND article NOT IN {_ARTICLES}"
_TEXTS = f"""INSERT INTO purged_text SELECT sha256 FROM (
    SELECT text AS sha256 FROM revision WHERE article IN {_ARTICLES}
    UNION SELECT text FROM outline WHERE article IN {_ARTICLES}
    UNION SELECT text FROM article WHERE id IN {_ARTICLES}) own
  WHERE NOT EXISTS (SELECT 1 FROM revision WHERE text = sha256 {_OUTSIDE})
    AND NOT EXISTS (SELECT 1 FROM outline WHERE text = sha256 {_OUTSIDE})
    AND NOT EXISTS (SELECT 1 FROM anchor
      WHERE text = sha256 AND annotation NOT IN {_ANNOTATIONS})"""
"""Texts that no other article has or had, and no annotation of another one lies in."""

_ROWS: dict[str, tuple[str, ...]] = {
    "links": (f"link WHERE annotation IN {_ANNOTATIONS} OR target IN {_ANNOTATIONS}",),
    "_rest": (
        f"label WHERE annotation IN {_ANNOTATIONS} OR entry IN (SELECT id FROM purged_entry)",
        f"anchor WHERE annotation IN {_ANNOTATIONS}",
    ),
    "annotations": (f"annotation WHERE id IN {_ANNOTATIONS}",),
    "evidence": ("evidence WHERE id IN (SELECT id FROM purged_evidence)",),
    "checks": ("claim_check WHERE id IN (SELECT id FROM purged_check)",),
    "labels": ("code_book WHERE id IN (SELECT id FROM purged_entry)",),
}
"""Tables and conditions, by the name under which their rows are counted, if they are."""

_OF_ARTICLES: dict[str, tuple[str, ...]] = {
    "_rest": (
        f"search_pending WHERE article IN {_ARTICLES}",
        f"reading WHERE article IN {_ARTICLES}",
        f"queue WHERE article IN {_ARTICLES}",
        f"file WHERE article IN {_ARTICLES}",
        f"alias WHERE article IN {_ARTICLES} OR (kind = 'id' AND value IN {_ARTICLES})",
        f"outline WHERE article IN {_ARTICLES}",
    ),
    "revisions": ("revision WHERE id IN (SELECT id FROM purged_revision)",),
    "articles": (f"article WHERE id IN {_ARTICLES}",),
    "texts": ("text WHERE sha256 IN (SELECT sha256 FROM purged_text)",),
    "_bodies": ("body WHERE sha256 IN (SELECT sha256 FROM purged_text)",),
}

_UNQUOTED = f"""UPDATE evidence SET quote_article = NULL, quote_text = NULL, quote_start = NULL,
    quote_end = NULL, quote_exact = '',
    deleted = deleted OR (url = '' AND remark = '' AND question = '' AND answer = ''
      AND medium = '')
  WHERE (quote_article IN {_ARTICLES} OR quote_text IN (SELECT sha256 FROM purged_text))
    AND id NOT IN (SELECT id FROM purged_evidence)"""
"""Evidence of others that quotes what goes: it loses the words, and is none without them."""


_UNLISTED = "UPDATE evidence SET deleted = 1 WHERE id IN (SELECT id FROM purged_evidence)"
"""Change of what goes that triggers hear of, as they do of no deletion."""


class Removed(NamedTuple):
    """Number of rows that are gone, by what they are: `annotations`, `articles`, `revisions`,
    `checks`, `evidence`, `labels`, `links`, `drafts`, `quotes` (of others, from what is gone) and
    `changes` of the journal.
    """

    counts: dict[str, int]


def remove(connection: sqlite3.Connection, wanted: PurgeTargets) -> Removed:
    """Delete rows for good inside a transaction; what the pages held goes with `scrubbing`.

    A check that others share stays theirs, as does what the journal says of it.
    """
    connection.execute("PRAGMA defer_foreign_keys = ON")
    _collect(connection, wanted)
    counts = {"drafts": _drafts(connection, wanted)}
    counts["changes"] = delete_history(connection)
    counts["quotes"] = connection.execute(_UNQUOTED).rowcount
    connection.execute(_UNLISTED)
    articles = [row[0] for row in connection.execute("SELECT id FROM purged_article")]
    for article in articles:
        index.forget(connection, article)
    annotations = [row[0] for row in connection.execute("SELECT id FROM purged_annotation")]
    counts |= _delete(connection, _ROWS)
    index.put_notes(connection, annotations)
    connection.execute(
        "UPDATE revision SET parent = NULL WHERE parent IN (SELECT id FROM purged_revision)"
    )
    counts |= _delete(connection, _OF_ARTICLES)
    _unset(connection, annotations, articles)
    while connection.execute("SELECT 1 FROM search_claim_gone LIMIT 1").fetchone():
        words.settle(connection)
    _drop(connection)
    return Removed({name: count for name, count in counts.items() if name[0] != "_"})


def _collect(connection: sqlite3.Connection, wanted: PurgeTargets) -> None:
    """Name all that goes, in tables in memory."""
    _drop(connection)
    for statement in filter(str.strip, _TABLES.split(";")):
        connection.execute(statement)
    for table, idents in (("annotation", wanted.annotations), ("article", wanted.articles)):
        connection.execute(
            f"INSERT OR IGNORE INTO purged_{table} SELECT id FROM {table}"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(idents),),
        )
    # In a copy there may be others than those that are known here.
    connection.execute(
        "INSERT OR IGNORE INTO purged_annotation"
        f" SELECT id FROM annotation WHERE article IN {_ARTICLES}"
    )
    connection.execute(_CHECKS)
    connection.execute(
        "INSERT INTO purged_evidence SELECT id FROM evidence"
        " WHERE claim_check IN (SELECT id FROM purged_check)"
    )
    columns = {row[1] for row in connection.execute("PRAGMA table_info(article)")}
    if "private" in columns:
        connection.execute(_QUOTING_PRIVATE)
    if "snapshot" in columns:
        connection.execute(_SNAPSHOTS)
    connection.execute(_ENTRIES)
    connection.execute(
        f"INSERT INTO purged_revision SELECT id FROM revision WHERE article IN {_ARTICLES}"
    )
    connection.execute(_TEXTS)


def _drop(connection: sqlite3.Connection) -> None:
    for name in _NAMES:
        connection.execute(f"DROP TABLE IF EXISTS temp.purged_{name}")


def _delete(connection: sqlite3.Connection, rows: dict[str, tuple[str, ...]]) -> dict[str, int]:
    return {
        name: sum(connection.execute(f"DELETE FROM {each}").rowcount for each in which)
        for name, which in rows.items()
    }


def _drafts(connection: sqlite3.Connection, wanted: PurgeTargets) -> int:
    """Delete what was being typed, and was not kept; how much there was."""
    count = connection.execute(f"DELETE FROM draft WHERE article IN {_ARTICLES}").rowcount
    places = connection.execute(
        'SELECT DISTINCT a.article, n.text, n.start, n."end" FROM annotation a'
        f" JOIN anchor n ON n.annotation = a.id WHERE a.id IN {_ANNOTATIONS}"
    ).fetchall()
    for place in {*map(tuple, places), *wanted.places}:
        count += connection.execute(
            'DELETE FROM draft WHERE article = ? AND text = ? AND start = ? AND "end" = ?', place
        ).rowcount
    keys = [f"{settings.DRAFT}{ident}" for ident in wanted.annotations]
    return count + _unset_keys(connection, keys)


def _unset(connection: sqlite3.Connection, annotations: list[str], articles: list[str]) -> None:
    """Delete the settings that are about what is gone."""
    prefixes = (settings.ARRIVED, settings.FATE, settings.ALIKE)
    keys = [f"{prefix}{article}" for prefix in prefixes for article in articles]
    _unset_keys(connection, [*keys, *(f"{settings.DRAFT}{ident}" for ident in annotations)])
    connection.execute(
        "DELETE FROM setting WHERE key GLOB ? AND value IN (SELECT value FROM json_each(?))",
        (f"{settings.ALIKE}*", json.dumps(articles)),
    )


def _unset_keys(connection: sqlite3.Connection, keys: list[str]) -> int:
    sql = "DELETE FROM setting WHERE key IN (SELECT value FROM json_each(?))"
    return connection.execute(sql, (json.dumps(keys),)).rowcount
