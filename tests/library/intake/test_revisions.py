"""An article comes in again changed: nothing is lost, and nothing lies on the wrong words."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.errors import InputError
from reader.library import Library
from reader.model import AnchorStatus, Annotation, Change, Draft, Span, Tag

Edit = Callable[..., Change]


def rewrite(library: Library, *changes: tuple[str, str]) -> None:
    """Change the article's file as an editor would, and take it in again."""
    path = library.articles / "park.md"
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    assert library.sync() == []


def at(library: Library, article: str, words: str) -> Span:
    text = library.open(article).text
    return Span(text.index(words), text.index(words) + len(words))


def only(library: Library, article: str) -> Annotation:
    (annotation,) = library.annotations(article)
    return annotation


def words_of(library: Library, article: str, annotation: Annotation) -> str | None:
    return annotation.span.of(library.open(article).text) if annotation.span else None


FIGURE = "河濱公園去年有三百萬人次到訪"
TOILETS = "園方計畫明年增設兩座廁所。"


def test_a_mark_moves_with_its_words(library: Library, article: str, edit: Edit) -> None:
    edit(at(library, article, TOILETS), tag=Tag.FACT, note="向園方查證")
    rewrite(library, ("市府說，", "市府昨天在記者會上說，"))
    mark = only(library, article)
    assert words_of(library, article, mark) == TOILETS
    assert (mark.anchor, mark.tag, mark.note) == (AnchorStatus.SHIFTED, Tag.FACT, "向園方查證")
    assert library.open(article).notices == (("revised", {}),)
    assert library.review(article).items == ()


def test_a_mark_on_changed_words_is_flagged_with_what_it_stood_on(
    library: Library, article: str, edit: Edit
) -> None:
    edit(at(library, article, FIGURE), tag=Tag.FACT)
    rewrite(library, ("三百萬", "兩百萬"))
    mark = only(library, article)
    assert words_of(library, article, mark) == FIGURE.replace("三", "兩")
    assert mark.anchor is AnchorStatus.CHANGED
    assert library.open(article).notices == (("revised_review", {"count": "1"}),)
    review = library.review(article)
    (item,) = review.items
    assert item.annotation == mark
    assert item.was.of(review.texts[item.text]) == FIGURE
    assert review.text == library.open(article).text


def test_a_mark_whose_words_are_gone_stays_as_an_orphan(
    library: Library, article: str, edit: Edit
) -> None:
    edit(at(library, article, TOILETS), tag=Tag.FACT, note="留著")
    rewrite(library, (TOILETS, ""))
    mark = only(library, article)
    assert (mark.span, mark.anchor, mark.exact, mark.note) == (
        None,
        AnchorStatus.ORPHAN,
        TOILETS,
        "留著",
    )
    assert len(library.review(article).items) == 1


def test_an_orphan_is_offered_again_when_its_words_come_back(
    library: Library, article: str, edit: Edit
) -> None:
    edit(at(library, article, TOILETS), tag=Tag.FACT)
    rewrite(library, (TOILETS, ""))
    rewrite(library, ("平日多半是跑者。", f"平日多半是跑者。{TOILETS}另外還有一座涼亭。"))
    mark = only(library, article)
    assert words_of(library, article, mark) == TOILETS
    assert [item.annotation.id for item in library.review(article).items] == [mark.id]


def test_the_old_text_comes_back_with_its_marks_where_they_were(
    library: Library, article: str, edit: Edit
) -> None:
    span = at(library, article, FIGURE)
    edit(span, tag=Tag.FACT)
    before = library.open(article)
    rewrite(library, ("三百萬", "兩百萬"))
    rewrite(library, ("兩百萬", "三百萬"))
    after = library.open(article)
    assert (after.text, after.annotations) == (before.text, before.annotations)
    assert library.review(article).items == ()
    assert [revision.current for revision in library.revisions(article)].count(True) == 1
    assert len(library.revisions(article)) == 3


