"""Measures of searching a library of many articles: the first page, the count, the index."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.figures import Figure, Goal, figure
from benchmarks.many import Writing, made
from benchmarks.rooms import seconds
from reader.library import Library, open_library
from reader.store import arrivals
from reader.text.folding import fold
from reader.text.query import parse

GROUP = "Search"
FIRST_GOAL, COUNT_GOAL = Goal(median=10), Goal(median=50)
INDEX_GOAL = Goal(median=50)
"""Percent of the texts' bytes."""
SAMPLE = 400
SHARES = {"in most articles": 0.9, "in one of ten": 0.1, "in one of a hundred": 0.01, "rare": 0.0}
LENGTHS = (1, 2, 3, 4, 8)
PAGE = 10
"""Number of hits that the search screen asks for first."""


def searching(folder: Path, rounds: int) -> list[Figure]:
    """Every kind of search in a library, and what the index takes; `rounds` of each."""
    library = open_library(folder)
    try:
        words = dict(_words(library))
        figures = [
            each
            for name, text in {**words, **_combined(words)}.items()
            for each in _one(library, name, text, rounds)
        ]
        figures += [_adding(library, rounds), _opening(folder, rounds)]
    finally:
        library.close()
    return figures + _sizes(folder)


def _words(library: Library) -> Iterator[tuple[str, str]]:
    """Words of each length that so many articles hold, by what they are."""
    chance = random.Random(1)
    entries = library.list()
    texts = [
        fold(library.open(it.head.id).text)
        for it in chance.sample(entries, min(SAMPLE, len(entries)))
    ]
    for length in LENGTHS:
        counts = Counter(
            part
            for text in texts
            for part in {text[at : at + length] for at in range(len(text) - length + 1)}
            if part.isalpha()
        )
        for name, share in SHARES.items():
            # Without any of this share, the one that comes nearest to it.
            part, count = min(
                counts.items(), key=lambda it: (abs(it[1] - max(1, share * len(texts))), it[0])
            )
            if share == 0 or count >= share * len(texts) / 2:
                yield f"{length} characters, {name}", f'"{part}"'


def _combined(words: dict[str, str]) -> dict[str, str]:
    """Queries of several parts."""
    common, rare = words["2 characters, in one of ten"], words["2 characters, rare"]
    two = words["2 characters, in most articles"]
    return {
        "two words, both common": f"{two} {common}",
        "two words, one rare": f"{two} {rare}",
        "a word and not another": f"{two} -{common}",
        "a word in the title": f"in:title {common}",
        "a word after a date": f"{two} after:2025-06",
        "opinions": "tag:opinion",
        "claims refuted": "status:refuted",
        "opinions with a word": f"tag:opinion {common}",
        "notes with a word": "in:note 出處",
    }


def _one(library: Library, name: str, text: str, rounds: int) -> Iterator[Figure]:
    """The first page of a search and its count."""
    query = parse(text)
    number = library.count(query)
    library.search(query, limit=PAGE)
    first = [seconds(lambda: library.search(query, limit=PAGE)) for _ in range(rounds)]
    count = [seconds(lambda: library.count(query)) for _ in range(rounds)]
    yield _figure(f"first {PAGE}: {name} ({number})", first, FIRST_GOAL)
    yield _figure(f"count: {name}", count, COUNT_GOAL)


def _adding(library: Library, rounds: int) -> Figure:
    """Storing one more article until it is on disk."""
    writing = Writing(seed=rounds)
    taken = []
    for number in range(rounds):
        ident, article, outline = made(writing, 0xF0000000 + number)
        taken.append(
            seconds(
                lambda a=ident, b=article, c=outline: library.submit(  # type: ignore[misc]
                    lambda edits: arrivals.put(edits.connection, a, b, c)
                ).result()
            )
        )
    return _figure("storing and indexing an article", taken)


def _opening(folder: Path, rounds: int) -> Figure:
    """Opening the library and its newest article."""

    def work() -> None:
        library = open_library(folder)
        library.open(library.list(limit=1)[0].head.id)
        library.close()

    return _figure("opening the library and an article", [seconds(work) for _ in range(rounds)])


def _figure(name: str, values: list[float], goal: Goal | None = None) -> Figure:
    return figure(GROUP, name, "ms", [1e3 * each for each in values], goal=goal)


def _sizes(folder: Path) -> list[Figure]:
    """The bytes of the index and of the folds beside it, as a share of the texts' bytes."""
    with closing(sqlite3.connect(folder / "annotations.db")) as connection:
        pages = dict(connection.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name"))
        (texts,) = connection.execute("SELECT sum(length(CAST(text AS BLOB))) FROM body").fetchone()
    parts = {
        "the index": (name for name in pages if name.startswith("search_gram")),
        "the kept folds": ("search_text",),
        "what articles are ordered by": (
            name for name in pages if name.startswith(("search_article", "search_newest"))
        ),
    }
    return [
        figure(GROUP, f"{name}, of the texts' bytes", "%", [100 * size / texts], sizes=[size],
               goal=INDEX_GOAL if name == "the index" else None)
        for name, tables in parts.items()
        for size in [sum(pages.get(table, 0) for table in tables)]
    ]  # fmt: skip
