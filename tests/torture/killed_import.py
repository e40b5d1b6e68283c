"""Killed while articles come in and annotations are imported: all of each, or nothing of it."""

from __future__ import annotations

import random
import shutil
import time
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from reader.library import Library, open_library
from reader.library.annotate import QuotedMark, annotate
from reader.library.intake.folder_files import walk
from reader.library.intake.offers import accept, offer_file, offer_text
from reader.text.structure import parse
from tests.torture.frame import Limit, Result, Tally
from tests.torture.soundness import look, unsound
from tests.torture.victims import ALL, FILES, Say, Steps, Victim, broken

WAYS = ("file", "text", "dropped", "batch")
ROUNDS_A_LIBRARY = 10
STEPS_MEASURED = 2
MOST = {ALL: 300, FILES: 60}
"""How many steps some articles take."""
QUOTES = 5
"""Annotations in a batch, which is one transaction."""


def content(number: int) -> str:
    """An article that is known by its title; some are long, so that writing them takes a while."""
    lines = [f"---\ntitle: 第{number}則\nlang: zh-Hant\n---\n"]
    lines += [f"第{number}則的引文{place}在這裡。" for place in range(QUOTES)]
    lines += [f"市府第{number}次說，第{line}座公園有樹。" for line in range(number % 4 * 400)]
    return "\n\n".join([*lines, f"第{number}則完。\n"])


@cache
def canonical(text: str) -> str:
    """The text that is stored for an article."""
    return parse(text).text


def bring(say: Say, root: str, inbox: str, first: int, seed: int) -> None:
    """The child: bring in one article after another, and say which is on its way and what is in."""
    chance = random.Random(seed)
    library = open_library(root)
    library.sync()
    number, here = first, 0
    while True:
        way = chance.choice(WAYS)
        if way == "batch" and not here:
            continue
        number += way != "batch"
        say("inside", way, here if way == "batch" else number)
        if way == "batch":
            annotate(library, marks(library.find(f"第{here}則"), here), "王")
            say("done", way, here)
            here = 0  # each gets one batch
        else:
            bring_one(library, Path(inbox), way, number)
            here = number
            say("done", way, number)


def bring_one(library: Library, inbox: Path, way: str, number: int) -> None:
    """Bring in one article in one of the ways."""
    file = inbox / f"{number}.md"
    file.write_text(content(number), encoding="utf-8")
    if way == "file":
        accept(library, offer_file(file))
    elif way == "text":
        accept(library, offer_text(file.read_bytes()))
    else:  # another program puts it there, whole
        file.replace(library.articles / file.name)
        library.sync()


def marks(article: str, number: int) -> list[QuotedMark]:
    """The annotations of one batch."""
    quotes = [f"第{number}則的引文{place}" for place in range(QUOTES)]
    return [QuotedMark(article, quote, fields={"tag": "fact", "note": quote}) for quote in quotes]


def run(place: Path, chance: random.Random, limit: Limit) -> Result:
    """Kill one child after another; a library takes in what several bring."""
    tally, library, inbox = Tally(), place, place / "inbox"
    inbox.mkdir()
    done: dict[str, set[int]] = {}
    last, took = 0, 0.0
    for number, here in limit.each(chance):
        if number % ROUNDS_A_LIBRARY == 0:
            shutil.rmtree(library) if library != place else None
            library = place / f"library-{number}"
            library.mkdir()
            open_library(library).close()
            done = {way: set() for way in WAYS}
        with tally.round(number):
            arguments = (str(library), str(inbox), last, here.getrandbits(32))
            if number % 4:
                calls = here.choice((ALL, FILES, FILES))
                steps = Steps(here.randrange(1, MOST[calls]), calls)
                victim = Victim(bring, *arguments, steps=steps)
                heard = victim.finish()
                tally.counted["killed at a step"] += 1
            else:
                victim = Victim(bring, *arguments)
                while victim.wait_for("done")[1] != "batch":
                    pass
                took = took or measure(victim)
                time.sleep(here.uniform(0, took))
                heard = victim.kill()
            last = max([last, *(message[2] for message in heard if len(message) > 2)])
            tally.check(number, broken(heard))
            follow(tally, done, heard)
            tally.check(number, [*unsound(library), *half(library), *lost(library, done)])
            tally.check(number, again(tally, library))
    return tally.result()


def measure(victim: Victim) -> float:
    """How many seconds some articles and batches take."""
    began = time.monotonic()
    for _ in range(STEPS_MEASURED):
        victim.wait_for("done")
    return time.monotonic() - began


def follow(tally: Tally, done: dict[str, set[int]], heard: list[tuple[Any, ...]]) -> None:
    """Note what was acknowledged, and what was under way."""
    for message in heard:
        if message[0] == "done":
            done[message[1]].add(message[2])
            tally.counted["batches" if message[1] == "batch" else "articles"] += 1
    if heard and heard[-1][0] == "inside":
        tally.counted[f"killed inside {heard[-1][1]}"] += 1
        tally.counted["killed inside"] += 1


def titled(text: str) -> int:
    """The number of an article, by its title."""
    return int(text.split("第", 1)[1].split("則", 1)[0])


def half(library: Path) -> list[str]:
    """The files that would be taken for articles and are not whole."""
    faults = []
    for file in walk(library / "articles"):
        text = file.path.read_text(encoding="utf-8")
        number = titled(text) if "第" in text else 0
        if not number or canonical(text) != canonical(content(number)):
            faults.append(f"{file.below} is not whole: {len(text)} characters")
    return faults


def lost(library: Path, done: dict[str, set[int]]) -> list[str]:
    """What was acknowledged and is not there, and what is there in part."""
    with closing(look(library)) as connection:
        bodies = connection.execute(
            "SELECT a.title, b.text FROM article a JOIN body b ON b.sha256 = a.text"
        ).fetchall()
        batches = connection.execute(
            "SELECT a.title, count(*), sum(n.tag = 'fact' AND n.note = n.exact) FROM annotation n"
            " JOIN article a ON a.id = n.article WHERE n.deleted = 0 GROUP BY a.id"
        ).fetchall()
    there = {titled(title): text for title, text in bodies}
    marked = {titled(title): (count, good) for title, count, good in batches}
    faults = [f"article {it} is twice" for it in there if len(bodies) != len(there)]
    faults += [
        f"article {number} is not whole in the database"
        for number, text in there.items()
        if text != canonical(content(number))
    ]
    wanted = {number for way in WAYS if way != "batch" for number in done[way]}
    faults += [f"article {number} is lost" for number in wanted - there.keys()]
    faults += [f"batch {number} is lost" for number in done["batch"] - marked.keys()]
    whole = (QUOTES, QUOTES)
    faults += [f"batch {number} is {has}" for number, has in marked.items() if has != whole]
    return faults


def again(tally: Tally, library: Path) -> list[str]:
    """The next start takes in what is there as a file only, and finds nothing wrong."""
    opened = open_library(library)
    try:
        problems = opened.sync()
        titles = [entry.head.title for entry in opened.list()]
        files = [file.path for file in walk(opened.articles)]
    finally:
        opened.close()
    faults = [f"{path}: {error!r}" for path, error in problems]
    known = sorted(titled(title) for title in titles)
    written = sorted(titled(path.read_text(encoding="utf-8")) for path in files)
    if known != written:
        faults.append(f"files of {written}, but articles {known}")
    tally.counted["parts left in the folder"] += len(list(opened.articles.glob(".meipi-*")))
    return faults
