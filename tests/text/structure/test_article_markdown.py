"""Articles in Markdown: marks go, words and blank lines stay, marked roles win."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.model import Role
from reader.text.structure import parse
from reader.text.structure.markdown_lines import has_headings, lines_of


def _texts(body):
    return [line.text for line in lines_of(body)]


def _shown(body):
    return [text for text in _texts(body) if text]


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("打造**「國民好車」**將改變市場", "打造「國民好車」將改變市場"),
        ("**京東**與*寧德*、~~廣汽~~", "京東與寧德、廣汽"),
        ('見[這篇報導](https://example.com/a "題")。', "見這篇報導。"),
        ("`a*b*c` 與 \\*星號\\*", "a*b*c 與 *星號*"),
        (
            "尺寸5*3*2公分，電話138****5678或139****1234",
            "尺寸5*3*2公分，電話138****5678或139****1234",
        ),
        ("李*明、snake_case_name、a < b", "李*明、snake_case_name、a < b"),
        ("&lt;京東&gt; &amp; 廣汽", "<京東> & 廣汽"),
        ("壞字&#x202e;與&#0;", "壞字與\ufffd"),
        ("<b>粗</b>字", "粗字"),
        ("# 標題 #", "標題"),
        ("#京東 #造車", "#京東 #造車"),
    ],
)
def test_inline_marks_go_and_words_stay(marked, plain):
    assert _texts(marked) == [plain]


def test_block_marks_go_and_lines_stay():
    body = """
> 引文一
> 引文二

1. 甲
2. 乙

- 丙

| 年 | 量 |
|---|---|
| 2024 | 三成 |

```
code = "**x**"
```

<div>網頁 &amp; 字</div>
<script>alert(1)</script>

***

