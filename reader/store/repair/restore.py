"""Putting a backup in the place of a damaged database, with what the damaged one still holds.

The new database is made beside the old one and checked before it takes its place. The old one,
with its write-ahead log, is set aside under a name for that; nothing of it is deleted.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from reader.errors import InputError, LibraryError
from reader.store import settings
from reader.store.backup.backup_files import MOMENT, backups, make_folder
from reader.store.backup.backups import flush_folder
from reader.store.backup.verification import fault_of
from reader.store.clocks import stamps
from reader.store.clocks.clock import STAMP, horizon, is_set, refuse_ahead
from reader.store.db.connection import connect, transaction
from reader.store.db.file_identity import MODE
from reader.store.db.locking import is_used, locked
from reader.store.db.migration import upgrade
from reader.store.db.sqlite_errors import PATIENCE, reported
from reader.store.repair import repairs as repairing
from reader.store.repair import row_merge as merging
from reader.store.repair import salvage as salvaging
from reader.store.repair.checks.open_database import side_file, untouched

LOGS = ("-wal", "-shm", "-journal")


class Lacking(NamedTuple):
    """Number of changes a database has beyond a backup, and the first one's ISO 8601 time (UTC)."""

    changes: int
    since: str


class Restored(NamedTuple):
    """Outcome of a restore: the file restored from, where the damaged one lies now, what was
    salvaged.

    `rows` are the rows put back beyond the backup, by table; `spared` is how many could be read
    but not put back, which lie in the file `kept`. `without` is what the replaced database had and
    the restored one does not, because a whole one was replaced as it was, or because nothing of a
    damaged one could be taken over: `unused` says why.
    """

    source: Path
    aside: Path | None
    rows: Mapping[str, int]
    spared: int
    kept: Path | None
    without: Lacking | None = None
    unused: str = ""


def sources(path: Path) -> Iterator[Path]:
    """Sources a damaged database can be restored from, the best first: each is whole.

    The first is the database itself if it is whole without its write-ahead log; then the backups
    whose journals reach farthest, whatever the clock was when they were made.
    """
    if side_file(path, "-wal").exists() and path.is_file() and not fault_of(path, thorough=True):
        yield path
    for backup in sorted(backups(path), key=lambda each: _reach(each.path), reverse=True):
        if not fault_of(backup.path, thorough=True):
            yield backup.path


def lacking(path: Path, source: Path) -> Lacking:
    """Changes of a database's journal that a backup lacks, as far as the journal can be read."""
    known = _stamps(source)
    lacks = []
    try:
        with salvaging.remains(path, source if source != path else None) as left:
            for row in salvaging.rows(left, "journal") if left is not None else ():
                stamp = str(row.get("clock"))
                lacks += [stamp] if STAMP.fullmatch(stamp) and stamp not in known else []
    except OSError:  # no room or right for the copy that it may take
        return Lacking(0, "")
    if not lacks:
        return Lacking(0, "")
    first = datetime.fromtimestamp(int(min(lacks).split("-")[0], 16) / 1000, UTC)
    return Lacking(len(lacks), first.isoformat(timespec="seconds").replace("+00:00", "Z"))


def _stamps(path: Path) -> set[str]:
    """The stamps of a journal's changes, as far as they can be read."""
    try:
        with untouched(path) as connection:
            return {str(row[0]) for row in connection.execute("SELECT clock FROM journal")}
    except (sqlite3.Error, OSError):
        return set()


def _reach(path: Path) -> tuple[str, int]:
    """Reach of a journal: its last stamp that can be right, and its entry's number."""
    try:
        with untouched(path) as connection:
            row = connection.execute(
                f"SELECT clock, seq FROM journal WHERE {stamps.SOUND} AND clock <= ?"
                " ORDER BY seq DESC LIMIT 1",
                (horizon() if is_set() else "g",),
            ).fetchone()
    except (sqlite3.Error, OSError):
        return "", 0
    return (str(row[0]), int(row[1])) if row else ("", 0)


def restore(
    path: Path,
    source: Path,
    *,
    salvage: bool,
    any_time: bool = False,
    patience: float = PATIENCE,
) -> Restored:
    """Put `source` in the place of the database at `path`.

    `salvage` takes over what can be read in the old one and is not in the source; without it the
    library is as it was when the backup was made. `any_time` is for callers that stamp anew
    afterwards what is more than a day ahead of this machine. Raises InputError `backup_damaged`,
    `stamps_ahead`, and LibraryError: `library_locked` if a program has the library open, and as
    `store.backup.backups` has it.
    """
    with reported(path), locked(path, patience):
        if path.exists() and is_used(path):
            raise LibraryError("library_locked", path=str(path))
        fault = fault_of(source, thorough=True)
        if fault:
            raise InputError("backup_damaged", path=str(source), reason=fault)
        moment = datetime.now(UTC).strftime(MOMENT)
        with _made(path) as made:
            merged, unused = merging.Merged(), ""
            if salvage and path.exists():
                _begin(made, source, patience, any_time=any_time)
                merged, unused = _taken_over(made, path, source, any_time=any_time)
            if unused or not (salvage and path.exists()):
                _begin(made, source, patience, any_time=any_time)
            fault = fault_of(made, thorough=True)
            if fault:
                raise LibraryError("restore_failed", path=str(path), reason=fault)
            as_it_was = path.exists() and (unused or not salvage)
            without = lacking(path, source) if as_it_was else None
            kept = _keep(path, moment, merged.spared) if merged.spared else None
            _flush(made)
            end = "damaged" if salvage else "replaced"
            aside = _set_aside(path, f"{moment}.{end}") if path.exists() else None
            made.replace(path)
            flush_folder(path.parent)
    return Restored(source, aside, dict(merged.counts), len(merged.spared), kept, without, unused)


