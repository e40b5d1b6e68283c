"""Libraries that are broken in many ways: each is recognised, and what can be mended is."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from reader.cli.doctoring import rows
from reader.errors import InputError, LibraryError
from reader.library import Library
from reader.library.health import repair as mending
from reader.library.health.doctor import back_up, examine, restore
from reader.model import Tag
from reader.starter.build import make_library
from reader.store.db.migration import prepare
from reader.store.db.writer import Writer
from reader.store.schema import MIGRATIONS
from reader.words import load
from tests.library.health.doctor_data import (
    QUOTES,
    Open,
    bytes_in,
    codes,
    database,
    hints,
    mark,
    read,
    run,
    told,
)


def test_a_library_in_order(place: Path) -> None:
    report = examine(place)
    assert report.in_order
    assert codes(report) == set()
    assert (report.articles, report.annotations, report.backups) == (1, 3, 0)
    assert hints(report) == {"backup_none"}


def test_nothing_is_changed_by_looking(place: Path, tmp_path: Path) -> None:
    back_up(place)
    starter = tmp_path / "starter"
    make_library(starter)
    for folder in (place, starter):
        before = bytes_in(folder)
        assert examine(folder).in_order
        assert bytes_in(folder) == before


def test_a_starter_that_was_checked_out_is_in_order(tmp_path: Path) -> None:
    make_library(tmp_path)
    database(tmp_path).chmod(0o644)
    for path in (tmp_path / "articles").iterdir():
        os.utime(path, (1, 1))
    report = mending.repair(tmp_path)
    assert (codes(report), hints(report), report.annotations) == (set(), set(), 77)
    assert database(tmp_path).stat().st_mode & 0o777 == 0o644


def test_a_library_that_is_open_is_in_order(library: Library, article: str) -> None:
    mark(library, article, QUOTES[0], tag=Tag.FACT)
    before = database(library.root).read_bytes()
    report = examine(library.root)
    assert report.in_order
    assert report.annotations == 1
    assert "log_waits" in hints(report)
    assert database(library.root).read_bytes() == before


def test_an_old_schema_is_checked_and_left_old(
    folder: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    for old in (1, 2):
        with monkeypatch.context() as patch:
            patch.setattr("reader.store.db.migration.MIGRATIONS", MIGRATIONS[:old])
            library = Library(folder)

            prepare(library.database)
            library.close()
        before = bytes_in(folder)
        report = examine(folder)
        assert report.in_order
        assert "database_old" in hints(report)
        assert bytes_in(folder) == before
        database(folder).unlink()


# What is done to a database, what is found then, and whether it can be mended.
BROKEN = {
    "an anchor one further": ("UPDATE anchor SET start = start + 1", "anchor_wrong"),
    "an anchor beyond the end": ('UPDATE anchor SET start = 9998, "end" = 9999', "anchor_wrong"),
    "no anchor": ("DELETE FROM anchor", "anchor_missing"),
    "a removed anchor": ("UPDATE anchor SET deleted = 1", "anchor_missing"),
    "other surroundings": ("UPDATE annotation SET prefix = '別的'", "anchor_context"),
    "a wrong length": ("UPDATE text SET length = length + 1", "length_wrong"),
    "a changed text": ("UPDATE body SET text = replace(text, '廁所', '車站')", "text_changed"),
    "no outline": ("DELETE FROM outline", "outline_missing"),
    "half an outline": ("UPDATE outline SET sentence_ends = x'0100'", "outline_wrong"),
    "an outline of another text": (
        "UPDATE outline SET paragraph_ends = paragraph_starts", "outline_wrong",
    ),
    "roles that do not exist": (
        "UPDATE outline SET roles = CAST(x'63' || substr(roles, 2) AS BLOB)", "outline_wrong",
    ),
    "a wrong count of claims": ("UPDATE outline SET claims = claims + 1", "outline_wrong"),
    "another title than was published": ("UPDATE article SET title = '別的'", "shown_wrong"),
    "another source than was published": ("UPDATE article SET source = '別的'", "shown_wrong"),
    "a position beyond the end": ("UPDATE reading SET position = 100000", "position_beyond"),
    "a reader who is not there": ("UPDATE setting SET value = 'x' WHERE key = 'me'", "me_unknown"),
    "news of no article": ("INSERT INTO setting VALUES ('arrived.x', '[]')", "arrival_unknown"),
    "a clock that is none": ("""UPDATE annotation SET clock = '{"tag": "late"}'""", "clock_wrong"),
    "a journal without time": ("UPDATE journal SET clock = '-'", "clock_wrong"),
    "a note that is not found": ("DELETE FROM search_note", "search_wrong"),
    "another text in the index": ("UPDATE search_text SET text = x'0000'", "search_wrong"),
    "an empty index": (
        "INSERT INTO search_gram (search_gram) VALUES ('delete-all')", "search_wrong",
    ),
    "a text that nobody knows": ("DELETE FROM alias WHERE kind = 'text'", "alias_missing"),
    "a change that does not stand": ("UPDATE journal SET standing = 'past'", "changes_standing"),
    "an article that is in no list": ("DELETE FROM listing", "listing_wrong"),
    "a count of another": ("UPDATE tally SET facts = facts + 1", "listing_wrong"),
    "an annotation in no list": ("DELETE FROM claim_listing", "claims_wrong"),
    "a list of other tags": ("UPDATE claim_listing SET tag = ''", "claims_wrong"),
    "no index of reading": ("DROP INDEX reading_last", "index_missing"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_broken_is_found_and_mended(case: str, place: Path, opened: Open) -> None:
    before = read(opened, place)
    sql, code = BROKEN[case]
    run(place, sql)
    state = bytes_in(place)
    report = examine(place)
    assert code in codes(report)
    assert not report.in_order
    assert all(finding.repairable for finding in report.findings if not finding.hint)
    assert bytes_in(place) == state
    mended = mending.repair(place)
    assert codes(mended) == set(), case
    assert mended.repaired
    after = read(opened, place)
    assert [told(each) for each in after] == [told(each) for each in before]
    assert [each.span for each in after] == [each.span for each in before]
    (backup,) = place.rglob("annotations.db.*.repair.backup")
    shutil.copy(backup, place / "annotations.db")
    assert code in codes(examine(place))  # the backup is of the state before


def test_what_is_found_again_is_for_the_reader_to_look_at(place: Path) -> None:
    run(
        place,
        "UPDATE anchor SET start = start + 1 WHERE start > 20; DELETE FROM anchor WHERE start = 0",
    )
    mending.repair(place)
    with closing(sqlite3.connect(database(place))) as connection:
        found = connection.execute(
            'SELECT a.exact, n.start, n."end", n.status, n.review FROM anchor n'
            " JOIN annotation a ON a.id = n.annotation ORDER BY n.start"
        ).fetchall()
        (text,) = connection.execute("SELECT text FROM body").fetchone()
    assert [exact for exact, *_ in found] == list(QUOTES)
    assert all(text[start:end] == exact for exact, start, end, *_ in found)
    assert [review for *_, review in found] == [1, 0, 1]


def test_words_that_are_nowhere_become_an_orphan(place: Path, opened: Open) -> None:
    run(
        place,
        "UPDATE annotation SET exact = '完全不在這篇文章裡的另外一句話' WHERE tag = 'opinion'",
    )
    assert codes(examine(place)) >= {"anchor_wrong"}
    mending.repair(place)
    after = read(opened, place)
    assert [each.span is None for each in after] == [False, False, True]
    assert after[2].anchor == "orphan"
    assert codes(examine(place)) == set()


def test_an_outline_from_the_file_has_its_headings(place: Path, opened: Open) -> None:
    library = opened(place)
    before = library.open(library.find("park")).outline
    library.close()
    run(place, "DELETE FROM outline")
    mending.repair(place)
    library = opened(place)
    assert library.open(library.find("park")).outline == before
    library.close()


def test_sentences_of_older_rules_are_split_again(place: Path) -> None:
    run(place, "UPDATE outline SET splitter = 0")
    report = examine(place)
    assert report.in_order
    assert "outline_old" in hints(report)
    assert "outline_old" not in hints(mending.repair(place))


def test_a_changed_text_comes_back_from_a_backup(place: Path, opened: Open) -> None:
    back_up(place)
    (place / "articles" / "park.md").unlink()
    run(place, "UPDATE body SET text = CAST(x'ff' || CAST(text AS BLOB) AS TEXT)")
    assert codes(examine(place)) >= {"text_changed"}
    report = mending.repair(place)
    assert codes(report) == set()
    assert dict(report.repaired)["texts"] == 1
    assert len(read(opened, place)) == 3


def test_a_text_that_is_nowhere_else_is_told_and_left(place: Path) -> None:
    (place / "articles" / "park.md").unlink()
    run(place, "UPDATE body SET text = replace(text, '廁所', '車站')")
    report = mending.repair(place)
    assert "text_changed" in codes(report)


CANNOT = {
    "a label of nothing": (
        "INSERT INTO label (annotation, entry) VALUES ('nothing', '數字')",
        "references_missing",
    ),
    "no table": ("DROP TABLE evidence", "table_missing"),
    "another table": ("ALTER TABLE link ADD COLUMN mine TEXT", "table_differs"),
}


@pytest.mark.parametrize("case", CANNOT)
def test_what_cannot_be_mended_is_told_and_left(case: str, place: Path) -> None:
    sql, code = CANNOT[case]
    run(place, sql)
    before = bytes_in(place)
    report = mending.repair(place)
    assert code in codes(report)
    assert bytes_in(place) == before


def test_a_table_that_is_not_ours_is_told(place: Path) -> None:
    run(place, "CREATE TABLE theirs (x)")
    report = examine(place)
    assert report.in_order
    assert "table_strange" in hints(report)


def test_an_index_that_lacks_rows_is_made_anew(place: Path) -> None:
    with closing(sqlite3.connect(database(place))) as connection:
        row = connection.execute(
            "SELECT * FROM sqlite_schema WHERE name = 'reading_last'"
        ).fetchone()
        connection.executescript(
            "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'reading_last'"
        )
    run(place, "UPDATE reading SET last_read = '2030-01-01T00:00:00.000000Z'")
    with closing(sqlite3.connect(database(place))) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", row)
        connection.commit()
    assert codes(examine(place)) == {"index_damaged"}
    assert codes(mending.repair(place)) == set()


def test_a_draft_on_words_that_are_not_shown_any_more(place: Path) -> None:
    run(place, 'UPDATE draft SET start = 5000, "end" = 5001')
    report = examine(place)
    (finding,) = [each for each in report.findings if each.code == "draft_hidden"]
    assert finding.items == ("還沒寫完",)
    assert report.in_order


def test_the_files_of_a_library(place: Path) -> None:
    articles = place / "articles"
    (articles / "new.txt").write_text("新的一篇。", encoding="utf-8")
    (articles / "park.md").write_text("改過的文字。", encoding="utf-8")
    report = examine(place)
    assert {"files_new", "files_changed"} <= hints(report)
    assert report.in_order
    (articles / "park.md").unlink()
    assert "files_missing" in hints(examine(place))
    run(place, "UPDATE file SET path = 'articles/../../outside.md'")
    assert codes(examine(place)) == {"files_outside"}


def test_two_files_with_one_id(place: Path) -> None:
    (place / "articles" / "twin.md").write_text("另一段文字。", encoding="utf-8")
    run(
        place,
        "INSERT INTO file (path, article, size, mtime, sha256, text_sha256)"
        " SELECT 'articles/twin.md', article, 1, 1, 'x', 'y' FROM file",
    )
    assert codes(examine(place)) == {"files_twice"}


def test_a_file_that_may_not_be_read(place: Path) -> None:
    loop = place / "articles" / "park.md"
    loop.unlink()
    loop.symlink_to(loop)
    assert codes(examine(place)) == {"files_unreadable"}


def test_others_may_not_read_the_database(place: Path) -> None:
    database(place).chmod(0o644)
    assert codes(examine(place)) == {"mode_open"}
    report = mending.repair(place)
    assert codes(report) == set()
    assert report.repaired == (("mode", 1),)
    assert database(place).stat().st_mode & 0o777 == 0o600


def test_unfinished_files_are_cleared_away(place: Path) -> None:
    for name in ("annotations.db.backup.part", "annotations.db.new", "annotations.db.new-wal"):
        (place / name).write_bytes(b"half")
    (place / ".salvage-x").mkdir()
    (place / "annotations.db.mine").write_bytes(b"mine")
    assert codes(examine(place)) == {"leftover"}
    report = mending.repair(place)
    assert report.repaired == (("leftovers", 4),)
    assert codes(report) == set()
    assert (place / "annotations.db.mine").exists()


def test_backups_are_looked_at(place: Path, opened: Open) -> None:
    made = back_up(place)
    assert examine(place).backups == 1
    assert hints(examine(place)) == set()
    old = datetime.now(UTC) - timedelta(days=30)
    made = made.rename(place / f"annotations.db.{old:%Y-%m-%dT%H%M%S.%f}.manual.backup")
    assert hints(examine(place)) == set()  # it has everything, whatever the clock says
    library = opened(place)
    mark(library, library.find("park"), "週末", tag=Tag.FACT)
    library.close()
    assert hints(examine(place)) == {"backup_old"}
    made.write_bytes(made.read_bytes()[:5000])
    report = examine(place)
    assert codes(report) == {"backup_damaged"}
    assert "backup_none" in hints(report)


def test_of_a_newer_database_nothing_is_counted(place: Path) -> None:
    run(
        place,
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
        " VALUES ('meipi', '9998_future', '')",
    )
    said = list(rows(examine(place), load("en")))
    assert len(said) == 1
    assert "newer Meipi" in said[0]


def test_a_disk_without_room_for_a_backup(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = shutil.disk_usage(place)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    assert codes(examine(place)) == {"no_room"}
    with pytest.raises(LibraryError, match="disk_full"):
        back_up(place)
    run(place, "DELETE FROM anchor")
    before = bytes_in(place)
    with pytest.raises(LibraryError, match="disk_full"):
        mending.repair(place)  # nothing is mended without a backup
    assert bytes_in(place) == before


def test_a_folder_without_a_database(folder: Path) -> None:
    report = examine(folder)
    assert codes(report) == {"database_missing"}
    assert not database(folder).exists()
    with pytest.raises(InputError, match="backup_none"):
        restore(folder, "newest")


def test_databases_of_others_are_left_alone(place: Path, tmp_path: Path) -> None:
    run(place, "UPDATE _sqlite_migrations SET name = '9999_future' WHERE id = 1")
    assert codes(examine(place)) == {"database_newer"}
    before = bytes_in(place)
    assert codes(mending.repair(place)) == {"database_newer"}
    assert bytes_in(place) == before
    with closing(sqlite3.connect(tmp_path / "annotations.db")) as connection, connection:
        connection.execute("CREATE TABLE theirs (x)")
    assert codes(examine(tmp_path)) == {"database_foreign"}


def test_a_database_that_another_program_keeps(place: Path) -> None:
    run(place, "PRAGMA journal_mode = DELETE")
    with closing(sqlite3.connect(database(place), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert codes(examine(place)) == {"database_locked"}


def test_an_interrupted_write_is_taken_back_in_a_copy(place: Path) -> None:
    run(place, "PRAGMA journal_mode = DELETE")
    program = (
        "import os, sqlite3, sys\n"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('PRAGMA cache_size = 1'); c.execute('PRAGMA cache_spill = 1')\n"
        "c.execute('BEGIN IMMEDIATE')\n"
        "c.execute(\"UPDATE annotation SET note = printf('%.*c', 200000, 'x')\")\n"
        "os._exit(1)"
    )
    subprocess.run([sys.executable, "-c", program, str(database(place))], check=False)
    assert database(place).with_name("annotations.db-journal").stat().st_size
    before = bytes_in(place)
    report = examine(place)
    assert report.in_order
    assert "write_interrupted" in hints(report)
    assert bytes_in(place) == before


def test_a_library_that_rests_is_backed_up_by_itself(
    place: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.library.library.Writer", partial(Writer, idle=0.01))
    unwanted, library = opened(place), opened(place)
    unwanted.keep_backups(0)
    for each in (unwanted, library):
        article = each.find("park")
        mark(each, article, "週末", tag=Tag.FACT)
        time.sleep(0.2)  # nothing is to happen in it, or it is waited for
        until = time.monotonic() + 20
        while each is library and not examine(place).backups and time.monotonic() < until:
            time.sleep(0.05)
        each.close()
        assert examine(place).backups == int(each is library)
    assert hints(examine(place)) == set()


@pytest.fixture(autouse=True)
def no_children_left() -> Iterator[None]:
    """No thread of a library outlives its test."""
    yield
    assert [it.name for it in threading.enumerate() if it.name in ("writer", "backup")] == []
