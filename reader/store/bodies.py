"""The text that was read last, held once for all who need it."""

from __future__ import annotations

from contextlib import suppress
from threading import Thread

from reader.store import articles
from reader.store.connection import Connection
from reader.store.reader import Readers


class LastBody:
    """Canonical texts by revision; the one that was asked for last is not loaded again.

    A long text takes long to load and much memory, and whoever writes about an article has most
    often opened it. A revision's text never changes. Any thread may ask.
    """

    def __init__(self) -> None:
        self._kept = ("", "")
        self._coming: tuple[str, Thread] | None = None

    def begin(self, readers: Readers, revision: str) -> None:
        """Load a text in a thread of its own, for the one who asks for it soon."""
        thread = Thread(
            target=self._load_beside, args=(readers, revision), name="body", daemon=True
        )
        self._coming = revision, thread
        thread.start()

    def get(self, connection: Connection, revision: str) -> str:
        """The canonical text of a revision."""
        coming, self._coming = self._coming, None
        if coming is not None and coming[0] == revision:
            coming[1].join()
        kept = self._kept
        if kept[0] != revision:
            kept = self._load(connection, revision)
        return kept[1]

    def _load(self, connection: Connection, revision: str) -> tuple[str, str]:
        self._kept = kept = revision, articles.body(connection, revision)
        return kept

    def _load_beside(self, readers: Readers, revision: str) -> None:
        with suppress(Exception), readers.reading() as connection:  # `get` meets it again
            self._load(connection, revision)
