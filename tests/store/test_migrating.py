"""Creating and migrating databases."""

import fcntl
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import LibraryError
from reader.store import migrating
from reader.store.clock import uuid8
from reader.store.connection import connect
from reader.store.schema import MIGRATIONS


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "annotations.db"
    migrating.prepare(path)
    return path


def applied(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT name FROM _sqlite_migrations")]


def backups(path: Path) -> list[Path]:
    return sorted(path.parent.rglob("annotations.db.*.backup"))


def add_migration(monkeypatch: pytest.MonkeyPatch, sql: str) -> None:
    monkeypatch.setattr(migrating, "MIGRATIONS", (*MIGRATIONS, ("9999_test", sql)))


def test_a_new_database_is_private_logged_and_whole(database: Path) -> None:
    assert database.stat().st_mode & 0o777 == 0o600
    assert applied(database) == [name for name, _ in MIGRATIONS]
    with closing(connect(database)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert backups(database) == []


def test_connections_are_set_up_alike(database: Path) -> None:
    for reading in (False, True):
        with closing(connect(database, reading=reading)) as connection:
            pragmas = ("foreign_keys", "recursive_triggers", "synchronous")
            found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas]
            assert found == [1, 1, 2]


def test_a_database_that_is_up_to_date_is_not_touched(database: Path) -> None:
    before = database.read_bytes()
    migrating.prepare(database)
    assert database.read_bytes() == before


def test_looking_at_a_current_database_does_not_import_sqlite_utils(database: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from reader.store.migrating import prepare\n"
        f"prepare(Path({str(database)!r})); sys.exit('sqlite_utils' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_an_old_database_is_backed_up_and_migrated(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("INSERT INTO setting VALUES ('library', 'mine')")
    add_migration(monkeypatch, "CREATE TABLE later (x INTEGER) STRICT;")
    migrating.prepare(database)
    assert applied(database)[-1] == "9999_test"
    (backup,) = backups(database)
    assert backup.stat().st_mode & 0o777 == 0o600
    assert applied(backup) == [name for name, _ in MIGRATIONS]
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("SELECT * FROM setting").fetchall() == [("library", "mine")]


def test_a_migration_that_fails_leaves_no_trace(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_migration(
        monkeypatch, "CREATE TABLE half (x INTEGER) STRICT; INSERT INTO half VALUES (1, 2);"
    )
    with pytest.raises(sqlite3.OperationalError):
        migrating.prepare(database)
    with closing(sqlite3.connect(database)) as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    assert "half" not in names
    assert "9999_test" not in applied(database)


def test_a_migration_may_call_functions_of_python(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sql = "CREATE TABLE named (id TEXT NOT NULL) STRICT; INSERT INTO named SELECT uuid8('王');"
    add_migration(monkeypatch, sql)
    migrating.prepare(database)
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("SELECT id FROM named").fetchall() == [(uuid8("王"),)]


def test_a_database_of_a_newer_program_is_refused_and_left_alone(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('meipi', '9998_future', '')"
        )
    before = database.read_bytes()
    with pytest.raises(LibraryError) as raised:
        migrating.prepare(database)
    assert raised.value.code == "library_newer"
    assert database.read_bytes() == before


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "annotations.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE theirs (x)")
    before = path.read_bytes()
    with pytest.raises(LibraryError) as raised:
        migrating.prepare(path)
    assert raised.value.code == "library_foreign"
    assert path.read_bytes() == before


def test_several_processes_may_start_at_once(tmp_path: Path) -> None:
    path = tmp_path / "annotations.db"
    program = (
        "from pathlib import Path; from reader.store.migrating import prepare\n"
        f"prepare(Path({str(path)!r}))"
    )
    started = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(4)]
    assert [process.wait() for process in started] == [0, 0, 0, 0]
    assert applied(path) == [name for name, _ in MIGRATIONS]


def test_a_migration_waits_for_the_lock_only_so_long(tmp_path: Path) -> None:
    path = tmp_path / "annotations.db"
    with path.with_name("annotations.db.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(LibraryError) as raised:
            migrating.prepare(path, patience=0.05)
    assert raised.value.code == "library_locked"
    assert not path.exists()
