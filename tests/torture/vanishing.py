"""Files that may not be written or read, and files that go away under the reader."""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.library.health.doctor import back_up
from reader.starter.build import make_library
from tests.process.pseudo_terminal import WITHOUT_PRIVILEGES, Terminal, environment
from tests.torture.commands import POWERLESS, meipi
from tests.torture.frame import Limit, Result, Tally
from tests.torture.killed_migration import copy
from tests.torture.old_databases import contents, current
from tests.torture.soundness import DATABASE, marks, unsound

NEWS = "市府說，公園去年有三百萬人次到訪。\n\n我認為這個數字太高了。\n" * 20
MARK = ("annotate", "000", "--quote", "第50天", "--tag", "opinion", "--as", "王")
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("list",),
    ("show", "007"),
    ("search", "公園"),
    ("export", "--format", "csv"),
    ("export", "-o", "{library}/out.md"),
    ("add", "{library}/../news.txt"),
    MARK,
    ("doctor",),
    ("doctor", "--backup"),
    ("doctor", "--repair"),
)
KEYS = ("j", "l", "j", "\x1b", "/車\r", "n", "c", "\x1b", "a批\r", "o")
PLACES = ("articles", "articles/{0}", DATABASE, f"{DATABASE}-wal", ".")
LEAVING = 60.0
"""Seconds after which a program that does not end counts as hung."""
_PROGRESS = re.compile(r" (\d+)/75 marked\b")


def run_read_only(place: Path, chance: random.Random, limit: Limit) -> Result:
    """Take permissions away in every combination, use the library, and give them back."""
    tally = Tally()
    prepare(place)
    for number, here in limit.each(chance):
        on_screen = number % 3 == 2
        library = copy(place / ("starter" if on_screen else "master"), place / "library")
        # Two rounds of three begin with something that is certainly forbidden.
        free = number % 3 == 1
        modes = [here.choice((0o755, 0o555, 0o111, 0)), here.choice((0o444, 0, 0o644)[: 2 + free])]
        modes += [here.choice((0o755, 0o555, 0)), here.choice((0o644, 0))]
        before = (library / DATABASE).read_bytes()
        with tally.round(number), forbidden(library, *modes):
            if on_screen:
                faults = screen_without_rights(tally, library)
            else:
                faults = without_rights(tally, library)
            if modes[0] != 0o755 and modes[1] != 0o644:
                with allowed(library):
                    if (library / DATABASE).read_bytes() != before:
                        faults.append("a database that may not be written to was changed")
            octal = " ".join(f"{mode:o}" for mode in modes)
            tally.check(number, [f"{octal}: {it}" for it in faults])
        with tally.round(number):
            tally.rounds -= 1
            tally.check(number, unsound(library))
            if not on_screen:
                again = meipi(library, *MARK)
                tally.check(number, [f"allowed again: {it}" for it in again.faults(0)])
    return tally.result()


def prepare(place: Path) -> None:
    """The libraries that are copied, and an article to add."""
    current(place / "master")
    back_up(place / "master")
    make_library(place / "starter")
    (place / "news.txt").write_text(NEWS, encoding="utf-8")


@contextmanager
def forbidden(
    library: Path, folder: int, database: int, articles: int, file: int
) -> Iterator[None]:
    """Set the modes of a library's folder, database, articles and one article in it."""
    one = min((library / "articles").iterdir())
    for path, mode in (
        (one, file),
        (library / "articles", articles),
        (library / DATABASE, database),
        (library, folder),
    ):
        path.chmod(mode)
    try:
        yield
    finally:
        library.chmod(0o755)
        # What SQLite made beside a database that was read-only is read-only, too.
        for path in (*library.glob(f"{DATABASE}*"), library / "articles", one):
            if path.exists():
                path.chmod(0o755 if path.is_dir() else 0o644)


@contextmanager
def allowed(library: Path) -> Iterator[None]:
    """Let the owner look into a library meanwhile, who need not be root."""
    modes = {}
    for path in (library, library / DATABASE):
        modes[path] = path.stat().st_mode & 0o777
        path.chmod(modes[path] | (0o700 if path == library else 0o400))
    try:
        yield
    finally:
        for path, mode in reversed(modes.items()):
            path.chmod(mode)


def without_rights(tally: Tally, library: Path) -> list[str]:
    """What is wrong with the commands where something may not be done."""
    faults = []
    was = {row[0] for row in contents_of(library)}
    for each in COMMANDS:
        arguments = [it.format(library=library) for it in each]
        said = meipi(library, *arguments, handicap=POWERLESS)
        tally.counted["refused"] += said.code == 2
        faults += [f"{each}: {it}" for it in said.faults(0, 1, 2)]
        if each is MARK:
            made = len({row[0] for row in contents_of(library)} - was)
            if made != (said.code == 0):
                faults.append(f"{made} marks were made, and it ended with {said.code}")
    if not was <= {row[0] for row in contents_of(library)}:
        faults.append("marks are lost")
    return faults


def contents_of(library: Path) -> list[tuple[object, ...]]:
    """The annotations, looked at in a copy, so that nothing is made beside the database."""
    beside = library.with_name("looked-at")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir()
    with allowed(library):
        for end in ("", "-wal"):
            if (library / f"{DATABASE}{end}").exists():
                shutil.copyfile(library / f"{DATABASE}{end}", beside / f"{DATABASE}{end}")
    return contents(beside)["annotation"]


