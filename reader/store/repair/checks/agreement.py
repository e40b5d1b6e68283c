"""Rows of several tables say the same: the invariants of docs/storage.md that no other check sees.

The tests' `tests/store/invariants.py` looks at all of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from reader.store.repair import owners
from reader.store.repair.checks.finding import Finding, Tick, findings_about
from reader.store.schema.claim_listing import COLUMNS, ROW
from reader.store.schema.history import FILL

KNOWN = """
  SELECT a.title, r.article, r.text FROM revision r JOIN article a ON a.id = r.article
  WHERE NOT EXISTS (SELECT 1 FROM alias l WHERE (l.kind, l.value) = ('text', r.text)
    AND l.deleted = 0)"""
"""Texts by which no article is known."""

CODE_BOOK = """
  SELECT 'label', l.annotation FROM label l JOIN code_book b ON b.id = l.entry
  WHERE b.kind <> 'label'
  UNION ALL SELECT 'claim_check', c.id FROM claim_check c JOIN code_book b ON b.id = c.verdict
  WHERE b.kind <> 'verdict'"""

CHECKS = """
  SELECT 'claim_check', id FROM claim_check WHERE status = 'unchecked'
    AND (verdict IS NOT NULL OR checked_by <> '' OR checked_on <> '')
  UNION ALL SELECT 'claim_check', id FROM claim_check WHERE verdict IS NULL
    AND (approved_by <> '' OR approved_on <> '')
  UNION ALL SELECT 'annotation', a.id FROM annotation a JOIN claim_check c ON c.id = a.claim_check
  WHERE a.deleted = 0 AND c.deleted = 1"""

QUOTES = """
  SELECT 'evidence', e.id FROM evidence e LEFT JOIN body b ON b.sha256 = e.quote_text
  WHERE e.quote_text IS NOT NULL AND e.quote_exact
    IS NOT substr(b.text, e.quote_start + 1, e.quote_end - e.quote_start)"""
"""Quotes of a stored text that are not its words; those that were imported without it are words."""

LOOPS = """
  SELECT 'revision', r.id FROM revision r WHERE r.parent IS NOT NULL AND r.id IN (
    WITH RECURSIVE before (id) AS (SELECT r.parent UNION SELECT p.parent FROM before b
      JOIN revision p ON p.id = b.id) SELECT id FROM before)"""

STANDING = """
  SELECT d.seq FROM journal d LEFT JOIN journal j ON j.seq =
    (SELECT max(seq) FROM journal WHERE undoes = d.seq)
  WHERE d.op = 'do' AND coalesce(j.op, 'redo') <>
    CASE d.standing WHEN 'done' THEN 'redo' ELSE 'undo' END"""
"""Changes that stand though they were undone, or do not though nobody undid them."""

TIMES = " UNION ALL ".join(
    f"SELECT '{table}.{column}', {column} FROM {table} WHERE {column} NOT GLOB"
    f" '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-6][0-9]*Z'"
    f" AND {column} <> ''"
    for table, column in (
        ("annotation", "created"), ("annotation", "updated"), ("article", "added"),
        ("revision", "fetched"), ("reading", "last_read"), ("draft", "saved"),
        ("feed", "checked"), ("feed", "due"), ("feed", "added"), ("feed_item", "seen"),
    )
)  # fmt: skip

_LISTING, _TOPICS, _ = (sql.partition(" ")[2].partition(" ")[2].partition(" ")[2] for sql in FILL)
LISTED = " UNION ALL ".join(
    f"SELECT article FROM (SELECT * FROM ({one} EXCEPT {other}))"
    for right, table in (
        (_LISTING.replace("SELECT a.id,", "SELECT a.id AS article,"), "listing"),
        (_TOPICS.replace("t.value, a.id", "t.value, a.id AS article"), "listing_topic"),
    )
    for one, other in ((right, f"SELECT * FROM {table}"), (f"SELECT * FROM {table}", right))
)

TALLY = """
  WITH right AS (SELECT article, annotator, sum(tag IS 'fact') AS facts,
      sum(tag IS 'opinion') AS opinions, sum(tag IS 'none') AS nones, sum(note <> '') AS notes
    FROM annotation WHERE deleted = 0 GROUP BY article, annotator)
  SELECT article FROM (SELECT * FROM right EXCEPT SELECT * FROM tally)
  UNION ALL SELECT t.article FROM tally t WHERE t.facts + t.opinions + t.nones + t.notes > 0
    AND NOT EXISTS (SELECT 1 FROM right r WHERE (r.article, r.annotator) = (t.article, t.annotator))
  UNION ALL SELECT article FROM annotation a WHERE deleted = 0 AND tag IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM marked m
      WHERE (m.article, m.annotator) = (a.article, a.annotator))"""

CLAIMS = f"""
  WITH right ({COLUMNS}) AS ({ROW})
  SELECT r.article FROM right r LEFT JOIN claim_listing l ON l.annotation = r.annotation
  WHERE ({", ".join(f"l.{name}" for name in COLUMNS.split(", "))})
    IS NOT ({", ".join(f"r.{name}" for name in COLUMNS.split(", "))})
  UNION ALL SELECT l.article FROM claim_listing l LEFT JOIN annotation a ON a.id = l.annotation
    LEFT JOIN article r ON r.id = a.article
  WHERE coalesce(a.deleted, 1) OR coalesce(r.deleted, 1)"""


def findings(connection: sqlite3.Connection, tick: Tick) -> Iterator[Finding]:
    """Contradictions between one table and another."""
    wanted = (
        ("articles_joined", owners.JOINED_ARTICLES, True),
        ("persons_joined", owners.JOINED_PERSONS, True),
        ("persons_same", owners.SAME_NAME, False),
        ("alias_missing", KNOWN, True),
        ("changes_standing", STANDING, True),
        ("listing_wrong", _titles(f"{LISTED} UNION ALL SELECT * FROM ({TALLY})"), True),
        ("claims_wrong", _titles(CLAIMS), True),
    )
    for done, (code, sql, repairable) in enumerate(wanted):
        tick(done, len(wanted) + 1)
        items = (str(row[0]) for row in connection.execute(sql))
        yield from findings_about(code, items, repairable=repairable)
    disagreeing = (
        f"{table} {ident}"
        for sql in (CODE_BOOK, CHECKS, QUOTES, LOOPS, TIMES)
        for table, ident, *_ in connection.execute(sql)
    )
    yield from findings_about("rows_disagree", disagreeing)


def _titles(articles: str) -> str:
    return (
        f"SELECT coalesce(a.title, '–') FROM (SELECT DISTINCT * FROM ({articles})) w"
        " LEFT JOIN article a ON a.id = w.article"
    )
