"""Databases that are damaged: what is put in their place, and that nothing is lost on the way."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import InputError, LibraryError
from reader.library.health import repair as mending
from reader.library.health.doctor import back_up, examine, restore
from reader.store.backup.verification import fault_of
from reader.store.db.migration import prepare
from reader.store.repair.restore import lacking
from reader.store.schema import MIGRATIONS
from tests.library.health.doctor_data import QUOTES, Open, codes, database, hints, read, run, told


def damage(data: bytes, chance: random.Random) -> bytes:
    """One of the things that happen to files on disks."""
    spoilt = bytearray(data)
    kind = chance.choice(("bytes", "sector", "zeros", "cut"))
    if kind == "cut":
        return bytes(spoilt[: chance.randrange(len(spoilt))])
    at, count = chance.randrange(len(spoilt)), chance.choice((1, 8, 64))
    if kind != "bytes":
        at, count = at // 512 * 512, 4096
    for place in range(at, min(len(spoilt), at + count)):
        spoilt[place] = 0 if kind == "zeros" else spoilt[place] ^ chance.randrange(1, 256)
    return bytes(spoilt)


def test_random_damage_is_recognised_and_survived(worked: Path, opened: Open) -> None:
    good = database(worked).read_bytes()
    (backup,) = worked.rglob("*.backup")
    whole = [told(each) for each in read(opened, worked)]
    chance = random.Random(20251014)
    kept = 0
    for _ in range(50):
        for path in worked.rglob("annotations.db*"):
            if path.is_file() and path != backup:
                path.unlink()
        spoilt = damage(good, chance)
        database(worked).write_bytes(spoilt)
        database(worked).chmod(0o600)
        report = examine(worked)
        assert database(worked).read_bytes() == spoilt
        if report.in_order:
            assert [told(each) for each in read(opened, worked)] == whole
            continue
        if report.is_damaged:
            done = restore(worked, "newest")
            assert done.aside is not None
            assert done.aside.read_bytes() == spoilt
        else:
            report = mending.repair(worked)
        after = [told(each) for each in read(opened, worked)]
        assert {each for each in after if each[0] in QUOTES} >= {
            each for each in whole if each[0] in QUOTES and report.is_damaged
        }
        assert not examine(worked).is_damaged
        kept += len(after) == len(whole)
    assert kept > 15


def test_what_was_written_since_the_backup_is_salvaged(worked: Path, opened: Open) -> None:
    before = read(opened, worked)
    with closing(sqlite3.connect(database(worked))) as connection:
        (root,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'search_note'"
        ).fetchone()
    data = bytearray(database(worked).read_bytes())
    data[(root - 1) * 4096 : root * 4096] = bytes(4096)
    database(worked).write_bytes(data)
    report = examine(worked)
    assert codes(report) == {"database_damaged"}
    assert {"left_readable", "restore_possible"} <= hints(report)
    (left,) = [each.params for each in report.findings if each.code == "left_readable"]
    assert left == {"articles": "1", "annotations": "6"}
    done = restore(worked, "newest")
    assert done.rows["annotation"] == 3
    assert done.spared == 0
    assert read(opened, worked) == before
    after = examine(worked)
    assert codes(after) == set()
    assert "set_aside" in hints(after)
    assert database(worked).stat().st_mode & 0o777 == 0o600
    library = opened(worked)
    assert (
        library.submit(lambda edits: edits.history.undo(library.find("park"))).result() is not None
    )
    library.close()


def test_a_list_of_tables_that_is_lost_is_read_from_the_backup(worked: Path, opened: Open) -> None:
    data = bytearray(database(worked).read_bytes())
    data[:4096] = bytes(4096)
    database(worked).write_bytes(data)
    assert codes(examine(worked)) == {"database_damaged"}
    done = restore(worked, "newest")
    assert done.rows["annotation"] == 3
    assert len(read(opened, worked)) == 6
    assert codes(examine(worked)) == set()


@pytest.mark.parametrize("what", ["", "這不是資料庫。" * 99])
def test_what_is_no_database_any_more(what: str, worked: Path, opened: Open) -> None:
    database(worked).write_text(what, encoding="utf-8")
    assert codes(examine(worked)) == {"database_damaged"}
    done = restore(worked, "newest")
    assert (done.rows, done.spared) == ({}, 0)
    assert [told(each)[0] for each in read(opened, worked)] == list(QUOTES)


def test_a_database_that_is_gone_comes_back(worked: Path, opened: Open) -> None:
    database(worked).unlink()
    assert codes(examine(worked)) == {"database_missing"}
    assert restore(worked, "newest").aside is None
    assert len(read(opened, worked)) == 3


def test_a_log_of_another_state_is_set_aside(worked: Path, opened: Open) -> None:
    """As after `git checkout annotations.db` beside the log of a killed process."""
    log = database(worked).with_name("annotations.db-wal")
    with closing(sqlite3.connect(database(worked))) as connection:
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("DELETE FROM journal_row")
        connection.execute("DELETE FROM anchor")
        connection.executemany(
            "INSERT INTO setting VALUES (?, ?)", ((f"k{n}", "x" * 900) for n in range(200))
        )
        connection.commit()
        kept = log.read_bytes()
    (backup,) = worked.rglob("*.backup")
    shutil.copy(backup, database(worked))
    with closing(sqlite3.connect(database(worked))) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("VACUUM")
    log.write_bytes(kept)
    state = database(worked).read_bytes()
    report = examine(worked)
    assert report.is_damaged
    done = restore(worked, "newest")
    assert done.source == database(worked)
    assert done.aside is not None
    assert done.aside.read_bytes() == state
    assert done.aside.with_name(done.aside.name + "-wal").exists()
    assert not log.exists()
    assert not examine(worked).is_damaged
    assert {told(each)[0] for each in read(opened, worked)} >= set(QUOTES)


def test_a_bad_backup_is_passed_over(worked: Path, opened: Open) -> None:
    newer = back_up(worked)
    newer.write_bytes(newer.read_bytes()[:-9000])
    database(worked).write_bytes(b"")
    (good, _) = sorted(worked.rglob("*.backup"))
    assert restore(worked, "newest").source == good
    with pytest.raises(InputError, match="backup_damaged"):
        restore(worked, newer.name)
    with pytest.raises(InputError, match="backup_unknown"):
        restore(worked, "none.backup")


def test_going_back_to_a_backup_that_was_named(worked: Path, opened: Open) -> None:
    with pytest.raises(InputError, match="restore_needless"):
        restore(worked, "newest")
    state = database(worked).read_bytes()
    (backup,) = worked.rglob("*.backup")
    done = restore(worked, str(backup))
    assert done.aside is not None
    assert done.aside.name.endswith(".replaced")
    assert done.aside.read_bytes() == state
    assert (done.rows, len(read(opened, worked))) == ({}, 3)


def test_nothing_is_restored_under_a_program_that_has_it_open(worked: Path, opened: Open) -> None:
    (backup,) = worked.rglob("*.backup")
    program = (
        "import sys; from reader.library import open_library\n"
        "library = open_library(sys.argv[1]); library.list(); print('open', flush=True)\n"
        "sys.stdin.read(); library.close()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", program, str(worked)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert other.stdout is not None
    assert other.stdout.readline() == b"open\n"
    before = database(worked).read_bytes()
    with pytest.raises(LibraryError, match="library_locked"):
        restore(worked, str(backup))
    assert database(worked).read_bytes() == before
    other.communicate(b"")
    restore(worked, str(backup))
    assert len(read(opened, worked)) == 3


def test_an_older_backup_is_migrated(
    folder: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:

    with monkeypatch.context() as patch:
        patch.setattr("reader.store.db.migration.MIGRATIONS", MIGRATIONS[:2])
        prepare(database(folder))
    old = back_up(folder)
    library = opened(folder)
    library.sync()
    library.close()
    database(folder).write_bytes(b"")
    for path in folder.rglob("*.migration.backup"):
        path.unlink()
    assert restore(folder, "newest").source == old
    library = opened(folder)
    library.sync()
    assert len(library.list()) == 1
    assert not list(folder.glob("*.new*"))


def test_a_table_that_was_lost_comes_back_and_nothing_else_is_lost(
    worked: Path, opened: Open
) -> None:
    run(worked, "ALTER TABLE link RENAME COLUMN kind TO mind; DROP TABLE evidence")
    report = examine(worked)
    assert codes(report) >= {"table_missing", "table_differs"}
    assert "restore_possible" in hints(report)
    restore(worked, "newest")
    assert codes(examine(worked)) == set()
    assert len(read(opened, worked)) == 6


def test_values_that_cannot_be_are_damage_and_no_good_in_a_backup(
    worked: Path, opened: Open
) -> None:
    """SQLite's own check does not tell of them in a file that is open for reading only."""
    (good,) = worked.rglob("*.backup")
    run(
        worked,
        "PRAGMA ignore_check_constraints = ON;"
        "UPDATE journal_row SET after = '{' || after WHERE journal = 1",
    )
    spoilt = back_up(worked)
    report = examine(worked)
    assert report.is_damaged
    assert "restore_possible" in hints(report)
    assert fault_of(spoilt, thorough=True) == "journal_row"
    assert restore(worked, "newest").source == good
    assert codes(examine(worked)) == set()
    assert len(read(opened, worked)) == 6


