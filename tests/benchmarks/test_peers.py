"""Other readers are shown the same text by script, and are told of when they are not there."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks import environment
from benchmarks.elsewhere import LINE, MEMORY, PAGE, START, elsewhere
from benchmarks.environment import AbsentError
from benchmarks.peers import PEERS, Peer, write_book
from benchmarks.programs import Program, beginning, only_article, python, short_library, the_floor
from benchmarks.scripts import cpp
from reader.model import Document
from reader.text.scripts import view


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return short_library(tmp_path_factory.mktemp("peers") / "short")


@pytest.fixture(scope="module")
def document(library: Path) -> Document:
    return only_article(library)


@pytest.mark.parametrize("name", ["less", "vim", "newsboat"])
def test_a_reader_shows_the_article_and_turns_its_pages(
    name: str, document: Document, tmp_path: Path
) -> None:
    (peer,) = (each for each in PEERS if each.name == name)
    try:
        program = peer.prepare(tmp_path, document)
    except AbsentError as absent:
        pytest.skip(f"{peer.name}: {absent}")
    with program.start() as terminal:
        assert program.show(terminal) > 0
        assert program.steps or program.ready in terminal.text
        terminal.press(peer.line)
        before = terminal.text
        terminal.press(peer.page)
        assert terminal.text != before
        terminal.press(peer.back)


def test_a_reader_that_is_not_installed_is_named(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    def absent() -> Path:
        raise AbsentError("not installed: no network")

    monkeypatch.setattr(environment, "ready", absent)
    figures = elsewhere(the_floor(tmp_path), {"9 KB": library}, tmp_path / "peers", 1)
    notes = {each.name: each.note for each in figures if each.median is None}
    assert notes == {
        "less, 9 KB": "not installed",
        "vim, 9 KB": "not installed",
        "newsboat, 9 KB": "not installed",
        "epy, 9 KB": "not installed: no network",
    }
    measured = [each for each in figures if each.median is not None]
    assert [each.group for each in measured] == [START, LINE, PAGE, MEMORY]
    assert all(each.name == "meipi, 9 KB" and each.ratio for each in measured)


def test_a_reader_that_does_not_answer_is_named_and_the_others_are_measured(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mute = "import sys, time, tty; tty.setraw(0); print(sys.argv[1]); time.sleep(60)"

    def prepare(folder: Path, document: Document) -> Program:
        text = beginning(document)
        return Program(python("-c", mute, text), folder, text)

    monkeypatch.setattr("benchmarks.elsewhere.PEERS", (Peer("mute", prepare),))
    figures = elsewhere(the_floor(tmp_path), {"9 KB": library}, tmp_path / "peers", 1)
    (silent,) = (each for each in figures if each.median is None)
    assert (silent.group, silent.name) == (LINE, "mute, 9 KB")
    assert "'j' changed nothing" in silent.note
    assert {each.name for each in figures if each.group == START} == {"meipi, 9 KB", "mute, 9 KB"}
    assert [each.name for each in figures if each.group == PAGE] == ["meipi, 9 KB"]


def test_the_book_is_an_epub_of_one_chapter(document: Document, tmp_path: Path) -> None:
    write_book(tmp_path / "book.epub", document)
    with zipfile.ZipFile(tmp_path / "book.epub") as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert book.read("mimetype") == b"application/epub+zip"
        parsed = {
            name: ElementTree.fromstring(book.read(name))
            for name in book.namelist()
            if name != "mimetype"
        }
    told = {item.get("href") for item in parsed["book.opf"].iter() if item.get("href")}
    assert told == {"text.xhtml", "nav.xhtml"}
    shown = "".join(parsed["text.xhtml"].itertext())
    assert all(line in shown for line in document.text.split("\n"))


def test_what_cannot_be_installed_is_absent(tmp_path: Path) -> None:
    nowhere = str(tmp_path / "no-such-package-1.0-py3-none-any.whl")
    with pytest.raises(AbsentError, match="cannot be fetched"):
        environment.ready(tmp_path / "peers", (nowhere,))


def test_an_environment_is_made_once(tmp_path: Path) -> None:
    programs = environment.ready(tmp_path / "peers", ("pip",))
    mark = programs / "mark"
    mark.touch()
    assert environment.ready(tmp_path / "peers", ("pip",)) == programs
    assert mark.exists()


def test_cpp_opencc_converts_as_we_do(document: Document, tmp_path: Path) -> None:
    if not (environment.FOLDER / "installed.txt").exists():
        pytest.skip("C++ OpenCC is fetched by the benchmarks")
    with cpp(tmp_path) as timed:
        for config in ("t2s", "s2tw"):
            taken, text = timed(config)(document.text)
            assert text == view(document.text, config).text
            assert taken > 0
