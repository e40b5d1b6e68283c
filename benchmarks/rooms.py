"""Measures inside one process: typesetting, sentences, opening, and an edit that is on disk."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text
from textual.content import Content

from benchmarks.figures import Figure, Goal, figure
from benchmarks.programs import claims, only_article
from reader.library import open_library
from reader.model import Document
from reader.text.sentences import split
from reader.text.typesetting import set_paragraph

MEASURE = 76
"""Cells of a line: the default of the reader."""

COPIES = 100

SIMPLE = re.compile(r"[^。！？\n]+[。！？]*")


def seconds(work: Callable[[], object]) -> float:
    """Duration of a call, in seconds."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def in_turn(
    work: Callable[[], object], other: Callable[[], object], rounds: int
) -> tuple[list[float], list[float]]:
    """Durations of two calls made in turn, in seconds; a round before is not counted."""
    pairs = [(seconds(work), seconds(other)) for _ in range(rounds + 1)][1:]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def beside(
    group: str,
    name: str,
    work: Callable[[], object],
    against: str,
    other: Callable[[], object],
    *,
    rounds: int,
    goal: Goal | None = None,
    each: int = 1,
) -> Figure:
    """The figure of a call in milliseconds, made in turn with that of its floor.

    A call that does the same `each` times counts as one of them.
    """
    mine, floor = in_turn(work, other, rounds)
    scale = 1e3 / each
    return figure(
        group, name, "ms", [scale * value for value in mine],
        against=against, floor=[scale * value for value in floor], goal=goal,
    )  # fmt: skip


def typesetting(document: Document, rounds: int) -> list[Figure]:
    """An article a hundred times, against Rich's and Textual's wrapping: no Chinese rules."""
    outline = document.outline
    spans = [outline.paragraph(number) for number in range(len(outline.roles))]
    paragraphs = [span.of(document.text) for span in spans] * COPIES
    console = Console(file=StringIO(), width=MEASURE)

    def ours() -> None:
        for paragraph in paragraphs:
            set_paragraph(paragraph, MEASURE, indent=4)

    def by_rich() -> None:
        for paragraph in paragraphs:
            Text(paragraph).wrap(console, MEASURE)

    def by_textual() -> None:
        for paragraph in paragraphs:
            Content(paragraph).wrap(MEASURE)

    name = f"typesetting the seed article ×{COPIES}"
    return [
        beside("Inside", name, ours, "Rich's wrap", by_rich, rounds=rounds),
        beside("Inside", name, ours, "Textual's wrap", by_textual, rounds=rounds),
    ]


def sentences(document: Document, rounds: int) -> Figure:
    """Splitting an article a hundred times, against one regular expression that knows no quotes."""
    text = document.text
    size = COPIES * len(text.encode()) / 1e6

    def ours() -> None:
        for _ in range(COPIES):
            split(text)

    def theirs() -> None:
        for _ in range(COPIES):
            SIMPLE.findall(text)

    mine, simple = in_turn(ours, theirs, rounds)
    return figure(
        "Inside", "splitting sentences", "MB/s", [size / each for each in mine],
        against="one regex", floor=[size / each for each in simple], tail=False,
    )  # fmt: skip


def opening(name: str, folder: Path, rounds: int) -> Figure:
    """Opening an article of a library, against reading its text from a file."""
    document = only_article(folder)
    ident, plain = document.head.id, folder / "plain.txt"
    plain.write_text(document.text, "utf-8")
    library = open_library(folder)
    try:
        return beside(
            "Inside", f"open(), {name}", lambda: library.open(ident),
            "reading a text file", lambda: plain.read_text("utf-8"), rounds=rounds,
        )  # fmt: skip
    finally:
        library.close()
        plain.unlink()


def editing(folder: Path, rounds: int) -> Figure:
    """Time to tag until it is on disk, against a bare row in a database beside it, as durable."""
    document = only_article(folder)
    ident, outline = document.head.id, document.outline
    stops = claims(document)
    turn = iter(range(rounds + 1))
    library = open_library(folder)

    def ours() -> None:
        number = next(turn)
        span = outline.sentence(stops[number % len(stops)])
        tag = ("fact", "opinion")[number // len(stops) % 2]
        library.submit(lambda edits: edits.edit(ident, span, tag=tag)).result()

    try:
        with bare_rows(folder) as insert:
            return beside(
                "Inside", "an edit, until it is on disk", ours, "a bare row", insert, rounds=rounds
            )
    finally:
        library.close()


@contextmanager
def bare_rows(folder: Path) -> Iterator[Callable[[], object]]:
    """A call that puts one row into a database of its own in a folder, as durably as an edit is
    stored.
    """
    bare = folder / "bare.db"
    try:
        with closing(sqlite3.connect(bare, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("CREATE TABLE row (value TEXT)")
            yield lambda: connection.execute("INSERT INTO row VALUES ('fact')")
    finally:
        bare.unlink()
