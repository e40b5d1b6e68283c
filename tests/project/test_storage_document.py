"""docs/storage.md says of every table and column what is so, and its queries work."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.library import Library, open_library
from reader.model import Span
from reader.store import settings
from reader.store.db.connection import connect
from reader.store.db.migration import prepare
from tests.store.invariants import INVARIANTS

if TYPE_CHECKING:
    from reader.library import Edits

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


def query(after: str, library: Library) -> list[tuple[str, ...]]:
    """The rows that the query behind some words of the document gives."""
    sql = PAGE.partition(after)[2].partition("```sql\n")[2].partition("```")[0]
    with closing(sqlite3.connect(library.database)) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An article that is there and one that was removed; something private in each."""
    (tmp_path / "articles").mkdir()
    for name in ("一", "二"):
        text = f"# 第{name}篇\n\n甲說{name}。乙說{name}。丙說{name}。\n"
        (tmp_path / "articles" / f"{name}.md").write_text(text, "utf-8")
    library = open_library(tmp_path)
    assert library.sync() == []

    def mark(edits: Edits) -> None:
        edits.become("示例")
        for entry in library.list():
            start = library.open(entry.head.id).text.index("甲說")
            spans = [Span(start + 4 * n, start + 4 * n + 4) for n in range(3)]
            for span, fields in zip(spans, ({}, {"private": True}, {"tag": "fact"}), strict=True):
                edits.annotate(entry.head.id, span, {"verdict": "disputed", **fields}, ["數字"])
            edits.edit(entry.head.id, spans[2], verdict="clarification")
        edits.shelf.take_out([library.find("二")])

    library.submit(mark).result()
    yield library
    library.close()


def test_its_counts_are_those_of_the_program(library: Library) -> None:
    rows = query("as `meipi labels` counts them", library)
    labels = [("label", it.name, it.used) for it in library.book.labels()]
    verdicts = [("verdict", it.name or it.verdict.key, it.used) for it in library.book.verdicts()]
    assert sorted(rows) == sorted(labels + verdicts)
    assert len({name for _, name, _ in rows}) == len(rows), "no two rows are alike"
    assert {name: used for _, name, used in rows if used} == {
        "數字": 3, "disputed": 2, "clarification": 1,
    }  # fmt: skip


def test_its_lists_leave_out_what_is_private_removed_or_of_an_older_text(library: Library) -> None:
    (article,) = [entry.head.id for entry in library.list()]
    library.submit(lambda edits: edits.remove(library.annotations(article)[2].id)).result()
    file = library.root / "articles" / "一.md"
    file.write_text(file.read_text("utf-8").replace("甲說", "前言。甲說"), "utf-8")
    assert library.sync() == []
    assert [words for *_, words in query("What a passage says", library)] == ["甲說一。"]
    with closing(sqlite3.connect(library.database)) as connection, connection:
        connection.execute("UPDATE annotation SET created = '2025-10-14T00:00:00.000000Z'")
    assert [words for *_, words in query("What one person marked", library)] == ["甲說一。"]


def test_its_links_lead_somewhere() -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", PAGE)
    assert targets
    assert [target for target in targets if not (ROOT / "docs" / target).exists()] == []
