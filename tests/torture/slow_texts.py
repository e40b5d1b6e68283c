"""Files that are made to be slow: the real program takes them in, or says why not, in time."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.torture.commands import meipi
from tests.torture.frame import Limit, Result, Tally

sys.path.append(str(Path(__file__).parents[1] / "linear"))

from entries import FEEDS, MARKDOWN, OPML, TEXTS
from hurting import shapes
from libraries import MARKS
from patterns import AnyPattern, every
from shapes import PAGES

Made = tuple[str, str, str]
"""What a text is called, the ending of its file, and the text."""

LATE = 50.0
"""Seconds that a command may take, on a busy machine; it is ended after 60."""

SIZES = (2_000, 60_000, 400_000, 3_000_000)
"""Code points; past the third a file is read in a process of its own."""

SHORT = 60_000


def run(place: Path, chance: random.Random, limit: Limit) -> Result:
    """One round is one file, given to the program as what it says it is."""
    tally = Tally()
    patterns = [each.pattern for each in every()[0] if isinstance(each.pattern.pattern, str)]
    (place / "articles").mkdir()
    (place / "articles" / "a.md").write_text("第0句話說了0件事。", encoding="utf-8")
    for number, each in limit.each(chance):
        size = each.choice(SIZES) if limit.until else SHORT
        name, ending, text = made(each, patterns, size)
        file = place / f"given{ending}"
        file.write_text(text, encoding="utf-8", errors="replace")
        with tally.round(number):
            begin = time.monotonic()
            try:
                said = meipi(place, *command(file))
            finally:
                seconds = time.monotonic() - begin
                tally.counted["files"] += 1
                tally.counted["too late"] += seconds > LATE
                slowest = tally.counted["slowest, ms"]
                tally.counted["slowest, ms"] = max(slowest, round(1000 * seconds))
                if seconds > LATE:
                    tally.fault(number, f"{name} of {size} takes {seconds:.0f} s")
            tally.check(number, [f"{name} {size}: {it}" for it in said.faults(0, 1, 2)])
            tally.counted["refused"] += said.code == 2
    return tally.result()


def made(chance: random.Random, patterns: Sequence[AnyPattern], size: int) -> Made:
    """A text that hurts: of a kind that is known to, of a pattern's own signs, or of several."""
    tables: tuple[tuple[dict[str, Callable[[int], str]], tuple[str, ...]], ...] = (
        (TEXTS | MARKDOWN, (".txt", ".md")),
        (PAGES, (".html", ".md")),
        (FEEDS, (".txt", ".md")),
        (OPML, (".opml",)),
        (MARKS, (".jsonl",)),
    )
    table, endings = chance.choice(tables)
    ending = chance.choice(endings)
    if ending in (".opml", ".jsonl") or chance.random() < 0.4:
        name = chance.choice(list(table))
        # Pages are made of so many elements, batches of so many bytes; both are long.
        return name, ending, table[name](size // 10 if table is PAGES else min(size, 400_000))
    if chance.random() < 0.6:
        pattern = chance.choice(patterns)
        shape = chance.choice(shapes(pattern))
        head = "<!doctype html><p>" * (ending == ".html")
        return f"{shape}", ending, head + shape.of(size)
    names = chance.choices(list(table), k=3)
    return " and ".join(names), ending, "\n\n".join(table[it](size // 30) for it in names)


def command(file: Path) -> tuple[str, ...]:
    """What takes such a file in."""
    if file.suffix == ".opml":
        return "feeds", "import", str(file)
    if file.suffix == ".jsonl":
        return "annotate", "a", "--batch", str(file), "--as", "林"
    return "add", str(file)
