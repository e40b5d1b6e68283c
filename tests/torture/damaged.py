"""Databases damaged at random places: recognised, never a traceback, and brought back."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from reader.library import open_library
from reader.library.health.doctor import back_up
from reader.model import Span, Tag
from reader.store.backup.backup_files import backups
from tests.process.pseudo_terminal import Terminal, environment
from tests.torture.commands import Said, meipi
from tests.torture.frame import Limit, Result, Tally
from tests.torture.killed_migration import copy
from tests.torture.old_databases import contents, current, edit
from tests.torture.soundness import DATABASE, unsound
from tests.torture.victims import Say, Victim

PAGE = 4096
SCREENS = 4
"""One round in so many also opens the screen."""
COMMANDS = (
    ("list",),
    ("list", "--unread", "--sort", "length", "--limit", "5"),
    ("show", "007"),
    ("search", "公園", "--json"),
    ("stats",),
    ("changes", "007"),
    ("export", "--format", "csv"),
    ("annotate", "011", "--quote", "第11055天", "--tag", "opinion"),
)
KEYS = ("j", "f", " ", "u", "a批\r", "G", "]", "/公\r", "n", "c", "\x1b", "l", "\x1b")
Bytes = Callable[[bytearray, random.Random], None]


def flip(data: bytearray, chance: random.Random) -> None:
    """Some bytes anywhere."""
    for _ in range(chance.choice((1, 8, 64, 400))):
        data[chance.randrange(len(data))] ^= chance.randrange(1, 256)


def flip_header(data: bytearray, chance: random.Random) -> None:
    """Some bytes of the file's header."""
    for _ in range(chance.randrange(1, 30)):
        data[chance.randrange(100)] ^= chance.randrange(1, 256)


def flip_schema(data: bytearray, chance: random.Random) -> None:
    """Some bytes of the first page, where the tables are looked up."""
    for _ in range(chance.randrange(1, 200)):
        data[100 + chance.randrange(PAGE - 100)] ^= chance.randrange(1, 256)


