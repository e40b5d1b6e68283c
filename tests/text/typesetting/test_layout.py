"""A whole article as rows: walking, finding offsets, and long articles."""

from __future__ import annotations

import re
from array import array
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model import ROLES, Outline, Role
from reader.text.typesetting.article_blocks import LONGEST
from reader.text.typesetting.article_layout import LaidLine, Layout, LayoutPlace, PageSetting

PASSAGES = (
    (Path(__file__).parent / "data" / "passages.txt").read_text(encoding="utf-8").splitlines()
)


def outlined(*paragraphs: tuple[Role, str]) -> tuple[str, Outline]:
    """An article of the given paragraphs, parted by blank lines, with a sentence for every 。"""
    outline = Outline(
        roles=bytes(ROLES.index(role) for role, _ in paragraphs), sections=array("I", [0])
    )
    offset = 0
    for _, text in paragraphs:
        outline.paragraph_starts.append(offset)
        outline.paragraph_ends.append(offset + len(text))
        outline.first_sentence.append(len(outline.sentence_starts))
        for match in re.finditer("[^。]+。*", text):
            outline.sentence_starts.append(offset + match.start())
            outline.sentence_ends.append(offset + match.end())
        offset += len(text) + 2
    outline.first_sentence.append(len(outline.sentence_starts))
    return "\n\n".join(text for _, text in paragraphs), outline


NEWS = outlined(
    (Role.EDITOR_NOTE, "【編者按】" + PASSAGES[0]),
    (Role.HEADING, "統計數字"),
    (Role.BODY, PASSAGES[1]),
    (Role.CAPTION, "圖：主計總處記者會現場，攝於台北，官員逐一說明各項指標的變化（資料圖片）"),
    (Role.BODY, PASSAGES[2]),
    (Role.HEADING, "外界反應"),
    (Role.BODY, PASSAGES[3]),
    (Role.ATTRIBUTION, "（本文為節錄）"),
)


def picture(lines: list[LaidLine]) -> list[str]:
    return [line.row.text if line.row else "" for line in lines]


def everything(layout: Layout) -> list[LaidLine]:
    return layout.lines(layout.start, 10_000)


def test_headings_have_more_room_above_and_captions_are_set_in() -> None:
    shown = picture(everything(Layout(*NEWS, PageSetting(width=40))))
    heading = shown.index("統計數字")
    assert shown[0].startswith("    【編者按】")
    assert shown[heading - 2 : heading + 2] == ["", "", "統計數字", ""]
    assert shown[heading + 2].startswith("    行政院")
    caption = next(i for i, row in enumerate(shown) if row.startswith("    圖："))
    assert shown[caption + 1].startswith("    ")
    assert shown[caption - 1] == ""


def test_without_spacing_only_headings_have_a_blank_row() -> None:
    layout = Layout(*NEWS, PageSetting(width=40, spacing=0))
    blanks = [line.paragraph for line in everything(layout) if line.row is None]
    assert blanks == [1, 5]


def test_rows_draw_the_article_without_a_hole() -> None:
    text, outline = NEWS
    layout = Layout(text, outline, PageSetting(width=33))
    for number, span in enumerate(map(outline.paragraph, range(len(outline.roles)))):
        rows = [line.row for line in everything(layout) if line.row and line.paragraph == number]
        assert "".join(text[row.start : row.end] for row in rows) == span.of(text)
        assert all(row.cells <= 33 for row in rows)


@pytest.mark.parametrize("masthead", [0, 3])
def test_every_offset_is_found_at_its_place(masthead: int) -> None:
    text, outline = NEWS
    layout = Layout(text, outline, PageSetting(width=28, masthead=masthead))
    for number in range(len(outline.roles)):
        for offset in range(outline.paragraph_starts[number], outline.paragraph_ends[number]):
            place = layout.place_of(offset)
            row = layout.lines(place, 1)[0].row
            assert row is not None
            assert row.start <= offset < row.end
            assert layout.offset_of(place) == row.start
            assert layout.blocks.paragraph(place.paragraph) == number


SETTINGS = st.builds(
    PageSetting,
    width=st.integers(20, 90),
    spacing=st.integers(0, 1),
    indent=st.sampled_from([0, 2, 4]),
    ambiguous=st.integers(1, 2),
    masthead=st.integers(0, 4),
)


