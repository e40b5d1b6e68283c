"""Disks that are full, and writes that fail, while the program marks, imports, copies and migrates.

A message says so, nothing that was there is lost, nothing half written stays, and the same work is
done as soon as there is room again.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reader.library.health.doctor import back_up
from reader.starter.build import make_library
from reader.store.backup.backup_files import backups
from reader.store.backup.verification import fault_of
from tests.process.pseudo_terminal import Terminal, environment
from tests.torture.commands import Said, meipi
from tests.torture.disks import NO_DISK, fill, small_disk
from tests.torture.frame import Limit, Result, Tally
from tests.torture.killed_backup import Rows, damage, half_made
from tests.torture.killed_migration import NAMES, copy
from tests.torture.old_databases import applied, contents, current, in_peace, old
from tests.torture.soundness import DATABASE, marks, unsound

MEGABYTES = 12
NEWS = "".join(f"第{line}條新聞，市府說公園有樹。\n\n" for line in range(3000))
SMALL_FILES = (
    "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    "resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0}))\n"
)
MESSAGES = ("full", "fault", "cannot be written", "may not be written", "Free some space")
"""One of which stands in what is said."""


@dataclass(frozen=True, slots=True)
class Work:
    """A command, the library it needs, and how one sees that it was done."""

    arguments: tuple[str, ...]
    library: str
    done: Callable[[Path], bool]
    codes: tuple[int, ...] = (0,)
    needs_room: bool = True


WORKS = {
    "read": Work(("show", "007"), "now", lambda library: True, needs_room=False),
    "mark": Work(
        ("annotate", "020", "--quote", "第20030天", "--tag", "opinion", "--note", "批" * 30000),
        "now",
        lambda library: any(row[6] == "第20030天" for row in contents(library)["annotation"]),
    ),
    "add": Work(
        ("add", "{beside}/news.txt"),
        "now",
        lambda library: (library / "articles" / "news.txt").exists(),
    ),
    "export": Work(
        ("export", "--format", "csv", "-o", "{library}/out.csv"),
        "now",
        lambda library: (library / "out.csv").read_bytes().count(b"\n") > 400,
    ),
    "backup": Work(("doctor", "--backup"), "now", lambda library: count_backups(library) == 2),
    "migrate": Work(("list",), "old", lambda library: applied(library) == NAMES),
    "restore": Work(
        ("doctor", "--restore", "newest"), "spoilt", lambda library: not unsound(library), (0, 1)
    ),
}


def count_backups(library: Path) -> int:
    """How many whole backups there are."""
    return sum(not fault_of(each.path) for each in backups(library / DATABASE))


def run_small_disk(place: Path, chance: random.Random, limit: Limit) -> Result:
    """On a disk that really is full, but for a little."""
    with small_disk(place / "disk", MEGABYTES) as mounted:
        if not mounted:
            return Result(0, {}, skipped=NO_DISK)
        return run(place, chance, limit, place / "disk")


def run_failing_writes(place: Path, chance: random.Random, limit: Limit) -> Result:
    """On any disk, by a limit on the size of files: the kernel refuses to write beyond it."""
    return run(place, chance, limit, None)


def run(place: Path, chance: random.Random, limit: Limit, disk: Path | None) -> Result:
    """Let one work after another fail for want of room, and do it again with room."""
    tally = Tally()
    names = [*WORKS, "screen"]
    make_masters(place)
    make_library(place / "starter")
    for number, here in limit.each(chance):
        name = names[number % len(names)]
        # Small amounts are as likely as large ones.
        free = int(2 ** here.uniform(0 if disk else 12, 21))
        for each in disk.iterdir() if disk else ():  # what a fault may have left
            each.unlink() if each.is_file() else shutil.rmtree(each)
        with tally.round(number):
            if name == "screen":
                faults = on_screen(tally, place, disk, free)
            else:
                faults = one(tally, place, disk, name, free)
            tally.counted[name] += 1
            tally.check(number, [f"{name} with {free} bytes: {it}" for it in faults])
    return tally.result()


def make_masters(place: Path) -> None:
    """The libraries that are copied: of now, with an old schema, and damaged."""
    current(place / "now")
    in_peace(copy(old(place / "old", "0001", wal=True), place / "aged"))
    back_up(place / "now")
    damage(copy(place / "now", place / "spoilt"))
    (place / "news.txt").write_text(NEWS, encoding="utf-8")


def one(tally: Tally, place: Path, disk: Path | None, name: str, free: int) -> list[str]:
    """A work without room and with it."""
    work = WORKS[name]
    library = copy(place / work.library, (disk or place) / "library")
    before = {path.name: path.read_bytes() for path in (library / "articles").iterdir()}
    arguments = [it.format(library=library, beside=place) for it in work.arguments]
    filler = (disk or place) / "filler"
    if disk is not None:
        fill(filler, free)
        said = meipi_beside(place, library, arguments, None)
    else:
        said = meipi_beside(place, library, arguments, free)
    faults = said.faults(2, *work.codes)
    if said.code == 2:
        tally.counted["refused"] += 1
        if not work.needs_room:
            faults.append(f"it needs no room: {said.err}")
        if not any(message in said.err for message in MESSAGES):
            faults.append(f"it does not say why: {said.err}")
    elif not work.done(library):
        faults.append("it says it is done, and it is not")
    filler.unlink(missing_ok=True)
    like = place / "now"
    if work.library == "old":
        like = place / ("aged" if applied(library) == NAMES else "old")
    faults += kept(library, name, contents(like), before)
    if said.code == 2:
        again = meipi_beside(place, library, arguments, None)
        faults += [f"with room again: {it}" for it in again.faults(*work.codes)]
        if not faults and not work.done(library):
            faults.append("with room again it was not done")
        tally.counted["done with room again"] += not faults
    faults += unsound(library)
    shutil.rmtree(library)
    return faults


def meipi_beside(place: Path, library: Path, arguments: list[str], handicap: int | None) -> Said:
    """A command whose own output is not on the small disk."""
    return meipi(library, *arguments, handicap=handicap, output=place / "output")


def kept(library: Path, name: str, rows: Rows, before: dict[str, bytes]) -> list[str]:
    """What was lost or half made."""
    faults = []
    if name != "restore":
        now = set(contents(library)["annotation"])
        lost = [row for row in rows["annotation"] if row not in now]
        faults += [f"{len(lost)} annotations are lost"] if lost else []
        faults += unsound(library)
    left = half_made(library)
    after = {path.name: path.read_bytes() for path in (library / "articles").iterdir()}
    left += [library / it for it in after if it not in before and after[it] != NEWS.encode()]
    faults += [f"half made: {[it.name for it in left]}"] if left else []
    faults += [f"{it} was changed" for it in before if after.get(it) != before[it]]
    faults += [
        f"{each.path.name}: {fault}"
        for each in backups(library / DATABASE)
        if (fault := fault_of(each.path))
    ]
    return faults


def on_screen(tally: Tally, place: Path, disk: Path | None, free: int) -> list[str]:
    """Mark on the screen until it cannot be kept; what was confirmed is there, and it goes on."""
    library = copy(place / "starter", (disk or place) / "library")
    settings = environment(MEIPI_LIBRARY=str(library))
    room = (library / DATABASE).stat().st_size + free % 100_000
    before = "" if disk is not None else SMALL_FILES.format(room)
    filler = (disk or place) / "filler"
    faults = []
    with Terminal("--as", "Lin", env=settings, before=before, columns=160) as terminal:
        terminal.wait_for("75/75")
        shown = 0
        if disk is not None:
            terminal.send("f")
            terminal.wait_for("1/75 marked")
            shown = 1
            fill(filler, free % 100_000)
        while "Not saved" not in terminal.said and shown < 70:
            terminal.send("f")
            terminal.wait_for(partial(answered, marked=shown + 1))
            shown += "Not saved" not in terminal.said
        tally.counted["refused on the screen"] += "Not saved" in terminal.said
        faults += said_why(terminal)
        if len(marks(library)) != shown:
            faults.append(f"{shown} were confirmed, {len(marks(library))} are there")
        if disk is not None:
            filler.unlink()
            terminal.send("o")
            terminal.wait_for(f"{shown + 1}/75 marked")
        terminal.send("q")
        # With 2 it says that the place could not be kept.
        if terminal.wait_end() not in (0, 2) or b"Traceback" in terminal.written:
            faults.append(f"it ended badly:\n{terminal.text}")
    faults += unsound(library)
    shutil.rmtree(library)
    return faults


def answered(terminal: Terminal, marked: int) -> bool:
    """Whether the screen says that so many are marked, or that it could not be kept."""
    return "Not saved" in terminal.said or f"{marked}/75" in terminal.rows[0]


def said_why(terminal: Terminal) -> list[str]:
    """Whether the bottom line says why nothing was kept."""
    if "Not saved" in terminal.said and not any(it in terminal.said for it in MESSAGES):
        return [f"it does not say why: {terminal.said}"]
    return []
