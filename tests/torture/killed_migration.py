"""Killed while an old database is brought to this program's schema."""

from __future__ import annotations

import random
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from reader.library import open_library
from reader.store.backup.backup_files import backups
from reader.store.backup.verification import fault_of
from reader.store.schema import MIGRATIONS
from tests.torture.frame import Limit, Result, Tally
from tests.torture.old_databases import VERSIONS, applied, contents, in_peace, old, shape
from tests.torture.soundness import DATABASE, unsound
from tests.torture.victims import Say, Steps, Victim, broken

NAMES = [name for name, _ in MIGRATIONS]
Kind = tuple[str, bool]
"""The last migration that a library has seen, and whether it has a write-ahead log."""


@dataclass(frozen=True, slots=True)
class Peace:
    """What migrating comes to if nobody is killed: how long it takes, and what is there then."""

    seconds: float
    steps: int
    shape: list[tuple[str, str, str]]
    contents: dict[str, list[tuple[object, ...]]]
    before: list[str]


def migrate(say: Say, root: str) -> None:
    """The child: open a library, which migrates it."""
    say("inside")
    library = open_library(root)
    say("done", len(library.list()))
    library.close()


def run(place: Path, chance: random.Random, limit: Limit) -> Result:
    """Kill the opening of old databases, at a moment drawn over how long opening them takes."""
    tally = Tally()
    kinds: list[Kind] = [
        (version, wal) for version in VERSIONS if version != NAMES[-1][:4] for wal in (True, False)
    ]
    known: dict[Kind, Peace] = {}
    for number, here in limit.each(chance):
        kind = here.choice(kinds)
        master = place / f"old-{kind[0]}-{kind[1]}"
        if kind not in known:
            known[kind] = measure(old(master, kind[0], wal=kind[1]), place / "measured")
        peace = known[kind]
        library = copy(master, place / f"round-{number}")
        with tally.round(number):
            if number % 4:
                last = here.randrange(1, peace.steps + 1)
                heard = Victim(migrate, str(library), steps=Steps(last)).finish()
                tally.counted["killed at a step"] += 1
            else:
                victim = Victim(migrate, str(library))
                victim.wait_for("inside")
                time.sleep(here.uniform(0, peace.seconds))
                heard = victim.kill()
            tally.check(number, broken(heard))
            tally.check(number, looked_at(tally, library, peace, heard[-1][0] if heard else ""))
            tally.check(number, opened_again(library))
            if contents(library) != peace.contents:
                tally.fault(number, f"rows are not those of a migration in peace {kind}")
            if shape(library) != peace.shape:
                tally.fault(number, f"the tables differ from those of a migration in peace {kind}")
        shutil.rmtree(library)
    return tally.result()


def copy(library: Path, to: Path) -> Path:
    """A copy of a library in a fresh folder."""
    shutil.rmtree(to, ignore_errors=True)
    return Path(shutil.copytree(library, to))


def measure(master: Path, to: Path) -> Peace:
    """How many seconds and steps migrating a copy takes in a child, and what it makes."""
    before = applied(master)
    library = copy(master, to)
    victim = Victim(migrate, str(library))
    victim.wait_for("inside")
    began = time.monotonic()
    victim.wait_for("done")
    took = time.monotonic() - began
    victim.finish()
    library = copy(master, to)
    steps = Victim(migrate, str(library), steps=Steps(0)).finish()[-1][1]
    in_peace(library)
    return Peace(took, int(steps), shape(library), contents(library), before)


def looked_at(tally: Tally, library: Path, peace: Peace, last: str) -> list[str]:
    """What is wrong with what the killed child left; counts where the kill landed."""
    found = backups(library / DATABASE)
    made = [each for each in found if each.kind == "migration"]
    seen = applied(library)
    if last == "inside":
        tally.counted["killed inside"] += 1
        if list(library.rglob("*.part")):
            tally.counted["killed inside the backup"] += 1
        elif made and seen == peace.before:
            tally.counted["killed after the backup"] += 1
    faults = unsound(library)
    if seen not in (peace.before, NAMES):
        faults.append(f"neither of the old version nor of the new one: {seen}")
    if seen != peace.before and not made:
        faults.append("migrated without a backup")
    return faults + [f"{it.path.name}: {fault}" for it in found if (fault := fault_of(it.path))]


def opened_again(library: Path) -> list[str]:
    """What is wrong after the next start, which finishes the work."""
    opened = open_library(library)
    problems = opened.sync()
    opened.close()
    faults = [f"{path}: {error!r}" for path, error in problems]
    faults += unsound(library)
    if applied(library) != NAMES:
        faults.append(f"the next start left {applied(library)}")
    if list(library.rglob("*.part")) or list(library.glob("*.new*")):
        faults.append("the next start left something half made")
    return faults
