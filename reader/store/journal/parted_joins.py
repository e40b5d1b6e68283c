"""Consequences of taking a join back, or making it again, besides what the join changed itself.

What came since from a file, an item of a feed or an address of the article that is parted is of
that article, and so are the annotations of those texts.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from reader.model.web_address import address_key
from reader.store import aliases, articles, outlines, revisions, settings
from reader.store import carried_anchors as carrying
from reader.store import reading_state as reading
from reader.store.carried_anchors import Ready
from reader.store.clocks import clocked_rows as rows
from reader.store.clocks.clocked_rows import Fields
from reader.store.journal.entries import Journalled
from reader.store.search import index


class JoinedPair(NamedTuple):
    """An article and the one that was joined with it."""

    winner: str
    loser: str


class _Came(NamedTuple):
    """A revision that came after a join."""

    ident: str
    parent: str | None
    text: str
    url: str
    origin: str
    fetched: str


_JOINED = """SELECT r.article, json_extract(r.key, '$[1]') FROM journal_row r
  WHERE r.journal = ? AND r.name = 'alias' AND json_extract(r.key, '$[0]') = 'id'
    AND json_extract(r.key, '$[2]') = r.article AND json_extract(r.after, '$.deleted') = 0
  ORDER BY r.position DESC LIMIT 1"""

_READ = """SELECT json_extract(key, '$[0]') FROM journal_row
  WHERE journal = ? AND name = 'revision' AND before = after"""

_CAME = """WITH RECURSIVE came (id) AS (
    SELECT revision FROM article WHERE id = :winner AND revision IS NOT :last
    UNION SELECT r.parent FROM came JOIN revision r ON r.id = came.id WHERE r.parent IS NOT :last)
  SELECT r.id, r.parent, r.text, r.url, r.origin, r.fetched
  FROM came JOIN revision r ON r.id = came.id ORDER BY r.fetched DESC, r.id DESC"""

_WAS_OF = """SELECT a.id FROM journal_row r JOIN annotation a ON a.id = r.annotation
  WHERE r.journal = :entry AND r.name = 'annotation' AND a.article = :winner
    AND json_extract(r.before, '$.article') = :loser"""
"""Annotations that were made since, before the join was done again, hold more than it wrote."""

_TEXTS_LEFT = "SELECT text FROM revision WHERE article = :winner"

_ANNOTATED_THERE = f"""SELECT a.id FROM annotation a JOIN anchor n ON n.annotation = a.id
  WHERE a.article = :winner AND n.status = 'original' AND n.deleted = 0
    AND n.text IN (SELECT value FROM json_each(:texts)) AND n.text NOT IN ({_TEXTS_LEFT})"""

_DRAFTS = """SELECT text, start, "end", field, words, saved FROM draft WHERE article = ?
  ORDER BY text, start, "end", field"""
_ONE = 'article = ? AND text = ? AND start = ? AND "end" = ? AND field = ?'


def pair(connection: sqlite3.Connection, entry: int) -> JoinedPair | None:
    """The articles that an entry of the journal joined, if it did."""
    found = connection.execute(_JOINED, (entry,)).fetchone()
    return None if found is None else JoinedPair(*found)


class Parting:
    """One join that was taken back just now; `changes` are for the journal."""

    def __init__(
        self, connection: sqlite3.Connection, stamp: str, entry: int, two: JoinedPair
    ) -> None:
        self._connection = connection
        self._stamp = stamp
        self._winner, self._loser = two
        self._entry = entry
        self.changes: list[Journalled] = []
        last = connection.execute(_READ, (entry,)).fetchone()
        self._last: str | None = last[0] if last else None

    def settle(self) -> None:
        """Give the parted article what came for it since, and read each in its own newest text."""
        connection, winner, loser = self._connection, self._winner, self._loser
        self._files()
        for (ident,) in connection.execute(
            _WAS_OF, {"entry": self._entry, "winner": winner, "loser": loser}
        ).fetchall():
            self._put("annotation", (ident,), {"article": loser})
        before = articles.current_text(connection, winner)
        came = self._came()
        of = {each.ident: self._owner(each) for each in came}
        self._drafts(next((it.fetched for it in came if of[it.ident] == loser), None))
        reading.give_back(connection, winner, loser)
        if loser in of.values():
            pairs = self._line_up(came, of)
            self._follow([each for each in came if of[each.ident] == loser])
            for article, old, new in pairs:
                self._carry(article, old, new)
            self._go_back(before)
            for article in (winner, loser):
                carrying.anchor_missing(connection, article)
                index.put_article(connection, article)
        connection.execute(
            f"DELETE FROM outline WHERE article = :winner AND text NOT IN ({_TEXTS_LEFT})",
            {"winner": winner},
        )

    def _put(self, table: str, key: tuple[str, ...], fields: Fields) -> None:
        change = rows.put(self._connection, self._stamp, table, key, fields)
        if change:
            ident = key[0] if table == "annotation" else None
            self.changes.append(Journalled(change, self._loser, ident))

    def _files(self) -> None:
        """Files that came since, or have another name, are of what their text was of."""
        found = self._connection.execute(
            "SELECT path, former FROM file WHERE article = ? AND former <> ''", (self._winner,)
        )
        for path, former in found.fetchall():
            article = aliases.resolved(self._connection, former)
            if article == self._loser:
                kept = "" if former == article else former
                self._put("file", (path,), {"article": article, "former": kept})

    def _came(self) -> list[_Came]:
        """The revisions that came since, the oldest first."""
        named = {"winner": self._winner, "last": self._last}
        return [_Came._make(row) for row in self._connection.execute(_CAME, named)][::-1]

    def _owner(self, came: _Came) -> str:
        """The one of the two articles that a revision is of: by the file or the address it came
        from, or its file's text.
        """
        connection, two = self._connection, (self._winner, self._loser)
        file = articles.file(connection, came.origin)
        if file is not None:
            return self._loser if file.article == self._loser else self._winner
        meant = set(aliases.articles(connection, "url", came.origin)) & set(two)
        if len(meant) != 1:
            meant = {
                row[0]
                for row in connection.execute(
                    "SELECT article FROM file WHERE text_sha256 = ? AND article IN (?, ?)",
                    (came.text, *two),
                )
            }
        return self._loser if meant == {self._loser} else self._winner

    def _drafts(self, since: str | None) -> None:
        """A draft that was carried over is only where it was, unless it was typed in since; one
        that was begun on what is the other's now goes there.
        """
        connection, winner, loser = self._connection, self._winner, self._loser
        own = connection.execute(_DRAFTS, (loser,)).fetchall()
        for *place, words, saved in connection.execute(_DRAFTS, (winner,)).fetchall():
            left, one = words, (winner, *place)
            for *_, field, copied, when in reversed(own):  # put together in their order
                if (field, copied, when) == (place[-1], left, saved):
                    connection.execute(f"DELETE FROM draft WHERE {_ONE}", one)
                    break
                if field == place[-1]:
                    left = left.removesuffix(f"\n{copied}")
            else:
                connection.execute(f"UPDATE draft SET words = ? WHERE {_ONE}", (left, *one))
        if since is not None:
            connection.execute(
                "UPDATE OR IGNORE draft SET article = ?2 WHERE article = ?1 AND saved > ?3"
                " AND text NOT IN (SELECT text FROM revision WHERE article = ?1 AND fetched < ?3)",
                (winner, loser, since),
            )

    def _line_up(self, came: list[_Came], of: dict[str, str]) -> Iterator[tuple[str, str, str]]:
        """Make a line of revisions of its own for each; what has to be carried over, in order."""
        connection = self._connection
        first = came[0].parent if self._last is None else self._last
        tips = {
            self._winner: first,
            self._loser: articles.head_revision(connection, self._loser),
        }
        texts = {tip: self._text(tip) for tip in tips.values() if tip}
        pairs = []
        for each in came:
            article, before = of[each.ident], tips[of[each.ident]]
            if article == self._loser:
                self._put("revision", (each.ident,), {"article": article})
            if each.parent != before:
                connection.execute(
                    "UPDATE revision SET parent = ? WHERE id = ?", (before, each.ident)
                )
            anew = article == self._loser or each.parent != before
            if before and anew and texts[before] != each.text:
                pairs.append((article, texts[before], each.text))
            tips[article], texts[each.ident] = each.ident, each.text
        for article, tip in tips.items():
            connection.execute(
                "UPDATE article SET revision = ?, text = ? WHERE id = ?",
                (tip, tip and texts[tip], article),
            )
        return iter(pairs)

    def _text(self, revision: str) -> str:
        sql = "SELECT text FROM revision WHERE id = ?"
        return str(self._connection.execute(sql, (revision,)).fetchone()[0])

    def _follow(self, came: list[_Came]) -> None:
        """Give the other article the texts and addresses that came since, and the annotations of
        those texts.
        """
        connection, winner, loser = self._connection, self._winner, self._loser
        outlines.copy(connection, winner, loser)
        left = connection.execute(
            "SELECT text, url FROM revision WHERE article = ?", (winner,)
        ).fetchall()
        held = {("text", text) for text, _ in left} | {("url", address_key(url)) for _, url in left}
        known = [("text", each.text) for each in came]
        known += [("url", address_key(each.url)) for each in came]
        for kind, value in dict.fromkeys(it for it in known if it[1]):
            self._put("alias", (kind, value, loser), {"deleted": 0})
            if (kind, value) not in held:
                self._put("alias", (kind, value, winner), {"deleted": 1})
        texts = json.dumps([each.text for each in came])
        found = connection.execute(_ANNOTATED_THERE, {"winner": winner, "texts": texts})
        for (ident,) in found.fetchall():
            self._put("annotation", (ident,), {"article": loser})

    def _carry(self, article: str, old: str, new: str) -> None:
        """Carry an article's own over from one of its texts to the next."""
        ready, connection = self._aligned(old, new), self._connection
        outline = outlines.get(connection, article, new, len(ready.carrier.new))
        carrying.carry_typing(connection, article, ready, outline)
        found = carrying.anchored(connection, article, ready, anew=True)
        revisions.put_anchors(connection, new, found)

    def _go_back(self, before: str | None) -> None:
        """Carry drafts typed since and the reading position over to the text that is read again."""
        connection, winner = self._connection, self._winner
        now = articles.current_text(connection, winner)
        if before is None or now is None or before == now:
            return
        ready = self._aligned(before, now)
        outline = outlines.get(connection, winner, now, len(ready.carrier.new))
        carrying.carry_typing(connection, winner, ready, outline)
        settings.drop(connection, f"{settings.ARRIVED}{winner}")

    def _aligned(self, old: str, new: str) -> Ready:
        from reader.text.anchoring import Carrier

        return Ready(old, new, Carrier(*(articles.body(self._connection, it) for it in (old, new))))
