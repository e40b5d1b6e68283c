"""Measures of the library's list: the first page of every order, whole orders, shelves, filters."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from random import Random

from benchmarks.figures import Figure, Goal, figure
from benchmarks.many import PUBLISHERS
from benchmarks.programs import claims
from benchmarks.rooms import bare_rows, in_turn, seconds
from reader.library import Library, open_library
from reader.model import Span
from reader.model.listing import ORDERS, Shelf
from reader.text.query import parse

GROUP = "The library's list"
PAGE = 50
ROWS_GOAL, OPEN_GOAL, TAG_GOAL = Goal(median=2), Goal(median=5), Goal(median=2)
INDEXED = ("newest", "added", "read", "title", "source")
"""Orders whose first page is shown before the whole order is known."""
FILTERS = ("公司", "的", "in:title 的", "tag:opinion", "status:refuted", "in:note 出處")


def listing(folder: Path, rounds: int) -> list[Figure]:
    """Every order, shelf and filter of a library, `rounds` of each."""
    library = open_library(folder)
    try:
        return [
            *_pages(library, rounds),
            *_shelves(library, rounds),
            *_filters(library, rounds),
            _opened(library, rounds),
            _tagged(library, 10 * rounds),
            _state(library, rounds),
        ]
    finally:
        library.close()


def _pages(library: Library, rounds: int) -> list[Figure]:
    """The first page with its counts, as it is shown, and every id in the order."""
    found = []
    for order in ORDERS:
        shelf = Shelf(order=order)
        if order in INDEXED:
            found.append(_page(library, shelf, rounds))
        found.append(_whole(library, f"all ids: {order}", shelf, rounds))
    number = len(library.listed(Shelf()))
    middle = library.listed(Shelf())[number // 2 :][:PAGE]
    taken = [seconds(lambda: library.entries(middle)) for _ in range(rounds)]
    return [*found, _figure(f"a page of rows in the middle of {number}", taken, ROWS_GOAL)]


def _page(library: Library, shelf: Shelf, rounds: int) -> Figure:
    def work() -> None:
        library.entries(library.listed(shelf, PAGE))

    taken = [seconds(work) for _ in range(rounds)]
    return _figure(f"first {PAGE} with counts: {shelf.order}", taken, ROWS_GOAL)


def _shelves(library: Library, rounds: int) -> list[Figure]:
    names = {"source": PUBLISHERS[0], "unread": "", "archived": ""}
    found = [
        _whole(library, f"all ids: on the shelf {kind}", Shelf(kind, name), rounds)
        for kind, name in names.items()
    ]
    taken = [seconds(library.shelves) for _ in range(rounds)]
    return [*found, _figure("counting every shelf", taken)]


def _filters(library: Library, rounds: int) -> list[Figure]:
    return [_narrowed(library, text, rounds) for text in FILTERS]


def _narrowed(library: Library, text: str, rounds: int) -> Figure:
    query = parse(text)
    number = len(library.listed(Shelf(), query=query))
    taken = [seconds(lambda: library.listed(Shelf(), query=query)) for _ in range(rounds)]
    return _figure(f"narrowed to {text} ({number})", taken)


def _whole(library: Library, name: str, shelf: Shelf, rounds: int) -> Figure:
    return _figure(name, [seconds(lambda: library.listed(shelf)) for _ in range(rounds)])


def _opened(library: Library, rounds: int) -> Figure:
    """Articles opened with all that is read of them, another one each time."""
    idents = Random(1).sample(list(library.listed(Shelf())), rounds)
    taken = [seconds(partial(library.open, ident)) for ident in idents]
    return _figure("an article opened", taken, OPEN_GOAL)


def _tagged(library: Library, rounds: int) -> Figure:
    """Sentences tagged, each in another article, until it is on disk; beside a bare row."""
    idents = Random(2).choices(list(library.listed(Shelf())), k=rounds + 1)
    places = iter([(ident, _first_claim(library, ident)) for ident in idents])

    def tag() -> None:
        ident, span = next(places)
        library.submit(lambda edits: edits.edit(ident, span, tag="opinion")).result()

    with bare_rows(library.root) as insert:
        mine, floor = in_turn(tag, insert, rounds)
    return figure(
        GROUP, "a tag, until it is on disk", "ms", [1e3 * each for each in mine],
        against="a bare row", floor=[1e3 * each for each in floor], goal=TAG_GOAL,
    )  # fmt: skip


def _first_claim(library: Library, ident: str) -> Span:
    document = library.open(ident)
    return document.outline.sentence(claims(document)[0])


def _state(library: Library, rounds: int) -> Figure:
    """Time to star an article until it is on disk."""
    idents = iter(library.listed(Shelf(), rounds))

    def star() -> None:
        ident = next(idents)
        library.submit(lambda edits: edits.shelf.put_state(ident, "starred", True)).result()

    rounds = min(rounds, len(library.listed(Shelf(), rounds)))
    return _figure("a star, until it is on disk", [seconds(star) for _ in range(rounds)])


def _figure(name: str, values: list[float], goal: Goal | None = None) -> Figure:
    return figure(GROUP, name, "ms", [1e3 * each for each in values], goal=goal)
