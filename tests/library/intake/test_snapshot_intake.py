"""Snapshots: pages that are quoted, which no list shows until somebody brings them in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import InputError
from reader.library import Library, open_library, quoted_pages
from reader.library.intake import identity, offers, snapshot_intake
from reader.model import Quotation, Span
from reader.store.edits import Edits
from reader.text.query import parse

PAGE = """---
title: 公園年報
url: https://park.example/report
date: 2026-11-20
---

去年共有兩百一十萬人次到訪。

本處明年改用新的計數器，並且公布每個月的數字，以便查核。
"""
CHANGED = PAGE.replace("兩百一十萬", "兩百五十萬")
CLAIM = "市府說，去年有三百萬人次到訪。"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text(f"{CLAIM}\n", encoding="utf-8")
    library = open_library(tmp_path)
    library.sync()
    yield library
    library.close()


def snapshot(library: Library, page: str = PAGE) -> str:
    return snapshot_intake.keep(library, offers.offer_text(page.encode()))


def titles(library: Library) -> list[str]:
    return [entry.head.title for entry in library.list()]


def quote(library: Library, article: str, words: str = "兩百一十萬人次") -> None:
    """Quote a snapshot as evidence of the one claim."""
    page = quoted_pages.document(library, article)
    start = page.text.index(words)
    quoted = Quotation(article, Span(start, start + len(words)), page.head.text)
    (claim,) = library.list()

    def work(edits: Edits) -> None:
        edits.become("王")
        edits.edit(claim.head.id, Span(0, len(CLAIM)), tag="fact")
        edits.add_evidence(claim.head.id, Span(0, len(CLAIM)), page.head.url, quoted=quoted)

    library.submit(work).result()


def test_no_list_count_or_search_shows_one(library: Library) -> None:
    before = titles(library), library.shelves(), library.newest(9)
    snapshot(library)
    assert (titles(library), library.shelves(), library.newest(9)) == before
    assert library.search(parse("計數器")).found == ()
    assert library.removed() == []
    assert library.with_address("https://park.example/report") is None
    assert library.titles("公園", 9) == []
    for find in (library.find, library.find_removed):
        with pytest.raises(InputError):
            find("公園年報")
    (kept,) = quoted_pages.quotable(library, "年報")
    assert kept.fetched


def test_a_page_that_comes_in_changed_leaves_the_quote_where_it_was(library: Library) -> None:
    article = snapshot(library)
    quote(library, article)
    (claim,) = library.annotations(library.list()[0].head.id)
    (kept,) = claim.evidence
    assert not kept.page_changed
    assert snapshot(library) == article  # the same text is no other page
    assert not library.annotations(claim.article)[0].evidence[0].page_changed
    assert snapshot(library, CHANGED) == article
    (now,) = library.annotations(claim.article)[0].evidence
    assert (now.quote, now.came_in, now.page_changed) == (kept.quote, kept.came_in, True)
    page = quoted_pages.quoted(library, now.id)
    assert page.changed
    assert page.span.of(page.document.text) == "兩百一十萬人次"


@pytest.mark.parametrize("page", [PAGE, CHANGED])
def test_whoever_brings_it_in_makes_it_a_new_article(library: Library, page: str) -> None:
    article = snapshot(library)
    offer = offers.offer_text(page.encode())
    assert offers.foresee(library, offer).what == "new"
    kept = offers.accept(library, offer)
    assert (kept.article, kept.what, kept.revived) == (article, "new", False)
    assert "公園年報" in titles(library)
    assert [it.head.id for it in library.search(parse("計數器")).found] == [article]
    assert quoted_pages.quotable(library, "") == []


def test_a_file_in_the_folder_makes_it_an_article(library: Library) -> None:
    article = snapshot(library)
    (library.articles / "report.md").write_text(PAGE, encoding="utf-8")
    assert library.sync() == []
    assert article in library.newest(9)


def test_an_item_of_a_feed_is_no_snapshot(library: Library) -> None:
    snapshot(library)
    with library.reading() as connection:
        found = identity.of_item(
            connection, "own", "https://park.example/feed", "1", "https://park.example/report",
            takes=lambda _: True,
        )  # fmt: skip
    assert found == identity.Identity("own")


def test_an_article_of_the_library_is_quoted_as_it_is_read(library: Library) -> None:
    kept = offers.accept(library, offers.offer_text(PAGE.encode()))
    assert snapshot(library, CHANGED) == kept.article
    assert "兩百一十萬" in library.open(kept.article).text


def test_one_that_was_taken_out_of_the_library_stays_out(library: Library) -> None:
    kept = offers.accept(library, offers.offer_text(PAGE.encode()))
    library.submit(lambda edits: edits.shelf.take_out([kept.article])).result()
    assert snapshot(library, CHANGED) == kept.article
    assert "公園年報" not in titles(library)
    assert [head.title for head in library.removed()] == ["公園年報"]
    assert "兩百五十萬" in quoted_pages.document(library, kept.article).text


def test_a_quote_of_a_text_that_an_article_never_had_is_refused(library: Library) -> None:
    article = snapshot(library)
    (claim,) = library.list()
    quoted = Quotation(article, Span(0, 2), "0" * 64)

    def work(edits: Edits) -> None:
        edits.become("王")
        edits.add_evidence(claim.head.id, Span(0, len(CLAIM)), quoted=quoted)

    with pytest.raises(InputError, match="article_unknown"):
        library.submit(work).result()


def test_evidence_of_words_alone_has_no_page(library: Library) -> None:
    with pytest.raises(InputError, match="evidence_unquoted"):
        quoted_pages.quoted(library, "nothing")


def test_an_empty_page_is_no_snapshot(library: Library) -> None:
    offer = offers.offer_text(b"---\ntitle: a\n---\n")
    with pytest.raises(InputError):
        snapshot_intake.keep(library, offer)
