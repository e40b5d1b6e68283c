"""docs/storage.md says of every table and column what is so, and its queries work."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.store import settings
from reader.store.connection import connect
from reader.store.migrating import prepare
from tests.store.invariants import INVARIANTS

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "storage.md").read_text("utf-8")
SHADOWS = re.compile(r"sqlite_.*|_sqlite_migrations|search_\w*gram_(data|idx|config)")
SECTIONS = {
    name: body
    for heading, body in re.findall(r"^### (.*)\n((?:(?!##).*\n)*)", PAGE, re.MULTILINE)
    for name in re.findall(r"`(\w+)`", heading)
}
QUERIES = re.findall(r"^```sql\n(.*?)```", PAGE, re.MULTILINE | re.DOTALL)


def cells(table: str) -> dict[str, list[str]]:
    """The rows of a section by their columns: what each holds, and what is missing there."""
    lines = SECTIONS[table].partition("| column |")[2].partition("\n\n")[0].splitlines()[2:]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert all(len(row) == 3 for row in rows), table
    return {row[0].strip("`"): row[1:] for row in rows}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("fresh") / "annotations.db"
    prepare(path)
    with closing(connect(path)) as connection:
        yield connection


def tables(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    return [name for (name,) in found if not SHADOWS.fullmatch(name)]


def test_every_table_and_no_other_is_documented(fresh: sqlite3.Connection) -> None:
    assert set(SECTIONS) == set(tables(fresh))


def test_every_column_is_documented_in_its_order(fresh: sqlite3.Connection) -> None:
    for table in tables(fresh):
        columns = [row[1] for row in fresh.execute(f"PRAGMA table_info({table})")]
        assert list(cells(table)) == columns, table


def test_null_is_named_where_it_can_be_and_nowhere_else(fresh: sqlite3.Connection) -> None:
    for table in tables(fresh):
        if table.endswith("_gram"):
            continue
        named = {column for column, (_, missing) in cells(table).items() if "NULL" in missing}
        info = fresh.execute(f"PRAGMA table_info({table})").fetchall()
        assert named == {name for _, name, _, notnull, _, pk in info if not notnull and not pk}


def test_every_default_that_is_named_is_the_tables(fresh: sqlite3.Connection) -> None:
    for table in tables(fresh):
        for _, name, _, _, default, _ in fresh.execute(f"PRAGMA table_info({table})"):
            missing = cells(table)[name][1]
            if default is not None and re.fullmatch(r"0|`\{\}`|`\[\]`", missing):
                assert default.strip("'") == missing.strip("`"), (table, name)
            if default in ("'{}'", "'[]'"):
                assert missing == f"`{default[1:-1]}`", (table, name)


def test_references_are_those_that_are_enforced(fresh: sqlite3.Connection) -> None:
    for table in tables(fresh):
        enforced = {
            (own, parent)
            for _, _, parent, own, *_ in fresh.execute(f"PRAGMA foreign_key_list({table})")
        }
        named = {
            (column, parent)
            for column, (holds, _) in cells(table).items()
            for parent in re.findall(r"→ `(\w+)`", holds)
        }
        assert named == enforced, table


def test_every_value_that_the_schema_allows_is_named(fresh: sqlite3.Connection) -> None:
    count = 0
    for table in tables(fresh):
        (sql,) = fresh.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
        for column, values in re.findall(r"CHECK \((\w+) IN \(([^)]*)\)", sql):
            holds, _ = cells(table)[column]
            allowed = set(re.findall(r"'([^']*)'", values)) - {""}
            assert allowed <= set(re.findall(r"`([^`]+)`", holds)), (table, column)
            assert allowed or "1: " in holds, (table, column)
            count += 1
    assert count > 30


def test_every_setting_is_documented_and_no_other() -> None:
    keys = {
        f"{value}ID" if value.endswith(".") else value
        for name, value in vars(settings).items()
        if name.isupper() and isinstance(value, str)
    }
    rows = SECTIONS["setting"].partition("| key | value |")[2]
    assert set(re.findall(r"^\| `([\w.]+)` \|", rows, re.MULTILINE)) == keys


def test_every_invariant_is_checked_and_no_other() -> None:
    named = re.findall(r"^(\d+)\. \*\*(.*?)\.\*\* ", PAGE, re.MULTILINE)
    assert [name for _, name in named] == list(INVARIANTS)
    assert [int(number) for number, _ in named] == list(range(1, len(named) + 1))


@pytest.mark.parametrize("sql", QUERIES, ids=range(len(QUERIES)))
def test_its_queries_give_rows_in_the_library_that_is_shipped(sql: str, tmp_path: Path) -> None:
    path = shutil.copy(ROOT / "annotations.db", tmp_path)
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        assert connection.execute(sql).fetchall()


def test_its_links_lead_somewhere() -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", PAGE)
    assert targets
    assert [target for target in targets if not (ROOT / "docs" / target).exists()] == []
