"""Long articles are opened in a thread while what shows them is imported."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.errors import InputError, LibraryError
from reader.library import Library
from reader.library.reads import LONG

Open = Callable[[Path], Library]
SENTENCE = "市府說，河濱公園去年有三百萬人次到訪。我認為這個數字太高了。\n\n"


@pytest.fixture
def long(folder: Path, opened: Open) -> tuple[Library, str]:
    """A library as it is when a program has just opened it, and its long article's id."""
    text = SENTENCE * (LONG // len(SENTENCE) + 1)
    (folder / "articles" / "long.md").write_text(f"---\ntitle: 長\n---\n\n{text}", "utf-8")
    library = opened(folder)
    assert library.sync() == []
    library.close()
    library = opened(folder)
    return library, library.find("長")


def beside() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "thread-result"]


def test_what_is_opened_soon_is_what_is_opened(long: tuple[Library, str], opened: Open) -> None:
    library, article = long
    library.open_soon(article)
    document = library.open(article)
    assert document.text == opened(library.root).open(article).text
    assert document.head.length == len(document.text) >= LONG
    assert library.open(article).text is document.text
    assert beside() == []


def test_another_article_is_opened_than_was_to_be(long: tuple[Library, str]) -> None:
    library, article = long
    park = library.find("park.md")
    library.open_soon(article)
    assert library.open(park).text.startswith("市府說，河濱公園")
    assert len(library.open(article).text) >= LONG


def test_a_short_text_needs_no_thread(long: tuple[Library, str]) -> None:
    library, _ = long
    before = threading.active_count()
    library.open_soon(library.find("park.md"))
    assert threading.active_count() == before


def test_an_article_that_is_not_there(long: tuple[Library, str]) -> None:
    with pytest.raises(InputError, match="article_unknown"):
        long[0].open_soon("01890000-0000-7000-8000-000000000000")


def test_closing_while_it_loads(long: tuple[Library, str]) -> None:
    library, article = long
    library.open_soon(article)
    library.close()
    with pytest.raises(LibraryError, match="library_closed"):
        library.open(article)


def test_a_damaged_text_is_told_by_whoever_opens_it(
    long: tuple[Library, str], capfd: pytest.CaptureFixture[str]
) -> None:
    library, article = long
    library.close()
    data = library.database.read_bytes()
    some = SENTENCE.encode()
    assert data.count(some) > 1000
    library.database.write_bytes(data.replace(some, b"\xff" * len(some)))
    library = Library(library.root)
    try:
        library.open_soon(article)
        with pytest.raises(LibraryError, match="library_rows"):
            library.open(article)
    finally:
        library.close()
    assert capfd.readouterr() == ("", "")
