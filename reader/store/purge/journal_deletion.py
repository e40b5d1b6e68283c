"""Deletion of what the journal says of rows that go; `deletion` has named them in tables."""

from __future__ import annotations

import json
import sqlite3

_KEPT = """(name = 'claim_check' AND json_extract(key, '$[0]') IN (SELECT id FROM claim_check)
    AND json_extract(key, '$[0]') NOT IN (SELECT id FROM purged_check))
  OR (name = 'evidence' AND json_extract(key, '$[0]') IN (SELECT id FROM evidence)
    AND json_extract(key, '$[0]') NOT IN (SELECT id FROM purged_evidence))"""
"""Rows of checks that others share."""

_OTHER = """SELECT min(a.id) FROM annotation a
  WHERE a.id NOT IN (SELECT id FROM purged_annotation) AND a.claim_check = coalesce(
    (SELECT claim_check FROM evidence WHERE id = json_extract(journal_row.key, '$[0]')
      AND journal_row.name = 'evidence'), json_extract(journal_row.key, '$[0]'))"""

_OWNED = """(annotation IN (SELECT id FROM purged_annotation)
  OR article IN (SELECT id FROM purged_article))"""

_ABOUT = """(name IN ('article', 'reading', 'queue')
    AND json_extract(key, '$[0]') IN (SELECT id FROM purged_article))
  OR (name = 'annotation' AND json_extract(key, '$[0]') IN (SELECT id FROM purged_annotation))
  OR (name = 'anchor' AND json_extract(key, '$[0]') IN (SELECT id FROM purged_annotation))
  OR (name = 'label' AND (json_extract(key, '$[0]') IN (SELECT id FROM purged_annotation)
    OR json_extract(key, '$[1]') IN (SELECT id FROM purged_entry)))
  OR (name = 'link' AND (json_extract(key, '$[0]') IN (SELECT id FROM purged_annotation)
    OR json_extract(key, '$[1]') IN (SELECT id FROM purged_annotation)))
  OR (name = 'claim_check' AND json_extract(key, '$[0]') IN (SELECT id FROM purged_check))
  OR (name = 'evidence' AND json_extract(key, '$[0]') IN (SELECT id FROM purged_evidence))
  OR (name = 'code_book' AND json_extract(key, '$[0]') IN (SELECT id FROM purged_entry))
  OR (name = 'revision' AND json_extract(key, '$[0]') IN (SELECT id FROM purged_revision))
  OR (name = 'file' AND json_extract(key, '$[0]') IN
    (SELECT path FROM file WHERE article IN (SELECT id FROM purged_article)))
  OR (name = 'alias' AND (json_extract(key, '$[2]') IN (SELECT id FROM purged_article)
    OR json_extract(key, '$[1]') IN (SELECT id FROM purged_article)))"""
"""Rows whose own rows go."""

_QUOTING = """SELECT journal, position, before, after FROM journal_row WHERE name = 'evidence' AND (
    json_extract(before, '$.quote_article') IN (SELECT id FROM purged_article)
    OR json_extract(after, '$.quote_article') IN (SELECT id FROM purged_article))"""

_QUOTE = ("quote_article", "quote_text", "quote_start", "quote_end", "quote_exact")


def delete_history(connection: sqlite3.Connection) -> int:
    """Delete the rows of the journal about what goes, and entries of which nothing is left; how
    many rows those were.
    """
    connection.execute(
        f"UPDATE journal_row SET annotation = ({_OTHER}),"
        f" article = (SELECT article FROM annotation WHERE id = ({_OTHER}))"
        f" WHERE {_OWNED} AND ({_KEPT})"
    )
    touched = {
        seq
        for (seq,) in connection.execute(
            f"SELECT DISTINCT journal FROM journal_row WHERE {_OWNED} OR {_ABOUT}"
        )
    }
    gone = connection.execute(f"DELETE FROM journal_row WHERE {_OWNED} OR {_ABOUT}").rowcount
    for seq, position, *states in connection.execute(_QUOTING).fetchall():
        gone += _unquote(connection, seq, position, states)
        touched.add(seq)
    return gone + _close_ranks(connection, touched)


def _unquote(
    connection: sqlite3.Connection, seq: int, position: int, states: list[str | None]
) -> int:
    """Take the words of what goes out of a row about another's evidence; 1 if nothing is left."""
    before, after = (state and json.loads(state) for state in states)
    for fields in filter(None, (before, after)):
        for name in _QUOTE:
            fields.pop(name, None)
    where = "WHERE journal = ? AND position = ?"
    if not after:
        return connection.execute(f"DELETE FROM journal_row {where}", (seq, position)).rowcount
    connection.execute(
        f"UPDATE journal_row SET before = ?, after = ? {where}",
        (before and _text(before), _text(after), seq, position),
    )
    return 0


def _text(fields: dict[str, object]) -> str:
    return json.dumps(fields, ensure_ascii=False)


def _close_ranks(connection: sqlite3.Connection, touched: set[int]) -> int:
    """Delete entries that changed nothing that is left, with what undid or redid them."""
    empty = connection.execute(
        "SELECT j.seq FROM json_each(?) wanted JOIN journal j ON j.seq = wanted.value"
        " WHERE j.op IN ('do', 'merge')"
        " AND NOT EXISTS (SELECT 1 FROM journal_row r WHERE r.journal = j.seq)",
        (json.dumps(sorted(touched)),),
    ).fetchall()
    gone = 0
    for (seq,) in empty:
        of = "SELECT seq FROM journal WHERE undoes = ?1"
        gone += connection.execute(
            f"DELETE FROM journal_row WHERE journal IN ({of})", (seq,)
        ).rowcount
        connection.execute("DELETE FROM journal WHERE undoes = ?", (seq,))
        connection.execute("DELETE FROM journal WHERE seq = ?", (seq,))
    return gone
