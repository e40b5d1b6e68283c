"""Edits of articles as a whole: star, read, archive, name, queue, keep filters, take out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import accumulate

from reader.errors import InputError
from reader.store import articles as articles_store
from reader.store.clocks import clocked_rows as rows
from reader.store.clocks.clock import uuid7
from reader.store.clocks.clocked_rows import Fields
from reader.store.edits.edit_context import EditContext
from reader.store.field_rules import cleaned

TITLE_MAX = 300
"""The longest title or topic of the reader's own, in code points."""

STATES = ("read", "starred", "archived")


class ShelfEdits:
    """Changes to the library's list; they are undone there. Each returns whether it changed
    anything.
    """

    def __init__(self, context: EditContext) -> None:
        self._context, self._connection = context, context.connection

    def put_state(self, article: str, state: str, on: bool) -> bool:
        """Set `read`, `starred` or `archived` of an article.

        Raises `InputError`, as the others do: `article_unknown`, `article_joined`,
        `article_removed`.
        """
        return self.put_states([article], state, on) > 0

    def put_states(self, articles: Sequence[str], state: str, on: bool) -> int:
        """Set a state of several articles, as one entry of the journal; how many changed."""
        if state not in STATES:
            raise TypeError(f"an article has no state {state!r}")
        for article in articles:
            sha256 = self._context.current(article).text
            self._context.refuse_gone(article)
            self._connection.execute(
                "INSERT INTO reading (article, text, last_read) VALUES (?, ?, '')"
                " ON CONFLICT (article) DO NOTHING",
                (article, sha256),
            )
        fields: Fields = {state: int(on)}
        return self._context.put_on_shelf("reading", dict.fromkeys(articles, fields))

    def turn_states(self, articles: Sequence[str], state: str) -> tuple[bool, int]:
        """Set a state of several articles, or take it from them if all have it; what it is now,
        and how many changed.
        """
        known = (rows.values(self._connection, "reading", (article,)) for article in articles)
        on = not all(row is not None and row[state] for row in known)
        return on, self.put_states(articles, state, on)

    def finish(self, article: str) -> None:
        """Finish an article that was read to its end: it is read, and leaves the queue."""
        with self._context.batch():
            self.put_state(article, "read", True)
            self.dequeue(article)

    def rename(self, article: str, title: str) -> bool:
        """Give an article a title of the reader's own; an empty one gives the file's back.

        Raises `InputError` `title_too_long`.
        """
        title = " ".join(cleaned(title).split())
        if len(title) > TITLE_MAX:
            raise InputError("title_too_long", longest=TITLE_MAX)
        return self._name({article: title or None}, "title") > 0

    def put_topics(self, article: str, topics: Sequence[str] | None) -> bool:
        """Give an article topics of the reader's own; None gives the file's back.

        Raises `InputError` `title_too_long`.
        """
        own = None if topics is None else json.dumps(_topics(topics), ensure_ascii=False)
        return self._name({article: own}, "topics") > 0

    def add_topics(self, articles: Sequence[str], topics: Sequence[str]) -> int:
        """Add topics to those that several articles have, as one entry of the journal; how many
        changed.

        Raises `InputError` `title_too_long`.
        """
        found = ((article, *self._names(article, "topics")) for article in articles)
        all_of = {
            article: _topics([*json.loads(published if own is None else own), *topics])
            for article, published, own in found
        }
        named: dict[str, str | None] = {
            article: json.dumps(each, ensure_ascii=False) for article, each in all_of.items()
        }
        return self._name(named, "topics")

    def _name(self, named: Mapping[str, str | None], column: str) -> int:
        """Set one's own titles or topics; what was published is not one's own."""
        fields: dict[str, Fields] = {
            article: {f"own_{column}": None if own == self._names(article, column)[0] else own}
            for article, own in named.items()
        }
        return self._context.put_on_shelf("article", fields)

    def _names(self, article: str, column: str) -> tuple[str, str | None]:
        """The published title or topics of an article, and the reader's own."""
        row: tuple[str, str | None] | None = self._connection.execute(
            f"SELECT r.{column}, a.own_{column} FROM article a"
            " JOIN revision r ON r.id = a.revision WHERE a.id = ? AND a.deleted = 0",
            (article,),
        ).fetchone()
        if row is None:
            raise articles_store.gone(self._connection, article) or InputError(
                "article_unknown", name=article
            )
        return row

    def enqueue(self, article: str) -> bool:
        """Put an article at the end of the queue."""
        return self._enqueue([article]) > 0

    def _enqueue(self, articles: Sequence[str]) -> int:
        for article in articles:
            self._context.current(article)
            self._context.refuse_gone(article)
        last, waiting = self._last("queue"), (it for it in articles if not self._is_queued(it))
        places: dict[str, Fields] = {
            article: {"position": place, "deleted": 0}
            for place, article in enumerate(waiting, last + 1)
        }
        return self._context.put_on_shelf("queue", places)

    def _is_queued(self, article: str) -> bool:
        known = rows.values(self._connection, "queue", (article,))
        return known is not None and not known["deleted"]

    def dequeue(self, article: str) -> bool:
        """Take an article off the queue."""
        return self._context.put_on_shelf("queue", {article: {"deleted": 1}}) > 0

    def turn_queue(self, articles: Sequence[str]) -> tuple[bool, int]:
        """Put several articles at the end of the queue, or take them off if all are in it; whether
        they are in it now, and how many changed.
        """
        if not all(map(self._is_queued, articles)):
            return True, self._enqueue(articles)
        fields: Fields = {"deleted": 1}
        return False, self._context.put_on_shelf("queue", dict.fromkeys(articles, fields))

    def move_in_queue(self, article: str, direction: int) -> bool:
        """Change places with the article before (-1) or after (1)."""
        found = self._connection.execute(
            "SELECT q.article, q.position FROM queue q JOIN listing l ON l.article = q.article"
            " WHERE q.deleted = 0 ORDER BY q.position, q.article"
        ).fetchall()
        order = [row[0] for row in found]
        at = order.index(article) if article in order else -1
        there = at + (1 if direction > 0 else -1)
        if at < 0 or not 0 <= there < len(order):
            return False
        order[at], order[there] = order[there], order[at]
        # No two have one position from here on.
        places = accumulate((row[1] for row in found), lambda last, each: max(last + 1, each))
        wanted: dict[str, Fields] = {
            each: {"position": place} for each, place in zip(order, places, strict=True)
        }
        return self._context.put_on_shelf("queue", {article: wanted[article]} | wanted) > 0

    def keep_filter(self, name: str, query: str) -> str:
        """Keep a search under a name, in place of the one of that name; returns its id.

        Raises `InputError`: `filter_name_empty`, `title_too_long`.
        """
        name, query = " ".join(cleaned(name).split()), cleaned(query).strip()
        if not name or not query:
            raise InputError("filter_name_empty")
        if len(name) > TITLE_MAX:
            raise InputError("title_too_long", longest=TITLE_MAX)
        known = self._connection.execute(
            "SELECT id, position, deleted FROM saved_filter WHERE name = ?", (name,)
        ).fetchone()
        ident, position, gone = known or (uuid7(), 0, 1)
        position = self._last("saved_filter") + 1 if gone else position
        fields: Fields = {"name": name, "query": query, "position": position, "deleted": 0}
        self._context.put_on_shelf("saved_filter", {str(ident): fields})
        return str(ident)

    def drop_filter(self, ident: str) -> bool:
        """Forget a filter that was kept."""
        return self._context.put_on_shelf("saved_filter", {ident: {"deleted": 1}}) > 0

    def put_private(self, articles: Sequence[str], on: bool) -> int:
        """Make articles private, with all that hangs on them, or public again, as one entry of the
        journal; how many changed.

        What is private by itself in one that becomes public stays so. Raises `InputError`:
        `article_unknown`, `article_joined`, `article_removed`.
        """
        for article in articles:
            self._context.current(article)
            self._context.refuse_gone(article)
        fields: Fields = {"private": int(on)}
        return self._context.put_on_shelf("article", dict.fromkeys(articles, fields))

    def begin_private(self, article: str) -> None:
        """Make an article that has just come in private, if the settings want new ones so."""
        if self._context.privacy.articles:
            self._connection.execute("UPDATE article SET private = 1 WHERE id = ?", (article,))

    def turn_private(self, articles: Sequence[str]) -> tuple[bool, int]:
        """Make several articles private, or public if all are private; whether they are private
        now, and how many changed.
        """
        on = not all(articles_store.is_private(self._connection, each) for each in articles)
        return on, self.put_private(articles, on)

    def take_out(self, articles: Sequence[str]) -> int:
        """Take articles out of the library, as one entry of the journal; how many were in it.

        One that was taken out is in no list, search, export or count, with all its marks. It is
        still known: no feed and no file brings it back, only who asks for it by name.
        Raises `InputError`, as `put_back` does: `article_unknown`, `article_joined`.
        """
        return self._put_deleted(articles, 1)

    def put_back(self, articles: Sequence[str]) -> int:
        """Put articles back that were taken out, with all that hangs on them; how many were."""
        return self._put_deleted(articles, 0)

    def _put_deleted(self, articles: Sequence[str], deleted: int) -> int:
        for article in articles:
            self._context.current(article)
            self._context.refuse_gone(article, removed=False)
        fields: Fields = {"deleted": deleted}
        return self._context.put_on_shelf("article", dict.fromkeys(articles, fields))

    def _last(self, table: str) -> int:
        sql = f"SELECT coalesce(max(position), 0) FROM {table} WHERE deleted = 0"
        return int(self._connection.execute(sql).fetchone()[0])


def _topics(topics: Sequence[str]) -> list[str]:
    found = dict.fromkeys(" ".join(cleaned(topic).split()) for topic in topics)
    if any(len(topic) > TITLE_MAX for topic in found):
        raise InputError("title_too_long", longest=TITLE_MAX)
    return [topic for topic in found if topic]
