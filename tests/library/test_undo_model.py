"""Undo and redo against a simple model, through random histories and restarts."""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from reader.library import open_library
from reader.model import Annotation, Span, Status, Tag

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
            lambda edits: getattr(edits, method)(*arguments, **fields)
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
        assert (self.do("undo", self.article) is None) == (self.at == 0)
        self.at = max(0, self.at - 1)

    @rule()
    def redo(self) -> None:
        last = len(self.line) - 1
        assert (self.do("redo", self.article) is None) == (self.at == last)
        self.at = min(last, self.at + 1)

    @rule()
    def undo_to_the_start(self) -> None:
        while self.do("undo", self.article):
            self.at -= 1
        assert self.at == 0

    @rule()
    def redo_to_the_end(self) -> None:
        while self.do("redo", self.article):
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
