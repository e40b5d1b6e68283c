"""The tables of a new library, made once in a process by the migrations, and then copied.

Making them takes longer than most tests do. tests/store, which is about it, makes them each time.
"""

import sqlite3
from collections.abc import Callable, Mapping, Sequence

import reader.store.repair.older_remains  # noqa: F401, which is to keep what `applying` has
from reader.store.db import apply_migrations as applying
from reader.store.db.work_progress import ProgressCallback, silent

made_each_time = applying.apply
_made: dict[tuple[tuple[str, str], ...], sqlite3.Connection] = {}


def apply(
    connection: sqlite3.Connection,
    migrations: Sequence[tuple[str, str]],
    rows: Mapping[str, int],
    progress: ProgressCallback = silent,
    strayed: Callable[[], bool] = lambda: False,
) -> None:
    """In place of `applying.apply`: a database that is empty gets a copy."""
    if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
        made_each_time(connection, migrations, rows, progress, strayed)
        return
    wanted = tuple(migrations)
    if wanted not in _made:
        made = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        made_each_time(made, wanted, {})
        _made[wanted] = made
    _made[wanted].backup(connection)
    progress(1.0)