def screen_without_rights(tally: Tally, library: Path) -> list[str]:
    """What is wrong with marking on the screen where something may not be done."""
    settings = environment(MEIPI_LIBRARY=str(library))
    with Terminal("--as", "Lin", env=settings, before=WITHOUT_PRIVILEGES, columns=200) as terminal:
        ended = used(terminal, lambda: None)
        tally.counted["refused on the screen"] += ended == 2 or b"Not saved" in terminal.written
    return ended_well(terminal, ended)


def used(terminal: Terminal, meanwhile: Callable[[], None]) -> int:
    """Read and mark on the screen, and leave; the exit code."""
    try:
        terminal.wait_for("75/75")
        terminal.send("f")
        terminal.wait_for(lambda it: _PROGRESS.search(it.rows[0]) or "Not saved" in it.said)
        meanwhile()
        for keys in ("o", "d", *KEYS):
            terminal.send(keys)
            terminal.pump(0.1)
    except (AssertionError, OSError):
        if terminal.process.poll() is None:
            raise
    until = time.monotonic() + LEAVING
    while terminal.process.poll() is None and time.monotonic() < until:
        # Apart, or they would be one key together on a busy machine.
        terminal.send("\x1b")
        terminal.pump(0.3)
        terminal.send("q")
        terminal.pump(0.5)
    return terminal.wait_end(1)


def ended_well(terminal: Terminal, code: int) -> list[str]:
    """What is wrong with how the program ended."""
    if code not in (0, 2) or b"Traceback" in terminal.written:
        return [f"it ended with {code}:\n{terminal.text[-2500:]}"]
    if code == 2 and b"meipi: " not in terminal.written:
        return [f"it ended with 2, without a word:\n{terminal.text}"]
    return []


# what goes away


def take_away(library: Path, what: str, how: str) -> None:
    """Remove a part of a library, move it away, or put something else in its place."""
    path = library / what.format(min(each.name for each in (library / "articles").iterdir()))
    if not path.exists():
        return
    other = path.with_name(f"{path.name or library.name}.away")
    path.rename(library.with_name("away") if what == "." else other)
    if how == "removed":
        other = library.with_name("away") if what == "." else other
        shutil.rmtree(other) if other.is_dir() else other.unlink()
    elif how == "a folder":
        path.mkdir()
    elif how == "a file":
        path.write_bytes(b"")
    elif how == "another":
        source = library.with_name("another") / path.relative_to(library)
        if what == ".":
            shutil.copytree(library.with_name("another"), library)
        elif source.is_dir():
            shutil.copytree(source, path)
        elif source.exists():
            shutil.copyfile(source, path)


def run_vanishing(place: Path, chance: random.Random, limit: Limit) -> Result:
    """Take something away between two commands, and while the screen is open."""
    tally = Tally()
    prepare(place)
    for number, here in limit.each(chance):
        for left in ("away", "library", "another"):
            path = place / left
            if path.exists():
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        on_screen = number % 2 == 1
        like = place / ("starter" if on_screen else "master")
        library = copy(like, place / "library")
        copy(like, place / "another")
        what = here.choice(PLACES)
        how = here.choice(("removed", "moved", "a folder", "a file", "another"))
        with tally.round(number):
            if on_screen:
                faults = screen_without_files(tally, library, what, how)
            else:
                tally.counted["taken away"] += 1
                take_away(library, what, how)
                faults = without_files(tally, library)
            tally.check(number, [f"{what} {how}: {it}" for it in faults])
    return tally.result()


def without_files(tally: Tally, library: Path) -> list[str]:
    """What is wrong with the commands afterwards."""
    faults = []
    for each in COMMANDS:
        said = meipi(library, *[it.format(library=library) for it in each])
        tally.counted["refused"] += said.code == 2
        faults += [f"{each}: {it}" for it in said.faults(0, 1, 2)]
    return faults


def screen_without_files(tally: Tally, library: Path, what: str, how: str) -> list[str]:
    """What is wrong when it happens under an open screen: what is shown as kept must be there."""
    settings = environment(MEIPI_LIBRARY=str(library))
    shown = 0

    def watch(rows: list[str]) -> None:
        nonlocal shown
        found = _PROGRESS.search(rows[0])
        shown = max(shown, int(found[1])) if found else shown

    with Terminal("--as", "Lin", env=settings, columns=200) as terminal:
        terminal.watch = watch
        code = used(terminal, lambda: take_away(library, what, how))
    faults = ended_well(terminal, code)
    tally.counted["marks shown as kept"] += shown
    tally.counted["refused on the screen"] += code == 2 or b"Not saved" in terminal.written
    there = 0
    for place in (library, library.with_name("away")):
        for path in (place / DATABASE, place / f"{DATABASE}.away"):
            try:
                there = max(there, len(marks_in(path)))
            except sqlite3.Error:
                continue
    # What was on disk before somebody deleted it is theirs to miss.
    deleted = what in (DATABASE, ".", f"{DATABASE}-wal") and how != "moved"
    if there < (0 if deleted and shown <= 1 else shown):
        faults.append(f"{shown} were shown as kept, {there} are there")
    return faults


def marks_in(path: Path) -> dict[int, object]:
    """The marks in a database wherever it lies by now."""
    if not path.is_file():
        return {}
    place = path.parent / "found"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for end in ("", "-wal"):
        log = path.parent / f"{DATABASE}{end}"
        source = path if not end else log
        if source.is_file():
            shutil.copyfile(source, place / f"{DATABASE}{end}")
    try:
        return dict(marks(place))
    finally:
        shutil.rmtree(place)
