"""The journal: every change with its before and after; undo and redo come from it.

One entry is one action of one annotator: a batch of changed rows, of one article, of several, or of
the library itself. An entry that "did" something stands as `done`, or `undone` while it can be
redone, or `past` once something newer took its place in the redo line of what it touched. Entries
of undo and redo are added to the journal like any other; nothing is taken out.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from reader.store import rows, sources, turning, values
from reader.store.rows import Fields, RowChange


class Journalled(NamedTuple):
    """A changed row, and the article and the annotation that it belongs to, if it does."""

    change: RowChange
    article: str | None
    annotation: str | None = None


class Owner(NamedTuple):
    """Whose action it is, and where it is undone: `marks`, `shelf` or `book`."""

    annotator: str | None
    scope: str = "marks"


def record(
    connection: sqlite3.Connection,
    stamp: str,
    owner: Owner,
    changes: Sequence[Journalled],
    *,
    op: str = "do",
    undoes: int | None = None,
) -> None:
    """Add an entry; what its owner undid before in the same articles can be redone no more."""
    standing = "done" if op == "do" else None
    device = stamp.rsplit("-", 1)[1]
    cursor = connection.execute(
        "INSERT INTO journal (op, undoes, scope, annotator, standing, clock, device)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (op, undoes, owner.scope, owner.annotator, standing, stamp, device),
    )
    connection.executemany(
        "INSERT INTO journal_row (journal, position, name, key, article, annotation, before, after)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                cursor.lastrowid,
                position,
                change.table,
                json.dumps(change.key, ensure_ascii=False),
                article,
                annotation,
                None if change.before is None else json.dumps(change.before, ensure_ascii=False),
                json.dumps(change.after, ensure_ascii=False),
            )
            for position, (change, article, annotation) in enumerate(changes)
        ],
    )
    if op == "do":
        _end_redo(connection, owner, {each.article for each in changes if each.article})


def _end_redo(connection: sqlite3.Connection, owner: Owner, articles: set[str]) -> None:
    """Something newer was done: what was undone before it is past."""
    touching = ""
    if owner.scope == "marks":
        touching = (
            " AND EXISTS (SELECT 1 FROM journal_row r WHERE r.journal = seq"
            " AND r.article IN (SELECT value FROM json_each(:articles)))"
        )
    connection.execute(
        "UPDATE journal SET standing = 'past' WHERE scope = :scope AND annotator IS :annotator"
        f" AND standing = 'undone'{touching}",
        {**owner._asdict(), "articles": json.dumps(sorted(articles))},
    )


def next_undo(connection: sqlite3.Connection, owner: Owner, article: str) -> int | None:
    """The entry that undo takes back on an article's page: the newest there that is done."""
    return _edge(connection, owner, article, "DESC", "done")


def next_redo(connection: sqlite3.Connection, owner: Owner, article: str) -> int | None:
    """The entry that redo brings back on an article's page: the oldest there that is undone."""
    return _edge(connection, owner, article, "ASC", "undone")


def _edge(
    connection: sqlite3.Connection, owner: Owner, article: str, order: str, standing: str
) -> int | None:
    """The first entry in an order, but for decisions about an older revision's anchors.

    Turning one of those would change nothing in the text that is read now. What was done in an
    article that was joined with this one was done here.
    """
    joined = connection.execute(
        "SELECT value FROM alias WHERE kind = 'id' AND article = ? AND deleted = 0", (article,)
    ).fetchall()
    # Read from the end of the index, unless it is of several articles.
    here = "r.article = :article"
    if joined:
        here = "r.article IN (SELECT value FROM json_each(:articles))"
    articles = json.dumps([article, *(ident for (ident,) in joined)])
    found = connection.execute(
        "SELECT r.journal FROM journal_row r INDEXED BY journal_row_article"
        " CROSS JOIN journal j ON j.seq = r.journal"
        f" WHERE {here} AND j.scope = :scope AND j.annotator IS :annotator"
        " AND j.standing = :standing"
        " AND NOT EXISTS ("
        "   SELECT 1 FROM journal_row n LEFT JOIN alias l"
        "   ON l.kind = 'id' AND l.value = n.article AND l.deleted = 0"
        "   JOIN article a ON a.id = coalesce(l.article, n.article)"
        "   WHERE n.journal = j.seq AND n.name = 'anchor'"
        "   AND json_extract(n.key, '$[1]') <> a.text)"
        f" ORDER BY r.journal {order} LIMIT 1",
        {**owner._asdict(), "article": article, "articles": articles, "standing": standing},
    ).fetchone()
    return None if found is None else int(found[0])


