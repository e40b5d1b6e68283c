"""Which article an arrival is, wherever it comes from."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reader.library import Library
from reader.library.health.doctor import examine
from reader.library.intake.offers import accept, foresee, offer_file, offer_text
from reader.model import Article, Change, Span, Tag
from reader.text.structure import parse

TEXT = "海關昨天通報，三季度出口貨值增加了一成二。\n\n有車主說，排隊時間比去年更長。\n"
PAGE = replace(parse(TEXT), title="鹽田關口", url="https://example.org/1", date="2026-05-01")


def write(library: Library, name: str, title: str, text: str, **more: str) -> Path:
    rest = "".join(f"{key}: {value}\n" for key, value in more.items())
    path = library.articles / name
    path.write_text(f"---\ntitle: {title}\n{rest}---\n\n{text}", encoding="utf-8")
    return path


def test_a_file_of_a_known_address_with_another_character_is_that_article(
    library: Library,
) -> None:
    kept = library.keep(PAGE)
    (library.root / kept.path).unlink()
    write(library, "other.md", "鹽田關口", TEXT.replace("一成二", "一成三"), url=PAGE.url)
    assert library.sync() == []
    assert library.find("other.md") == kept.article
    assert len(library.revisions(kept.article)) == 2


@pytest.mark.parametrize(
    "url", ["http://example.org/1", "https://EXAMPLE.org/1", "https://example.org:443/1"]
)
def test_an_address_may_be_written_otherwise(library: Library, url: str) -> None:
    kept = library.keep(PAGE)
    other = parse(TEXT.replace("一成二", "一成三"))
    again = library.keep(replace(other, title=PAGE.title, url=url, date=PAGE.date))
    assert (again.article, again.what) == (kept.article, "changed")


@pytest.mark.parametrize("url", ["https://example.org/2", "https://example.org/1?page=2"])
def test_another_address_is_another_article(library: Library, url: str) -> None:
    kept = library.keep(PAGE)
    other = parse(TEXT.replace("一成二", "一成三"))
    again = library.keep(replace(other, title=PAGE.title, url=url, date=PAGE.date))
    assert (again.article == kept.article, again.what) == (False, "new")


def test_a_text_that_an_article_had_once_is_that_article(library: Library, article: str) -> None:
    path = library.articles / "park.md"
    first = path.read_text(encoding="utf-8")
    path.write_text(first.replace("三百萬", "兩百萬"), encoding="utf-8")
    assert library.sync() == []
    path.unlink()
    (library.articles / "found.md").write_text(first, encoding="utf-8")
    assert library.sync() == []
    assert library.find("found.md") == article
    assert len(library.revisions(article)) == 3


def test_an_id_that_a_file_is_given_later_is_another_name_of_its_article(
    library: Library, article: str, edit: Callable[..., Change]
) -> None:
    edit(Span(0, 4), tag=Tag.FACT)
    given = "0199e2b4-5c00-7a1e-8f3d-6d7a9c41b299"
    path = library.articles / "park.md"
    text = path.read_text(encoding="utf-8").replace("title:", f"id: {given}\ntitle:")
    path.write_text(text, encoding="utf-8")
    assert library.sync() == []
    assert library.find("park.md") == article
    path.rename(library.articles / "moved.md")
    (library.articles / "moved.md").write_text(text.replace("三百萬", "兩百萬"), "utf-8")
    assert library.sync() == []
    assert library.find("moved.md") == article
    assert len(library.annotations(article)) == 1


def test_a_page_without_anything_that_is_known_is_new(library: Library) -> None:
    content: Article = replace(parse("全新的一段話，沒有人見過。\n"), title="新")
    assert library.keep(content).what == "new"
    assert library.keep(content).what == "same"


@pytest.mark.parametrize(
    "first", ["第一段。\n\n第二段。\n", "\n\n第一段。\n\n第二段。", "第一段。\n\n第二段。"]
)
@pytest.mark.parametrize(
    "again", ["第一段。\n\n第二段。", "第一段。\n\n第二段。\n", "\n第一段。\n\n第二段。\n\n"]
)
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_blank_lines_at_an_end_make_no_other_article(
    library: Library, tmp_path: Path, first: str, again: str, suffix: str
) -> None:
    (library.articles / f"one{suffix}").write_text(first, "utf-8")
    assert library.sync() == []
    article = library.find(f"one{suffix}")
    (library.articles / f"two{suffix}").write_text(again, "utf-8")
    assert library.sync() == []
    assert library.find(f"two{suffix}") == article
    outside = tmp_path / f"three{suffix}"
    outside.write_text(again, "utf-8")
    for offer in (offer_file(outside), offer_text(again.encode())):
        assert foresee(library, offer).what == "same"
        kept = accept(library, offer)
        assert (kept.article, kept.what) == (article, "same")
    assert len({revision.sha256 for revision in library.revisions(article)}) == 1
    library.close()
    assert examine(library.root).in_order
