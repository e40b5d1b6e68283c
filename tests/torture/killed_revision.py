"""Killed while an article comes in again, edited, and its marks are carried over."""

from __future__ import annotations

import random
import shutil
import time
from contextlib import closing
from pathlib import Path

from reader.library import open_library
from reader.library.target_files import write_file
from reader.model import Draft, Span, Tag
from tests.torture.frame import Limit, Result, Tally
from tests.torture.old_databases import edit as edit_mark
from tests.torture.soundness import look, unsound
from tests.torture.victims import Say, Victim, broken

SENTENCES = 160
EVERY = 4
"""Every so many sentences one is marked."""
ROUNDS_A_LIBRARY = 10
EDITIONS_MEASURED = 3
Row = tuple[str, str, str, str, int | None, int | None, str, int]
"""Annotation, tag, note, exact words, anchor's start and end, its status, whether to review."""


def first_edition() -> list[str]:
    """An article of sentences that are all different."""
    return [f"第{number}天市府說來了{number * 7}人，我認為太高。" for number in range(SENTENCES)]


def edit(lines: list[str], chance: random.Random) -> list[str]:
    """The next edition: sentences go, come, are reworded and moved."""
    lines = list(lines)
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(lines))
        what = chance.randrange(4)
        if what == 0 and len(lines) > SENTENCES // 2:
            del lines[at]
        elif what == 1:
            lines.insert(at, f"編輯補充第{chance.randrange(10**6)}點。")
        elif what == 2:
            lines[at] = lines[at].replace("太高", chance.choice(("太低", "剛好", "不可信")))
        else:
            lines.insert(chance.randrange(len(lines)), lines.pop(at))
    return lines


def make(place: Path) -> Path:
    """A library with the first edition, marked, with a draft and a reading position."""
    (place / "articles").mkdir(parents=True)
    lines = first_edition()
    (place / "articles" / "news.txt").write_text("\n\n".join(lines), encoding="utf-8")
    library = open_library(place)
    library.sync()
    library.submit(lambda edits: edits.become("王")).result()
    article = library.find("news")
    text = library.open(article).text
    for line in lines[::EVERY]:
        start = text.index(line)
        span = Span(start, start + len(line))
        edit_mark(library, article, span, tag=Tag.FACT, note=f"查{line[:6]}")
    draft = Draft(Span(0, 5), "note", "還沒寫完")
    library.submit(lambda edits: edits.save_draft(article, draft))
    library.submit(lambda edits: edits.save_position(article, len(text) // 2, 0.5)).result()
    library.close()
    return place


def revise(say: Say, root: str, lines: list[str], seed: int) -> None:
    """The child: an editor saves one edition after another, and the program takes each in."""
    chance = random.Random(seed)
    library = open_library(root)
    library.sync()
    while True:
        lines = edit(lines, chance)
        write_file(library.articles / "news.txt", "\n\n".join(lines).encode())
        say("inside")
        library.sync()
        say("done")


def run(place: Path, chance: random.Random, limit: Limit) -> Result:
    """Kill one child after another; an article is edited by several."""
    tally, library, took = Tally(), place, 0.0
    make(place / "master")
    before: dict[str, tuple[str, str, str]] = {}
    for number, here in limit.each(chance):
        if number % ROUNDS_A_LIBRARY == 0:
            library = Path(shutil.copytree(place / "master", place / f"library-{number}"))
            before = {row[0]: row[1:4] for row in state(library)[1]}
        with tally.round(number):
            lines = (library / "articles" / "news.txt").read_text(encoding="utf-8").split("\n\n")
            victim = Victim(revise, str(library), lines, here.getrandbits(32))
            for _ in range(2):
                victim.wait_for("done")
            if not took:
                began = time.monotonic()
                for _ in range(EDITIONS_MEASURED):
                    victim.wait_for("done")
                took = time.monotonic() - began
            time.sleep(here.uniform(0, took))
            heard = victim.kill()
            tally.counted["editions taken in"] += sum(it[0] == "done" for it in heard)
            tally.counted["killed inside"] += heard[-1][0] == "inside"
            tally.check(number, [*broken(heard), *unsound(library), *wrong(library, before)])
            opened = open_library(library)
            problems = opened.sync()
            text = opened.open(opened.find("news")).text
            opened.close()
            tally.check(number, [f"{path}: {error!r}" for path, error in problems])
            tally.check(number, [*unsound(library), *wrong(library, before)])
            if text != (library / "articles" / "news.txt").read_text(encoding="utf-8"):
                tally.fault(number, "the next start did not take the edition in")
            counts(tally, library)
    return tally.result()


def state(library: Path) -> tuple[str, list[Row], int]:
    """The current text, the marks with their anchors in it, and how many drafts lie in it."""
    with closing(look(library)) as connection:
        ((revision, text),) = connection.execute(
            "SELECT a.text, b.text FROM article a JOIN body b ON b.sha256 = a.text"
        ).fetchall()
        rows = connection.execute(
            'SELECT n.id, n.tag, n.note, n.exact, p.start, p."end", p.status, p.review'
            " FROM annotation n JOIN anchor p ON p.annotation = n.id AND p.text = ?"
            " WHERE n.deleted = 0",
            (revision,),
        ).fetchall()
        (drafts,) = connection.execute(
            "SELECT count(*) FROM draft WHERE text = ?", (revision,)
        ).fetchone()
    return text, rows, drafts


def wrong(library: Path, before: dict[str, tuple[str, str, str]]) -> list[str]:
    """Marks that are lost, changed, or silently on other words than theirs."""
    text, rows, drafts = state(library)
    faults = []
    if {row[0]: row[1:4] for row in rows} != before:
        faults.append(f"{len(before)} marks were there, of which now differ: "
                      f"{before.keys() ^ {row[0] for row in rows}}")  # fmt: skip
    if drafts != 1:
        faults.append(f"{drafts} drafts")
    for _, _, _, exact, start, end, status, review in rows:
        if start is None:
            silent = status != "orphan"
        else:
            silent = text[start:end] != exact and not (review and status in ("changed", "moved"))
        if silent:
            faults.append(f"「{exact}」 is {status} on 「{text[start:end] if start else None}」")
    return faults


def counts(tally: Tally, library: Path) -> None:
    """What became of the marks, so that it is known that editions did something to them."""
    for row in state(library)[1]:
        tally.counted[f"marks {row[6]}"] += 1
