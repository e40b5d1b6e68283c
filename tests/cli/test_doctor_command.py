"""`meipi doctor` as a shell runs it."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from reader.cli.doctoring import progress
from reader.words import LANGUAGES, load

Run = Callable[..., Result]
Output = Callable[..., Any]


def broken(library: Path, sql: str) -> None:
    with closing(sqlite3.connect(library / "annotations.db")) as connection:
        connection.executescript(sql)


def names(library: Path) -> set[str]:
    return {path.name for path in library.iterdir()}


def test_all_is_well_in_one_line(marked: Run) -> None:
    assert marked("doctor", "--backup").exit_code == 0
    result = marked("doctor")
    assert result.exit_code == 0
    assert result.stdout == "Everything is in order. Articles: 1, annotations: 3, backups: 1.\n"
    assert result.stderr == ""


def test_a_backup_is_named(marked: Run, library: Path) -> None:
    first, second = marked("doctor", "--backup").stdout.splitlines()
    (made,) = library.rglob("*.backup")
    assert first == f"Backup made and verified: “{made}”"
    assert second.startswith("Everything is in order.")


@pytest.mark.parametrize("kind", ["dangling link", "link", "pipe", "folder"])
def test_what_stands_where_a_backup_is_begun(
    marked: Run, library: Path, tmp_path: Path, kind: str
) -> None:
    part = library / "annotations.db.backups/annotations.db.backup.part"
    part.parent.mkdir(exist_ok=True)
    other = tmp_path / "other.db"
    if kind == "link":
        other.write_text("of somebody else")
    if kind == "pipe":
        os.mkfifo(part)
    elif kind == "folder":
        part.mkdir()
    else:
        part.symlink_to(other)
    result = marked("doctor", "--backup")
    if kind == "folder":
        assert result.exit_code == 2
        assert "is a folder" in result.stderr
        assert part.is_dir()
        return
    assert result.exit_code == 0
    assert not part.is_symlink()
    assert not part.exists()
    assert kind != "link" or other.read_text() == "of somebody else"


def test_a_link_where_a_backup_is_begun_is_told(marked: Run, library: Path) -> None:
    marked("doctor", "--backup")
    part = library / "annotations.db.backups/annotations.db.backup.part"
    part.symlink_to(library / "nothing")
    assert part.name in marked("doctor").stdout
    assert marked("doctor", "--repair").exit_code == 0
    assert not part.is_symlink()


def test_findings_say_what_to_do_and_repair_does_it(marked: Run, library: Path) -> None:
    broken(library, "UPDATE anchor SET start = start + 1; DROP INDEX reading_last")
    result = marked("doctor")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0] == "Articles: 1, annotations: 3, backups: 0. Found: 2."
    assert lines[1] == "* Indexes of the database are missing: reading_last"
    assert lines[2].startswith("* Annotations that lie on other words than those that were")
    assert "銷量增長了12%。" in lines[2]
    assert lines[-1].startswith("`meipi doctor --repair` mends what is marked with *")
    mended = marked("doctor", "--repair")
    assert mended.exit_code == 0, mended.stdout
    assert "Mended: annotations looked up again: 3." in mended.stdout
    assert "Everything is in order. Articles: 1, annotations: 3, backups: 1." in mended.stdout
    assert marked("doctor").exit_code == 0


def test_json_is_a_list_of_findings(marked: Run, library: Path, output: Output) -> None:
    assert [each["code"] for each in output("doctor", "--json")] == ["backup_none"]
    broken(library, "UPDATE reading SET position = 9; DELETE FROM anchor")
    result = marked("doctor", "--json")
    assert result.exit_code == 1
    found = {each["code"]: each for each in json.loads(result.stdout)}
    assert found["anchor_missing"]["count"] == 3
    assert found["anchor_missing"]["repairable"] is True
    assert found["anchor_missing"]["hint"] is False
    assert "Annotations without a place" in found["anchor_missing"]["text"]
    mended = json.loads(marked("doctor", "--repair", "--json").stdout)
    assert {key: value for key, value in mended[0].items() if key != "text"} == {
        "code": "mended_anchors",
        "count": 3,
        "hint": True,
    }


def test_a_damaged_library_is_restored(marked: Run, library: Path) -> None:
    marked("doctor", "--backup")
    marked("annotate", "car", "--quote", "重點在價格", "--tag", "opinion")
    database = library / "annotations.db"
    connection = sqlite3.connect(database)
    sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'outline'"
    (page,) = connection.execute(sql).fetchone()
    connection.close()
    data = bytearray(database.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = bytes(4096)
    data[:100] = bytes(100)
    database.write_bytes(data)
    said = marked("list")
    assert said.exit_code == 2
    assert "is damaged; nothing was changed in it." in said.stderr
    assert "meipi doctor --restore newest" in said.stderr
    result = marked("doctor")
    assert result.exit_code == 1
    assert "is damaged" in result.stdout
    assert "Still readable in it: articles 1, annotations 4" in result.stdout
    assert "`meipi doctor --restore newest` puts it in place" in result.stdout
    assert "Traceback" not in result.stdout + result.stderr
    assert database.read_bytes() == data
    assert marked("doctor", "--repair").exit_code == 1
    assert database.read_bytes() == data
    restored = marked("doctor", "--restore", "newest")
    assert restored.exit_code == 0, restored.stdout
    assert "Recovered from it beyond what the backup holds: annotations 1" in restored.stdout
    (aside,) = library.rglob("*.damaged")
    assert aside.read_bytes() == data
    assert str(aside) in restored.stdout
    assert json.loads(marked("list", "--json").stdout)[0]["opinions"] == 2


def test_wrong_use_is_told(marked: Run, library: Path) -> None:
    for arguments, said in (
        (("--restore", "newest"), "is whole, so nothing was restored"),
        (("--restore", "no.backup"), "There is no backup"),
        (("--restore", "newest", "--backup"), "--restore needs no --backup"),
    ):
        result = marked("doctor", *arguments)
        assert result.exit_code == 2
        assert said in result.stderr
    (library / "no.backup").write_text("這是文字。" * 99, encoding="utf-8")
    result = marked("doctor", "--restore", "no.backup")
    assert result.exit_code == 2
    assert "is no whole backup" in result.stderr


def test_a_folder_that_is_no_library_stays_one(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    result = run("doctor", "--library", str(empty))
    assert result.exit_code == 1
    assert "The next opening makes a new, empty one" in result.stdout
    assert names(empty) == set()
    result = run("doctor", "--backup", "--library", str(empty))
    assert result.exit_code == 2
    assert "There is no file" in result.stderr
    assert names(empty) == set()


def test_nothing_is_made_where_there_is_no_library_yet(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MEIPI_LIBRARY")
    monkeypatch.chdir(tmp_path / "library" / "articles")
    assert run("doctor").exit_code == 1
    assert not (tmp_path / "data").exists()


def test_what_a_damaged_library_says_is_safe_on_a_terminal(marked: Run, library: Path) -> None:
    broken(library, "UPDATE annotation SET exact = char(27) || '[2J' || char(8238) || '字'")
    result = marked("doctor")
    assert result.exit_code == 1
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout
    assert "字" in result.stdout


def test_every_language_tells_it(marked: Run, library: Path) -> None:
    broken(library, "DELETE FROM anchor")
    said = {
        language: marked("doctor", "--language", language).stdout
        for language in ("en", "zh-Hant", "zh-Hans")
    }
    assert "沒有位置的標記：3 條" in said["zh-Hant"]
    assert "没有位置的标注：3 条" in said["zh-Hans"]
    assert len(set(said.values())) == 3


class Terminal:
    def __init__(self) -> None:
        self.written = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> None:
        self.written += text

    def flush(self) -> None: ...


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bar_shows_how_far_checks_are_and_goes(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    words = load(language)
    with progress(words, after=0.0) as tell:
        for check in ("database", "texts", "anchors", "search", "files"):
            for done in range(11):
                tell(check, done, 10)
    assert "[##########----------]" in terminal.written
    assert words("doctor.checking.search") in terminal.written
    assert terminal.written.endswith("\r\x1b[K")


def test_a_pipe_gets_no_bar(marked: Run) -> None:
    assert marked("doctor").stderr == ""


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_what_the_doctor_writes_stays_out_of_a_checkout_and_is_told(
    run: Run, library: Path
) -> None:
    """A database that is tracked, and was written by a version that left it to git."""

    def git(*words: str) -> str:
        return subprocess.run(
            ["git", *words], cwd=library, check=True, capture_output=True, text=True
        ).stdout

    assert run("list").exit_code == 0
    git("init", "-q")
    git("add", "-f", "annotations.db")
    done = run("doctor", "--backup")
    assert "git tracked annotations.db" in done.stderr
    assert git("ls-files", "-t", "annotations.db").startswith("S")
    git("add", "-A")
    assert set(git("ls-files").split()) == {"annotations.db", "articles/car.md"}
    assert "git" not in run("doctor", "--backup").stderr


WRONG_SETTINGS = (
    ("teme = 'ink'", "unknown key “teme”"),
    ('[keymap]\nnosuch = "x"', "command “nosuch” that does not exist"),
    ('[keymap]\nfakt = "x"', "Did you mean: fact"),
    ('[keymap]\nfact = "o"', "“o” to two commands"),
)


@pytest.mark.parametrize(("settings", "said"), WRONG_SETTINGS)
@pytest.mark.parametrize("command", ["list", "show car", "stats", "export car", "search 造車"])
def test_wrong_settings_stop_every_command(
    run: Run, tmp_path: Path, command: str, settings: str, said: str
) -> None:
    (tmp_path / "settings.toml").write_text(settings, "utf-8")
    done = run(*command.split())
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr


@pytest.mark.parametrize(("settings", "said"), WRONG_SETTINGS)
def test_wrong_settings_are_not_in_order(
    run: Run, library: Path, tmp_path: Path, settings: str, said: str
) -> None:
    run("list")
    (tmp_path / "settings.toml").write_text(settings, "utf-8")
    done = run("doctor")
    assert done.exit_code == 1
    assert said in done.stdout
    assert "in order" not in done.stdout
    [first, *_] = json.loads(run("doctor", "--json").stdout)
    assert (first["code"], first["hint"]) == ("settings", False)


def test_keys_of_ones_own_import_nothing_of_the_screen(library: Path, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[keymap]\nfact = ";"\n', "utf-8")
    code = (
        "import sys; from reader.cli.main import program; program(['list'], standalone_mode=False);"
        "sys.exit('textual' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
