"""Plain text to sections, roles, title and byline."""

import json
from collections import Counter
from pathlib import Path

import pytest

from reader.model import Role
from reader.text.structure import parse
from reader.text.structure.markdown_writer import as_markdown
from tests.text.labelled import DATA, load

SEED = (DATA / "seed_article.txt").read_text(encoding="utf-8")
SEED_ROLES = [
    Role(line["role"])
    for line in json.loads((DATA / "seed_roles.json").read_text(encoding="utf-8"))
]
SEED_FILE = next((Path(__file__).parents[3] / "articles").glob("*打響互聯網造車的第一槍.md"))


@pytest.mark.parametrize("source", [SEED, SEED_FILE.read_text(encoding="utf-8")])
def test_the_seed_keeps_its_text_roles_and_sections(source):
    article = parse(source)

    assert article.text == SEED
    assert [p.role for p in article.paragraphs] == SEED_ROLES
    assert [(s.heading, len(s.paragraphs)) for s in article.sections] == [
        (None, 2),
        (None, 35),
        ("不必要直接下場造車", 21),
        ("不一樣的「造車」戰略", 13),
    ]


def test_the_seed_file_names_its_source():
    article = parse(SEED_FILE.read_text(encoding="utf-8"))

    assert article.title == "打響互聯網造車的第一槍"
    assert (article.source, article.date, article.lang) == ("無相商業趨勢", "2025-10-14", "zh-Hant")
    assert article.id


@pytest.mark.parametrize("article", load("labelled"), ids=lambda article: article.name)
def test_titles_of_plain_text(article):
    assert parse(article.text).title == article.title


@pytest.mark.parametrize(("folder", "share"), [("labelled", 0.97), ("heldout", 0.9)])
def test_roles_of_news_from_three_places(folder, share):
    pairs = Counter(
        (expected, paragraph.role)
        for article in load(folder)
        for expected, paragraph in zip(article.roles, parse(article.text).paragraphs, strict=True)
    )
    right = sum(count for (expected, found), count in pairs.items() if expected is found)

    assert right / pairs.total() >= share
    assert not [pair for pair in pairs if pair[1] is Role.HEADING and pair[0] is not Role.HEADING]


def test_plain_text_stays_as_it_stands():
    text = "\n\n　　第一段。\n\n\n　　第二段。　\n"
    article = parse(text)

    assert article.text == text
    assert [p.text for p in article.paragraphs] == ["第一段。", "第二段。"]
    assert [article.text[p.start : p.end] for p in article.paragraphs] == ["第一段。", "第二段。"]


def test_control_characters_do_not_reach_the_text():
    assert parse("標題\x1b[31m\r\n\r\n內文\x07\u202e。").text == "標題\n\n內文。"


def test_an_article_without_words_has_no_sections():
    assert parse(" \n\n").sections == ()


def test_a_title_and_byline_stand_with_the_lead():
    article = parse(
        "港鐵明年票價凍結\n記者：陳大文、李小明\n2025-03-01　來源：某某日報\n\n"
        "港鐵公司今日宣布，明年度票價維持不變，為五年來首次。\n\n乘客反應\n\n"
        "有乘客歡迎決定，亦有人認為應該減價，以減輕市民負擔。\n"
    )

    assert article.title == "港鐵明年票價凍結"
    assert article.authors == ("陳大文", "李小明")
    assert (article.source, article.date) == ("某某日報", "2025-03-01")
    assert [(s.heading, s.level, len(s.paragraphs)) for s in article.sections] == [
        (None, 1, 4),
        ("乘客反應", 2, 2),
    ]


def test_an_editors_note_with_its_attribution_is_a_section():
    article = parse(
        "编者按：\n这篇文章谈的是城市更新。\n以下内容转载自“城市观察”。\n\n"
        "过去十年，老城区的面貌发生了很大的变化，居民的感受却并不相同。\n"
    )

    assert [[p.role for p in section.paragraphs] for section in article.sections] == [
        [Role.EDITOR_NOTE, Role.EDITOR_NOTE, Role.ATTRIBUTION],
        [Role.BODY],
    ]
    assert article.source == "城市观察"


