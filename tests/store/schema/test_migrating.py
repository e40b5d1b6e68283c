"""Creating and migrating databases."""

import fcntl
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from reader.errors import LibraryError
from reader.store.clocks.clock import uuid8
from reader.store.db import migration as migrating
from reader.store.db.connection import connect
from reader.store.schema import MIGRATIONS
from tests.archives import unpack


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
        "import sys; from pathlib import Path; from reader.store.db.migration import prepare\n"
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
    with pytest.raises(LibraryError, match="migration_failed"):
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
        "from pathlib import Path; from reader.store.db.migration import prepare\n"
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
    assert raised.value.code == "library_worked_on"
    assert not path.exists()


def test_a_failing_statement_takes_all_migrations_back(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, half = "CREATE TABLE whole (x TEXT) STRICT;", "INSERT INTO whole VALUES (1, 2);"
    later = (("9998_whole", whole), ("9999_half", half))
    monkeypatch.setattr(migrating, "MIGRATIONS", (*MIGRATIONS, *later))
    with pytest.raises(LibraryError, match="migration_failed"):
        migrating.prepare(database)
    assert applied(database) == [name for name, _ in MIGRATIONS]
    with closing(sqlite3.connect(database)) as connection:
        assert (
            connection.execute("SELECT * FROM sqlite_schema WHERE name = 'whole'").fetchall() == []
        )


def test_nothing_is_migrated_without_a_backup_that_is_whole(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_migration(monkeypatch, "CREATE TABLE later (x INTEGER) STRICT;")
    monkeypatch.setattr("reader.store.backup.backups.fault_of", lambda *_, **__: "counts")
    before = database.read_bytes()
    with pytest.raises(LibraryError) as raised:
        migrating.prepare(database)
    assert raised.value.code == "migration_no_backup"
    reason = raised.value.params["reason"]
    assert isinstance(reason, LibraryError)
    assert reason.code == "backup_not_whole"
    assert (database.read_bytes(), backups(database)) == (before, [])


def test_nothing_is_migrated_where_no_backup_can_be_written(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_migration(monkeypatch, "CREATE TABLE later (x INTEGER) STRICT;")
    database.with_name("annotations.db.backups").write_text("in the way")
    before = database.read_bytes()
    with pytest.raises(LibraryError, match="migration_no_backup"):
        migrating.prepare(database)
    assert database.read_bytes() == before


def test_nothing_is_begun_without_room(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_migration(monkeypatch, "CREATE TABLE later (x INTEGER) STRICT;")
    free = SimpleNamespace(total=10**12, used=0, free=database.stat().st_size * 2)
    monkeypatch.setattr("shutil.disk_usage", lambda _: free)
    before = database.read_bytes()
    with pytest.raises(LibraryError, match="migration_no_room"):
        migrating.prepare(database)
    assert (database.read_bytes(), backups(database)) == (before, [])


@pytest.mark.parametrize("mode", ["WAL", "DELETE"])
def test_nothing_is_migrated_under_a_program_that_is_at_work(
    database: Path, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute(f"PRAGMA journal_mode = {mode}")
        other.execute("BEGIN")
        other.execute("SELECT * FROM article").fetchall()
        add_migration(monkeypatch, "CREATE TABLE later (x INTEGER) STRICT;")
        with pytest.raises(LibraryError, match="library_open_elsewhere"):
            migrating.prepare(database, patience=0.05)
        assert backups(database) == []
        other.execute("COMMIT")
    migrating.prepare(database)
    assert applied(database)[-1] == "9999_test"


def test_what_is_done_is_told_and_only_rises(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_migration(monkeypatch, "CREATE TABLE later (x INTEGER) STRICT;")
    told: list[float] = []
    migrating.prepare(database, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1
    migrating.prepare(database, progress=told.append)
    assert told.count(1) == 1


@pytest.mark.parametrize("at", [0.1, 0.3, 0.8])
def test_an_interrupt_leaves_the_old_version_whole(
    database: Path, monkeypatch: pytest.MonkeyPatch, at: float
) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("INSERT INTO setting VALUES ('library', 'mine')")
    numbers = "WITH RECURSIVE n (x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n LIMIT 100000)"
    add_migration(
        monkeypatch,
        "CREATE TABLE later (x INTEGER) STRICT;"
        f"INSERT INTO later {numbers} SELECT x FROM n, setting;",
    )

    def interrupted(share: float) -> None:
        if share > at:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        migrating.prepare(database, progress=interrupted)
    assert applied(database) == [name for name, _ in MIGRATIONS]
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    migrating.prepare(database)
    assert applied(database)[-1] == "9999_test"


def test_references_that_would_lead_nowhere_stop_a_migration(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_migration(monkeypatch, "INSERT INTO search_pending VALUES ('no article');")
    with pytest.raises(LibraryError, match="migration_failed"):
        migrating.prepare(database)
    with closing(connect(database)) as connection:
        assert connection.execute("SELECT count(*) FROM search_pending").fetchone() == (0,)


def test_references_that_led_nowhere_before_stop_none(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("INSERT INTO search_pending VALUES ('no article')")
    add_migration(monkeypatch, "CREATE TABLE later (x INTEGER) STRICT;")
    migrating.prepare(database)
    assert applied(database)[-1] == "9999_test"


def test_several_processes_may_open_an_old_library_at_once(tmp_path: Path) -> None:
    unpack(Path(__file__).parents[1] / "old_libraries" / "0001.tar.xz", tmp_path)
    program = (
        "import sys; from reader.library import open_library\n"
        f"library = open_library({str(tmp_path / 'library')!r}); print(len(library.list()))\n"
        "library.close()"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    assert [process.communicate()[0] for process in started] == ["3\n"] * 4
    assert len(backups(tmp_path / "library" / "annotations.db")) == 1


def test_who_comes_while_it_is_migrated_is_told_so(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_migration(monkeypatch, "CREATE TABLE later (x INTEGER) STRICT;")
    codes = []

    def come(_: float) -> None:
        with pytest.raises(LibraryError) as raised:
            migrating.prepare(database, patience=0.0)
        codes.append(raised.value.code)

    def told(share: float) -> None:
        if share < 1:
            come(share)

    migrating.prepare(database, progress=told)
    assert set(codes) == {"library_worked_on"}
    assert applied(database)[-1] == "9999_test"
