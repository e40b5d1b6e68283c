"""Tables keep their columns and lists their numbers, as text that reads back as it is."""

import pytest

from reader.model import Role
from reader.text.sentences import split
from reader.text.structure import parse
from reader.text.structure.list_items import bullet_of, counted
from reader.text.structure.markdown_writer import as_markdown
from reader.text.structure.outline import outline_of
from reader.text.typesetting import set_paragraph

LONG = "港鐵公司今日宣布，明年度票價維持不變，為五年來首次凍結，市民普遍歡迎。"


def _lines(markdown):
    return [p.text for p in parse(f"# 題\n\n{LONG}\n\n{markdown}\n\n{LONG}").paragraphs][2:-1]


def _claims(text):
    outline = outline_of(parse(text))
    return [
        outline.sentence(n).of(parse(text).text)
        for n in range(len(outline.sentence_roles))
        if outline.is_claim(n)
    ]


TABLE = "| 區 | 票 | 註 |\n|---|--:|---|\n| 北 | 31 | |\n| | 12 | 未滿。後補。 |"


def test_the_cells_of_a_row_are_apart_and_empty_ones_stay():
    assert _lines(TABLE) == ["區｜票｜註", "北｜31｜", "｜12｜未滿。後補。"]


@pytest.mark.parametrize(
    ("markdown", "lines"),
    [
        ("- 甲\n- 乙\n  - 丙\n    - 丁\n      - 戊", ["• 甲", "• 乙", "◦ 丙", "▪ 丁", "▪ 戊"]),
        ("3. 甲\n4. 乙\n   - 丙", ["3. 甲", "4. 乙", "• 丙"]),
        ("- ## 標題", ["標題"]),
        (
            "<ol start='4'><li>甲<ul><li>乙</li></ul></li><li>丙</li></ol>",
            ["4. 甲", "• 乙", "5. 丙"],
        ),
        ("<table><tr><th>年<th>量<tr><td>2024<td>三<b>成</b></table>", ["年｜量", "2024｜三成"]),
        ("<table>\n<tr>\n<td>\n甲\n</td>\n<td>乙<br>丙</td></tr></table>", ["甲｜乙 丙"]),
        ("<p>甲。</p><p>乙。</p>", ["甲。", "乙。"]),
    ],
)
def test_lists_and_html_in_markdown(markdown, lines):
    assert _lines(markdown) == lines


def test_what_they_are_reads_back_from_the_file():
    article = parse(f"# 題\n\n{LONG}\n\n{TABLE}\n\n- 甲項\n- 乙項\n\n1. 一\n2. 二\n\n{LONG}")

    assert parse(as_markdown(article)) == article
    assert {p.role for p in list(article.paragraphs)[1:]} == {Role.BODY}


def test_a_row_is_stopped_at_as_a_whole_and_counted_only_with_a_sentence():
    text = f"# 題\n\n{LONG}\n\n{TABLE}\n\n{LONG}"
    outline = outline_of(parse(text))

    assert _claims(text) == [LONG, "｜12｜未滿。", "後補。", LONG]
    assert outline.claims == 4
    assert sum(map(outline.is_stop, range(len(outline.sentence_roles)))) == 6
    assert [n for n in range(len(outline.roles)) if outline.is_row(n)] == [2, 3]


def test_a_line_with_a_bar_alone_is_no_row():
    line = "專訪｜北站的老站長"
    assert line in _claims(f"# 題\n\n{LONG}\n\n{line} {{.body}}\n\n{LONG}")


def test_a_sentence_in_a_cell_keeps_the_bar_after_it():
    text = "北區反對。｜南區贊成！｜｜未定"
    assert [span.of(text) for span in split(text)] == ["北區反對。｜", "南區贊成！｜｜", "未定"]


@pytest.mark.parametrize("width", [36, 40, 76])
def test_no_row_on_screen_begins_with_a_bar(width):
    text = "｜".join(["北區選委會", "12,345票", "53.2%", "較上屆多了三個百分點", "市府提供"] * 3)
    rows = set_paragraph(text, width)

    assert "".join(row.text.replace(" ", "") for row in rows) == text.replace(" ", "")
    assert not [row.text for row in rows if row.text.startswith("｜")]


@pytest.mark.parametrize(
    ("number", "kind", "text"),
    [
        (28, "a", "ab."), (1, "A", "A."), (14, "i", "xiv."), (40, "I", "XL."), (0, "i", "0."),
        (10, "一", "十、"), (21, "一", "二十一、"), (-1, "a", "-1."), (7, "1", "7."),
    ],
)  # fmt: skip
def test_numbers_of_lists_are_set_as_their_kind_says(number, kind, text):
    assert counted(number, kind) == text
    assert [bullet_of(depth) for depth in range(4)] == ["•", "◦", "▪", "▪"]
