"""A page's lines as an article, and an article's lines as a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reader.model import Article, PageLine, Role, Span, links_on
from reader.model.page_content import Block, PageContent
from reader.text.anchoring.edit_distance import kept
from reader.text.folding import fold
from reader.text.structure.frontmatter import FrontMatter
from reader.text.structure.markdown_inlines import MarkdownLine
from reader.text.structure.parser import compose

_CORRECTED = 0.6
"""Share of a line in another one from which on it was corrected."""

_LONGEST = 1000
"""Code points of a line that is compared."""


def article_of(page: PageContent, *, id: str = "") -> Article:
    """The article of the blocks that are taken, equal to `parse` of what `as_markdown` writes.

    Blocks are set apart by blank lines; the title stands in the front matter only. What is left
    out, and what a person took, are its `page_lines`.
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
    lines: list[MarkdownLine] = []
    page_lines: list[PageLine] = []
    paragraph = 0
    for block in page.blocks:
        if not (words := block.text.strip()):
            continue
        if page.leaves_out(block) or (block.taken and block.decided):
            details = (block.role, block.level, block.taken, block.decided)
            page_lines.append(PageLine(paragraph, words, *details))
        if block.taken:
            level = (block.level or 2) if block.role is Role.HEADING else 0
            between = [MarkdownLine("")] if lines else []
            lines += [*between, MarkdownLine(words, block.role, level, links=block.links)]
            paragraph += 1
    return replace(compose(front, lines), page_lines=tuple(page_lines))


def page_of(article: Article) -> PageContent:
    """An article as a page: its lines are taken, its `page_lines` where they stood."""
    return PageContent(
        title=article.title,
        authors=article.authors,
        source=article.source,
        date=article.date,
        url=article.url,
        lang=article.lang,
        topics=article.tags,
        blocks=tuple(_blocks(article)),
    )


def _blocks(article: Article) -> Iterator[Block]:
    taken = {line.text for line in article.page_lines if line.taken}
    left_out = [line for line in reversed(article.page_lines) if not line.taken]
    paragraph = 0
    for section in article.sections:
        for each in section.paragraphs:
            while left_out and left_out[-1].paragraph <= paragraph:
                yield _left_out(left_out.pop())
            yield Block(
                each.text,
                each.role,
                section.level if each.role is Role.HEADING else 0,
                links=links_on(article.links, Span(each.start, each.end)),
                decided=each.text in taken,
            )
            paragraph += 1
    yield from map(_left_out, reversed(left_out))


def _left_out(line: PageLine) -> Block:
    return Block(line.text, line.role, line.level, taken=False, decided=line.decided)


def as_decided(article: Article, before: Iterable[PageLine]) -> Article:
    """The article of a page that came again, with the lines that a person took or left out.

    A line that the publisher corrected is the one that it was.
    """
    lines = list(before)
    page = page_of(article)
    wanted = _wanted(lines, page.blocks)
    blocks = tuple(
        replace(block, taken=wanted[words], decided=True)
        if (words := block.text.strip()) in wanted and not block.decided
        else block
        for block in page.blocks
    )
    if blocks == page.blocks or not any(block.taken for block in blocks):
        return article
    return article_of(replace(page, blocks=blocks), id=article.id)


def _wanted(before: Sequence[PageLine], blocks: Sequence[Block]) -> dict[str, bool]:
    """Lines that were decided on, by their words, and whether they were taken.

    One that is not on the page any more stands for the new line that is most like it.
    """
    wanted = {line.text: line.taken for line in before if line.decided}
    known = {line.text for line in before}
    here = {block.text.strip(): block.taken for block in blocks if not block.decided}
    for words in [words for words in wanted if words not in here]:
        taken = wanted[words]
        new = [each for each, was in here.items() if was is not taken and each not in known]
        alike = [(score, each) for each in new if (score := _alike(words, each, within=taken))]
        if alike:
            wanted[max(alike)[1]] = taken
    return wanted


def _alike(one: str, other: str, *, within: bool) -> float:
    """Similarity of a line to another one that was corrected, from 0; `within`, also if it grew."""
    short, long = sorted((fold(one), fold(other)), key=len)
    if len(short) < 2 or len(long) > _LONGEST:
        return 0.0
    if within and short in long:
        return 1 + len(short) / len(long)
    share = sum(match.size for match in kept(short, long)) / len(long)
    return share if share >= _CORRECTED else 0.0
