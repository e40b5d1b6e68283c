"""Copies of a database beside it: backups and what was set aside, rewritten or removed."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from reader.errors import LibraryError
from reader.store.backup.backup_files import kept_copies
from reader.store.backup.backups import clear_leftover, flush_folder
from reader.store.backup.verification import fault_of
from reader.store.db.connection import connect, transaction
from reader.store.db.file_identity import MODE
from reader.store.db.migration import upgrade
from reader.store.purge.deletion import remove
from reader.store.purge.purge_targets import PurgeTargets
from reader.store.purge.scrubbing import scrub
from reader.store.repair.checks import conflicts
from reader.store.repair.checks.open_database import side_file, untouched

_LOGS = ("-wal", "-shm", "-journal")
_LOG_COPIES = (".strange-wal", ".strange-journal", *_LOGS)
_SAVED = ".salvaged.json"
_DATABASES = (".backup", ".replaced", ".damaged")


class Copies(NamedTuple):
    """Files beside a database: those that were rewritten without what goes, those that were
    removed since they cannot be, and those that hold nothing of it.
    """

    rewritten: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()
    clean: tuple[Path, ...] = ()


def of(path: Path) -> list[Path]:
    """Copies of a database, and logs and rows that were set aside of it."""
    ends = (*_DATABASES, _SAVED, *_LOG_COPIES)
    # A log of the database itself is no copy, nor is what is being written.
    own = {side_file(path, end) for end in _LOGS}
    kept = [it for it in kept_copies(path, "*") if it.name.endswith(ends) and it not in own]
    beside = {side_file(it, end) for it in kept for end in _LOGS}  # dealt with as a part of it
    kept = [it for it in kept if it not in beside]
    return [*kept, *conflicts.copies(path)]


def examine(path: Path, wanted: PurgeTargets) -> Copies:
    """Tell what would become of each copy; nothing is changed."""
    by: dict[str, list[Path]] = {name: [] for name in Copies._fields}
    for copy in of(path):
        by[_fate(copy, wanted)].append(copy)
    return Copies(*(tuple(by[name]) for name in Copies._fields))


def purge(path: Path, wanted: PurgeTargets) -> Copies:
    """Take what goes out of all copies; the caller has the database's lock file."""
    clear_leftover(path)
    for left in path.parent.glob(f"{path.name}.new*"):  # of a process that was killed
        left.unlink()
    found = examine(path, wanted)
    rewritten, removed = [], [*found.removed]
    for copy in found.rewritten:
        try:
            _rewrite(path, copy, wanted)
        except (sqlite3.DatabaseError, LibraryError, ValueError) as error:
            if _is_of_the_disk(error):
                raise
            removed.append(copy)
        else:
            rewritten.append(copy)
    for copy in removed:
        for each in (copy, *(side_file(copy, end) for end in _LOGS)):
            each.unlink(missing_ok=True)
    for folder in {copy.parent for copy in (*rewritten, *removed)}:
        flush_folder(folder)
    return Copies(tuple(rewritten), tuple(removed), found.clean)


def _is_of_the_disk(error: Exception) -> bool:
    """Whether a copy may be as good as any, but could not be written now."""
    if isinstance(error, LibraryError):
        return error.code in ("disk_full", "library_read_only", "library_io")
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY)


def _fate(copy: Path, wanted: PurgeTargets) -> str:
    """Fate of a copy, as a field of `Copies`."""
    if copy.name.endswith(_LOG_COPIES):  # pages of no database that could be read
        return "removed"
    if copy.name.endswith(_SAVED):
        return _fate_of_rows(copy, wanted)
    try:
        with untouched(copy) as connection:
            sql = "SELECT 1 FROM article WHERE id IN (SELECT value FROM json_each(?)) LIMIT 1"
            known = connection.execute(sql, (json.dumps(wanted.around),)).fetchone()
    except (sqlite3.Error, OSError):
        return "removed"
    if known is None:
        return "clean"
    return "removed" if copy.name.endswith(".damaged") else "rewritten"


def _fate_of_rows(copy: Path, wanted: PurgeTargets) -> str:
    ids = [*wanted.annotations, *wanted.around]
    try:
        text = copy.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return "removed"
    return "removed" if any(ident in text for ident in ids) else "clean"


def _rewrite(path: Path, copy: Path, wanted: PurgeTargets) -> None:
    """Make a copy anew without what goes, verify it, and put it in its place."""
    with _made(path) as made:
        shutil.copyfile(copy, made)
        # What a log beside the copy says is part of it.
        for end in ("-wal", "-journal"):
            if side_file(copy, end).exists():
                shutil.copyfile(side_file(copy, end), side_file(made, end))
        upgrade(made)
        with closing(connect(made)) as connection:
            with transaction(connection):
                remove(connection, wanted)
            scrub(connection, made)
            connection.execute("PRAGMA journal_mode = DELETE")
        fault = fault_of(made, thorough=True)
        if fault:
            raise ValueError(fault)
        with made.open("rb+") as file:
            os.fsync(file.fileno())
        found = copy.stat()
        os.utime(made, ns=(found.st_atime_ns, found.st_mtime_ns))
        made.replace(copy)
        for end in _LOGS:
            side_file(copy, end).unlink(missing_ok=True)


@contextmanager
def _made(path: Path) -> Iterator[Path]:
    """The file that a copy is made anew in, where the doctor knows it for a leftover."""
    made = path.with_name(path.name + ".new")
    parts = [made, *(side_file(made, end) for end in _LOGS)]
    try:
        os.close(os.open(made, os.O_CREAT | os.O_EXCL | os.O_WRONLY, MODE))
        yield made
    finally:
        for left in parts:
            with suppress(FileNotFoundError):
                left.unlink()
