"""Measures of the library's list: the first page of every order, whole orders, shelves, filters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import cycle
from pathlib import Path
from random import Random

from benchmarks.figures import Figure, Goal
from benchmarks.many import PUBLISHERS, count_marked
from benchmarks.programs import claims
from benchmarks.rooms import bare_rows, beside
from benchmarks.statements import Opened, bare, ids, opened, rows, texts
from reader.library import Library
from reader.model import Span
from reader.model.listing import ORDERS, Shelf
from reader.text.query import parse

GROUP = "The library's list"
PAGE = 50
ROWS_GOAL, OPEN_GOAL, TAG_GOAL = Goal(ratio=25), Goal(ratio=100), Goal(ratio=6)
INDEXED = ("newest", "added", "read", "title", "source")
"""Orders whose first page is shown before the whole order is known."""
FILTERS = ("公司", "的", "in:title 的", "tag:opinion", "status:refuted", "in:note 出處")


def listing(folder: Path, rounds: int) -> list[Figure]:
    """Every order, shelf and filter of a library, `rounds` of each."""
    count_marked(folder)
    with opened(folder, rounds) as place:
        return [
            *_pages(place),
            *_shelves(place),
            *(_narrowed(place, text) for text in FILTERS),
            _opened(place),
            _tagged(place.library, 10 * rounds),
            _state(place.library, rounds),
        ]


def _rows(place: Opened, name: str, work: Callable[[], object], shown: list[str]) -> Figure:
    """The figure of a page, beside its articles by their primary key."""
    plain = rows(place.connection, "article", shown)
    against = f"{len(shown)} bare rows"
    return beside(GROUP, name, work, against, plain, rounds=place.rounds, goal=ROWS_GOAL)


def _ids(place: Opened, name: str, work: Callable[[], Sequence[str]], number: int) -> Figure:
    """The figure of the ids in an order, beside so many in none."""
    plain, against = ids(place.connection, number), f"{number} bare ids"
    return beside(GROUP, name, work, against, plain, rounds=place.rounds)


def _pages(place: Opened) -> list[Figure]:
    """The first page with its counts, as it is shown, and every id in the order."""
    found = []
    library = place.library
    for order in ORDERS:
        shelf = Shelf(order=order)
        if order in INDEXED:
            found.append(_page(place, shelf))
        found.append(_whole(place, f"all ids: {order}", shelf))
    every = library.listed(Shelf())
    middle = list(every[len(every) // 2 :][:PAGE])
    name = f"a page of rows in the middle of {len(every)}"
    return [*found, _rows(place, name, lambda: library.entries(middle), middle)]


def _page(place: Opened, shelf: Shelf) -> Figure:
    library = place.library
    return _rows(
        place,
        f"first {PAGE} with counts: {shelf.order}",
        lambda: library.entries(library.listed(shelf, PAGE)),
        list(library.listed(shelf, PAGE)),
    )


def _shelves(place: Opened) -> list[Figure]:
    names = {"source": PUBLISHERS[0], "unread": "", "archived": ""}
    found = [
        _whole(place, f"all ids: on the shelf {kind}", Shelf(kind, name))
        for kind, name in names.items()
    ]
    counted = bare(place.connection, "SELECT archived, count(*) FROM listing GROUP BY archived")
    shelves = beside(
        GROUP, "counting every shelf", place.library.shelves, "counting them bare", counted,
        rounds=place.rounds,
    )  # fmt: skip
    return [*found, shelves]


def _narrowed(place: Opened, text: str) -> Figure:
    """The articles of a shelf that a query finds, beside the ids of all from which they are."""
    library, query = place.library, parse(text)
    name = f"narrowed to {text} ({len(library.listed(Shelf(), query=query))})"
    number = len(library.listed(Shelf()))
    return _ids(place, name, lambda: library.listed(Shelf(), query=query), number)


def _whole(place: Opened, name: str, shelf: Shelf) -> Figure:
    number = len(place.library.listed(shelf))
    return _ids(place, name, lambda: place.library.listed(shelf), number)


def _opened(place: Opened) -> Figure:
    """Articles opened with all that is read of them, beside the bare texts of others.

    Another one each time, so that neither finds in memory what the other has just read.
    """
    every = list(place.library.listed(Shelf()))
    Random(1).shuffle(every)
    half = len(every) // 2
    mine, others = cycle(every[:half]), cycle(every[half:])
    return beside(
        GROUP, "an article opened", lambda: place.library.open(next(mine)),
        "a bare text", texts(place.connection, others), rounds=place.rounds, goal=OPEN_GOAL,
    )  # fmt: skip


def _tagged(library: Library, rounds: int) -> Figure:
    """Sentences tagged, each in another article, until it is on disk; beside a bare row."""
    idents = Random(2).choices(list(library.listed(Shelf())), k=rounds + 1)
    places = iter([(ident, _first_claim(library, ident)) for ident in idents])

    def tag() -> None:
        ident, span = next(places)
        library.submit(lambda edits: edits.edit(ident, span, tag="opinion")).result()

    with bare_rows(library.root) as insert:
        return beside(
            GROUP, "a tag, until it is on disk", tag, "a bare row", insert,
            rounds=rounds, goal=TAG_GOAL,
        )  # fmt: skip


def _first_claim(library: Library, ident: str) -> Span:
    document = library.open(ident)
    return document.outline.sentence(claims(document)[0])


def _state(library: Library, rounds: int) -> Figure:
    """Time to star an article until it is on disk, beside a bare row."""
    idents = cycle(library.listed(Shelf(), rounds + 1))

    def star() -> None:
        ident = next(idents)
        library.submit(lambda edits: edits.shelf.put_state(ident, "starred", True)).result()

    with bare_rows(library.root) as insert:
        return beside(
            GROUP, "a star, until it is on disk", star, "a bare row", insert, rounds=rounds
        )