def spoil_pages(data: bytearray, chance: random.Random) -> None:
    """Whole pages of zeros, of noise, or of what stands in another."""
    for _ in range(chance.choice((1, 1, 3, 10))):
        at, other = (PAGE * chance.randrange(len(data) // PAGE) for _ in range(2))
        new = (bytes(PAGE), chance.randbytes(PAGE), bytes(data[other : other + PAGE]))
        data[at : at + PAGE] = chance.choice(new)


def flip_page_header(data: bytearray, chance: random.Random) -> None:
    """The beginnings of pages, which say how a tree goes on."""
    for _ in range(chance.randrange(1, 6)):
        at = PAGE * chance.randrange(1, len(data) // PAGE)
        data[at + chance.randrange(12)] ^= chance.randrange(1, 256)


def spoil_freelist(data: bytearray, chance: random.Random) -> None:
    """The list of free pages, and what the header says of it."""
    trunk = int.from_bytes(data[32:36], "big")
    at = 32 if not trunk or chance.random() < 0.3 else (trunk - 1) * PAGE
    for _ in range(chance.randrange(1, 8)):
        data[at + chance.randrange(8)] ^= chance.randrange(1, 256)


def truncate(data: bytearray, chance: random.Random) -> None:
    """The end is gone, at a page's edge or not."""
    length = chance.randrange(len(data))
    del data[length - length % PAGE if chance.random() < 0.5 else length :]


def replace(data: bytearray, chance: random.Random) -> None:
    """Something else altogether, or nothing."""
    new = (b"", chance.randbytes(5000), "這是文字。\n".encode() * 900, bytes(len(data)))
    data[:] = chance.choice(new)


DAMAGES: dict[str, Bytes] = {
    "schema": flip_schema,
    "bytes": flip,
    "header": flip_header,
    "pages": spoil_pages,
    "page headers": flip_page_header,
    "freelist": spoil_freelist,
    "truncated": truncate,
    "replaced": replace,
    "log": flip,
}


def mark_and_wait(say: Say, root: str) -> None:
    """The child: leave marks in the write-ahead log, until it is killed."""
    library = open_library(root)
    article = library.find("001")
    for at in range(20):
        edit(library, article, Span(400 + 10 * at, 405 + 10 * at), tag=Tag.FACT).result()
    library.submit(lambda edits: say("inside")).result()
    while True:
        library.submit(lambda edits: None).result()


def make(place: Path) -> Path:
    """A library with free pages, a backup, and marks that are in the log alone."""
    current(place)
    with closing(sqlite3.connect(place / DATABASE)) as connection:
        connection.execute("CREATE TABLE gone (x)")
        connection.executemany("INSERT INTO gone VALUES (?)", [("去" * 1000,)] * 40)
        connection.commit()
        connection.execute("DROP TABLE gone")
        connection.commit()
    back_up(place)
    victim = Victim(mark_and_wait, str(place))
    victim.wait_for("inside")
    victim.kill()
    return place


def run(place: Path, chance: random.Random, limit: Limit) -> Result:
    """Damage a copy of a library, use it, look at it, and bring it back."""
    tally = Tally()
    master = make(place / "master")
    (backup,) = backups(master / DATABASE)
    shutil.copyfile(backup.path, place / DATABASE)
    kept = contents(place)
    for number, here in limit.each(chance):
        library = copy(master, place / f"round-{number}")
        kind = list(DAMAGES)[number % len(DAMAGES)]
        with tally.round(number):
            damage(library, kind, here)
            tally.counted[kind] += 1
            for each in COMMANDS:
                said = meipi(library, *each)
                tally.counted["commands refused"] += said.code == 2
                tally.check(number, [f"{kind}: {each}: {it}" for it in said.faults(0, 1, 2)])
                tally.check(number, [f"{kind}: {each}: {it}" for it in offered(said)])
            if here.randrange(SCREENS) == 0:
                tally.check(number, [f"{kind}: screen: {it}" for it in on_screen(library)])
                tally.counted["screens"] += 1
            tally.check(number, [f"{kind}: {it}" for it in looked_at(tally, library, kept)])
        shutil.rmtree(library, ignore_errors=True)
    return tally.result()


def damage(library: Path, kind: str, chance: random.Random) -> None:
    """Spoil the database, or its log."""
    path = library / (f"{DATABASE}-wal" if kind == "log" else DATABASE)
    data = bytearray(path.read_bytes())
    DAMAGES[kind](data, chance)
    path.write_bytes(data)
    (library / f"{DATABASE}-shm").unlink(missing_ok=True)


def offered(said: Said) -> list[str]:
    """What the message of a damaged database must say besides."""
    if said.code == 2 and "is damaged" in said.err and ".backup" not in said.err:
        return [f"no backup is named: {said.err}"]
    return []


def on_screen(library: Path) -> list[str]:
    """What is wrong with reading and marking on the screen: it goes on, or ends with a message."""
    settings = environment(MEIPI_LIBRARY=str(library))
    with Terminal("000", "--as", "Lin", env=settings, columns=160) as terminal:
        try:
            terminal.wait_for(lambda it: "000" in it.rows[0])
            for keys in KEYS:
                if terminal.process.poll() is not None:
                    break
                terminal.send(keys)
                terminal.pump(0.05)
            terminal.send("\x1b")
            terminal.pump(0.1)
            for _ in range(4):
                if terminal.process.poll() is None:
                    terminal.send("q")
                    terminal.pump(0.3)
        except (AssertionError, OSError):
            pass  # it ended by itself, which may be right
        ended = terminal.process.poll() is not None
        code = terminal.wait_end() if ended else 0
        terminal.pump()
        if b"Traceback" in terminal.written or code not in (0, 2):
            return [f"ended with {code}:\n{terminal.text[-2500:]}"]
        if code == 2 and "meipi: " not in terminal.output:
            return [f"no message:\n{terminal.text}"]
        return [] if ended else [f"it does not end:\n{terminal.text}"]


def is_whole(library: Path) -> bool:
    """What SQLite itself says of the database."""
    try:
        return not unsound(library)
    except (sqlite3.Error, UnicodeDecodeError):
        return False


def looked_at(tally: Tally, library: Path, kept: dict[str, list[tuple[object, ...]]]) -> list[str]:
    """What is wrong with the doctor's findings, and with the library that it brings back."""
    whole = is_whole(library)
    tally.counted["SQLite finds damage"] += not whole
    said = meipi(library, "doctor", "--json")
    faults = said.faults(0, 1, 2)
    if faults or said.code == 2:
        return faults
    codes = {finding["code"] for finding in json.loads(said.out)}
    if not whole and said.code == 0:
        faults.append(f"the doctor finds nothing: {codes}")
    if "restore_possible" not in codes:
        if not whole:
            faults += mended(library)
        return faults
    tally.counted["brought back"] += 1
    said = meipi(library, "doctor", "--restore", "newest")
    if said.code == 2 and "add --repair" in said.err:  # a stamp was hit, and is of tomorrow now
        tally.counted["stamps ahead"] += 1
        said = meipi(library, "doctor", "--restore", "newest", "--repair")
    faults += said.faults(0, 1)
    now = contents(library)
    there = {(row[0], row[3], row[5], row[6]) for row in now["annotation"]}
    gone = [row for row in kept["annotation"] if (row[0], row[3], row[5], row[6]) not in there]
    if gone:
        faults.append(f"{len(gone)} annotations of the backup are not as they were: {gone[:2]}")
    faults += unsound(library)
    for each in (COMMANDS[0], COMMANDS[-1]):
        faults += [f"restored: {each}: {it}" for it in meipi(library, *each).faults(0, 1)]
    return faults


def mended(library: Path) -> list[str]:
    """What is wrong after what the doctor calls repairable was repaired."""
    said = meipi(library, "doctor", "--repair")
    faults = said.faults(0, 1)
    if not is_whole(library):
        faults.append(f"neither restored nor repaired: {said.out[-600:]}")
    return faults
