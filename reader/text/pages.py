"""A page's lines as an article, and an article's lines as a page."""

from __future__ import annotations

from reader.model import Article, Role, Span, links_on
from reader.model.page import Block, Page
from reader.text.frontmatter import FrontMatter
from reader.text.inlines import Line
from reader.text.structure import compose


def article_of(page: Page, *, id: str = "") -> Article:
    """The article of the blocks that are taken, equal to `parse` of what `as_markdown` writes.

    Blocks are set apart by blank lines; the title stands in the front matter only.
    """
    front = FrontMatter(
        title=page.title,
        authors=page.authors,
        source=page.source,
        date=page.date,
        url=page.url,
        lang=page.lang,
        topics=page.topics,
        id=id,
    )
    lines: list[Line] = []
    for block in page.blocks:
        if block.taken and block.text.strip():
            level = (block.level or 2) if block.role is Role.HEADING else 0
            between = [Line("")] if lines else []
            lines += [*between, Line(block.text.strip(), block.role, level, links=block.links)]
    return compose(front, lines)


def page_of(article: Article) -> Page:
    """An article as a page whose every line is taken."""
    blocks = tuple(
        Block(
            paragraph.text,
            paragraph.role,
            section.level if paragraph.role is Role.HEADING else 0,
            links=links_on(article.links, Span(paragraph.start, paragraph.end)),
        )
        for section in article.sections
        for paragraph in section.paragraphs
    )
    return Page(
        title=article.title,
        authors=article.authors,
        source=article.source,
        date=article.date,
        url=article.url,
        lang=article.lang,
        topics=article.tags,
        blocks=blocks,
    )
