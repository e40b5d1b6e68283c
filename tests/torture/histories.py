"""Random histories of everything a reader does, without a screen; then all of it taken back."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

from reader.errors import InputError
from reader.library import open_library
from reader.model import Annotation, Span, Status, Tag
from reader.store.edits import Edits
from tests.torture import replay, shelves
from tests.torture.frame import Limit, Result, Tally
from tests.torture.soundness import DATABASE, unsound
from tests.torture.undoing import to_the_start

T = TypeVar("T")
Choose = Callable[[Sequence[T]], T]
STEPS = 60
TEXTS = {"park.md": shelves.PARK, "talk.txt": "".join(shelves.SENTENCES)}
SPANS = [Span(start, start + length) for start in (0, 9, 21, 40) for length in (1, 8)]
FIELDS: tuple[dict[str, object], ...] = (
    {"tag": Tag.FACT}, {"tag": Tag.OPINION, "unsure": True}, {"tag": Tag.NONE}, {"tag": None},
    {"note": "查"}, {"note": ""}, {"source": "園方", "kind": "數字"}, {"source": ""},
    {"status": Status.TO_CHECK}, {"status": Status.ASKED}, {"verdict": "incorrect"},
    {"status": "unchecked"}, {"highlight": "yellow"},
    {"highlight": "", "note": "", "tag": None}, {"private": True}, {"private": False},
)  # fmt: skip


class History:
    """A library and what was done in it; `choose` takes one of several things."""

    def __init__(self, folder: Path, choose: Choose[Any]) -> None:
        self.folder, self.choose = folder, choose
        if not (folder / "articles").exists():
            (folder / "articles").mkdir(parents=True)
            for name, text in TEXTS.items():
                (folder / "articles" / name).write_text(text, encoding="utf-8")
        self.library = open_library(folder)
        self.library.sync()
        self.articles = [entry.head.id for entry in self.library.list()]
        self.park = self.library.find("park")
        self.become()

    def close(self) -> None:
        """Close the library."""
        self.library.close()

    def do(self, action: Callable[[Edits], T]) -> T:
        """Carry out an action and wait until it is on disk."""
        return self.library.submit(action).result()

    # what can be done to passages

    def become(self) -> None:
        """Be one of two people."""
        name = self.choose(["王", "林"])
        self.do(lambda edits: edits.become(name))

    def edit(self) -> None:
        """Set some fields of a passage."""
        article, span = self.choose(self.articles), self.choose(SPANS)
        fields = self.choose(FIELDS)
        try:
            self.do(lambda edits: edits.edit(article, span, **fields))
        except InputError as error:
            if error.code != "verdict_unclaimed":  # of what is tagged as no fact
                raise

    def label(self) -> None:
        """Put a label on, or take it off."""
        article, span, name = self.choose(self.articles), self.choose(SPANS), self.choose("甲乙")
        self.do(lambda edits: edits.label(article, span, name))

    def give_evidence(self) -> None:
        """Add a piece of evidence."""
        article, span = self.choose(self.articles), self.choose(SPANS)
        url = self.choose(["https://example.org/a", "https://example.org/b", ""])
        self.do(lambda edits: edits.add_evidence(article, span, url, "證據"))

    def take_evidence(self) -> None:
        """Take a piece of evidence away."""
        mine = [each for each in self.mine() if each.evidence]
        if mine:
            evidence = self.choose(self.choose(mine).evidence)
            self.do(lambda edits: edits.remove_evidence(evidence.id))

    def remove(self) -> None:
        """Remove an annotation."""
        if mine := self.mine():
            annotation = self.choose(mine)
            self.do(lambda edits: edits.remove(annotation.id))

    def review(self) -> None:
        """Decide where an annotation belongs."""
        mine = [each for each in self.mine() if each.article == self.park]
        if not mine:
            return
        ident, span = self.choose(mine).id, self.choose(SPANS)
        decision = self.choose(["accept", "choose", "orphan"])
        if decision == "accept":
            self.do(lambda edits: edits.anchors.accept(self.park, ident))
        elif decision == "choose":
            self.do(lambda edits: edits.anchors.place(self.park, ident, span))
        else:
            self.do(lambda edits: edits.anchors.orphan(self.park, ident))

    def undo(self) -> None:
        """Take back the last action in an article."""
        article = self.choose(self.articles)
        self.do(lambda edits: edits.history.undo(article))

    def redo(self) -> None:
        """Do again what was taken back."""
        article = self.choose(self.articles)
        self.do(lambda edits: edits.history.redo(article))

    def mine(self) -> list[Annotation]:
        """My annotations in all articles."""
        me = self.library.me()
        found = (self.library.annotations(article) for article in self.articles)
        return [each for some in found for each in some if me and each.annotator == me.id]

    # what can be done to articles

    def shelve(self) -> None:
        """Read, star, archive, name or queue an article."""
        article = self.choose(self.articles)
        what = self.choose(
            [
                "read",
                "starred",
                "archived",
                "rename",
                "topics",
                "queue",
                "finish",
                "shift",
            ]
        )
        if what in ("read", "starred", "archived"):
            on = self.choose([True, False])
            self.do(lambda edits: edits.shelf.put_state(article, what, on))
        elif what == "rename":
            title = self.choose(["自己的題目", "另一個", ""])
            self.do(lambda edits: edits.shelf.rename(article, title))
        elif what == "topics":
            topics = self.choose([("公園",), ("車", "人"), (), None])
            self.do(lambda edits: edits.shelf.put_topics(article, topics))
        elif what == "queue":
            queued = article in self.queue()
            self.do(lambda edits: (edits.shelf.dequeue if queued else edits.shelf.enqueue)(article))
        elif what == "finish":
            self.do(lambda edits: edits.shelf.finish(article))
        else:
            self.do(lambda edits: edits.shelf.move_in_queue(article, 1))

    def unshelve(self) -> None:
        """Take back the last thing done in the library."""
        self.do(lambda edits: edits.history.undo(scope="shelf"))

    def reshelve(self) -> None:
        """Do again what was taken back there."""
        self.do(lambda edits: edits.history.redo(scope="shelf"))

    def batch(self) -> None:
        """Some of these actions at once, as one entry of the journal."""
        marks = [
            (self.choose(self.articles), self.choose(SPANS), self.choose(FIELDS))
            for _ in range(self.choose([1, 2, 4]))
        ]
        starred = self.choose([None, *self.articles])

        def write(edits: Edits) -> None:
            with edits.batch():
                for article, span, fields in marks:
                    edits.edit(article, span, **fields)
                if starred:
                    edits.shelf.put_state(starred, "starred", True)

        self.do(write)

    def queue(self) -> list[str]:
        """The articles of the queue, in order."""
        with closing(sqlite3.connect(self.folder / DATABASE)) as connection:
            rows = connection.execute(
                "SELECT article FROM queue WHERE deleted = 0 ORDER BY position"
            ).fetchall()
        return [row[0] for row in rows]

    # what happens besides

    def edition(self) -> None:
        """The publisher changes an article, and it comes in."""
        path = self.folder / "articles" / "park.md"
        edit = self.choose((*shelves.EDITS, *((new, old) for old, new in shelves.EDITS if new)))
        shelves.edit_park(self.folder, (edit,))
        if path.read_text(encoding="utf-8").strip():
            self.library.sync()

    def restart(self) -> None:
        """Close the library and open it again."""
        self.library.close()
        self.library = open_library(self.folder)

    # what must hold

    def faults(self) -> list[str]:
        """What is wrong now."""
        with closing(sqlite3.connect(self.folder / DATABASE)) as connection:
            rows = connection.execute(
                "SELECT n.id FROM annotation n JOIN article a ON a.id = n.article"
                " WHERE n.deleted = 0 AND NOT EXISTS (SELECT 1 FROM anchor p"
                "  WHERE p.annotation = n.id AND p.text = a.text AND p.deleted = 0)"
            ).fetchall()
        lost = [f"{row[0]} stands nowhere in the text that is read now" for row in rows]
        return lost + replay.unjournalled(self.folder)

    def end(self, counted: Counter[str]) -> list[str]:
        """Take all of it back, and see that nothing is left; then the library is closed."""
        faults = self.faults()
        self.close()
        return faults + to_the_start(self.folder, counted) + unsound(self.folder)


WEIGHTS = {
    "edit": 30, "label": 8, "give_evidence": 6, "take_evidence": 4, "remove": 6, "review": 8,
    "undo": 14, "redo": 10, "shelve": 14, "unshelve": 6, "reshelve": 4,
    "batch": 10, "become": 4, "edition": 3, "restart": 1,
}  # fmt: skip


def run(place: Path, chance: random.Random, limit: Limit) -> Result:
    """One round is one history, from an empty library to its end and back."""
    tally = Tally()
    for number, each in limit.each(chance):
        tally.rounds += 1
        history = History(place / f"history-{number}", each.choice)
        for name in each.choices(list(WEIGHTS), list(WEIGHTS.values()), k=STEPS):
            getattr(history, name)()
            tally.counted[name] += 1
        tally.check(number, history.end(tally.counted))
        shutil.rmtree(history.folder)
    return tally.result()
