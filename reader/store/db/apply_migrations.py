"""Applying migrations: all that are pending in one transaction, so that a kill leaves old or new.

Meanwhile nobody else has the database open: an older program would go on with the tables it knew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import accumulate, pairwise
from pathlib import Path

from reader.errors import LibraryError
from reader.store.db.connection import transaction
from reader.store.db.sql_statements import split, work
from reader.store.db.sqlite_errors import APPLICATION_ID
from reader.store.db.work_progress import ProgressCallback, part, silent, ticking
from reader.store.schema import MIGRATION_SET
from reader.store.schema.functions import register

STEPS = 60.0
"""Steps of SQLite's machine that a row takes, about."""

CACHE = 512 * 1024
"""Kilobytes of the database that are held in memory at most: few pages are written twice."""

DONE, CHECKED = 0.85, 0.95
"""Shares of the work: all statements are done, all references looked at."""


@contextmanager
def alone(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Have the database for this connection alone, readers kept out as well.

    Raises LibraryError `library_open_elsewhere` if another program has it open and does not close
    it within the connection's patience.
    """
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    try:
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")  # the lock is kept until the mode is another
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
            raise LibraryError("library_open_elsewhere", path=str(path)) from error
        raise
    yield


def apply(
    connection: sqlite3.Connection,
    migrations: Sequence[tuple[str, str]],
    rows: Mapping[str, int],
    progress: ProgressCallback = silent,
    strayed: Callable[[], bool] = lambda: False,
) -> None:
    """Apply the migrations that are pending, all or none; the connection is for nothing else.

    `rows` is how many rows the tables have, to show how far it is; `strayed` says whether
    references led nowhere before. Raises what SQLite does, and sqlite3.IntegrityError if some do
    afterwards and did not before.
    """
    import sqlite_utils

    applying = sqlite_utils.Migrations(MIGRATION_SET)
    # Plugins of others have no business here.
    database = sqlite_utils.Database(connection, execute_plugins=False)
    known = {each.name for each in applying.applied(database)}
    _set_up(connection)
    with transaction(connection):
        steps = _steps([sql for name, sql in migrations if name not in known], rows, progress)
        for name, sql in migrations:

            def run(_: object, sql: str = sql) -> None:
                for statement in split(sql):
                    share, guess = next(steps)
                    with ticking(connection, share, guess):
                        connection.execute(statement)

            # Without a savepoint, which would keep a copy of every changed page in memory.
            applying(name=name, transactional=False)(run)
        applying.apply(database)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        with ticking(connection, part(progress, DONE, CHECKED), STEPS * sum(rows.values())):
            stray = connection.execute("PRAGMA foreign_key_check").fetchone()
            if stray is not None and not strayed():
                raise sqlite3.IntegrityError("references lead nowhere")
    progress(1.0)


def _set_up(connection: sqlite3.Connection) -> None:
    """Set a connection up for large changes of tables."""
    register(connection)
    # A table that others refer to is made anew under its name; this is no time to delete theirs.
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(f"PRAGMA cache_size = -{CACHE}")
    connection.execute("PRAGMA temp_store = FILE")  # large tables are not sorted in memory


def _steps(
    scripts: Sequence[str], rows: Mapping[str, int], progress: ProgressCallback
) -> Iterator[tuple[ProgressCallback, float]]:
    """Progress callback of each statement, as a share of the whole, and the steps it may take."""
    rows_of = work([statement for sql in scripts for statement in split(sql)], rows)
    whole = max(1, sum(rows_of))
    ends = [DONE * done / whole for done in accumulate(rows_of, initial=0)]
    for (start, end), many in zip(pairwise(ends), rows_of, strict=True):
        yield part(progress, start, end), many * STEPS
