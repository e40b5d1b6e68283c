"""The one thread that writes: first in, first out, one transaction an action."""

from __future__ import annotations

import queue
import sqlite3
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from reader.errors import LibraryError
from reader.store import settings
from reader.store.db.connection import connect, transaction
from reader.store.db.file_identity import Watched
from reader.store.db.sqlite_errors import translate
from reader.store.db.text_cache import LastBody

if TYPE_CHECKING:
    from concurrent.futures import Future

    from reader.model.leaving import DefaultPrivacy
    from reader.store.db.devices import DeviceClaims
    from reader.store.edits import Edits

T = TypeVar("T")

IDLE = 5.0
"""Seconds without work after which the write-ahead log is emptied into the database."""

_Job = tuple[Callable[["Edits"], Any], "Future[Any]"]


class Writer:
    """Runs actions on a long-lived connection that opens at the first one.

    `begin` is called in the writer's thread before the first write, `adopt` as part of the first
    one to a starter, and `at_rest` each time when nothing was written for `idle` seconds after a
    write; it must not take long. `bodies` is shared with the readers of articles. Nothing is
    written to another file than `watched` knows. `claims` gives what keeps which device this
    is; without it each writer is one of its own. `privacy` is as in `EditContext`.
    """

    def __init__(
        self,
        path: Path,
        patience: float,
        adopt: Callable[[], None],
        *,
        idle: float = IDLE,
        at_rest: Callable[[], None] = lambda: None,
        bodies: LastBody | None = None,
        watched: Watched | None = None,
        begin: Callable[[], None] = lambda: None,
        claims: Callable[[], DeviceClaims] | None = None,
        privacy: DefaultPrivacy | None = None,
    ) -> None:
        self._path = path
        self._patience = patience
        self._adopt = adopt
        self._begin = begin
        self._ask_claims = claims
        self._idle = idle
        self._privacy = privacy
        self._at_rest = at_rest
        self._bodies = bodies or LastBody()
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None
        self._closed = False
        self._watched = watched or Watched(path)
        self._connection: sqlite3.Connection | None = None
        self._edits: Edits | None = None
        self._claims: DeviceClaims | None = None
        self._left = (0, "")
        self._dirty = False
        self._logging = False
        self._failure: Exception | None = None

    def submit(self, action: Callable[[Edits], T]) -> Future[T]:
        """Queue an action; its future resolves when the result is on disk.

        The future carries `LibraryError` (locked, read-only, full, damaged, gone, closed) or what
        the action raised; in both cases nothing of the action is kept.
        """
        from concurrent.futures import Future

        future: Future[T] = Future()
        with self._guard:
            if self._closed:
                raise LibraryError("library_closed", path=str(self._path))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
                self._thread.start()
            self._jobs.put((action, future))
        return future

    def close(self) -> None:
        """Do what is queued, empty the write-ahead log and end the thread.

        Raises what failed while nothing was asked for, once: LibraryError (damaged, rows), or what
        nobody foresaw.
        """
        with self._guard:
            if not self._closed and self._thread is not None:
                self._jobs.put(None)
            self._closed = True
        if self._thread is not None:
            self._thread.join()
        failure, self._failure = self._failure, None
        if failure is not None:
            raise failure

    def _run(self) -> None:
        while True:
            try:
                job = self._jobs.get(timeout=self._idle if self._dirty else None)
            except queue.Empty:
                self._unasked(self._count, self._checkpoint, self._leave, self._at_rest)
                continue
            if job is None:
                break
            self._perform(*job)
        self._unasked(self._count, self._checkpoint, self._leave)
        if self._connection is not None:
            self._connection.close()

    def _unasked(self, *steps: Callable[[], None]) -> None:
        """Run steps that nobody waits for; `close` raises the first failure."""
        for step in steps:
            try:
                step()
            except sqlite3.Error as error:
                self._failure = self._failure or translate(error, self._path, writing=True)
            except Exception as error:
                self._failure = self._failure or error

    def _perform(self, action: Callable[[Edits], Any], future: Future[Any]) -> None:
        if not future.set_running_or_notify_cancel():
            return
        try:
            result = self._transact(action)
        except sqlite3.Error as error:
            future.set_exception(translate(error, self._path, writing=True))
        except BaseException as error:
            future.set_exception(error)
        else:
            future.set_result(result)

    def _transact(self, action: Callable[[Edits], Any]) -> Any:
        edits = self._edits or self._prepare()
        self._watched.check()
        if not self._logging:
            self._start_log(edits.connection)
        with transaction(edits.connection), edits.context.action():
            result = action(edits)
        self._dirty = True
        return result

    def _prepare(self) -> Edits:
        """Open the connection and make the library its reader's own, if it is not yet."""
        from reader.store.clocks import stamps
        from reader.store.db import devices
        from reader.store.edits import EditContext, Edits

        if self._connection is None:
            self._connection = self._connect()
        self._begin()
        connection = self._connection
        self._check_disk(connection)
        if settings.get(connection, settings.STARTER) is not None:
            with transaction(connection):
                devices.begin(connection)
                self._adopt()
        self._claims = self._ask_claims() if self._ask_claims else devices.Nobody()
        device = devices.identify(connection, self._claims)
        context = EditContext(connection, stamps.clock(connection, device), self._bodies)
        context.privacy = self._privacy or context.privacy
        self._edits = Edits(context)
        self._left = stamps.newest(connection)
        return self._edits

    def _check_disk(self, connection: sqlite3.Connection) -> None:
        """Refuse a disk on which no write-ahead log works before the file is switched to one."""
        (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
        if mode == "wal":
            return
        from reader.store.db.disks import error_params, lack

        lacks = lack(self._path)
        if lacks in ("library_unshared", "library_unlocked"):
            raise LibraryError(lacks, path=str(self._path), **error_params(self._path))

    def _connect(self) -> sqlite3.Connection:
        """A connection to the file that the library was opened with."""
        connection = connect(self._path, patience=self._patience)
        try:
            self._watched.check()
        except LibraryError:
            connection.close()
            raise
        return connection

    def _start_log(self, connection: sqlite3.Connection) -> None:
        """Switch to a write-ahead log; while someone reads, commits are as safe without it."""
        try:
            (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
        else:
            self._logging = mode == "wal"

    def _count(self) -> None:
        """Store the numbers of marked sentences that were not counted yet, and index their words.

        Who reads before counts and looks for itself; what cannot be written now is another time.
        Raises sqlite3.Error for what cannot be read at any time.
        """
        from reader.store import marked_counts as marked
        from reader.store.annotation_query import words

        if self._edits is None or not self._dirty:
            return
        try:
            self._watched.check()
            with transaction(self._edits.connection):
                marked.count(self._edits.connection, text_of=self._bodies.get)
                words.settle(self._edits.connection)
        except LibraryError:
            return
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_CORRUPT:
                raise

    def _leave(self) -> None:
        """Keep up to which change this device knows the library, if there is a new one.

        Nothing depends on it: where it is unknown the library becomes another device.
        """
        from reader.store.clocks import stamps
        from reader.store.db import devices

        if self._edits is None or self._claims is None:
            return
        connection = self._edits.connection
        with suppress(sqlite3.Error):
            now = stamps.newest(connection)
            if now != self._left:
                devices.leave(connection, self._claims, self._edits.context.clock.device)
                self._left = now

    def _checkpoint(self) -> None:
        """Empty the write-ahead log; if someone reads from it or the disk is full, another time.

        Nothing depends on it: every commit is as safe in the log as in the database.
        """
        self._dirty = False
        if self._connection is None:
            return
        try:
            self._connection.execute("PRAGMA busy_timeout = 0")
            (busy, *_) = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            self._dirty = bool(busy)
            self._connection.execute(f"PRAGMA busy_timeout = {int(self._patience * 1000)}")
        except sqlite3.Error:
            self._dirty = True
