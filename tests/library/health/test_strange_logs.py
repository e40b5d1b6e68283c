"""A log of another database beside a library's, and a log of its own that a killed process left."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import LibraryError
from reader.library import open_library
from reader.library.health import repair as mending
from reader.library.health.doctor import back_up, examine, restore
from reader.store.repair import strange_logs
from tests.library.health.doctor_data import Open, codes, database, hints, read

HURT = "UPDATE annotation SET note = 'X'; UPDATE article SET clock = '{}'"

KILLED = (
    "import os, sys, time; from reader.library import open_library; from reader.model import Span\n"
    "library = open_library(sys.argv[1]); article = library.find('park')\n"
    "library.submit(lambda edits: edits.edit(article, Span(0, 4), note='寫了就被中斷')).result()\n"
    "print('done', flush=True); time.sleep(60)"
)


def log_of(place: Path, end: str = "-wal") -> Path:
    return database(place).with_name(f"annotations.db{end}")


def beside_of(place: Path) -> dict[str, bytes]:
    """The database and its log, byte for byte."""
    return {each.name: each.read_bytes() for each in (database(place), log_of(place))}


def left_by_another(place: Path, other: Path) -> None:
    """Put a log of another database beside a library's that is whole, as a killed process does."""
    shutil.copy(database(place), other)
    with closing(sqlite3.connect(other)) as connection:  # its pages lie in another order
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("CREATE TABLE filling AS SELECT * FROM body")
        connection.commit()
        connection.execute("VACUUM")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.executescript(HURT)
        shutil.copy(other.with_name(other.name + "-wal"), log_of(place))


@pytest.fixture
def strange(worked: Path, tmp_path: Path) -> Path:
    """A library that is whole, with a log beside it that is not its own."""
    left_by_another(worked, tmp_path / "other.db")
    return worked


def test_a_log_of_another_database_is_not_taken_in(strange: Path) -> None:
    before = beside_of(strange)
    for attempt in (open_library, back_up, open_library):
        with pytest.raises(LibraryError) as raised:
            attempt(strange)
        assert raised.value.code == "library_log_strange"
        assert raised.value.params["log"] == "annotations.db-wal"
        assert beside_of(strange) == before


def test_the_doctor_names_it_and_moves_it_aside(strange: Path, opened: Open) -> None:
    before = beside_of(strange)
    report = examine(strange)
    assert codes(report) == {"log_strange"}
    assert beside_of(strange) == before
    report = mending.repair(strange)
    assert dict(report.repaired)["log"] == 1
    assert codes(report) == set()
    assert "set_aside" in hints(report)
    (aside,) = (strange / "annotations.db.backups").glob("*.strange-wal")
    assert aside.read_bytes() == before["annotations.db-wal"]
    assert database(strange).read_bytes() == before["annotations.db"]
    assert len(read(opened, strange)) == 6


def test_restoring_takes_nothing_over_from_it(strange: Path, opened: Open) -> None:
    done = restore(strange, "newest")
    assert (done.source, done.rows) == (database(strange), {})
    assert all(each.note != "X" for each in read(opened, strange))


def test_a_large_database_is_looked_at_in_part(
    strange: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strange_logs, "LARGE", 1)
    before = beside_of(strange)
    with pytest.raises(LibraryError, match="library_log_strange"):
        open_library(strange)
    assert beside_of(strange) == before


def test_a_journal_of_another_database_is_not_rolled_back(worked: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    shutil.copy(database(worked), other)
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("CREATE TABLE filling AS SELECT * FROM body")
        connection.execute("VACUUM")
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        connection.execute("UPDATE annotation SET note = 'X'")
        connection.execute("UPDATE article SET clock = '{}'")
        connection.execute("UPDATE filling SET text = text || text")
        shutil.copy(f"{other}-journal", log_of(worked, "-journal"))
    before = database(worked).read_bytes()
    with pytest.raises(LibraryError, match="library_log_strange"):
        open_library(worked)
    assert database(worked).read_bytes() == before
    assert codes(examine(worked)) == {"log_strange"}
    assert codes(mending.repair(worked)) == set()


def test_what_a_killed_process_wrote_is_there(worked: Path, opened: Open) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(worked)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"done\n"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert log_of(worked).stat().st_size > 0
    assert "寫了就被中斷" in {each.note for each in read(opened, worked)}
    assert not log_of(worked).exists()
