"""A log beside a database that does not belong to it: recognised before SQLite takes it in.

SQLite cannot tell: it takes in whatever lies there under the right name, as after a backup was
copied over the database of a session that was killed.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from reader.errors import LibraryError
from reader.store.backup.backup_files import MOMENT, make_folder
from reader.store.backup.verification import alone
from reader.store.db.locking import is_used, locked
from reader.store.db.sqlite_errors import PATIENCE, readable_message, reported
from reader.store.repair.checks.open_database import side_file, untouched

LARGE = 256 * 1024 * 1024
"""Bytes of a database of which every page is looked at; of a larger one a few rows of each table
are, since that would take a while."""

LOGS = ("-wal", "-journal")
END = ".strange"
"""Ending of the name of a log that was set aside, before that of its kind."""


def refuse_strange(path: Path) -> None:
    """Raise LibraryError `library_log_strange` if the log of a killed program is another's.

    Nothing is changed. A database that somebody has open is left to SQLite; this process may not
    have it open, whose locks would be lost (POSIX).
    """
    try:
        if is_used(path):
            return
    except (LibraryError, OSError):  # it cannot be locked or written, so no log is taken in
        return
    log = strange(path)
    if log is not None:
        raise LibraryError("library_log_strange", path=str(path), log=log.name)


def strange(path: Path) -> Path | None:
    """The log beside a database that is whole without it and damaged with it, if there is one."""
    log = next((each for each in (side_file(path, end) for end in LOGS) if _has_bytes(each)), None)
    if log is None or not _has_bytes(path):
        return None
    if log.name.endswith("-journal") and path.stat().st_size > LARGE:
        return None  # it would be looked at in a copy
    if _is_whole(path, with_log=True) or not _is_whole(path, with_log=False):
        return None
    return log


def set_aside(path: Path, patience: float = PATIENCE) -> list[Path]:
    """Move a log that is not the database's into its folder of backups; the new names.

    Raises LibraryError as `db.locking.locked` and `backup.backups` have it, and `library_locked`
    if a program has the library open.
    """
    moved = []
    with reported(path), locked(path, patience):
        if is_used(path):
            raise LibraryError("library_locked", path=str(path))
        if strange(path) is not None:
            moment = datetime.now(UTC).strftime(MOMENT)
            for end in (each for each in LOGS if side_file(path, each).exists()):
                aside = make_folder(path) / f"{path.name}.{moment}{END}{end}"
                moved.append(side_file(path, end).rename(aside))
            side_file(path, "-shm").unlink(missing_ok=True)  # what is in the log, found anew
    return moved


def _has_bytes(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def _is_whole(path: Path, *, with_log: bool) -> bool:
    """Whether a database can be read; true as well if that is unknown."""
    try:
        with (
            readable_message(),
            untouched(path) if with_log else closing(alone(path)) as connection,
        ):
            return _fault(connection, thorough=path.stat().st_size <= LARGE) == "ok"
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        return code not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
    except OSError:
        return True


def _fault(connection: sqlite3.Connection, *, thorough: bool) -> str:
    if thorough:
        return str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
    names = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
    ).fetchall()
    for (name,) in names:
        quoted = str(name).replace('"', '""')
        connection.execute(f'SELECT * FROM "{quoted}" LIMIT 100').fetchall()
        keys = connection.execute("SELECT name FROM pragma_table_info(?) WHERE pk", (name,))
        order = ", ".join(f'"{key}" DESC' for (key,) in keys)
        if order:
            connection.execute(f'SELECT * FROM "{quoted}" ORDER BY {order} LIMIT 100').fetchall()
    return "ok"
