"""A library of very many files: dropped in, killed in the middle, searched, and partly gone."""

from __future__ import annotations

import random
import sqlite3
import time
from collections import Counter
from contextlib import closing
from functools import partial
from pathlib import Path

from tests.torture import shelves
from tests.torture.frame import Limit, Result, Tally
from tests.torture.large import peak, press, timed
from tests.torture.sessions import BrokenError, Session
from tests.torture.soundness import DATABASE, unsound

MOST, SHORT = 100_000, 600
A_SECOND = 60
"""Files for each second that there is; a library of a hundred thousand takes half an hour."""
PATIENCE = 3600.0
STANDSTILL = 60.0
"""Seconds in which one file more must have come in."""
SIZE = (100, 30)
STARTS = 3


def run(place: Path, chance: random.Random, limit: Limit) -> Result:
    """One round is one library, with as many files as there is time for.

    Times are told in milliseconds, memory in megabytes.
    """
    tally = Tally()
    for number, each in limit.each(chance):
        tally.rounds += 1
        seconds = max(0.0, limit.until - time.monotonic())
        count = max(SHORT, min(MOST, round(A_SECOND * seconds)))
        library = place / f"library-{number}"
        drop(library / "articles", each, count)
        try:
            live(place, library, each, count, tally.counted)
        except BrokenError as broken:
            tally.fault(number, str(broken))
        tally.check(number, unsound(library))
        tally.counted["files"] += count
    return tally.result()


def drop(folder: Path, chance: random.Random, count: int) -> None:
    """Write so many small articles, in one folder."""
    folder.mkdir(parents=True)
    for number in range(count):
        text = "".join(chance.choices(shelves.SENTENCES, k=4))
        month, day = 1 + number // 28 % 12, 1 + number % 28
        head = (
            f"---\ntitle: 第{number}號報導\nsource: {number % 50}報\ndate: 2025-{month:02}-{day:02}"
        )
        words = f"{head}\n---\n\n本則編號{number}。{text}\n"
        (folder / f"{number:06}.md").write_text(words, encoding="utf-8")


def live(
    place: Path, library: Path, chance: random.Random, count: int, counted: Counter[str]
) -> None:
    """What happens to a large library. Raises BrokenError for whatever must not be."""
    told: dict[str, int] = {}
    share = chance.uniform(0.1, 0.6)
    with Session(place, library, "--as", shelves.ME, size=SIZE) as session:
        session.until(partial(_articles_are, library, share * count), "a part of it", PATIENCE)
        session.kill()
        session.process.wait()
        counted["killed in the middle"] += 1
    before = _count(library, "article")
    if faults := unsound(library):
        raise session.broken(f"killed in the middle: {faults}")
    with Session(place, library, "--as", shelves.ME, size=SIZE) as session:
        with timed(told, "takes in the rest, ms"):
            come_in(session, library, count)
        told["memory while it comes in, MB"] = peak(session.process.pid)
        session.leave()
    check_once(session, library, count)
    told["files taken up again"] = count - before
    read(place, library, count, told)
    vanish(place, library, chance, count, told)
    counted.update(told)


def come_in(session: Session, library: Path, count: int) -> None:
    """Wait until all files are articles; as long as more come, and the screen answers."""
    known, since = 0, time.monotonic()
    while (now := _count(library, "article")) < count:
        if now > known:
            known, since = now, time.monotonic()
        elif time.monotonic() - since > STANDSTILL:
            raise session.broken(f"only {now} of {count} files came in", stacks=True)
        session.check_answers()
        session.pump(0.5)


def check_once(session: Session, library: Path, count: int) -> None:
    """Each file is one article."""
    with closing(sqlite3.connect(library / DATABASE)) as connection:
        found = connection.execute(
            "SELECT count(*), count(DISTINCT article), count(DISTINCT text_sha256) FROM file"
        ).fetchone()
    if found != (count, count, count) or _count(library, "article") != count:
        raise session.broken(f"{count} files became {found}")


def read(place: Path, library: Path, count: int, told: dict[str, int]) -> None:
    """Start several times; go about in the list, narrow it, search, open, and mark."""
    starts: list[int] = []
    for _ in range(STARTS):
        begin = time.monotonic()
        with Session(place, library, "--as", shelves.ME, size=SIZE) as session:
            session.until(lambda: "報導" in session.text, "the list")
            starts.append(round(1000 * (time.monotonic() - begin)))
            session.leave()
    told["start, ms"] = sorted(starts)[STARTS // 2]
    with Session(place, library, "--as", shelves.ME, size=SIZE) as session:
        session.until(lambda: f"of {count:,}" in session.text, "how many there are")
        with timed(told, "end of the list, ms"):
            press(session, "G", f"{count:,} of {count:,}")
        with timed(told, "the list by title, ms"):
            press(session, "o", "a digit picks")
            press(session, "4", "1 of")
        with timed(told, "the list narrowed, ms"):
            session.press("/")
            session.settle()  # in one read the key and the text are a paste
            press(session, f"編號{count - 1}", f"第{count - 1}號報導")
        session.press("\x1b")
        session.settle()
        with timed(told, "search, ms"):
            press(session, "\x06", "esc back")
            press(session, f"編號{count - 7}", "1 article")
        session.settle()
        press(session, "\r", "marked")
        press(session, "f", "1/")
        session.leave()


def vanish(
    place: Path, library: Path, chance: random.Random, count: int, told: dict[str, int]
) -> None:
    """A tenth of the files goes: what was in them can still be read."""
    names = sorted(path.name for path in (library / "articles").iterdir())
    gone = chance.sample(names, count // 10)
    for name in gone:
        (library / "articles" / name).unlink()
    with Session(place, library, "--as", shelves.ME, size=SIZE) as session:
        with timed(told, "notes the files that are gone, ms"):
            session.until(
                lambda: _count(library, "file WHERE gone = 1") == len(gone), "what is gone", 600
            )
        session.check_answers()
        session.leave()
    with Session(place, library, gone[0].partition(".")[0], size=SIZE) as session:
        session.until(lambda: f"{int(gone[0][:6])} 號報導" in session.text, "what was in a file")
        session.leave()
    if _count(library, "article WHERE deleted = 0") != count:
        raise session.broken("articles went with their files")
    told["vanished"] = len(gone)


def _articles_are(library: Path, count: float) -> bool:
    return _count(library, "article") >= count


def _count(library: Path, rows: str) -> int:
    """How many rows a table has; none before there is a table."""
    path = library / DATABASE
    if not path.exists() or not path.stat().st_size:
        return 0
    with closing(sqlite3.connect(path, timeout=30)) as connection:
        try:
            return int(connection.execute(f"SELECT count(*) FROM {rows}").fetchone()[0])
        except sqlite3.OperationalError:
            return 0
