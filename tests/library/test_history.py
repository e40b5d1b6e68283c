"""An article's history: every arrival with what was published with it, and what the reader says."""

from collections.abc import Callable
from contextlib import closing

from reader.library import Library
from reader.model import Change, Span, Tag
from reader.store.db.connection import connect

Edit = Callable[..., Change]

FIGURE = "河濱公園去年有三百萬人次到訪"


def rewrite(library: Library, old: str, new: str) -> None:
    """Change the article's file as an editor would, and take it in again."""
    path = library.articles / "park.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert library.sync() == []


def titled(library: Library, article: str) -> list[tuple[int, str, bool]]:
    return [(it.number, it.title, it.current) for it in library.revisions(article)]


def test_a_changed_headline_is_a_revision_that_moves_nothing(
    library: Library, article: str, edit: Edit
) -> None:
    text = library.open(article).text
    edit(Span(text.index(FIGURE), text.index(FIGURE) + len(FIGURE)), tag=Tag.FACT)
    before = library.open(article)
    rewrite(library, "title: 河濱公園十年", "title: 河濱公園十一年")
    after = library.open(article)
    assert titled(library, article) == [(2, "河濱公園十一年", True), (1, "河濱公園十年", False)]
    new, old = library.revisions(article)
    assert (new.sha256, new.id == old.id) == (old.sha256, False)
    assert after.head.revision == new.id != before.head.revision
    assert (after.head.text, after.annotations) == (before.head.text, before.annotations)
    assert after.to_review == 0
    with closing(connect(library.database, reading=True)) as connection:
        assert connection.execute("SELECT count(*) FROM anchor").fetchone() == (1,)
        parents = connection.execute("SELECT parent FROM revision ORDER BY fetched").fetchall()
    assert parents == [(None,), (old.id,)]


def test_what_was_published_otherwise_is_told_once_for_all_arrivals(
    library: Library, article: str
) -> None:
    library.submit(lambda edits: edits.save_position(article, 0, 0.0)).result()
    rewrite(library, "title: 河濱公園十年", "title: 十年")
    rewrite(library, "title: 十年", "title: 公園十年")
    rewrite(library, "source: 試刊\n", "")
    assert library.open(article).notices == (
        ("head.title", {"before": "河濱公園十年", "after": "公園十年"}),
        ("head.source", {"before": "試刊", "after": "–"}),
    )
    rewrite(library, "title: 公園十年", "title: 河濱公園十年\nsource: 試刊")
    assert library.open(article).notices == ()
    assert len(library.revisions(article)) == 5


def test_there_and_back_again_are_three_revisions(library: Library, article: str) -> None:
    rewrite(library, "三百萬", "兩百萬")
    rewrite(library, "兩百萬", "三百萬")
    third, second, first = library.revisions(article)
    assert third.sha256 == first.sha256 != second.sha256
    assert len({third.id, second.id, first.id}) == 3
    assert [it.current for it in (third, second, first)] == [True, False, False]
    changes = library.changes(article, second.id, third.id)
    assert len(changes.changed) == 1
    assert library.changes(article, first.id, third.id).changed == ()


def test_the_reader_s_own_title_and_topics_stay(library: Library, article: str) -> None:
    library.submit(lambda edits: edits.shelf.rename(article, "我的公園")).result()
    library.submit(lambda edits: edits.shelf.put_topics(article, ["河"])).result()
    rewrite(library, "title: 河濱公園十年", "title: 十年\ntopics: [公園]")
    head = library.open(article).head
    assert (head.title, head.topics) == ("我的公園", ("河",))
    assert library.revisions(article)[0].title == "十年"
    assert library.submit(lambda edits: edits.shelf.rename(article, "")).result()
    assert library.submit(lambda edits: edits.shelf.put_topics(article, None)).result()
    head = library.open(article).head
    assert (head.title, head.topics) == ("十年", ("公園",))
    with closing(connect(library.database, reading=True)) as connection:
        (clock,) = connection.execute("SELECT clock FROM article").fetchone()
    assert '"own_title"' in clock
    assert '"own_topics"' in clock


def test_topics_alone_are_no_revision(library: Library, article: str) -> None:
    rewrite(library, "lang: zh-Hant", "lang: zh-Hant\ntopics: [公園]")
    assert len(library.revisions(article)) == 1
    assert library.open(article).head.topics == ("公園",)
    assert library.open(article).notices == ()


def test_a_revision_says_where_it_came_from(library: Library, article: str) -> None:
    assert [it.origin for it in library.revisions(article)] == ["articles/park.md"]


def test_changes_say_what_was_published_otherwise(library: Library, article: str) -> None:
    rewrite(library, "title: 河濱公園十年", "title: 十年\nauthor: [林, 王]")
    new, old = library.revisions(article)
    changes = library.changes(article, old.id, new.id)
    assert changes.published == {"title": ("河濱公園十年", "十年"), "authors": ("", "林, 王")}
    assert changes.changed == ()
    assert library.compared(article, "別的。").published == {}
