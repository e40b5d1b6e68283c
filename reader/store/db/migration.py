"""Bringing a database to this program's schema: one process at a time, after a backup."""

from __future__ import annotations

import errno
import json
import math
import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from reader.errors import LibraryError
from reader.store.db.connection import connect
from reader.store.db.file_identity import MODE, is_file, is_there, refuse_link
from reader.store.db.locking import is_worked_on, locked
from reader.store.db.sqlite_errors import APPLICATION_ID, PATIENCE, translate, translated
from reader.store.db.work_progress import ProgressCallback, part, silent
from reader.store.schema import MIGRATION_SET, MIGRATIONS

ROOM = 2.5
"""Disk space a migration needs, in sizes of the database: its backup, and what is made anew."""

BACKED_UP = 0.25
"""The share of the work after which the backup is there."""

_STRANGE = """SELECT name FROM sqlite_schema
  WHERE type = 'view' OR (type = 'trigger' AND name NOT IN (SELECT value FROM json_each(?)))"""
"""Views and triggers that are not ours and would change what is read and written."""


def _trigger_names() -> list[str]:
    """The names of the triggers that the migrations make."""
    return [name for _, sql in MIGRATIONS for name in re.findall(r"CREATE TRIGGER (\w+)", sql)]


def prepare(
    path: Path,
    *,
    patience: float = PATIENCE,
    wal: bool = True,
    begin: Callable[[], None] = lambda: None,
    progress: ProgressCallback = silent,
) -> None:
    """Make the database at `path` usable: create it if there is none, migrate it if it is old.

    A database that is up to date is only looked at, with the standard library alone. A new one
    gets a write-ahead log unless `wal` is false; `begin` is called before anything is written, and
    `progress` while a database is migrated, with the share that is done. Raises `LibraryError`:
    `library_newer`, `library_strange`, `library_foreign`, `library_open_elsewhere`,
    `migration_no_room`, `migration_no_backup` and `migration_failed` leave the file as it is,
    `library_link` what a link leads to; otherwise as `store.db.connection` has it.
    """
    refuse_link(path)
    if _is_current(path, patience):
        return
    begin()
    with locked(path, patience), translated(path, writing=True):
        if not is_there(path):
            _create(path, patience, wal=wal)
        elif _pending(path, patience):
            _migrate(path, patience, progress)


def _is_current(path: Path, patience: float) -> bool:
    """Whether there is nothing to do. Waits for another process that makes it so."""
    if is_file(path) and not path.stat().st_size:
        # SQLite would begin a new one here, and delete what its write-ahead log may hold.
        from reader.store.backup.backup_files import newest_backup

        raise LibraryError("library_damaged", path=str(path), backup=newest_backup(path))
    try:
        with translated(path):
            return is_there(path) and not _pending(path, patience)
    except LibraryError as error:
        if error.code == "library_locked" and is_worked_on(path):
            raise LibraryError("library_worked_on", path=str(path)) from error
        raise


def _create(path: Path, patience: float, *, wal: bool) -> None:
    """Make a new database beside its place and move it there, so that none is ever half made."""
    from reader.store.db.apply_migrations import apply

    made = path.with_name(path.name + ".new")
    parts = [made, *(made.with_name(made.name + end) for end in ("-wal", "-shm", "-journal"))]
    try:
        for left in parts:  # of a process that was killed; the lock is ours
            left.unlink(missing_ok=True)
        os.close(os.open(made, os.O_CREAT | os.O_EXCL | os.O_WRONLY, MODE))
        with closing(connect(made, patience=patience)) as connection:
            if wal:
                connection.execute("PRAGMA journal_mode = WAL")
            apply(connection, MIGRATIONS, {})
        made.replace(path)
    except OSError as error:
        code = "disk_full" if error.errno == errno.ENOSPC else "library_read_only"
        raise LibraryError(code, path=str(path)) from error
    finally:
        for left in parts:
            left.unlink(missing_ok=True)


def _pending(path: Path, patience: float) -> bool:
    """Whether a migration is pending."""
    with closing(connect(path, patience=patience, reading=True)) as connection:
        applied = _applied(connection, path)
        strange = connection.execute(_STRANGE, (json.dumps(_trigger_names()),)).fetchall()
    if strange:
        names = ", ".join(str(name) for (name,) in strange)
        raise LibraryError("library_strange", path=str(path), names=names)
    known = [name for name, _ in MIGRATIONS]
    if applied - set(known):
        raise LibraryError("library_newer", path=str(path))
    return applied != set(known)


def _applied(connection: sqlite3.Connection, path: Path) -> set[str]:
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    if not tables:
        return set()
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    if owner != APPLICATION_ID or "_sqlite_migrations" not in tables:
        # A crash between two migrations' transactions leaves the list alone in the file.
        if all(name.startswith(("_sqlite_migrations", "sqlite_", "idx_")) for name in tables):
            return set()
        raise LibraryError("library_foreign", path=str(path))
    names = connection.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = ?", (MIGRATION_SET,)
    )
    return {row[0] for row in names}


def upgrade(path: Path, patience: float = PATIENCE) -> None:
    """Migrate a database that nobody else uses and of which there is a copy."""
    with (
        translated(path, writing=True),
        closing(connect(path, patience=patience)) as connection,
        _failing(path),
    ):
        from reader.store.db.apply_migrations import apply

        apply(connection, MIGRATIONS, {}, strayed=lambda: True)


def _migrate(path: Path, patience: float, progress: ProgressCallback) -> None:
    """Bring a database to this program's schema, after a backup that is known to be whole."""
    from reader.store.backup.verification import has_strays, rows_of, tallies
    from reader.store.db.apply_migrations import alone, apply

    with closing(connect(path, patience=patience)) as connection, alone(connection, path):
        if not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            apply(connection, MIGRATIONS, {})
            return
        rows = rows_of(tallies(connection))
        backup = _back_up(path, connection, part(progress, 0.0, BACKED_UP))
        with _failing(path):
            apply(
                connection,
                MIGRATIONS,
                rows,
                part(progress, BACKED_UP, 1.0),
                strayed=lambda: has_strays(backup),
            )


def _back_up(path: Path, connection: sqlite3.Connection, progress: ProgressCallback) -> Path:
    """Make the backup without which nothing is migrated; its path."""
    import shutil

    from reader.store.backup.backups import AbandonedError, back_up

    size, free = path.stat().st_size, shutil.disk_usage(path.parent).free
    needed = ROOM * size
    if free < needed:
        rounded = math.ceil(needed / 1e5) / 10, math.floor(free / 1e5) / 10  # apart, however close
        megabytes = {key: f"{mb:,.1f}" for key, mb in zip(("needed", "free"), rounded, strict=True)}
        raise LibraryError("migration_no_room", path=str(path), **megabytes)
    try:
        return back_up(path, "migration", source=connection, progress=progress)
    except LibraryError as error:
        raise LibraryError("migration_no_backup", path=str(path), reason=error) from error
    except AbandonedError as error:
        raise LibraryError("library_open_elsewhere", path=str(path)) from error


@contextmanager
def _failing(path: Path) -> Iterator[None]:
    """Raise that a migration failed, unless the disk or its like is the reason."""
    try:
        yield
    except sqlite3.Error as error:
        raised = translate(error, path, writing=True)
        if raised is not error:
            raise raised from error
        raise LibraryError("migration_failed", path=str(path), reason=str(error)) from error