def last_done(connection: sqlite3.Connection, owner: Owner) -> int | None:
    """The entry that undo takes back where no article is meant: the newest that is done."""
    return _outermost(connection, owner, "done", "DESC")


def first_undone(connection: sqlite3.Connection, owner: Owner) -> int | None:
    """The entry that redo brings back there: the oldest that is undone."""
    return _outermost(connection, owner, "undone", "ASC")


def _outermost(
    connection: sqlite3.Connection, owner: Owner, standing: str, order: str
) -> int | None:
    found = connection.execute(
        "SELECT seq FROM journal WHERE scope = ? AND annotator IS ? AND standing = ?"
        f" ORDER BY seq {order} LIMIT 1",
        (owner.scope, owner.annotator, standing),
    ).fetchone()
    return None if found is None else int(found[0])


def annotations_in(connection: sqlite3.Connection, entry: int) -> list[str]:
    """The ids of the annotations that an entry touched, in its order."""
    found = connection.execute(
        "SELECT annotation FROM journal_row WHERE journal = ? AND annotation IS NOT NULL"
        " ORDER BY position",
        (entry,),
    )
    return list(dict.fromkeys(row[0] for row in found))


class Turned(NamedTuple):
    """How many fields an undo or redo left as they were set meanwhile, and how many annotations
    it left private."""

    left: int
    private: int


def turn(connection: sqlite3.Connection, stamp: str, owner: Owner, entry: int) -> Turned:
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
        "SELECT name, key, article, annotation, before, after FROM journal_row WHERE journal = ?"
        f" ORDER BY position {'DESC' if undo else 'ASC'}",
        (entry,),
    ).fetchall()
    changes: list[Journalled] = []
    left = private = 0
    for table, key, article, annotation, *states in found:
        before, after = (None if state is None else values.fields(state) for state in states)
        row = (table, values.names(key))
        # A row that was not there becomes a tombstone: nothing is deleted for good.
        wanted, held = (before, after) if undo else (after, before)
        fields, kept = turning.restored(connection, *row, wanted, held)
        left += kept
        if table == "annotation":
            told = _would_tell(connection, row[1][0], fields)
            fields = {name: value for name, value in fields.items() if name not in told}
            private += bool(told)
        change = rows.put(connection, stamp, *row, fields) if fields else None
        if change:
            changes.append(Journalled(change, article, annotation))
    connection.execute(
        "UPDATE journal SET standing = ? WHERE seq = ?", ("undone" if undo else "done", entry)
    )
    op = "undo" if undo else "redo"
    record(connection, stamp, owner, changes, op=op, undoes=entry)
    return Turned(left, private)


def _would_tell(connection: sqlite3.Connection, annotation: str, fields: Fields) -> frozenset[str]:
    """What of these fields would make a name public that only private annotations use."""
    if fields.get("private") != 0 and fields.get("note_private") != 0:
        return frozenset()
    now = rows.values(connection, "annotation", (annotation,))
    if now is None:
        return frozenset()
    after, told = now | fields, set[str]()
    source, note = str(after["source"]), str(after["note"])
    if now["private"] and not after["private"] and source:
        told |= {"private"} if not sources.uses(connection, [source])[source].public else set()
    if now["note_private"] and not after["note_private"] and not after["private"] and note:
        told |= {"note_private"} if sources.private_in(connection, note) else set()
    return frozenset(told)
