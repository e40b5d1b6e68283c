"""Two people on two devices, in one library: what holds does, and undo leads to the start."""

import os
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from reader.errors import InputError
from reader.library import Library, open_library
from reader.library.joining import join, part
from reader.model import Span, Status, Tag
from reader.store.annotation_query import words
from reader.store.clocks import stamps
from reader.store.edits import Edits
from tests.store.invariants import broken

SENTENCES = ("甲說明年會下雨。", "乙不這麼認為！", "丙沒有說話，丁說了很多。", "戊呢？", "己走了。")
SPANS = [Span(0, 1), Span(0, 5), Span(3, 4), Span(3, 8), Span(12, 17)]
FIELDS: list[dict[str, Any]] = [
    {"tag": Tag.FACT}, {"tag": Tag.OPINION, "unsure": True}, {"tag": Tag.NONE}, {"tag": None},
    {"note": "要查"}, {"note": ""}, {"source": "市府", "kind": "數字"}, {"source": ""},
    {"status": Status.TO_CHECK}, {"status": "unchecked"}, {"verdict": "incorrect"},
    {"verdict": "disputed", "justification": "見公報"}, {"verdict": ""}, {"highlight": "yellow"},
    {"highlight": "", "note": "", "tag": None}, {"private": True}, {"note_private": True},
]  # fmt: skip
NUMBER = st.integers(0, 100)


class Choice(NamedTuple):
    """Which of several things is meant, whatever there is to choose from by then."""

    number: int
    more: int
    span: Span
    fields: dict[str, Any]

    def of(self, edits: Edits, sql: str, *given: str, more: bool = False) -> str:
        found = [ident for (ident,) in edits.connection.execute(sql, given)]
        return str(found[(self.more if more else self.number) % len(found)]) if found else "none"

    def mark(self, edits: Edits, article: str) -> str:
        return self.of(edits, "SELECT id FROM annotation WHERE article = ? ORDER BY id", article)

    def label(self, edits: Edits) -> str:
        return self.of(edits, "SELECT id FROM code_book WHERE kind = 'label' ORDER BY id")

    def person(self, edits: Edits, *, more: bool = False) -> str:
        return self.of(edits, "SELECT id FROM annotator ORDER BY id", more=more)

    @property
    def name(self) -> str:
        return "甲乙丁"[self.more % 3]


CHOICES = st.builds(Choice, NUMBER, NUMBER, st.sampled_from(SPANS), st.sampled_from(FIELDS))
Action = Callable[[Edits, str, Choice], object]
ON_PAGES: dict[str, Action] = {
    "edit": lambda it, article, a: it.edit(article, a.span, **a.fields),
    "again": lambda it, article, a: it.edit(article, a.mark(it, article), **a.fields),
    "label": lambda it, article, a: it.label(article, a.span, a.name),
    "evidence": lambda it, article, a: it.add_evidence(article, a.span, "https://example.org/a"),
    "remove": lambda it, article, a: it.remove(a.mark(it, article)),
    "place": lambda it, article, a: it.anchors.place(article, a.mark(it, article), a.span),
    "orphan": lambda it, article, a: it.anchors.orphan(article, a.mark(it, article)),
}
ON_NAMES: dict[str, Action] = {
    "rename": lambda it, _, a: it.book.rename_label(a.label(it), a.name, join=True),
    "unlabel": lambda it, _, a: it.book.remove_label(a.label(it)),
    "key": lambda it, _, a: it.book.key_label(a.label(it), [1, 2, None][a.more % 3]),
    "describe": lambda it, _, a: it.book.describe_label(a.label(it), a.name),
    "person": lambda it, _, a: it.book.join_annotators(a.person(it), a.person(it, more=True)),
    "call": lambda it, _, a: it.book.rename_annotator(a.person(it), "王林陳"[a.more % 3]),
}
ON_SHELF: dict[str, Action] = {
    "take_out": lambda it, article, _: it.shelf.take_out([article]),
    "put_back": lambda it, article, _: it.shelf.put_back([article]),
    "title": lambda it, article, a: it.shelf.rename(article, ["我的題目", ""][a.more % 2]),
    "topics": lambda it, article, a: it.shelf.put_topics(article, [("新",), None][a.more % 2]),
    "star": lambda it, article, a: it.shelf.put_state(article, "starred", bool(a.more % 2)),
    "archive": lambda it, article, a: it.shelf.put_state(article, "archived", bool(a.more % 2)),
    "queue": lambda it, article, _: it.shelf.enqueue(article),
    "dequeue": lambda it, article, _: it.shelf.dequeue(article),
}
UNSEEN: dict[str, Action] = {
    "read": lambda it, article, a: it.save_position(article, a.span.start, 0.5),
    "index": lambda it, _, a: words.settle(it.connection, [3, 500][a.more % 2]),
}
SAID = (
    "SELECT a.id, article, annotator, tag, unsure, private, highlight, source, kind, note,"
    " note_private, status, verdict, justification, checked_by FROM annotation a"
    " LEFT JOIN claim_check c ON c.id = a.claim_check WHERE a.deleted = 0 ORDER BY a.id",
    "SELECT annotation, entry FROM label WHERE deleted = 0"
    " AND annotation IN (SELECT id FROM annotation WHERE deleted = 0) ORDER BY annotation, entry",
    "SELECT e.id, url FROM evidence e JOIN annotation a USING (claim_check)"
    " WHERE a.deleted = 0 AND e.deleted = 0 ORDER BY e.id",
    "SELECT id, own_title, own_topics FROM article WHERE deleted = 0 ORDER BY id",
    "SELECT article FROM reading WHERE starred = 1 ORDER BY article",
    "SELECT article FROM reading WHERE archived = 1 ORDER BY article",
    "SELECT article FROM queue WHERE deleted = 0 ORDER BY position",
    "SELECT id, name, digit, description FROM code_book WHERE kind = 'label' AND deleted = 0"
    " AND (digit IS NOT NULL OR description <> '') ORDER BY id",
)
"""What can be undone, as it stands."""
PERSONS = "SELECT name FROM annotator WHERE kind = 'person' AND deleted = 0 ORDER BY id"
ACTIONS = ON_PAGES | ON_NAMES | ON_SHELF | UNSEEN


