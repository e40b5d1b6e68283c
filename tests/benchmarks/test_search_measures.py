"""The library of many articles is made alike each time, and every search in it is measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import annotations, listing, searching
from benchmarks.many import LAST, Writing, many_articles
from benchmarks.statements import folds, ids, opened, rows, texts
from reader.library import open_library
from reader.model.claim_rows import Is
from reader.model.listing import ORDERS, Shelf
from reader.store.search.grams import encoded
from reader.text.folding import fold
from reader.text.query import parse

COUNT = 60


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return many_articles(tmp_path_factory.mktemp("many") / "library", COUNT, 3)


def test_the_same_articles_are_written_each_time(folder: Path) -> None:
    one, other = Writing(), Writing()
    texts = [one.text() for _ in range(3)]
    assert texts == [other.text() for _ in range(3)]
    assert all(900 < len(text) < 1400 and text.endswith(LAST) for text in texts)
    library = open_library(folder)
    try:
        assert len(library.list()) == library.count(parse(LAST)) == COUNT
        assert sum(len(library.annotations(entry.head.id)) for entry in library.list()) == 3 * COUNT
    finally:
        library.close()


def test_words_are_as_common_as_they_are_called(folder: Path) -> None:
    library = open_library(folder)
    try:
        for name, text in searching._words(library):
            share = library.count(parse(text)) / COUNT
            assert ("in most" in name) == (share > 0.4), name
    finally:
        library.close()


def test_every_search_is_measured(folder: Path) -> None:
    figures = searching.searching(folder, 1)
    assert sum(each.name.startswith("count: ") for each in figures) > 20
    assert all(each.median and each.median > 0 for each in figures)
    assert all(each.ratio and each.floor for each in figures if each.goal)
    index = next(each for each in figures if each.goal is searching.INDEX_GOAL)
    assert index.median
    assert index.floor
    assert 0.5 < index.floor / index.median < 2  # the least that there can be, not any number


def test_bare_reads_give_as_many_rows_as_are_shown(folder: Path) -> None:
    with opened(folder, 1) as place:
        shown = list(place.library.listed(Shelf(), 20))
        assert {row[0] for row in rows(place.connection, "article", shown)()} == set(shown)
        assert len(ids(place.connection, 20)()) == 20
        read = texts(place.connection, iter(shown))
        for ident in shown[:2]:
            assert read() == [(place.library.open(ident).text,)]
        ((ends,),) = folds(place.connection, encoded(fold(LAST)), 7)()
        assert ends > 7 * 1000


def test_every_order_is_measured(folder: Path) -> None:
    figures = listing.listing(folder, 2)
    names = [each.name for each in figures]
    assert all(f"all ids: {order}" in names for order in ORDERS)
    assert sum(each.goal is listing.ROWS_GOAL for each in figures) == len(listing.INDEXED) + 1
    assert {"an article opened", "a tag, until it is on disk"} <= set(names)
    assert all(each.median and each.median > 0 and each.ratio for each in figures)


def test_every_page_of_annotations_is_beside_as_many_bare_rows(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotations, "FILTERS", {"facts": Is("tag", "fact")})
    figures = annotations.all_annotations(folder, 1)
    judged = [each for each in figures if each.goal]
    assert {each.goal for each in judged} == {annotations.FIRST_GOAL, annotations.MIDDLE_GOAL}
    assert all(each.ratio and each.against == annotations.BARE for each in judged)
