"""Reading what can still be read of a damaged database, row by row, with what is broken left out.

A row is whole if every column can be read, its texts are UTF-8, and, when it is written again,
the tables' own rules allow it.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections import deque
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from reader.store.clocks.clock import GLOB, STAMP, horizon, is_set
from reader.store.db.sqlite_errors import readable_message
from reader.store.repair.checks.open_database import side_file

TRIES = 2000
"""Gaps in a table that are searched for rows before it is given up."""

HIGHEST = 1 << 32
"""The greatest rowid that is looked for where SQLite cannot say which is."""

Row = dict[str, Any]


@contextmanager
def remains(path: Path, pattern: Path | None = None) -> Iterator[sqlite3.Connection | None]:
    """A connection to what is left of a database, with its write-ahead log; None if nothing is.

    If not even the list of its tables can be read, that of `pattern`, a backup, is tried on a copy.
    Nothing is changed in the file.
    """
    connection = _opened(path)
    if connection is not None:
        with closing(connection):
            yield connection
        return
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".salvage-") as folder:
        copy = Path(folder) / path.name
        patched = pattern is not None and _patched(path, copy, pattern)
        connection = _opened(copy) if patched else None
        try:
            yield connection
        finally:
            if connection is not None:
                connection.close()


def tables(connection: sqlite3.Connection) -> dict[str, tuple[list[str], bool]]:
    """The tables that are not made from others: their columns, and whether they have rowids."""
    found = {}
    try:
        rows = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL"
            " AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'search_*'"
            " AND name NOT GLOB '_sqlite_migrations*' AND name <> 'claim_listing' ORDER BY name"
        ).fetchall()
        for name, sql in rows:
            if isinstance(name, str) and isinstance(sql, str):
                columns = connection.execute("SELECT name FROM pragma_table_info(?)", (name,))
                found[name] = [row[0] for row in columns], "WITHOUT ROWID" not in sql
    except sqlite3.DatabaseError:
        return found
    return found


def rows(connection: sqlite3.Connection, table: str) -> Iterator[Row]:
    """The rows of a table that can be read, each once, in no certain order."""
    columns, has_rowid = tables(connection).get(table, ([], False))
    if not columns:
        return
    names = ", ".join(f'"{name}"' for name in columns)
    found = _by_rowid if has_rowid else _from_both_ends
    for values in found(connection, table, names):
        if not any(isinstance(value, _Spoilt) for value in values):
            yield dict(zip(columns, values, strict=True))


class _Spoilt:
    """Placeholder for a text that is no UTF-8."""


def _text(data: bytes) -> object:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return _Spoilt()


def _opened(path: Path) -> sqlite3.Connection | None:
    """A connection to a file with at least one table, or None."""
    lone = "" if side_file(path, "-wal").exists() else "&immutable=1"
    try:
        connection = sqlite3.connect(
            f"file:{quote(os.fsencode(path.absolute()))}?mode=ro{lone}",
            uri=True,
            isolation_level=None,
        )
    except sqlite3.Error:
        return None
    try:
        connection.text_factory = _text
        with readable_message():
            # SQLite then reads on in a file that is shorter than it says.
            connection.execute("PRAGMA writable_schema = ON")
            if tables(connection):
                return connection
    except sqlite3.DatabaseError:
        pass
    connection.close()
    return None


def _patched(path: Path, copy: Path, pattern: Path) -> bool:
    """Copy a database with the first page of another; whether they may belong together."""
    with pattern.open("rb") as file:
        header = file.read(100)
        size = int.from_bytes(header[16:18], "big")
        size = 65536 if size == 1 else size
        file.seek(0)
        first = bytearray(file.read(size))
    pages = path.stat().st_size // size if size >= 512 else 0
    if pages < 2 or len(first) < size:
        return False
    shutil.copyfile(path, copy)
    first[18:20] = b"\x01\x01"
    first[28:32] = pages.to_bytes(4, "big")
    first[32:40] = bytes(8)  # its list of free pages is another
    with copy.open("r+b") as file:
        file.write(first)
    return True


def _by_rowid(
    connection: sqlite3.Connection, table: str, names: str
) -> Iterator[tuple[object, ...]]:
    """Rows read from both ends of every gap towards its middle, and then in both halves of what is
    left.
    """
    gaps = deque([_bounds(connection, table)])
    for _ in range(TRIES):
        if not gaps:
            return
        low, high = gaps.popleft()
        for order in ("ASC", "DESC"):
            try:
                for rowid, *values in connection.execute(
                    f'SELECT rowid, {names} FROM "{table}" WHERE rowid BETWEEN ? AND ?'
                    f" ORDER BY rowid {order}",
                    (low, high),
                ):
                    low, high = (rowid + 1, high) if order == "ASC" else (low, rowid - 1)
                    yield tuple(values)
                break
            except sqlite3.DatabaseError:
                continue
        else:
            if low < high:
                middle = (low + high) // 2
                gaps += [(low, middle), (middle + 1, high)]


def _bounds(connection: sqlite3.Connection, table: str) -> tuple[int, int]:
    bounds = []
    for edge, fallback in (("min", -1), ("max", HIGHEST)):
        try:
            (found,) = connection.execute(f'SELECT {edge}(rowid) FROM "{table}"').fetchone()
        except sqlite3.DatabaseError:
            found = fallback
        bounds.append(0 if found is None else int(found))
    return bounds[0], bounds[1]


def _from_both_ends(
    connection: sqlite3.Connection, table: str, names: str
) -> Iterator[tuple[object, ...]]:
    """Rows read forward as far as can be, then backward; those that both reach come twice."""
    keys = "SELECT name FROM pragma_table_info(?) WHERE pk ORDER BY pk"
    wanted = [f'"{row[0]}"' for row in connection.execute(keys, (table,))]
    for order in ("ASC", "DESC"):
        by = ", ".join(f"{key} {order}" for key in wanted)
        try:
            yield from connection.execute(f'SELECT {names} FROM "{table}" ORDER BY {by}')
            return
        except sqlite3.DatabaseError:
            continue


def reach(connection: sqlite3.Connection) -> str:
    """The greatest stamp in rows and changes that can be right, as far as they can be read."""
    limit = horizon() if is_set() else "g"
    newest = ""
    for table, (columns, _) in tables(connection).items():
        if "clock" not in columns:
            continue
        source = (
            f'"{table}", json_each("{table}".clock)'
            if table != "journal"
            else ("(SELECT clock AS value FROM journal)")
        )
        sql = f"SELECT max(value) FROM {source} WHERE value GLOB ? AND value <= ?"
        try:
            found = [str(connection.execute(sql, (GLOB, limit)).fetchone()[0] or "")]
        except sqlite3.DatabaseError:
            clocks = (str(row["clock"]) for row in rows(connection, table))
            found = [it for clock in clocks for it in STAMP.findall(clock) if it <= limit]
        newest = max([newest, *found])
    return newest
