"""Pages whose lines are taken or left out, by the program or by a person, and back again."""

from dataclasses import replace

import strategies as some
from about import about, given
from hypothesis import strategies as st

from reader.model import Article, PageLine
from reader.model.page_content import Block, PageContent
from reader.text.structure.outline import outline_of, sections_of
from reader.text.structure.page_conversion import article_of, as_decided, page_of

LINES = st.text("甲乙丙 丁。", min_size=1, max_size=5)
BLOCKS = st.lists(
    st.builds(Block, LINES, taken=st.booleans(), decided=st.booleans()), min_size=1, max_size=8
)


@given(st.builds(PageContent, LINES, blocks=BLOCKS.map(tuple)))
@about(PageContent.leaves_out, article_of, page_of)
def test_the_page_of_an_article_has_all_its_lines(page: PageContent) -> None:
    """But its headline, which is the title, and what is blank; the same words are decided alike."""
    kept = [
        (block.text.strip(), block.taken)
        for block in page.blocks
        if block.text.strip() and (block.taken or page.leaves_out(block))
    ]
    again = page_of(article_of(page))
    assert [(block.text, block.taken) for block in again.blocks] == kept
    lines = article_of(again).page_lines
    taken = {block.text.strip() for block in page.blocks if block.taken and block.decided}
    assert [(line.text, line.taken, line.decided) for line in lines] == [
        (text, took, block.decided or took)
        for block in page.blocks
        for text, took in [(block.text.strip(), block.taken)]
        if text and (page.leaves_out(block) or (took and text in taken))
    ]


@given(st.builds(PageContent, LINES, blocks=BLOCKS.map(tuple)), st.data())
@about(as_decided)
def test_what_was_decided_holds_when_the_page_comes_again(
    page: PageContent, data: st.DataObject
) -> None:
    fresh = replace(page, blocks=tuple(replace(block, decided=False) for block in page.blocks))
    words = {block.text.strip() for block in page.blocks} - {""}
    wanted = {text: data.draw(st.booleans()) for text in sorted(words) if data.draw(st.booleans())}
    before = [PageLine(0, text, taken=taken, decided=True) for text, taken in wanted.items()]
    article = article_of(fresh)
    again = as_decided(article, before)
    texts = {row.text for row in again.paragraphs}
    if again is article:
        return
    for text, taken in wanted.items():
        known = text in {block.text for block in page_of(article).blocks}
        assert not known or (text in texts) is taken
    for row in article.paragraphs:
        assert row.text in texts or wanted.get(row.text) is False


@given(some.articles)
@about(sections_of)
def test_an_outline_holds_the_sections(article: Article) -> None:
    outline = outline_of(article)
    again = replace(article, sections=sections_of(outline, article.text))
    assert outline_of(again) == outline
    assert again.sections == article.sections
