"""The starter: built the same every time, left alone by reading, adopted by the first write."""

import hashlib
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from reader.errors import LibraryError
from reader.library import Library, locate
from reader.model import Change, Status, Tag
from reader.starter.build import build, is_unused, make_library

Open = Callable[[Path], Library]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "library"
    make_library(folder)
    return folder


@pytest.fixture
def starter(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / "starter")


def digest(folder: Path) -> str:
    return hashlib.sha256((folder / "annotations.db").read_bytes()).hexdigest()


def tag_first(library: Library, tag: Tag = Tag.FACT) -> Change:
    article = library.list()[0].head.id
    span = library.open(article).outline.sentence(0)
    return library.submit(lambda edits: edits.edit(article, span, tag=tag)).result()


def test_two_builds_are_the_same_bytes(made: Path, tmp_path: Path) -> None:
    make_library(tmp_path / "again")
    assert digest(tmp_path / "again") == digest(made)
    build(tmp_path / "again")
    assert digest(tmp_path / "again") == digest(made)
    assert {path.name for path in made.iterdir()} == {"annotations.db", "articles"}


def test_what_the_sample_says(starter: Path, opened: Open) -> None:
    library = opened(starter)
    (entry,) = library.list()
    document = library.open(entry.head.id)
    tags = Counter(annotation.tag for annotation in document.annotations if annotation.tag)
    assert tags == {Tag.FACT: 39, Tag.OPINION: 28, Tag.NONE: 8}
    assert entry.claims == document.outline.claims == 75
    claims = {
        document.outline.sentence(number)
        for number in range(len(document.outline.sentence_roles))
        if document.outline.is_claim(number)
    }
    assert {each.span for each in document.annotations if each.tag} == claims
    assert 8 <= entry.notes <= 12
    assert 1 <= sum(annotation.unsure for annotation in document.annotations) <= 8
    sources = {annotation.source for annotation in document.annotations}
    assert {"招商證券", "京東", "繆欽（京東副總裁）", "無相商業趨勢", "媒體"} < sources
    assert any(annotation.status is Status.TO_CHECK for annotation in document.annotations)
    assert sum(len(annotation.evidence) for annotation in document.annotations) == 3
    assert all(not each.url for note in document.annotations for each in note.evidence)
    assert any(annotation.highlight for annotation in document.annotations)
    assert all(each.exact == each.span.of(document.text) for each in document.annotations)
    assert [(each.name, each.kind) for each in document.annotators] == [("示例", "sample")]
    assert (document.me, document.position) == (None, None)


def test_a_starter_carries_no_device_journal_or_reading(starter: Path) -> None:
    with closing(sqlite3.connect(starter / "annotations.db")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT * FROM setting").fetchall() == [("starter", "1")]
        for table in ("journal", "journal_row", "reading", "draft"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_reading_leaves_no_trace(starter: Path, opened: Open) -> None:
    before = digest(starter)
    (starter / "articles" / next((starter / "articles").iterdir()).name).touch()
    library = opened(starter)
    assert library.sync() == []
    article = library.list()[0].head.id
    library.open(article)
    library.annotations(article)
    assert (library.me(), library.last_read(), library.is_starter()) == (None, None, True)
    library.close()
    assert digest(starter) == before
    assert {path.name for path in starter.iterdir()} == {"annotations.db", "articles"}
    assert library.take_notices() == ()


def test_the_first_write_makes_it_ones_own(starter: Path, opened: Open) -> None:
    (starter / "annotations.db").chmod(0o644)
    library = opened(starter)
    library.submit(lambda edits: edits.become("王")).result()
    tag_first(library)
    assert library.take_notices() == ()
    assert not library.is_starter()
    library.close()
    with closing(sqlite3.connect(starter / "annotations.db")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        settings = dict(connection.execute("SELECT key, value FROM setting"))
    assert {"library", "me"} < settings.keys()
    assert "device" not in settings
    assert (starter / "annotations.db").stat().st_mode & 0o777 == 0o600
    again = opened(starter)
    tag_first(again, Tag.OPINION)
    assert again.take_notices() == ()


def test_git_is_told_to_leave_it_alone(starter: Path, opened: Open) -> None:
    def git(*words: str) -> str:
        done = subprocess.run(
            ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *words],
            cwd=starter,
            check=True,
            capture_output=True,
            encoding="utf-8",
        )
        return done.stdout

    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    git("init", "-q")
    (starter / ".gitignore").write_text("annotations.db-*\n", encoding="utf-8")
    git("add", ".")
    git("commit", "-q", "-m", "start")
    library = opened(starter)
    library.submit(lambda edits: edits.become("王")).result()
    assert library.take_notices() == (("git_left_alone", {}),)
    library.close()
    assert git("ls-files", "-t", "annotations.db").startswith("S ")
    assert git("status", "--porcelain") == ""


def test_the_sample_steps_aside_at_the_first_own_tag_only(starter: Path, opened: Open) -> None:
    library = opened(starter)
    article = library.list()[0].head.id
    (sample,) = library.annotators()
    library.submit(lambda edits: edits.become("王")).result()
    sentence = library.open(article).outline.sentence(1)
    noted = library.submit(lambda edits: edits.edit(article, sentence, note="先寫一句")).result()
    assert not noted.stepped_aside
    assert library.annotators()[0].shown
    assert tag_first(library).stepped_aside
    assert not library.annotators()[0].shown
    assert library.list()[0].facts == 1
    library.submit(lambda edits: edits.show_annotator(sample.id, True)).result()
    assert not tag_first(library, Tag.OPINION).stepped_aside
    assert library.annotators()[0].shown


def test_building_never_replaces_somebodys_own(starter: Path, opened: Open) -> None:
    library = opened(starter)
    library.submit(lambda edits: edits.become("王")).result()
    library.close()
    before = digest(starter)
    with pytest.raises(LibraryError, match="library_in_use"):
        build(starter)
    done = subprocess.run(
        [sys.executable, "-m", "reader.starter", str(starter)],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 2
    assert "library_in_use" in done.stderr
    assert digest(starter) == before


def test_without_a_library_ones_own_is_made_from_the_starter(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: Open
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: tmp_path / "data" / "meipi")
    own = locate(None, {}, tmp_path)
    assert digest(own) == digest(made)
    library = opened(own)
    library.submit(lambda edits: edits.become("王")).result()
    library.close()
    changed = digest(own)
    assert locate(None, {}, tmp_path) == own
    assert digest(own) == changed


def test_a_folder_of_ones_own_articles_gets_no_starter(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    assert is_unused(tmp_path)
    (tmp_path / "articles" / "mine.md").write_text("我的文章。", encoding="utf-8")
    assert not is_unused(tmp_path)


def test_which_library_is_used(starter: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    assert locate(str(other), {"MEIPI_LIBRARY": str(starter)}, starter) == other
    assert locate(None, {"MEIPI_LIBRARY": str(other)}, starter) == other
    assert locate(None, {"MEIPI_LIBRARY": ""}, starter) == starter
    for arguments in ((str(tmp_path / "none"), {}), (None, {"MEIPI_LIBRARY": "/none"})):
        with pytest.raises(LibraryError, match="library_missing"):
            locate(*arguments, starter)
