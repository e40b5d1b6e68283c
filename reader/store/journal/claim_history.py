"""History of a claim: what the journal holds of its annotation and of its check."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping

from reader.model import Verdict
from reader.model.journal import ClaimEvent, FieldChange
from reader.store.clocks.clock import STAMP, moment_of

_ROWS = """WITH own AS (SELECT id, claim_check FROM annotation WHERE id = :annotation),
  sharing AS (SELECT id FROM own UNION SELECT a.id FROM own
    JOIN annotation a ON a.claim_check = own.claim_check)
SELECT j.seq, j.op, j.clock, coalesce(p.name, ''), r.name, r.key, r.before, r.after
  FROM sharing s CROSS JOIN journal_row r ON r.annotation = s.id
  JOIN journal j ON j.seq = r.journal LEFT JOIN annotator p ON p.id = j.annotator
  WHERE s.id = :annotation OR r.name IN ('claim_check', 'evidence')
  ORDER BY j.seq DESC, r.position LIMIT :limit"""

SAID = {
    "annotation": (
        "tag", "unsure", "source", "kind", "note", "highlight", "private", "note_private",
    ),
    "claim_check": (
        "status", "verdict", "justification", "method", "priority", "due", "assignee", "ready",
        "approved_by",
    ),
    "evidence": ("question", "answer", "url", "medium", "remark", "quote_exact"),
}  # fmt: skip
"""The columns of each table that say something of a claim."""

CALLED = {
    "url": "evidence", "quote_exact": "quote", "approved_by": "approved", "unsure": "tag_unsure",
}  # fmt: skip
"""Fields whose name is another than that of their column."""

MOST = 2_000
"""Changed rows that are looked at, the newest ones."""

Row = Mapping[str, object]


def of_annotation(connection: sqlite3.Connection, annotation: str) -> list[ClaimEvent]:
    """Actions on an annotation and its check, the newest first; who, when, and what changed.

    A check that several claims share has one history, whichever of them it was changed at.
    """
    found: dict[int, tuple[str, str, str, list[FieldChange]]] = {}
    rows = connection.execute(_ROWS, {"annotation": annotation, "limit": MOST})
    for seq, op, clock, who, table, key, before, after in rows:
        moment = moment_of(clock) if STAMP.fullmatch(clock) else ""
        *_, changes = found.setdefault(seq, (moment, who, op, []))
        was = json.loads(before) if before else None
        changes += _changes(connection, table, json.loads(key), was, json.loads(after))
    return [
        ClaimEvent(moment, who, op, tuple(changes))
        for moment, who, op, changes in found.values()
        if changes
    ]


def _changes(
    connection: sqlite3.Connection, table: str, key: list[str], before: Row | None, after: Row
) -> Iterator[FieldChange]:
    """The changes of one row that a reader would name."""
    if table == "label":
        on = not after.get("deleted", 0)
        name = _one(connection, "SELECT name FROM code_book WHERE id = ?", key[-1])
        yield FieldChange("labels", None if on else name, name if on else None)
    elif table == "anchor":
        yield FieldChange("place", None, None)
    elif table == "evidence" and after.get("deleted"):
        yield FieldChange("evidence_removed", None, None)
    elif table == "annotation" and after.get("deleted") is not None and before is not None:
        yield FieldChange("removed" if after["deleted"] else "restored", None, None)
    for column in SAID.get(table, ()):
        if column in after:
            old = _shown(connection, column, (before or {}).get(column))
            new = _shown(connection, column, after[column])
            if old != new:
                yield FieldChange(CALLED.get(column, column), old, new)


def _shown(connection: sqlite3.Connection, column: str, value: object) -> str | Verdict | None:
    """A value as it can be worded; None for nothing."""
    if value in (None, "", 0):
        return None
    text = str(value)
    if column == "verdict":
        return Verdict(text, _one(connection, "SELECT name FROM code_book WHERE id = ?", text))
    if column in ("assignee", "approved_by"):
        return _one(connection, "SELECT name FROM annotator WHERE id = ?", text) or text
    return text


def _one(connection: sqlite3.Connection, sql: str, ident: str) -> str:
    row = connection.execute(sql, (ident,)).fetchone()
    return str(row[0]) if row and row[0] else ""
