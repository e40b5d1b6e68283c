"""The window changes its size at any moment; afterwards the picture is that of a fresh reader."""

from __future__ import annotations

import random
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from pyte.screens import Char

from tests.torture import replay, shelves
from tests.torture.frame import Limit, Result, Tally
from tests.torture.sessions import BrokenError, Session
from tests.torture.soundness import DATABASE, unsound

FIRST, FINAL = (100, 30), (80, 24)
LARGEST = (400, 120)
STEPS = 24
AGREE = 30.0
"""Seconds in which the two pictures must have become the same."""

MOVING = ("j", "k", "J", "K", "]", "[", "}", "{", " ", "b", "G", "\t", "\x1b[B", "\x1b[6~")
MARKING = ("f", "o", "d", "h", "!", "u", "U", "x", "\x7f")
TEXTS = ("park", "news", "long", "signs", "hostile", "heading", "one", "english")
"""Articles that pyte can show: of emoji that are joined it makes something else."""
SHORT_TEXTS = ("park", "heading", "one")
"""Articles that fit into the window, so that nothing under a prompt is scrolled."""


class Screen(NamedTuple):
    """What is shown while the window changes: the keys that open it, those pressed in it, and
    those after which it looks the same wherever it was.
    """

    name: str
    opened: str = ""
    pressed: tuple[str, ...] = ("",)
    settled: str = ""


SCREENS = (
    Screen("page", "", MOVING, "g"),
    Screen("page at its end", "", MOVING, "gG"),
    Screen("marking", "", (*MOVING, *MARKING), "g"),
    Screen("selection", "v", ("",), ".,"),
    Screen("library", "l", ("j", "k", " ", "G"), "g"),
    Screen("help", "?", ("\x1b[5~", "\x1b[6~"), "\x1b[5~" * 9),
    Screen("search", "\x06數字", ("\x1b[B", "\x1b[A", "\x1b[6~"), "\x1b[5~" * 40),
    Screen("review", "R", ("j", "k"), "kkkkkk"),
    Screen("changes", "D", ("j", "k", " ", "G"), "g"),
    Screen("adding", "+in/", ("",), ""),
    Screen("note", "a眉批 note，很長的一段。", ("",), ""),
    Screen("source", "w王", ("",), ""),
    Screen("search prompt", "/數字", ("",), ""),
    Screen("annotation", "\r", ("",), ""),
    Screen("exports", "e", ("",), ""),
    Screen("annotators", "L", ("",), ""),
    Screen("scripts", "S", ("",), ""),
    Screen("result", "r", ("",), ""),
    Screen("palette", "\x10", ("",), ""),
)


OF_PARK = ("review", "changes", "annotation")
PAGES = ("page", "page at its end", "marking")


def run(place: Path, chance: random.Random, limit: Limit) -> Result:
    """One round is one screen, opened and resized; what is shown there stays the same."""
    tally = Tally()
    shelves.make_incoming(place / "work" / "in")
    template = shelves.make(place / "template", chance, 30_000)
    screens: set[str] = set()
    order = chance.sample(SCREENS, len(SCREENS))
    for number, each in limit.each(chance):
        tally.rounds += 1
        screen = order[number % len(order)]
        library = shelves.copy(template, place / "library")
        try:
            tally.counted["sizes"] += resize(place, library, each, screen)
            tally.counted["compared"] += 1
            screens.add(screen.name)
        except BrokenError as broken:
            tally.fault(number, f"{screen.name}: {broken}")
        tally.check(number, unsound(library))
        tally.check(number, replay.unjournalled(library))
        shutil.rmtree(library)
    tally.counted["screens"] = len(screens)
    return tally.result()


