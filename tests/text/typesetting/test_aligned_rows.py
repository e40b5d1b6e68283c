"""Rows of a script view: drawn in the view's words, placed by the source's offsets."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reader.model import Outline, Span
from reader.text.structure import parse
from reader.text.structure.outline import outline_of
from reader.text.typesetting.article_layout import Layout, PageSetting
from reader.text.typesetting.article_view import ArticleView

NEWS = """这款软件让用户在互联网上叫出租车，打印机和信息也由软件处理。他在博客上刷新了内存的默认值。

## 互联网与博客

「互联网」用户说：“刷新一次内存，𠀋博客👩‍👩‍👧就坏了。”ABC互联网2025年。
"""
WORDS = "互联网用户博客刷新内存软件，。「」ABC 25打印机𠀋👩‍👩‍👧é"


def laid_out(text: str, width: int, choice: str) -> tuple[str, Layout, ArticleView]:
    article = parse(text)
    outline = outline_of(article)
    article_view = ArticleView(article.text, outline, choice)
    setting = PageSetting(width, masthead=0)
    return (
        article.text,
        Layout(article.text, outline, setting, article_view=article_view),
        article_view,
    )


def every_row(layout: Layout) -> list:
    lines = layout.lines(layout.start, 10_000)
    return [line.row for line in lines if line.row is not None]


@settings(max_examples=150, deadline=None)
@given(
    st.text(WORDS, min_size=1, max_size=60).filter(str.strip),
    st.integers(6, 40),
    st.sampled_from(["s2twp", "tw", "s2hkp", "t2s"]),
)
def test_rows_follow_each_other_and_draw_the_whole_view(text: str, width: int, choice: str) -> None:
    _, layout, article_view = laid_out(text, width, choice)
    for block in range(len(layout.blocks)):
        rows = [line.row for line in layout.lines(layout.place_of(layout.blocks.starts[block]), 999)
                if line.row is not None and line.paragraph == block]  # fmt: skip
        span = layout.block_span(block)
        assert rows[0].start == span.start
        assert rows[-1].end == span.end
        assert all(upper.end == lower.start for upper, lower in pairwise(rows))
        drawn = "".join(row.text for row in rows).replace(" ", "")
        assert drawn == article_view.shown(span).replace(" ", "")


@settings(max_examples=150, deadline=None)
@given(st.text(WORDS, min_size=1, max_size=60).filter(str.strip), st.integers(6, 40), st.data())
def test_what_is_drawn_of_a_span_covers_it_and_nothing_but_whole_words(
    text: str, width: int, data: st.DataObject
) -> None:
    source, layout, article_view = laid_out(text, width, "s2twp")
    assume(len(layout.blocks))
    block = data.draw(st.integers(0, len(layout.blocks) - 1))
    whole = layout.block_span(block)
    start = data.draw(st.integers(whole.start, whole.end - 1))
    end = data.draw(st.integers(start + 1, whole.end))
    pieces = []
    for row in every_row(layout):
        if row.reach.overlaps(Span(start, end)):
            first, after = row.extent(start, end)
            pieces.append(row.text[first:after])
    drawn = "".join(pieces).replace(" ", "")
    wanted = article_view.shown(Span(start, end)).replace(" ", "")
    assert wanted in drawn or drawn == wanted  # joined emoji are drawn whole
    if not any(mark in source for mark in "\u200d"):
        assert drawn == wanted


def test_a_cell_of_a_longer_word_belongs_to_the_word() -> None:
    source, layout, _ = laid_out(NEWS, 70, "s2twp")
    (row, *_) = every_row(layout)
    word = source.index("互联网")
    cells = [row.cell_at(offset) for offset in range(word, word + 4)]
    assert cells[0] == cells[1] == cells[2]
    assert cells[3] - cells[0] == 8  # 網際網路
    for cell in range(cells[0], cells[3]):
        assert row.offset_at(cell) == word
    assert row.around(word + 1) == Span(word, word + 3)
    assert row.around(word) == Span(word, word)


def test_a_word_broken_over_two_rows_is_drawn_by_both_and_owned_by_one() -> None:
    source, layout, _ = laid_out("看互联网看\n", 8, "s2twp")
    upper, lower = every_row(layout)
    word = Span(source.index("互"), source.index("网") + 1)
    assert upper.text.strip()[-1] in "網際"
    assert upper.end == lower.start == word.end
    assert upper.reach.end == word.end
    assert lower.reach.start == word.start
    both = "".join(row.text[slice(*row.extent(word.start, word.end))] for row in (upper, lower))
    assert both == "網際網路"


def test_the_source_is_set_as_it_stands() -> None:
    source, layout, article_view = laid_out(NEWS, 40, "")
    assert article_view.chain == ()
    assert article_view.shown(Span(0, len(source))) == source
    drawn = "".join(row.text.strip() for row in every_row(layout)).replace(" ", "")
    assert "互联网上叫出租车" in drawn


def test_an_article_without_text_can_be_shown() -> None:
    article_view = ArticleView("", Outline(), "tw")
    assert article_view.shown(Span(0, 0)) == ""
    assert article_view.around(0) == Span(0, 0)
