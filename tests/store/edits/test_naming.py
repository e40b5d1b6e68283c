"""Names that are corrected: all marks follow, nothing else is touched, and it can be undone."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest

from reader.errors import InputError
from reader.library import Library, open_library
from reader.library.find_names import find_annotator, find_label
from reader.model import Annotation, Span
from reader.store.code_book import label_id

ONE, OTHER, THIRD = Span(0, 4), Span(4, 8), Span(8, 10)


class Shelf:
    """One article, and what is done to it and to its names."""

    def __init__(self, library: Library) -> None:
        self.library = library
        (entry,) = library.list()
        self.article = entry.head.id
        self.do("become", "王")

    def do(self, name: str, *arguments: Any, **options: Any) -> Any:
        return self.library.submit(
            lambda edits: attrgetter(name)(edits)(*arguments, **options)
        ).result()

    def turn(self, op: str) -> int | None:
        """Undo or redo a correction; how many fields were set anew since, None for nothing."""
        change = self.do(f"history.{op}", scope="book")
        return None if change is None else int(change.left)

    def label(self, span: Span, name: str) -> None:
        self.do("label", self.article, span, name, True)

    def at(self, span: Span) -> Annotation:
        (found,) = [it for it in self.library.annotations(self.article) if it.span == span]
        return found

    def id_of(self, name: str) -> str:
        return find_label(self.library, name).id

    def labels(self) -> dict[str, tuple[int | None, int]]:
        return {it.name: (it.digit, it.used) for it in self.library.book.labels()}

    def refused(self, code: str, name: str, *arguments: Any) -> None:
        with pytest.raises(InputError) as raised:
            self.do(name, *arguments)
        assert raised.value.code == code


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.md").write_text("市府說了一件很大的事。\n", encoding="utf-8")
    library = open_library(tmp_path)
    assert library.sync() == []
    yield Shelf(library)
    library.close()


def test_marks_follow_a_label_that_is_renamed(shelf: Shelf) -> None:
    shelf.label(ONE, "數子")
    shelf.do("book.name_label", 3, "數子")
    shelf.do("book.rename_label", shelf.id_of("數子"), " 數  字 ")
    assert shelf.at(ONE).labels == ("數 字",)
    assert shelf.labels() == {"數 字": (3, 1)}
    assert shelf.turn("undo") == 0
    assert shelf.labels() == {"數子": (3, 1)}
    assert shelf.turn("undo") == 0
    assert shelf.labels() == {"數子": (None, 1)}
    assert shelf.turn("undo") is None
    assert shelf.turn("redo") == shelf.turn("redo") == 0
    assert shelf.labels() == {"數 字": (3, 1)}


def test_a_name_that_was_corrected_away_makes_a_label_of_its_own(shelf: Shelf) -> None:
    shelf.label(ONE, "甲")
    assert shelf.id_of("甲") == label_id("甲")
    shelf.do("book.rename_label", shelf.id_of("甲"), "乙")
    shelf.label(OTHER, "甲")
    assert shelf.id_of("乙") == label_id("甲") != shelf.id_of("甲")
    assert (shelf.at(ONE).labels, shelf.at(OTHER).labels) == (("乙",), ("甲",))
    with pytest.raises(InputError, match="turn_taken"):
        shelf.turn("undo")
    assert shelf.labels() == {"乙": (None, 1), "甲": (None, 1)}
    shelf.do("book.rename_label", shelf.id_of("甲"), "丙")
    assert shelf.do("history.undo_correction", "code_book", "乙").left == 0
    assert shelf.labels() == {"甲": (None, 1), "丙": (None, 1)}


def test_a_label_that_came_with_a_mark_goes_with_it(shelf: Shelf) -> None:
    shelf.label(ONE, "甲")
    shelf.label(OTHER, "甲")
    assert shelf.do("history.undo", shelf.article).left == 0
    assert shelf.labels() == {"甲": (None, 1)}
    for op, left in (("undo", {}), ("redo", {"甲": (None, 1)}), ("undo", {})):
        assert shelf.do(f"history.{op}", shelf.article).left == 0
        assert shelf.labels() == left


def test_a_label_that_was_there_or_has_a_meaning_stays(shelf: Shelf) -> None:
    shelf.do("book.name_label", 1, "甲")
    for name in "甲乙":
        shelf.label(ONE, name)
    shelf.do("book.describe_label", shelf.id_of("乙"), "什麼")
    for _ in range(2):
        shelf.do("history.undo", shelf.article)
    assert shelf.labels() == {"甲": (1, 0), "乙": (None, 0)}


def test_what_went_meanwhile_is_called_by_its_name(shelf: Shelf) -> None:
    shelf.label(ONE, "甲")
    label = shelf.id_of("甲")
    shelf.do("book.remove_label", label)
    with pytest.raises(InputError, match="name=甲"):
        shelf.do("book.rename_label", label, "乙")


def test_two_labels_become_one_when_that_is_asked_for(shelf: Shelf) -> None:
    for span, *names in ((ONE, "甲"), (OTHER, "乙"), (THIRD, "甲", "乙")):
        for name in names:
            shelf.label(span, name)
    shelf.do("book.name_label", 1, "甲")
    shelf.refused("label_taken", "book.rename_label", shelf.id_of("甲"), "乙")
    assert shelf.do("book.rename_label", shelf.id_of("甲"), "乙", join=True)
    assert shelf.labels() == {"乙": (1, 3)}
    assert {shelf.at(span).labels for span in (ONE, OTHER, THIRD)} == {("乙",)}
    assert shelf.turn("undo") == 0
    assert shelf.labels() == {"甲": (1, 2), "乙": (None, 2)}
    assert shelf.at(THIRD).labels == ("乙", "甲")


def test_a_digit_that_another_label_has_goes_over_and_back(shelf: Shelf) -> None:
    for name in ("甲", "乙"):
        shelf.label(ONE, name)
    shelf.do("book.key_label", shelf.id_of("甲"), 2)
    shelf.do("book.key_label", shelf.id_of("乙"), 2)
    assert shelf.library.book.digits() == {2: "乙"}
    shelf.turn("undo")
    assert shelf.library.book.digits() == {2: "甲"}
    shelf.refused("label_digit", "book.key_label", shelf.id_of("甲"), 10)
    shelf.refused("label_unknown", "book.key_label", "nothing", 1)


def test_a_removed_label_leaves_the_marks_and_those_that_said_only_it(shelf: Shelf) -> None:
    shelf.label(ONE, "甲")
    shelf.label(OTHER, "甲")
    shelf.do("edit", shelf.article, OTHER, note="一件事")
    assert shelf.do("book.remove_label", shelf.id_of("甲"))
    assert [it.span for it in shelf.library.annotations(shelf.article)] == [OTHER]
    assert shelf.labels() == {}
    shelf.turn("undo")
    assert shelf.labels() == {"甲": (None, 2)}
    shelf.do("book.remove_label", shelf.id_of("甲"))
    shelf.label(THIRD, "甲")
    assert shelf.labels() == {"甲": (None, 1)}, "it is the same label again"


def test_what_is_said_of_labels_is_not_undone_on_the_page(shelf: Shelf) -> None:
    shelf.label(ONE, "甲")
    shelf.do("book.rename_label", shelf.id_of("甲"), "乙")
    shelf.do("history.undo", shelf.article)
    assert shelf.library.annotations(shelf.article) == ()
    assert shelf.labels() == {"乙": (None, 0)}
    shelf.do("history.redo", shelf.article)
    assert shelf.at(ONE).labels == ("乙",)


def test_a_person_who_signed_twice_becomes_one(shelf: Shelf) -> None:
    shelf.do("edit", shelf.article, ONE, verdict="correct", note="甲的")
    first = shelf.library.me()
    shelf.do("become", "汪")
    shelf.do("edit", shelf.article, OTHER, tag="fact")
    second = shelf.library.me()
    assert first
    assert second
    shelf.refused("annotator_taken", "book.rename_annotator", second.id, "王")
    shelf.refused("annotator_same", "book.join_annotators", second.id, second.id)
    assert shelf.do("book.join_annotators", first.id, second.id)
    assert {it.annotator for it in shelf.library.annotations(shelf.article)} == {second.id}
    assert shelf.at(ONE).checked_by == "汪"
    assert [it.name for it in shelf.library.annotators()] == ["汪"]
    assert shelf.library.submit(lambda edits: edits.become("汪")).result() == second
    shelf.turn("undo")
    assert (shelf.at(ONE).annotator, shelf.at(ONE).checked_by) == (first.id, "王")
    shelf.do("book.rename_annotator", second.id, "汪小名")
    assert find_annotator(shelf.library, "汪小名").id == second.id


def test_the_notes_of_a_joined_person_are_found_as_theirs(shelf: Shelf) -> None:
    shelf.do("edit", shelf.article, ONE, note="甲的")
    first = shelf.library.me()
    second = shelf.do("become", "汪")
    assert first
    shelf.do("book.join_annotators", first.id, second.id)
    with closing(sqlite3.connect(shelf.library.database)) as connection:
        owners = connection.execute("SELECT annotator FROM search_note").fetchall()
    assert owners == [(second.id,)]


def test_who_stays_undoes_what_the_other_did_and_does_it_again(shelf: Shelf) -> None:
    shelf.do("become", "小王")
    shelf.do("edit", shelf.article, ONE, note="一")
    shelf.do("history.undo", shelf.article)
    shelf.do("become", "王")
    one, me = (find_annotator(shelf.library, name).id for name in ("小王", "王"))
    shelf.do("book.join_annotators", one, me)
    assert shelf.do("history.redo", shelf.article).entry is not None
    assert (shelf.at(ONE).note, shelf.at(ONE).annotator) == ("一", me)
    assert shelf.do("history.undo", shelf.article).left == 0
    shelf.do("edit", shelf.article, OTHER, note="二")
    assert shelf.do("history.redo", shelf.article) is None


def test_a_chain_of_persons_is_undone_by_the_last(shelf: Shelf) -> None:
    for name in "甲乙丙":
        shelf.do("become", name)
        shelf.do("edit", shelf.article, ONE, note=name)
    first, second, third = (find_annotator(shelf.library, name).id for name in "甲乙丙")
    shelf.do("book.join_annotators", first, second)
    shelf.do("book.join_annotators", second, third)
    for _ in range(3):
        assert shelf.do("history.undo", shelf.article).left == 0
    assert shelf.library.annotations(shelf.article) == ()
    assert shelf.do("history.undo", shelf.article) is None


def test_a_person_whose_name_another_has_by_now_does_not_come_back(shelf: Shelf) -> None:
    shelf.do("become", "小王")
    shelf.do("edit", shelf.article, ONE, note="一")
    one, me = (find_annotator(shelf.library, name).id for name in ("小王", "王"))
    shelf.do("become", "王")
    shelf.do("book.join_annotators", one, me)
    other = shelf.do("become", "林").id
    shelf.do("book.rename_annotator", other, "小王")
    shelf.do("become", "王")
    with pytest.raises(InputError, match="turn_taken"):
        shelf.turn("undo")
    assert shelf.at(ONE).annotator == me
    shelf.do("become", "小王")
    shelf.do("book.rename_annotator", other, "林")
    shelf.do("become", "王")
    assert shelf.turn("undo") == 0
    assert shelf.at(ONE).annotator == one


def test_a_label_whose_name_another_has_by_now_does_not_come_back(shelf: Shelf) -> None:
    shelf.label(ONE, "數子")
    shelf.do("book.rename_label", shelf.id_of("數子"), "數字")
    shelf.label(OTHER, "人")
    shelf.do("book.rename_label", shelf.id_of("數字"), "人", join=True)
    shelf.label(THIRD, "數字")
    with pytest.raises(InputError, match="turn_taken"):
        shelf.turn("undo")
    assert (shelf.at(ONE).labels, shelf.at(THIRD).labels) == (("人",), ("數字",))
    assert shelf.labels() == {"人": (None, 2), "數字": (None, 1)}


def test_a_join_that_more_hangs_on_by_now_is_not_done_again(shelf: Shelf) -> None:
    shelf.do("become", "小王")
    shelf.do("edit", shelf.article, ONE, note="一")
    one, me = (find_annotator(shelf.library, name).id for name in ("小王", "王"))
    shelf.do("become", "王")
    shelf.do("book.join_annotators", one, me)
    assert shelf.turn("undo") == 0
    shelf.do("become", "小王")
    shelf.do("edit", shelf.article, OTHER, note="二")
    shelf.do("become", "王")
    with pytest.raises(InputError, match="turn_grown"):
        shelf.turn("redo")
    assert {shelf.at(ONE).annotator, shelf.at(OTHER).annotator} == {one}
    shelf.do("book.join_annotators", one, me)
    assert {shelf.at(ONE).annotator, shelf.at(OTHER).annotator} == {me}
    assert shelf.turn("redo") is None


def test_a_label_that_is_used_anew_is_not_removed_again(shelf: Shelf) -> None:
    shelf.label(ONE, "甲")
    shelf.do("book.remove_label", shelf.id_of("甲"))
    assert shelf.turn("undo") == 0
    shelf.label(OTHER, "甲")
    with pytest.raises(InputError, match="turn_grown"):
        shelf.turn("redo")
    assert shelf.labels() == {"甲": (None, 2)}


def test_a_join_into_what_is_no_more_is_not_done_again(shelf: Shelf) -> None:
    for span, name in ((ONE, "甲"), (OTHER, "乙")):
        shelf.label(span, name)
    shelf.do("book.rename_label", shelf.id_of("甲"), "乙", join=True)
    assert shelf.turn("undo") == 0
    shelf.do("become", "林")
    shelf.do("book.remove_label", shelf.id_of("乙"))
    shelf.do("become", "王")
    with pytest.raises(InputError, match="turn_gone"):
        shelf.turn("redo")
    assert shelf.at(ONE).labels == ("甲",)


def test_what_was_redone_last_is_undone_first(shelf: Shelf) -> None:
    shelf.label(ONE, "甲")
    shelf.do("book.rename_label", shelf.id_of("甲"), "乙")
    assert shelf.turn("undo") == 0
    shelf.do("edit", shelf.article, OTHER, note="二")
    assert shelf.turn("redo") == 0
    shelf.do("history.undo", scope="")
    assert (shelf.at(ONE).labels, shelf.at(OTHER).note) == (("甲",), "二")


def test_who_was_joined_is_who_stays_until_that_is_undone(shelf: Shelf) -> None:
    shelf.do("become", "小王")
    one, me = (find_annotator(shelf.library, name).id for name in ("小王", "王"))
    shelf.do("book.join_annotators", one, me)
    assert shelf.library.me().id == me
    assert shelf.do("become", "小王").id == me
    shelf.do("become", "王")
    assert shelf.turn("undo") == 0
    assert (shelf.library.me().id, shelf.do("become", "小王").id) == (me, one)


@pytest.mark.parametrize("said", [{"justification": "據線人甲說"}, {"kind": "線人甲的話"}])
def test_no_text_that_names_a_private_source_becomes_public_by_undo(
    shelf: Shelf, said: dict[str, str]
) -> None:
    shelf.do("edit", shelf.article, ONE, source="線人甲", private=True)
    shelf.do("edit", shelf.article, OTHER, tag="fact", **said)
    shelf.do("edit", shelf.article, OTHER, private=True)
    assert shelf.do("history.undo", shelf.article).private == 1
    assert shelf.at(OTHER).private