def test_accepting_choosing_and_keeping_as_orphan_are_undone_like_all_else(
    library: Library, article: str, edit: Edit
) -> None:
    edit(at(library, article, FIGURE), tag=Tag.FACT)
    rewrite(library, ("三百萬", "兩百萬"))
    flagged = only(library, article)
    other = at(library, article, "我認為")

    for action, status, words in (
        (lambda e: e.anchors.accept(article, flagged.id), "changed", FIGURE.replace("三", "兩")),
        (lambda e: e.anchors.place(article, flagged.id, other), "manual", "我認為"),
        (lambda e: e.anchors.orphan(article, flagged.id), "orphan", None),
    ):
        library.submit(action).result()
        mark = only(library, article)
        assert (mark.anchor, words_of(library, article, mark)) == (status, words)
        assert library.review(article).items == ()
        library.submit(lambda e: e.history.undo(article)).result()
        assert only(library, article) == flagged
        assert len(library.review(article).items) == 1


def test_what_was_decided_holds_in_the_next_revision(
    library: Library, article: str, edit: Edit
) -> None:
    edit(at(library, article, FIGURE), tag=Tag.FACT)
    edit(at(library, article, TOILETS), tag=Tag.FACT)
    rewrite(library, ("三百萬", "兩百萬"), (TOILETS, ""))
    changed, lost = library.annotations(article)
    library.submit(lambda e: e.anchors.accept(article, changed.id)).result()
    library.submit(lambda e: e.anchors.orphan(article, lost.id)).result()
    rewrite(library, ("市府說", "市政府說"))
    assert library.review(article).items == ()
    rewrite(library, ("平日多半是跑者。", f"平日多半是跑者。{TOILETS}"))
    kept = {mark.id: mark for mark in library.annotations(article)}
    assert kept[lost.id].span is None
    assert words_of(library, article, kept[changed.id]) == FIGURE.replace("三", "兩")


def test_another_annotators_marks_are_theirs_to_review(
    library: Library, article: str, edit: Edit
) -> None:
    edit(at(library, article, FIGURE), tag=Tag.FACT)
    rewrite(library, ("三百萬", "兩百萬"))
    mark = only(library, article)
    library.submit(lambda e: e.become("李")).result()
    review = library.review(article)
    assert (review.items, review.others) == ((), 1)
    with pytest.raises(InputError, match="not_yours"):
        library.submit(lambda e: e.anchors.accept(article, mark.id)).result()


def test_a_removed_mark_comes_back_on_its_words(library: Library, article: str, edit: Edit) -> None:
    edit(at(library, article, TOILETS), tag=Tag.FACT)
    edit(at(library, article, TOILETS), tag=None)
    rewrite(library, ("市府說，", "市府昨天在記者會上說，"))
    library.submit(lambda e: e.history.undo(article)).result()
    assert words_of(library, article, only(library, article)) == TOILETS


def test_a_decision_about_an_older_text_is_nothing_that_can_be_taken_back(
    library: Library, article: str, edit: Edit
) -> None:
    span = at(library, article, FIGURE)
    edit(span, tag=Tag.FACT)
    rewrite(library, ("三百萬", "兩百萬"))
    mark = only(library, article)
    library.submit(lambda e: e.anchors.accept(article, mark.id)).result()
    library.submit(lambda e: e.history.undo(article)).result()
    library.submit(lambda e: e.history.redo(article)).result()
    rewrite(library, ("兩百萬", "一百萬"))
    undone = library.submit(lambda e: e.history.undo(article)).result()
    assert [(before.id, after) for before, after in undone.pairs] == [(mark.id, None)]
    assert library.annotations(article) == ()
    assert library.submit(lambda e: e.history.undo(article)).result() is None
    redone = library.submit(lambda e: e.history.redo(article)).result()
    assert [after.id for _, after in redone.pairs] == [mark.id]
    assert library.submit(lambda e: e.history.redo(article)).result() is None


