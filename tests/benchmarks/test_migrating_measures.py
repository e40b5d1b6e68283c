"""A large library of an earlier version is what it says, and migrating it is measured."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.migrating import applied, killed, measured
from benchmarks.old_large import old_library
from reader.library import open_library


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return old_library(tmp_path / "old", "0007", 40, 400)


def test_it_is_whole_and_as_large_as_was_asked(old: Path) -> None:
    with closing(sqlite3.connect(old / "annotations.db")) as connection:
        count = {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("article", "annotation")
        }
        assert count["article"] == pytest.approx(40, abs=5)
        assert count["annotation"] == pytest.approx(400, rel=0.3)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert max(applied(old)) == "0007_private_sources"


def test_it_opens_with_marks_that_can_be_undone(old: Path) -> None:
    with open_library(old) as library:
        entries = library.list()
        marked = max(entries, key=lambda each: len(library.annotations(each.head.id)) % 77)
        article = marked.head.id
        before = library.annotations(article)
        assert before
        assert library.submit(lambda edits: edits.history.undo(article)).result()
        assert library.annotations(article) != before


def test_what_it_takes_is_told_and_nothing_is_lost(old: Path) -> None:
    told = measured(old)
    assert told["rows lost"] == {}
    assert told["migrations"]
    assert max(applied(old)) == "0007_private_sources"
    seconds = float(str(told["seconds"]))
    assert killed(old, 2, seconds, random.Random(1))["faults"] == []
