"""Programs that are measured: the floor, and Meipi on a short and on a long article."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import floor
from benchmarks.terminal import SilenceError, Terminal
from reader.library import Library, open_library
from reader.model import Document
from reader.starter.build import make_library

ROOT = Path(__file__).resolve().parents[1]
READER = "Benchmark"
"""Name of the annotator who makes the marks."""

ANY = "j"
"""A key that moves something in every program."""

LONG = 10_000_000
"""Bytes of the long article."""

_READY = 8
"""Code points of an article's first text that show that it is on the screen."""


@dataclass(frozen=True, slots=True)
class Program:
    """A command line, where it runs, and the text that shows that it is ready.

    `steps` are the keys that lead from there to the article, each with the text that it brings.
    """

    command: Sequence[str]
    folder: Path
    ready: str
    variables: Mapping[str, str] = field(default_factory=dict)
    steps: Sequence[tuple[str, str]] = ()

    @property
    def environment(self) -> dict[str, str]:
        """The variables it runs with, which hide the machine's settings and locale."""
        kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
        fixed = {
            "HOME": str(self.folder),
            "PYTHONPATH": str(ROOT),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "MEIPI_CONFIG": str(self.folder / "no-settings.toml"),
        }
        return {**kept, **fixed, **self.variables}

    def start(self) -> Terminal:
        """Run it in a terminal of 120×40."""
        return Terminal(self.command, environment=self.environment, folder=self.folder)

    def show(self, terminal: Terminal) -> float:
        """Wait until its text is on the screen; the seconds that it took, without our own.

        Raises SilenceError.
        """
        shown = terminal.wait_for(self.ready, settled=bool(self.steps))
        return shown + sum(terminal.bring(*step) for step in self.steps)

    def wake(self, terminal: Terminal) -> float:
        """Wait until it answers keys as well; the seconds until its text was there.

        The text may be there before a key can be heard; a program that never hears one is waited
        for in vain. Raises SilenceError as `show` does.
        """
        shown = self.show(terminal)
        with suppress(SilenceError):
            terminal.first_answer(ANY)
        return shown


def python(*arguments: str) -> list[str]:
    """A command line of the Python that runs this."""
    return [sys.executable, *arguments]


def the_floor(folder: Path) -> Program:
    """The empty Textual app."""
    return Program(python("-m", "benchmarks.floor"), folder, floor.TEXT)


def meipi(folder: Path) -> Program:
    """Meipi on the only article of a library."""
    return meipi_on(folder, only_article(folder))


def meipi_on(folder: Path, document: Document, *arguments: str) -> Program:
    """Meipi on a library, in which the arguments, or none, mean this article."""
    with_library = {"MEIPI_LIBRARY": str(folder)}
    return Program(python("-m", "reader", *arguments), folder, beginning(document), with_library)


def beginning(document: Document) -> str:
    """The first text of an article, which shows that it is on the screen."""
    return document.text.lstrip()[:_READY]


def only_article(folder: Path) -> Document:
    """The article of a library that has one."""
    library = open_library(folder)
    try:
        (entry,) = library.list(limit=2)
        return library.open(entry.head.id)
    finally:
        library.close()


def claims(document: Document) -> list[int]:
    """The numbers of the sentences that can be tagged."""
    outline = document.outline
    return [number for number in range(len(outline.sentence_starts)) if outline.is_claim(number)]


def short_library(folder: Path) -> Path:
    """Make a folder the starter: one article of about 3 thousand characters."""
    make_library(folder)
    return folder


def long_library(folder: Path, like: Path, size: int = LONG) -> Path:
    """Make a folder a library whose one article is made of another's sentences; import it."""
    (folder / "articles").mkdir(parents=True)
    text = "\n\n".join(long_text(only_article(like), size))
    (folder / "articles" / "long.md").write_text(f"---\ntitle: 長\n---\n\n{text}\n", "utf-8")
    library = open_library(folder)
    try:
        for _, problem in library.sync():
            raise problem
    finally:
        library.close()
    return folder


def long_text(document: Document, size: int) -> Iterator[str]:
    """Paragraphs of an article's sentences in chance order, a heading before every thirtieth.

    They make about `size` bytes, and are the same every time.
    """
    outline, chance = document.outline, random.Random(20251014)
    sentences = [outline.sentence(number).of(document.text) for number in claims(document)]
    number = written = 0
    while written < size:
        if number % 31 == 30:
            paragraph = f"## 第{number // 31 + 1}節"
        else:
            paragraph = "".join(chance.choices(sentences, k=chance.randint(1, 5)))
        yield paragraph
        number += 1
        written += len(paragraph.encode()) + len("\n\n")


def sign(folder: Path) -> None:
    """Make a library its reader's own, with a first mark undone, as it is in use; only once."""
    library: Library = open_library(folder)
    try:
        if library.me() is not None:
            return
        (entry,) = library.list(limit=2)
        ident = entry.head.id
        document = library.open(ident)
        claim = next(
            filter(document.outline.is_claim, range(len(document.outline.sentence_starts)))
        )
        library.submit(lambda edits: edits.become(READER)).result()
        span = document.outline.sentence(claim)
        library.submit(lambda edits: edits.edit(ident, span, tag="fact")).result()
        library.submit(lambda edits: edits.history.undo(ident)).result()
    finally:
        library.close()
