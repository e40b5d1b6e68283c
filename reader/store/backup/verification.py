"""Whether a database file that nobody writes to is whole."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from reader.store.db.sqlite_errors import APPLICATION_ID, readable_message
from reader.store.db.work_progress import ProgressCallback, silent, ticking
from reader.store.schema import MIGRATION_SET, MIGRATIONS

STEPS = 20.0
"""Steps of SQLite's machine that looking at a row takes, about."""

OWNER, NEWEST = "application_id", "newest entry of the journal"
"""Keys of `tallies` that are no tables."""


def fault_of(
    path: Path,
    expected: Mapping[str, int] | None = None,
    *,
    thorough: bool = False,
    abandoned: Callable[[], bool] = lambda: False,
    progress: ProgressCallback = silent,
) -> str:
    """Fault of a database file that nobody writes to; an empty string if it is whole.

    `expected` are the `tallies` of what it is a copy of; without them it must be a library's
    database of this program or an older one ("foreign", "newer"). `thorough` looks into the
    indexes too. Nothing is changed, and no file is left beside it. `progress` is called with
    the share that is done.
    """
    steps = STEPS * sum(rows_of(expected or {}).values())
    try:
        with (
            closing(alone(path)) as connection,
            readable_message(),
            ticking(connection, progress, steps, abandoned),
        ):
            check = "integrity_check(1)" if thorough else "quick_check(1)"
            (result,) = connection.execute(f"PRAGMA {check}").fetchone()
            if result != "ok":
                return str(result)
            found = tallies(connection)
            if expected is not None:
                return "" if found == expected else "counts"
            return _stranger(connection, found) or (_broken_rules(connection) if thorough else "")
    except sqlite3.Error as error:
        return str(error)


def _broken_rules(connection: sqlite3.Connection) -> str:
    from reader.store.repair.checks.schema_objects import broken_rules

    return next(broken_rules(connection), "")


def has_strays(path: Path) -> bool:
    """Whether a row of a database that nobody writes to refers to one that is not there."""
    with closing(alone(path)) as connection:
        return connection.execute("PRAGMA foreign_key_check").fetchone() is not None


def tallies(connection: sqlite3.Connection) -> dict[str, int]:
    """Number of rows of each table that is not made from others, and what else a copy must share.

    That is the application id and the number of the newest entry of the journal.
    """
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    names = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table'"
        " AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'search_*' ORDER BY name"
    ).fetchall()
    counts = {OWNER: int(owner)}
    for (name,) in names:
        quoted = str(name).replace('"', '""')
        (counts[name],) = connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()
    if "journal" in counts:
        (newest,) = connection.execute("SELECT max(seq) FROM journal").fetchone()
        counts[NEWEST] = int(newest or 0)
    return counts


def rows_of(counted: Mapping[str, int]) -> dict[str, int]:
    """The part of `tallies` that counts rows of tables."""
    return {name: count for name, count in counted.items() if name not in (OWNER, NEWEST)}


def alone(path: Path) -> sqlite3.Connection:
    """A connection to a database that nobody writes to; it makes no file and takes no lock."""
    return sqlite3.connect(
        f"file:{quote(os.fsencode(path.absolute()))}?mode=ro&immutable=1",
        uri=True,
        isolation_level=None,
    )


def _stranger(connection: sqlite3.Connection, found: Mapping[str, int]) -> str:
    if found[OWNER] != APPLICATION_ID or "_sqlite_migrations" not in found:
        return "foreign"
    names = connection.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = ?", (MIGRATION_SET,)
    )
    return "newer" if {row[0] for row in names} - {name for name, _ in MIGRATIONS} else ""
