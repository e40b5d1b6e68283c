"""Two and three programs on one library at once: none loses anything, none is kept out.

The journal gives every action its number, so what all of them were told can be put in order and
followed in a model; the library must then hold exactly that.
"""

from __future__ import annotations

import random
import re
import time
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from reader.library import open_library
from reader.store.edits import Edits
from tests.process.pseudo_terminal import Terminal, environment
from tests.torture import replay
from tests.torture.frame import Limit, Result, Tally
from tests.torture.killed_migration import NAMES, copy, migrate
from tests.torture.kills import WIDTH, Action, Model, make, perform
from tests.torture.old_databases import applied, contents, in_peace, old
from tests.torture.soundness import marks, unsound
from tests.torture.victims import Say, Victim, broken

TAGS = 15
LAST = "SELECT coalesce(max(seq), 0) FROM journal"
SECONDS = 1.0
"""How long the readers of a round act at once."""


def act(say: Say, root: str, seed: int, who: int) -> None:
    """The child: mark, note, undo, import and read for a while; then tell what it sees."""
    chance = random.Random(seed)
    library = open_library(root)
    article = library.find("long")
    say("ready")
    while not (Path(root) / "go").exists():
        time.sleep(0.002)
    until, imported = time.monotonic() + SECONDS, 0
    while time.monotonic() < until:
        what = chance.random()
        if what < 0.05:
            imported += 1
            text = f"第{who}人帶來的第{imported}則。\n\n" * 20
            kept = library.keep_file(library.articles / f"{who}-{imported}.txt", text.encode())
            say("imported", kept.path)
        elif what < 0.15:
            library.sync()
            library.annotations(article)
        elif what < 0.2:
            before, after = library.submit(partial(starred, article)).result()
            if after > before:
                say("shelved", after)
        else:
            verb = chance.choices(("mark", "remove", "undo", "redo"), (10, 2, 3, 2))[0]
            start = chance.randrange(150) * WIDTH
            action = Action(verb, start, chance.choice((1, 40)), chance.randrange(10**6))
            before, after = library.submit(partial(numbered, article, action)).result()
            if after > before:
                say("done", after, *action)
    say("acted")
    while not (Path(root) / "look").exists():
        time.sleep(0.002)
    seen = sorted(each.span.start for each in library.annotations(article) if each.span)
    say("seen", len(seen), hash(tuple(seen)), len(library.list()))
    library.close()


def starred(article: str, edits: Edits) -> tuple[int, int]:
    """Put a star on an article or take it off, as `numbered` does."""
    row = edits.connection.execute("SELECT starred FROM reading WHERE article = ?", (article,))
    on = not (row.fetchone() or (0,))[0]
    (before,) = edits.connection.execute(LAST).fetchone()
    edits.shelf.put_state(article, "starred", on)
    (after,) = edits.connection.execute(LAST).fetchone()
    return int(before), int(after)


def numbered(article: str, action: Action, edits: Edits) -> tuple[int, int]:
    """Perform an action; the numbers of the journal's last entry before and after it."""
    (before,) = edits.connection.execute(LAST).fetchone()
    perform(edits, article, action)
    (after,) = edits.connection.execute(LAST).fetchone()
    return int(before), int(after)


def run(place: Path, chance: random.Random, limit: Limit) -> Result:
    """Let several act at once, on a new library each time; and open an old one at once."""
    tally = Tally()
    master = make(place / "master")
    old(place / "old", "0001", wal=True)
    after = contents(in_peace(copy(place / "old", place / "new")))
    for number, here in limit.each(chance):
        with tally.round(number):
            library = copy(master, place / "library")
            count = here.choice((2, 3))
            tally.check(number, together(tally, library, count, here))
            tally.check(number, opened_together(tally, copy(place / "old", place / "aged"), after))
            if number % 2 == 0:
                shown = copy(master, place / "shown")
                tally.check(number, two_screens(tally, shown, here))
    return tally.result()


