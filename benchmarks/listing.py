"""Measures of the library's list: the first page of every order, whole orders, shelves, filters."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks.figures import Figure, Goal
from benchmarks.many import PUBLISHERS
from benchmarks.programs import claims
from benchmarks.rooms import bare_rows, beside
from benchmarks.statements import bare, ids, reading, rows, texts
from reader.library import Library, open_library
from reader.model import Span
from reader.model.listing import ORDERS, Shelf
from reader.text.query import parse

GROUP = "The library's list"
PAGE = 50
ROWS_GOAL, OPEN_GOAL, TAG_GOAL = Goal(ratio=20), Goal(ratio=100), Goal(ratio=6)
INDEXED = ("newest", "added", "read", "title", "source")
"""Orders whose first page is shown before the whole order is known."""
FILTERS = ("公司", "的", "in:title 的", "tag:opinion", "status:refuted", "in:note 出處")


class Beside(NamedTuple):
    """A library, a connection to its database for bare statements, and the number of rounds."""

    library: Library
    connection: sqlite3.Connection
    rounds: int

    def figure(
        self,
        name: str,
        work: Callable[[], object],
        against: str,
        other: Callable[[], object],
        goal: Goal | None = None,
    ) -> Figure:
        """The figure of a call beside a bare statement, in turn."""
        return beside(GROUP, name, work, against, other, rounds=self.rounds, goal=goal)

    def rows(self, name: str, work: Callable[[], object], shown: list[str]) -> Figure:
        """The figure of a page, beside its articles by their primary key."""
        plain = rows(self.connection, "article", shown)
        return self.figure(name, work, f"{len(shown)} bare rows", plain, ROWS_GOAL)

    def ids(self, name: str, work: Callable[[], tuple[str, ...]]) -> Figure:
        """The figure of the ids in an order, beside as many in none."""
        return self.figure(name, work, "as many bare ids", ids(self.connection, len(work())))


def listing(folder: Path, rounds: int) -> list[Figure]:
    """Every order, shelf and filter of a library, `rounds` of each."""
    with open_library(folder) as library, reading(folder) as connection:
        place = Beside(library, connection, rounds)
        return [
            *_pages(place),
            *_shelves(place),
            *(_narrowed(place, text) for text in FILTERS),
            _opened(place),
            _tagged(library, 10 * rounds),
            _state(library, rounds),
        ]


def _pages(place: Beside) -> list[Figure]:
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
    return [*found, place.rows(name, lambda: library.entries(middle), middle)]


def _page(place: Beside, shelf: Shelf) -> Figure:
    library = place.library
    return place.rows(
        f"first {PAGE} with counts: {shelf.order}",
        lambda: library.entries(library.listed(shelf, PAGE)),
        list(library.listed(shelf, PAGE)),
    )


def _shelves(place: Beside) -> list[Figure]:
    names = {"source": PUBLISHERS[0], "unread": "", "archived": ""}
    found = [
        _whole(place, f"all ids: on the shelf {kind}", Shelf(kind, name))
        for kind, name in names.items()
    ]
    counted = bare(place.connection, "SELECT archived, count(*) FROM listing GROUP BY archived")
    return [
        *found,
        place.figure("counting every shelf", place.library.shelves, "counting one", counted),
    ]


def _narrowed(place: Beside, text: str) -> Figure:
    library, query = place.library, parse(text)
    number = len(library.listed(Shelf(), query=query))
    return place.ids(f"narrowed to {text} ({number})", lambda: library.listed(Shelf(), query=query))


def _whole(place: Beside, name: str, shelf: Shelf) -> Figure:
    return place.ids(name, lambda: place.library.listed(shelf))


def _opened(place: Beside) -> Figure:
    """Articles opened with all that is read of them, beside the bare texts of others.

    Another one each time, so that neither finds in memory what the other has just read.
    """
    every = list(place.library.listed(Shelf()))
    Random(1).shuffle(every)
    half = len(every) // 2
    mine, others = cycle(every[:half]), cycle(every[half:])
    return place.figure(
        "an article opened",
        lambda: place.library.open(next(mine)),
        "a bare text",
        texts(place.connection, others),
        OPEN_GOAL,
    )


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
