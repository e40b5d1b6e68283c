"""Killed while a backup is made, and while one is put in the place of the database."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from reader.library import open_library
from reader.library.health.doctor import back_up, examine, restore
from reader.model import Tag
from reader.store.backup.backup_files import backups
from reader.store.backup.verification import fault_of
from tests.torture.frame import Limit, Result, Tally
from tests.torture.killed_migration import copy
from tests.torture.old_databases import contents, current, edit
from tests.torture.soundness import DATABASE, unsound
from tests.torture.victims import ALL, FILES, Say, Steps, Victim, broken

Rows = dict[str, list[tuple[object, ...]]]
Begin = Callable[[Path, Steps | None], Victim]
"""Begins a work in a library, with the steps after which it dies."""
LATER = "後來的批註"


def back(say: Say, root: str) -> None:
    """The child: make a backup."""
    say("inside")
    say("done", str(back_up(Path(root))))


def put_back(say: Say, root: str, which: str) -> None:
    """The child: restore a backup."""
    say("inside")
    say("done", str(restore(Path(root), which).source))


def make(place: Path) -> Path:
    """A library with a backup, and some marks that were made after it."""
    current(place)
    back_up(place)
    library = open_library(place)
    article = library.find("000")
    mine = [each for each in library.annotations(article) if each.span]
    for each in mine[:5]:
        edit(library, article, each.id, tag=Tag.OPINION, note=LATER).result()
    library.close()
    return place


def damage(library: Path) -> None:
    """Spoil the page that every table is looked up in."""
    path = library / DATABASE
    data = bytearray(path.read_bytes())
    data[100:2000] = bytes(255 - byte for byte in data[100:2000])
    path.write_bytes(data)


def run(place: Path, chance: random.Random, limit: Limit) -> Result:
    """Kill a backup, a restoring of a whole database, or of a damaged one, again and again."""
    tally = Tally()
    master = make(place / "master")
    spoilt = copy(master, place / "spoilt")
    damage(spoilt)
    (made,) = backups(master / DATABASE)
    live, kept = contents(master), contents_of(made.path, place / "of-backup")
    kinds: dict[str, Begin] = {
        "backup": lambda library, steps: Victim(back, str(library), steps=steps),
        "restore": lambda library, steps: Victim(
            put_back, str(library), made.path.name, steps=steps
        ),
        "rescue": lambda library, steps: Victim(put_back, str(library), "newest", steps=steps),
    }
    masters = {"backup": master, "restore": master, "rescue": spoilt}
    took = {kind: measure(kinds[kind], masters[kind], place / "measured") for kind in kinds}
    for number, here in limit.each(chance):
        kind = list(kinds)[number % len(kinds)]
        library = copy(masters[kind], place / f"round-{number}")
        with tally.round(number):
            seconds, most = took[kind]
            if number % 4:
                calls = here.choice(list(most))
                steps = Steps(here.randrange(1, most[calls] + 1), calls)
                heard = kinds[kind](library, steps).finish()
                tally.counted["killed at a step"] += 1
            else:
                victim = kinds[kind](library, None)
                victim.wait_for("inside")
                time.sleep(here.uniform(0, seconds))
                heard = victim.kill()
            tally.check(number, broken(heard))
            if heard and heard[-1][0] == "inside":
                tally.counted[f"killed inside a {kind}"] += 1
                tally.counted["half made files left"] += len(half_made(library))
            tally.check(number, looked_at(tally, library, kind, (live, kept)))
            changed = (library / DATABASE).read_bytes() != (spoilt / DATABASE).read_bytes()
            if kind == "rescue" and changed and examine(library).is_damaged:
                tally.fault(number, "the damaged database was changed and not replaced")
            tally.check(number, again(library, kind, (live, kept)))
        shutil.rmtree(library)
    return tally.result()


def measure(begin: Begin, master: Path, to: Path) -> tuple[float, dict[frozenset[str], int]]:
    """How many seconds, and how many steps, the work takes in a child that is left alone."""
    victim = begin(copy(master, to), None)
    victim.wait_for("inside")
    began = time.monotonic()
    victim.wait_for("done")
    took = time.monotonic() - began
    victim.finish()
    most = {
        calls: int(begin(copy(master, to), Steps(0, calls)).finish()[-1][1])
        for calls in (ALL, FILES)
    }
    return took, most


def contents_of(backup: Path, place: Path) -> Rows:
    """The rows of a backup."""
    place.mkdir()
    shutil.copyfile(backup, place / DATABASE)
    return contents(place)


def half_made(library: Path) -> list[Path]:
    """Files that only something unfinished leaves."""
    return [*library.glob("*.part*"), *library.glob("*.new*")]


def looked_at(tally: Tally, library: Path, kind: str, states: tuple[Rows, Rows]) -> list[str]:
    """What is wrong with what the killed child left."""
    live, kept = states
    faults = [
        f"{each.path.name}: {fault}"
        for each in backups(library / DATABASE)
        if (fault := fault_of(each.path, thorough=True))
    ]
    if not (library / DATABASE).exists():
        return [*faults, "there is no database"]
    if kind == "rescue" and examine(library).is_damaged:
        return faults  # the old one still stands
    faults += unsound(library)
    now = contents(library)
    if kind == "backup" and now != live:
        faults.append("the database was changed by a backup")
    elif kind == "restore" and now not in (live, kept):
        faults.append("the database is neither the old one nor the backup")
    elif kind == "rescue" and not holds(now, kept):
        faults.append("the restored database does not hold what the backup held")
    tally.counted["killed when it was in place"] += kind == "restore" and now == kept
    return faults


def holds(now: Rows, kept: Rows) -> bool:
    """Whether every annotation of a backup is there, by its id and its words."""
    words = {(row[0], row[6]) for row in now["annotation"]}
    return {(row[0], row[6]) for row in kept["annotation"]} <= words


def again(library: Path, kind: str, states: tuple[Rows, Rows]) -> list[str]:
    """The same work, done in peace afterwards, ends as it should and leaves nothing half made."""
    live, kept = states
    faults = []
    if kind == "backup":
        made = back_up(library)
        if contents(library) != live or fault_of(made, thorough=True):
            faults.append("the next backup is not whole")
    elif kind == "restore":
        (first, *_) = sorted(backups(library / DATABASE), key=lambda it: it.moment)
        restore(library, first.path.name)
        if contents(library) != kept:
            faults.append("restoring did not bring the backup back")
    elif examine(library).is_damaged:
        restore(library, "newest")
    if kind == "rescue" and not holds(contents(library), kept):
        faults.append("restoring did not bring back what the backup held")
    opened = open_library(library)
    articles = len(opened.list())
    opened.close()
    if articles != len(live["revision"]):
        faults.append(f"{articles} articles are listed")
    left = [path.name for path in half_made(library)]
    return [*faults, *unsound(library), *([f"left: {left}"] if left else [])]
