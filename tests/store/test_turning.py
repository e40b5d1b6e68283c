"""What an undo leaves alone: what somebody else has set meanwhile."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reader.library import Library, open_library
from reader.model import Annotation, Span, Tag
from reader.store import rows
from reader.store.clock import uuid7
from reader.store.edits import Edits

SPAN = Span(0, 4)
LATER = "ffffffffff00-0000-00000001"
"""A stamp of another device, as a merge writes it."""


class Table:
    """One article and its only annotation."""

    def __init__(self, library: Library) -> None:
        self.library = library
        (entry,) = library.list()
        self.article = entry.head.id
        self.do(lambda edits: edits.become("王"))

    def do(self, action: Any) -> Any:
        return self.library.submit(action).result()

    def edit(self, **fields: object) -> None:
        self.do(lambda edits: edits.edit(self.article, SPAN, **fields))

    def elsewhere(self, **fields: Any) -> None:
        """Another device's write arrives, which is no action of this journal."""
        ident = self.one().id

        def write(edits: Edits) -> None:
            rows.put(edits.connection, LATER, "annotation", (ident,), fields)

        self.do(write)

    def one(self) -> Annotation:
        (found,) = self.library.annotations(self.article)
        return found

    def turn(self, op: str) -> Any:
        return self.do(lambda edits: getattr(edits, op)(self.article))


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.md").write_text("市府說了一件事。\n", encoding="utf-8")
    library = open_library(tmp_path)
    assert library.sync() == []
    yield Table(library)
    library.close()


def test_a_second_source_is_not_lost_by_undoing_the_first(table: Table) -> None:
    table.edit(tag=Tag.FACT)
    table.edit(source="甲", note="查")
    table.elsewhere(source="乙")
    change = table.turn("undo")
    assert change.left == 1
    assert (table.one().source, table.one().note) == ("乙", "")
    assert table.turn("redo").left == 1
    assert (table.one().source, table.one().note) == ("乙", "查")


def test_undoing_the_mark_keeps_what_another_said_of_it(table: Table) -> None:
    table.edit(tag=Tag.FACT)
    table.elsewhere(source="乙")
    assert table.turn("undo").left == 1
    assert (table.one().tag, table.one().source) == (None, "乙")
    table.turn("redo")
    assert (table.one().tag, table.one().source) == (Tag.FACT, "乙")


def test_what_nobody_else_touched_is_undone_whole(table: Table) -> None:
    table.edit(tag=Tag.FACT, source="甲")
    assert table.turn("undo").left == 0
    assert table.library.annotations(table.article) == ()
    assert table.turn("redo").left == 0
    assert (table.one().tag, table.one().source) == (Tag.FACT, "甲")


def test_evidence_comes_back_in_the_order_in_which_it_was_given(table: Table) -> None:
    def give(edits: Edits) -> None:
        for number in range(40):
            edits.add_evidence(table.article, SPAN, f"https://example.org/{number}")

    table.do(give)
    given = [it.url for it in table.one().evidence]
    assert given == [f"https://example.org/{number}" for number in range(40)]


def test_ids_made_at_once_sort_as_they_were_made() -> None:
    made = [uuid7() for _ in range(20_000)]
    assert made == sorted(set(made))
