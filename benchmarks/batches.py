"""Time to edit ten thousand annotations at once, and to undo and redo it.

    .venv/bin/python -m benchmarks.batches [COUNT]

The library lies in a temporary folder: a hundred articles, a claim each few characters.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import click

from reader.library import Library, open_library
from reader.model import Span, Status, Tag
from reader.store.edits import Edits

ARTICLES = 100
SENTENCE = "市府說明年要再種一千棵樹。"


def timed(what: str, library: Library, work: Callable[[Edits], object]) -> None:
    """Do something and print how long it took, and how long the processor worked on it."""
    start, worked = time.perf_counter(), time.process_time()
    library.submit(work).result()
    took, worked = time.perf_counter() - start, time.process_time() - worked
    click.echo(f"{what:<24} {took:6.2f} s, the processor {worked:6.2f} s")


def made(folder: Path, count: int) -> Library:
    """A library with so many sentences."""
    (folder / "articles").mkdir()
    for number in range(ARTICLES):
        text = "".join(f"{number}、{n}：{SENTENCE}\n" for n in range(count // ARTICLES))
        (folder / "articles" / f"{number}.txt").write_text(text, encoding="utf-8")
    library = open_library(folder)
    library.sync()
    library.submit(lambda edits: edits.become("王")).result()
    return library


def targets(library: Library) -> list[tuple[str, Span]]:
    """Each claim of each article."""
    found = []
    for entry in library.list():
        outline = library.open(entry.head.id).outline
        spans = [outline.sentence(number) for number in range(len(outline.sentence_starts))]
        found += [(entry.head.id, span) for span in spans]
    random.Random(1).shuffle(found)
    return found


def main(count: int) -> None:
    """Tag, then edit, undo and redo all of them at once."""
    with tempfile.TemporaryDirectory() as folder, made(Path(folder), count) as library:
        places = targets(library)
        first = places[0][0]

        def edit(**fields: object) -> Callable[[Edits], None]:
            def write(edits: Edits) -> None:
                with edits.batch():
                    for article, span in places:
                        edits.edit(article, span, **fields)

            return write

        click.echo(f"{len(places)} annotations in {ARTICLES} articles, at once:")
        for what, fields in (
            ("tagged and named", {"tag": Tag.FACT, "source": "市府"}),
            ("status", {"status": Status.TO_CHECK}),
            ("a note for each", {"note": "再問一次"}),
        ):
            timed(what, library, edit(**fields))
        timed("undo of the notes", library, lambda edits: edits.history.undo(first))
        timed("redo of the notes", library, lambda edits: edits.history.redo(first))
        timed("undo of the notes", library, lambda edits: edits.history.undo(first))
        timed("undo of the status", library, lambda edits: edits.history.undo(first))
        timed("undo of the tags", library, lambda edits: edits.history.undo(first))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