def counts(path: Path, tables: Collection[str]) -> dict[str, int] | None:
    """Number of rows of some tables of a damaged database that can still be read, without
    tombstones.

    None if it is unknown: that may take a copy, and there may be no room or right to write one.
    """
    pattern = next((each.path for each in backups(path)), None)
    try:
        with salvaging.remains(path, pattern) as left:
            if left is None:
                return dict.fromkeys(tables, 0)
            return {table: len(_standing(left, table)) for table in tables}
    except OSError:
        return None


def _standing(left: sqlite3.Connection, table: str) -> set[str]:
    """The ids of rows that can be read and are no tombstones; a row may be read twice."""
    rows = salvaging.rows(left, table)
    return {str(row["id"]) for row in rows if row.get("deleted", 0) == 0}


def text_of(backup: Path, sha256: str) -> str | None:
    """The text that has a sha256, if a backup has it whole."""
    try:
        with untouched(backup) as connection:
            row = connection.execute(
                "SELECT CAST(text AS BLOB) FROM body WHERE sha256 = ?", (sha256,)
            ).fetchone()
    except sqlite3.Error:
        return None
    if row is None or hashlib.sha256(row[0]).hexdigest() != sha256:
        return None
    return str(row[0], "utf-8")


@contextmanager
def _made(path: Path) -> Iterator[Path]:
    """The file that the new database is made in; gone unless it was moved to its place."""
    made = path.with_name(path.name + ".new")
    parts = [made, *(side_file(made, end) for end in LOGS)]
    try:
        for left in parts:  # of a process that was killed; the lock is ours
            left.unlink(missing_ok=True)
        os.close(os.open(made, os.O_CREAT | os.O_EXCL | os.O_WRONLY, MODE))
        yield made
    finally:
        for left in parts:
            left.unlink(missing_ok=True)


def _begin(made: Path, source: Path, patience: float, *, any_time: bool) -> None:
    """Make the new database of the backup alone."""
    shutil.copyfile(source, made)
    upgrade(made, patience)
    _check(made, source, any_time=any_time)


def _taken_over(
    made: Path, path: Path, source: Path, *, any_time: bool
) -> tuple[merging.Merged, str]:
    """Take over what is left of a damaged database; why nothing could be, if so.

    Whatever is wrong with the remains, the backup can be put in place. Raises InputError
    `stamps_ahead`, and sqlite3.Error or OSError if the disk is full.
    """
    try:
        merged = _merge(made, path, source, any_time=any_time)
        fault = fault_of(made, thorough=True)
    except (sqlite3.Error, OSError, ValueError, TypeError) as error:
        if _is_full(error):
            raise
        fault = str(error)
    return (merging.Merged(), fault) if fault else (merged, "")


def _is_full(error: Exception) -> bool:
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL


def _check(made: Path, source: Path, *, any_time: bool) -> None:
    """Refuse a source of the future; what is made of another is a device of its own."""
    with closing(connect(made)) as connection:
        if not any_time:
            refuse_ahead(stamps.beyond(connection, horizon()), str(source))
        with transaction(connection):
            settings.drop(connection, settings.DEVICE)


def _merge(made: Path, path: Path, source: Path, *, any_time: bool) -> merging.Merged:
    pattern = source if source != path else None
    with salvaging.remains(path, pattern) as left, closing(connect(made)) as whole:
        whole.execute("PRAGMA journal_mode = DELETE")
        if left is None:
            return merging.Merged()
        with salvaging.remains(source) as backup:
            merged = merging.merge(whole, left, str(path), backup=backup, any_time=any_time)
        with transaction(whole):  # an annotation may be there whose place could not be read
            repairing.anchored(whole)
        return merged


def _keep(path: Path, moment: str, spared: list[tuple[str, salvaging.Row]]) -> Path:
    """Write rows that could be read but not be put back as JSON, readable by its owner alone."""
    kept = make_folder(path) / f"{path.name}.{moment}.salvaged.json"
    descriptor = os.open(kept, os.O_CREAT | os.O_EXCL | os.O_WRONLY, MODE)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        rows = [{"table": table, "row": row} for table, row in spared]
        json.dump(rows, file, ensure_ascii=False, indent=1, default=_shown)
        file.flush()
        os.fsync(file.fileno())
    return kept


def _shown(value: Any) -> str:
    return value.hex() if isinstance(value, bytes) else repr(value)


def _set_aside(path: Path, end: str) -> Path:
    """Give a database and its log another name; its place is not empty for a moment.

    The log goes first: beside another database it would be taken for that one's.
    """
    aside = make_folder(path) / f"{path.name}.{end}"
    try:
        os.link(path, aside)
    except OSError:  # a file system without links
        path.rename(aside)
    for log in LOGS:
        if side_file(path, log).exists():
            side_file(path, log).rename(side_file(aside, log))
    return aside


def _flush(made: Path) -> None:
    with closing(sqlite3.connect(made)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    with made.open("rb+") as file:
        os.fsync(file.fileno())
