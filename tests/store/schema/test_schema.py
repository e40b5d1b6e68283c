"""What the tables refuse, and that the common queries are look-ups."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.model import Article, Outline
from reader.model.listing import Shelf
from reader.store import annotations, arrivals, listing
from reader.store.db.connection import connect
from reader.store.db.migration import prepare


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    path = tmp_path / "annotations.db"
    prepare(path)
    with closing(connect(path)) as connection:
        content = Article("題", (), "", "", "", "", (), "正文。", ())
        connection.execute("BEGIN")
        arrivals.put(connection, "a", content, Outline())
        connection.execute("INSERT INTO annotator (id, name) VALUES ('p', '王')")
        connection.execute(
            "INSERT INTO annotation (id, article, annotator, exact, created, updated)"
            " VALUES ('n', 'a', 'p', '正', '', '')"
        )
        connection.execute("COMMIT")
        yield connection


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE annotation SET tag = 'maybe'",
        "UPDATE annotation SET note_private = 2",
        "UPDATE annotation SET claim_check = 'nothing'",
        "INSERT INTO claim_check (id, status) VALUES ('c', 'guessed')",
        "INSERT INTO claim_check (id, verdict) VALUES ('c', 'nothing')",
        "INSERT INTO claim_check (id, due) VALUES ('c', 'soon')",
        "INSERT INTO code_book (id, kind, name) VALUES ('b', 'label', '')",
        "INSERT INTO code_book (id, kind, name, digit) VALUES ('b', 'label', '數字', 10)",
        "INSERT INTO code_book (id, kind, digit) VALUES ('b', 'verdict', 1)",
        "INSERT INTO label (annotation, entry) VALUES ('n', 'nothing')",
        "UPDATE annotation SET unsure = 2",
        "UPDATE annotation SET exact = ''",
        "UPDATE annotation SET clock = 'no json'",
        "UPDATE annotation SET annotator = 'nobody'",
        "UPDATE annotator SET kind = 'robot'",
        "UPDATE article SET text = 'unknown'",
        "UPDATE article SET own_title = ''",
        "UPDATE article SET own_topics = 'no json'",
        "INSERT INTO alias VALUES ('name', 'x', 'a', '{}', 0)",
        "INSERT INTO alias VALUES ('id', '', 'a', '{}', 0)",
        "INSERT INTO alias VALUES ('id', 'x', 'nobody', '{}', 0)",
        "INSERT INTO anchor SELECT 'n', text, 2, 2, 'same', 1, '{}', 0, 0 FROM article",
        "INSERT INTO anchor SELECT 'n', text, -1, 2, 'same', 1, '{}', 0, 0 FROM article",
        "INSERT INTO anchor SELECT 'n', text, NULL, NULL, 'same', 1, '{}', 0, 0 FROM article",
        "INSERT INTO anchor SELECT 'n', text, 0, 1, 'orphan', 1, '{}', 0, 0 FROM article",
        "INSERT INTO anchor SELECT 'n', text, 0, 1, 'lost', 1, '{}', 0, 0 FROM article",
        "INSERT INTO anchor SELECT 'n', text, 0, 1, 'same', 1.5, '{}', 0, 0 FROM article",
    ],
)
def test_what_cannot_be_is_refused(connection: sqlite3.Connection, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)


def plans(connection: sqlite3.Connection, statements: list[str]) -> list[str]:
    found = []
    for statement in statements:
        if statement.lstrip().startswith("SELECT"):
            rows = connection.execute(f"EXPLAIN QUERY PLAN {statement}")
            found += [str(row[3]) for row in rows]
    return found


def test_an_articles_annotations_are_looked_up(connection: sqlite3.Connection) -> None:
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    annotations.of_article(connection, "a", "r")
    annotations.at_span(connection, "a", "r", "p", annotations.Span(0, 1))
    connection.set_trace_callback(None)
    plan = plans(connection, statements)
    assert plan
    assert [step for step in plan if step.startswith("SCAN")] == []


def test_the_newest_articles_are_read_in_the_order_of_an_index(
    connection: sqlite3.Connection,
) -> None:
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    listing.entries(connection, listing.order(connection, Shelf("everything"), 50))
    connection.set_trace_callback(None)
    plan = plans(connection, statements)
    scans = [step for step in plan if step.startswith("SCAN") and "annotator" not in step]
    assert "SCAN article USING INDEX article_newest" in scans
    tables = [step for step in scans if "subquery" not in step and "VIRTUAL" not in step]
    assert tables == ["SCAN article USING INDEX article_newest"]
