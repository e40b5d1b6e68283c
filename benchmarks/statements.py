"""Bare SQLite statements on a library's database: the least a program has to do to read it.

Each runs on a connection of its own, and every value of its rows comes to Python.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from reader.library import Library, open_library

Statement = Callable[[], list[tuple[object, ...]]]

TEXT = "SELECT b.text FROM article a JOIN body b ON b.sha256 = a.text WHERE a.id = ?"
FOLDS = "SELECT sum(instr(text, ?)) FROM (SELECT text FROM search_text LIMIT ?)"


class Opened(NamedTuple):
    """A library, a connection to its database for bare statements, and the number of rounds."""

    library: Library
    connection: sqlite3.Connection
    rounds: int


@contextmanager
def opened(folder: Path, rounds: int) -> Iterator[Opened]:
    """A library with a connection beside it that only reads."""
    path = (folder / "annotations.db").resolve().as_uri()
    with (
        open_library(folder) as library,
        closing(sqlite3.connect(f"{path}?mode=ro", uri=True)) as connection,
    ):
        yield Opened(library, connection, rounds)


def bare(connection: sqlite3.Connection, sql: str, values: Sequence[object] = ()) -> Statement:
    """One statement and all of its rows."""
    return lambda: connection.execute(sql, values).fetchall()


def rows(connection: sqlite3.Connection, table: str, idents: Sequence[str]) -> Statement:
    """So many rows by their primary key, `id`, with all of their columns."""
    marks = ", ".join("?" * len(idents))
    return bare(connection, f"SELECT * FROM {table} WHERE id IN ({marks})", idents)


def ids(connection: sqlite3.Connection, number: int) -> Statement:
    """The ids of so many articles, in no order."""
    return bare(connection, "SELECT id FROM article LIMIT ?", (number,))


def texts(connection: sqlite3.Connection, idents: Iterable[str]) -> Statement:
    """The text of an article by its id, of the next one in each call."""
    turn = iter(idents)
    return lambda: connection.execute(TEXT, (next(turn),)).fetchall()


def folds(connection: sqlite3.Connection, form: bytes, number: int) -> Statement:
    """`instr` for an encoded form in the kept folds of so many articles."""
    return bare(connection, FOLDS, (form, number))
