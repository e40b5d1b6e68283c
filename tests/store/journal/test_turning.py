"""What an undo leaves alone: what somebody else has set meanwhile."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reader.errors import InputError
from reader.library import Library, open_library
from reader.model import Annotation, Span, Tag
from reader.store.clocks import clocked_rows as rows
from reader.store.clocks.clock import uuid7
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
        return self.do(lambda edits: getattr(edits.history, op)(self.article))


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


def other(table: Table, name: str, text: str = "市府又說了一件事。\n") -> str:
    """A second article in the library."""
    (table.library.articles / f"{name}.md").write_text(text, encoding="utf-8")
    assert table.library.sync() == []
    return table.library.find(name)


def test_what_stands_on_a_batch_stays_and_leads_beneath_it_later(table: Table) -> None:
    table.edit(tag=Tag.FACT)
    second = other(table, "b")

    def both(edits: Edits) -> None:
        with edits.batch():
            edits.edit(table.article, SPAN, tag=Tag.OPINION)
            edits.edit(second, SPAN, tag=Tag.OPINION)

    table.do(both)
    table.edit(tag=Tag.NONE)
    change = table.do(lambda edits: edits.history.undo(second))
    assert (change.left, change.entry.annotations, change.entry.articles) == (1, 2, 2)
    assert [table.one().tag, table.library.annotations(second)] == [Tag.NONE, ()]
    table.turn("undo")
    assert table.one().tag is Tag.FACT
    table.turn("redo")
    assert table.one().tag is Tag.OPINION
    assert len(table.library.annotations(second)) == 1
    table.turn("redo")
    assert table.one().tag is Tag.NONE


def test_what_stood_on_a_batch_that_is_past_can_be_redone_no_more(table: Table) -> None:
    second = other(table, "b")

    def both(edits: Edits) -> None:
        with edits.batch():
            for article in (table.article, second):
                edits.edit(article, SPAN, tag=Tag.FACT)

    table.do(both)
    table.edit(note="查")
    table.turn("undo")
    table.turn("undo")
    table.do(lambda edits: edits.edit(second, Span(4, 6), tag=Tag.NONE))
    assert table.turn("redo") is None


def test_a_batch_that_touches_a_row_several_times_is_turned_as_one_change(table: Table) -> None:
    def several(edits: Edits) -> None:
        with edits.batch():
            edits.edit(table.article, SPAN, tag=Tag.FACT, note="一")
            edits.label(table.article, SPAN, "甲")
            with edits.batch():
                edits.edit(table.article, SPAN, note="二")
            edits.label(table.article, SPAN, "甲")
            edits.edit(table.article, SPAN, tag=None)

    table.do(several)
    assert (table.one().tag, table.one().note, table.one().labels) == (None, "二", ())
    assert table.turn("undo").left == 0
    assert table.library.annotations(table.article) == ()
    table.turn("redo")
    assert (table.one().note, table.one().labels) == ("二", ())
    assert table.turn("undo").entry.annotations == 1
    assert table.turn("undo") is None


def test_an_entry_of_before_that_has_a_row_twice_is_turned_whole(table: Table) -> None:
    table.edit(tag=Tag.FACT)
    table.edit(tag=Tag.NONE)

    def twice(edits: Edits) -> None:
        last = "WHERE journal = (SELECT max(seq) FROM journal)"
        between = "json_set(after, '$.tag', 'opinion')"
        edits.connection.execute(
            "INSERT INTO journal_row SELECT journal, 1, name, key, article, annotation,"
            f" {between}, after FROM journal_row {last}"
        )
        edits.connection.execute(
            f"UPDATE journal_row SET after = {between} {last} AND position = 0"
        )

    table.do(twice)
    assert table.turn("undo").left == 0
    assert table.one().tag is Tag.FACT
    table.turn("redo")
    assert table.one().tag is Tag.NONE


def test_a_batch_that_fails_or_changes_nothing_is_no_entry(table: Table) -> None:
    table.edit(tag=Tag.FACT)

    def entries(edits: Edits) -> int:
        return int(edits.connection.execute("SELECT count(*) FROM journal").fetchone()[0])

    def nothing(edits: Edits) -> None:
        with edits.batch():
            pass
        with edits.batch():
            edits.edit(table.article, SPAN, tag=Tag.FACT)

    def fails(edits: Edits) -> None:
        def half() -> None:
            with edits.batch():
                edits.edit(table.article, SPAN, tag=Tag.OPINION)
                edits.edit(table.article, Span(0, 99), tag=Tag.FACT)

        with pytest.raises(InputError):
            half()

    before, time = table.do(entries), table.one().updated
    table.do(nothing)
    with pytest.raises(InputError):  # though it was caught inside
        table.do(fails)
    assert (table.do(entries), table.one().tag, table.one().updated) == (before, Tag.FACT, time)
