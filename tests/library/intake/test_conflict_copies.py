"""What a syncing service leaves when two computers changed a file, and what is said of it."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.errors import InputError
from reader.library import Library, open_library
from reader.library.annotate import QuotedMark, annotate
from reader.library.health import doctor
from reader.library.intake.sync_copies import originals
from reader.store.db.disks import service
from reader.words import load

TEXT = (
    "---\ntitle: 造車\n---\n\n銷量增長了12%，去年沒有這樣多。\n\n京東說會與廣汽合作，明年推新車。\n"
)
EDITED = TEXT.replace("12%", "9%")

Make = Callable[[], Library]
DATABASES = (
    "annotations.sync-conflict-20260102-030405-ABCDEFG.db",
    "annotations (王的衝突複本 2026-01-02).db",
    "annotations (林 的冲突副本 2026-01-02).db",
    "annotations (Lin's conflicted copy 2026-01-02).db",
    "annotations 2.db",
    "annotations (1).db",
    "annotations-DESKTOP-5K.db",
)
ARTICLES = tuple(name.replace("annotations", "造車").replace(".db", ".md") for name in DATABASES)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "my library"
    (root / "articles").mkdir(parents=True)
    (root / "articles" / "造車.md").write_text(TEXT, "utf-8")
    return root


def mark(root: Path, quote: str) -> None:
    library = open_library(root)
    library.sync()
    annotate(library, [QuotedMark(library.find("造車"), quote, fields={"tag": "fact"})], "Lin")
    library.close()


def found(root: Path) -> dict[str, doctor.Finding]:
    return {each.code: each for each in doctor.examine(root).findings}


@pytest.mark.parametrize("name", DATABASES)
def test_a_copy_of_the_database_is_seen_and_counted(root: Path, name: str) -> None:
    mark(root, "銷量增長了12%")
    shutil.copy(root / "annotations.db", root / name)
    older = found(root)["conflict_older"]
    assert older.hint
    assert older.params["path"] == name
    mark(root, "京東說會與廣汽合作")
    assert "conflict_older" in found(root)
    (root / "annotations.db").rename(root / "annotations.kept")
    (root / name).rename(root / "annotations.db")
    (root / "annotations.kept").rename(root / name)
    newer = found(root)["conflict_newer"]
    assert (newer.count, newer.hint) == (1, False)


def test_what_is_no_database_of_ours_is_no_copy(root: Path) -> None:
    mark(root, "銷量增長了12%")
    (root / "annotations 2.db").write_bytes(b"SQLite format 3\x00" + bytes(200))
    (root / "annotations 3.db").write_text("筆記", "utf-8")
    assert not [code for code in found(root) if code.startswith("conflict")]


def test_the_commands_that_the_doctor_prints_work(root: Path, tmp_path: Path) -> None:
    name = "annotations (1).db"
    mark(root, "銷量增長了12%")
    shutil.copy(root / "annotations.db", root / name)
    mark(root, "京東說會與廣汽合作")
    (root / "annotations.db").rename(root / "annotations.kept")
    (root / name).rename(root / "annotations.db")
    (root / "annotations.kept").rename(root / name)
    finding = found(root)["conflict_newer"]
    told = load("en")("doctor.conflict_newer", count=finding.count, **finding.params)
    opening, export, restore = re.findall("`([^`]+)`", told)
    program = f"{shlex.quote(sys.executable)} -m reader"
    assert opening.endswith("'")  # the folder's name has a space in it

    def run(line: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", "-c", line.replace("meipi ", f"{program} ", 1)],
            capture_output=True,
            text=True,
            check=False,
        )

    copying, _, reading = opening.rpartition(" && ")
    assert run(copying).returncode == 0
    assert run(reading.replace("meipi ", "meipi list ")).returncode == 0
    done = run(export)
    assert done.returncode == 0, done.stderr
    assert "京東說會與廣汽合作" in (tmp_path / "my library-1.csv").read_text("utf-8")
    done = run(restore)
    assert (root / "annotations.db").exists()
    assert "conflict_newer" not in found(root), done.stderr
    library = open_library(root)
    assert {each.exact for each in library.annotations(library.find("造車"))} == {
        "銷量增長了12%",
        "京東說會與廣汽合作",
    }
    library.close()
    assert list(root.rglob("*.replaced"))


@pytest.mark.parametrize("name", ARTICLES)
def test_a_copy_of_an_article_is_compared_and_gets_no_id(root: Path, name: str) -> None:
    mark(root, "銷量增長了12%")
    copy = root / "articles" / name
    copy.write_text(EDITED, "utf-8")
    library = open_library(root)
    [(path, problem)] = library.sync()
    assert (path, problem.code) == (copy, "article_conflict_copy")
    assert problem.params["other"] == "造車.md"
    assert len(library.list()) == 1
    with pytest.raises(InputError, match="article_conflict_copy"):
        library.take_in(copy)
    library.close()
    seen = found(root)
    assert seen["files_conflict"].items == (f"articles/{name} (造車.md)",)
    assert "files_new" not in seen
    assert "files_twice" not in seen
    # Either way out that the message names is one.
    copy.replace(root / "articles" / "造車.md")
    library = open_library(root)
    assert library.sync() == []
    assert len(library.revisions(library.find("造車"))) == 2
    library.close()


def test_a_copy_with_the_id_of_its_original_is_told_as_a_copy(root: Path) -> None:
    own = "---\nid: 0b0cf3a2-4f0f-4f1c-9c58-5f1d7d3a8f10\n"
    (root / "articles" / "造車.md").write_text(own + TEXT[4:], "utf-8")
    (root / "articles" / "造車 2.md").write_text(own + "---\n\n完全是別的文字。\n", "utf-8")
    library = open_library(root)
    assert [problem.code for _, problem in library.sync()] == ["article_conflict_copy"]
    library.close()
    assert "files_twice" not in found(root)


@pytest.mark.parametrize("name", ARTICLES)
@pytest.mark.parametrize("text", [TEXT, TEXT.replace("title: 造車", "title: 造車（改）")])
def test_a_copy_with_the_same_text_takes_nothing_over(root: Path, name: str, text: str) -> None:
    mark(root, "銷量增長了12%")
    copy = root / "articles" / name
    copy.write_text(text, "utf-8")
    for _ in range(2):
        library = open_library(root)
        [(path, problem)] = library.sync()
        assert (path, problem.code) == (copy, "article_conflict_copy")
        [entry] = library.list()
        assert entry.head.title == "造車"
        library.close()
    # The original is changed, which is told of nothing but the copy.
    (root / "articles" / "造車.md").write_text(EDITED, "utf-8")
    library = open_library(root)
    assert [problem.code for _, problem in library.sync()] == ["article_conflict_copy"]
    assert len(library.revisions(library.find("造車"))) == 2
    library.close()
    assert set(found(root)) & {"files_conflict", "files_twice", "files_new", "files_changed"} == {
        "files_conflict"
    }


@pytest.mark.parametrize("name", ARTICLES[:4])
@pytest.mark.parametrize("text", ["完全是別的文字。\n", "---\nid: other-id\n---\n\n別的。\n"])
def test_a_name_that_is_nothing_else_says_enough(root: Path, name: str, text: str) -> None:
    (root / "articles" / name).write_text(text, "utf-8")
    library = open_library(root)
    assert [problem.code for _, problem in library.sync()] == ["article_conflict_copy"]
    assert len(library.list()) == 1
    library.close()


def test_a_copy_without_its_original_is_a_file_and_gives_way_when_that_is_back(root: Path) -> None:
    own = "---\nid: 0b0cf3a2-4f0f-4f1c-9c58-5f1d7d3a8f10\n"
    original, copy = root / "articles" / "造車.md", root / "articles" / ARTICLES[0]
    original.write_text(own + TEXT[4:], "utf-8")
    mark(root, "銷量增長了12%")
    original.rename(copy)
    copy.write_text(own + EDITED[4:], "utf-8")
    library = open_library(root)
    assert library.sync() == []
    ident = library.find("造車")
    assert len(library.revisions(ident)) == 2
    original.write_text(own + TEXT.replace("12%", "15%")[4:], "utf-8")
    assert library.sync() == []
    assert "15%" in library.open(ident).text
    assert len(library.list()) == 1
    library.close()
    assert "files_twice" not in found(root)
    assert found(root)["files_conflict"].items == (f"articles/{copy.name} (造車.md)",)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("造車（衝突升級）.md", "另一條新聞：市府說公園去年有三百萬人次到訪。\n"),
        ("造車 2.md", "另一條新聞：市府說公園去年有三百萬人次到訪。\n"),
        ("賣車 2.md", EDITED),
        ("造車-2026.md", EDITED),
    ],
)
def test_what_is_an_article_of_its_own_is_taken_in(root: Path, name: str, text: str) -> None:
    (root / "articles" / name).write_text(text, "utf-8")
    library = open_library(root)
    assert library.sync() == []
    library.close()
    assert "files_conflict" not in found(root)


def test_names_that_say_which_file_they_are_a_copy_of() -> None:
    assert originals("a-b.sync-conflict-20260102-030405-X.md")["a-b.md"]
    assert originals("a (b) 2.md") == {"a (b).md": False}
    assert set(originals("a-Lins-MacBook-Pro.md")) == {"a.md", "a-Lins.md", "a-Lins-MacBook.md"}
    assert originals("2026-01-02.md") == {}
    assert originals("a.md") == {}


@pytest.mark.parametrize(
    ("place", "mark", "name"),
    [
        ("Dropbox/meipi", "", "Dropbox"),
        ("Dropbox (Lin)/meipi", "", "Dropbox"),
        ("OneDrive - 報社/meipi", "", "OneDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/meipi", "", "iCloud Drive"),
        ("notes/meipi", "notes/.stfolder", "Syncthing"),
        ("notes/meipi", "notes/.sync_0123.db", "Nextcloud"),
        ("notes/meipi", "", ""),
    ],
)
def test_folders_that_a_service_syncs(tmp_path: Path, place: str, mark: str, name: str) -> None:
    (tmp_path / place).mkdir(parents=True)
    if mark:
        (tmp_path / mark).touch()
    assert service(tmp_path / place) == name
