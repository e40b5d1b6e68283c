"""The database as a whole: whether it is one, whether it is whole, and what it is made of."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from reader.store.backup.backup_files import backups
from reader.store.db.file_identity import is_link, is_there, odd_side_file
from reader.store.db.sqlite_errors import APPLICATION_ID
from reader.store.repair.checks.finding import Finding, Tick, findings_about
from reader.store.repair.checks.open_database import NOT_TEXT
from reader.store.repair.checks.schema_objects import (
    applied_migrations,
    broken_rules,
    expected_objects,
    objects,
    plain_sql,
)
from reader.store.schema import MIGRATIONS

HEADER = b"SQLite format 3\x00"
_NOT_IN_INDEX = re.compile(r"row \d+ missing from index (.+)")
_COUNT_DIFFERS = re.compile(r"wrong # of entries in index (.+)")
_LINES = 1000
"""Number of lines of SQLite's check that are read."""
_STEPS = 20_000
"""Steps of SQLite's machine between two ticks."""


def of_file(path: Path) -> Iterator[Finding]:
    """Findings on a database file that is not opened: there is none, or it can be no database."""
    backup = str(next((each.path for each in backups(path)), ""))
    if is_link(path):
        target = os.path.realpath(path)
        yield Finding("database_link", params={"path": str(path), "target": target})
        return
    if is_there(path) and not path.is_file():  # a pipe could keep us waiting for ever
        yield Finding("database_unreadable", params={"path": str(path), "reason": "no file"})
        return
    odd = odd_side_file(path, links=False)
    if odd is not None:
        yield Finding("database_beside", params={"path": str(odd)})
        return
    try:
        with path.open("rb") as file:
            header = file.read(100)
        size = path.stat().st_size
    except FileNotFoundError:
        yield Finding("database_missing", params={"path": str(path), "backup": backup})
        return
    except OSError as error:
        yield Finding("database_unreadable", params={"path": str(path), "reason": f"{error}"})
        return
    if not size:
        yield damaged(path, "0 B")
    elif not header.startswith(HEADER):
        yield damaged(path, "not an SQLite database")


def damaged(path: Path, reason: str) -> Finding:
    """The finding that a database cannot be used as it is."""
    return Finding("database_damaged", params={"path": path.name, "reason": reason})


def identity(connection: sqlite3.Connection, path: Path) -> Iterator[Finding]:
    """Findings about the owner of a database, and the version of the program that wrote it."""
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    if tables and (owner != APPLICATION_ID or "_sqlite_migrations" not in tables):
        yield Finding("database_foreign", params={"path": str(path)})
        return
    applied, known = applied_migrations(connection), [name for name, _ in MIGRATIONS]
    if set(applied) - set(known):
        yield Finding("database_newer", params={"path": str(path)})
    elif len(applied) < len(known):
        yield Finding("database_old", hint=True)


def integrity(connection: sqlite3.Connection, path: Path, tick: Tick) -> Iterator[Finding]:
    """SQLite's own check of every page, table and index, and of what refers to what."""
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    steps = 0

    def stepped() -> None:
        nonlocal steps
        steps += 1
        tick(min(steps, 100 + pages), 100 + pages)  # about one step a page

    connection.set_progress_handler(stepped, _STEPS)
    try:
        lines = [str(row[0]) for row in connection.execute(f"PRAGMA integrity_check({_LINES})")]
        if lines == ["ok"]:
            violations = connection.execute("PRAGMA foreign_key_check")
            names = (f"{table} → {parent}" for table, _, parent, _ in violations)
            yield from findings_about("references_missing", names)
        elif _only_indexes(lines):
            yield from findings_about("index_damaged", lines, repairable=True)
        else:
            yield damaged(path, lines[0].replace("\n", " "))
    finally:
        connection.set_progress_handler(None, 0)


def _only_indexes(lines: list[str]) -> bool:
    """Whether indexes lack what tables have; where an index has more, the table has lost it."""
    lacking = {match[1] for line in lines if (match := _NOT_IN_INDEX.fullmatch(line))}
    differing = {match[1] for line in lines if (match := _COUNT_DIFFERS.fullmatch(line))}
    rest = [line for line in lines if not (_NOT_IN_INDEX.match(line) or _COUNT_DIFFERS.match(line))]
    return not rest and differing <= lacking


def text(connection: sqlite3.Connection, path: Path, tick: Tick) -> Iterator[Finding]:
    """Whether every stored text is UTF-8, without which a row cannot be read at all.

    Bodies are not looked at: they are compared with their sha256.
    """
    names = [
        str(name)
        for kind, name in sorted(objects(connection))
        if kind == "table" and not name.startswith("search_") and name != "body"
    ]
    for done, name in enumerate(names):
        for row in connection.execute(f'SELECT * FROM "{name}"'):
            if any(isinstance(value, str) and value.startswith(NOT_TEXT) for value in row):
                yield damaged(path, f"{name}: text that is no UTF-8")
                return
        tick(done + 1, len(names))


def schema(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Whether the tables are those that the applied migrations make."""
    here, wanted = objects(connection), expected_objects(applied_migrations(connection))
    missing = {key for key in wanted if key not in here}
    yield from findings_about(
        "table_missing", sorted(name for kind, name in missing if kind != "index")
    )
    indexes = sorted(name for kind, name in missing if kind == "index")
    yield from findings_about("index_missing", indexes, repairable=True)
    common = here.keys() & wanted.keys()
    other = sorted(key[1] for key in common if plain_sql(here[key]) != plain_sql(wanted[key]))
    yield from findings_about("table_differs", other)
    strange = {True: set[str](), False: set[str]()}
    for kind, name in here.keys() - wanted:
        strange[kind in ("view", "trigger")].add(name)
    yield from findings_about("trigger_strange", sorted(strange[True]))
    yield from findings_about("table_strange", sorted(strange[False]), hint=True)


def rules(connection: sqlite3.Connection, path: Path) -> Iterator[Finding]:
    """Whether every row keeps its table's CHECK rules."""
    for name in broken_rules(connection):
        yield damaged(path, f"{name}: values that cannot be")
        return