def test_a_list_of_names_is_no_row_of_headings():
    article = parse(
        "比賽結果今天公布，得獎名單如下：\n張三\n李四\n王五\n趙六\n"
        "評審團表示，今年作品水準整齊，題材比往年更貼近日常生活。\n"
    )

    assert {p.role for p in article.paragraphs} == {Role.BODY}


def test_a_divider_is_neither_title_nor_heading():
    article = parse(
        "＊＊＊\n\n這一段話夠長，足以讓上面的星號看起來像是標題。\n\n---\n\n另一段也是一樣，夠長了。"
    )

    assert article.title == ""
    assert {p.role for p in article.paragraphs} == {Role.BODY}


LONG = "港鐵公司今日宣布，明年度票價維持不變，為五年來首次凍結，市民普遍歡迎。"
OTHER = "有議員認為應該減價，以減輕基層的負擔，又要求當局交代往後的安排。"


def _roles(text):
    return {p.text: p.role for p in parse(text).paragraphs}


@pytest.mark.parametrize(
    "items",
    [
        ["1. 央行降息0.25厘", "2. 股市升3%", "3. 樓價跌一成"],
        ["一、加強檢查各線路軌", "二、增派人手", "三、改善通訊，通知乘客"],
        ["（一）荃灣綫延誤62分鐘", "（二）觀塘綫延誤30分鐘"],
        ["◆加強檢查", "◆增派人手"],
        ["• 甲項工程", "• 乙項工程"],
        ["| 年 | 數 |", "| 2024 | 三成 |"],
    ],
)
@pytest.mark.parametrize("lead", ["", f"港鐵事故\n\n{LONG}\n\n", f"港鐵事故\n\n{LONG}如下：\n\n"])
def test_lines_numbered_in_succession_are_a_list(lead, items):
    roles = _roles(lead + "\n".join(items) + f"\n\n{LONG}\n\n{OTHER}")

    assert {roles[item] for item in items} == {Role.BODY}


def test_lines_numbered_over_text_of_their_own_are_headings():
    heads = ["一、加強檢查", "二、增派人手，包括兩支外聘的夜間巡查隊伍和工程隊", "三、改善通訊"]
    text = "".join(f"{head}\n\n{LONG}\n\n{OTHER}\n\n" for head in heads)
    article = parse(f"港鐵事故\n\n{LONG}\n\n{text}")

    assert [s.heading for s in article.sections] == [None, *heads]


def test_numbered_lines_of_one_count_are_all_alike():
    roles = _roles(
        f"港鐵事故\n\n{LONG}\n\n一、加強檢查\n\n{OTHER}\n\n"
        f"二、增派人手\n三、改善通訊\n\n{LONG}{OTHER}"
    )
    assert {role for line, role in roles.items() if line[1] == "、"} == {Role.BODY}


def test_a_numbered_line_after_a_colon_is_an_item():
    roles = _roles(f"港鐵事故\n\n{LONG}\n\n要求如下：\n\n1. 加強檢查\n\n{LONG}{OTHER}")
    assert roles["1. 加強檢查"] is Role.BODY


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("2025-10-20 10:00:03　来源：财经网　作者：赵亮　责任编辑：孙宁", Role.ATTRIBUTION),
        ("更新：2025-10-02 11:35　記者 陳大文", Role.ATTRIBUTION),
        ("此致", Role.ATTRIBUTION),
        ("敬禮！", Role.ATTRIBUTION),
        ("讀者　林佑安　敬上", Role.ATTRIBUTION),
        ("敬祝 編安", Role.ATTRIBUTION),
        ("相關新聞：港鐵票價明年凍結", Role.ATTRIBUTION),
        ("延伸閱讀", Role.ATTRIBUTION),
        ("声明：本文仅代表作者观点，不代表本站立场。", Role.ATTRIBUTION),
        ("聲明：本文版權屬本報所有，未經授權不得轉載。", Role.ATTRIBUTION),
        ("https://www.example.org/a", Role.ATTRIBUTION),
        ("|---|:--:|", Role.ATTRIBUTION),
        ("（李紹昌攝）", Role.CAPTION),
        ("10月14日，京東宣布造車。", Role.BODY),
        ("他強調，有關言論不代表政府立場。", Role.BODY),
        ("聲明：「我們反對加價，亦反對凍結票價。」", Role.BODY),
        ("讀者來信指出，車廂的冷氣太冷。", Role.BODY),
    ],
)
def test_lines_around_the_text_are_no_claims(line, role):
    article = parse(f"港鐵事故\n\n{LONG}\n\n{line}\n\n{OTHER}", markdown=False)

    assert list(article.paragraphs)[2].role is role


