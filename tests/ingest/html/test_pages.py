"""Web pages of many makes become the articles that a careful reader would copy out."""

import pytest

from reader.ingest.html import extract, read_page
from reader.model import Role
from reader.text.structure import parse
from reader.text.structure.markdown_writer import as_markdown
from tests.ingest.html.own_pages import OwnPage, own_pages

PAGES = own_pages()
TOLD = (Role.BODY, Role.HEADING, Role.EDITOR_NOTE)

each_page = pytest.mark.parametrize("own", PAGES, ids=lambda own: own.name)


def _bare(text: str) -> str:
    return "".join(text.split())


@each_page
def test_the_text_is_the_article_and_nothing_else(own: OwnPage) -> None:
    article = extract(own.data)
    said = [p.text for p in article.paragraphs if p.role in TOLD]

    assert [_bare(line) for line in said] == [_bare(line) for line in own.body]
    for junk in own.junk:
        assert junk not in article.text


@each_page
def test_sub_headings_make_sections_and_captions_have_their_role(own: OwnPage) -> None:
    article = extract(own.data)
    captions = [p.text for p in article.paragraphs if p.role is Role.CAPTION]

    assert [s.heading for s in article.sections if s.heading] == own.headings
    for caption in own.captions:
        assert any(caption in text for text in captions)


@each_page
def test_the_page_says_who_wrote_it_when_and_where(own: OwnPage) -> None:
    page = read_page(own.data)

    assert page.title.split() == own.title.split()
    assert page.date[:10] == own.date
    assert list(page.authors) == own.authors
    assert page.lang == own.lang
    assert page.encoding == own.encoding


@each_page
def test_an_imported_article_is_a_file_that_reads_back(own: OwnPage) -> None:
    article = extract(own.data)

    assert all(article.text[p.start : p.end] == p.text for p in article.paragraphs)
    assert parse(as_markdown(article, imported="2025-11-22")) == article


def test_what_stands_nearby_is_shown_but_not_taken() -> None:
    own = next(page for page in PAGES if page.name == "tw_recycling")
    page = read_page(own.data)
    left_out = [block.text for block in page.blocks if not block.taken]

    assert any("延伸閱讀" in text for text in left_out)
    assert any("LINE好友" in text for text in left_out)
    assert len(left_out) < 30


ACCOUNTS = {"cn_clinic": "小城观察", "cn_courier": "都市消费报"}
"""Whose page it is, where the site is a platform for anybody's."""


def test_the_site_is_the_source() -> None:
    sources = {own.name: read_page(own.data).source for own in PAGES if own.name != "hk_column"}

    for own in PAGES:
        assert own.name == "hk_column" or ACCOUNTS.get(own.name, own.site) in sources[own.name]
