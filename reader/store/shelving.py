"""What a reader does with articles as a whole: star, read, archive, name, queue, keep filters."""

from __future__ import annotations

import json
from collections.abc import Sequence

from reader.errors import InputError
from reader.store import rows
from reader.store.acting import Actor
from reader.store.clock import uuid7
from reader.store.fields import cleaned
from reader.store.values import names

TITLE_MAX = 300
"""The longest title or topic of the reader's own, in code points."""

STATES = ("read", "starred", "archived")


class Shelving(Actor):
    """Changes to what stands in the library's list. Each says what stood before, to undo it."""

    def put_state(self, article: str, state: str, on: bool) -> bool:
        """Set `read`, `starred` or `archived` of an article; whether it was set before."""
        if state not in STATES:
            raise TypeError(f"an article has no state {state!r}")
        sha256 = self._current(article)[0]
        self.connection.execute(
            "INSERT INTO reading (article, text, last_read) VALUES (?, ?, '')"
            " ON CONFLICT (article) DO NOTHING",
            (article, sha256),
        )
        (before,) = self.connection.execute(
            f"SELECT {state} FROM reading WHERE article = ?", (article,)
        ).fetchone()
        if bool(before) != on:
            self.connection.execute(
                f"UPDATE reading SET {state} = ? WHERE article = ?", (int(on), article)
            )
        return bool(before)

    def finish(self, article: str) -> None:
        """The article was read to its end: it is read, and leaves the queue."""
        self.put_state(article, "read", True)
        self.dequeue(article)

    # names

    def rename(self, article: str, title: str) -> str:
        """Give an article a title of the reader's own; an empty one gives the file's back.

        Returns the reader's own title that stood before, or "". Raises `InputError`
        `title_too_long`.
        """
        title = " ".join(cleaned(title).split())
        if len(title) > TITLE_MAX:
            raise InputError("title_too_long", longest=TITLE_MAX)
        published, before = self._said(article, "title")
        self._say(article, "own_title", title if title not in ("", published) else None)
        return before or ""

    def put_topics(self, article: str, topics: Sequence[str] | None) -> tuple[str, ...] | None:
        """Give an article topics of the reader's own; None gives the file's back.

        Returns the reader's own topics that stood before, None if there were none. Raises
        `InputError` `title_too_long`.
        """
        published, before = self._said(article, "topics")
        own = None if topics is None else json.dumps(_topics(topics), ensure_ascii=False)
        self._say(article, "own_topics", own if own != published else None)
        return None if before is None else names(before)

    def _said(self, article: str, column: str) -> tuple[str, str | None]:
        """What was published, and what the reader calls it instead, if anything."""
        row = self.connection.execute(
            f"SELECT r.{column}, a.own_{column} FROM article a JOIN revision r ON r.id = a.revision"
            " WHERE a.id = ? AND a.deleted = 0",
            (article,),
        ).fetchone()
        if row is None:
            raise InputError("article_unknown", name=article)
        return row[0], row[1]

    def _say(self, article: str, column: str, own: str | None) -> None:
        rows.put(self.connection, self._clock.tick(), "article", (article,), {column: own})

    # the queue

    def enqueue(self, article: str, position: int | None = None) -> None:
        """Put an article at the end of the queue, or at a position that it had."""
        self._current(article)
        (last,) = self.connection.execute("SELECT coalesce(max(position), 0) FROM queue").fetchone()
        self.connection.execute(
            "INSERT INTO queue (article, position) VALUES (?, ?) ON CONFLICT (article) DO NOTHING",
            (article, last + 1 if position is None else position),
        )

    def dequeue(self, article: str) -> int | None:
        """Take an article off the queue; the position that it had, None if it was not there."""
        row = self.connection.execute(
            "SELECT position FROM queue WHERE article = ?", (article,)
        ).fetchone()
        self.connection.execute("DELETE FROM queue WHERE article = ?", (article,))
        return None if row is None else int(row[0])

    def move_in_queue(self, article: str, direction: int) -> bool:
        """Change places with the article before (-1) or after (1); whether there was one."""
        order = [
            row[0]
            for row in self.connection.execute(
                "SELECT q.article FROM queue q JOIN listing l ON l.article = q.article"
                " ORDER BY q.position, q.article"
            )
        ]
        if article not in order:
            return False
        at = order.index(article)
        there = at + (1 if direction > 0 else -1)
        if not 0 <= there < len(order):
            return False
        order[at], order[there] = order[there], order[at]
        self.connection.executemany(
            "UPDATE queue SET position = ? WHERE article = ?",
            [(number, ident) for number, ident in enumerate(order, 1)],
        )
        return True

    # filters

    def keep_filter(self, name: str, query: str) -> str:
        """Keep a search under a name, in place of the one of that name; returns its id.

        Raises `InputError`: `filter_name_empty`, `title_too_long`.
        """
        name, query = " ".join(cleaned(name).split()), cleaned(query).strip()
        if not name or not query:
            raise InputError("filter_name_empty")
        if len(name) > TITLE_MAX:
            raise InputError("title_too_long", longest=TITLE_MAX)
        row = self.connection.execute(
            "INSERT INTO saved_filter (id, name, query, position)"
            " SELECT ?, ?, ?, coalesce(max(position), 0) + 1 FROM saved_filter WHERE true"
            " ON CONFLICT (name) DO UPDATE SET query = excluded.query RETURNING id",
            (uuid7(), name, query),
        ).fetchone()
        return str(row[0])

    def drop_filter(self, ident: str) -> None:
        """Forget a filter that was kept."""
        self.connection.execute("DELETE FROM saved_filter WHERE id = ?", (ident,))


def _topics(topics: Sequence[str]) -> list[str]:
    found = dict.fromkeys(" ".join(cleaned(topic).split()) for topic in topics)
    if any(len(topic) > TITLE_MAX for topic in found):
        raise InputError("title_too_long", longest=TITLE_MAX)
    return [topic for topic in found if topic]
