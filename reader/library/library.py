"""A library: its articles, their annotations, and the one way to change either."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Self, TypeVar

from reader.errors import InputError, MeipiError
from reader.library.core import Notice
from reader.library.reads import LibraryReads
from reader.model import Article, Entry
from reader.model.leaving import DefaultPrivacy
from reader.store import articles
from reader.store.backup.daily import Daily
from reader.store.db.sqlite_errors import PATIENCE
from reader.store.db.writer import Writer

if TYPE_CHECKING:
    from concurrent.futures import Future

    from reader.library.devices import Devices
    from reader.model.revision import Kept
    from reader.store.edits import Edits

T = TypeVar("T")
Entries = list[Entry]
Problems = list[tuple[Path, MeipiError]]


class Library(LibraryReads):
    """An open library. Every method may be called from any thread.

    `default_privacy` is what is private unless somebody says otherwise.

    Methods that read raise `LibraryError` as `store.sqlite_errors.translate` words it. Nothing is
    written to a starter by reading from it.
    """

    def __init__(self, root: Path, *, patience: float = PATIENCE) -> None:
        super().__init__(root, patience)
        self._daily = Daily(self.database)
        self.default_privacy = DefaultPrivacy()
        self._writer = Writer(
            self.database,
            patience,
            self._make_own,
            at_rest=self._daily.at_rest,
            watched=self._readers.watched,
            bodies=self._bodies,
            begin=self.begin,
            claims=self._devices,
            privacy=self.default_privacy,
        )
        self._notices: deque[Notice] = deque()
        self._syncing = threading.Lock()

    def sync(self) -> Problems:
        """Take in what is new or changed in `articles/`; returns the files that could not be."""
        from reader.library.intake import scan as sync

        with self._syncing:
            return sync.scan(self)

    def take_in(self, path: Path) -> str:
        """Take in one file, wherever it lies, and return its article's id.

        Raises `InputError` as `ingest.files.read_file` does, and `article_id_taken`.
        """
        from reader.library.intake import scan as sync

        with self._syncing:
            return self.asked_for(sync.take_in(self, path)).article

    def bring(self, path: Path) -> Kept:
        """Take in one file as `take_in` does; returns the outcome."""
        from reader.library.intake import scan as sync

        with self._syncing:
            return self.asked_for(sync.take_in(self, path))

    def read_anew(self, path: Path) -> Kept:
        """Read a file of the library that is known, though it did not change, and take it in."""
        from reader.ingest.files import read_file
        from reader.library.intake import scan as sync

        with self._syncing:
            return sync.store_read(self, sync.name_of(self, path), read_file(path))

    def keep_file(self, path: Path, data: bytes) -> Kept:
        """Write a file into `articles/` and take it in, as `keeping.write` has it."""
        from reader.library.intake import article_files as keeping

        with self._syncing:
            return self.asked_for(keeping.write(self, path, data))

    def keep(self, content: Article, notices: Iterable[Notice] = (), *, asked: bool = True) -> Kept:
        """Store an article from outside, as `keeping.keep` has it.

        One that was removed is in the library again if somebody `asked` for it.
        """
        from reader.library.intake import article_files as keeping

        with self._syncing:
            kept = keeping.keep(self, content, notices, asked=asked)
            return self.asked_for(kept) if asked else kept

    def asked_for(self, kept: Kept) -> Kept:
        """Put back an article that was asked for by name, if it had been removed; with the title
        that it has in the library.
        """
        with self._readers.reading() as connection:
            title = articles.title(connection, kept.article)
            kept = replace(kept, title=title or kept.title)
            if not articles.is_removed(connection, kept.article):
                return kept
        self.submit(lambda edits: edits.shelf.put_back([kept.article])).result()
        self._notices.append(("revived", {"title": title}))
        return replace(kept, revived=True)

    def refresh(self, article: str, *, settled: float = 0.0) -> None:
        """Take in an article's file again if it has changed; one that is gone is left alone.

        So is one that was written to less than `settled` seconds ago. Raises MeipiError as
        `take_in` does, and `file_outside` for a file elsewhere that its reader has not named on
        this machine; what is stored stays.
        """
        with self._readers.reading() as connection:
            files = articles.files_of(connection, article)
        for file in files:
            path = self.root / file.path  # an absolute path stays what it is
            try:
                found = path.stat()
            except OSError:
                continue
            # A starter does not know when its files were written.
            changed = found.st_size != file.size or found.st_mtime_ns != (
                file.mtime or found.st_mtime_ns
            )
            restless = 0 <= time.time() - found.st_mtime_ns / 1e9 < settled
            if changed and not restless and not file.gone:
                self._reread(path, file.path)

    def _reread(self, path: Path, name: str) -> None:
        """Take in a known file that has changed, unless it lies outside and was never named."""
        from reader.library.health import outside_files as outside

        if not outside.may_read(self.root, name):
            raise InputError("file_outside", path=name, quoted=quote(name))
        from reader.library.intake import scan as sync

        with self._syncing:  # nobody asked for it, so it stays away if it was removed
            sync.take_in(self, path)

    def submit(self, action: Callable[[Edits], T]) -> Future[T]:
        """Queue an action for the writer; its future resolves when the result is on disk.

        The future carries a `MeipiError` if nothing was written.
        """
        return self._writer.submit(action)

    def keep_backups(self, days: int) -> None:
        """Set the days that the last automatic backup is kept; 0 makes none."""
        self._daily.keep = days

    def add_notice(self, notice: Notice) -> None:
        """Add a notice for the reader."""
        self._notices.append(notice)

    def take_notices(self) -> tuple[Notice, ...]:
        """Notices for the reader that were not shown yet: message codes with their parameters.

        They are what `checkout.keep_out` returns.
        """
        taken = []
        while self._notices:
            taken.append(self._notices.popleft())
        return tuple(taken)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Finish what is queued and leave nothing but the database behind; may be repeated.

        Raises, once, what failed in the background, as `store.writer.Writer.close` has it.
        """
        self._coming = None
        with ExitStack() as closing:
            closing.callback(self._writer.close)
            closing.callback(self._readers.close)
            closing.callback(self._daily.close)

    def begin(self) -> None:
        """Do what comes before the first write: have git leave the database alone."""
        from reader.library.git.checkout import keep_out

        notice = keep_out(self.database)
        if notice is not None:
            self.add_notice(notice)

    def _devices(self) -> Devices:
        from reader.library.devices import Devices

        return Devices(self.root)

    def _make_own(self) -> None:
        with suppress(OSError):  # someone else's file or a file system without modes
            self.database.chmod(0o600)
