"""Measures of searching a library of many articles: the first page, the count, the index."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.figures import Figure, Goal, figure
from benchmarks.many import LAST, Writing, made
from benchmarks.rooms import bare_rows, beside, seconds
from benchmarks.statements import Opened, folds, opened
from reader.library import Library, open_library
from reader.model.listing import Shelf
from reader.store import arrivals
from reader.store.search.grams import encoded
from reader.text.folding import fold
from reader.text.query import parse

GROUP = "Search"
FIRST_GOAL = Goal(ratio=4.5)
COUNT_GOAL, SMALL_GOAL = Goal(ratio=0.17), Goal(ratio=2)
"""Of counting in a large library, and in one that is looked through in a few milliseconds."""
SMALL = 2000
"""Most articles of such a one."""
THOUSAND = 1000
"""Number of articles that are looked through beside a first page."""
INDEX_GOAL = Goal(ratio=1.3)
MEGABYTE = 1e6
SAMPLE = 400
SHARES = {"in most articles": 0.9, "in one of ten": 0.1, "in one of a hundred": 0.01, "rare": 0.0}
LENGTHS = (1, 2, 3, 4, 8)
PAGE = 10
"""Number of hits that the search screen asks for first."""
WORDS = "CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, search_gram, row)"


def searching(folder: Path, rounds: int) -> list[Figure]:
    """Every kind of search in a library, and what the index takes; `rounds` of each."""
    with opened(folder, rounds) as place:
        words = dict(_words(place.library))
        figures = [
            each
            for name, text in {**words, **_combined(words)}.items()
            for each in _one(place, name, text)
        ]
        figures += [_adding(place.library, rounds), _opening(folder, rounds)]
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


def _one(place: Opened, name: str, text: str) -> Iterator[Figure]:
    """The first page of a search and its count, beside `instr` over the kept folds of the texts.

    That is a search without an index; the line that it looks for ends the articles, so that it
    goes through all of each. Counting is beside all articles, and the first page beside a thousand,
    since a page may cost no more in a library that is larger. The slow one is taken fewer times.
    """
    library, connection, rounds = place
    query, form = parse(text), encoded(fold(LAST))
    number, articles = library.count(query), len(library.listed(Shelf("everything")))
    yield beside(
        GROUP, f"first {PAGE}: {name} ({number})", lambda: library.search(query, limit=PAGE),
        f"instr over {THOUSAND:,}", folds(connection, form, THOUSAND),
        rounds=rounds, goal=FIRST_GOAL,
    )  # fmt: skip
    yield beside(
        GROUP, f"count: {name}", lambda: library.count(query),
        "instr over all", folds(connection, form, articles),
        rounds=max(1, rounds // 3), goal=COUNT_GOAL if articles > SMALL else SMALL_GOAL,
    )  # fmt: skip


def _adding(library: Library, rounds: int) -> Figure:
    """Storing one more article until it is on disk, beside a bare row."""
    writing = Writing(seed=rounds)
    coming = iter([made(writing, 0xF0000000 + number) for number in range(rounds + 1)])

    def store() -> None:
        ident, article, outline = next(coming)
        library.submit(
            lambda edits: arrivals.put(edits.connection, ident, article, outline)
        ).result()

    with bare_rows(library.root) as insert:
        return beside(
            GROUP, "storing and indexing an article", store, "a bare row", insert, rounds=rounds
        )


def _opening(folder: Path, rounds: int) -> Figure:
    """Opening the library and its newest article."""

    def work() -> None:
        library = open_library(folder)
        library.open(library.list(limit=1)[0].head.id)
        library.close()

    taken = [1e3 * seconds(work) for _ in range(rounds)]
    return figure(GROUP, "opening the library and an article", "ms", taken)


def _sizes(folder: Path) -> list[Figure]:
    """Megabytes of the index and of what is kept beside it, beside those of the texts.

    And of the index beside the least that one can be which knows the same: each of its words once,
    and a byte for each article that has it. In a small library the words alone are a quarter of
    the texts, so that one goal for both sizes has to count them.
    """
    with closing(sqlite3.connect(folder / "annotations.db")) as connection:
        pages = dict(connection.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name"))
        (texts,) = connection.execute("SELECT sum(length(CAST(text AS BLOB))) FROM body").fetchone()
        connection.execute(WORDS)
        (least,) = connection.execute(
            "SELECT sum(length(CAST(term AS BLOB)) + doc) FROM temp.words"
        ).fetchone()
    index = [name for name in pages if name.startswith("search_gram")]
    ordered = [name for name in pages if name.startswith(("search_article", "search_newest"))]

    def size(name: str, tables: list[str], against: str, floor: int, goal: Goal | None) -> Figure:
        taken = sum(pages.get(table, 0) for table in tables) / MEGABYTE
        return figure(
            GROUP, name, "MB", [taken], against=against, floor=[floor / MEGABYTE], goal=goal
        )

    return [
        size("the index", index, "its words and places", least, INDEX_GOAL),
        size("the index, beside the texts", index, "the texts", texts, None),
        size("the kept folds", ["search_text"], "the texts", texts, None),
        size("what articles are ordered by", ordered, "the texts", texts, None),
    ]
