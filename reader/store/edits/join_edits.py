"""Joins of two articles: what hangs on the other follows, as one entry of the journal."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from reader.store import articles, outlines
from reader.store import carried_anchors as carrying
from reader.store.clocks import clocked_rows as rows
from reader.store.clocks.clocked_rows import Fields, RowChange
from reader.store.edits.edit_context import EditContext
from reader.store.journal import Journalled, Owner, turning
from reader.store.journal import entries as journal
from reader.store.journal import parted_joins as parting
from reader.store.journal.parted_joins import JoinedPair
from reader.store.revisions import Anchored

_MOVED = {
    "revision": "SELECT id FROM revision WHERE article = ? ORDER BY fetched, id",
    "file": "SELECT path FROM file WHERE article = ? ORDER BY path",
    "feed_item": "SELECT feed, key FROM feed_item WHERE article = ? ORDER BY feed, key",
    "annotation": "SELECT id FROM annotation WHERE article = ? ORDER BY id",
}
"""Rows that belong to an article, by table: a query for their keys."""

_QUOTES = "SELECT id FROM evidence WHERE quote_article = ? ORDER BY id"
"""Evidence that quotes an article."""


class JoinEdits:
    """Joining two articles, and taking that back. `winner` is the one whose id is smaller."""

    def __init__(self, context: EditContext) -> None:
        self._context, self._connection = context, context.connection

    def join(self, winner: str, loser: str, anchored: Iterable[Anchored], text: str) -> None:
        """Have everything of `loser` follow to `winner`; `anchored` is where its marks lie there.

        `text` is the sha256 of the text that `winner` is read in. A star, that it was read and the
        place in the queue are taken over, and stay with the other, too; drafts and a place in a
        text are carried by the caller. One of which nothing may leave makes the other such a one.
        """
        connection, stamp = self._connection, self._context.stamp()
        changes: list[Journalled] = []

        def put(table: str, key: tuple[str, ...], fields: Fields) -> None:
            change = rows.put(connection, stamp, table, key, fields)
            if change:
                annotation = key[0] if table in ("annotation", "anchor") else None
                changes.append(Journalled(change, winner, annotation))

        read = articles.head_revision(connection, winner)
        if read is not None:  # it says what came after the join
            of: Fields = {"article": winner}
            changes.append(Journalled(RowChange("revision", (read,), of, of), winner))
        outlines.copy(connection, loser, winner)
        for table, key, fields in list(_following(connection, winner, loser)):
            put(table, key, fields)
        for one in anchored:
            put("anchor", (one.annotation, text), _place(one))
        for table, state in list(_kept(connection, loser, winner)):
            put(table, (winner,), state)
        if articles.is_private(connection, loser):
            put("article", (winner,), {"private": 1})
        put("article", (loser,), {"deleted": 1})
        put("alias", ("id", loser, winner), {"deleted": 0})
        self._context.record(stamp, self._context.owner("shelf"), changes)

    def part(self, article: str) -> tuple[str, str] | None:
        """Take back the last join of an article, if there is one that was not taken back.

        Returns the ids of the article and of the one that is parted from it.
        """
        found = self._connection.execute(
            "SELECT j.seq, j.annotator, json_extract(r.key, '$[1]') FROM journal_row r"
            " INDEXED BY journal_row_article JOIN journal j ON j.seq = r.journal"
            " WHERE r.article = ? AND r.name = 'alias' AND json_extract(r.key, '$[0]') = 'id'"
            " AND json_extract(r.key, '$[2]') = r.article"
            " AND json_extract(r.after, '$.deleted') = 0 AND j.scope = 'shelf'"
            " AND j.standing = 'done' ORDER BY j.seq DESC, r.position DESC LIMIT 1",
            (article,),
        ).fetchone()
        if found is None:
            return None
        entry, annotator, loser = found
        owner = Owner(annotator, "shelf")
        turning.turn(self._connection, self._context.clock.tick(), owner, entry, undo=True)
        self.settle(owner, entry, undo=True)
        return article, str(loser)

    def settle(self, owner: Owner, entry: int, *, undo: bool) -> None:
        """See to what came between two articles since they were joined, or since they were parted.

        `entry` was undone or redone just now; nothing happens if it joined nothing.
        """
        two = parting.pair(self._connection, entry)
        if two is None:
            return
        stamp = self._context.clock.tick()
        if undo:
            parted = parting.Parting(self._connection, stamp, entry, two)
            parted.settle()
            changes = parted.changes
        else:
            changes = self._follow_since(stamp, entry, two)
        if changes:
            op = "undo" if undo else "redo"
            journal.record(self._connection, stamp, owner, changes, op=op, undoes=entry)

    def _follow_since(self, stamp: str, entry: int, two: JoinedPair) -> list[Journalled]:
        """Have what the other got since they were parted follow, as if it had been there."""
        connection, (winner, loser) = self._connection, two
        outlines.copy(connection, loser, winner)
        changes = []
        for table, key, fields in list(_following(connection, winner, loser)):
            if change := rows.put(connection, stamp, table, key, fields):
                ident = key[0] if table == "annotation" else None
                changes.append(Journalled(change, winner, ident))
        _add(connection, entry, changes)
        carrying.anchor_missing(connection, winner)
        return changes


def _following(
    connection: sqlite3.Connection, winner: str, loser: str
) -> Iterable[tuple[str, tuple[str, ...], Fields]]:
    """Rows of the losing article, with the fields that give them to the winning one."""
    for table, sql in _MOVED.items():
        for key in connection.execute(sql, (loser,)).fetchall():
            fields: Fields = {"article": winner}
            if table == "file":
                fields["former"] = _former(connection, key[0]) or loser
            yield table, key, fields
    for (ident,) in connection.execute(_QUOTES, (loser,)).fetchall():
        yield "evidence", (ident,), {"quote_article": winner}
    for kind, value in connection.execute(
        "SELECT kind, value FROM alias WHERE article = ? AND deleted = 0", (loser,)
    ).fetchall():
        yield "alias", (kind, value, loser), {"deleted": 1}
        yield "alias", (kind, value, winner), {"deleted": 0}


def _add(connection: sqlite3.Connection, entry: int, changes: Iterable[Journalled]) -> None:
    """Have an entry that is done again cover these changes, so that they are undone with it."""
    sql = "SELECT max(position) + 1 FROM journal_row WHERE journal = ?"
    (position,) = connection.execute(sql, (entry,)).fetchone()
    journal.put_rows(connection, entry, changes, position)


def _former(connection: sqlite3.Connection, path: str) -> str:
    """The article that a file was of before all joins; "" if it came in as what it is of now."""
    sql = "SELECT former FROM file WHERE path = ?"
    return str(connection.execute(sql, (path,)).fetchone()[0])


def _kept(connection: sqlite3.Connection, loser: str, winner: str) -> Iterable[tuple[str, Fields]]:
    """Reading states of both articles, joined: read, starred or queued if one was, archived only if
    both were.
    """
    archived = "SELECT 1 FROM reading WHERE article = ? AND archived = 1"
    if connection.execute(archived, (loser,)).fetchone() is None:
        yield "reading", {"archived": 0}
    for state in ("read", "starred"):
        sql = f"SELECT 1 FROM reading WHERE article = ? AND {state} = 1"
        if connection.execute(sql, (loser,)).fetchone():
            yield "reading", {state: 1}
    queued = "SELECT position FROM queue WHERE article = ? AND deleted = 0"
    place = connection.execute(queued, (loser,)).fetchone()
    if place and connection.execute(queued, (winner,)).fetchone() is None:
        yield "queue", {"position": place[0], "deleted": 0}


def _place(one: Anchored) -> Fields:
    span = one.anchor.span
    return {
        "start": span.start if span else None,
        "end": span.end if span else None,
        "status": one.anchor.status.value,
        "score": one.anchor.score,
        "review": int(one.review),
        "deleted": 0,
    }
