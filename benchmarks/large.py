"""Measures of a library of many articles, from outside: opening it, its list, keys and tags."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figures import Figure, Goal, figure
from benchmarks.keys import STEP, TAG, UNDO, Run, Sitting, of_run
from benchmarks.programs import ANY, Program, meipi_on
from benchmarks.screens import EMPTY, FIRST_GOAL, MILLISECONDS, SOUGHT_GOAL, Starts
from reader.library import open_library
from reader.model import Document
from reader.model.listing import Shelf

BARE, NAMED = "seed article, where it was left", "seed article, by its title"
AGAIN = 3
"""Number of times that the list is opened again in one process."""
ROW = Run("j: next row of the list", "j", 40, goal=Goal(ratio=1.3, p95=5, size=1536))
LIST_GOAL, AGAIN_GOAL = Goal(ratio=0.25), Goal(ratio=3)
"""Of the list's first opening beside an empty app's start, and of the next beside its key."""


def copied(kept: Path) -> TemporaryDirectory[str]:
    """A copy of a kept library beside it, to be changed and thrown away."""
    place = TemporaryDirectory(prefix=f".{kept.name}-", dir=kept.parent)
    shutil.copytree(kept, Path(place.name) / "library", copy_function=shutil.copyfile)
    return place


def with_seed(folder: Path, seed: Path) -> Document:
    """Bring the only article of another library into this one, as the one that was read last."""
    (source,) = (seed / "articles").glob("*.md")
    shutil.copyfile(source, folder / "articles" / source.name)
    library = open_library(folder)
    try:
        for _, problem in library.sync():
            raise problem
        ident = library.find(source.name)
        library.submit(lambda edits: edits.save_position(ident, 0, 0.0)).result()
        return library.open(ident)
    finally:
        library.close()


def large(floor: Program, folder: Path, seed: Document, size: str, rounds: int) -> list[Figure]:
    """The seed article in a library that is called by its size: starts, the list, keys."""
    bare, named = meipi_on(folder, seed), meipi_on(folder, seed, seed.head.title)
    group, keys = f"Start to first text, {size}", f"Key to paint, {size}"
    made = Starts({EMPTY: floor, BARE: bare, NAMED: named}, rounds)
    figures = [
        made.time(group, EMPTY),
        made.time(group, BARE, EMPTY, FIRST_GOAL),
        made.time(group, NAMED, EMPTY, SOUGHT_GOAL),
    ]
    figures += list_opened(floor, bare, keys, newest(folder), rounds)
    opened = Program(bare.command, bare.folder, bare.ready, bare.variables, [("l", newest(folder))])
    for program, runs in ((opened, (ROW,)), (bare, (STEP, TAG, UNDO))):
        with Sitting(floor, {size: program}) as sitting:
            for run in runs:
                answers = sitting.press(run)
                figures += of_run(keys, run, answers[size], answers[EMPTY])
    return figures


def newest(folder: Path) -> str:
    """The first title of the list that does not stand above the open article as well."""
    library = open_library(folder)
    try:
        entries = library.entries(library.listed(Shelf(), 2))
        return next(it.head.title for it in entries if it.head.id != library.last_read())
    finally:
        library.close()


def list_opened(
    floor: Program, program: Program, group: str, title: str, rounds: int
) -> list[Figure]:
    """Times from `l` to the list's first title, for the first time in a process and again.

    A start of the empty app stands beside each of the first, a key of its own beside the others.
    """
    first: list[float] = []
    again: list[float] = []
    starts: list[float] = []
    presses: list[float] = []
    for _ in range(max(2, rounds // 3)):
        with floor.start() as empty:
            starts.append(MILLISECONDS * floor.wake(empty))
            with program.start() as terminal:
                program.wake(terminal)
                first.append(MILLISECONDS * terminal.bring("l", title))
                for _ in range(AGAIN):
                    terminal.bring("l", program.ready)
                    presses.append(MILLISECONDS * empty.press(ANY).first)
                    again.append(MILLISECONDS * terminal.bring("l", title))
    return [
        figure(
            group, "l: the library's list, for the first time", "ms", first,
            against="empty app's start", floor=starts, goal=LIST_GOAL,
        ),
        figure(
            group, "l: the library's list, again", "ms", again,
            against=EMPTY, floor=presses, goal=AGAIN_GOAL,
        ),
    ]  # fmt: skip
