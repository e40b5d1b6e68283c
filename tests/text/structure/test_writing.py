"""An article as a file, and the file as the same article again."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model import Article, Role
from reader.text.structure import parse
from reader.text.structure.markdown_writer import as_markdown, file_name
from tests.text.labelled import load

LINES = [
    "記者林小雨／台北報導",
    "不一樣的「造車」戰略",
    "▲ 示意圖。",
    "【編者按】這是編者的話。",
    "來源：某報",
    "這裡是一段比較長的內文，用來跟在短行後面，說明市場的反應。",
    "京東快遞。",
    "　　縮排的一段。",
    "# 不是標題",
    "## ",
    "#",
    "#標籤",
    "> 引",
    ">" * 20,
    "- 項",
    "-",
    "---",
    "- - -",
    "***",
    "===",
    "+ 加",
    "1. 一",
    "2) 二",
    "1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1",
    "-" * 30,
    "3.5億",
    "|甲|乙|",
    "|---|---|",
    "甲|乙",
    "---|---",
    ":--",
    "```",
    "~~~",
    "~~刪~~ 約5~10人",
    "`碼` *斜* **粗** _a_ snake_case",
    "138****5678",
    "**「國民好車」**將",
    "<b>粗</b> <br> <!-- 注 --> a < b <script>x</script>",
    "<div>",
    "&amp; &#32; &nbsp; &copy A&B",
    "&#10;",
    "[字](https://example.com) [字](字) ![圖](a.png) [甲][乙] [^1] [^1]: 注",
    "[甲]: https://example.com",
    "\\ \\* 末\\",
    "文字 {.caption}",
    "文字 {.body} {.body}",
    "題 #",
    "題 ##",
    "https://example.com/a_b_c",
    "<https://example.com>",
    "全　形　空　格",
    "{.heading}",
    "\u00a0x\u2003",
    "\u3000",
    " ",
    "",
    "",
]
"""What Markdown, YAML or the guesses of roles could take for something else."""

line = st.sampled_from(LINES) | st.text("甲乙，。*_#>-+=|`~<>&[](){}!\\.:1 　", max_size=12)
field = st.sampled_from(
    ["", "某報", "京東: 造車", "- a", "no", "~", '"x"', "'", "a #b", "[]", "x\\n", "甲　乙  丙"]
)


@st.composite
def articles(draw):
    """Articles as files give them, then with roles and levels of the reader's own."""
    plain = parse("\n".join(draw(st.lists(line, max_size=14))), markdown=False)
    fields = {
        "authors": tuple(dict.fromkeys(filter(None, draw(st.lists(field, max_size=3))))),
        "source": draw(field),
        "date": draw(st.sampled_from(["", "2025-10-14", "2025-10-14T08:00:00+08:00"])),
        "url": draw(st.sampled_from(["", "https://example.com/a?b=c#d", "http://x.tw/: #"])),
        "lang": draw(st.sampled_from(["", "zh-Hant"])),
        "tags": tuple(dict.fromkeys(filter(None, draw(st.lists(field, max_size=3))))),
        "id": draw(field),
    }
    if draw(st.booleans()):
        titles = [p.text for p in plain.paragraphs if "\n" not in p.text]
        fields["title"] = draw(field | st.sampled_from(titles or [""]))
    return replace(plain, **fields)


@given(articles())
@settings(max_examples=400, deadline=None)
def test_every_article_reads_back_as_it_was(article: Article):
    written = as_markdown(article, imported="2025-11-22")

    assert parse(written) == article


def test_articles_of_all_kinds_read_back_as_they_were():
    for labelled in load("labelled"):
        article = parse(labelled.text)

        assert parse(as_markdown(article)) == article


def test_lines_beyond_the_limit_of_inline_marks_read_back():
    article = parse("　*甲* [乙](https://example.com) &amp; \\ {.body}" * 2000, markdown=False)

    assert parse(as_markdown(article)) == article


def test_what_a_text_says_of_itself_does_not_fill_what_was_left_open():
    article = parse("題目在此\n\n記者林小雨／台北報導 2025年10月14日\n\n" + "內文。" * 20)
    assert article.authors == ("林小雨",)
    blank = replace(article, authors=(), date="")

    assert parse(as_markdown(blank)) == blank


