"""Backups: verified before they have a name, made in passing, and kept with measure."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.errors import LibraryError
from reader.store import settings
from reader.store.backup import backup_files as kept_backups
from reader.store.backup.backups import AbandonedError, back_up, is_due, leftover, rotate
from reader.store.backup.daily import Daily
from reader.store.backup.verification import fault_of
from reader.store.db.connection import connect, transaction
from reader.store.db.migration import prepare
from reader.store.db.sqlite_errors import PATIENCE
from reader.store.db.writer import Writer


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A library's database with two thousand settings, some megabytes in a write-ahead log."""
    path = tmp_path / "annotations.db"
    prepare(path)
    with closing(connect(path)) as connection, transaction(connection):
        connection.executemany(
            "INSERT INTO setting VALUES (?, ?)", ((str(n), str(n) * 400) for n in range(2000))
        )
    return path


def names(database: Path) -> list[str]:
    """The files of the library, those of its backups too."""
    files = (path for path in database.parent.rglob("*") if path.is_file())
    return sorted(path.name for path in files if path.name != ".gitignore")


def values(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute("SELECT key, value FROM setting"))


def touch(database: Path, moment: datetime, kind: str = "") -> Path:
    name = f"{database.name}.{moment:%Y-%m-%dT%H%M%S.%f}{kind}.backup"
    database.with_name(name).touch()
    return database.with_name(name)


def never() -> None:
    raise AssertionError("a new library is no starter")


def wait_until(true: Callable[[], bool]) -> None:
    for _ in range(1000):
        if true():
            return
        time.sleep(0.01)
    pytest.fail("it never came true")


def test_a_backup_is_private_and_whole_and_one_file(database: Path) -> None:
    made = back_up(database)
    assert made.stat().st_mode & 0o777 == 0o600
    assert made.name.endswith(".manual.backup")
    assert fault_of(made, thorough=True) == ""
    assert values(made) == values(database)
    assert {path for path in names(database) if "backup" in path} == {made.name}
    assert {path.split("-")[-1] for path in names(database)} & {"wal", "shm"} == set()


def test_a_backup_holds_one_state_while_others_write(database: Path) -> None:
    before = values(database)
    with closing(connect(database)) as other:
        written = 0

        def write() -> bool:
            nonlocal written
            written += 1
            with transaction(other):
                settings.put(other, str(written % 2000), "newer" * 500)
            return False

        made = back_up(database, abandoned=write)
    assert written > 3
    assert values(made) == before


def test_an_abandoned_backup_leaves_nothing(database: Path) -> None:
    asked = 0

    def enough() -> bool:
        nonlocal asked
        asked += 1
        return asked > 2

    before = names(database)
    with pytest.raises(AbandonedError):
        back_up(database, abandoned=enough)
    assert names(database) == before


def test_only_one_backup_is_made_at_a_time(database: Path) -> None:
    second: list[BaseException] = []

    def try_too() -> bool:
        if not second:
            with pytest.raises(AbandonedError) as raised:
                back_up(database)
            second.append(raised.value)
            assert leftover(database) is None
        return False

    made = back_up(database, abandoned=try_too)
    assert second
    assert fault_of(made) == ""


KILLED = """
import sys
from pathlib import Path
from reader.store.backup.backups import back_up
print("ready", flush=True)
for _ in range(1000):
    back_up(Path(sys.argv[1]), pause=0.002).unlink()
"""


def test_a_killed_process_leaves_no_half_backup(database: Path) -> None:
    chance = random.Random(20251016)
    halves = 0
    for _ in range(12):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(database)], stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        with process.stdout as output:
            assert output.readline() == b"ready\n"
            time.sleep(chance.uniform(0.01, 0.1))
            process.kill()
            process.wait()
        halves += leftover(database) is not None
        for backup in kept_backups.backups(database):
            assert fault_of(backup.path, thorough=True) == ""
            backup.path.unlink()
    assert halves > 0
    made = back_up(database)
    assert leftover(database) is None
    assert [name for name in names(database) if "backup" in name] == [made.name]


def test_a_backup_of_a_damaged_database_is_not_kept(database: Path) -> None:
    data = bytearray(database.read_bytes())
    random.Random(7).shuffle(page := bytearray(data[8192:12288]))
    data[8192:12288] = page
    data[3 * 4096 : 30 * 4096] = bytes(27 * 4096)
    database.write_bytes(data)
    with pytest.raises(LibraryError) as raised:
        back_up(database)
    assert raised.value.code in ("backup_not_whole", "library_damaged")
    assert [name for name in names(database) if "backup" in name] == []


@pytest.mark.parametrize("place", [0, 30, 70, 105, 4096, 5 * 4096, 9 * 4096, 60 * 4096])
def test_a_spoilt_backup_is_recognised(database: Path, place: int) -> None:
    made = back_up(database)
    data = bytearray(made.read_bytes())
    data[place : place + 64] = bytes(255 - byte for byte in data[place : place + 64])
    made.write_bytes(data)
    assert fault_of(made) != ""


