"""The index is kept with what it is about, and its check tells when it is not."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.model import Article, Outline
from reader.model.search import Query
from reader.store import arrivals
from reader.store.articles import text_hash
from reader.store.clocks import clocked_rows as rows
from reader.store.db.connection import connect, transaction
from reader.store.db.migration import prepare
from reader.store.schema import FIRST, MIGRATIONS
from reader.store.search import article_hits as finding
from reader.store.search import check, index, phrases
from reader.text.folding import fold
from reader.text.query import parse

STAMP = "000000000000-0000-00000000"


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    path = tmp_path / "annotations.db"
    prepare(path)
    with closing(connect(path)) as connection:
        with transaction(connection):
            put(connection, "a", "公園十年", "市府說，公園去年有三百萬人次到訪。")
            put(connection, "b", "計程車", "出租車😀比較貴。")
            connection.execute("INSERT INTO annotator (id, name) VALUES ('p', '王')")
        yield connection


def put(connection: sqlite3.Connection, ident: str, title: str, text: str) -> None:
    content = Article(title, (), "", "2025-01-01", "", "", (), text, ())
    arrivals.put(connection, ident, content, Outline())


def note(connection: sqlite3.Connection, ident: str, **fields: str | int) -> None:
    owner = {"article": "a", "annotator": "p", "exact": "公園", "created": "", "updated": ""}
    with transaction(connection):
        rows.put(connection, STAMP, "annotation", (ident,), owner | fields)
        index.put_notes(connection, [ident])


def found(connection: sqlite3.Connection, text: str) -> str:
    query: Query = parse(text)
    keys = finding.first(connection, query, 10)
    assert finding.count(connection, query) == len(keys)
    return "".join(sorted(key[2] for key in keys))


def test_a_new_text_and_title_take_the_place_of_the_old(connection: sqlite3.Connection) -> None:
    assert (found(connection, "公园"), found(connection, "去年有"), found(connection, "貴")) == (
        "a",
        "a",
        "b",
    )
    with transaction(connection):
        put(connection, "a", "花園", "今年有四百萬人。")
    assert (
        found(connection, "公园"),
        found(connection, "去年有"),
        found(connection, "四百萬"),
    ) == ("", "", "a")
    assert (found(connection, "in:title 公"), found(connection, "in:title 花園")) == ("", "a")
    assert check.check(connection) == []


def test_a_note_is_found_as_long_as_it_stands(connection: sqlite3.Connection) -> None:
    note(connection, "n", note="要查出處")
    assert found(connection, "出处") == found(connection, "in:note 查") == "a"
    note(connection, "n", note="查過了")
    assert (found(connection, "出處"), found(connection, "查過了")) == ("", "a")
    note(connection, "n", deleted=1)
    assert found(connection, "查過") == ""
    note(connection, "n", deleted=0)
    assert found(connection, "查過") == "a"
    assert check.check(connection) == []


def test_an_article_that_was_deleted_is_forgotten_with_its_notes(
    connection: sqlite3.Connection,
) -> None:
    note(connection, "n", note="要查出處")
    with transaction(connection):
        connection.execute("UPDATE article SET deleted = 1 WHERE id = 'a'")
        index.put_article(connection, "a")
    assert found(connection, "公園") == found(connection, "出處") == ""
    assert check.check(connection) == []


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE article SET title = '別的' WHERE id = 'a'",
        "UPDATE article SET date = '1999-01-01' WHERE id = 'a'",
        "UPDATE annotation SET note = '別的'",
        "UPDATE annotation SET deleted = 1",
        "UPDATE search_text SET text = x'4e00' WHERE number = 1",
        "DELETE FROM search_text WHERE number = 1",
        "DELETE FROM search_article WHERE number = 1",
        "INSERT INTO search_gram (search_gram, rowid, gram) VALUES ('delete', 1, '公')",
        "INSERT INTO search_note_gram (search_note_gram, rowid, gram) VALUES ('delete', 1, '查')",
        "INSERT INTO search_pending VALUES ('a')",
    ],
)
def test_the_check_names_the_article_that_is_wrong(
    connection: sqlite3.Connection, harm: str
) -> None:
    note(connection, "n", note="要查出处")
    assert check.check(connection) == []
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(harm)
    assert check.check(connection) == ["a"]


def test_the_check_sees_words_that_belong_to_nothing(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO search_gram (rowid, gram) VALUES (1, '多')")
    assert check.check(connection) == [""]


def test_half_done_work_leaves_no_trace(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    put(connection, "c", "新聞", "這裡有一條新聞。")
    assert found(connection, "新聞") == "c"
    connection.execute("ROLLBACK")
    assert found(connection, "新聞") == ""
    assert check.check(connection) == []


def test_phrases_are_learnt_as_a_library_doubles(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phrases, "FIRST", 4)
    with transaction(connection):
        for number in range(20):
            put(
                connection,
                f"c{number}",
                f"第{number}篇",
                f"{chr(0x4E00 + number)}。本報記者綜合報導",
            )
        assert phrases.tokens_with(connection, fold("記者綜")) != []
        put(connection, "c19", "第十九篇", "改了。本報記者綜合報導")
    assert finding.count(connection, parse("本報記者綜合")) == 20
    assert finding.count(connection, parse("本報記者綜合 -第1篇")) == 19
    assert check.check(connection) == []


def test_the_articles_of_an_older_program_wait_to_be_indexed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.db"
    monkeypatch.setattr("reader.store.db.migration.MIGRATIONS", MIGRATIONS[:1])
    prepare(path)
    with closing(connect(path)) as connection, transaction(connection):
        assert FIRST in MIGRATIONS[0]
        text = "公園去年有三百萬人次到訪。"
        sha256 = text_hash(text)
        connection.execute("INSERT INTO body VALUES (?, ?)", (sha256, text))
        connection.execute(
            "INSERT INTO article (id, title, revision, added) VALUES ('a', '公園', ?, '2025')",
            (sha256,),
        )
        connection.execute("INSERT INTO revision VALUES ('a', ?, NULL, 13, '2025')", (sha256,))
    monkeypatch.undo()
    prepare(path)
    with closing(connect(path)) as connection:
        assert index.waiting(connection) == 1
        assert [key[2] for key in finding.pending_keys(connection)] == ["a"]
        with transaction(connection):
            assert index.settle(connection, 10) == 1
        assert index.waiting(connection) == 0
        assert found(connection, "三百萬") == "a"
        assert check.check(connection) == []


def test_short_words_are_counted_by_the_index_alone(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bool:
        raise AssertionError("a text was looked at")

    monkeypatch.setattr("reader.store.search.terms.holds", fail)
    queries = ("公園", "公", "in:title 公園", "公園 去年", "公園 -去年", "-公園")
    assert [finding.count(connection, parse(text)) for text in queries] == [1, 1, 1, 1, 0, 1]
    with pytest.raises(sqlite3.OperationalError):
        finding.count(connection, parse("有三百萬人"))
