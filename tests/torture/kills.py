"""Killed while marks are made, changed, removed, undone and redone through `Library.submit`.

What the child was told is on disk is followed in a model; afterwards the database holds exactly
that, or that and the one action that was under way.
"""

from __future__ import annotations

import random
import shutil
import time
from pathlib import Path
from typing import Any, NamedTuple

from reader.library import open_library
from reader.model import Span, Tag
from reader.store.edits import Edits
from tests.torture.frame import Limit, Result, Tally
from tests.torture.soundness import Mark, marks, unsound
from tests.torture.victims import Say, Victim, broken

TEXT = "公園裡有樹，有水，有人，也有鳥。" * 2000
WIDTH = 3
ROUNDS_A_LIBRARY = 20
ACTIONS_MEASURED = 12
State = dict[int, Mark]


class Action(NamedTuple):
    """What is done: mark, remove, undo or redo; where; and which note is written.

    What the child says must be short to be heard whole, so it tells of a note how to make it.
    """

    verb: str
    start: int
    length: int
    number: int

    @property
    def span(self) -> Span:
        """The passage that is marked."""
        return Span(self.start, self.start + WIDTH)

    @property
    def note(self) -> str:
        """The text of the note."""
        return "批" * self.length + str(self.number)


def make(place: Path) -> Path:
    """A library with one long article and an annotator."""
    (place / "articles").mkdir(parents=True)
    (place / "articles" / "long.txt").write_text(TEXT, encoding="utf-8")
    library = open_library(place)
    library.sync()
    library.submit(lambda edits: edits.become("王")).result()
    library.close()
    return place


class Model:
    """The marks as they must be, and what undo and redo would make of them."""

    def __init__(self) -> None:
        self.state: State = {}
        self._done: list[State] = []
        self._undone: list[State] = []

    def copy(self) -> Model:
        """Another one that stands where this one does."""
        other = Model()
        other.state, other._done, other._undone = self.state, [*self._done], [*self._undone]
        return other

    def follow(self, action: Action) -> None:
        """Do what the library was asked to do."""
        if action.verb == "undo":
            if self._done:
                self._undone.append(self.state)
                self.state = self._done.pop()
        elif action.verb == "redo":
            if self._undone:
                self._done.append(self.state)
                self.state = self._undone.pop()
        else:
            new = dict(self.state)
            if action.verb == "remove":
                new.pop(action.start, None)
            else:
                words = TEXT[action.span.start : action.span.end]
                new[action.start] = ("fact", action.note, words)
            if new != self.state:
                self._done.append(self.state)
                self._undone.clear()
                self.state = new

    @property
    def undoable(self) -> int:
        """How many actions undo can take back."""
        return len(self._done)


def mark(say: Say, root: str, seed: int) -> None:
    """The child: act for ever, saying what begins inside its transaction and what is on disk."""
    chance = random.Random(seed)
    library = open_library(root)
    article = library.find("long")
    while True:
        verb = chance.choices(("mark", "remove", "undo", "redo"), (12, 2, 4, 3))[0]
        start = chance.randrange(200) * WIDTH
        action = Action(verb, start, chance.choice((1, 1, 40, 3000)), chance.randrange(10**6))

        def act(edits: Edits, action: Action = action) -> None:
            say("inside", *action)
            perform(edits, article, action)

        library.submit(act).result()
        say("done", *action)


def perform(edits: Edits, article: str, action: Action) -> None:
    """Do one action inside the writer's transaction."""
    if action.verb == "mark":
        edits.edit(article, action.span, tag=Tag.FACT, note=action.note)
    elif action.verb == "remove":
        edits.edit(article, action.span, tag=None, note="")
    elif action.verb == "undo":
        edits.history.undo(article)
    else:
        edits.history.redo(article)


def run(place: Path, chance: random.Random, limit: Limit) -> Result:
    """Kill one child after another and compare what is left with the model."""
    tally = Tally()
    library, model, took = place, Model(), 0.0
    for number, here in limit.each(chance):
        if number % ROUNDS_A_LIBRARY == 0:
            shutil.rmtree(library, ignore_errors=True)
            library, model = make(place / f"library-{number}"), Model()
        with tally.round(number):
            victim = Victim(mark, str(library), here.getrandbits(32))
            victim.wait_for("done")
            took = took or measure(victim)
            time.sleep(here.uniform(0, took))
            heard = victim.kill()
            tally.check(number, [*broken(heard), *unsound(library)])
            follow(tally, number, model, heard, library)
            if number % ROUNDS_A_LIBRARY == ROUNDS_A_LIBRARY - 1:
                turned(tally, number, model, library)
    if tally.rounds % ROUNDS_A_LIBRARY:
        turned(tally, tally.rounds - 1, model, library)
    return tally.result()


def measure(victim: Victim) -> float:
    """How many seconds a number of actions take, over which the kills are then spread."""
    began = time.monotonic()
    for _ in range(ACTIONS_MEASURED):
        victim.wait_for("done")
    return time.monotonic() - began


def follow(
    tally: Tally, number: int, model: Model, heard: list[tuple[Any, ...]], library: Path
) -> None:
    """Compare what is on disk with what was acknowledged, and with the action under way."""
    under_way: Action | None = None
    for word, *said in heard:
        if word == "done":
            model.follow(Action(*said))
            tally.counted["acknowledged"] += 1
            under_way = None
        elif word == "inside":
            under_way = Action(*said)
    found = marks(library)
    if under_way is not None:
        tally.counted["killed inside an action"] += 1
        if found != model.state:
            model.follow(under_way)
            tally.counted["on disk though not yet acknowledged"] += 1
    if found != model.state:
        starts = sorted(model.state.keys() | found.keys())
        differ = [at for at in starts if model.state.get(at) != found.get(at)]
        tally.fault(number, f"the marks at {differ} are not as they were acknowledged")


def turned(tally: Tally, number: int, model: Model, library: Path) -> None:
    """The journal of a library that was killed often: undone to the start, and redone."""
    opened = open_library(library)
    article = opened.find("long")
    undone = 0
    while opened.submit(lambda edits: edits.history.undo(article)).result() is not None:
        undone += 1
    if undone != model.undoable or marks(library):
        tally.fault(number, f"undo took back {undone} of {model.undoable} actions")
    for _ in range(undone):
        opened.submit(lambda edits: edits.history.redo(article)).result()
    opened.close()
    if marks(library) != model.state:
        tally.fault(number, "redo did not bring back what undo took")
    tally.counted["undone and redone"] += undone
