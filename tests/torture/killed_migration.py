"""Killed while an old database is brought to this program's schema."""

from __future__ import annotations

import random
import shutil
import time
from pathlib import Path

from reader.library import open_library
from reader.store.backups import backups
from reader.store.schema import MIGRATIONS
from reader.store.verifying import fault_of
from tests.torture.frame import Limit, Result, Tally
from tests.torture.old_databases import applied, contents, current, old, shape
from tests.torture.soundness import DATABASE, unsound
from tests.torture.victims import Say, Steps, Victim, broken

NAMES = [name for name, _ in MIGRATIONS]
Kind = tuple[int, bool]
"""How many migrations a database has seen, and whether it has a write-ahead log."""


def migrate(say: Say, root: str) -> None:
    """The child: open a library, which migrates it."""
    say("inside")
    library = open_library(root)
    say("done", len(library.list()))
    library.close()


def run(place: Path, chance: random.Random, limit: Limit) -> Result:
    """Kill the opening of old databases, at a moment drawn over how long opening them takes."""
    tally = Tally()
    new = current(place / "current")
    before = contents(new)
    kinds: list[Kind] = [
        (version, wal) for version in range(1, len(NAMES)) for wal in (True, False)
    ]
    took: dict[Kind, tuple[float, int]] = {}
    shapes: dict[Kind, list[tuple[str, str, str]]] = {}
    for number, here in limit.each(chance):
        kind = here.choice(kinds)
        master = place / f"old-{kind[0]}-{kind[1]}"
        if kind not in took:
            old(master, new, kind[0], wal=kind[1])
            took[kind], shapes[kind] = measure(master, place / "measured")
        library = copy(master, place / f"round-{number}")
        with tally.round(number):
            seconds, steps = took[kind]
            if number % 4:
                last = here.randrange(1, steps + 1)
                heard = Victim(migrate, str(library), steps=Steps(last)).finish()
                tally.counted["killed at a step"] += 1
            else:
                victim = Victim(migrate, str(library))
                victim.wait_for("inside")
                time.sleep(here.uniform(0, seconds))
                heard = victim.kill()
            tally.check(number, broken(heard))
            tally.check(number, looked_at(tally, library, kind, heard[-1][0] if heard else ""))
            tally.check(number, opened_again(library))
            if contents(library) != before:
                tally.fault(number, f"rows are not as they were before migrating {kind}")
            if shape(library) != shapes[kind]:
                tally.fault(number, f"the tables differ from those of a migration in peace {kind}")
        shutil.rmtree(library)
    return tally.result()


def copy(library: Path, to: Path) -> Path:
    """A copy of a library in a fresh folder."""
    shutil.rmtree(to, ignore_errors=True)
    return Path(shutil.copytree(library, to))


def measure(master: Path, to: Path) -> tuple[tuple[float, int], list[tuple[str, str, str]]]:
    """How many seconds and steps migrating a copy takes in a child, and what tables it makes."""
    library = copy(master, to)
    victim = Victim(migrate, str(library))
    victim.wait_for("inside")
    began = time.monotonic()
    victim.wait_for("done")
    took = time.monotonic() - began
    victim.finish()
    library = copy(master, to)
    steps = Victim(migrate, str(library), steps=Steps(0)).finish()[-1][1]
    return (took, int(steps)), shape(library)


def looked_at(tally: Tally, library: Path, kind: Kind, last: str) -> list[str]:
    """What is wrong with what the killed child left; counts where the kill landed."""
    parts = list(library.glob("*.part"))
    made = backups(library / DATABASE)
    seen = applied(library)
    if last == "inside":
        tally.counted["killed inside"] += 1
        if parts:
            tally.counted["killed inside the backup"] += 1
        elif made and len(seen) == kind[0]:
            tally.counted["killed inside the first migration"] += 1
        elif kind[0] < len(seen) < len(NAMES):
            tally.counted["killed between migrations"] += 1
    faults = unsound(library)
    if seen != NAMES[: len(seen)] or len(seen) < kind[0]:
        faults.append(f"applied were {seen}")
    if len(seen) > kind[0] and not made:
        faults.append("migrated without a backup")
    faults += [f"{each.path.name}: {fault}" for each in made if (fault := fault_of(each.path))]
    return faults


def opened_again(library: Path) -> list[str]:
    """What is wrong after the next start, which finishes the work."""
    opened = open_library(library)
    problems = opened.sync()
    opened.close()
    faults = [f"{path}: {error!r}" for path, error in problems]
    faults += unsound(library)
    if applied(library) != NAMES:
        faults.append(f"the next start left {applied(library)}")
    if list(library.glob("*.part")) or list(library.glob("*.new*")):
        faults.append("the next start left something half made")
    return faults
