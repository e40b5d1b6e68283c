"""The parts of a run, and the libraries that they share, which are made when they are needed."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from benchmarks import (
    anchoring,
    elsewhere,
    keys,
    large,
    listing,
    many,
    pages,
    programs,
    rooms,
    screens,
    scripts,
    searching,
)
from benchmarks.figures import Figure
from benchmarks.screens import LONG, SHORT
from reader.library import open_library
from reader.model import Document
from reader.model.listing import Shelf

MIDDLE = "1 million characters"
SIZES = {MIDDLE: 2_950_000, "1 MB": 1_000_000}
"""Bytes of the articles between the short and the long one."""
IDLE = 20.0
"""Seconds in which nothing happens."""
FEW, EACH = 1000, 10
"""Articles of the small library, and annotations of an article."""


class Suite:
    """All that is measured, in an empty folder; `rounds` are those of starts.

    The large library has so many `articles`, or is the one that is in the folder `kept`; it is
    made there if there is none. A kept library is copied, and never changed.
    """

    def __init__(self, place: Path, *, rounds: int, articles: int, kept: Path | None) -> None:
        self.place = place
        self.rounds = rounds
        self._articles = articles
        self._kept = kept
        self._open = ExitStack()

    def __enter__(self) -> Suite:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    # what is measured

    def take(self, groups: Iterable[str]) -> list[Figure]:
        """The figures of some parts, in this order."""
        figures: list[Figure] = []
        for group in groups:
            report_step(f"{group} …")
            figures += GROUPS[group](self)
        return figures

    def starts(self) -> list[Figure]:
        """Starts on the short and on the long article, and commands that print."""
        short, long = programs.meipi(self.short), programs.meipi(self.long)
        return [
            *screens.starts(self.floor, short, long, self.rounds),
            *screens.printing(short, self.rounds),
        ]

    def keys(self) -> list[Figure]:
        """Keys on three sizes, then memory and idle of the same processes."""
        sizes = {SHORT: self.short, MIDDLE: self.middle, LONG: self.long}
        for folder in sizes.values():
            programs.sign(folder)
        running = {name: programs.meipi(folder) for name, folder in sizes.items()}
        with keys.Sitting(self.floor, running) as sitting:
            quiet = keys.idle(sitting, IDLE)
            figures = keys.keys(sitting, SHORT)
            return figures + keys.memory(sitting, SHORT, LONG) + quiet

    def peers(self) -> list[Figure]:
        """Other readers on the short article, on 1 MB and on 10 MB."""
        libraries = {"9 KB": self.short, "1 MB": self._between("1 MB"), "10 MB": self.long}
        for folder in libraries.values():
            programs.sign(folder)
        place = self.place / "peers"
        return elsewhere.elsewhere(self.floor, libraries, place, max(1, self.rounds // 5))

    def inside(self) -> list[Figure]:
        """Typesetting, sentences, edits and opening, in one process."""
        programs.sign(self.short)
        return [
            *rooms.typesetting(self.document, self.rounds),
            rooms.sentences(self.document, self.rounds),
            rooms.editing(self.short, 10 * self.rounds),
            rooms.opening(SHORT, self.short, self.rounds),
            rooms.opening(LONG, self.long, self.rounds),
        ]

    def converting(self) -> list[Figure]:
        """Script views."""
        return scripts.converting(programs.only_article(self.long), self.place)

    def pages(self) -> list[Figure]:
        """Web pages brought in."""
        return pages.importing(self.rounds)

    def anchoring(self) -> list[Figure]:
        """Annotations carried over."""
        return anchoring.anchoring(self.document, programs.only_article(self.long), self.rounds)

    def large(self) -> list[Figure]:
        """The screen in a large library."""
        folder = self.many
        seed = large.with_seed(folder, self.short)
        return large.large(self.floor, folder, seed, size_of(folder), self.rounds)

    def search(self) -> list[Figure]:
        """Searching a small and a large library."""
        return self._in_both(searching.searching)

    def listed(self) -> list[Figure]:
        """The list of a small and of a large library, and articles opened and tagged there."""
        return self._in_both(listing.listing)

    def _in_both(self, measure: Callable[[Path, int], Sequence[Figure]]) -> list[Figure]:
        return [
            replace(figure, group=f"{figure.group}, {size}")
            for folder in self._libraries()
            for size in [size_of(folder)]
            for figure in measure(folder, self.rounds)
        ]

    def _libraries(self) -> Iterator[Path]:
        if self._articles > FEW:
            yield self.few
        yield self.many

    # the libraries

    @cached_property
    def floor(self) -> programs.Program:
        """The empty Textual app."""
        return programs.the_floor(self.place)

    @cached_property
    def short(self) -> Path:
        """The library of the seed article."""
        return programs.short_library(self.place / "short")

    @cached_property
    def document(self) -> Document:
        """The seed article."""
        return programs.only_article(self.short)

    @cached_property
    def middle(self) -> Path:
        """The library of an article of a million characters."""
        return self._between(MIDDLE)

    @cached_property
    def long(self) -> Path:
        """The library of an article of 10 MB."""
        return programs.long_library(self.place / "long", like=self.short)

    def _between(self, name: str) -> Path:
        folder = self.place / name.replace(" ", "-")
        return programs.long_library(folder, like=self.short, size=SIZES[name])

    @cached_property
    def few(self) -> Path:
        """The library of a thousand articles."""
        return many.many_articles(self.place / "few", FEW, EACH)

    @cached_property
    def many(self) -> Path:
        """The large library, or a copy of the kept one."""
        kept = self._kept
        if kept is None:
            report_step(f"making {self._articles} articles …")
            return many.many_articles(self.place / "many", self._articles, EACH)
        if not (kept / "annotations.db").exists():
            report_step(f"making {self._articles} articles, to be kept in {kept} …")
            kept.parent.mkdir(parents=True, exist_ok=True)
            part = kept.with_name(f"{kept.name}.part")
            many.many_articles(part, self._articles, EACH)
            part.replace(kept)
        report_step("copying the kept library …")
        return Path(self._open.enter_context(large.copied(kept)), "library")


GROUPS: dict[str, Callable[[Suite], Sequence[Figure]]] = {
    "starts": Suite.starts,
    "keys": Suite.keys,
    "peers": Suite.peers,
    "inside": Suite.inside,
    "converting": Suite.converting,
    "pages": Suite.pages,
    "anchoring": Suite.anchoring,
    "large": Suite.large,
    "list": Suite.listed,
    "search": Suite.search,
}
"""The parts of a run by what they are called, in the order in which they are taken."""


def size_of(folder: Path) -> str:
    """Number of articles and annotations of a library, in words."""
    library = open_library(folder)
    try:
        entries = library.listed(Shelf())
        with library.reading() as connection:
            (marks,) = connection.execute("SELECT count(*) FROM annotation").fetchone()
    finally:
        library.close()
    return f"{_round(len(entries))} articles, {_round(marks)} annotations"


def _round(number: int) -> str:
    """A number to the thousand, as it is called."""
    return f"{round(number, -3):,}" if number >= 1000 else str(number)


def report_step(step: str) -> None:
    """Report a step on stderr."""
    sys.stderr.write(f"{time.strftime('%X')} {step}\n")
