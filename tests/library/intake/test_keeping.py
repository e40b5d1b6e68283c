"""Articles from outside are kept as files, and known again when they come back."""

from dataclasses import replace
from pathlib import Path

import pytest

from reader.errors import InputError
from reader.library import Library
from reader.library.intake.offers import accept, offer_file, offer_text
from reader.model import Article, Tag
from reader.text.structure import parse

TEXT = "鹽田關口\n\n海關昨天通報，三季度出口貨值增加了一成二。\n\n有車主說，排隊時間比去年更長。\n"


@pytest.fixture
def page() -> Article:
    return replace(parse(TEXT), title="鹽田關口", url="https://example.org/1", date="2026-05-01")


def files(library: Library) -> list[str]:
    return sorted(path.name for path in library.articles.iterdir())


def test_what_is_kept_is_a_file_that_reads_back_the_same(library: Library, page: Article) -> None:
    kept = library.keep(page)
    assert (kept.what, kept.path) == ("new", "articles/2026-05-01-鹽田關口.md")
    read = parse((library.root / kept.path).read_text(encoding="utf-8"))
    assert (read.title, read.url, read.id) == ("鹽田關口", page.url, kept.article)
    assert read.text == library.open(kept.article).text
    assert library.sync() == []
    assert library.keep(page).what == "same"
    assert len(files(library)) == 2


def test_a_page_that_changed_is_the_next_revision_with_its_marks(
    library: Library, page: Article
) -> None:
    first = library.keep(page)
    text = library.open(first.article).text
    start = text.index("排隊時間")
    from reader.model import Span

    library.submit(
        lambda edits: edits.edit(first.article, Span(start, start + 4), tag=Tag.FACT)
    ).result()
    changed = replace(parse(TEXT.replace("一成二", "兩成")), title=page.title, url=page.url)
    again = library.keep(changed)
    assert (again.article, again.what, again.path) == (first.article, "changed", first.path)
    (mark,) = library.annotations(first.article)
    assert mark.span is not None
    assert mark.span.of(library.open(first.article).text) == "排隊時間"
    assert "兩成" in (library.root / first.path).read_text(encoding="utf-8")
    assert len(library.revisions(first.article)) == 2


def test_a_file_that_was_edited_by_hand_is_never_written_over(
    library: Library, page: Article
) -> None:
    kept = library.keep(page)
    path = library.root / kept.path
    edited = path.read_text(encoding="utf-8").replace("更長", "更長得多")
    path.write_text(edited, encoding="utf-8")
    library.sync()
    changed = replace(parse(TEXT.replace("一成二", "兩成")), title=page.title, url=page.url)
    again = library.keep(changed)
    assert (again.article, again.what, again.path) == (kept.article, "changed", "")
    assert path.read_text(encoding="utf-8") == edited
    assert "兩成" in library.open(kept.article).text


def test_a_corrected_title_is_kept_though_the_text_is_the_same(
    library: Library, page: Article
) -> None:
    kept = library.keep(page)
    assert library.keep(replace(page, title="鹽田新關口")).what == "changed"
    assert library.open(kept.article).head.title == "鹽田新關口"
    assert "鹽田新關口" in (library.root / kept.path).read_text(encoding="utf-8")


def test_two_articles_of_one_name_are_two_files(library: Library, page: Article) -> None:
    library.keep(page)
    other = replace(parse("鹽田關口\n\n另一天的另一篇，說的是別的事情。\n"), title=page.title,
                    date=page.date, url="https://example.org/2")  # fmt: skip
    assert library.keep(other).path == "articles/2026-05-01-鹽田關口-2.md"


def test_an_article_without_text_is_not_kept(library: Library, page: Article) -> None:
    before = files(library)
    with pytest.raises(InputError, match="article_empty"):
        library.keep(replace(page, text=" \n", sections=()))
    assert files(library) == before


def test_a_later_edition_of_a_copied_file_takes_its_place(library: Library, tmp_path: Path) -> None:
    source = tmp_path / "講稿.txt"
    source.write_text(TEXT, encoding="utf-8")
    first = accept(library, offer_file(source))
    assert (library.articles / "講稿.txt").read_bytes() == source.read_bytes()
    source.write_text(TEXT.replace("一成二", "兩成"), encoding="utf-8")
    again = accept(library, offer_file(source))
    assert (again.article, again.what) == (first.article, "changed")
    source.write_text("今天的講稿\n\n講的是完全不同的另一件事，與昨天無關。\n", encoding="utf-8")
    third = accept(library, offer_file(source))
    assert (third.what, Path(third.path).name) == ("new", "講稿-2.txt")


def test_pasted_text_is_kept_under_its_first_line(library: Library) -> None:
    kept = accept(library, offer_text(TEXT.encode()))
    assert library.open(kept.article).head.title == "鹽田關口"
    assert kept.path == "articles/鹽田關口.md"


def test_the_same_text_from_elsewhere_changes_nothing(library: Library, page: Article) -> None:
    kept = library.keep(page)
    before = (library.root / kept.path).read_bytes()
    elsewhere = replace(page, url="https://example.com/copy", title="轉載", source="別報")
    assert library.keep(elsewhere).what == "same"
    head = library.open(kept.article).head
    assert (head.title, head.url) == (page.title, page.url)
    assert (library.root / kept.path).read_bytes() == before


def test_a_page_that_is_no_more_leaves_the_article_alone(library: Library, page: Article) -> None:
    kept = library.keep(page)
    gone = parse("找不到網頁\n\n您要找的內容已經移除，請回首頁，或使用上方的搜尋功能。\n")
    other = library.keep(replace(gone, title="找不到網頁", url=page.url))
    assert (other.what, other.article == kept.article) == ("new", False)
    assert "海關昨天通報" in library.open(kept.article).text
    again = library.keep(
        replace(parse(TEXT.replace("一成二", "兩成")), title=page.title, url=page.url)
    )
    assert (again.article, again.what) == (kept.article, "changed")


def test_a_page_without_news_leaves_what_the_reader_corrected(
    library: Library, page: Article
) -> None:
    kept = library.keep(page)
    path = library.root / kept.path
    corrected = path.read_text(encoding="utf-8").replace("更長", "更長得多")
    path.write_text(corrected, encoding="utf-8")
    library.sync()
    assert library.keep(page).what == "same"
    assert "更長得多" in library.open(kept.article).text


def test_a_file_that_got_another_name_is_still_the_programs_own(
    library: Library, page: Article
) -> None:
    """Renamed and not touched otherwise it is written anew; a copy beside it is the reader's."""
    first = library.keep(page)
    renamed = library.articles / "改了名.md"
    (library.root / first.path).rename(renamed)
    assert library.sync() == []
    changed = replace(parse(TEXT.replace("一成二", "兩成")), title=page.title, url=page.url)
    again = library.keep(changed)
    assert (again.what, again.path) == ("changed", "articles/改了名.md")
    assert "兩成" in renamed.read_text(encoding="utf-8")
    assert len(files(library)) == 2
    renamed.write_text(renamed.read_text(encoding="utf-8") + "\n我寫的。\n", encoding="utf-8")
    renamed.rename(library.articles / "再改.md")
    assert library.sync() == []
    last = replace(parse(TEXT.replace("一成二", "三成")), title=page.title, url=page.url)
    assert library.keep(last).path == ""
    assert "我寫的" in (library.articles / "再改.md").read_text(encoding="utf-8")
