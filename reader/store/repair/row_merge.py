"""Putting what was salvaged into a database that is whole: field by field, the newer one wins.

What the salvaged journal says was written is written as well, where the rows themselves are lost.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reader.store import listing, outlines
from reader.store.articles import text_hash
from reader.store.clocks.clock import STAMP, refuse_ahead
from reader.store.clocks.newest_fields import stamps_of, written_last
from reader.store.db.connection import transaction
from reader.store.repair import journal_replay as replaying
from reader.store.repair import older_remains, owners
from reader.store.repair import salvage as salvaging
from reader.store.repair import stray_rows as strays
from reader.store.repair.salvage import Row
from reader.store.repair.uniqueness import names_free

Key = tuple[object, ...]
Written = dict[str, dict[Key, Row | None]]
"""Keys of rows that were written, by table, each with what stood there before."""

_UNSTAMPED = frozenset({"revision", "file", "feed_item"})
"""Tables without clocks of which a row that was read says more than the journal."""


@dataclass(slots=True)
class Merged:
    """Number of rows put back, by table, and the rows that could be read but not be put."""

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
    whole.execute("PRAGMA foreign_keys = OFF")  # rows come in the order in which they are found
    try:
        with (
            older_remains.as_today(left, _folder(whole), merged.spared, backup) as found,
            transaction(whole),
        ):
            later = salvaging.reach(found) >= salvaging.reach(whole)
            merging = _Merging(whole, found, merged, later=later)
            with names_free(whole):
                for table in salvaging.tables(whole):
                    rows = salvaging.rows(found, table)
                    merging.take(table, _sound_times(rows, where, any_time=any_time))
                merging.replay()
                merging.take_out_strays()
            merging.outline_what_moved()
            moved = owners.settle(whole)
            if any(merging.written.values()) or any(moved):
                listing.rebuild(whole)
            _index(whole, merging.written, moved)
            counts = {table: len(keys) for table, keys in merging.written.items() if keys}
            merged.counts.update(counts)
    finally:
        whole.execute("PRAGMA foreign_keys = ON")
    return merged


def _folder(connection: sqlite3.Connection) -> Path:
    """Folder of the database file."""
    return Path(connection.execute("PRAGMA database_list").fetchone()[2]).parent


class _Merging:
    """State of a merge of remains into a database."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        found: sqlite3.Connection,
        merged: Merged,
        *,
        later: bool,
    ) -> None:
        self._connection = connection
        self._found = found
        self._merged = merged
        self._later = later
        self._targets = {
            table: _Target(connection, table, columns)
            for table, (columns, _) in salvaging.tables(connection).items()
        }
        self.written: Written = {table: {} for table in self._targets}
        self._foreign: set[object] = set()
        self._read: set[tuple[str, tuple[object, ...]]] = set()

    def take(self, table: str, rows: Iterable[Row]) -> None:
        """Put rows into their table, as far as they say more than what is there."""
        waiting = [row for row in rows if not self._put(table, row)]
        # What has to be one row's alone may be free once another was written.
        while waiting:
            left = [row for row in waiting if not self._put(table, row)]
            if len(left) == len(waiting):
                break
            waiting = left
        self._merged.spared += [(table, row) for row in waiting]
        if table == "journal":
            self._leave_out_what_undoes_others()

    def replay(self) -> None:
        """Write what the changes that came in wrote, where their rows themselves were lost."""
        new = [key[0] for key, old in self.written["journal"].items() if old is None]
        for table, row in replaying.written_by(self._connection, new):
            target = self._targets.get(table)
            if target is None or (table, target.key_of(row)) in self._read:
                continue
            self._put(table, row)

    def take_out_strays(self) -> None:
        """Take out again what points at what did not come; what was there before never does."""
        again = True
        while again:
            again = False
            for table, put in self.written.items():
                target = self._targets[table]
                for key in [key for key in put if strays.is_stray(self._connection, table, key)]:
                    self._merged.spared.append((table, target.take_back(key, put.pop(key))))
                    again = True
        strays.settle(self._connection)

    def outline_what_moved(self) -> None:
        """Give articles the outlines of texts that were of another one in the backup."""
        for key, old in self.written["revision"].items():
            row = self._targets["revision"].at(key)
            if old is not None and row is not None and old["article"] != row["article"]:
                outlines.copy(self._connection, str(old["article"]), str(row["article"]))

    def _put(self, table: str, row: Row) -> bool:
        """Whether a row has its place; it may be there already."""
        target = self._targets[table]
        if self._is_of_another_change(table, row):
            return target.has(row)
        if table == "journal":
            self._compare(target.at(target.key_of(row)), row)
            if row["seq"] in self._foreign:
                return False
        outcome, old = target.put(row, later=self._later)
        if outcome == "spared":
            return False
        key = target.key_of(row)
        if table in _UNSTAMPED:
            self._read.add((table, key))
        if outcome == "put":
            self.written[table].setdefault(key, old)
        return True

    def _compare(self, old: Row | None, row: Row) -> None:
        """Note the number of a change that is another one here, and not the same, stamped anew."""
        if old is None or old["clock"] == row["clock"]:
            return
        sql = "SELECT name, key, after FROM journal_row WHERE journal = ? ORDER BY position"
        try:
            here, there = (
                it.execute(sql, (row["seq"],)).fetchall() for it in (self._connection, self._found)
            )
        except sqlite3.Error:
            here, there = [], []
        if not here or here != there:
            self._foreign.add(row["seq"])

    def _is_of_another_change(self, table: str, row: Row) -> bool:
        """Whether a number means another change here than it did there."""
        name = {"journal": "undoes", "journal_row": "journal"}.get(table)
        return name is not None and row.get(name) in self._foreign

    def _leave_out_what_undoes_others(self) -> None:
        put, target = self.written["journal"], self._targets["journal"]
        for key, old in sorted(put.items()):
            if old is None and self._is_of_another_change("journal", target.at(key) or {}):
                self._merged.spared.append(("journal", target.take_back(key, put.pop(key))))
                self._foreign.add(key[0])


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
        self._where = " AND ".join(f'"{name}" = ?' for name in self.key)

    def key_of(self, row: Row) -> Key:
        return tuple(row[name] for name in self.key)

    def has(self, row: Row) -> bool:
        """Whether just this row is there."""
        return row.keys() >= set(self.key) and row == self.at(self.key_of(row))

    def put(self, row: Row, *, later: bool) -> tuple[str, Row | None]:
        """Write what a row says later than what is there: "put", "kept" or "spared".

        With it comes the row that stood there before.
        """
        row = {name: value for name, value in row.items() if name in self.columns}
        if not self.key or not row.keys() >= set(self.key) or not _is_sound(self.table, row):
            return "spared", None
        key = self.key_of(row)
        old = self.at(key)
        fields = row if old is None else written_last(self.table, row, old, later=later)
        if not fields:
            return "kept", old
        try:
            if old is None:
                self._insert(row)
            else:
                sets = ", ".join(f'"{name}" = ?' for name in fields)
                self._connection.execute(
                    f'UPDATE "{self.table}" SET {sets} WHERE {self._where}',
                    (*fields.values(), *key),
                )
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError, OverflowError):
            return "spared", old
        return "put", old

    def take_back(self, key: Key, old: Row | None) -> Row:
        """Undo all that was put into a row; what it held."""
        row = self.at(key) or {}
        self._connection.execute(f'DELETE FROM "{self.table}" WHERE {self._where}', key)
        if old is not None:
            self._insert(old)
        return row

    def at(self, key: Key) -> Row | None:
        """The whole row that has a key, if there is one."""
        names = ", ".join(f'"{name}"' for name in self.columns)
        row = self._connection.execute(
            f'SELECT {names} FROM "{self.table}" WHERE {self._where}', key
        ).fetchone()
        return None if row is None else dict(zip(self.columns, row, strict=True))

    def _insert(self, row: Row) -> None:
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        self._connection.execute(
            f'INSERT INTO "{self.table}" ({names}) VALUES ({marks})', tuple(row.values())
        )


def _sound_times(rows: Iterable[Row], where: str, *, any_time: bool) -> Iterator[Row]:
    """The rows; raises InputError `stamps_ahead` at the first that is of the future."""
    for row in rows:
        if not any_time:
            refuse_ahead(STAMP.findall(str(row.get("clock", ""))), where)
        yield row


def _is_sound(table: str, row: Row) -> bool:
    """Whether what a row says of itself is so."""
    if table == "body":
        text = row.get("text")
        return isinstance(text, str) and text_hash(text) == row["sha256"]
    if table == "journal":
        return isinstance(row.get("clock"), str) and bool(STAMP.fullmatch(row["clock"]))
    return "clock" not in row or stamps_of(row["clock"]) is not None


def _index(connection: sqlite3.Connection, written: Written, moved: owners.Moved) -> None:
    """Have searches find what came in."""
    from reader.store.search import index

    for article in {key[0] for key in written["article"]} | moved.articles:
        index.put_article(connection, str(article))
    notes = {str(key[0]) for key in written["annotation"]} | moved.annotations
    index.put_notes(connection, sorted(notes))
