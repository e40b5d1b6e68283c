"""Very large articles: ten megabytes of ordinary text, of one paragraph, of a million lines."""

from __future__ import annotations

import random
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.torture import replay, shelves
from tests.torture.frame import Limit, Result, Tally
from tests.torture.sessions import BrokenError, Session
from tests.torture.soundness import DATABASE, unsound

MIDDLE, LAST = "這是正中間的一句。", "這是最後的一句。"
CHARACTERS, SHORT = 3_400_000, 60_000
"""Of each article: about ten megabytes in UTF-8, and what `make test` has time for."""
PATIENCE = 600.0
SIZE = (100, 30)


def ordinary(chance: random.Random, characters: int) -> str:
    """Paragraphs of some sentences under headings."""
    half = characters // 2
    halves = (shelves.prose(chance, half), MIDDLE, shelves.prose(chance, half), LAST)
    return "\n\n".join(halves)


def one_paragraph(chance: random.Random, characters: int) -> str:
    """Everything in one paragraph."""
    length = sum(map(len, shelves.SENTENCES)) // len(shelves.SENTENCES)
    half = "".join(chance.choices(shelves.SENTENCES, k=characters // length // 2))
    return f"{half}{MIDDLE}{half}{LAST}"


def lines(chance: random.Random, characters: int) -> str:
    """A million paragraphs of one character each."""
    half = "\n".join(chance.choices("的一是不了人我在有他這中大來上", k=characters * 10 // 68))
    return f"{half}\n{MIDDLE}\n{half}\n{LAST}"


KINDS = {"ordinary": ordinary, "one paragraph": one_paragraph, "one-character lines": lines}


def run(place: Path, chance: random.Random, limit: Limit) -> Result:
    """One round is one article: it comes in, is read to its end, marked, shown in other scripts,
    searched and exported. Times are told in milliseconds, memory in megabytes.
    """
    tally = Tally()
    characters = CHARACTERS if limit.until else SHORT
    for number, each in limit.each(chance):
        tally.rounds += 1
        kind = list(KINDS)[number % len(KINDS)]
        folder = place / f"library-{number}"
        (folder / "articles").mkdir(parents=True)
        text = KINDS[kind](each, characters)
        (folder / "articles" / "large.txt").write_text(text, encoding="utf-8")
        told: dict[str, int] = {"characters": len(text)}
        try:
            use(place, folder, told)
        except BrokenError as broken:
            tally.fault(number, f"{kind}: {broken}")
        tally.check(number, marked_right(folder))
        tally.check(number, unsound(folder) + replay.unjournalled(folder))
        tally.counted.update({f"{kind}: {name}": value for name, value in told.items()})
        tally.counted["large articles"] += 1
    return tally.result()


def use(place: Path, library: Path, told: dict[str, int]) -> None:
    """What a reader does with an article, however large it is."""
    with Session(place, library, "large", "--as", shelves.ME, size=SIZE) as session:
        with timed(told, "comes in, ms"):
            session.until(lambda: "marked" in session.text, "the first text", PATIENCE)
        session.leave()
    with Session(place, library, "large", "--as", shelves.ME, size=SIZE) as session:
        with timed(told, "opens, ms"):
            session.until(lambda: "marked" in session.text, "the first text", PATIENCE)
        with timed(told, "end, ms"):
            press(session, "G", LAST)
        with timed(told, "tag, ms"):
            session.press("f")
            session.until(lambda: "1/" in session.rows[0], "the tag", PATIENCE)
        with timed(told, "search, ms"):
            press(session, "/", "enter finds")
            press(session, MIDDLE, MIDDLE)
            session.settle()  # what follows a paste at once belongs to it
            press(session, "\r", "1 of 1")
        for view in ("Taiwan", "Hong Kong", "Simplified", "source"):
            with timed(told, f"{view}, ms"):
                press(session, "s", view)
        with timed(told, "export, ms"):
            press(session, "e", "picks the format")
            press(session, "1", "enter writes")
            press(session, "\r", "exported to")
        told["memory, MB"] = peak(session.process.pid)
        session.check_answers()
        session.leave()
    (exported,) = (place / "work").glob("*.md")
    if LAST not in exported.read_text(encoding="utf-8"):
        raise session.broken("the export does not hold what was marked")
    exported.unlink()


def press(session: Session, keys: str, shown: str) -> None:
    """Press keys and wait for what they bring."""
    session.press(keys)
    session.until(lambda: shown in session.text, shown, PATIENCE)


@contextmanager
def timed(told: dict[str, int], name: str) -> Iterator[None]:
    """Tell how long something took, in milliseconds."""
    begin = time.monotonic()
    yield
    told[name] = round(1000 * (time.monotonic() - begin))


def peak(pid: int) -> int:
    """The most resident memory that a process had, in megabytes; 0 where no one tells."""
    status = Path(f"/proc/{pid}/status")
    found = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(found[1]) // 1024 if found else 0


def marked_right(library: Path) -> list[str]:
    """The one mark lies on the last sentence, and on nothing else."""
    with closing(sqlite3.connect(library / DATABASE)) as connection:
        rows = connection.execute(
            'SELECT n.tag, n.exact, substr(b.text, p.start + 1, p."end" - p.start)'
            " FROM annotation n JOIN anchor p ON p.annotation = n.id"
            " JOIN body b ON b.sha256 = p.text WHERE n.deleted = 0"
        ).fetchall()
    return [] if rows == [("fact", LAST, LAST)] else [f"marked: {rows}"]
