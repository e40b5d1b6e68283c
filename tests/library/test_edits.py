"""Tagging, noting and taking back, through the library."""

from collections.abc import Callable
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest

from reader.errors import InputError, LibraryError
from reader.library import Library
from reader.model import Annotation, Change, Draft, Span, Status, Tag
from reader.store import articles

Edit = Callable[..., Change]
HERE, THERE = Span(0, 5), Span(4, 9)


def do(library: Library, method: str, *arguments: Any, **more: Any) -> Any:
    return library.submit(lambda edits: attrgetter(method)(edits)(*arguments, **more)).result()


def only(library: Library, article: str) -> Annotation:
    (annotation,) = library.annotations(article)
    return annotation


def test_a_tag_quotes_its_passage_with_its_surroundings(
    library: Library, article: str, edit: Edit
) -> None:
    text = library.open(article).text
    change = edit(Span(40, 44), tag=Tag.FACT)
    assert change.pairs == ((None, only(library, article)),)
    made = only(library, article)
    assert (made.exact, made.prefix, made.suffix) == (text[40:44], text[8:40], text[44:76])
    assert (made.tag, made.span, made.created) == (Tag.FACT, Span(40, 44), made.updated)


def test_the_text_that_is_read_is_not_loaded_again_to_be_quoted(
    library: Library, article: str, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = library.open(article).text
    monkeypatch.setattr(articles, "body", lambda *_: pytest.fail("the text was loaded again"))
    edit(Span(40, 44), tag=Tag.FACT)
    assert only(library, article).exact == text[40:44]
    assert library.open(article).text is text


def test_another_tag_keeps_source_note_and_evidence(
    library: Library, article: str, edit: Edit
) -> None:
    edit(HERE, tag=Tag.FACT, source="市府", note="查")
    do(library, "add_evidence", article, HERE, "https://example.org/", "年報")
    edit(HERE, tag=Tag.OPINION)
    kept = only(library, article)
    assert (kept.tag, kept.source, kept.note) == (Tag.OPINION, "市府", "查")
    assert [(each.url, each.remark) for each in kept.evidence] == [("https://example.org/", "年報")]


def test_the_same_again_changes_and_journals_nothing(
    library: Library, article: str, edit: Edit
) -> None:
    edit(HERE, tag=Tag.FACT)
    assert edit(HERE, tag=Tag.FACT).pairs == ()
    do(library, "history.undo", article)
    assert library.annotations(article) == ()


def test_an_annotation_that_says_nothing_any_more_is_removed(
    library: Library, article: str, edit: Edit
) -> None:
    edit(HERE, tag=Tag.FACT, private=True)
    before = only(library, article)
    assert edit(before.id, tag=None).pairs == ((before, None),)
    assert library.annotations(article) == ()
    assert do(library, "history.undo", article).pairs == ((None, before),)


def test_an_empty_edit_of_an_unmarked_passage_makes_nothing(edit: Edit) -> None:
    assert edit(HERE, tag=None, unsure=True).pairs == ()


def test_passages_may_overlap_and_are_sorted_by_start_longer_first(
    library: Library, article: str, edit: Edit
) -> None:
    for span in (THERE, Span(0, 2), HERE):
        edit(span, highlight="yellow")
    spans = [annotation.span for annotation in library.annotations(article)]
    assert spans == [HERE, Span(0, 2), THERE]


def test_labels_toggle(library: Library, article: str) -> None:
    do(library, "label", article, HERE, "  數字 ")
    assert only(library, article).labels == ("數字",)
    assert do(library, "label", article, HERE, "數字", True).pairs == ()
    do(library, "label", article, HERE, "數字")
    assert library.annotations(article) == ()
    do(library, "history.undo", article)
    assert only(library, article).labels == ("數字",)


def test_evidence_is_kept_once_and_can_be_taken_away(library: Library, article: str) -> None:
    do(library, "add_evidence", article, HERE, "", "問園方")
    assert do(library, "add_evidence", article, HERE, "", "問園方").pairs == ()
    (evidence,) = only(library, article).evidence
    do(library, "remove_evidence", evidence.id)
    assert library.annotations(article) == ()
    do(library, "history.undo", article)
    assert only(library, article).evidence == (evidence,)


def test_removing_is_undone(library: Library, article: str, edit: Edit) -> None:
    made = edit(HERE, tag=Tag.FACT, note="留著").pairs[0][1]
    assert made is not None
    do(library, "remove", made.id)
    assert library.annotations(article) == ()
    do(library, "history.undo", article)
    assert only(library, article) == made


def test_an_annotator_is_needed_first(folder: Path, opened: Callable[[Path], Library]) -> None:
    library = opened(folder)
    library.sync()
    with pytest.raises(InputError, match="annotator_needed"):
        do(library, "edit", library.find("park"), HERE, tag=Tag.FACT)
    assert library.me() is None


def test_the_same_name_is_the_same_annotator(library: Library) -> None:
    me = library.me()
    other = do(library, "become", "李")
    assert library.me() == other
    assert do(library, "become", " 王\u202e ") == me
    assert [annotator.name for annotator in library.annotators()] == ["李", "王"]


@pytest.mark.parametrize(
    ("name", "code"), [("", "name_empty"), (" \x1b ", "name_empty"), ("長" * 65, "name_too_long")]
)
def test_names_that_are_none(library: Library, name: str, code: str) -> None:
    with pytest.raises(InputError, match=code):
        do(library, "become", name)


def test_nobody_changes_anothers_annotation(library: Library, article: str, edit: Edit) -> None:
    made = edit(HERE, tag=Tag.FACT).pairs[0][1]
    assert made is not None
    do(library, "add_evidence", article, HERE, "", "問")
    do(library, "become", "李")
    attempts: list[tuple[str, tuple[object, ...], dict[str, object]]] = [
        ("edit", (article, made.id), {"tag": Tag.OPINION}),
        ("label", (article, made.id, "x"), {}),
        ("remove", (made.id,), {}),
    ]
    for method, arguments, fields in attempts:
        with pytest.raises(InputError, match="not_yours"):
            do(library, method, *arguments, **fields)
    assert do(library, "history.undo", article) is None
    edit(HERE, tag=Tag.OPINION)
    assert [each.tag for each in library.annotations(article)] == [Tag.FACT, Tag.OPINION]


@pytest.mark.parametrize("span", [Span(3, 3), Span(5, 2), Span(-1, 2), Span(0, 100_000)])
def test_spans_outside_the_text(edit: Edit, span: Span) -> None:
    with pytest.raises(InputError, match="span_invalid"):
        edit(span, tag=Tag.FACT)


def test_unknown_things(library: Library, article: str, edit: Edit) -> None:
    with pytest.raises(InputError, match="annotation_unknown"):
        edit("nothing", tag=Tag.FACT)
    with pytest.raises(InputError, match="article_unknown"):
        do(library, "edit", "nothing", HERE, tag=Tag.FACT)
    with pytest.raises(InputError, match="evidence_unknown"):
        do(library, "remove_evidence", "nothing")
    with pytest.raises(InputError, match="annotator_unknown"):
        do(library, "show_annotator", "nothing", False)
    with pytest.raises(InputError, match="article_unknown"):
        library.open("nothing")


def test_what_is_typed_is_stored_without_controls(
    library: Library, article: str, edit: Edit
) -> None:
    edit(HERE, note="一\x1b[31m二\x00三\ud800\r\n四\u202e", source="\x07園方")
    kept = only(library, article)
    assert (kept.note, kept.source) == ("一二三\n四", "園方")


def test_undo_and_redo_survive_a_restart(
    library: Library, article: str, edit: Edit, opened: Callable[[Path], Library]
) -> None:
    edit(HERE, tag=Tag.FACT)
    edit(HERE, status=Status.TO_CHECK)
    library.close()
    again = opened(library.root)
    assert do(again, "history.undo", article).focus == HERE
    assert only(again, article).status is Status.UNCHECKED
    again.close()
    last = opened(library.root)
    do(last, "history.redo", article)
    assert only(last, article).status is Status.TO_CHECK
    assert do(last, "history.redo", article) is None


def test_a_new_action_clears_the_redo_line(library: Library, article: str, edit: Edit) -> None:
    edit(HERE, tag=Tag.FACT)
    do(library, "history.undo", article)
    edit(THERE, tag=Tag.OPINION)
    assert do(library, "history.redo", article) is None
    do(library, "history.undo", article)
    assert do(library, "history.undo", article) is None
    assert library.annotations(article) == ()


def test_undo_is_ones_own(library: Library, article: str, edit: Edit) -> None:
    edit(HERE, tag=Tag.FACT)
    do(library, "become", "李")
    edit(THERE, tag=Tag.OPINION)
    do(library, "become", "王")
    do(library, "history.undo", article)
    assert only(library, article).tag is Tag.OPINION


def test_a_failed_action_leaves_nothing(library: Library, article: str) -> None:
    def halfway(edits: Any) -> None:
        edits.edit(article, HERE, tag=Tag.FACT)
        raise InputError("stopped")

    with pytest.raises(InputError, match="stopped"):
        library.submit(halfway).result()
    assert library.annotations(article) == ()
    assert do(library, "history.undo", article) is None


def test_actions_are_done_in_the_order_they_were_submitted(library: Library, article: str) -> None:
    futures = [
        library.submit(lambda edits, word=str(number): edits.edit(article, HERE, note=word))
        for number in range(100)
    ]
    library.close()
    assert [future.result().pairs[0][1].note for future in futures] == [str(n) for n in range(100)]


def test_drafts_are_replaced_and_dropped(library: Library, article: str) -> None:
    do(library, "save_draft", article, Draft(HERE, "note", "寫到"))
    do(library, "save_draft", article, Draft(HERE, "note", "寫到一半"))
    do(library, "save_draft", article, Draft(HERE, "source", "園"))
    assert library.open(article).drafts == (
        Draft(HERE, "note", "寫到一半"),
        Draft(HERE, "source", "園"),
    )
    do(library, "drop_draft", article, HERE, "note")
    assert library.open(article).drafts == (Draft(HERE, "source", "園"),)


def test_the_place_where_reading_stopped(library: Library, article: str) -> None:
    assert (library.open(article).position, library.last_read()) == (None, None)
    do(library, "save_position", article, 12, 0.5)
    assert (library.open(article).position, library.last_read()) == (12, article)
    (entry,) = library.list()
    assert entry.progress == 0.5
    assert entry.last_read


def test_the_list_counts_what_is_shown(library: Library, article: str, edit: Edit) -> None:
    edit(HERE, tag=Tag.FACT, note="查")
    edit(THERE, tag=Tag.OPINION)
    edit(Span(9, 10), tag=Tag.NONE)
    (entry,) = library.list()
    assert entry.head.title == "河濱公園十年"
    assert (entry.claims, entry.facts, entry.opinions, entry.nones, entry.notes) == (4, 1, 1, 1, 1)
    me = library.me()
    assert me is not None
    do(library, "show_annotator", me.id, False)
    (entry,) = library.list()
    assert (entry.facts, entry.opinions, entry.nones, entry.notes) == (0, 0, 0, 0)
    assert library.annotations(article, shown_only=True) == ()
    assert len(library.annotations(article)) == 3


def test_closing_leaves_only_the_database(library: Library, edit: Edit) -> None:
    edit(HERE, tag=Tag.FACT)
    library.close()
    library.close()
    left = {path.name for path in library.root.iterdir()}
    assert left == {"articles", "annotations.db", "annotations.db.lock"}
    with pytest.raises(LibraryError, match="library_closed"):
        library.list()
    with pytest.raises(LibraryError, match="library_closed"):
        library.submit(lambda edits: None)
