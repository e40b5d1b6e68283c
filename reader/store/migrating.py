"""Bringing a database to this program's schema: one process at a time, after a backup."""

from __future__ import annotations

import errno
import json
import os
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from reader.errors import LibraryError
from reader.store.connection import APPLICATION_ID, PATIENCE, connect, translated
from reader.store.locking import locked
from reader.store.places import MODE, is_file, is_there, refuse_link
from reader.store.schema import MIGRATION_SET, MIGRATIONS

_STRANGE = """SELECT name FROM sqlite_schema
  WHERE type = 'view' OR (type = 'trigger' AND name NOT IN (SELECT value FROM json_each(?)))"""
"""What would have a say in what is read and written, and is not ours."""


def _trigger_names() -> list[str]:
    """The names of the triggers that the migrations make."""
    return [name for _, sql in MIGRATIONS for name in re.findall(r"CREATE TRIGGER (\w+)", sql)]


def prepare(
    path: Path,
    *,
    patience: float = PATIENCE,
    wal: bool = True,
    begin: Callable[[], None] = lambda: None,
) -> None:
    """Make the database at `path` usable: create it if there is none, migrate it if it is old.

    A database that is up to date is only looked at, with the standard library alone. A new one
    gets a write-ahead log unless `wal` is false; `begin` is called before anything is written.
    Raises `LibraryError`: `library_newer`, `library_strange` and `library_foreign` leave the file
    as it is, `library_link` what a link leads to; otherwise as `store.connection` has it.
    """
    refuse_link(path)
    with translated(path):
        if is_file(path) and not path.stat().st_size:
            # SQLite would begin a new one here, and delete what its write-ahead log may hold.
            from reader.store.backups import newest_backup

            raise LibraryError("library_damaged", path=str(path), backup=newest_backup(path))
        if is_there(path) and not _pending(path, patience):
            return
    begin()
    with locked(path, patience), translated(path, writing=True):
        if not is_there(path):
            _create(path, patience, wal=wal)
        elif _pending(path, patience):
            _migrate(path, patience, wal=wal)


def _create(path: Path, patience: float, *, wal: bool) -> None:
    """Make a new database beside its place and move it there, so that none is ever half made."""
    made = path.with_name(path.name + ".new")
    parts = [made, *(made.with_name(made.name + end) for end in ("-wal", "-shm", "-journal"))]
    try:
        for left in parts:  # of a process that was killed; the lock is ours
            left.unlink(missing_ok=True)
        os.close(os.open(made, os.O_CREAT | os.O_EXCL | os.O_WRONLY, MODE))
        _migrate(made, patience, wal=wal)
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
    with translated(path, writing=True):
        _migrate(path, patience, wal=False, backed_up=True)


def _migrate(path: Path, patience: float, *, wal: bool, backed_up: bool = False) -> None:
    from sqlite_utils import Database, Migrations

    from reader.store.backups import back_up
    from reader.store.schema.functions import register

    migrations = Migrations(MIGRATION_SET)
    for name, sql in MIGRATIONS:

        def apply(db: Database, sql: str = sql) -> None:
            db.executescript(sql)
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")

        migrations(name=name)(apply)
    with closing(connect(path, patience=patience)) as connection:
        register(connection)
        # Tables that others refer to are made anew under their names.
        connection.execute("PRAGMA foreign_keys = OFF")
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if tables and not backed_up:
            back_up(path, "migration", patience=patience)
        elif wal and not tables:
            connection.execute("PRAGMA journal_mode = WAL")
        migrations.apply(Database(connection))
