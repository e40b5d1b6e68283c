"""Putting what was salvaged into a database that is whole: row by row, the newer one wins."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reader.store import listing, older_remains, salvaging
from reader.store.articles import text_hash
from reader.store.clock import STAMP, horizon, moment_of, refuse_ahead
from reader.store.connection import transaction
from reader.store.salvaging import Row

_MOMENTS = ("updated", "last_read", "saved")
"""Columns that say when a row was written last, as ISO 8601 in UTC."""

_LEFT = {"outline", "file", "setting"}
"""Tables that are made again from what is there, or that belong to the program; new rows only."""


Written = dict[str, list[tuple[Row, Row | None]]]
"""By table: the keys of rows that were written, each with what stood there before."""


@dataclass(slots=True)
class Merged:
    """How many rows of which table were put back, and those that could be read but not be put."""

    counts: Counter[str] = field(default_factory=Counter)
    spared: list[tuple[str, Row]] = field(default_factory=list)


def merge(
    whole: sqlite3.Connection,
    left: sqlite3.Connection,
    where: str,
    *,
    backup: sqlite3.Connection | None = None,
    any_time: bool = False,
) -> Merged:
    """Take over what is new or newer in the remains of a database, in one transaction.

    `where` is what they are called, `backup` what `whole` was made of. Unless `any_time` takes
    them over as well, changes that are more than a day ahead of this machine are refused with all
    others: InputError `stamps_ahead`. What would break a rule of the tables, or point at what is
    not there, is spared. Searches find what came in.
    """
    merged = Merged()
    written: Written = {}
    whole.execute("PRAGMA foreign_keys = OFF")  # rows come in the order in which they are found
    try:
        with (
            older_remains.as_today(left, _folder(whole), merged.spared, backup) as found,
            transaction(whole),
        ):
            for table, (columns, _) in salvaging.tables(whole).items():
                target = _Target(whole, table, columns)
                for row in salvaging.rows(found, table):
                    if not any_time:
                        refuse_ahead(STAMP.findall(str(row.get("clock", ""))), where)
                    outcome, old = target.put(row)
                    if outcome == "put":
                        written.setdefault(table, []).append((target.key_of(row), old))
                    elif outcome == "spared":
                        merged.spared.append((table, row))
            _take_out_strays(whole, written, merged)
            if any(written.values()):
                listing.rebuild(whole)
            _index(whole, written)
            merged.counts.update({table: len(keys) for table, keys in written.items() if keys})
    finally:
        whole.execute("PRAGMA foreign_keys = ON")
    return merged


def _folder(connection: sqlite3.Connection) -> Path:
    """Where the file of a database lies."""
    return Path(connection.execute("PRAGMA database_list").fetchone()[2]).parent


class _Target:
    """A table that rows are put into."""

    def __init__(self, connection: sqlite3.Connection, table: str, columns: list[str]) -> None:
        self._connection = connection
        self.table = table
        self.columns = columns
        rows = connection.execute(
            "SELECT name FROM pragma_table_info(?) WHERE pk ORDER BY pk", (table,)
        )
        self.key = [str(row[0]) for row in rows]
        self._where = " AND ".join(f'"{name}" = :{name}' for name in self.key)

    def key_of(self, row: Row) -> Row:
        return {name: row[name] for name in self.key}

    def put(self, row: Row) -> tuple[str, Row | None]:
        """Write a row if it says more than what is there: "put", "kept" or "spared".

        With it comes the row that stood there before.
        """
        row = {name: value for name, value in row.items() if name in self.columns}
        if not self.key or not row.keys() >= set(self.key) or not _is_sound(self.table, row):
            return "spared", None
        old = self._there(self.key_of(row))
        if old is not None and (row.items() <= old.items() or not _is_newer(self.table, row, old)):
            return "kept", old
        try:
            if old is None:
                self._insert(row)
            else:
                sets = ", ".join(f'"{name}" = :{name}' for name in row)
                self._connection.execute(
                    f'UPDATE "{self.table}" SET {sets} WHERE {self._where}', row
                )
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError, OverflowError):
            return "spared", old
        return "put", old

    def take_back(self, key: Row, old: Row | None) -> Row:
        """Undo a `put`; the row that was put."""
        row = self._there(key) or {}
        self._connection.execute(f'DELETE FROM "{self.table}" WHERE {self._where}', key)
        if old is not None:
            self._insert(old)
        return row

    def _there(self, key: Row) -> Row | None:
        """The whole row that has a key, if there is one."""
        names = ", ".join(f'"{name}"' for name in self.columns)
        row = self._connection.execute(
            f'SELECT {names} FROM "{self.table}" WHERE {self._where}', key
        ).fetchone()
        return None if row is None else dict(zip(self.columns, row, strict=True))

    def _insert(self, row: Row) -> None:
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join(f":{name}" for name in row)
        self._connection.execute(f'INSERT INTO "{self.table}" ({names}) VALUES ({marks})', row)


def _is_sound(table: str, row: Row) -> bool:
    """Whether what a row says of itself is so."""
    if table == "body":
        text = row.get("text")
        return isinstance(text, str) and text_hash(text) == row["sha256"]
    if table == "journal":
        return isinstance(row.get("clock"), str) and bool(STAMP.fullmatch(row["clock"]))
    return "clock" not in row or _newest_stamp(row["clock"]) is not None


def _is_newer(table: str, row: Row, old: Row) -> bool:
    if table == "article" and row.get("revision") != old.get("revision"):
        return True
    if table == "journal":
        return bool(row["clock"] == old["clock"])  # only whether it stands or was taken back
    if table in _LEFT or table in ("body", "text", "revision", "journal_row"):
        return False
    for name in _MOMENTS:
        if name in row:
            return isinstance(row[name], str) and _is_later(
                row[name], str(old[name]), moment_of(horizon())
            )
    if "clock" in row:
        one, other = (_newest_stamp(each["clock"]) or "" for each in (row, old))
        return _is_later(one, other, horizon())
    return False


def _is_later(one: str, other: str, limit: str) -> bool:
    """Whether a time is later than another; one that a wrong clock made is earlier than all."""
    return (one <= limit, one) > (other <= limit, other)


def _newest_stamp(clock: object) -> str | None:
    """The greatest stamp of a row's clock, "" for one without any; None if it is no clock."""
    try:
        stamps: Any = json.loads(clock) if isinstance(clock, str) else None
    except ValueError:
        return None
    if not isinstance(stamps, dict):
        return None
    values = [str(value) for value in stamps.values()]
    return max(values, default="") if all(map(STAMP.fullmatch, values)) else None


