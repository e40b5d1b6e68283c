"""The block at the head of an article file: strings only, and never an exception."""

import pytest

from reader.text.frontmatter import LIMIT, FrontMatter, iso_date, separate, unreadable
from reader.text.structure import parse


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