def test_a_file_that_begins_with_a_table_has_no_title_and_no_rules():
    article = parse(f"| 年 | 數 |\n|---|---|\n| 2024 | 三成 |\n\n{LONG}\n\n{OTHER}")

    assert article.title == ""
    assert [p.text for p in article.paragraphs] == ["年｜數", "2024｜三成", LONG, OTHER]
    assert {p.role for p in article.paragraphs} == {Role.BODY}
    assert parse("新聞|標題\n---\n**粗**字").text == "新聞|標題\n---\n**粗**字"


def test_bullets_and_quotations_in_markdown_are_no_headings():
    article = parse(f"# 題\n\n- 甲項工程\n\n{LONG}\n\n> 一句引文\n\n{OTHER}")

    assert [p.role for p in article.paragraphs] == [Role.HEADING, *[Role.BODY] * 4]


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("記者|林小北 編輯|陳大安", ("林小北",)),
        ("記者｜林小北 攝影｜陳大安", ("林小北",)),
        ("文／林小北 攝影／陳大安", ("林小北",)),
        ("記者：林小北、陳大安 責任編輯：王三", ("林小北", "陳大安")),
    ],
)
def test_the_next_label_of_a_byline_is_no_author(line, authors):
    assert parse(f"北站開工\n\n{line}\n\n市府昨天宣布，北站在明年春天開工。").authors == authors


@pytest.mark.parametrize("medium", ["河灣日報", "北岸新聞網", "潮汐誌"])
def test_a_newspaper_over_the_title_is_the_source(medium):
    body = "市府昨天宣布，北岸渡口從下週起停航三個月，乘客可以改搭接駁車到南岸轉乘。"
    article = parse(f"{medium}\n\n北岸渡口停航三個月\n\n{body}\n\n{body}")
    assert (article.title, article.source) == ("北岸渡口停航三個月", medium)
    assert next(article.paragraphs).role is Role.ATTRIBUTION
    assert parse(as_markdown(article)) == article


@pytest.mark.parametrize("title", ["渡口停航快報", "河灣日報", "潮汐誌"])
def test_a_first_line_over_the_text_is_the_title(title):
    body = "市府昨天宣布，北岸渡口從下週起停航三個月，乘客可以改搭接駁車到南岸轉乘。"
    assert parse(f"{title}\n\n{body}\n\n{body}").title == title


@pytest.mark.parametrize("label", ["標題：", "标题：", "題目:", "標題︰ "])
def test_the_label_of_a_copied_title_is_no_part_of_it(label):
    lines = (
        "渡輪明年換新船",
        "來源：南灣日報",
        "",
        "市府今天表示，新的渡輪將在下個月下水，航班照常。",
    )
    text = label + "\n".join(lines)
    article = parse(text)

    assert (article.title, article.source) == ("渡輪明年換新船", "南灣日報")
    assert article.text == text


def test_a_title_that_begins_with_the_word_for_one_stays_whole():
    article = parse("標題黨的十年\n\n市府今天表示，新的渡輪將在下個月下水，航班照常，票價不變。")

    assert article.title == "標題黨的十年"