class TwoPeople(RuleBasedStateMachine):
    """Whatever two people do on two devices, by turns; what is refused changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.place = tempfile.TemporaryDirectory()
        self.root = Path(self.place.name) / "library"
        (self.root / "articles").mkdir(parents=True)
        for number in range(3):
            self.put_file(number, number)
        self.libraries = [self.opened(0), self.opened(1)]
        with self.at(0):
            self.libraries[0].sync()
        self.articles = [entry.head.id for entry in self.libraries[0].list()]
        for person in (0, 1):
            self.do(person, lambda edits: stamps.keep_up(edits.connection, edits.context.clock))
        self.refused, self.barred = 0, set[str]()
        self.start = self.now()

    def at(self, person: int) -> Any:
        """On that person's device: what a machine keeps of a library lies in the home there."""
        home = Path(self.place.name) / f"home{person}"
        return patch.dict(os.environ, {"XDG_STATE_HOME": str(home), "HOME": str(home)})

    def opened(self, person: int) -> Library:
        with self.at(person):
            library = open_library(self.root)
            library.submit(lambda edits: None).result()  # the writer asks which device this is here
        return library

    def do(self, person: int, action: Callable[[Edits], object]) -> Any:
        def act(edits: Edits) -> object:
            edits.become("王林"[person])
            return action(edits)

        with self.at(person):
            return self.libraries[person].submit(act).result()

    def put_file(self, number: int, version: int) -> None:
        sentences = (SENTENCES * 2)[version % 4 : version % 4 + 4]
        head = f"---\ntitle: 題{version % 2}\ntopics: [{'車人'[version % 2]}]\n---\n"
        text = head + f"第{number}篇。" + "\n\n".join(sentences) + "\n"
        (self.root / "articles" / f"{number}.md").write_text(text, "utf-8")

    def now(self) -> list[object]:
        """What anybody has said of passages, of articles, and of the names for both."""
        with closing(sqlite3.connect(self.root / "annotations.db")) as connection:
            return [row for sql in SAID for row in connection.execute(sql)]

    @rule(
        person=st.sampled_from([0, 1]),
        which=NUMBER,
        name=st.sampled_from(sorted(ACTIONS)),
        choice=CHOICES,
    )
    def act(self, person: int, which: int, name: str, choice: Choice) -> None:
        article = self.articles[which % len(self.articles)]
        before = self.now()
        try:
            self.do(person, lambda edits: ACTIONS[name](edits, article, choice))
        except InputError:
            assert self.now() == before

    @rule(
        person=st.sampled_from([0, 1]),
        parts=st.lists(
            st.tuples(NUMBER, st.sampled_from(sorted(ON_PAGES | ON_SHELF | ON_NAMES)), CHOICES),
            min_size=2,
            max_size=5,
        ),
    )
    def act_at_once(self, person: int, parts: list[tuple[int, str, Choice]]) -> None:
        before = self.now()

        def write(edits: Edits) -> None:
            with edits.batch():
                for which, name, choice in parts:
                    article = self.articles[which % len(self.articles)]
                    ACTIONS[name](edits, article, choice)

        try:
            self.do(person, write)
        except InputError:
            assert self.now() == before

    @rule(
        person=st.sampled_from([0, 1]),
        op=st.sampled_from(["undo", "redo"]),
        where=st.sampled_from([0, 1, 2, "shelf", "book", ""]),
    )
    def turn(self, person: int, op: str, where: int | str) -> None:
        before = self.now()
        try:
            self.do(person, lambda edits: self.turned(edits, op, where))
        except InputError:
            assert self.now() == before

    def turned(self, edits: Edits, op: str, where: int | str) -> bool:
        turn = edits.history.undo if op == "undo" else edits.history.redo
        if isinstance(where, str):
            return turn(scope=where) is not None
        return turn(self.articles[where]) is not None

    @rule(person=st.sampled_from([0, 1]), one=NUMBER, other=NUMBER)
    def join(self, person: int, one: int, other: int) -> None:
        pair = [self.articles[it % len(self.articles)] for it in (one, other)]
        self.whole(person, lambda library: join(library, *pair))

    @rule(person=st.sampled_from([0, 1]), which=NUMBER)
    def part(self, person: int, which: int) -> None:
        self.whole(person, lambda library: part(library, self.articles[which % 3]))

    def whole(self, person: int, action: Callable[[Library], object]) -> None:
        self.do(person, lambda edits: None)
        try:
            with self.at(person):
                action(self.libraries[person])
        except InputError:
            self.refused += 1

    @rule(person=st.sampled_from([0, 1]), number=st.sampled_from([0, 1, 2]), version=NUMBER)
    def revise(self, person: int, number: int, version: int) -> None:
        self.put_file(number, version)
        with self.at(person):
            self.libraries[person].sync()

    @rule(person=st.sampled_from([0, 1]))
    def restart(self, person: int) -> None:
        with self.at(person):
            self.libraries[person].close()
        self.libraries[person] = self.opened(person)

    @invariant()
    def what_the_document_says_holds(self) -> None:
        with closing(sqlite3.connect(self.root / "annotations.db")) as connection:
            assert broken(connection) == []

    def undone_to_the_start(self) -> None:
        """Undo all that anybody did, wherever it is undone, until there is nothing more."""
        while sum(self.undone_by(person) for person in self.persons()):
            self.barred.clear()
        assert self.barred <= {"turn_taken"}
        if not self.barred:
            assert self.now() == self.start

    def persons(self) -> list[str]:
        with closing(sqlite3.connect(self.root / "annotations.db")) as connection:
            return [name for (name,) in connection.execute(PERSONS)]

    def undone_by(self, name: str) -> int:
        """How much that was."""

        def undo(edits: Edits, where: int | str) -> bool:
            edits.become(name)
            return self.turned(edits, "undo", where)

        count = 0
        for where in ("shelf", "book", 0, 1, 2, ""):
            try:
                while self.do(0, partial(undo, where=where)):
                    count += 1
            except InputError as error:  # what another did has to be undone, or renamed, first
                self.barred.add(error.code)
        return count

    def teardown(self) -> None:
        self.undone_to_the_start()
        self.what_the_document_says_holds()
        for person in (0, 1):
            with self.at(person):
                self.libraries[person].close()
        with closing(sqlite3.connect(self.root / "annotations.db")) as connection:
            devices = connection.execute("SELECT count(DISTINCT device) FROM journal").fetchone()
        assert devices[0] <= 2
        self.place.cleanup()


TestTwoPeople = TwoPeople.TestCase
TestTwoPeople.settings = settings(max_examples=12, stateful_step_count=30, deadline=None)
