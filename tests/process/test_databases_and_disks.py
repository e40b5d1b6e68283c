"""Databases that are damaged, kept, read-only or newer, and files that cannot be written."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from pseudo_terminal import WITHOUT_PRIVILEGES, environment, launched
from surroundings import DATABASE, SMALL_FILES, Run, marks, refused, wait_written

from tests.archives import unpack


def flip(data: bytes, start: int, count: int) -> bytes:
    return (
        data[:start]
        + bytes(255 - byte for byte in data[start : start + count])
        + data[start + count :]
    )


ROWS = "is not as Meipi writes it"
DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "header": lambda data: flip(data, 0, 60),
    "first page": lambda data: flip(data, 100, 900),
    "truncated": lambda data: data[: len(data) // 3],
    "nothing": lambda data: b"",
    "text": lambda data: "這是文字。\n".encode() * 999,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_database(library: Path, run: Run, damage: str) -> None:
    database = library / DATABASE
    database.write_bytes(DAMAGES[damage](database.read_bytes()))
    (library / f"{DATABASE}.2026-01-01T000000.backup").touch()
    before = database.read_bytes()
    terminal = run()
    assert terminal.wait_end() == 2
    said = terminal.output
    assert "is damaged; nothing was changed in it." in said
    assert f"{DATABASE}.2026-01-01T000000.backup" in said
    assert "Traceback" not in said
    assert database.read_bytes() == before


def test_pages_damaged_in_the_middle(library: Path, run: Run) -> None:
    """Whatever is still readable is read; what cannot be written is said."""
    database = library / DATABASE
    with closing(sqlite3.connect(database)) as connection:
        (root,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'annotation'"
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    data = database.read_bytes()
    database.write_bytes(flip(data, (root - 1) * size, size))
    terminal = run()
    assert terminal.wait_end() == 2
    assert "is damaged" in terminal.output
    assert "Traceback" not in terminal.output


def test_a_database_of_a_newer_program(library: Path, run: Run) -> None:
    with closing(sqlite3.connect(library / DATABASE)) as connection, connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " SELECT migration_set, '9999_future', applied_at FROM _sqlite_migrations LIMIT 1"
        )
    before = (library / DATABASE).read_bytes()
    terminal = run()
    assert terminal.wait_end() == 2
    assert "written by a newer Meipi; nothing was changed" in terminal.output
    assert (library / DATABASE).read_bytes() == before


def test_a_database_that_may_not_be_read(library: Path) -> None:
    (library / DATABASE).chmod(0)
    said = refused(library, "list", before=WITHOUT_PRIVILEGES)
    assert "cannot be opened. Check that it is a file and that you may read it" in said


def test_a_database_that_another_program_keeps(library: Path, run: Run) -> None:
    with closing(sqlite3.connect(library / DATABASE, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        terminal = run()
        assert terminal.wait_end() == 2
        assert "is in use by another program. Wait" in terminal.output


def test_a_database_that_is_locked_while_reading(library: Path, run: Run) -> None:
    terminal = run("--as", "Lin", columns=250)
    terminal.wait_for("75/75")
    wait_written(terminal, "f", "1/75 marked")
    with closing(sqlite3.connect(library / DATABASE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        wait_written(terminal, "o", "Not saved")
        assert "is in use by another program" in terminal.said
        assert "1/75 marked" in terminal.rows[0]
    wait_written(terminal, "o", "2/75 marked")
    terminal.send("q")
    assert terminal.wait_end() == 0
    # The cursor had gone back to the sentence that was not marked.
    assert marks(library) == [("【編", "fact"), ("尤其", "opinion")]


@pytest.mark.parametrize(("folder", "file"), [(0o755, 0o444), (0o555, 0o644), (0o555, 0o444)])
def test_a_read_only_library(library: Path, run: Run, folder: int, file: int) -> None:
    before = (library / DATABASE).read_bytes()
    (library / DATABASE).chmod(file)
    library.chmod(folder)
    terminal = run("--as", "Lin", before=WITHOUT_PRIVILEGES, columns=250)
    terminal.wait_for("75/75")
    wait_written(terminal, "f", "Not saved")
    assert "may not be written to" in terminal.said
    assert "75/75" in terminal.rows[0]
    terminal.send("q")
    assert terminal.wait_end() == 0  # that the place cannot be kept is no news here
    assert b"Traceback" not in terminal.written
    library.chmod(0o755)
    assert (library / DATABASE).read_bytes() == before


def test_an_export_that_cannot_be_written(library: Path, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o555)
    for target, said in (
        (closed / "a.md", "cannot be written"),
        (tmp_path / "no" / "a.md", "cannot be written"),
        (closed, "is a folder"),
    ):
        words = refused(library, "export", "-o", str(target), before=WITHOUT_PRIVILEGES)
        assert said in words
    limit = SMALL_FILES.format(4096)
    old = tmp_path / "old.md"
    old.write_text("舊的", encoding="utf-8")
    over = refused(library, "export", "--force", "-o", str(old), before=limit)
    assert "cannot be written" in over
    assert old.read_text(encoding="utf-8") == "舊的"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["closed", "library", "old.md"]


def command(library: Path, *arguments: str, before: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        launched(before, *arguments),
        env=environment(MEIPI_LIBRARY=str(library)),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_library_is_read_where_nothing_can_be_written(library: Path) -> None:
    """Its log is empty then, and there is no room even for the pages that say so."""
    mark = ("annotate", "第一槍", "--quote", "4680億元", "--tag", "fact", "--as", "Lin")
    assert command(library, *mark).returncode == 0
    full = SMALL_FILES.format(4096)
    listed = command(library, "list", before=full)
    assert (listed.returncode, listed.stderr) == (0, "")
    assert "打響互聯網造車的第一槍" in listed.stdout
    assert "The disk is full" in refused(library, *mark[:-2], "--note", "批", before=full)
    assert marks(library) == [("46", "fact")]


@pytest.mark.parametrize("before", [WITHOUT_PRIVILEGES, SMALL_FILES.format(4096)])
def test_the_doctor_looks_where_nothing_can_be_written(library: Path, before: str) -> None:
    assert command(library, "doctor", "--backup").returncode == 0
    database = library / DATABASE
    database.write_bytes(DAMAGES["first page"](database.read_bytes()))
    library.chmod(0o555)
    done = command(library, "doctor", before=before)
    library.chmod(0o755)
    assert (done.returncode, done.stderr) == (1, "")
    assert "meipi doctor --restore newest" in done.stdout


def test_a_library_that_cannot_be_made(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    said = refused(empty, "list", before=SMALL_FILES.format(8192))
    assert "The disk is full" in said
    assert not (empty / DATABASE).exists()
    done = subprocess.run(
        launched("", "list"),
        env=environment(MEIPI_LIBRARY=str(empty)),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1  # and now it is an empty library


@pytest.mark.parametrize(
    "arguments", [("list",), ("doctor", "--backup"), ("doctor", "--restore", "a.backup")]
)
def test_a_library_that_may_not_be_looked_into(library: Path, arguments: tuple[str, ...]) -> None:
    library.chmod(0)
    done = command(library, *arguments, before=WITHOUT_PRIVILEGES)
    library.chmod(0o755)
    assert done.returncode == 2
    assert done.stderr.startswith("meipi: ")
    assert done.stderr.count("\n") == 1


def test_an_articles_folder_that_may_not_be_looked_into(library: Path, tmp_path: Path) -> None:
    news = tmp_path / "news.txt"
    news.write_text("市府說，公園去年有三百萬人次到訪。\n", encoding="utf-8")
    (library / "articles").chmod(0)
    added = command(library, "add", str(news), before=WITHOUT_PRIVILEGES)
    looked = command(library, "doctor", before=WITHOUT_PRIVILEGES)
    (library / "articles").chmod(0o755)
    assert added.returncode == 2
    assert "you may not write there" in added.stderr
    assert looked.returncode in (0, 1)
    assert looked.stderr == ""


def test_rows_of_nothing_are_damage(library: Path) -> None:
    """A page that SQLite reads without an error may give rows that no table allows."""
    with closing(sqlite3.connect(library / DATABASE)) as connection, connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, 'authors TEXT NOT NULL', 'authors TEXT')"
            " WHERE name = 'article'"
        )
    with closing(sqlite3.connect(library / DATABASE)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE article SET authors = NULL")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, 'authors TEXT', 'authors TEXT NOT NULL')"
            " WHERE name = 'article'"
        )
    assert ROWS in refused(library, "show", "第一槍")


def break_rows(library: Path, statement: str) -> None:
    """Write what the tables' own rules forbid, as a damaged page may have it."""
    with closing(sqlite3.connect(library / DATABASE, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        assert connection.execute(statement).rowcount > 0


@pytest.mark.parametrize("arguments", [(), ("打響",), ("--as", "Lin")])
def test_rows_that_break_what_opens_them(library: Path, run: Run, arguments: tuple[str]) -> None:
    break_rows(library, "UPDATE article SET authors = '{'")
    terminal = run(*arguments)
    assert terminal.wait_end() == 2
    assert terminal.output.count(ROWS) == 1
    assert b"Traceback" not in terminal.written


@pytest.mark.parametrize(("opening", "keys"), [("", "l"), ("\x06", "汽車")])
def test_rows_that_break_what_shows_them(library: Path, run: Run, opening: str, keys: str) -> None:
    terminal = run("--as", "Lin")
    terminal.wait_for("75/75")
    wait_written(terminal, "f", "1/75")
    break_rows(library, "UPDATE article SET authors = '{'")
    if opening:
        terminal.send(opening)
        terminal.wait_for(lambda it: "Contents" not in it.text)
    terminal.send(keys)
    terminal.wait_for(
        lambda it: ROWS in " ".join(it.text.split())
    )  # the page that was read already stays open
    terminal.send("\x1b" if opening else "q")
    terminal.wait_for("1/75")
    terminal.send("q")
    assert terminal.wait_end() == 0
    assert b"Traceback" not in terminal.written
    assert terminal.modes_now() == terminal.modes
    break_rows(library, "UPDATE article SET authors = '[]'")
    assert [tag for _, tag in marks(library)] == ["fact"]


def test_a_file_in_place_of_the_articles_folder(library: Path, tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text("市府說，公園去年有三百萬人次到訪。\n", encoding="utf-8")
    shutil.rmtree(library / "articles")
    (library / "articles").touch()
    said = refused(library, "add", str(tmp_path / "news.txt"))
    assert "there is no such folder" in said


KILLED = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode = DELETE")
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE annotation SET note = exact || exact")
os.kill(os.getpid(), 9)
"""
"""Ends in the middle of a change, half of which is in the file."""


@pytest.mark.parametrize("file", [0o644, 0o444])
def test_a_change_that_was_ended_in_the_middle_is_taken_back_or_not_read(
    library: Path, file: int
) -> None:
    before = command(library, "list").stdout
    subprocess.run([sys.executable, "-c", KILLED, str(library / DATABASE)], check=False)
    assert library.joinpath(f"{DATABASE}-journal").stat().st_size > 0
    (library / DATABASE).chmod(file)
    library.chmod(0o555)
    said = refused(library, "list", before=WITHOUT_PRIVILEGES)
    assert "may not be written to" in said
    library.chmod(0o755)
    (library / DATABASE).chmod(0o644)
    assert command(library, "list").stdout == before
    assert not library.joinpath(f"{DATABASE}-journal").exists()


def test_an_older_library_that_may_not_be_written_stays_as_it_is(tmp_path: Path) -> None:
    made = Path(__file__).parents[1] / "store" / "old_libraries" / "0001.tar.xz"
    unpack(made, tmp_path)
    old = tmp_path / "library"
    before = (old / DATABASE).read_bytes()
    old.chmod(0o555)
    assert "may not be written to" in refused(old, "list", before=WITHOUT_PRIVILEGES)
    old.chmod(0o755)
    backups = old / f"{DATABASE}.backups"
    backups.mkdir(mode=0o555)
    said = refused(old, "list", before=WITHOUT_PRIVILEGES)
    assert "only after a backup, which could not be made; nothing was changed" in said
    assert str(backups) in said
    assert (old / DATABASE).read_bytes() == before
