"""Tables and lists of web pages and feed items are read in their columns, with their numbers."""

import pytest

from reader.ingest.html import extract
from reader.ingest.html.fragment import read_fragment
from reader.model import Role
from tests.ingest.html.own_pages import page_of

PROSE = (
    "<p>星河市交通局昨日公布，全市三條新路線將在明年春天同時動工，預計五年之內完成，總投資約四百億元。</p>",
    "<p>局長王大明在記者會上說，工程分三段進行，第一段由北站到河濱公園，全長八公里，沿途設六個站。</p>",
)
AFTER = (
    "<p>當地居民陳小姐表示，她每天上班要轉兩次車，希望新路線早日通車，也希望票價不要太高，讓學生坐得起。</p>",
    "<p>交通學者李教授認為，路線的客流預測偏高，市政府應該公布計算方法，讓市民了解錢花在哪裡。</p>",
)
NOTE = (
    "數字由市府提供，包括所有登記的居民，但不包括學生和短期居留的人，也不包括外籍人士，"
    "以及投票日前三個月內才搬入的人口，詳情請看附錄，該處另有說明。"
)


def _lines(markup: str) -> list[str]:
    return [p.text for p in extract(page_of(*PROSE, markup, *AFTER).encode()).paragraphs][2:-2]


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        (
            "<table><tr><th rowspan=2>區<th colspan=2>人口<th>註<tr><th>男<th>女<th>"
            f"<tr><td rowspan=2>北<td>1,234<td>23<td><tr><td>5<td>6<td>{NOTE}</table>",
            ["區｜人口｜人口｜註", "區｜男｜女｜", "北｜1,234｜23｜", f"北｜5｜6｜{NOTE}"],
        ),
        (
            "<table><tbody><tr><td>站</td><td>年</td></tr><tr><td colspan=2>北線</td></tr>"
            "<tr><td>北站</td><td><p>2026</p></td></tr></tbody></table>",
            ["站｜年", "北線", "北站｜2026"],
        ),
        ("<table><tr><td><p>一段話。</p></td></tr><tr><td>另一段話。</td></tr></table>",
         ["一段話。", "另一段話。"]),
        ("<table><tr><td colspan='x9'>甲</td><td>專訪｜乙</td></tr></table>", ["甲｜專訪|乙"]),
        ("<ol start=3><li>甲<ul><li>乙<li>丙</ul><li value=9>丁</ol>",
         ["3. 甲", "• 乙", "• 丙", "9. 丁"]),
        ("<ol reversed><li>甲<li>乙</ol><ol type=A><li>丙</ol>", ["2. 甲", "1. 乙", "A. 丙"]),
        ("<ol style='list-style-type: cjk-ideographic'><li>甲<li>乙</ol>", ["一、甲", "二、乙"]),
        ("<ul style='list-style:none'><li>甲項<li>乙項</ul>", ["甲項", "乙項"]),
        ("<ol><li>1. 甲項<li>2. 乙項</ol><ul><li>▲丙項<li>丁項</ul>",
         ["1. 甲項", "2. 乙項", "▲丙項", "• 丁項"]),
        ("<dl><dt>主辦</dt><dd>星河市政府</dd><dt>地點</dt><dd>河濱公園</dd><dd>北站</dd></dl>",
         ["主辦｜星河市政府", "地點｜河濱公園｜北站"]),
        ("<dl><dt>何時動工？</dt><dd>明年春天。</dd><dt>地點</dt><dd>北站</dd></dl>",
         ["何時動工？", "明年春天。", "地點", "北站"]),
    ],
)  # fmt: skip
def test_columns_and_numbers_are_text(markup: str, lines: list[str]) -> None:
    assert _lines(markup) == lines
    fragment = read_fragment("".join((*PROSE, markup, *AFTER)))
    assert [block.text for block in fragment.blocks][2:-2] == lines


def test_a_part_of_the_page_that_is_one_item_has_no_bullet() -> None:
    assert _lines("<ul><li><div><p>北站的工程。</p><p>南站的工程。</p></div></li></ul>") == [
        "北站的工程。",
        "南站的工程。",
    ]


def test_the_title_of_a_table_is_a_caption_and_a_bold_item_heads_with_its_number() -> None:
    table = "<table><caption>表一：各區票數</caption><tr><td>北<td>3<tr><td>南<td>4</table>"
    first, second = (f"<li><b>{each}站動工</b>{PROSE[0]}</li>" for each in "北南")
    head = f"<ol>{first}{second}</ol>"
    article = extract(page_of(*PROSE, table, head, *AFTER).encode())
    roles = {p.text: p.role for p in article.paragraphs}

    assert roles["表一：各區票數"] is Role.CAPTION
    assert roles["1. 北站動工"] is roles["2. 南站動工"] is Role.HEADING


def test_a_table_made_to_be_large_stays_small() -> None:
    table = (
        "<table>" + "<tr><td rowspan=9999 colspan=9999>甲乙丙丁戊己庚辛<td>一" * 200 + "</table>"
    )
    assert len("\n".join(_lines(table))) < 60_000
