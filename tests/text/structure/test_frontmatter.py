"""The block at the head of an article file: strings only, and never an exception."""

import pytest

from reader.text.dates import iso_date
from reader.text.structure import parse
from reader.text.structure.frontmatter import LIMIT, FrontMatter, separate, unreadable


def test_every_known_key_is_read_as_text():
    front, body = separate(
        "---\ntitle: 打響第一槍\nauthor: [甲, 乙]\nsource: 無相\ndate: 2025年10月14日\n"
        "url: https://example.com/a\nlang: zh-Hant\ntopics:\n  - 電動車\n  - 0012\nid: 007\n"
        "imported: 2025-11-22T08:00:00+08:00\nlayout: post\n---\n\n內文"
    )

    assert front == FrontMatter(
        title="打響第一槍",
        authors=("甲", "乙"),
        source="無相",
        date="2025-10-14",
        url="https://example.com/a",
        lang="zh-Hant",
        topics=("電動車", "0012"),
        id="007",
        imported="2025-11-22T08:00:00+08:00",
    )
    assert body == "\n內文"


@pytest.mark.parametrize("value", ["no", "1.10", "0012", "null", "~", "2025-01-01", "1e3"])
def test_a_scalar_stays_as_it_is_written(value):
    front, _ = separate(f"---\ntitle: {value}\n---\n")

    assert front is not None
    assert front.title == value


def test_one_author_may_stand_alone_or_in_a_row():
    assert parse("---\nauthor: 甲\n---\n文").authors == ("甲",)
    assert parse("---\nauthor: 甲、乙\n---\n文").authors == ("甲", "乙")
    assert parse("---\nauthor: []\n---\n文").authors == ()


def test_a_byte_order_mark_and_crlf_are_no_hindrance():
    article = parse("\ufeff---\r\ntitle: 題\r\n---\r\n一。\r\n\r\n二。\r\n")

    assert (article.title, article.text) == ("題", "一。\n\n二。")


@pytest.mark.parametrize(
    "block",
    [
        "title: 京東: 造車",
        "title: &a [x, x]\nauthor: *a",
        "title: !!python/object/apply:os.system [ls]",
        "title: !local x",
        "title: [未關上",
        "title: x\n" + "a" * LIMIT,
        "title: " + "[" * 5000,
    ],
)
def test_front_matter_that_cannot_be_read_is_text(block):
    text = f"---\n{block}\n---\n\n內文在這裡。"

    assert separate(text) == (None, text)
    assert unreadable(text)
    assert parse(text).text == text


@pytest.mark.parametrize(
    "text", ["---\n\n一段話\n\n---\n正文", "普通文字", "---\n他說：好。\n---\n文", ""]
)
def test_a_rule_at_the_top_is_no_front_matter(text):
    assert separate(text) == (None, text)
    assert not unreadable(text)


def test_a_title_is_one_clean_line():
    article = parse('---\ntitle: "上\\n下\\e[31m\\u202e"\n---\n文')

    assert article.title == "上 下"


def test_only_web_addresses_and_language_tags_pass():
    article = parse("---\nurl: javascript:alert(1)\nlang: 中文\n---\n文")

    assert (article.url, article.lang) == ("", "")


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2025年10月16日", "2025-10-16"),
        ("2025/1/6", "2025-01-06"),
        ("2025.10.16 週四", "2025-10-16"),
        ("民國114年10月16日", "2025-10-16"),
        ("2025-10-16T08:00:00+08:00", "2025-10-16T08:00:00+08:00"),
        ("2025年13月16日", ""),
        ("昨天", ""),
        ("", ""),
    ],
)
def test_dates_are_read_as_chinese_media_write_them(written, iso):
    assert iso_date(written) == iso


def test_the_toml_of_hugo_is_read_as_yaml_is():
    front, body = separate(
        '+++\ntitle = "北站開工"\nauthor = "林小北"\ndate = 2024-03-01T08:30:00+08:00\n'
        'categories = ["交通"]\ntags = ["車站", "交通"]\ndraft = false\nweight = 007\n+++\n\n內文'
    )
    assert (front, body[:3]) == (None, "+++"), "007 is no number of TOML"

    front, body = separate(
        '+++\ntitle = "北站開工"\nauthors = ["林小北", "陳大安"]\ndate = 2024-03-01\n'
        'categories = ["交通"]\ntags = ["車站", "交通"]\ndraft = false\n[params]\nx = 1\n+++\n\n文'
    )
    assert front == FrontMatter(
        title="北站開工",
        authors=("林小北", "陳大安"),
        date="2024-03-01",
        topics=("車站", "交通"),
    )
    assert body == "\n文"
    assert separate("+++\ndate = 2024-03-01T08:30:00+08:00\n+++\n")[0] == FrontMatter(
        date="2024-03-01T08:30:00+08:00"
    )


@pytest.mark.parametrize("block", ['title = "未關上', "title = [", "a" + ".a" * 8000 + " = 1"])
def test_toml_that_cannot_be_read_is_text(block):
    text = f"+++\n{block}\n+++\n\n內文在這裡。"

    assert separate(text) == (None, text)
    assert unreadable(text) == ("=" in block[:10])


def test_a_clipping_has_its_address_its_names_and_its_day():
    article = parse(
        '---\ntitle: "北站開工"\nsource: "https://news.example/a?b=1"\nauthor:\n  - "[[林小北]]"\n'
        '  - "[[people/chen|陳大安]]"\n  - [[王三]]\npublished: 2024-03-01\ncreated: 2024-05-09\n'
        'tags:\n  - "clippings"\n  - 交通\n---\n市府宣布北站開工。'
    )

    assert (article.url, article.source) == ("https://news.example/a?b=1", "")
    assert article.authors == ("林小北", "陳大安", "王三")
    assert (article.date, article.tags) == ("2024-03-01", ("交通",))


def test_the_day_of_a_clipping_is_not_that_of_its_article():
    head = "---\nsource: https://news.example/a\npublished:\ncreated: 2024-05-09\n---\n"

    assert parse(head + "市府宣布北站開工。").date == ""
    assert parse(head + "林小北 *2024年3月1日 14:44*\n\n市府宣布北站開工。").date == "2024-03-01"


def test_names_may_be_more_than_names():
    front, _ = separate("---\nauthor:\n  - name: 林小北\n    email: a@b.example\n---\n")

    assert front == FrontMatter(authors=("林小北",))


def test_categories_are_topics_too():
    front, _ = separate("---\ncategories: 交通\ndate: 2025-03-02 22:50:00 +0800\n---\n")

    assert front == FrontMatter(topics=("交通",), date="2025-03-02T22:50:00+08:00")