def together(tally: Tally, library: Path, count: int, chance: random.Random) -> list[str]:
    """What goes wrong between some that act at once."""
    readers = [Victim(act, str(library), chance.getrandbits(32), who) for who in range(count)]
    for each in readers:
        each.wait_for("ready")
    (library / "go").touch()
    for each in readers:
        each.wait_for("acted")
    (library / "look").touch()
    heard = [each.finish() for each in readers]
    faults = [fault for each in heard for fault in broken(each)]
    done = [message for each in heard for message in each if message[0] == "done"]
    imported = [message[1] for each in heard for message in each if message[0] == "imported"]
    tally.counted["actions"] += len(done)
    tally.counted["imported"] += len(imported)
    tally.counted["turns taken"] += turns(heard)
    shelved = [message[1] for each in heard for message in each if message[0] == "shelved"]
    tally.counted["stars"] += len(shelved)
    faults += followed(library, sorted(done), shelved)
    faults += replay.unjournalled(library)
    faults += [f"{path} is lost" for path in imported if not (library / path).exists()]
    seen = {message[1:] for each in heard for message in each if message[0] == "seen"}
    if len(seen) != 1:
        faults.append(f"they do not see the same: {seen}")
    elif next(iter(seen))[2] != len(imported) + 1:
        faults.append(f"{len(imported)} were imported, {seen} is seen")
    return [*faults, *unsound(library)]


def turns(heard: list[list[tuple[Any, ...]]]) -> int:
    """How often the one acted after another one, by the journal's numbers."""
    who = sorted((it[1], name) for name, each in enumerate(heard) for it in each if it[0] == "done")
    return sum(a[1] != b[1] for a, b in pairwise(who))


def followed(library: Path, done: list[tuple[Any, ...]], shelved: list[int]) -> list[str]:
    """Whether the library holds what all of them were told, in the journal's order."""
    numbers = sorted([message[1] for message in done] + shelved)
    if numbers != list(range(1, len(numbers) + 1)):
        return [f"the journal's entries are not those that were acknowledged: {numbers[:50]}"]
    model = Model()
    for message in done:
        model.follow(Action(*message[2:]))
    found = marks(library)
    differ = {at for at in {*found, *model.state} if found.get(at) != model.state.get(at)}
    return [f"the marks at {sorted(differ)} are not as acknowledged"] if differ else []


def opened_together(tally: Tally, library: Path, after: dict[str, list[Any]]) -> list[str]:
    """Three open a database of an earlier version at once: one migrates it, all can use it."""
    openers = [Victim(migrate, str(library)) for _ in range(3)]
    faults = []
    for each in openers:
        heard = each.finish()
        faults += broken(heard)
        tally.counted["opened while another one migrated"] += any(it[0] == "done" for it in heard)
    if applied(library) != NAMES:
        faults.append(f"applied: {applied(library)}")
    if len(list(library.rglob("*.migration.backup"))) != 1:
        faults.append("there is not one backup")
    if contents(library) != after:
        faults.append("migrating at once changed what was there")
    return [*faults, *unsound(library)]


def two_screens(tally: Tally, library: Path, chance: random.Random) -> list[str]:
    """Two programs on screens tag at once; both marks of both are there, and seen by a third."""
    settings = environment(MEIPI_LIBRARY=str(library))
    with (
        Terminal("long", "--as", "王", env=settings) as first,
        Terminal("long", "--as", "王", env=settings) as second,
    ):
        screens = (first, second)
        for screen in screens:
            screen.wait_for("/2000 marked")
        top = second.rows[1:]
        second.send("G")  # the other end of the article
        second.wait_for(lambda it: it.rows[1:] != top)
        end = second.cursor
        second.send("k" * 2 * TAGS)
        second.wait_for(lambda it: it.cursor != end and not it.pump(0.5))
        tags = [chance.choice("fo") for _ in screens]  # different keys in one read are a paste
        for _ in range(TAGS):
            for screen, tag in zip(screens, tags, strict=True):
                screen.send(tag)
                screen.pump(chance.choice((0.0, 0.01)))
        for screen in screens:
            screen.wait_for(lambda it: marked(it) >= TAGS)
        for screen in screens:
            screen.send("q")
            if screen.wait_end() != 0 or b"Traceback" in screen.written:
                return [f"it ended badly: {screen.text}"]
    with Terminal("long", env=settings) as third:
        third.wait_for("/2000 marked")
        seen = marked(third)
    found = len(marks(library))
    tally.counted["tags on two screens"] += found
    if (found, seen) != (2 * TAGS, 2 * TAGS):
        return [f"{2 * TAGS} were tagged, {found} are there, a third sees {seen}"]
    return unsound(library)


def marked(terminal: Terminal) -> int:
    """How many sentences are marked, says the top line."""
    found = re.search(r" (\d+)/2000 marked", terminal.rows[0])
    return int(found[1]) if found else 0
