"""Rows that were edited past every rule end in a message, and reach no terminal or export."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from edited_rows import COMMANDS, WRITING, Case, copied, make, said, spoil

HIDDEN = ("\x1b", "\x9b", "\u200b", "\u2060", "\u202e", "\U000e0041")
CASES = [
    Case("article", "topics", "number"),
    Case("article", "topics", "hidden list"),
    Case("article", "authors", "object"),
    Case("article", "authors", "long number"),
    Case("article", "title", "command"),
    Case("article", "revision", "text"),
    Case("article", "id", "hidden"),
    Case("annotation", "note", "hidden"),
    Case("annotation", "exact", "hidden"),
    Case("annotation", "id", "hidden"),
    Case("anchor", "clock", "pairs"),
    Case("anchor", "clock", "long number"),
    Case("file", "path", "command"),
    Case("feed", "problem", "list"),
    Case("feed", "problem", "no gaps"),
    Case("feed", "problem", "other gaps"),
    Case("feed", "problem", "unknown code"),
    Case("feed", "checked", "no time"),
    Case("setting", "value", "no code"),
    Case("body", "text", "turned"),
    Case("body", "text", "cut"),
    Case("body", "text", "grown"),
    Case("body", "text", "half"),
    Case("outline", "sentence_ends", "beyond"),
    Case("outline", "sentence_starts", "overlapping"),
    Case("outline", "paragraph_starts", "backwards"),
    Case("outline", "first_sentence", "all nought"),
    Case("outline", "sections", "last beyond"),
    Case("outline", "roles", "no role"),
    Case("outline", "sentence_roles", "other role"),
]
REFUSED = "cannot be used"
"""What is said of rows that cannot be read."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("rows") / "made")


def test_every_command_means_something_where_nothing_was_edited(made: Path, tmp_path: Path) -> None:
    place = copied(made, tmp_path / "library")
    for words in (*COMMANDS, *WRITING):
        assert said(place, *words).exit_code in (0, 1), words


@pytest.mark.parametrize("case", CASES, ids=" ".join)
def test_a_row_edited_by_hand_ends_in_a_message(made: Path, tmp_path: Path, case: Case) -> None:
    place = copied(made, tmp_path / "library")
    assert spoil(place, case)
    refused = False
    for words in (*COMMANDS, *WRITING):
        done = said(place, *words)
        assert done.exception is None or isinstance(done.exception, SystemExit), words
        assert done.exit_code in (0, 1, 2)
        shown = done.output.removeprefix("\ufeff")
        assert [sign for sign in (*HIDDEN, "\ufeff") if sign in shown] == []
        refused = refused or REFUSED in done.output
        if words == ("doctor",):
            assert done.exit_code == 1 or not refused, "the advice leads nowhere"


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case.table == "outline" or case[:2] in (("feed", "problem"),
     ("article", "topics"), ("anchor", "clock"))],
    ids=" ".join,
)  # fmt: skip
def test_repairing_makes_it_usable_again(made: Path, tmp_path: Path, case: Case) -> None:
    place = copied(made, tmp_path / "library")
    assert spoil(place, case)
    assert said(place, "doctor", "--repair").exit_code == 0
    for words in COMMANDS:
        assert said(place, *words).exit_code in (0, 1), words


def test_the_row_is_named(made: Path, tmp_path: Path) -> None:
    place = copied(made, tmp_path / "library")
    assert spoil(place, Case("article", "topics", "object"))
    told = said(place, "doctor").output
    assert "article.topics 0199e2b4-5c00-7a1e-8f3d-6d7a9c41b210" in told


@pytest.mark.parametrize(
    "sql",
    [
        "ALTER TABLE feed RENAME TO f; CREATE VIEW feed AS WITH RECURSIVE c (x) AS"
        " (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT f.* FROM f, c",
        'CREATE VIEW "\x1b[2J\u200b" AS SELECT 1',
        "ALTER TABLE _sqlite_migrations RENAME TO m;"
        " CREATE VIEW _sqlite_migrations AS SELECT * FROM m",
        "CREATE TRIGGER bad AFTER INSERT ON annotation BEGIN DELETE FROM anchor; END",
        "CREATE TRIGGER bad AFTER UPDATE ON annotation BEGIN"
        " UPDATE annotation SET note = note || 'x'; END",
    ],
    ids=["endless", "command", "migrations", "writes", "recursive"],
)
def test_views_and_triggers_of_others_are_not_run(made: Path, tmp_path: Path, sql: str) -> None:
    place = copied(made, tmp_path / "library")
    with closing(sqlite3.connect(place / "annotations.db")) as connection:
        connection.executescript(f"PRAGMA legacy_alter_table = ON; {sql}")
    for words in (("feeds",), ("list",), *WRITING, ("doctor",)):
        done = said(place, *words)
        assert isinstance(done.exception, SystemExit), words
        assert done.exit_code == (1 if words[0] == "doctor" else 2)
        assert [sign for sign in HIDDEN if sign in done.output] == []
