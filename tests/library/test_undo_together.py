"""Batches, shared checks, joined articles and corrected names are undone together."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reader.library import Library, open_library
from reader.library.find_names import find_label
from reader.library.health.doctor import examine
from reader.library.joining import join, part
from reader.library.undo import turn
from reader.model import Annotation, Change, Span, Status, Tag
from reader.model.listing import Shelf
from reader.store.edits import Edits
from reader.text.query import parse as query
from reader.text.structure import parse

SPAN, OTHER = Span(0, 4), Span(5, 9)
TEXT = "海關昨天通報出口增加。\n"


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Library, str, str]]:
    """A library with two articles, the smaller id first."""
    library = open_library(tmp_path)
    kept = [
        library.keep(replace(parse(text), title=title)).article
        for title, text in (("甲報", TEXT), ("乙報", TEXT.replace("昨天", "今天")))
    ]
    do(library, lambda edits: edits.become("王"))
    first, second = sorted(kept)
    yield library, first, second
    library.close()
    assert examine(library.root).in_order


def do(library: Library, action: Any) -> Any:
    return library.submit(action).result()


def share(library: Library, *articles: str) -> list[str]:
    """An annotation in each article, all with one check."""
    for article in articles:
        do(library, lambda edits, article=article: edits.edit(article, SPAN, tag=Tag.FACT))
    idents = [library.annotations(article)[0].id for article in articles]

    def write(edits: Edits) -> None:
        edits.connection.execute("INSERT INTO claim_check (id) VALUES (?)", idents[:1])
        edits.connection.executemany(
            "UPDATE annotation SET claim_check = ? WHERE id = ?",
            [(idents[0], ident) for ident in idents],
        )

    do(library, write)
    return idents


def one(library: Library, article: str) -> Annotation:
    (found,) = library.annotations(article)
    return found


def checked(library: Library, *articles: str) -> list[tuple[Status, str]]:
    found = [one(library, article) for article in articles]
    return [(it.status, it.verdict.key if it.verdict else "") for it in found]


def test_what_two_said_of_one_check_is_taken_back_in_any_order(
    two: tuple[Library, str, str],
) -> None:
    library, first, second = two
    share(library, first, second)
    do(library, lambda edits: edits.edit(first, SPAN, verdict="correct"))
    do(library, lambda edits: edits.edit(second, SPAN, verdict="incorrect"))
    assert checked(library, first, second) == [(Status.DECIDED, "incorrect")] * 2
    assert do(library, lambda edits: edits.history.undo(first)).left == 1
    assert checked(library, first) == [(Status.DECIDED, "incorrect")]
    change = do(library, lambda edits: edits.history.undo(second))
    assert len(change.pairs) == 2
    assert checked(library, first, second) == [(Status.UNCHECKED, "")] * 2
    do(library, lambda edits: edits.history.redo(first))
    assert checked(library, first, second) == [(Status.DECIDED, "correct")] * 2
    do(library, lambda edits: edits.history.redo(second))
    assert checked(library, first, second) == [(Status.DECIDED, "incorrect")] * 2


def test_a_batch_over_one_check_is_undone_at_once(two: tuple[Library, str, str]) -> None:
    library, first, second = two
    share(library, first, second)

    def write(edits: Edits) -> None:
        with edits.batch():
            edits.edit(first, SPAN, verdict="correct")
            edits.edit(second, SPAN, verdict="incorrect", note="查")

    do(library, write)
    change = turn(library, "undo", agreed=True)
    assert isinstance(change, Change)
    assert change.left == 0
    assert checked(library, first, second) == [(Status.UNCHECKED, "")] * 2
    assert one(library, second).note == ""
    turn(library, "redo", agreed=True)
    assert checked(library, first, second) == [(Status.DECIDED, "incorrect")] * 2


def test_a_decision_is_taken_back_whole(two: tuple[Library, str, str]) -> None:
    library, article, _ = two
    do(library, lambda edits: edits.edit(article, SPAN, tag=Tag.FACT, verdict="correct"))
    do(library, lambda edits: edits.edit(article, SPAN, verdict="incorrect"))
    assert isinstance(turn(library, "undo"), Change)
    assert checked(library, article) == [(Status.DECIDED, "correct")]
    assert isinstance(turn(library, "undo"), Change)
    assert library.annotations(article) == ()


def test_a_join_is_undone_where_the_library_is_and_from_anywhere(
    two: tuple[Library, str, str],
) -> None:
    library, first, second = two
    do(library, lambda edits: edits.edit(second, SPAN, tag=Tag.FACT, note="問海關"))
    do(library, lambda edits: edits.shelf.put_state(second, "starred", True))
    do(library, lambda edits: edits.shelf.enqueue(second))

    def shelf(kind: str) -> list[str]:
        return list(library.listed(Shelf(kind)))

    join(library, first, second)
    assert shelf("starred") == shelf("queue") == [first]
    for undo in (
        lambda: do(library, lambda edits: edits.history.undo(scope="shelf")),
        lambda: turn(library, "undo"),
    ):
        change = undo()
        assert (change.left, change.entry.deed, change.entry.article) == (0, "joined", first)
        assert shelf("starred") == shelf("queue") == [second]
        assert library.annotations(first) == ()
        assert one(library, second).note == "問海關"
        assert library.count(query("in:note 問海關")) == 1
        again = turn(library, "redo")
        assert isinstance(again, Change)
        assert again.left == 0
        assert shelf("starred") == [first]
        assert one(library, first).note == "問海關"
        assert library.count(query("in:note 問海關")) == 1
    assert part(library, first).other == second
    assert shelf("starred") == [second]


def test_a_mark_that_followed_is_told_when_it_is_undone(two: tuple[Library, str, str]) -> None:
    library, first, second = two
    do(library, lambda edits: edits.edit(second, SPAN, tag=Tag.FACT))
    join(library, first, second)
    change = do(library, lambda edits: edits.history.undo(first))
    ((before, after),) = change.pairs
    assert (before.article, after) == (first, None)
    change = do(library, lambda edits: edits.history.redo(first))
    ((before, after),) = change.pairs
    assert (before, after.article, after.tag) == (None, first, Tag.FACT)


def test_what_was_undone_in_the_other_is_past_once_something_newer_is_done(
    two: tuple[Library, str, str],
) -> None:
    library, first, second = two
    do(library, lambda edits: edits.edit(second, SPAN, tag=Tag.FACT))
    do(library, lambda edits: edits.history.undo(second))
    join(library, first, second)
    do(library, lambda edits: edits.edit(first, OTHER, tag=Tag.FACT))
    assert do(library, lambda edits: edits.history.redo(first)) is None


def test_a_removal_is_undone_and_named(two: tuple[Library, str, str]) -> None:
    library, first, second = two
    do(library, lambda edits: edits.shelf.take_out([first]))
    change = do(library, lambda edits: edits.history.undo(scope="shelf"))
    assert (change.entry.deed, change.entry.article) == ("removed", first)
    assert {entry.head.id for entry in library.list()} == {first, second}
    change = turn(library, "redo")
    assert isinstance(change, Change)
    assert [entry.head.id for entry in library.list()] == [second]
    do(library, lambda edits: edits.shelf.put_back([first]))
    change = turn(library, "undo")
    assert isinstance(change, Change)
    assert change.entry is not None
    assert change.entry.deed == "restored"


def test_a_corrected_name_is_undone_from_anywhere_and_named(
    two: tuple[Library, str, str],
) -> None:
    library, article, _ = two
    do(library, lambda edits: edits.label(article, SPAN, "數子"))
    do(library, lambda edits: edits.label(article, OTHER, "數字"))
    label = find_label(library, "數子").id
    me = library.me()
    assert me is not None
    for deed, action in (
        ("label_renamed", lambda edits: edits.book.rename_label(label, "數目")),
        ("label_keyed", lambda edits: edits.book.key_label(label, 3)),
        ("label_described", lambda edits: edits.book.describe_label(label, "可以查的數字")),
        ("labels_joined", lambda edits: edits.book.rename_label(label, "數字", join=True)),
        ("label_removed", lambda edits: edits.book.remove_label(label)),
        ("annotator_renamed", lambda edits: edits.book.rename_annotator(me.id, "林")),
    ):
        before = library.book.labels(), library.annotations(article), library.annotators()
        do(library, action)
        change = turn(library, "undo")
        assert isinstance(change, Change)
        assert change.entry is not None
        assert (change.entry.deed, change.entry.scope) == (deed, "book")
        assert (library.book.labels(), library.annotations(article), library.annotators()) == before
