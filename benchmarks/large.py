"""Measures of a library of many articles, from outside: opening it, its list, keys and tags."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figures import Figure, figure
from benchmarks.keys import KEY_GOAL, STEP, STEP_GOAL, TAG, UNDO, Run, Sitting, answered
from benchmarks.programs import Program, beginning, meipi_on
from benchmarks.screens import EMPTY, MILLISECONDS, START_GOAL, Starts
from reader.library import open_library
from reader.model import Document
from reader.model.listing import Shelf

BARE, NAMED = "seed article, where it was left", "seed article, by its title"
AGAIN = 3
"""Number of times that the list is opened again in one process."""
ROW = Run("j: next row of the list", "j", 40, goal=KEY_GOAL)


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
        made.time(group, BARE, EMPTY, START_GOAL),
        made.time(group, NAMED, EMPTY, START_GOAL),
    ]
    figures += _list_opened(bare, keys, seed, newest(folder), rounds)
    opened = Program(bare.command, bare.folder, bare.ready, bare.variables, [("l", newest(folder))])
    with Sitting(floor, {"list": opened}) as sitting:
        answers = sitting.press(ROW)
        figures.append(answered(keys, ROW.name, answers["list"], answers[EMPTY], ROW.goal))
    with Sitting(floor, {"article": bare}) as sitting:
        for run in (STEP, TAG, UNDO):
            answers = sitting.press(run)
            goal = STEP_GOAL if run is STEP else KEY_GOAL
            figures.append(answered(keys, run.name, answers["article"], answers[EMPTY], goal))
    return figures


def newest(folder: Path) -> str:
    """The first title of the list that does not stand above the open article as well."""
    library = open_library(folder)
    try:
        entries = library.entries(library.listed(Shelf(), 2))
        return next(it.head.title for it in entries if it.head.id != library.last_read())
    finally:
        library.close()


def _list_opened(
    program: Program, group: str, seed: Document, title: str, rounds: int
) -> list[Figure]:
    """Times from `l` to the list's first title, for the first time in a process and again."""
    first: list[float] = []
    again: list[float] = []
    for _ in range(max(2, rounds // 3)):
        with program.start() as terminal:
            program.wake(terminal)
            times = [first, *[again] * AGAIN]
            for taken in times:
                taken.append(MILLISECONDS * terminal.bring("l", title))
                terminal.bring("l", beginning(seed))
    return [
        figure(group, "l: the library's list, for the first time", "ms", first),
        figure(group, "l: the library's list, again", "ms", again),
    ]
