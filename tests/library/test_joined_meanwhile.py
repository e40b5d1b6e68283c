"""A page whose article is joined with another while it is open."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reader.errors import InputError
from reader.library import open_library
from reader.library.joining import join, part
from reader.model import Span, Tag
from reader.store import aliases
from reader.store.edits import Edits

SPAN = Span(0, 4)


def test_no_mark_is_put_where_nobody_would_see_it(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    for name in "ab":
        (tmp_path / "articles" / f"{name}.md").write_text(f"市府說了{name}。\n", encoding="utf-8")
    with open_library(tmp_path) as page, open_library(tmp_path) as other:
        page.sync()
        page.submit(lambda edits: edits.become("王")).result()
        kept, gone = sorted(entry.head.id for entry in page.list())
        join(other, kept, gone)
        actions: list[Callable[[Edits], object]] = [
            lambda edits: edits.edit(gone, SPAN, tag=Tag.FACT),
            lambda edits: edits.shelf.put_back([gone]),
            lambda edits: edits.shelf.take_out([gone]),
        ]
        for act in actions:
            with pytest.raises(InputError) as refused:
                page.submit(act).result()
            assert refused.value.code == "article_joined"
        part(other, kept)
        page.submit(lambda edits: edits.edit(gone, SPAN, tag=Tag.FACT)).result()
        assert [each.tag for each in page.annotations(gone)] == [Tag.FACT]


def three(root: Path) -> list[str]:
    """The ids of three articles, the smallest first."""
    (root / "articles").mkdir()
    for name in "abc":
        (root / "articles" / f"{name}.md").write_text(f"市府說了{name}。\n", encoding="utf-8")
    with open_library(root) as library:
        library.sync()
        return sorted(entry.head.id for entry in library.list())


def test_joins_on_one_another_are_taken_back_from_the_last(tmp_path: Path) -> None:
    first, second, third = three(tmp_path)
    with open_library(tmp_path) as library:
        join(library, second, third)
        join(library, first, second)
        assert part(library, second)[:2] == (first, second), "it is in the first one by now"
        assert part(library, second)[:2] == (second, third)
        assert sorted(entry.head.id for entry in library.list()) == [first, second, third]


def test_a_text_that_comes_to_an_article_after_a_parting_is_its_own(tmp_path: Path) -> None:
    kept, gone, _ = three(tmp_path)
    with open_library(tmp_path) as library:
        paths = {entry.head.id: tmp_path / entry.head.path for entry in library.list()}
        join(library, kept, gone)
        part(library, kept)
        paths[kept].write_bytes(paths[gone].read_bytes())
        library.sync()
        (text,) = {entry.head.text for entry in library.list() if entry.head.id == kept}
        with library.reading() as connection:
            assert sorted(aliases.articles(connection, "text", text)) == [kept, gone]


def test_a_quote_of_either_is_of_the_one(tmp_path: Path) -> None:
    kept, gone, third = three(tmp_path)

    def quoting(edits: Edits) -> None:
        edits.become("王")
        edits.add_evidence(third, SPAN, "", "市府年報")
        edits.connection.execute("UPDATE evidence SET quote_article = ?", (gone,))

    with open_library(tmp_path) as library:
        library.submit(quoting).result()

        def quoted() -> list[str]:
            with library.reading() as connection:
                return [row[0] for row in connection.execute("SELECT quote_article FROM evidence")]

        join(library, kept, gone)
        assert quoted() == [kept]
        part(library, kept)
        assert quoted() == [gone]


FERRY = "渡輪十月起加開夜班，末班船延到十一點。船公司說，船員已經招足，票價不變。\n"
TOILETS = "市府說，河濱公園今年增設十二座廁所。里長認為，先修好路燈更要緊。\n"


def test_a_file_that_is_edited_after_a_mistaken_join_stays_its_article(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    paths = {}
    for name, text in (("a.md", FERRY), ("b.md", TOILETS)):
        paths[text] = tmp_path / "articles" / name
        paths[text].write_text(text, encoding="utf-8")
    with open_library(tmp_path) as library:
        library.sync()
        library.submit(lambda edits: edits.become("王")).result()
        of = {library.open(each.head.id).text: each.head.id for each in library.list()}
        for text, article in of.items():
            span = Span(text.index("，") + 1, len(text.strip()))
            library.submit(
                lambda edits, article=article, span=span: edits.edit(article, span, tag=Tag.FACT)
            ).result()
        done = join(library, *of.values())
        (unread,) = [text for text, article in of.items() if article == done.other]
        paths[unread].write_text(unread.replace("，", "，據報", 1), encoding="utf-8")
        assert library.sync() == []
        assert [entry.head.id for entry in library.list()] == [done.article]
        assert "據報" in library.open(done.article).text
        assert len(library.annotations(done.article)) == 2
        part(library, done.article)
        texts = {entry.head.id: library.open(entry.head.id).text for entry in library.list()}
        assert texts[done.article] == {it: text for text, it in of.items()}[done.article]
        assert "據報" in texts[done.other]
        for article, text in texts.items():
            (mark,) = library.annotations(article)
            assert mark.span is not None
            assert mark.span.of(text).endswith(text.strip()[-6:])
