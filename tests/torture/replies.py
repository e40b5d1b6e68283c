"""What no hand typed comes at every moment, on every screen: it marks nothing and types nothing."""

from __future__ import annotations

import random
import sqlite3
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from tests.torture import noise, replay, shelves
from tests.torture.frame import Limit, Result, Tally
from tests.torture.resizing import SCREENS
from tests.torture.sessions import Session
from tests.torture.soundness import DATABASE, unsound

SIZES = ((120, 40), (80, 24), (100, 30))
SCREENS_A_ROUND, NOISES = 5, 5
LATEST = 0.8
"""Seconds after which the palette says that it has found nothing."""
SLOW = 0.3
"""Seconds that a bad line holds back the rest of a reply."""


def run(place: Path, chance: random.Random, limit: Limit) -> Result:
    """One round is one sitting, in which several screens are opened."""
    tally = Tally()
    shelves.make_incoming(place / "work" / "in")
    template = shelves.make(place / "template", chance, 30_000)
    library = template
    for number, sitting in limit.each(chance):
        if number % 8 == 0:
            library = shelves.copy(template, place / f"library-{number}")
        with tally.round(number):
            sit(place, library, sitting, tally.counted)
        tally.check(number, unsound(library))
    return tally.result()


def sit(place: Path, library: Path, chance: random.Random, counted: Counter[str]) -> None:
    """Open the reader under noise, and one screen after another; nothing is written."""
    before = replay.entries(library)
    with Session(place, library, "park", "--as", shelves.ME, size=chance.choice(SIZES)) as session:
        start(session, chance, counted)
        session.until(lambda: session.shown, "the first frame")
        session.settle()
        for screen in chance.sample(SCREENS, SCREENS_A_ROUND):
            if not screen.opened and chance.random() < 0.5:
                continue
            session.press("\x1b")
            session.settle(0.1)
            session.press("\x1b")
            session.settle(0.1)
            session.press(screen.opened[:1])
            session.settle(0.1)
            session.press(screen.opened[1:5])
            session.settle(0.4)
            for _ in range(NOISES):
                disturb(session, chance, counted, screen.name)
                unmarked(session, library, before, screen.name)
        talk_nonsense(session, chance, counted)
        session.check_answers()
        session.check_wire()
        session.leave(chance.random)
    counted["sittings"] += 1


def start(session: Session, chance: random.Random, counted: Counter[str]) -> None:
    """Send replies and a long paste at any moment of the start, once nothing is echoed any more."""
    session.until(lambda: not session.echoes, "the terminal is taken", seconds=20)
    for _ in range(chance.randint(1, 4)):
        session.pump(chance.choice((0.0, 0.02, 0.1, 0.2, 0.3)))
        if chance.random() < 0.3:
            send(session, noise.burst(chance) + "fodfodfodfodfodfod", chance, whole=True)
        else:
            send(session, noise.reply(chance), chance)
        counted["before the first picture"] += 1


def disturb(session: Session, chance: random.Random, counted: Counter[str], screen: str) -> None:
    """Send something that nobody typed. A reply that is not torn apart changes no cell."""
    kind = chance.choice(("reply", "reply", "torn reply", "paste", "burst"))
    if kind == "reply":
        if screen == "palette":
            session.pump(LATEST)
        session.settle(0.25)
        shown = session.rows
        session.press(noise.reply(chance))
        session.settle(0.1)
        if session.rows != shown:
            raise session.broken("a reply changed the screen, which was:\n" + "\n".join(shown))
    elif kind == "torn reply":
        send(session, noise.reply(chance), chance)
    elif kind == "paste":
        send(session, noise.pasted(chance), chance, pause=SLOW / 3)
    else:
        send(session, noise.burst(chance), chance, whole=True)
    counted[f"{kind[-5:].strip()} sent"] += 1
    session.settle(0.1)


def send(
    session: Session, text: str, chance: random.Random, *, whole: bool = False, pause: float = SLOW
) -> None:
    """Send a text in one read, or as a bad line tears it."""
    data = text.encode()
    if whole:
        session.pressed.append(text)
        session.send_bytes(data)
        return
    with session.uninterrupted():
        for piece in noise.pieces(chance, data):
            session.press_bytes(piece)
            session.pump(chance.choice((0.0, 0.002, 0.01, pause)))


def unmarked(session: Session, library: Path, before: int, screen: str) -> None:
    """Nothing was written that nobody typed."""
    until = time.monotonic() + 0.05
    while time.monotonic() < until:
        session.pump(0.01)
    after = replay.entries(library)
    if after != before:
        told = last_change(library)
        raise session.broken(f"{after - before} changes by nobody, over {screen}: {told}")


def last_change(library: Path) -> str:
    """The last rows of the journal."""
    with closing(sqlite3.connect(library / DATABASE)) as connection:
        rows = connection.execute("SELECT * FROM journal_row ORDER BY journal DESC LIMIT 3")
        return "\n".join(map(str, rows))


def talk_nonsense(session: Session, chance: random.Random, counted: Counter[str]) -> None:
    """Send bytes of any kind, of which some are keys: nothing fails."""
    for _ in range(12):
        if not session.running:
            return
        session.press_bytes(noise.fuzz(chance))
        session.pump(chance.choice((0.0, 0.01, 0.05)))
        counted["fuzzed"] += 1
