"""Undo and redo against a simple model, through random histories and restarts."""

import tempfile
from collections.abc import Callable
from contextlib import suppress
from operator import attrgetter
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from reader.library import open_library
from reader.model import Annotation, Span, Status, Tag
from reader.model.feed import Feed
from reader.model.listing import Shelf
from reader.store.edits import Edits

TEXT = "一二三四五六七八九十。" * 4
SPANS = [Span(0, 4), Span(2, 8), Span(4, 11), Span(11, 20)]
FIELDS: st.SearchStrategy[dict[str, object]] = st.fixed_dictionaries(
    {},
    optional={
        "tag": st.sampled_from([None, *Tag]),
        "unsure": st.booleans(),
        "note": st.sampled_from(["", "查", "再查"]),
        "source": st.sampled_from(["", "園方"]),
        "status": st.sampled_from(list(Status)),
        "highlight": st.sampled_from(["", "yellow"]),
    },
)
State = tuple[tuple[object, ...], ...]


def state_of(annotations: tuple[Annotation, ...]) -> State:
    return tuple(
        sorted(
            (
                each.span,
                str(each.tag),
                each.unsure,
                each.note,
                each.source,
                each.status,
                each.highlight,
                each.labels,
                tuple(evidence.remark for evidence in each.evidence),
                each.updated,
            )
            for each in annotations
        )
    )


class History(RuleBasedStateMachine):
    """Every state that an action led to, and where in this line we stand."""

    def __init__(self) -> None:
        super().__init__()
        self.place = tempfile.TemporaryDirectory()
        root = Path(self.place.name)
        (root / "articles").mkdir()
        (root / "articles" / "a.txt").write_text(TEXT, encoding="utf-8")
        self.library = open_library(root)
        self.library.sync()
        self.article = self.library.find("a")
        self.do("become", "王")
        self.line: list[State] = [()]
        self.at = 0

    def do(self, method: str, *arguments: Any, **fields: Any) -> Any:
        return self.library.submit(
            lambda edits: attrgetter(method)(edits)(*arguments, **fields)
        ).result()

    def now(self) -> State:
        return state_of(self.library.annotations(self.article))

    def act(self, method: str, *arguments: Any, **fields: Any) -> None:
        if self.do(method, *arguments, **fields).pairs:
            self.line[self.at + 1 :] = [self.now()]
            self.at += 1

    @rule(span=st.sampled_from(SPANS), fields=FIELDS)
    def edit(self, span: Span, fields: dict[str, object]) -> None:
        self.act("edit", self.article, span, **fields)

    @rule(span=st.sampled_from(SPANS), name=st.sampled_from(["甲", "乙"]))
    def label(self, span: Span, name: str) -> None:
        self.act("label", self.article, span, name)

    @rule(span=st.sampled_from(SPANS), remark=st.sampled_from(["一", "二"]))
    def add_evidence(self, span: Span, remark: str) -> None:
        self.act("add_evidence", self.article, span, "", remark)

    @precondition(lambda self: self.now())
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        annotations = self.library.annotations(self.article)
        chosen = data.draw(st.integers(0, len(annotations) - 1))
        self.act("remove", annotations[chosen].id)

    @rule()
    def undo(self) -> None:
        assert (self.do("history.undo", self.article) is None) == (self.at == 0)
        self.at = max(0, self.at - 1)

    @rule()
    def redo(self) -> None:
        last = len(self.line) - 1
        assert (self.do("history.redo", self.article) is None) == (self.at == last)
        self.at = min(last, self.at + 1)

    @rule()
    def undo_to_the_start(self) -> None:
        while self.do("history.undo", self.article):
            self.at -= 1
        assert self.at == 0

    @rule()
    def redo_to_the_end(self) -> None:
        while self.do("history.redo", self.article):
            self.at += 1
        assert self.at == len(self.line) - 1

    @rule()
    def restart(self) -> None:
        self.library.close()
        self.library = open_library(self.library.root)

    @invariant()
    def the_state_is_the_one_in_the_line(self) -> None:
        assert self.now() == self.line[self.at]

    def teardown(self) -> None:
        self.library.close()
        self.place.cleanup()


TestHistory = History.TestCase
TestHistory.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)


ARTICLES = ("a", "b")
ON_SHELF: dict[str, Callable[[Edits, str], object]] = {
    "star": lambda edits, article: edits.shelf.put_state(article, "starred", True),
    "no star": lambda edits, article: edits.shelf.put_state(article, "starred", False),
    "read": lambda edits, article: edits.shelf.put_state(article, "read", True),
    "archive": lambda edits, article: edits.shelf.put_state(article, "archived", True),
    "queue": lambda edits, article: edits.shelf.enqueue(article),
    "off the queue": lambda edits, article: edits.shelf.dequeue(article),
    "later": lambda edits, article: edits.shelf.move_in_queue(article, 1),
    "finish": lambda edits, article: edits.shelf.finish(article),
    "name": lambda edits, article: edits.shelf.rename(article, "自己的題"),
    "no name": lambda edits, article: edits.shelf.rename(article, ""),
    "topics": lambda edits, article: edits.shelf.put_topics(article, ["甲", "乙"]),
    "no topics": lambda edits, article: edits.shelf.put_topics(article, None),
    "filter": lambda edits, article: edits.shelf.keep_filter("篩", f"in:title {article[:4]}"),
    "no filter": lambda edits, article: _drop_filters(edits),
    "subscribe": lambda edits, article: edits.feeds.subscribe(
        Feed("", "https://example.org/f", "報")
    ),
    "folder": lambda edits, article: edits.feeds.put_folder(_feed(edits), "夾"),
    "full text": lambda edits, article: edits.feeds.put_full_text(_feed(edits), True),
    "unsubscribe": lambda edits, article: edits.feeds.unsubscribe(_feed(edits)),
}


