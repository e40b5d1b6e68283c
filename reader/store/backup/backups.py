"""Backups of the database: copied by SQLite, verified, and only then named.

A backup is `annotations.db.backups/annotations.db.<moment>.backup`, with the moment in UTC; one
made before a migration ends in `.migration.backup`, before a repair in `.repair.backup`, and one
that was asked for in `.manual.backup`. Until it is verified it is `annotations.db.backup.part`, so
a killed process leaves nothing that looks like a backup. Older versions put them beside the
database, where they are found as well.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from reader.errors import LibraryError
from reader.store.backup.backup_files import DAILY, MOMENT, backups, folder_of, make_folder
from reader.store.backup.verification import fault_of, tallies
from reader.store.db.connection import connect, snapshot
from reader.store.db.file_identity import MODE, PLAIN, is_link
from reader.store.db.locking import hold
from reader.store.db.sqlite_errors import PATIENCE, reported
from reader.store.db.work_progress import ProgressCallback, silent
from reader.store.db.work_progress import part as share

WEEKS = 4
"""Calendar weeks of which the last backup is kept besides."""

STEP = 256
"""Pages that are copied at once while others may be waiting."""
COPIED = 0.5
"""The share of the work after which a copy is there, which is to be verified."""
FLUSH = 64
"""Steps after which what was copied is sent to the disk, so that no edit waits for all of it."""


class AbandonedError(Exception):
    """A backup that was not finished, because nobody waits for it any more or another is made."""


def is_due(path: Path, today: datetime | None = None) -> bool:
    """Whether there is no backup of this day yet, by the computer's own calendar."""
    day = (today or datetime.now(UTC)).astimezone().date()
    return all(backup.moment.astimezone().date() != day for backup in backups(path))


