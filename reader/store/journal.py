"""The journal: every change with its before and after; undo and redo come from it.

One entry is one action of one annotator in one article. An entry that "did" something stands as
`done`, or `undone` while it can be redone, or `past` once something newer took its place in the
redo line. Entries of undo and redo are added to the journal like any other; nothing is taken out.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from reader.store import rows, sources, turning, values
from reader.store.rows import Fields, RowChange

Journalled = tuple[RowChange, str]
"""A changed row and the id of the annotation that it belongs to."""


def record(
    connection: sqlite3.Connection,
    stamp: str,
    owner: tuple[str, str],
    changes: Sequence[Journalled],
    *,
    op: str = "do",
    undoes: int | None = None,
) -> None:
    """Add an entry. `owner` is the article and the annotator."""
    article, annotator = owner
    standing = "done" if op == "do" else None
    device = stamp.rsplit("-", 1)[1]
    cursor = connection.execute(
        "INSERT INTO journal (op, undoes, article, annotator, standing, clock, device)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (op, undoes, article, annotator, standing, stamp, device),
    )
    connection.executemany(
        "INSERT INTO journal_row (journal, position, name, key, annotation, before, after)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                cursor.lastrowid,
                position,
                change.table,
                json.dumps(change.key, ensure_ascii=False),
                annotation,
                None if change.before is None else json.dumps(change.before, ensure_ascii=False),
                json.dumps(change.after, ensure_ascii=False),
            )
            for position, (change, annotation) in enumerate(changes)
        ],
    )
    if op == "do":
        connection.execute(
            "UPDATE journal SET standing = 'past'"
            " WHERE article = ? AND annotator = ? AND standing = 'undone'",
            (article, annotator),
        )


def next_undo(connection: sqlite3.Connection, owner: tuple[str, str]) -> int | None:
    """The entry that undo takes back: the newest that stands as done."""
    return _edge(connection, owner, "DESC", "done")


def next_redo(connection: sqlite3.Connection, owner: tuple[str, str]) -> int | None:
    """The entry that redo brings back: the oldest that stands as undone."""
    return _edge(connection, owner, "ASC", "undone")


def _edge(
    connection: sqlite3.Connection, owner: tuple[str, str], order: str, standing: str
) -> int | None:
    """The first entry in an order, but for decisions about an older revision's anchors.

    Turning one of those would change nothing in the text that is read now.
    """
    found = connection.execute(
        "SELECT j.seq FROM journal j JOIN article a ON a.id = j.article"
        " WHERE j.article = ? AND j.annotator = ? AND j.standing = ? AND NOT EXISTS ("
        "   SELECT 1 FROM journal_row r WHERE r.journal = j.seq AND r.name = 'anchor'"
        "   AND json_extract(r.key, '$[1]') <> a.revision)"
        f" ORDER BY j.seq {order} LIMIT 1",
        (*owner, standing),
    ).fetchone()
    return None if found is None else int(found[0])


def annotations_in(connection: sqlite3.Connection, entry: int) -> list[str]:
    """The ids of the annotations that an entry touched, in its order."""
    found = connection.execute(
        "SELECT annotation FROM journal_row WHERE journal = ? ORDER BY position", (entry,)
    )
    return list(dict.fromkeys(row[0] for row in found))


class Turned(NamedTuple):
    """How many fields an undo or redo left as they were set meanwhile, and how many annotations
    it left private."""

    left: int
    private: int


def turn(connection: sqlite3.Connection, stamp: str, owner: tuple[str, str], entry: int) -> Turned:
    """Undo an entry that is done, or redo one that is undone, field by field.

    A field is put back only while it still holds what the entry wrote (or, in a redo, what it stood
    on before). An annotation whose source only private ones name stays private: making it public
    is asked for by itself.
    """
    (standing,) = connection.execute(
        "SELECT standing FROM journal WHERE seq = ?", (entry,)
    ).fetchone()
    undo = standing == "done"
    found = connection.execute(
        "SELECT name, key, annotation, before, after FROM journal_row WHERE journal = ?"
        f" ORDER BY position {'DESC' if undo else 'ASC'}",
        (entry,),
    ).fetchall()
    changes: list[Journalled] = []
    left = private = 0
    for table, key, annotation, *states in found:
        before, after = (None if state is None else values.fields(state) for state in states)
        row = (table, values.names(key))
        # A row that was not there becomes a tombstone: nothing is deleted for good.
        wanted, held = (before, after) if undo else (after, before)
        fields, kept = turning.restored(connection, *row, wanted, held)
        left += kept
        if table == "annotation" and _would_tell(connection, row[1][0], fields):
            del fields["private"]
            private += 1
        change = rows.put(connection, stamp, *row, fields) if fields else None
        if change:
            changes.append((change, annotation))
    connection.execute(
        "UPDATE journal SET standing = ? WHERE seq = ?", ("undone" if undo else "done", entry)
    )
    op = "undo" if undo else "redo"
    record(connection, stamp, owner, changes, op=op, undoes=entry)
    return Turned(left, private)


def _would_tell(connection: sqlite3.Connection, annotation: str, fields: Fields) -> bool:
    """Whether these fields make a source public that only private annotations name."""
    now = rows.values(connection, "annotation", (annotation,))
    if fields.get("private") != 0 or now is None or not now["private"]:
        return False
    source = str(fields.get("source", now["source"]))
    return bool(source) and not sources.uses(connection, [source])[source].public
