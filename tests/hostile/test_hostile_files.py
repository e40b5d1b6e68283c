"""Whatever a file holds: it is opened cleaned, with what was repaired counted, or refused."""

import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from corpus import Case, corpus
from written import exported

from reader.errors import InputError
from reader.exchange.registry import FORMATS
from reader.library import Library, open_library
from reader.library.intake.offers import accept, offer_file
from reader.model.revision import Kept
from reader.tui.app import MeipiApp
from reader.words import load

CASES = {case.name: case for case in corpus()}
HARM = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
    "\ud800-\udfff\ufdd0-\ufdef\U000e0000-\U000e00ff]"
)
CLEANED = (
    "nul", "escape", "clipboard", "hyperlink", "c1", "bidi", "zero", "tag-", "zalgo", "nonchar",
    "utf8-one-bad", "gb18030-one-bad", "utf8-cut",
)  # fmt: skip
"""Beginnings of the names of cases of which something has to be taken away, and told."""


HANGS = 900
"""Seconds after which something does not end at all, on however busy a machine."""


@pytest.fixture(autouse=True)
def stops_what_hangs() -> Iterator[None]:
    """A program that hangs fails its test instead of holding up all others."""

    def fail(*_: object) -> None:
        raise AssertionError("this hangs")

    before = signal.signal(signal.SIGALRM, fail)
    signal.alarm(HANGS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    place = tmp_path / "library"
    (place / "articles").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    opened = open_library(place)
    yield opened
    opened.close()


def given(tmp_path: Path, case: Case) -> Path:
    path = tmp_path / "elsewhere" / case.name
    path.write_bytes(case.data)
    return path


def assert_clean(library: Library, kept: Kept) -> None:
    document = library.open(kept.article)
    head = document.head
    said = [
        head.title,
        *head.authors,
        head.source,
        head.date,
        head.url,
        *head.topics,
        document.text,
    ]
    assert [HARM.findall(text)[:5] for text in said if HARM.search(text)] == []
    assert head.title.strip()
    assert document.text.strip()
    assert len(document.outline.roles)


def assert_nothing_elsewhere(tmp_path: Path, library: Library, case: Case) -> None:
    """Nothing was written but the library's own files."""
    assert {path.name for path in (tmp_path / "elsewhere").iterdir()} == {case.name}
    assert {path.name for path in tmp_path.iterdir()} == {"library", "elsewhere"}
    for path in library.articles.rglob("*"):
        assert path.resolve().is_relative_to(library.articles.resolve())
        assert not HARM.search(path.name)
        assert len(path.name.encode()) <= 255


@pytest.mark.parametrize("name", CASES)
def test_it_is_kept_clean_or_refused_with_a_reason(
    name: str, tmp_path: Path, library: Library
) -> None:
    case = CASES[name]
    path = given(tmp_path, case)
    try:
        offer = offer_file(path)
        kept = accept(library, offer)
    except InputError as error:
        assert case.fate in ("refused", "either")
        for language in ("en", "zh_hant", "zh_hans"):
            message = load(language).error(error, lambda _, value: str(value))
            assert message
            assert not HARM.search(message)
        assert library.list() == []
        assert list(library.articles.iterdir()) == []
    else:
        assert case.fate in ("kept", "either")
        assert_clean(library, kept)
        told = {code for code, _ in offer.notices}
        assert bool(told & {"repaired", "replaced"}) or not name.startswith(CLEANED)
    assert_nothing_elsewhere(tmp_path, library, case)


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library into whose folder all of them were dropped."""
    place = tmp_path_factory.mktemp("crowded") / "library"
    (place / "articles").mkdir(parents=True)
    for case in CASES.values():
        if len(case.data) < 5_000_000:
            (place / "articles" / case.name).write_bytes(case.data)
    return place


def test_dropped_into_the_folder_each_is_taken_in_or_named(crowded: Path) -> None:
    library = open_library(crowded)
    named = {path.name for path, _ in library.sync()}
    taken = {Path(path).name for path in library.files()}
    library.close()
    for case in CASES.values():
        if len(case.data) < 5_000_000 and case.fate != "either":
            assert (case.name in taken, case.name in named) == (
                (True, False) if case.fate == "kept" else (False, True)
            ), case.name


async def test_every_one_can_be_read_on_the_screen(crowded: Path) -> None:
    from reader.config import Config

    library = open_library(crowded)
    library.sync()
    entries = library.list()
    assert len(entries) > 60
    app = MeipiApp(library, library.open(entries[0].head.id), Config(), load("zh_hant"))
    async with app.run_test(size=(80, 24)) as pilot:
        for entry in entries:
            app.navigation.open(entry.head.id)
            while app.navigation.opened.article != entry.head.id:
                await pilot.pause()
            await pilot.press("j", "space", "G", "s", "g", "k")
            for row in range(24):
                text = "".join(
                    segment.text for segment in app.screen._compositor.render_strips()[row]
                )
                assert not HARM.search(text), (entry.head.path, row, text)
    library.close()


def test_no_export_carries_harm(crowded: Path) -> None:
    library = open_library(crowded)
    library.sync()
    idents = [entry.head.id for entry in library.list()]
    library.submit(lambda edits: edits.become("王")).result()
    for ident in idents:
        sentence = library.open(ident).outline.sentence(0)
        library.submit(
            lambda edits, ident=ident, at=sentence: edits.edit(ident, at, tag="fact", note="記")
        ).result()
    words = load("zh_hant")
    for name in FORMATS:
        data = exported(library, idents, name, words).decode("utf-8-sig")
        assert not re.search(
            "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", data
        )
    library.close()