@settings(max_examples=60, deadline=None)
@given(SETTINGS, st.data())
def test_walking_agrees_with_the_whole(setting: PageSetting, data: st.DataObject) -> None:
    layout = Layout(*NEWS, setting)
    places = [
        LayoutPlace(block, row)
        for block in range(layout.start.paragraph, len(layout.blocks))
        for row in range(layout.block_rows(block))
    ]
    assert places[0] == layout.start
    assert places[-1] == layout.end
    assert layout.total_rows == len(places)
    numbers = st.integers(0, len(places) - 1)
    a, b = data.draw(numbers), data.draw(numbers)
    assert layout.distance(places[a], places[b], 10_000) == b - a
    assert layout.distance(places[a], places[b], 5) == max(-5, min(5, b - a))
    assert layout.move(places[a], b - a) == places[b]
    assert layout.move(places[a], 99_999) == layout.end
    assert layout.move(places[a], -99_999) == layout.start
    assert layout.rows_before(places[a]) == a
    assert layout.place_near(a) == places[a]
    each = [layout.lines(place, 1)[0] for place in places[a : a + 7]]
    assert layout.lines(places[a], 7) == each
    assert layout.last_top(12) == places[max(0, len(places) - 12)]


def test_resizing_keeps_the_blocks_and_finds_the_offset_again() -> None:
    text, outline = NEWS
    wide = Layout(text, outline, PageSetting(width=76))
    narrow = wide.with_setting(PageSetting(width=30))
    assert narrow.blocks is wide.blocks
    offset = text.index("廠") if "廠" in text else len(text) // 2
    row = narrow.lines(narrow.place_of(offset), 1)[0].row
    assert row is not None
    assert row.start <= offset < row.end
    assert row.cells <= 30


def test_an_empty_article_has_a_place_and_no_lines() -> None:
    layout = Layout("", Outline(), PageSetting(width=40))
    assert layout.start == layout.place_of(0) == layout.move(layout.start, 3)
    assert (layout.lines(layout.start, 10), layout.total_rows) == ([], 0)
    with_masthead = Layout("", Outline(), PageSetting(width=40, masthead=2))
    assert len(with_masthead.lines(with_masthead.start, 10)) == with_masthead.total_rows == 2


def test_a_very_long_paragraph_is_cut_after_sentences() -> None:
    text, outline = outlined(
        (Role.BODY, "短。"), (Role.BODY, PASSAGES[0] * 90), (Role.BODY, "完。")
    )
    layout = Layout(text, outline, PageSetting(width=60))
    spans = [layout.block_span(block) for block in range(1, len(layout.blocks) - 1)]
    assert len(spans) > 4
    assert all(len(span) <= LONGEST for span in spans)
    assert all(a.end == b.start for a, b in pairwise(spans))
    assert all(text[span.start - 1] == "。" for span in spans[1:])
    assert {layout.blocks.paragraph(block) for block in range(1, len(spans) + 1)} == {1}
    assert (layout.blocks.first(1), layout.blocks.first(2)) == (1, len(spans) + 1)
    second = layout.lines(LayoutPlace(2, 0), 1)[0].row
    assert second is not None
    assert second.indent == 0


@pytest.mark.parametrize(
    "passage", ["沒有句號的長文，", "no full stop at all ", "x", "—", "👨‍👩‍👧‍👦"]
)
def test_a_very_long_sentence_is_cut_where_a_row_may_end(passage: str) -> None:
    text, outline = outlined((Role.BODY, passage * (9_000 // len(passage))))
    layout = Layout(text, outline, PageSetting(width=60))
    rows = [line.row for line in everything(layout) if line.row]
    assert "".join(text[row.start : row.end] for row in rows) == text
    assert all(row.cells <= 60 and len(row.text) < 500 for row in rows)
    assert not any(row.text[0] in "，\u200d" for row in rows)


def test_a_long_article_is_measured_without_setting_it() -> None:
    paragraphs = [(Role.BODY, PASSAGES[i % len(PASSAGES)]) for i in range(800)]
    layout = Layout(*outlined(*paragraphs), PageSetting(width=50, masthead=3))
    real = sum(layout.block_rows(block) for block in range(-1, 800))
    assert layout.total_rows == pytest.approx(real, rel=0.1)
    places = [layout.place_of(offset) for offset in range(0, len(layout.text), 997)]
    above = [layout.rows_before(place) for place in places]
    assert above == sorted(above)
    for place, rows in zip(places, above, strict=True):
        near = layout.place_near(rows)
        assert abs(layout.distance(near, place, 50)) <= 4
    assert layout.lines(layout.last_top(20), 99)[-1] == layout.lines(layout.end, 1)[0]
