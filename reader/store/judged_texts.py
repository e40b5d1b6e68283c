"""Words that an annotation was judged on: those of the text that was read at that moment."""

from __future__ import annotations

import sqlite3
from functools import cached_property

from reader.model import Anchor
from reader.store import articles, revisions
from reader.store.revisions import Anchored
from reader.text.folding import fold


class Judged:
    """Latest judgements of an article's annotations, for a text that comes (again)."""

    def __init__(self, connection: sqlite3.Connection, article: str, sha256: str) -> None:
        self._connection = connection
        self._article = article
        self._sha256 = sha256
        self._lie: dict[str, tuple[str, dict[str, Anchored]]] = {}
        self._seen: list[tuple[str, str]] = []

    @cached_property
    def _moments(self) -> dict[str, str]:
        return revisions.judged(self._connection, self._article)

    @cached_property
    def _text(self) -> str:
        return articles.body(self._connection, self._sha256)

    @cached_property
    def _accepted(self) -> dict[str, str]:
        """Latest moment at which each anchor in the text was accepted, by annotation."""
        return revisions.decided(self._connection, self._article, self._sha256)

    @cached_property
    def _history(self) -> list[tuple[str, str]]:
        """Moment and text of each revision, the newest first."""
        sql = "SELECT fetched, text FROM revision WHERE article = ? ORDER BY fetched DESC, id DESC"
        return self._connection.execute(sql, (self._article,)).fetchall()

    def on_others(self, annotation: str, now: Anchor) -> bool:
        """Whether an annotation was judged last on other words than those that it lies on now, and
        since somebody saw it there.
        """
        moment = self._moments.get(annotation)
        if moment is None or now.span is None or moment < self._accepted.get(annotation, ""):
            return False
        read = next((text for fetched, text in self._history if fetched <= moment), None)
        if read is None:
            return False
        if read not in self._lie:
            body = articles.body(self._connection, read)
            lie = revisions.anchors(self._connection, self._article, read)
            self._lie[read] = body, lie
        body, lie = self._lie[read]
        then = lie[annotation].anchor.span if annotation in lie else None
        if then is None or fold(then.of(body)) == fold(now.span.of(self._text)):
            return False
        self._seen.append((annotation, read))
        return True

    def settle(self) -> None:
        """Clear `review` on the anchors that annotations were judged on: their words are what is
        compared.
        """
        self._connection.executemany(
            "UPDATE anchor SET review = 0 WHERE annotation = ? AND text = ? AND review = 1",
            self._seen,
        )