def _take_out_strays(connection: sqlite3.Connection, written: Written, merged: Merged) -> None:
    """Take out again what points at what did not come; what was there before never does."""
    again = True
    while again:
        again = False
        for table, put in written.items():
            target = _Target(connection, table, salvaging.tables(connection)[table][0])
            strays = [each for each in put if _is_stray(connection, table, each[0])]
            for key, old in strays:
                merged.spared.append((table, target.take_back(key, old)))
                put.remove((key, old))
            again = again or bool(strays)


def _is_stray(connection: sqlite3.Connection, table: str, key: Row) -> bool:
    """Whether a reference of a row leads nowhere."""
    parents: dict[int, list[tuple[str, str, str | None]]] = {}
    for number, _, parent, own, theirs, *_ in connection.execute(
        f"PRAGMA foreign_key_list({table})"
    ):
        parents.setdefault(number, []).append((parent, own, theirs))
    return not all(
        _leads_somewhere(connection, table, key, columns) for columns in parents.values()
    )


def _leads_somewhere(
    connection: sqlite3.Connection,
    table: str,
    key: Row,
    columns: list[tuple[str, str, str | None]],
) -> bool:
    own = " AND ".join(f'c."{name}" = :{name}' for name in key)
    parent = columns[0][0]
    same = " AND ".join(f'p."{theirs or mine}" = c."{mine}"' for _, mine, theirs in columns)
    empty = " OR ".join(f'c."{mine}" IS NULL' for _, mine, _ in columns)
    row = connection.execute(
        f'SELECT 1 FROM "{table}" c WHERE {own} AND ({empty}'
        f' OR EXISTS (SELECT 1 FROM "{parent}" p WHERE {same}))',
        key,
    ).fetchone()
    return row is not None


def _index(connection: sqlite3.Connection, written: Written) -> None:
    """Have searches find what came in."""
    from reader.store.search import index

    for key, _ in written.get("article", []):
        index.put_article(connection, str(key["id"]))
    for key, _ in written.get("annotation", []):
        index.put_notes(connection, [str(key["id"])])
