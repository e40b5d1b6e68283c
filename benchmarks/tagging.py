"""Cost that the list of annotations (`claim_listing`) adds to a tag, as a ratio.

    .venv/bin/python -m benchmarks.tagging LIBRARY [TAGS]

Two copies of a library, one without the triggers that keep the list, are tagged by turns.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import click

from reader.library import Library, open_library
from reader.model import Span, Tag
from reader.store.schema.marking import OF_ANCHOR

ARTICLES = 200
LONG = 7
"""Code points of a passage."""

KEEPING = "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%claim_listing%'"
COUNTING = (
    f"CREATE TRIGGER anchor_new AFTER INSERT ON anchor BEGIN {OF_ANCHOR.format(row='NEW')} END"
)
"""Trigger that stood before there was the list: its work has to be done still."""


def without_list(database: Path) -> None:
    """Take the triggers out that keep the list of annotations."""
    with closing(sqlite3.connect(database)) as connection:
        for (name,) in connection.execute(KEEPING).fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(COUNTING)
        connection.commit()


def tagged(library: Library, article: str, span: Span) -> float:
    """Tag a passage; seconds until it is on disk."""
    start = time.perf_counter()
    library.submit(lambda edits: edits.edit(article, span, tag=Tag.FACT)).result()
    return time.perf_counter() - start


def measured(source: Path, tags: int, folder: Path) -> dict[str, list[float]]:
    """Seconds of each tag, with the list and without it."""
    libraries = {}
    for name in ("with", "without"):
        shutil.copytree(source, folder / name)
        if name == "without":
            open_library(folder / name).close()  # brought to this version first
            without_list(folder / name / "annotations.db")
        libraries[name] = open_library(folder / name)
        libraries[name].submit(lambda edits: edits.become("測量")).result()
    entries = libraries["with"].list(limit=ARTICLES)
    lengths = {it.head.id: len(libraries["with"].open(it.head.id).text) for it in entries}
    chance, took = random.Random(3), {name: list[float]() for name in libraries}
    for _ in range(tags):
        article, length = chance.choice(sorted(lengths.items()))
        start = chance.randrange(length - LONG)
        for name in chance.sample(sorted(libraries), 2):
            took[name].append(tagged(libraries[name], article, Span(start, start + LONG)))
    for library in libraries.values():
        library.close()
    return took


def main(source: Path, tags: int) -> None:
    """Print the medians and their ratio."""
    with tempfile.TemporaryDirectory(dir=source.parent) as folder:
        took = measured(source, tags, Path(folder))
    middle = {name: statistics.median(times) for name, times in took.items()}
    for name, seconds in middle.items():
        click.echo(f"a tag {name:<8} the list  {1000 * seconds:6.2f} ms")
    click.echo(f"ratio {middle['with'] / middle['without']:.3f}, over {tags} tags each")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 500)
