"""Random keys in the real screen, on articles of every kind, in windows of every size."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

from reader.words import Words, load
from tests.torture import keyboard, replay, shelves
from tests.torture.frame import Limit, Result, Tally
from tests.torture.sessions import BrokenError, Session
from tests.torture.soundness import unsound
from tests.torture.undoing import to_the_start

SIZES = (
    (80, 24), (120, 40), (100, 30), (40, 10), (60, 20), (20, 5), (200, 60), (132, 50), (99, 15),
)  # fmt: skip
LANGS = {"en_US.UTF-8": "en", "zh_TW.UTF-8": "zh_hant", "zh_CN.UTF-8": "zh_hans"}
LARGE = 1_000_000
"""Code points of the largest article; three megabytes."""
PRESSES = 250
"""Keys in one sitting, if it does not end itself before."""

SIGNS = {
    "reading": "progress",
    "library": "library.title",
    "search": "search.intro",
    "adding": "add.intro",
    "preview": "add.preview",
    "review": "review.title",
    "changes": "changes.title",
    "help": "help.hint",
    "palette": "palette.placeholder",
    "exports": "export.title",
    "export path": "prompt.path.hint",
    "annotators": "annotators.hint",
    "annotation": "dialog.hint",
    "menu": "menu.title",
    "scripts": "views.hint",
    "note": "prompt.note.hint",
    "source": "prompt.source.hint",
    "result": "prompt.status.hint",
    "search prompt": "prompt.search.hint",
    "selection": "selected",
    "order": "orders.hint",
    "evidence": "prompt.evidence_question.hint",
    "label": "prompt.label.hint",
    "rename": "prompt.rename.hint",
    "topics": "prompt.topics.hint",
    "kind": "prompt.kind.hint",
    "name": "prompt.name.hint",
    "filter": "prompt.filter.hint",
}
"""Screens, panels and prompts, each by a text that only it shows."""


def run(place: Path, chance: random.Random, limit: Limit) -> Result:
    """One round is one sitting; every few rounds the library is a new one."""
    tally = Tally()
    shelves.make_incoming(place / "work" / "in")
    template = shelves.make(place / "template", chance, LARGE if limit.until else 30_000)
    library = template
    for number, sitting in limit.each(chance):
        tally.rounds += 1
        if number % 8 == 0:
            library = shelves.copy(template, place / f"library-{number}")
        try:
            if not number:
                go_round(place, library, tally.counted)
            sit(place, library, sitting, tally.counted)
        except BrokenError as broken:
            tally.fault(number, str(broken))
        tally.check(number, unsound(library))
        tally.check(number, replay.unjournalled(library))
        if number % 8 == 7 or not number:
            copied = shelves.copy(library, place / f"copy-{number}")
            tally.check(number, to_the_start(copied, tally.counted))
    seen = sum(name.startswith("seen: ") for name in tally.counted)
    tally.counted["ten screens or more"] = int(seen >= 10)
    return tally.result()


def go_round(place: Path, library: Path, counted: Counter[str]) -> None:
    """Open one screen after another, so that each is there when random keys are pressed."""
    with Session(place, library, "park", "--as", shelves.ME, size=(120, 40)) as session:
        session.until(lambda: session.shown, "the first frame")
        for key in ("\x1b", *keyboard.OPENING):
            session.press(key)
            session.pump(0.2)
            session.settle(0.2)
            look(session, load("en"), counted)
            session.press("\x1b")
            session.settle(0.1)
        session.leave()


def sit(place: Path, library: Path, chance: random.Random, counted: Counter[str]) -> None:
    """Open the reader, press keys, and leave; look for whatever must never be."""
    lang = chance.choice(list(LANGS))
    size = chance.choice(SIZES)
    names = [name.rpartition(".")[0] for name in shelves.READABLE]
    arguments = [chance.choice(names)] if chance.random() < 0.7 else []
    before = replay.entries(library)
    first = (max(size[0], 40), max(size[1], 10))  # it does not begin in a smaller window
    with Session(place, library, *arguments, "--as", shelves.ME, size=first, lang=lang) as session:
        session.until(lambda: session.shown, "the first frame")
        session.resize(*size)
        if session.running:
            press(session, library, chance, counted, load(LANGS[lang]))
        if session.running:
            session.check_answers()
            session.leave(chance.random)
        else:
            counted["left by a random key"] += 1
            session.check_ended()
    counted["journal entries"] += replay.entries(library) - before


def press(
    session: Session, library: Path, chance: random.Random, counted: Counter[str], words: Words
) -> None:
    """Press random keys, some at speed and some with time to look at what they did."""
    for number in range(PRESSES):
        keys = keyboard.keys(chance, *session.size)
        if len(keys) > 1 and keys.endswith("\r"):  # at once with its text it is a paste's line end
            session.press(keys[:-1])
            session.pump(0.03)
            keys = "\r"
        session.press(keys)
        counted["keys"] += 1
        session.pump(chance.choice((0.0, 0.0, 0.005, 0.03, 0.1)))
        if not session.running:
            return
        look(session, words, counted)
        if chance.random() < 0.01:
            shelves.edit_park(library, (chance.choice(shelves.EDITS),))
        if number % 50 == 49:
            session.check_answers()
            session.check_wire()


def look(session: Session, words: Words, counted: Counter[str]) -> None:
    """Count what is on the screen."""
    text = session.text
    counted.update(f"seen: {name}" for name, key in SIGNS.items() if _sign(words(key)) in text)


def _sign(text: str) -> str:
    """The longest piece of a text between its gaps, as far as a narrow window shows it."""
    pieces = text.replace("}", "{").split("{")[::2]
    return max(pieces, key=len).strip()[:18]
