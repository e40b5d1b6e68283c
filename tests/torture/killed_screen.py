"""The program on a real screen, killed at any moment: what the screen had said is on disk.

What is acknowledged is what a frame says, in the top line how many are marked and in the bottom
line what was marked; so the terminal is read frame by frame until the program is dead.
"""

from __future__ import annotations

import random
import re
import shutil
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from reader.starter.build import make_library
from tests.process.pseudo_terminal import Terminal, environment
from tests.torture.frame import Limit, Result, Tally
from tests.torture.soundness import look, unsound

ROUNDS_A_LIBRARY = 5
MOST_TAGS = 14  # in one round, so that the article is never done before its library is
TAGS = {"F": "fact", "O": "opinion", "–": "none"}
INNER = str.maketrans("「」", "『』")

_PROGRESS = re.compile(r" (\d+)/75 marked\b")
_TAGGED = re.compile(r"  ([FO–]) 「([^」]+)」$")
_NOTED = re.compile(r"  Note kept 「([^」]+)」$")
_SOURCED = re.compile(r"  「([^」]+)」 is said by (\S+)$")


@dataclass
class Confirmed:
    """What the screen said was kept: field, value, beginning of the quote; and how many tags."""

    facts: set[tuple[str, str, str]] = field(default_factory=set)
    marked: int = 0

    def look(self, rows: list[str]) -> None:
        """Note what a frame says."""
        if found := _PROGRESS.search(rows[0]):
            self.marked = max(self.marked, int(found[1]))
        if found := _TAGGED.search(rows[-1]):
            self._add("tag", TAGS[found[1]], found[2])
        if found := _NOTED.search(rows[-1]):
            self._add("note", "", found[1])
        if found := _SOURCED.search(rows[-1]):
            self._add("source", found[2], found[1])

    def _add(self, name: str, value: str, quote: str) -> None:
        self.facts.add((name, value, quote.rstrip("…")))


def type_until(terminal: Terminal, chance: random.Random, end: float, name: str) -> None:
    """Tag at speed, now and then with a source or a note first, until the time has come."""

    def asked(hint: str) -> bool:
        while time.monotonic() < end and hint not in terminal.said:
            terminal.pump(0.005)
        return time.monotonic() < end

    tags = 0
    while time.monotonic() < end:
        kind = chance.random()
        if kind < 0.1:
            terminal.send("a")
            if asked("ctrl+j"):
                terminal.send(f"n{name}\r")
        elif kind < 0.2:
            terminal.send("w")
            if asked("a digit picks"):
                terminal.send(f"w{name}\r")
        elif tags < MOST_TAGS:
            terminal.send(chance.choice("fod"))
            tags += 1
        else:
            terminal.send("h")
        if kind < 0.2:
            while time.monotonic() < end and re.search(r"digit picks|ctrl\+j", terminal.said):
                terminal.pump(0.005)
        terminal.pump(chance.choice((0.0, 0.002, 0.02)))


def killed_round(
    library: Path, chance: random.Random, confirmed: Confirmed, name: str
) -> list[str]:
    """Start the program, mark, and kill it; what it did not show that was confirmed before."""
    faults = []
    with Terminal("--as", "Lin", env=environment(MEIPI_LIBRARY=str(library))) as terminal:
        if confirmed.marked:
            terminal.wait_for(lambda it: _PROGRESS.search(it.rows[0]))
            shown = _PROGRESS.search(terminal.rows[0])
            if shown is None or int(shown[1]) < confirmed.marked:
                faults.append(f"{confirmed.marked} were marked: {terminal.rows[0]}")
            terminal.send("\t")
            terminal.watch = confirmed.look
            terminal.send("a")
            terminal.wait_for(lambda it: "ctrl+j" in it.said)
            terminal.send(f"n{name}\r")
            terminal.wait_for(lambda it: "Note kept" in it.said)
        else:
            terminal.wait_for("75/75")
            terminal.watch = confirmed.look
            terminal.send("f")  # the first mark also makes the starter the reader's own
            terminal.wait_for("1/75 marked")
        type_until(terminal, chance, time.monotonic() + chance.uniform(0.05, 0.8), name)
        terminal.kill()
        terminal.process.wait()
        terminal.pump()  # what it had written before was on the screen
        if b"Traceback" in terminal.written:
            faults.append(terminal.text)
    return faults


def lost(library: Path, confirmed: Confirmed) -> tuple[int, list[str]]:
    """How many tags are on disk, and what was confirmed and is not."""
    with closing(look(library)) as connection:
        rows = connection.execute(
            "SELECT n.exact, n.tag, n.note, n.source FROM annotation n"
            " JOIN annotator p ON p.id = n.annotator WHERE p.name = 'Lin' AND n.deleted = 0"
        ).fetchall()
    faults = []
    for name, value, quote in sorted(confirmed.facts):
        here = [row for row in rows if row[0].translate(INNER).startswith(quote)]
        if name == "note":
            kept = any(row[2].startswith("n") for row in here)
        else:  # a source that is asked for again is gone on with
            column = 1 if name == "tag" else 3
            kept = any((row[column] or "").startswith(value) for row in here)
        if not kept:
            faults.append(f"{name} {value} of 「{quote}」 was confirmed and is not there")
    tagged = sum(row[1] is not None for row in rows)
    if tagged < confirmed.marked:
        faults.append(f"{confirmed.marked} tags were confirmed, {tagged} are there")
    return tagged, faults


def run(place: Path, chance: random.Random, limit: Limit) -> Result:
    """Kill one program after another; each library is read and marked by several."""
    tally, confirmed, library = Tally(), Confirmed(), place
    make_library(place / "starter")
    for number, here in limit.each(chance):
        if number % ROUNDS_A_LIBRARY == 0:
            library = Path(shutil.copytree(place / "starter", place / f"library-{number}"))
            confirmed = Confirmed()
        facts, marked = set(confirmed.facts), confirmed.marked
        with tally.round(number):
            tally.check(number, killed_round(library, here, confirmed, str(number)))
            tagged, faults = lost(library, confirmed)
            tally.check(number, [*faults, *unsound(library)])
            tally.counted["killed before it could say so"] += tagged > confirmed.marked
        new = confirmed.facts - facts
        tally.counted["tags confirmed"] += confirmed.marked - marked
        tally.counted["notes and sources confirmed"] += sum(fact[0] != "tag" for fact in new)
    return tally.result()
