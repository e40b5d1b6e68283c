"""Setting paragraphs: the rules of the row, and every offset found again."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
import wcwidth
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len as rich_cells
from row_checks import violations

from reader.text.typesetting import Row, set_paragraph
from reader.text.typesetting.cell_width import cell_len, clusters, table

HERE = Path(__file__).parent
PASSAGES = (HERE / "data" / "passages.txt").read_text(encoding="utf-8").splitlines()
ARTICLES = sorted((HERE.parents[2] / "articles").glob("*.md"))
WIDTHS = range(20, 121)


def article_lines() -> list[str]:
    lines = [
        line
        for path in ARTICLES
        for line in path.read_text(encoding="utf-8").split("---\n", 2)[-1].splitlines()
        if line
    ]
    assert lines, "the repository holds at least one article"
    return lines


def texts(rows: list[Row]) -> list[str]:
    return [row.text for row in rows]


FAMILY = "👨‍👩‍👧‍👦"
ATOMS = st.one_of(
    st.text(
        "的一是不了人我在有他這中大來上個國說們為子和你地出道也時年得就那要下以生會自著去",
        min_size=1,
        max_size=9,
    ),
    st.sampled_from(list("，。、；：？！）」』》”’】（「『《“‘【·／々ー—…～-,.!?;:%)]}([{\"'/")),
    st.sampled_from(
        [
            "——",
            "……",
            "「『",
            "』」。",
            "？！",
            "10月14日",
            "4680億元",
            "7,280.5",
            "60%",
            "￥5",
            "20:00",
        ]
    ),
    st.sampled_from(
        [
            "L4級",
            "iPhone",
            "COVID-19",
            "https://example.org/a/b?c=d&e=f",
            "state-of-the-art",
            "US$1,199",
        ]
    ),
    st.sampled_from(
        [
            "❤️",
            "☎",
            "1️⃣",
            FAMILY,
            "👍🏽",
            "🇭🇰",
            "🇹🇼",
            "e\u0301",
            "が\u3099",
            "𠮷",
            "한글",
            "café",
            "→",
            "①",
            "★",
            "\u200b",
        ]
    ),
    st.sampled_from([" ", "  ", "\u3000", "\u00a0"]),
    st.text("abcXYZ", min_size=1, max_size=30),
    st.text("0123456789", min_size=1, max_size=9),
)
MIXED = st.lists(ATOMS, max_size=40).map("".join)


def assert_sound(
    text: str, width: int, *, indent: int, ambiguous: int, strict: bool, autospace: bool
) -> None:
    rows = set_paragraph(
        text, width, indent=indent, ambiguous=ambiguous, strict=strict, autospace=autospace
    )
    assert violations(text, rows, width, strict=strict) == []
    boundaries = grapheme_starts(text)
    for row in rows:
        assert row.cells == cell_len(row.text, ambiguous) <= width
        assert ambiguous == 2 or rich_cells(row.text) == row.cells
        assert row.start in boundaries
        assert not row.text.endswith(" ")
        assert_offsets_found(text, row)


def grapheme_starts(text: str) -> set[int]:
    starts, offset = {0, len(text)}, 0
    for grapheme in wcwidth.iter_graphemes(text):
        starts.add(offset)
        offset += len(grapheme)
    return starts


def assert_offsets_found(text: str, row: Row) -> None:
    """Every offset has a cell, and every cell of a character leads back to its start."""
    passage = text[row.start : row.end]
    found = clusters(passage, row.ambiguous)
    # What hangs undrawn are the spaces at the end, with whatever of no width joins them.
    inked = [end for start, end, _ in found if passage[start:end].strip(" \u3000\u200b")]
    undrawn = max(inked, default=0)
    for start, end, cells in found:
        if start >= undrawn:
            assert row.cell_at(row.start + start) == row.cells
            continue
        cell = row.cell_at(row.start + start)
        assert {row.cell_at(offset + row.start) for offset in range(start, end)} == {cell}
        assert {row.offset_at(cell + half) for half in range(cells)} <= {row.start + start}
        first, after = row.extent(row.start + start, row.start + end)
        assert row.text[first:after] == text[row.start + start : row.start + end]


STYLES = st.fixed_dictionaries(
    {
        "indent": st.sampled_from([0, 2, 4]),
        "ambiguous": st.sampled_from([1, 2]),
        "strict": st.booleans(),
        "autospace": st.booleans(),
    }
)


@settings(max_examples=400, deadline=None)
@given(MIXED, st.integers(20, 120), STYLES)
def test_random_text_is_set_soundly(text: str, width: int, style: dict[str, int]) -> None:
    assert_sound(text, width, **style)


@pytest.mark.parametrize("ambiguous", [1, 2])
@pytest.mark.parametrize(
    "text",
    [
        "\u0301漢字",
        "，" * 90,
        "「" * 90,
        "—" * 90,
        "漢" + "」" * 30 + "漢字",
        "   ",
        "漢 「 漢 」 漢",
        "漢字iPhoneーの機能",
    ],
)
def test_hard_cases_are_set_soundly(text: str, ambiguous: int) -> None:
    for width in (20, 21, 40):
        assert_sound(text, width, indent=4, ambiguous=ambiguous, strict=True, autospace=True)


@pytest.mark.parametrize("ambiguous", [1, 2])
def test_article_and_passages_at_every_width(ambiguous: int) -> None:
    for line in article_lines() + PASSAGES:
        for width in WIDTHS:
            rows = set_paragraph(line, width, indent=4, ambiguous=ambiguous)
            assert violations(line, rows, width) == [], width
            assert max(row.cells for row in rows) <= width
            assert max(cell_len(row.text, ambiguous) for row in rows) <= width


def test_checker_sees_what_a_plain_wrap_does_wrong() -> None:
    text = PASSAGES[0]
    rows = [Row(i, min(i + 7, len(text)), text[i : i + 7], 14) for i in range(0, len(text), 7)]
    faults = violations(text, rows, 80)
    assert any(fault.startswith("row starts with") for fault in faults)
    assert any(fault.startswith("cut") for fault in faults)


@given(MIXED, st.integers(1, 19))
@settings(max_examples=100, deadline=None)
def test_very_narrow_rows_still_hold_everything(text: str, width: int) -> None:
    rows = set_paragraph(text, width, indent=4)
    assert (rows[0].start, rows[-1].end) == (0, len(text))
    assert all(a.end == b.start for a, b in pairwise(rows))
    for row in rows:
        assert row.cells <= width or len(clusters(row.text.strip())) == 1


def test_a_last_character_wider_than_its_row_is_followed_by_no_empty_row() -> None:
    assert [row.text for row in set_paragraph("我認，", 1)] == ["我", "認", "，"]
    assert [row.text for row in set_paragraph("", 1)] == [""]


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("市場約為4680億元。", 12, ["市場約為", "4680 億元。"]),
        ("也就是10月14日的事", 12, ["也就是", "10 月 14 日", "的事"]),
        ("他說：「走吧。」她笑了", 12, ["他說：「走", "吧。」她笑了"]),
        ("他說——不行……再說吧", 6, ["他說——", "不行……", "再說吧"]),
        ("在「第3屆」中", 12, ["在", "「第 3 屆」", "中"]),
        ("他持有A股和B股", 8, ["他持有", "A 股和", "B 股"]),
        ("售價￥5999元起", 10, ["售價", "￥5999 元", "起"]),
        ("時間是20:00到21:30", 16, ["時間是 20:00 到", "21:30"]),
        ('他說"我不去"然後走了', 10, ['他說"我不', '去"然後走', "了"]),
        ("气温−5℃～10℃左右", 10, ["气温", "−5℃～10℃左", "右"]),
        ("a b c d e f g", 5, ["a b c", "d e f", "g"]),
    ],
)
def test_rows_end_where_a_typesetter_would_end_them(text: str, width: int, rows: list[str]) -> None:
    assert texts(set_paragraph(text, width)) == rows


def test_indent_is_drawn_on_the_first_row_only() -> None:
    rows = set_paragraph("漢" * 12, 20, indent=4)
    assert texts(rows) == ["    " + "漢" * 8, "漢" * 4]
    assert (rows[0].cells, rows[0].offset_at(1), rows[0].cell_at(0)) == (20, 0, 4)


def test_a_first_word_that_needs_the_room_takes_it_from_the_indent() -> None:
    rows = set_paragraph("internationalization", 20, indent=4)
    assert texts(rows) == ["internationalization"]


def test_thin_gaps_stand_between_han_and_latin_only() -> None:
    (row,) = set_paragraph("在10月（iPhone）用 app、3D和é", 60)
    assert row.text == "在 10 月（iPhone）用 app、3D 和 é"
    assert row.end == len("在10月（iPhone）用 app、3D和é")
    assert set_paragraph("在10月", 60, autospace=False)[0].text == "在10月"


def test_no_gap_at_the_edge_of_a_row() -> None:
    rows = set_paragraph("漢字漢字漢字漢字漢字word漢字", 20)
    assert texts(rows) == ["漢字漢字漢字漢字漢字", "word 漢字"]


def test_right_half_of_a_wide_character_belongs_to_it() -> None:
    (row,) = set_paragraph("漢字ab", 20)
    assert row.text == "漢字 ab"
    assert [row.offset_at(cell) for cell in range(-1, 9)] == [0, 0, 0, 1, 1, 2, 2, 3, 3, 3]


def test_ambiguous_characters_take_one_cell_or_two() -> None:
    assert set_paragraph("“→…", 20)[0].cells == 3
    wide = set_paragraph("“→…", 20, ambiguous=2)[0]
    assert (wide.cells, wide.offset_at(3), wide.cell_at(2)) == (6, 1, 4)


def test_extent_covers_the_gaps_inside_a_span_only() -> None:
    (row,) = set_paragraph("在10月14日說", 40)
    assert row.text == "在 10 月 14 日說"
    first, after = row.extent(1, 7)
    assert row.text[first:after] == "10 月 14 日"
    assert row.extent(0, 0) == row.extent(20, 30) == (0, 0)


def test_extent_keeps_pictures_whole() -> None:
    (row,) = set_paragraph("好" + FAMILY + "好", 40)
    first, after = row.extent(3, 4)
    assert row.text[first:after] == FAMILY


def test_a_long_address_is_cut_at_its_own_joints() -> None:
    address = "https://www.example.org/news/2025/10/14/a-rather-long-name-of-an-article"
    rows = set_paragraph(address, 30)
    assert "".join(texts(rows)) == address
    assert all(re.search(r"[-/.?&=_]$", row.text) for row in rows[:-1])


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("』」。\u00a020:00XXXXXL4級", ["』」。\u00a0", "20:00XXXXXL4級"]),
        ("見\u00a0https://example.org/a/b", ["見\u00a0", "https://example.org/", "a/b"]),
        ("https://example.org/a?c=d&e=4680億元", ["https://example.org/", "a?c=d&e=4680億元"]),
        ('iPhones"it\'s"ABCDEFGH', ['iPhones"it\'s"', "ABCDEFGH"]),
        ("ABCDEFGHIJ1234567890123億元", ["ABCDEFGHIJ", "1234567890123億元"]),
        ("漢字" + "X" * 30, ["漢字", "X" * 20, "X" * 10]),
    ],
)
def test_a_chain_longer_than_a_row_is_cut_at_its_ties_first(text: str, rows: list[str]) -> None:
    assert texts(set_paragraph(text, 20, autospace=False)) == rows


def test_a_gap_before_a_chain_that_moves_to_the_next_row_is_not_drawn() -> None:
    rows = set_paragraph("一iPhoneiPhoneiPhoneL4級", 20, strict=False)
    assert (rows[0].text, rows[0].cells) == ("一", 2)


def test_relaxed_setting_lets_dashes_start_a_row() -> None:
    text = "漢" * 10 + "——好"
    assert texts(set_paragraph(text, 20, strict=False)) == ["漢" * 10, "——好"]
    assert texts(set_paragraph(text, 20)) == ["漢" * 9, "漢——好"]


def test_shifted_and_inset_rows_answer_in_their_own_terms() -> None:
    row = set_paragraph("在10月", 40)[0].shifted(100).inset(4)
    assert (row.start, row.end, row.text) == (100, 104, "    在 10 月")
    assert [row.cell_at(offset) for offset in range(100, 104)] == [4, 7, 8, 10]
    assert [row.offset_at(row.cell_at(offset)) for offset in range(100, 104)] == [
        100,
        101,
        102,
        103,
    ]


def test_nothing_that_could_steer_a_terminal_is_drawn() -> None:
    text = "漢\x1b[31m字\t紅\u202e\x07\x9b\ud800"
    (row,) = set_paragraph(text, 40)
    assert row.text == "漢\ufffd[31m 字 紅\ufffd\ufffd\ufffd\ufffd"
    assert (row.start, row.end) == (0, len(text))


def test_empty_text_has_one_empty_row() -> None:
    assert set_paragraph("", 20, indent=4) == [Row(0, 0, "", 0)]
    with pytest.raises(ValueError, match="width"):
        set_paragraph("漢", 0)


@given(MIXED)
@settings(max_examples=200, deadline=None)
def test_widths_agree_with_rich(text: str) -> None:
    assert cell_len(text) == rich_cells(text)
    assert "".join(text[start:end] for start, end, _ in clusters(text)) == text


def test_every_assigned_character_is_as_wide_as_rich_draws_it() -> None:
    cells_of = table(1)
    unlike = [
        f"U+{ord(char):04X}"
        for char in map(chr, range(0xA0, 0x110000))
        if unicodedata.category(char) not in ("Cn", "Cs") and cells_of[char] != rich_cells(char)
    ]
    assert unlike == []


def test_a_chinese_page_is_set_without_loading_the_large_width_tables() -> None:
    code = (
        "import sys; from reader.text.typesetting import set_paragraph;"
        "set_paragraph('10月14日，“好車”——用 App 買……共4680億元（約60%）。', 40, indent=4);"
        "print([name for name in ('wcwidth', 'textual', 'rich', 'sqlite3') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=HERE.parents[2],
    )
    assert done.stdout.strip() == "[]"