def back_up(
    path: Path,
    kind: str = "manual",
    *,
    patience: float = PATIENCE,
    abandoned: Callable[[], bool] = lambda: False,
    pause: float = 0.0,
    source: sqlite3.Connection | None = None,
    progress: ProgressCallback = silent,
) -> Path:
    """Copy a database to a verified backup in its folder, readable by its owner alone; its path.

    What is written meanwhile is not in it, and does not wait for it. `source` is a connection that
    has the database for itself; `progress` is called with the share that is done. After each step
    `pause` seconds pass; once `abandoned` is true, nothing is kept and `AbandonedError` is raised,
    as it is when another process is making a backup. Raises LibraryError as `db.connection` has
    it, `disk_full`, `backup_blocked` for a folder in its place, and `backup_not_whole` if the copy
    is not what was copied.
    """
    with reported(path), _part(path) as (part, descriptor):
        with _source(path, source, patience) as connection, snapshot(connection):
            expected = tallies(connection)
            (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
            # Without a write-ahead log writers wait for readers: then all at once.
            pages = STEP if mode == "wal" or source else -1
            pace = _Pace(descriptor, abandoned, pause, share(progress, 0.0, COPIED))
            _copy(connection, part, pages, pace)
        fault = fault_of(part, expected, abandoned=abandoned, progress=share(progress, COPIED, 1.0))
        if abandoned():
            raise AbandonedError
        if fault:
            raise LibraryError("backup_not_whole", path=str(path), reason=fault)
        os.fsync(descriptor)
        moment = datetime.now(UTC).strftime(MOMENT)
        made = part.with_name(f"{path.name}.{moment}{'.' if kind else ''}{kind}.backup")
        part.rename(made)
        flush_folder(made.parent)
        return made


def rotate(path: Path, daily: int = DAILY, weeks: int = WEEKS) -> list[Path]:
    """Delete backups that newer ones replace; the paths that were deleted.

    The last of each of `daily` days and `weeks` weeks stay, the newest made before a migration
    and before a repair, and all that were asked for. A file with any other name is never touched.
    """
    found = [backup for backup in backups(path) if backup.kind != "manual"]
    kept = {backup.path for backup in found[:1]}
    for kind in ("migration", "repair"):
        kept |= {backup.path for backup in [it for it in found if it.kind == kind][:1]}
    for most, period in ((daily, "%G-%V-%u"), (weeks, "%G-%V")):
        last: dict[str, Path] = {}
        for backup in found:
            last.setdefault(backup.moment.astimezone().strftime(period), backup.path)
        kept |= set(list(last.values())[:most])
    gone = [backup.path for backup in found if backup.path not in kept]
    for each in gone:
        each.unlink(missing_ok=True)
    return gone


def leftover(path: Path) -> Path | None:
    """The unfinished backup that a killed process left, or None; one being made is no leftover."""
    for part in _parts_of(path):
        with _abandoned(part) as found:
            if found is not None:
                return found
    return None


def clear_leftover(path: Path) -> None:
    """Delete the unfinished backup that a killed process left, if there is one."""
    for part in _parts_of(path):
        with _abandoned(part) as found:
            for each in _files(part) if found else ():
                each.unlink(missing_ok=True)


def flush_folder(folder: Path) -> None:
    """Flush the names in a folder to disk, where the system knows how."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


class _Pace:
    """Callback after each step of a copy: lets others work, and gives up when nobody waits."""

    def __init__(
        self,
        descriptor: int,
        abandoned: Callable[[], bool],
        pause: float,
        progress: ProgressCallback,
    ) -> None:
        self._descriptor = descriptor
        self._abandoned = abandoned
        self._pause = pause
        self._progress = progress
        self._steps = 0

    def __call__(self, status: int, left: int, total: int) -> None:
        if self._abandoned():
            raise AbandonedError
        self._progress(1 - left / max(total, 1))
        self._steps += 1
        if self._steps % FLUSH == 0:
            os.fsync(self._descriptor)
        if left and self._pause:
            time.sleep(self._pause)


@contextmanager
def _source(
    path: Path, source: sqlite3.Connection | None, patience: float
) -> Iterator[sqlite3.Connection]:
    """The connection to copy from: that of the caller, or one of its own."""
    if source is not None:
        yield source
        return
    with closing(connect(path, patience=patience, reading=True)) as own:
        yield own


def _copy(source: sqlite3.Connection, part: Path, pages: int, pace: _Pace) -> None:
    with closing(sqlite3.connect(part, isolation_level=None)) as target:
        # It is synced by us, and worthless until it is whole.
        target.execute("PRAGMA synchronous = OFF")
        target.execute("PRAGMA journal_mode = OFF")
        target.execute("PRAGMA locking_mode = EXCLUSIVE")
        source.backup(target, pages=pages, progress=pace)
        # One file that needs no other, and that can be read where nothing can be written.
        target.execute("PRAGMA journal_mode = DELETE")


def _parts_of(path: Path) -> list[Path]:
    """Paths at which a backup is begun, here and by older versions."""
    return [each / f"{path.name}.backup.part" for each in (folder_of(path), path.parent)]


def _files(part: Path) -> list[Path]:
    return [part, *(part.with_name(part.name + end) for end in ("-wal", "-shm", "-journal"))]


@contextmanager
def _abandoned(part: Path) -> Iterator[Path | None]:
    """The part if nobody writes to it any more, so that nobody else takes it for one meanwhile.

    A link, a pipe and the like are nobody's backup; a folder is not ours to delete.
    """
    kind = _kind(part)
    if is_link(part.parent) or kind is None or stat.S_ISDIR(kind):
        yield None
        return
    if not stat.S_ISREG(kind):
        yield part
        return
    try:
        descriptor = os.open(part, os.O_RDONLY | PLAIN)
    except OSError:
        yield None
        return
    try:
        yield part if _held(descriptor) and _is_at(descriptor, part) else None
    finally:
        os.close(descriptor)


def _kind(path: Path) -> int | None:
    """Mode of the file at a path, links not followed; None if there is none."""
    try:
        return path.lstat().st_mode
    except (OSError, ValueError):
        return None


def _held(descriptor: int) -> bool:
    try:
        return hold(descriptor)
    except OSError:  # no locks, so nobody knows
        return False


@contextmanager
def _part(path: Path) -> Iterator[tuple[Path, int]]:
    """The file that a backup is written to, empty and ours alone; deleted unless it was renamed."""
    size = path.stat().st_size
    if shutil.disk_usage(path.parent).free < size + size // 10:
        raise LibraryError("disk_full", path=str(path))
    part = make_folder(path) / f"{path.name}.backup.part"
    clear_leftover(path)
    try:
        descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, MODE)
    except FileExistsError:
        if stat.S_ISDIR(_kind(part) or 0):
            raise LibraryError("backup_blocked", path=str(part)) from None
        raise AbandonedError from None
    try:
        if not hold(descriptor) or not _is_at(descriptor, part):
            raise AbandonedError
        yield part, descriptor
    finally:
        if _is_at(descriptor, part):
            for each in _files(part):
                each.unlink(missing_ok=True)
        os.close(descriptor)


def _is_at(descriptor: int, path: Path) -> bool:
    """Whether an open file is still the one at a path."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.lstat())
    except FileNotFoundError:
        return False
