"""Read connections: one a thread, all of which can be closed at once."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.errors import LibraryError
from reader.store.db.connection import Lone, connect, snapshot
from reader.store.db.file_identity import Watched
from reader.store.db.sqlite_errors import translated


class Readers:
    """Pool of read connections to a database, one a thread, which it closes."""

    def __init__(self, path: Path, patience: float) -> None:
        self._path = path
        self._patience = patience
        self._guard = threading.Lock()
        self._open: dict[threading.Thread, tuple[sqlite3.Connection, threading.Lock]] = {}
        self.watched = Watched(path)
        self._closed = False
        self._inside = threading.local()  # the connection of the reading that this thread is in

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Connection of this thread, inside a transaction that sees one state of the database.

        A reading inside another one sees what that one sees.
        """
        with translated(self._path):
            around: sqlite3.Connection | None = getattr(self._inside, "connection", None)
            if around is not None:
                yield around
                return
            connection, in_use = self._mine()
            try:
                with in_use:
                    if self._closed:
                        raise LibraryError("library_closed", path=str(self._path))
                    with snapshot(connection):
                        self._inside.connection = connection
                        yield connection
            finally:
                self._inside.connection = None
                if isinstance(connection, Lone):  # it would not see what is written later
                    self._drop()

    def _mine(self) -> tuple[sqlite3.Connection, threading.Lock]:
        thread = threading.current_thread()
        with self._guard:
            if self._closed:
                raise LibraryError("library_closed", path=str(self._path))
            if thread not in self._open:
                for gone in [other for other in self._open if not other.is_alive()]:
                    self._open.pop(gone)[0].close()
                connection = connect(self._path, patience=self._patience, reading=True)
                try:
                    self.watched.check()
                except LibraryError:
                    connection.close()
                    raise
                self._open[thread] = (connection, threading.Lock())
            return self._open[thread]

    def _drop(self) -> None:
        """Close this thread's connection; the next reading opens another."""
        with self._guard:
            mine = self._open.pop(threading.current_thread(), None)
            if mine is not None:  # else `close` was here
                mine[0].close()

    def close(self) -> None:
        """Close every connection, each as soon as its thread has done with it."""
        with self._guard:
            self._closed = True
            while self._open:
                connection, in_use = self._open.popitem()[1]
                with in_use:
                    connection.close()
