"""Rows rebuilt from changes of the journal: all that is left of rows that were lost."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator

from reader.store.clocks import clocked_rows as rows
from reader.store.clocks.clocked_rows import Fields
from reader.store.db import checked_values as values
from reader.store.repair.salvage import Row

_ROWS = """SELECT j.clock, r.name, r.key, r.after, r.annotation FROM json_each(?) wanted
  CROSS JOIN journal j ON j.seq = wanted.value CROSS JOIN journal_row r ON r.journal = j.seq
  ORDER BY j.seq, r.position"""


def written_by(
    connection: sqlite3.Connection, entries: Iterable[object]
) -> Iterator[tuple[str, Row]]:
    """The rows that entries of the journal wrote, in their order: the table, the key, the fields,
    and their stamps. What cannot be read is passed over.
    """
    found = connection.execute(_ROWS, (json.dumps(sorted(map(str, entries), key=int)),))
    for stamp, table, key, after, annotation in found.fetchall():
        try:
            names, fields = values.names(key), values.fields(after)
        except values.WrongValueError:
            continue
        columns = rows.key_columns(table)
        if len(columns) != len(names):
            continue
        row = dict(zip(columns, names, strict=True)) | _stamped(stamp, fields)
        yield from _accompanying(connection, stamp, table, row, annotation)
        yield table, row


def _stamped(stamp: str, fields: Fields) -> Row:
    return fields | {"clock": json.dumps(dict.fromkeys(fields, stamp))}


def _accompanying(
    connection: sqlite3.Connection,
    stamp: str,
    table: str,
    row: Row,
    annotation: str | None,
) -> Iterator[tuple[str, Row]]:
    """Rows that come into being with a row without being journalled."""
    check = {"claim_check": row.get("id"), "evidence": row.get("claim_check")}.get(table)
    if check is not None and annotation is not None:
        yield "claim_check", {"id": check}
        sql = "SELECT 1 FROM annotation WHERE id = ? AND claim_check IS NULL"
        if connection.execute(sql, (annotation,)).fetchone():
            yield "annotation", {"id": annotation} | _stamped(stamp, {"claim_check": check})
    if table == "reading":
        sql = """SELECT text FROM article WHERE id = ?
          AND id NOT IN (SELECT article FROM reading)"""
        for (text,) in connection.execute(sql, (row["article"],)).fetchall():
            yield "reading", {"article": row["article"], "text": text, "last_read": ""}