def test_the_backup_whose_journal_reaches_farthest_is_taken(worked: Path, opened: Open) -> None:
    """The clock was a year ahead when the first backup was made, and its file looks newest."""
    (early,) = worked.rglob("*.backup")
    late = back_up(worked)
    ahead = early.with_name("annotations.db.2031-01-01T000000.000000.backup")
    early.rename(ahead)
    os.utime(ahead, (2e9, 2e9))
    os.utime(late, (1e9, 1e9))
    database(worked).write_bytes(b"")
    assert restore(worked, "newest").source == late
    assert len(read(opened, worked)) == 6


def test_of_equal_journals_the_later_backup_is_taken(worked: Path, opened: Open) -> None:
    back_up(worked)
    later = back_up(worked)
    database(worked).write_bytes(b"")
    assert restore(worked, "newest").source == later


def test_what_a_backup_lacks_is_told_before_it_is_restored(worked: Path, opened: Open) -> None:
    (backup,) = worked.rglob("*.backup")
    beyond = lacking(database(worked), backup)
    assert beyond.changes == 3
    assert beyond.since.endswith("Z")
    run(worked, "DROP TABLE evidence")
    report = examine(worked)
    (lacks,) = [each.params for each in report.findings if each.code == "restore_lacks"]
    assert lacks == {"changes": "3", "since": beyond.since}
    restore(worked, "newest")
    assert "restore_lacks" not in hints(examine(worked))
    assert len(read(opened, worked)) == 6


def test_going_back_on_purpose_says_what_is_not_there_any_more(worked: Path) -> None:
    (backup,) = worked.rglob("*.backup")
    done = restore(worked, str(backup))
    assert done.without is not None
    assert done.without.changes == 3
    assert lacking(database(worked), backup).changes == 0