末段<br>換行
"""
    assert [text for text in _texts(body) if text] == [
        "引文一", "引文二", "1. 甲", "2. 乙", "• 丙", "年｜量", "2024｜三成", 'code = "**x**"',
        "網頁 & 字", "末段", "換行",
    ]  # fmt: skip


def test_runs_of_blank_lines_are_kept_inside_and_dropped_at_the_ends():
    assert _texts("\n\n甲\n\n\n\n乙\n丙\n\n") == ["甲", "", "", "", "乙", "丙"]


def test_an_image_alone_on_its_line_is_a_caption():
    article = parse("# 標題\n\n內文在這裡。\n\n![京東快遞。]()\n\n文中![小圖](a.png)照舊。")

    assert [(p.role, p.text) for p in article.paragraphs] == [
        (Role.HEADING, "標題"),
        (Role.BODY, "內文在這裡。"),
        (Role.CAPTION, "京東快遞。"),
        (Role.BODY, "文中小圖照舊。"),
    ]


def test_a_role_marked_in_the_file_wins():
    article = parse(
        "# 標題\n\n這是編者寫的話。 {.editor-note}\n\n某報 {.attribution}\n\n小標\n{.x}\n\n"
        "## 這只是正文 {.body}\n\n▲ 不是圖說 {.body}\n\n一行話。 {.caption}\n\n"
        "中題 {.heading}\n\n完。"
    )
    roles = {p.text: p.role for p in article.paragraphs}

    assert roles["這是編者寫的話。"] is Role.EDITOR_NOTE
    assert roles["某報"] is Role.ATTRIBUTION
    assert roles["這只是正文"] is Role.BODY
    assert roles["▲ 不是圖說"] is Role.BODY
    assert roles["一行話。"] is Role.CAPTION
    assert roles["中題"] is Role.HEADING
    assert [section.heading for section in article.sections] == [None, None, "中題"]


def test_heading_levels_become_section_levels():
    article = parse(
        "---\ntitle: 題\n---\n\n導言。\n\n## 甲\n\n一。\n\n### 乙\n\n二。\n\n# 丙\n\n三。"
    )

    assert [(s.heading, s.level) for s in article.sections] == [
        (None, 1), ("甲", 2), ("乙", 3), ("丙", 2),
    ]  # fmt: skip


def test_in_a_file_with_headings_plain_lines_are_not_guessed_to_be_headings():
    body = "不像內文的短行\n\n這裡是一段比較長的內文，用來跟在短行後面。\n"

    assert [s.heading for s in parse(f"導言有一句話。\n\n{body}").sections] == [
        None, "不像內文的短行",
    ]  # fmt: skip
    assert [s.heading for s in parse(f"## 真標題\n\n導言有一句話。\n\n{body}").sections] == [
        "真標題"
    ]


def test_a_bold_line_over_text_is_a_heading():
    article = parse("# 題\n\n導言。\n\n**市場反應**\n\n這裡是一段比較長的內文，說市場的反應。")

    assert [section.heading for section in article.sections] == [None, "市場反應"]


def test_a_rule_under_a_sentence_does_not_make_it_a_heading():
    article = parse("# 題\n\n這是一段普通的內文。\n---\n後面還有一段內文。")

    assert [p.role for p in article.paragraphs] == [Role.HEADING, Role.BODY, Role.BODY]


def test_markdown_can_be_forced_and_refused():
    assert parse("**粗**字", markdown=True).text == "粗字"
    assert parse("**粗**字").text == "**粗**字"
    assert parse("# 題\n\n**粗**字", markdown=False).text == "# 題\n\n**粗**字"
    assert has_headings("文\n\n## 題")
    assert not has_headings("#標籤 文")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (
            "甲說[^1]，乙說[^註]。\n\n[^1]: 本文僅代表作者立場。\n[^註]: 見附錄",
            ["甲說[1]，乙說[註]。", "[1] 本文僅代表作者立場。", "[註] 見附錄"],
        ),
        ("沒有註腳[^1]。", ["沒有註腳[^1]。"]),
        (
            "見[年報][a]與[財報][]。\n\n[a]: http://a.b/c\n[財報]: <http://d.e> '題'",
            ["見年報與財報。"],
        ),
        ("降息[1]。\n\n[1]: http://a.b/c", ["降息[1]。", "[1]: http://a.b/c"]),
        ("降息[1]，見[年報][1]。\n\n[1]: http://a.b/c", ["降息[1]，見年報。"]),
        ("[備註]: 數字未經審計", ["[備註]: 數字未經審計"]),
        ("[行長](周小川)與[官網](https://a.b)", ["[行長](周小川)與官網"]),
        ("| 年 |\n|---|\n| 2024 | 三成 |", ["年", "2024｜三成"]),
        ("~~~好吃~~~\n真的", ["好吃~~~", "真的"]),
        ("> " * 60 + "深處", ["深處"]),
        ("<div>甲 < 乙 > 丙<img alt='圖說'></div>", ["甲 < 乙 > 丙圖說"]),
        ("文<?漢?>字<!-- 注 -->", ["文<?漢?>字"]),
        ("<!-- 注\n解 -->\n文", ["文"]),
        ("<!-- 沒有結束\n\n正文", ["沒有結束", "正文"]),
    ],
)
def test_text_that_a_parser_would_drop_is_kept(body, words):
    assert [text for text in _texts(body) if text] == words


SAID = st.text(st.sampled_from("央行今日宣布降息樓價下跌市民觀望"), min_size=1, max_size=8)
INLINES = st.sampled_from(
    [
        *(
            "**",
            "*",
            "_",
            "`",
            "~~",
            "[",
            "]",
            "(",
            ")",
            "（",
            "）",
            "<",
            ">",
            "|",
            "\\",
            " ",
            "。",
        ),
        *(
            "[^1]",
            "[1]",
            "[a]",
            "<b>",
            "</b>",
            "<br>",
            "&amp;",
            "&",
            "![圖說](a.png)",
            "http://a.b ",
        ),
        *("<?", "?>", "{.caption}", "[報](http://a.b)", "==", "$", ":", "~~~", "<!"),
    ]
)
STARTS = st.sampled_from(
    [
        *("\n", "\n\n", "\n> ", "\n- ", "\n  - ", "\n1. ", "\n# ", "\n\n## ", "\n\n    "),
        *("\n---\n", "\n|---|---|\n", "\n| ", "\n```\n", "\n~~~", "\n===\n", "\n[^1]: "),
        *("\n[1]: ", "\n[a]: http://a.b\n", "\n<div>\n", "\n</div>\n\n", "\n* * *\n"),
    ]
)


@settings(max_examples=500, deadline=None)
@given(st.lists(SAID | INLINES | STARTS, max_size=30).map("".join))
def test_no_han_is_lost_and_none_moves(body):
    assert _han("\n".join(_texts(body))) == _han(body)


def _han(text):
    return [char for char in text if "\u3400" <= char <= "\u9fff"]


@given(
    st.text(
        st.sampled_from('#*_`~[]()!<>&|-=+.\\{}1 \n　「」甲乙。a&#x1b;"')
        | st.characters(codec="utf-8"),
        max_size=80,
    ),
    st.sampled_from([None, True, False]),
)
def test_any_text_gives_paragraphs_that_lie_in_it(text, markdown):
    article = parse(text, markdown=markdown)
    paragraphs = list(article.paragraphs)

    assert [p.text for p in paragraphs] == [
        line.strip() for line in article.text.split("\n") if line.strip()
    ]
    assert all(article.text[p.start : p.end] == p.text for p in paragraphs)
    assert "\x1b" not in article.text


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ('<img src="data:image/png;base64,iVBORw0KGgo=" alt="渡口">', "渡口"),
        ("<img src=data:image/png;base64,iVBORw0KGgo=>", ""),
        ('<img\nalt="渡口"\nsrc="data:image/png;base64,iVBORw0KGgo=">', "渡口"),
    ],
)
def test_a_picture_that_is_written_into_its_tag_is_no_text(tag, words):
    texts = _shown(f"局長{tag}在會上。\n\n{tag}\n\n第二段。")

    assert texts == [f"局長{words}在會上。", *([words] if words else []), "第二段。"]


def test_a_program_that_shows_such_a_tag_keeps_it():
    tag = '<img src="data:image/png;base64,iVBORw0KGgo=">'

    assert tag in _texts(f"第一段。\n\n```\n{tag}\n```\n")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("見[[港務局|局方]]的公告。", "見局方的公告。"),
        ("見[[港務局]]的公告。", "見港務局的公告。"),
        ("見[[港務局#沿革]]的公告。", "見港務局 > 沿革的公告。"),
        ("見[[1]](https://a.example/)的公告。", "見[1]的公告。"),
        ("執行`[[ -f 檔案 ]]`的公告。", "執行[[ -f 檔案 ]]的公告。"),
        ("見[[README]]的公告。", "見[[README]]的公告。"),
    ],
)
def test_links_to_notes_are_the_words_that_they_show(written, shown):
    assert _texts(written) == [shown]


def test_of_a_callout_its_title_and_its_text_are_read():
    body = "> [!note]\n> 渡輪停駛。\n\n> [!warning]- 注意事項\n> 票價照舊。\n\n[!note] 是記號。"

    assert _shown(body) == ["渡輪停駛。", "注意事項", "票價照舊。", "[!note] 是記號。"]


def test_a_backslash_at_the_end_of_a_line_ends_it_and_is_no_text():
    assert _texts("第一行\\\n第二行\\\n第三行。") == ["第一行", "第二行", "第三行。"]
