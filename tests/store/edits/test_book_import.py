"""A code book that is imported: what changes, what stays, and one undo for all of it."""

from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest

from reader.errors import InputError
from reader.library import Library, open_library
from reader.model import BookChanges, CodeBook, CodeEntry, Guide, Span
from reader.model.code_book import VERDICTS
from reader.store.code_book import label_id, verdict_id

ONE, OTHER = Span(0, 4), Span(4, 8)


def label(name: str, digit: int | None = None, ident: str = "") -> CodeEntry:
    return CodeEntry(ident, "label", name, digit)


def verdict(name: str, ident: str = "", averitec: str = "Refuted") -> CodeEntry:
    return CodeEntry(ident, "verdict", name, averitec=averitec)


class Desk:
    """A library of one article, and what is done to it."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.article = library.list()[0].head.id
        self.do("become", "王")

    def do(self, name: str, *arguments: Any, **options: Any) -> Any:
        return self.library.submit(
            lambda edits: attrgetter(name)(edits)(*arguments, **options)
        ).result()

    def take_in(self, *entries: CodeEntry, guide: Guide | None = None) -> BookChanges:
        labels = tuple(it for it in entries if it.kind == "label")
        verdicts = tuple(it for it in entries if it.kind == "verdict")
        book = CodeBook(labels or None, verdicts or None, guide)
        foreseen = self.library.book.changes(book)
        changes: BookChanges = self.do("book_import.take_in", book)
        assert changes == foreseen
        return changes

    def turn(self, op: str) -> int | None:
        change = self.do(f"history.{op}", scope="book")
        return None if change is None else int(change.left)

    def labels(self) -> list[tuple[str, str, int | None]]:
        return [(it.id, it.name, it.digit) for it in self.library.book.labels()]

    def scale(self) -> list[str]:
        return [it.key for it in self.library.book.scale()]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.md").write_text("市府說了一件很大的事。\n", encoding="utf-8")
    library = open_library(tmp_path)
    assert library.sync() == []
    yield Desk(library)
    library.close()


def test_names_and_digits_that_change_places_are_one_action(desk: Desk) -> None:
    desk.take_in(label("甲", 1), label("乙", 2), label("丙"))
    a, b, c = map(label_id, "甲乙丙")
    before = desk.labels()
    changes = desk.take_in(label("乙", 2, a), label("丙", 1, b), label("甲", None, c))
    assert len(changes.entries) == 3
    after = [(b, "丙", 1), (a, "乙", 2), (c, "甲", None)]
    assert desk.labels() == after
    for op, expected in (("undo", before), ("redo", after), ("undo", before)):
        assert desk.turn(op) == 0
        assert desk.labels() == expected


def test_a_name_goes_from_what_is_removed_to_another(desk: Desk) -> None:
    desk.take_in(label("甲", 1), label("乙", 2))
    before = desk.labels()
    desk.take_in(label("甲", 1, label_id("乙")))
    after = [(label_id("乙"), "甲", 1)]
    assert desk.labels() == after
    for op, expected in (("undo", before), ("redo", after)):
        assert desk.turn(op) == 0
        assert desk.labels() == expected


def test_what_annotations_have_stays_and_gives_up_its_digit(desk: Desk) -> None:
    desk.take_in(label("甲", 1), label("乙", 2))
    desk.do("label", desk.article, ONE, "甲", True)
    changes = desk.take_in(label("丙", 1))
    assert [it.kept for it in changes.entries if it.kept] == [1]
    assert [name for _, name, _ in desk.labels()] == ["丙", "甲"]
    assert [digit for *_, digit in desk.labels()] == [1, None]
    assert desk.library.annotations(desk.article)[0].labels == ("甲",)
    assert desk.turn("undo") == 0
    assert desk.labels() == [(label_id("甲"), "甲", 1), (label_id("乙"), "乙", 2)]


def test_what_a_removed_annotation_had_stays_too(desk: Desk) -> None:
    desk.take_in(label("甲"), label("乙"))
    desk.do("label", desk.article, ONE, "甲", True)
    (mark,) = desk.library.annotations(desk.article)
    desk.do("remove", mark.id)
    desk.take_in(label("丙"))
    assert {name for _, name, _ in desk.labels()} == {"甲", "丙"}
    desk.do("history.undo", desk.article)
    assert desk.library.annotations(desk.article)[0].labels == ("甲",)


def test_a_scale_of_ones_own_keeps_the_ids_of_the_programs_verdicts(desk: Desk) -> None:
    built_in = desk.scale()
    right, wrong = VERDICTS["correct"], VERDICTS["incorrect"]
    desk.do("edit", desk.article, ONE, verdict="clarification")
    desk.take_in(verdict("誤導"), verdict("不實", wrong), verdict("", right, averitec="Supported"))
    ids = [it.id for it in desk.library.book.scale()]
    assert ids == [verdict_id("誤導"), wrong, right, VERDICTS["clarification"]]
    assert [it.name for it in desk.library.book.scale()] == ["誤導", "不實", "", ""]
    desk.do("edit", desk.article, OTHER, verdict="不實")
    assert desk.library.annotations(desk.article)[1].verdict.key == "incorrect"
    with pytest.raises(InputError, match="verdict_unknown"):
        desk.do("edit", desk.article, OTHER, verdict="not_enough_evidence")
    assert desk.turn("undo") == 0
    assert desk.scale() == built_in


def test_an_import_whose_verdict_is_given_is_not_taken_back(desk: Desk) -> None:
    desk.take_in(verdict("誤導"))
    assert desk.scale() == ["誤導"]
    desk.do("edit", desk.article, ONE, verdict="誤導")
    with pytest.raises(InputError, match="turn_used"):
        desk.turn("undo")
    assert desk.scale() == ["誤導"]
    desk.do("history.undo", desk.article)
    assert desk.turn("undo") == 0
    assert desk.scale()[0] == "correct"
    assert desk.do("history.redo", desk.article).left == 0  # its verdict comes back with it
    assert "誤導" in desk.scale()


def test_the_guide_and_its_version_are_taken_back_with_the_rest(desk: Desk) -> None:
    guides = [Guide(), Guide("數字都要查。", "1"), Guide("https://example.org/guide", "2")]
    for guide in guides[1:]:
        assert desk.take_in(label("甲"), guide=guide).guide is not None
        assert desk.library.book.whole().guide == guide
    assert desk.turn("undo") == 0
    assert desk.library.book.whole().guide == guides[1]
    assert desk.turn("undo") == 0
    assert desk.library.book.whole() == replace(desk.library.book.whole(), guide=guides[0])
    assert desk.labels() == []
    assert desk.turn("redo") == desk.turn("redo") == 0
    assert desk.library.book.whole().guide == guides[2]


def test_what_is_so_already_changes_nothing(desk: Desk) -> None:
    desk.take_in(label("甲", 3), verdict("誤導"), guide=Guide("查。", "1"))
    assert not desk.do("book_import.take_in", desk.library.book.whole()).some
    assert desk.turn("undo") == 0
    assert desk.turn("undo") is None


@pytest.mark.parametrize(
    "entries",
    [
        (label("甲", ident=VERDICTS["correct"]),),
        (verdict("甲", ident=label_id("甲")),),
        (label("丙", ident=label_id("己")), verdict("丁", ident=label_id("己"))),
        (label("甲" * 65),),
        (label("甲", ident=label_id("乙")),),  # while 甲 is another one that is in use
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    desk: Desk, entries: tuple[CodeEntry, ...]
) -> None:
    desk.take_in(label("甲", 1), label("乙"))
    desk.do("label", desk.article, ONE, "甲", True)
    before = desk.library.book.whole()
    with pytest.raises(InputError, match="book_entry"):
        desk.take_in(*entries)
    assert desk.library.book.whole() == before
