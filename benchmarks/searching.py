"""Measures of searching a library of many articles: the first page, the count, the index."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from benchmarks.figures import Figure, Goal, figure
from benchmarks.many import LAST, NOTES, Writing, made
from benchmarks.rooms import bare_rows, beside, seconds
from benchmarks.statements import Opened, bare, folds, opened
from reader.library import Library, open_library
from reader.store import arrivals
from reader.store.schema.claims import VERDICTS
from reader.store.search.grams import encoded
from reader.text.folding import fold
from reader.text.query import parse

GROUP = "Search"
FIRST_GOAL = Goal(ratio=4)
COUNT_GOAL, MARKED_GOAL, SMALL_GOAL = Goal(ratio=0.2), Goal(ratio=0.1), Goal(ratio=2)
"""Of counting articles by their texts, by their annotations, and in a small library."""
SMALL = 2000
"""Most articles of a library in which looking at every one takes but milliseconds."""
THOUSAND = 1000
"""Number of articles that are looked at for the floor of a first page, whatever the library's
size: a page costs the same in any.
"""
INDEX_GOAL = Goal(ratio=1.3)
MEGABYTE = 1e6
SAMPLE = 400
SHARES = {"in most articles": 0.9, "in one of ten": 0.1, "in one of a hundred": 0.01, "rare": 0.0}
LENGTHS = (1, 2, 3, 4, 8)
PAGE = 10
"""Number of hits that the search screen asks for first."""
REFUTED = """SELECT count(DISTINCT a.article) FROM annotation a
  JOIN claim_check c ON c.id = a.claim_check WHERE a.deleted = 0 AND c.verdict = ?"""


WORDS = "CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, search_gram, row)"


class Asked(NamedTuple):
    """A query, and a bare statement that counts the same articles without an index.

    It looks with `instr` at every folded text, or at every annotation where the query is about
    those (`marked`); titles and notes, in which a search looks as well, it leaves out.
    """

    query: str
    sql: str
    values: tuple[object, ...] = ()
    marked: bool = False


def searching(folder: Path, rounds: int) -> list[Figure]:
    """Every kind of search in a library, and what the index takes; `rounds` of each."""
    with opened(folder, rounds) as place:
        asked = questions(dict(_words(place.library)))
        figures = [each for name, it in asked.items() for each in _one(place, name, it)]
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
                yield f"{length} characters, {name}", part


def questions(words: dict[str, str]) -> dict[str, Asked]:
    """Each word alone, and queries of several parts."""
    alone = {name: _texts(f'"{word}"', "instr(t.text, ?)", word) for name, word in words.items()}
    return alone | _combined(words)


def _combined(words: dict[str, str]) -> dict[str, Asked]:
    common, rare = words["2 characters, in one of ten"], words["2 characters, rare"]
    two = words["2 characters, in most articles"]
    both, note = "instr(t.text, ?) AND instr(t.text, ?)", NOTES[0][-5:-1]
    return {
        "two words, both common": _texts(f'"{two}" "{common}"', both, two, common),
        "two words, one rare": _texts(f'"{two}" "{rare}"', both, two, rare),
        "a word and not another": _texts(
            f'"{two}" -"{common}"', "instr(t.text, ?) AND NOT instr(t.text, ?)", two, common
        ),
        "a word in the title": _texts(f'in:title "{common}"', "instr(s.title, ?)", common),
        "a word after a date": _texts(
            f'"{two}" after:2025-06', "s.date >= '2025-06-01' AND instr(t.text, ?)", two
        ),
        "opinions": _marks("tag:opinion", "tag = 'opinion'"),
        "claims refuted": Asked("status:refuted", REFUTED, (VERDICTS[1][1],), marked=True),
        "opinions with a word": _marks(
            f'tag:opinion "{common}"', "tag = 'opinion' AND instr(exact, ?)", common
        ),
        "notes with a word": _marks(f"in:note {note}", "instr(note, ?)", note),
    }


def _texts(query: str, where: str, *forms: str) -> Asked:
    sql = f"SELECT count(*) FROM search_article s JOIN search_text t USING (number) WHERE {where}"
    return Asked(query, sql, tuple(map(encoded, forms)))


def _marks(query: str, where: str, *words: str) -> Asked:
    sql = f"SELECT count(DISTINCT article) FROM annotation WHERE deleted = 0 AND {where}"
    return Asked(query, sql, words, marked=True)


def _one(place: Opened, name: str, asked: Asked) -> Iterator[Figure]:
    """The first page of a search and its count.

    The first is beside `instr` over the folds of a thousand articles for a line that they end
    with, the other beside the bare statement, which is slow: it is taken fewer times.
    """
    library, connection, rounds = place
    query = parse(asked.query)
    number = library.count(query)
    plain = folds(connection, encoded(fold(LAST)), THOUSAND)
    counting = bare(connection, asked.sql, asked.values)
    few = len(library.list(limit=SMALL + 1)) <= SMALL
    yield beside(
        GROUP, f"first {PAGE}: {name} ({number})", lambda: library.search(query, limit=PAGE),
        f"instr over {THOUSAND:,}", plain, rounds=rounds, goal=FIRST_GOAL,
    )  # fmt: skip
    yield beside(
        GROUP, f"count: {name}", lambda: library.count(query),
        "every annotation" if asked.marked else "instr over all", counting,
        rounds=max(1, rounds // 3),
        goal=SMALL_GOAL if few else MARKED_GOAL if asked.marked else COUNT_GOAL,
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