def resize(place: Path, library: Path, chance: random.Random, screen: Screen) -> int:
    """Change the window while the screen is used; how many sizes it had.

    Raises BrokenError if a fresh reader at the same place shows anything else.
    """
    name = chance.choice(SHORT_TEXTS if screen.name == "selection" or not screen.settled else TEXTS)
    if screen.name in OF_PARK:
        name = "park"
    sizes = 0
    with Session(place, library, name, "--as", shelves.ME, size=FIRST) as worn:
        worn.until(lambda: worn.shown, "the first frame")
        sizes += shake(worn, chance, MOVING)
        clear(worn)
        copied = copy_in_use(library, place / "fresh")
        worn.press(screen.opened)
        sizes += shake(worn, chance, screen.pressed)
        worn.resize(*FINAL)
        settle(worn, screen)
        if screen.name in PAGES:
            copied = copy_in_use(library, place / "fresh")
        with Session(place, copied, name, "--as", shelves.ME, size=FINAL) as fresh:
            fresh.until(lambda: fresh.shown, "the first frame")
            clear(fresh)
            fresh.press(screen.opened)
            settle(fresh, screen)
            compare(worn, fresh)
            fresh.leave()
        worn.leave()
    return sizes + 1


def clear(session: Session) -> None:
    """Close what is open, and go to the top."""
    session.settle()
    session.press("\x1b")
    session.settle()  # what comes at once with an escape is another key
    session.press("g")
    session.settle()


def settle(session: Session, screen: Screen) -> None:
    """Leave nothing of what was done before: no message, and a list at its beginning."""
    session.settle()
    if screen.name in PAGES:
        session.press("\x1b")
        session.settle()
    session.press(screen.settled)
    session.settle()


def shake(session: Session, chance: random.Random, keys: tuple[str, ...]) -> int:
    """Change the size at random moments, between keys and right behind them."""
    sizes = 0
    for _ in range(STEPS):
        if chance.random() < 0.6:
            session.resize(*some_size(chance))
            sizes += 1
        else:
            session.press(chance.choice(keys))
        session.pump(chance.choice((0.0, 0.0, 0.002, 0.01, 0.05)))
        if not session.running:
            raise session.broken("it ended while its window was resized")
    return sizes


def some_size(chance: random.Random) -> tuple[int, int]:
    """Columns and rows: mostly a window's, now and then one cell or a whole wall."""
    kind = chance.random()
    if kind < 0.2:
        return chance.randint(1, 12), chance.randint(1, 6)
    if kind < 0.3:
        return chance.randint(1, LARGEST[0]), chance.randint(1, LARGEST[1])
    return chance.randint(30, 140), chance.randint(8, 50)


def copy_in_use(library: Path, place: Path) -> Path:
    """A copy of a library that a program has open, in place of the last one."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(
        library, place, ignore=shutil.ignore_patterns(f"{DATABASE}*", "*backup*", "*.lock")
    )
    with (
        closing(sqlite3.connect(library / DATABASE)) as source,
        closing(sqlite3.connect(place / DATABASE)) as target,
    ):
        source.backup(target)
    return place


def compare(worn: Session, fresh: Session) -> None:
    """Both show the same, cell by cell with its colours, and the cursor stands at the same place.

    What comes a moment later by itself is waited for.
    """
    until = time.monotonic() + AGREE
    while different(worn, fresh):
        if time.monotonic() > until:
            raise worn.broken(f"another picture: {different(worn, fresh)}\nfresh:\n{fresh.text}\n")
        worn.pump(0.1)
        fresh.pump(0.1)


def different(worn: Session, fresh: Session) -> str:
    """Where two screens differ first; "" if nowhere."""
    for y, (one, other) in enumerate(zip(worn.cells, fresh.cells, strict=True)):
        for x, (cell, wanted) in enumerate(zip(one, other, strict=True)):
            if cell != wanted:
                return f"row {y}, column {x}: {_told(cell)} where {_told(wanted)} should be"
    if worn.cursor != fresh.cursor:
        return f"the cursor at {worn.cursor}, which should be at {fresh.cursor}"
    return ""


def _told(cell: Char) -> str:
    return " ".join(map(str, (repr(cell.data), *cell[1:])))
