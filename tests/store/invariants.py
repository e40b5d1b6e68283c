"""What always holds of a library's database: the invariants of docs/storage.md, by their names."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator

from reader.store import marked_counts as marked
from reader.store.annotation_query.words import folded
from reader.store.clocks.clock import STAMP
from reader.store.clocks.clocked_rows import values
from reader.store.db.checked_values import WrongValueError
from reader.store.repair.checks import agreement, anchors, database, rows, texts
from reader.store.search.check import check
from reader.store.search.grams import decoded

Connection = sqlite3.Connection

_RULES = """
  SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'
  UNION ALL SELECT "table" FROM pragma_foreign_key_check"""

_REVISIONS = """
  SELECT a.id FROM article a LEFT JOIN revision r ON r.id = a.revision
  WHERE a.deleted = 0 AND (r.article, r.text) IS NOT (a.id, a.text)
"""

_SHOWN = """
  SELECT a.id FROM article a JOIN revision r ON r.id = a.revision
  WHERE (a.title, a.topics) IS NOT
      (coalesce(a.own_title, r.title), coalesce(a.own_topics, r.topics))
    OR (a.authors, a.source, a.date, a.url, a.lang) IS NOT
      (r.authors, r.source, r.date, r.url, r.lang)"""

_JOINED = """
  SELECT a.id FROM article a JOIN alias l ON (l.kind, l.value) = ('id', a.id) AND l.deleted = 0
  WHERE l.article <> a.id AND (a.deleted = 0
    OR a.id IN (SELECT article FROM annotation UNION SELECT article FROM revision
      UNION SELECT article FROM file UNION SELECT article FROM feed_item))"""

_SNAPSHOTS = """
  SELECT id FROM article WHERE snapshot = 1 AND (deleted = 0
    OR id IN (SELECT article FROM annotation UNION SELECT article FROM file
      UNION SELECT article FROM feed_item))"""

_PLACES = """
  SELECT n.annotation FROM anchor n LEFT JOIN text t ON t.sha256 = n.text
  WHERE n."end" > t.length OR t.length IS NULL
  UNION ALL SELECT a.id FROM annotation a JOIN article r ON r.id = a.article
  WHERE a.deleted = 0 AND r.deleted = 0 AND NOT EXISTS (SELECT 1 FROM anchor n
    WHERE n.annotation = a.id AND n.text = r.text AND n.deleted = 0)"""

_THE_SAME = """
  SELECT max(id) FROM annotator WHERE kind = 'person' AND deleted = 0
    GROUP BY name HAVING count(*) > 1
  UNION ALL SELECT id FROM annotator p WHERE joined IS NOT NULL AND (deleted = 0
    OR EXISTS (SELECT 1 FROM annotation WHERE annotator = p.id)
    OR EXISTS (SELECT 1 FROM claim_check WHERE p.id IN (checked_by, assignee, approved_by)))"""

_STANDING = """
  SELECT j.seq FROM journal j JOIN journal d ON d.seq = j.undoes
  WHERE d.op <> 'do' OR d.seq >= j.seq OR d.scope <> j.scope
  UNION ALL SELECT seq FROM journal WHERE device <> substr(clock, -8)
  UNION ALL SELECT seq FROM journal GROUP BY clock HAVING count(*) > 1
  UNION ALL SELECT seq FROM journal WHERE op = 'do'
    AND seq NOT IN (SELECT journal FROM journal_row)"""

_READING = """
  SELECT p.article FROM reading p LEFT JOIN text t ON t.sha256 = p.text
  WHERE t.length IS NULL OR p.position > t.length
  UNION ALL SELECT d.article FROM draft d LEFT JOIN text t ON t.sha256 = d.text
  WHERE t.length IS NULL OR d."end" > t.length"""

_SETTINGS = """
  SELECT key FROM setting WHERE key = 'me'
    AND value NOT IN (SELECT id FROM annotator WHERE deleted = 0 OR joined IS NOT NULL)
  UNION ALL SELECT key FROM setting WHERE key GLOB 'arrived.*'
    AND substr(key, 9) NOT IN (SELECT id FROM article)
  UNION ALL SELECT key FROM setting WHERE key GLOB 'fate.*'
    AND substr(key, 6) NOT IN (SELECT id FROM article)
  UNION ALL SELECT key FROM setting WHERE key GLOB 'alike.*'
    AND (substr(key, 7) NOT IN (SELECT id FROM article) OR value NOT IN (SELECT id FROM article))
  UNION ALL SELECT key FROM setting WHERE key GLOB 'draft.*'
    AND substr(key, 7) NOT IN (SELECT id FROM annotation)
  UNION ALL SELECT key FROM setting
  WHERE key NOT IN ('library', 'device', 'ahead', 'starter', 'me', 'view', 'first_tag',
    'phrases_learnt', 'search_joined') AND key NOT GLOB 'arrived.*' AND key NOT GLOB 'fate.*'
    AND key NOT GLOB 'alike.*' AND key NOT GLOB 'draft.*'"""


def _sql(sql: str) -> Callable[[Connection], Iterator[object]]:
    return lambda connection: iter(connection.execute(sql))


def _texts(connection: Connection) -> Iterator[object]:
    held = connection.execute(
        "SELECT b.sha256, b.text, t.length FROM body b LEFT JOIN text t ON t.sha256 = b.sha256"
    )
    for sha256, text, length in held:
        if hashlib.sha256(text.encode()).hexdigest() != sha256 or len(text) != length:
            yield sha256


def _clocks(connection: Connection) -> Iterator[object]:
    tables = connection.execute(
        "SELECT s.name FROM sqlite_schema s, pragma_table_info(s.name) c"
        " WHERE s.type = 'table' AND c.name = 'clock' AND s.name <> 'journal'"
    ).fetchall()
    for (table,) in tables:
        columns = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        for (clock,) in connection.execute(f"SELECT DISTINCT clock FROM {table}"):
            fields = json.loads(clock)
            stamps = fields.values() if isinstance(fields, dict) else [""]
            known = isinstance(fields, dict) and columns - {"clock"} >= fields.keys()
            if not known or not all(STAMP.fullmatch(str(stamp)) for stamp in stamps):
                yield table, clock
    for (clock,) in connection.execute("SELECT clock FROM journal"):
        if not STAMP.fullmatch(clock):
            yield "journal", clock


def _journal_rows(connection: Connection) -> Iterator[object]:
    for seq, table, key, article, annotation, *states in connection.execute(
        "SELECT journal, name, key, article, annotation, before, after FROM journal_row"
    ).fetchall():
        before, after = (None if state is None else json.loads(state) for state in states)
        try:
            row = values(connection, table, tuple(json.loads(key)))
        except (KeyError, sqlite3.Error):
            row = None
        if row is None or not row.keys() >= after.keys():
            yield seq, table, key
        elif before is not None and before.keys() != after.keys():
            yield seq, table, "before"
        elif annotation is not None and article is None:
            yield seq, table, "article"


def _marked(connection: Connection) -> Iterator[object]:
    for article, annotator, sentences in connection.execute(
        "SELECT m.article, m.annotator, m.sentences FROM marked m JOIN article a"
        " ON a.id = m.article WHERE a.deleted = 0 AND m.sentences IS NOT NULL"
    ).fetchall():
        try:
            right = marked.together(connection, article, [annotator])
        except WrongValueError:
            right = -1
        if sentences != right:
            yield article, annotator, sentences, right


def _words(connection: Connection) -> Iterator[object]:
    yield from connection.execute(
        "SELECT number FROM claim_listing WHERE worded = 1"
        " AND number NOT IN (SELECT number FROM search_claim)"
        " UNION ALL SELECT number FROM search_claim WHERE number NOT IN"
        " (SELECT number FROM claim_listing UNION SELECT number FROM search_claim_gone)"
    )
    for number, kept, *said in connection.execute(
        "SELECT l.number, s.text, a.exact, a.note, a.source FROM claim_listing l"
        " JOIN annotation a ON a.id = l.annotation JOIN search_claim s ON s.number = l.number"
        " WHERE l.worded = 1"
    ):
        if decoded(kept) != folded(*said):
            yield number


def _search(connection: Connection) -> Iterator[object]:
    yield from check(connection)
    yield from _words(connection)


INVARIANTS: dict[str, tuple[Callable[[Connection], Iterable[object]], ...]] = {
    "Rules of the tables": (_sql(_RULES), database.broken_rules, rows.wrong),
    "Texts": (_texts,),
    "Outlines": (lambda it: (each for each in texts.wrong(it) if each.code != "outline_old"),),
    "Current revision": (
        _sql(_REVISIONS),
        _sql(agreement.LOOPS),
    ),
    "What is shown": (_sql(_SHOWN),),
    "Aliases": (_sql(agreement.KNOWN),),
    "Joined articles": (_sql(_JOINED),),
    "Places": (_sql(_PLACES),),
    "Words": (anchors.wrong,),
    "Code book": (_sql(agreement.CODE_BOOK),),
    "Persons": (_sql(_THE_SAME),),
    "Checks": (_sql(agreement.CHECKS),),
    "Quotes of evidence": (_sql(agreement.QUOTES),),
    "Stamps": (_clocks,),
    "Times": (_sql(agreement.TIMES),),
    "Journal": (
        _sql(_STANDING),
        _sql(agreement.STANDING),
    ),
    "Rows of the journal": (_journal_rows,),
    "Reading": (_sql(_READING),),
    "Settings": (_sql(_SETTINGS),),
    "List of articles": (_sql(agreement.LISTED),),
    "Counts": (_sql(agreement.TALLY), _marked),
    "List of annotations": (_sql(agreement.CLAIMS),),
    "Search index": (_search,),
    "Snapshots": (_sql(_SNAPSHOTS),),
}
"""By its name in docs/storage.md, what yields whatever breaks an invariant."""

SHOWN = 3
"""So much of what breaks an invariant is told."""


def broken(connection: Connection) -> list[str]:
    """The invariants that do not hold, each with the first things that break it.

    Nothing is written but a temporary table; the connection must allow that.
    """
    found = []
    for name, checks in INVARIANTS.items():
        strays = [each for holds in checks for each in holds(connection)]
        if strays:
            found.append(f"{name}: {strays[:SHOWN]} ({len(strays)})")
    return found
