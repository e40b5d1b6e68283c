"""Making one article of two: what hangs on the other follows, as one entry of the journal."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from reader.store import rows, turning
from reader.store.acting import Actor
from reader.store.journal import Journalled, Owner
from reader.store.revisions import Anchored
from reader.store.rows import Fields

_MOVED = {
    "revision": "SELECT id FROM revision WHERE article = ? ORDER BY fetched, id",
    "file": "SELECT path FROM file WHERE article = ? ORDER BY path",
    "feed_item": "SELECT feed, key FROM feed_item WHERE article = ? ORDER BY feed, key",
    "annotation": "SELECT id FROM annotation WHERE article = ? ORDER BY id",
}
"""What belongs to an article, by the table: the keys of its rows."""

_QUOTES = "SELECT id FROM evidence WHERE quote_article = ? ORDER BY id"
"""Evidence that quotes an article."""

_OUTLINES = """INSERT OR IGNORE INTO outline SELECT :winner, {columns} FROM outline
  WHERE article = :loser"""


class Joining(Actor):
    """Joining two articles, and taking that back. `winner` is the one whose id is smaller."""

    def join(self, winner: str, loser: str, anchored: Iterable[Anchored], text: str) -> None:
        """Have everything of `loser` follow to `winner`; `anchored` is where its marks lie there.

        `text` is the sha256 of the text that `winner` is read in. A star, that it was read and the
        place in the queue are taken over, and stay with the other, too; drafts and a place in a
        text are carried by the caller.
        """
        connection, stamp = self.connection, self._stamp()
        changes: list[Journalled] = []

        def put(table: str, key: tuple[str, ...], fields: Fields) -> None:
            change = rows.put(connection, stamp, table, key, fields)
            if change:
                annotation = key[0] if table in ("annotation", "anchor") else None
                changes.append(Journalled(change, winner, annotation))

        columns = _columns(connection, "outline")
        connection.execute(_OUTLINES.format(columns=columns), {"winner": winner, "loser": loser})
        for table, sql in _MOVED.items():
            for key in connection.execute(sql, (loser,)).fetchall():
                fields: Fields = {"article": winner}
                if table == "file":
                    fields["former"] = loser
                put(table, key, fields)
        for (ident,) in connection.execute(_QUOTES, (loser,)).fetchall():
            put("evidence", (ident,), {"quote_article": winner})
        for kind, value in connection.execute(
            "SELECT kind, value FROM alias WHERE article = ? AND deleted = 0", (loser,)
        ).fetchall():
            put("alias", (kind, value, loser), {"deleted": 1})
            put("alias", (kind, value, winner), {"deleted": 0})
        for one in anchored:
            put("anchor", (one.annotation, text), _place(one))
        for table, state in list(_kept(connection, loser, winner)):
            put(table, (winner,), state)
        put("article", (loser,), {"deleted": 1})
        put("alias", ("id", loser, winner), {"deleted": 0})
        self._journal(stamp, self._shelf(), changes)

    def part(self, article: str) -> tuple[str, str] | None:
        """Take back the last join of an article, if there is one that was not taken back.

        Returns the ids of the article and of the one that is parted from it.
        """
        found = self.connection.execute(
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
        turning.turn(self.connection, self._clock.tick(), owner, entry, undo=True)
        return article, str(loser)


def _kept(connection: sqlite3.Connection, loser: str, winner: str) -> Iterable[tuple[str, Fields]]:
    """What the reader has said of an article on the shelf, as far as nothing is of the other."""
    for state in ("read", "starred"):
        sql = f"SELECT 1 FROM reading WHERE article = ? AND {state} = 1"
        if connection.execute(sql, (loser,)).fetchone():
            yield "reading", {state: 1}
    queued = "SELECT position FROM queue WHERE article = ? AND deleted = 0"
    place = connection.execute(queued, (loser,)).fetchone()
    if place and connection.execute(queued, (winner,)).fetchone() is None:
        yield "queue", {"position": place[0], "deleted": 0}


def _columns(connection: sqlite3.Connection, table: str) -> str:
    """The columns of a table that belongs to articles, without its article."""
    found = connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
    return ", ".join(name for (name,) in found if name != "article")


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
