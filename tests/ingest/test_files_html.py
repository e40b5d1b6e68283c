"""Web pages that were saved as files are read like the other files of a library."""

from pathlib import Path

import pytest

from reader.errors import InputError
from reader.ingest.files import SUFFIXES, read_file
from reader.library import open_library
from reader.library.intake.scan import scan
from reader.text.structure.page_conversion import article_of
from tests.ingest.html.own_pages import PROSE, page_of

PAGE = page_of(*PROSE, "<p><b>店家怎麼說</b></p>", *PROSE, title="人行道下月動工")


@pytest.mark.parametrize("name", ["page.html", "PAGE.HTM", "page.txt"])
def test_a_saved_page_is_an_article(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(PAGE.encode("big5hkscs"))
    read = read_file(path)

    assert read.article.title == "人行道下月動工"
    assert [section.heading for section in read.article.sections] == [None, "店家怎麼說"]
    assert read.encoding == "big5hkscs"
    assert read.page is not None
    assert article_of(read.page) == read.article
    assert read.size == len(PAGE.encode("big5hkscs"))


def test_a_page_without_a_title_takes_the_name_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "人行道.html"
    path.write_text(f"<html><body>{''.join(PROSE)}</body></html>", encoding="utf-8")

    assert read_file(path).article.title == "人行道"


def test_what_was_repaired_is_told(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page_of(*PROSE).replace("市府今天", "市&#x202e;府今天"), encoding="utf-8")

    assert read_file(path).notices == (("repaired", {"count": "1"}),)


def test_the_address_that_a_browser_saved_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    note = "<!-- saved from url=(0025)https://example.com/a/1.html -->\n"
    path.write_text(note + page_of(*PROSE), encoding="utf-8")

    assert read_file(path).article.url == "https://example.com/a/1.html"


def test_a_page_without_an_article_names_its_file(tmp_path: Path) -> None:
    path = tmp_path / "empty.html"
    path.write_text("<html><body><script>1</script></body></html>", encoding="utf-8")
    with pytest.raises(InputError) as failure:
        read_file(path)

    assert failure.value.code == "page_empty"
    assert failure.value.params["path"] == str(path)


def test_markdown_that_mentions_html_stays_markdown(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text("# 題目\n\n<html> 是網頁的第一個標籤。\n", encoding="utf-8")
    read = read_file(path)

    assert read.page is None
    assert read.article.title == "題目"


def test_pages_dropped_into_the_library_are_taken_in(tmp_path: Path) -> None:
    assert ".html" in SUFFIXES
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "page.html").write_text(PAGE, encoding="utf-8")
    library = open_library(tmp_path)
    try:
        assert scan(library) == []
        assert [entry.head.title for entry in library.list()] == ["人行道下月動工"]
    finally:
        library.close()