def test_what_is_no_backup_of_a_library_is_recognised(database: Path, tmp_path: Path) -> None:
    empty, text, foreign = (tmp_path / name for name in ("empty", "text", "foreign"))
    empty.touch()
    text.write_text("這是文字。" * 999, encoding="utf-8")
    with closing(sqlite3.connect(foreign)) as connection, connection:
        connection.execute("CREATE TABLE theirs (x)")
    newer = back_up(database)
    with closing(sqlite3.connect(newer)) as connection, connection:
        connection.execute("UPDATE _sqlite_migrations SET name = '9999_future' WHERE id = 1")
    cut = back_up(database)
    cut.write_bytes(cut.read_bytes()[:-4096])
    assert fault_of(empty) == fault_of(foreign) == "foreign"
    assert fault_of(newer) == "newer"
    assert fault_of(text) != ""
    assert fault_of(cut) != ""
    assert fault_of(tmp_path / "none") != ""


def test_a_full_disk_is_told_and_nothing_is_written(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = names(database)
    full = shutil.disk_usage(database)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    with pytest.raises(LibraryError, match="disk_full"):
        back_up(database)
    assert names(database) == before


def test_a_folder_that_may_not_be_written(database: Path) -> None:
    database.parent.chmod(0o555)
    user = os.geteuid()
    if user == 0:
        database.chmod(0o644)
        database.parent.parent.chmod(0o755)
    try:
        if user == 0:
            os.seteuid(65534)
        with pytest.raises(LibraryError) as raised:
            back_up(database)
    finally:
        os.seteuid(user)
        database.parent.chmod(0o755)
    assert raised.value.code in ("library_read_only", "library_unreadable")


def test_the_last_of_each_day_and_week_stays(database: Path) -> None:
    noon = datetime.now(UTC).astimezone().replace(hour=12, minute=0).astimezone(UTC)
    made = [touch(database, noon - timedelta(days=n)) for n in range(60)]
    earlier = [touch(database, noon - timedelta(days=n, hours=1)) for n in range(60)]
    old = [touch(database, noon - timedelta(days=days), ".migration") for days in (200, 300)]
    asked = touch(database, noon - timedelta(days=400), ".manual")
    others = [database.with_name(name) for name in (
        "annotations.db.backup", "annotations.db.2025-01-01.backup", "mine.db.backup",
        "annotations.db.2025-99-99T000000.000000.backup",
        "annotations.db.2025-01-01T000000.000000.old.backup",
    )]  # fmt: skip
    for path in others:
        path.touch()
    gone = rotate(database, daily=5, weeks=4)
    left = [backup.path for backup in kept_backups.backups(database)]
    assert set(made[:5]) <= set(left)
    assert set(earlier) <= set(gone)
    weeks = {
        f"{backup.moment.astimezone():%G-%V}" for backup in kept_backups.backups(database)[:-2]
    }
    assert len(weeks) == 4
    assert left[-2:] == [old[0], asked]
    assert len(left) <= 5 + 4 + 2
    assert all(path.exists() for path in others)
    assert rotate(database, daily=5, weeks=4) == []


def test_a_day_has_one_automatic_backup(database: Path) -> None:
    now = datetime.now(UTC)
    assert is_due(database)
    touch(database, now - timedelta(days=1))
    assert is_due(database)
    touch(database, now + timedelta(days=3))  # a clock that was wrong
    assert is_due(database)
    touch(database, now)
    assert not is_due(database)


def test_a_library_that_rests_after_a_write_is_backed_up_once(database: Path) -> None:
    daily = Daily(database, pause=0.0)
    writer = Writer(database, PATIENCE, never, idle=0.01, at_rest=daily.at_rest)
    writer.submit(lambda edits: settings.put(edits.connection, "said", "這天")).result()
    wait_until(lambda: bool(kept_backups.backups(database)))
    writer.submit(lambda edits: settings.put(edits.connection, "said", "後來")).result()
    time.sleep(0.1)
    daily.close()
    writer.close()
    (made,) = kept_backups.backups(database)
    assert made.kind == ""
    assert values(made.path)["said"] == "這天"


def test_edits_go_on_during_a_backup_and_leaving_abandons_it(database: Path) -> None:
    daily = Daily(database, pause=0.3)
    writer = Writer(database, PATIENCE, never, idle=0.01, at_rest=daily.at_rest)
    writer.submit(lambda edits: settings.put(edits.connection, "n", "0")).result()
    part = kept_backups.folder_of(database) / "annotations.db.backup.part"
    wait_until(part.exists)
    for number in range(20):
        writer.submit(lambda edits, n=number: settings.put(edits.connection, "n", str(n))).result()
    assert part.exists()
    daily.close()
    writer.close()
    assert [name for name in names(database) if "backup" in name] == []
    assert values(database)["n"] == "19"


def test_no_backups_are_made_if_none_are_wanted(database: Path) -> None:
    daily = Daily(database, keep=0)
    daily.at_rest()
    daily.close()
    assert kept_backups.backups(database) == []


def test_a_backup_that_cannot_be_made_disturbs_nobody(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = shutil.disk_usage(database)._replace(free=1000)
    tried: list[object] = []

    def usage(path: object) -> object:
        tried.append(path)
        return full

    monkeypatch.setattr(shutil, "disk_usage", usage)
    daily = Daily(database)
    writer = Writer(database, PATIENCE, never, idle=0.01, at_rest=daily.at_rest)
    for text in ("一", "二"):
        writer.submit(lambda edits, it=text: settings.put(edits.connection, "said", it)).result()
        wait_until(lambda: bool(tried))
        time.sleep(0.05)
    writer.close()
    daily.close()
    assert len(tried) == 1  # the next try is an hour away
    assert values(database)["said"] == "二"
    assert kept_backups.backups(database) == []
