"""Whether a database file that nobody writes to is whole."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from reader.store.connection import APPLICATION_ID, readable_message
from reader.store.schema import MIGRATION_SET, MIGRATIONS


def fault_of(
    path: Path,
    expected: Mapping[str, int] | None = None,
    *,
    thorough: bool = False,
    abandoned: Callable[[], bool] = lambda: False,
) -> str:
    """What is wrong with a database file that nobody writes to; an empty string if it is whole.

    `expected` are the `tallies` of what it is a copy of; without them it must be a library's
    database of this program or an older one ("foreign", "newer"). `thorough` looks into the
    indexes too. Nothing is changed, and no file is left beside it.
    """
    try:
        with closing(_untouched(path)) as connection, readable_message():
            connection.set_progress_handler(lambda: int(abandoned()), 10_000)
            check = "integrity_check(1)" if thorough else "quick_check(1)"
            (said,) = connection.execute(f"PRAGMA {check}").fetchone()
            if said != "ok":
                return str(said)
            found = tallies(connection)
            if expected is not None:
                return "" if found == expected else "counts"
            return _stranger(connection, found) or (_broken_rules(connection) if thorough else "")
    except sqlite3.Error as error:
        return str(error)


def _broken_rules(connection: sqlite3.Connection) -> str:
    from reader.store.checking.database import broken_rules

    return next(broken_rules(connection), "")


def tallies(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table has that is not made from others, and the application id."""
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    names = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table'"
        " AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'search_*' ORDER BY name"
    ).fetchall()
    counts = {"application_id": int(owner)}
    for (name,) in names:
        quoted = str(name).replace('"', '""')
        (counts[name],) = connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()
    return counts


def _untouched(path: Path) -> sqlite3.Connection:
    """A connection to a database that nobody writes to; it makes no file and takes no lock."""
    return sqlite3.connect(
        f"file:{quote(os.fsencode(path.absolute()))}?mode=ro&immutable=1",
        uri=True,
        isolation_level=None,
    )


def _stranger(connection: sqlite3.Connection, found: Mapping[str, int]) -> str:
    if found["application_id"] != APPLICATION_ID or "_sqlite_migrations" not in found:
        return "foreign"
    names = connection.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = ?", (MIGRATION_SET,)
    )
    return "newer" if {row[0] for row in names} - {name for name, _ in MIGRATIONS} else ""