def _feed(edits: Edits) -> str:
    row = edits.connection.execute("SELECT id FROM feed").fetchone()
    return row[0] if row else ""


def _drop_filters(edits: Edits) -> None:
    for (ident,) in edits.connection.execute("SELECT id FROM saved_filter").fetchall():
        edits.shelf.drop_filter(ident)


class Batches(RuleBasedStateMachine):
    """Two articles, batches over both, and the library: undone and redone in whatever order.

    What is undone is chosen by page, so that newer entries may stand on older ones. Undoing all of
    it leads to the start, doing it again to the end.
    """

    def __init__(self) -> None:
        super().__init__()
        self.place = tempfile.TemporaryDirectory()
        root = Path(self.place.name)
        (root / "articles").mkdir()
        for name in ARTICLES:
            (root / "articles" / f"{name}.txt").write_text(f"{name}{TEXT}", encoding="utf-8")
        self.library = open_library(root)
        self.library.sync()
        self.ids = [self.library.find(name) for name in ARTICLES]
        self.do(lambda edits: edits.become("王"))
        self.start = self.now()

    def do(self, action: Callable[[Edits], Any]) -> Any:
        return self.library.submit(action).result()

    def now(self) -> object:
        """All that the reader has said, of passages and of articles as a whole."""
        marks = [state_of(self.library.annotations(article)) for article in self.ids]
        entries = [
            (it.head.title, it.head.topics, it.read, it.starred, it.archived, it.renamed)
            for it in self.library.entries(self.ids)
        ]
        shelves = self.library.shelves()
        feeds = [(it.url, it.folder, it.full_text) for it in shelves.feeds]
        return marks, entries, self.library.listed(Shelf("queue")), shelves.filters, feeds

    @rule(which=st.sampled_from([0, 1]), span=st.sampled_from(SPANS), fields=FIELDS)
    def edit(self, which: int, span: Span, fields: dict[str, object]) -> None:
        self.do(lambda edits: edits.edit(self.ids[which], span, **fields))

    @rule(which=st.sampled_from([0, 1]), span=st.sampled_from(SPANS))
    def label(self, which: int, span: Span) -> None:
        self.do(lambda edits: edits.label(self.ids[which], span, "甲"))

    @rule(which=st.sampled_from([0, 1]), data=st.data())
    def remove(self, which: int, data: st.DataObject) -> None:
        if found := self.library.annotations(self.ids[which]):
            chosen = data.draw(st.sampled_from(found))
            self.do(lambda edits: edits.remove(chosen.id))

    @rule(
        marks=st.lists(
            st.tuples(st.sampled_from([0, 1]), st.sampled_from(SPANS), FIELDS), max_size=5
        ),
        shelf=st.lists(st.sampled_from(sorted(ON_SHELF)), max_size=1),
        fails=st.booleans(),
    )
    def batch(
        self, marks: list[tuple[int, Span, dict[str, object]]], shelf: list[str], fails: bool
    ) -> None:
        """Several actions at once; one that fails leaves nothing."""
        before = self.now()

        def write(edits: Edits) -> None:
            with edits.batch():
                for which, span, fields in marks:
                    edits.edit(self.ids[which], span, **fields)
                for name in shelf:
                    ON_SHELF[name](edits, self.ids[0])
                if fails:
                    raise ZeroDivisionError

        with suppress(ZeroDivisionError):
            self.do(write)
        assert not fails or self.now() == before

    @rule(name=st.sampled_from(sorted(ON_SHELF)), which=st.sampled_from([0, 1]))
    def shelve(self, name: str, which: int) -> None:
        self.do(lambda edits: ON_SHELF[name](edits, self.ids[which]))

    def turned(self, op: str, where: int | None) -> bool:
        """Undo or redo on a page, or in the library; whether there was anything."""

        def work(edits: Edits) -> object:
            turn = edits.history.undo if op == "undo" else edits.history.redo
            return turn(scope="shelf") if where is None else turn(self.ids[where])

        return self.do(work) is not None

    @rule(op=st.sampled_from(["undo", "redo"]), where=st.sampled_from([0, 1, None]))
    def turn(self, op: str, where: int | None) -> None:
        self.turned(op, where)

    @rule(orders=st.lists(st.permutations([0, 1, None]), min_size=3, max_size=3))
    def to_the_start_and_to_the_end(self, orders: list[list[int | None]]) -> None:
        for op, order in zip(("redo", "undo", "redo"), orders, strict=True):
            before = self.now()
            while sum(self.turned(op, where) for where in order):
                pass
            if op == "undo":
                assert self.now() == self.start
                end = before
        assert self.now() == end

    @rule()
    def restart(self) -> None:
        self.library.close()
        self.library = open_library(self.library.root)

    def teardown(self) -> None:
        self.to_the_start_and_to_the_end([[0, 1, None], [1, None, 0], [None, 1, 0]])
        self.library.close()
        self.place.cleanup()


TestBatches = Batches.TestCase
TestBatches.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