def test_drafts_and_the_place_of_reading_are_carried_over(library: Library, article: str) -> None:
    span, gone = at(library, article, TOILETS), at(library, article, "我認為這個數字太高了。")
    library.submit(lambda e: e.save_draft(article, Draft(span, "note", "寫到一半"))).result()
    library.submit(lambda e: e.save_draft(article, Draft(gone, "note", "也是"))).result()
    library.submit(lambda e: e.save_position(article, span.start, 0.5)).result()
    rewrite(library, ("市府說，", "市府昨天在記者會上說，"), ("我認為這個數字太高了。", ""))
    document = library.open(article)
    texts = {draft.text: draft.span.of(document.text) for draft in document.drafts}
    assert texts["寫到一半"] == TOILETS
    assert texts["也是"]
    assert document.position == at(library, article, TOILETS).start


def test_what_is_marked_on_the_old_page_lands_on_the_same_words(
    library: Library, article: str
) -> None:
    before = library.open(article)
    toilets, figure = at(library, article, TOILETS), at(library, article, FIGURE)
    rewrite(library, ("市府說，", "市府昨天在記者會上說，"), ("三百萬", "兩百萬"))

    def on_the_old_page(span: Span) -> Change:
        def work(edits):  # type: ignore[no-untyped-def]
            with edits.reading(article, before.head.text):
                return edits.edit(article, span, tag=Tag.FACT)

        return library.submit(work).result()

    on_the_old_page(toilets)
    assert words_of(library, article, only(library, article)) == TOILETS
    with pytest.raises(InputError, match="article_revised"):
        on_the_old_page(figure)
    assert len(library.annotations(article)) == 1


def test_a_file_that_now_holds_another_article_leaves_the_marks_with_theirs(
    library: Library, article: str, edit: Edit
) -> None:
    edit(at(library, article, FIGURE), tag=Tag.FACT)
    before = library.open(article)
    path = library.articles / "park.md"
    path.write_text(
        "---\ntitle: 颱風\n---\n\n氣象署清晨發布海上警報，外圍環流影響東北部。\n", encoding="utf-8"
    )
    assert library.sync() == []
    assert library.open(article).annotations == before.annotations
    assert library.find("park.md") != article
    assert {entry.head.title for entry in library.list()} == {"河濱公園十年", "颱風"}


def test_an_opened_file_that_changed_is_carried_over_too(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "elsewhere.txt"
    path.write_text("頭一句話在這裡。\n第二句話也在這裡，說的是橋。\n", encoding="utf-8")
    article = library.take_in(path)
    span = at(library, article, "說的是橋")
    library.submit(lambda e: e.edit(article, span, tag=Tag.OPINION)).result()
    path.write_text(
        "多了一行。\n頭一句話在這裡。\n第二句話也在這裡，說的是橋。\n", encoding="utf-8"
    )
    library.refresh(article)
    assert words_of(library, article, only(library, article)) == "說的是橋"


def test_what_is_true_since_the_mark_was_made_stays_true(
    library: Library, article: str, edit: Edit
) -> None:
    edit(at(library, article, FIGURE), tag=Tag.FACT)
    edit(at(library, article, TOILETS), tag=Tag.FACT)
    rewrite(library, ("三百萬", "兩百萬"))
    figure, toilets = library.annotations(article)
    place = at(library, article, "週末多半是家庭")
    library.submit(lambda e: e.anchors.place(article, toilets.id, place)).result()
    rewrite(library, ("市府說", "市政府昨天說"))
    now = {mark.id: mark for mark in library.annotations(article)}
    assert (now[figure.id].anchor, now[toilets.id].anchor) == ("changed", "manual")
    assert words_of(library, article, now[toilets.id]) == "週末多半是家庭"
    assert [item.annotation.id for item in library.review(article).items] == [figure.id]
    rewrite(library, ("兩百萬", "三百萬"))
    now = {mark.id: mark for mark in library.annotations(article)}
    assert now[figure.id].anchor == "shifted"
    assert library.review(article).items == ()
    assert words_of(library, article, now[figure.id]) == FIGURE
