"""Two articles that are one: what hangs on both is together, and can be parted again."""

from dataclasses import replace

import pytest

from reader.errors import InputError
from reader.library import Library
from reader.library.health.doctor import examine
from reader.library.joining import join, part
from reader.model import Draft, Span, Tag
from reader.text.query import parse as query
from reader.text.structure import parse

ONE = "海關昨天通報，三季度出口貨值增加了一成二。\n\n有車主說，排隊時間比去年更長。\n"
OTHER = ONE.replace("一成二", "一成三")


@pytest.fixture
def two(library: Library) -> tuple[str, str]:
    """The same news twice, with a mark, a draft and a star in each; the smaller id comes first."""
    kept = [
        library.keep(replace(parse(text), title=title, url=url)).article
        for text, title, url in (
            (ONE, "鹽田關口", "https://example.org/1"),
            (OTHER, "鹽田關口（轉載）", "https://example.net/2"),
        )
    ]
    for article in kept:
        text = library.open(article).text
        for words, tag in (
            ("海關昨天通報", Tag.FACT),
            (text[text.index("一成") :][:3], Tag.OPINION),
        ):
            span = Span(text.index(words), text.index(words) + len(words))
            library.submit(
                lambda edits, article=article, span=span, tag=tag: edits.edit(
                    article, span, tag=tag, note="問海關"
                )
            ).result()
        last = Span(text.index("有車主說"), text.index("有車主說") + 4)
        library.submit(
            lambda edits, article=article, last=last: edits.save_draft(
                article, Draft(last, "note", "寫到一半")
            )
        ).result()
    first, second = sorted(kept)
    library.submit(lambda edits: edits.shelf.put_state(second, "starred", True)).result()
    return first, second


def test_everything_follows_to_the_smaller_id(library: Library, two: tuple[str, str]) -> None:
    first, second = two
    before = library.open(first)
    done = join(library, second, first)
    assert (done.article, done.other) == (first, second)
    after = library.open(first)
    assert (after.text, after.head.title) == (before.text, before.head.title)
    assert len(after.annotations) == 4
    assert all(it.span is not None for it in after.annotations)
    assert after.to_review == done.review == 1
    assert len(library.revisions(first)) == 2
    assert library.list()[0].starred or library.list()[1].starred
    assert library.find(second) == first
    assert len(after.drafts) == 1
    assert library.count(query("in:note 問海關")) == 1
    assert [entry.head.id for entry in library.list()].count(second) == 0
    assert library.removed() == []
    library.close()
    assert examine(library.root).in_order


def test_whatever_was_of_either_is_of_the_one(library: Library, two: tuple[str, str]) -> None:
    first, second = two
    paths = [library.root / library.open(each).head.path for each in two]
    join(library, first, second)
    for url, text in (("https://example.org/1", ONE), ("https://example.net/2", OTHER)):
        content = replace(parse(text.replace("昨天", "前天")), title="鹽田關口", url=url)
        assert library.keep(content).article == first
    for path in paths:
        path.write_text(path.read_text(encoding="utf-8").replace("車主", "司機"), "utf-8")
        assert library.sync() == []
        assert library.find(path.name) == first
    assert second not in [entry.head.id for entry in library.list()]


def test_joining_is_taken_back(library: Library, two: tuple[str, str]) -> None:
    first, second = two
    before = [library.open(each) for each in two]
    join(library, first, second)
    parted = part(library, first)
    assert (parted.article, parted.other) == two
    after = [library.open(each) for each in two]
    for then, now in zip(before, after, strict=True):
        assert now.annotations == then.annotations
        assert (now.head, now.text) == (then.head, then.text)
    assert library.count(query("in:note 問海關")) == 2
    with pytest.raises(InputError, match="join_none"):
        part(library, first)
    join(library, first, second)
    assert len(library.open(first).annotations) == 4
    part(library, first)
    assert len(library.open(second).annotations) == 2
    library.close()
    assert examine(library.root).in_order


def test_drafts_that_were_put_together_are_only_where_they_were(library: Library) -> None:
    """Of a text that has nothing of the other, all of them come to one sentence."""
    written = [
        library.keep(replace(parse(text), title="兩件事", url=f"https://example.org/{number}"))
        for number, text in enumerate((ONE, "渡輪十月起加開夜班。\n"))
    ]
    one, other = (each.article for each in written)
    for start, words in enumerate(("甲", "乙\n丙", "丙", "甲")):
        library.submit(
            lambda edits, start=start, words=words: edits.save_draft(
                one, Draft(Span(start, start + 3), "note", words)
            )
        ).result()
    before = {each: library.open(each).drafts for each in (one, other)}
    done = join(library, one, other)
    assert library.open(done.article).drafts
    part(library, done.article)
    assert {each: library.open(each).drafts for each in (one, other)} == before


def test_what_was_said_since_stays_where_it_is(library: Library, two: tuple[str, str]) -> None:
    first, second = two
    join(library, first, second)
    text = library.open(first).text
    span = Span(text.index("排隊"), text.index("排隊") + 2)
    library.submit(lambda edits: edits.edit(first, span, tag=Tag.FACT)).result()
    part(library, first)
    assert len(library.annotations(first)) == 3
    assert len(library.annotations(second)) == 2


def test_one_article_is_not_joined_with_itself(library: Library, article: str) -> None:
    with pytest.raises(InputError, match="join_same"):
        join(library, article, article)


def test_what_was_done_in_either_is_undone_and_done_again_in_the_one(
    library: Library, two: tuple[str, str]
) -> None:
    first, second = two
    join(library, first, second)
    states = [library.annotations(first)]
    while library.submit(lambda edits: edits.history.undo(first)).result():
        states.append(library.annotations(first))
    assert [len(state) for state in states] == [4, 3, 2, 1, 0]
    while library.submit(lambda edits: edits.history.redo(first)).result():
        assert [it.id for it in library.annotations(first)] == [it.id for it in states[-2]]
        states.pop()
    assert len(library.annotations(first)) == 4
    part(library, first)
    assert [len(library.annotations(each)) for each in two] == [2, 2]


def test_files_of_both_may_be_renamed_and_edited(library: Library, two: tuple[str, str]) -> None:
    first, second = two
    paths = [library.root / library.open(each).head.path for each in two]
    join(library, first, second)
    for number, path in enumerate(paths):
        moved = path.rename(library.articles / f"moved{number}.md")
        assert library.sync() == []
        assert library.find(moved.name) == first
        moved.write_text(moved.read_text(encoding="utf-8").replace("車主", "司機"), "utf-8")
        assert library.sync() == []
        assert library.find(moved.name) == first
    assert len(library.list()) == 2
    library.close()
    assert examine(library.root).in_order
