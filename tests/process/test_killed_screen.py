"""The program on a real screen, killed at any moment: what the screen had said is on disk."""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from pseudo_terminal import Terminal, environment

ROUNDS = 20
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
                terminal.send(f"note {name}\r")
        elif kind < 0.2:
            terminal.send("w")
            if asked("a digit picks"):
                terminal.send(f"who-{name}\r")
        elif tags < MOST_TAGS:
            terminal.send(chance.choice("fod"))
            tags += 1
        else:
            terminal.send("h")
        if kind < 0.2:
            while time.monotonic() < end and re.search(r"digit picks|ctrl\+j", terminal.said):
                terminal.pump(0.005)
        terminal.pump(chance.choice((0.0, 0.002, 0.02)))


def killed_round(library: Path, chance: random.Random, confirmed: Confirmed, name: str) -> None:
    """Start the program, check that it shows what was confirmed before, mark, and kill it."""
    with Terminal("--as", "Lin", env=environment(MEIPI_LIBRARY=str(library))) as terminal:
        if confirmed.marked:
            terminal.wait_for(lambda it: _PROGRESS.search(it.rows[0]))
            shown = _PROGRESS.search(terminal.rows[0])
            assert shown is not None
            assert int(shown[1]) >= confirmed.marked
            terminal.send("\t")
            terminal.watch = confirmed.look
        else:
            terminal.wait_for("75/75")
            terminal.watch = confirmed.look
            terminal.send("f")  # the first mark also makes the starter the reader's own
            terminal.wait_for("1/75 marked")
        type_until(terminal, chance, time.monotonic() + chance.uniform(0.05, 0.8), name)
        terminal.kill()
        terminal.process.wait()
        terminal.pump()  # what it had written before was on the screen


def check(library: Path, confirmed: Confirmed) -> int:
    """Everything confirmed is on disk and the database is sound; how many tags are there."""
    with closing(sqlite3.connect(library / "annotations.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        rows = connection.execute(
            "SELECT n.exact, n.tag, n.note, n.source FROM annotation n"
            " JOIN annotator p ON p.id = n.annotator WHERE p.name = 'Lin' AND n.deleted = 0"
        ).fetchall()
    for name, value, quote in confirmed.facts:
        here = [row for row in rows if row[0].translate(INNER).startswith(quote)]
        if name == "note":
            assert any(row[2].startswith("note ") for row in here), (name, quote)
        else:  # a source that is asked for again is gone on with
            column = 1 if name == "tag" else 3
            assert any((row[column] or "").startswith(value) for row in here), (name, value, quote)
    tagged = sum(row[1] is not None for row in rows)
    assert tagged >= confirmed.marked
    return tagged


def rounds(starter: Path, place: Path, count: int, seed: int) -> dict[str, int]:
    """Kill the program `count` times; how much it had confirmed, and how much was there."""
    chance = random.Random(seed)
    sums = {"confirmed": 0, "notes and sources": 0, "tags confirmed": 0, "tags on disk": 0}
    library, confirmed = place, Confirmed()
    for number in range(count):
        if number % ROUNDS_A_LIBRARY == 0:
            library = Path(shutil.copytree(starter, place / f"library-{number}"))
            confirmed = Confirmed()
        killed_round(library, chance, confirmed, str(number))
        tagged = check(library, confirmed)
        if number % ROUNDS_A_LIBRARY == ROUNDS_A_LIBRARY - 1 or number == count - 1:
            sums["confirmed"] += len(confirmed.facts)
            sums["notes and sources"] += sum(fact[0] != "tag" for fact in confirmed.facts)
            sums["tags confirmed"] += confirmed.marked
            sums["tags on disk"] += tagged
    return sums


def test_what_the_screen_confirmed_survives_a_kill(starter: Path, tmp_path: Path) -> None:
    sums = rounds(starter, tmp_path, ROUNDS, 20251014)
    assert sums["tags confirmed"] > ROUNDS
    assert sums["notes and sources"] > 0