def test_the_file_is_markdown_that_people_would_write():
    article = parse(
        "---\ntitle: 打響第一槍：京東造車\nauthor: [林小雨]\nsource: 某報\ndate: 2025-10-14\n"
        "topics: [電動車]\n---\n\n## 市場反應\n\n銷量增長了12%，約5~10萬輛。\n\n"
        "京東的無人配送車。 {.caption}\n\n### 更小的題\n\n完。\n"
    )

    assert as_markdown(article, imported="2025-11-22") == (
        "---\ntitle: 打響第一槍：京東造車\nauthor: [林小雨]\nsource: 某報\ndate: 2025-10-14\n"
        "topics: [電動車]\nimported: 2025-11-22\n---\n\n"
        "## 市場反應\n\n銷量增長了12%，約5~10萬輛。\n\n"
        "京東的無人配送車。 {.caption}\n\n### 更小的題\n\n完。\n"
    )


def test_a_body_line_that_reads_like_a_heading_says_that_it_is_none():
    article = parse(
        "導言有一句話。\n\n像標題的短行 {.body}\n\n" + "後面的內文比較長。" * 5, markdown=True
    )
    written = as_markdown(article)

    assert "像標題的短行 {.body}" in written
    assert [paragraph.role for paragraph in parse(written).paragraphs] == [Role.BODY] * 3


@pytest.mark.parametrize(
    ("title", "date", "name"),
    [
        ("打響互聯網造車的第一槍", "2025-10-14", "2025-10-14-打響互聯網造車的第一槍.md"),
        ("甲／乙：丙「丁」", "", "甲／乙：丙「丁」.md"),
        ("../../etc/passwd", "", "etc-passwd.md"),
        ("..\\..\\windows", "2025-10-14T08:00:00+08:00", "2025-10-14-windows.md"),
        ("CON", "", "_CON.md"),
        ("nul.txt", "", "_nul.txt.md"),
        ("COM¹", "", "_COM¹.md"),
        ("console", "", "console.md"),
        (".隱藏", "", "隱藏.md"),
        ("-rf *", "", "rf.md"),
        ("末尾. . ", "", "末尾.md"),
        ("$(rm -rf ~); `id` & 'x' | \"y\" > z", "", "rm--rf-id-x-y-z.md"),
        ("甲\u202e乙\x1b[31m丙\u200b丁\n戊\x00", "", "甲乙丙丁-戊.md"),
        ("\ud800", "", "article.md"),
        ("", "", "article.md"),
        ("???", "2025-10-14", "2025-10-14-article.md"),
    ],
)
def test_a_file_name_is_safe_on_every_system(title, date, name):
    assert file_name(replace(parse("文"), title=title, date=date)) == name


@given(st.text(), st.sampled_from(["", "2025-10-14"]))
def test_no_title_makes_a_file_name_that_is_long_or_unsafe(title, date):
    name = file_name(replace(parse("文"), title=title, date=date))

    assert len(name.encode()) <= 120
    assert name[0] not in ".- "
    assert not set(name) & set("/\\:*?\"<>|\0\n '$`;&!#~")
    assert name.endswith(".md")
    assert len(name) > 3


def test_a_long_title_is_cut_between_characters():
    name = file_name(replace(parse("文"), title="長題" * 80))

    assert 110 < len(name.encode()) <= 120
    assert set(name.removesuffix(".md")) == set("長題")
    family = "👨\u200d👩\u200d👧"
    cut = file_name(replace(parse("文"), title=family * 30)).removesuffix(".md")
    assert cut == family * (len(cut) // len(family))


LINKED = [
    "見[報告](<https://a.example/1>)第三頁。",
    "好![圖](<https://a.example/a.png>)與[「[甲]」\\*](<https://a.example/x_(y)?b=1&c=2>)。",
    "[整行](<https://a.example/1>)",
    "[他說](<https://a.example/1>)[了](<https://a.example/2>)（見下）。",
    "## [小標題](<https://a.example/1>)",
    "[甲](<https://a.example/%E5%A0%B1>){.caption}",
]


@pytest.mark.parametrize("line", LINKED)
def test_links_of_an_article_are_written_as_they_were(line: str) -> None:
    article = parse(f"---\ntitle: 題\n---\n\n{line}\n\n第二段的文字。\n")
    read = parse(as_markdown(article))
    assert read == article
    assert read.links == article.links != ()


def test_a_link_that_would_not_read_back_leaves_its_words() -> None:
    article = parse("---\ntitle: 題\n---\n\n[甲][1]說。\n\n[1]: javascript:alert.x\n")
    read = parse(as_markdown(article))
    assert (read, read.text, read.links) == (article, "甲說。", ())
