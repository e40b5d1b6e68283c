"""The text that was read last, held once for all who need it."""

from __future__ import annotations

from reader.store import articles
from reader.store.db.connection import Connection


class LastBody:
    """Canonical texts by revision; the one that was asked for last is not loaded again.

    A long text takes long to load and much memory, and an article that is written about has most
    often been opened. A revision's text never changes. Any thread may ask.
    """

    def __init__(self) -> None:
        self._kept = ("", "")

    def get(self, connection: Connection, sha256: str) -> str:
        """The canonical text of a revision."""
        kept = self._kept
        if kept[0] != sha256:
            kept = self._kept = (sha256, articles.body(connection, sha256))
        return kept[1]
