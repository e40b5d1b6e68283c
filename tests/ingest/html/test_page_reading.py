"""What a page is made of: blocks that can be switched, metadata, encodings, repairs."""

import json
import sys
from dataclasses import replace

import pytest

from reader.errors import InputError
from reader.ingest.html import extract, read_page
from reader.model import Role
from reader.text.structure import parse
from reader.text.structure.markdown_writer import as_markdown
from reader.text.structure.page_conversion import article_of
from tests.ingest.html.own_pages import PROSE, own_pages, page_of

HAN = "".join(PROSE)


def test_a_block_can_be_switched_off_and_on() -> None:
    page = read_page(page_of(*PROSE, "<p><a href='/x'>延伸閱讀：另一則新聞的標題</a></p>").encode())
    places = {block.text[:4]: place for place, block in enumerate(page.blocks)}
    blocks = list(page.blocks)
    assert not blocks[places["延伸閱讀"]].taken
    blocks[places["延伸閱讀"]] = replace(blocks[places["延伸閱讀"]], taken=True)
    blocks[places["附近的店"]] = replace(blocks[places["附近的店"]], taken=False)
    article = article_of(replace(page, blocks=tuple(blocks)))

    assert "延伸閱讀：另一則新聞的標題" in article.text
    assert "附近的店家" not in article.text
    assert parse(as_markdown(article)) == article


def test_a_block_can_be_given_another_role() -> None:
    page = read_page(page_of(*PROSE, "<p><b>店家怎麼說</b></p>", *PROSE).encode())
    assert [section.heading for section in article_of(page).sections] == [None, "店家怎麼說"]
    blocks = tuple(
        replace(block, role=Role.CAPTION) if block.text == "店家怎麼說" else block
        for block in page.blocks
    )
    article = article_of(replace(page, blocks=blocks))

    assert [section.heading for section in article.sections] == [None]
    assert {p.text: p.role for p in article.paragraphs}["店家怎麼說"] is Role.CAPTION
    assert parse(as_markdown(article)) == article


def test_the_levels_of_headings_are_kept() -> None:
    article = extract(page_of(*PROSE, "<h2>大題</h2>", *PROSE, "<h3>小題</h3>", *PROSE).encode())

    assert [(s.heading, s.level) for s in article.sections] == [(None, 1), ("大題", 2), ("小題", 3)]


def test_a_table_with_data_is_one_line_a_row() -> None:
    table = (
        "<table><tr><th>年</th><th><p>件數</p></th></tr><tr><td>2024</td><td>31</td></tr></table>"
    )
    article = extract(page_of(*PROSE, table, *PROSE).encode())

    assert "年｜件數\n\n2024｜31" in article.text


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("big5", "big5hkscs"),
        ("gb2312", "gb18030"),
        ("gbk", "gb18030"),
        ("utf-8", "utf-8"),
        ("big5", "gb18030"),
        ("gb2312", "big5hkscs"),
        ("utf-8", "big5hkscs"),
        ("utf-8", "gb18030"),
        ("big5", "utf-8"),
        ("iso-8859-1", "gb18030"),
        ("iso-8859-1", "utf-8"),
        ("shift_jis", "big5hkscs"),
        ("no-such-thing", "gb18030"),
        ("", "big5hkscs"),
        ("", "gb18030"),
        ("", "utf-16-le"),
        ("", "utf-16-be"),
        ("utf-8", "utf-16"),
    ],
)
@pytest.mark.parametrize("header", [False, True])
def test_a_page_is_decoded_whatever_it_says(declared: str, encoding: str, header: bool) -> None:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">'
    text = page_of(*PROSE, head=head if declared and not header else "")
    page = read_page(text.encode(encoding), encoding=declared if header else "")

    assert article_of(page).text.startswith("市府今天表示，新的人行道工程")
    assert page.encoding == encoding
    assert page.repairs == ()


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs"])
@pytest.mark.parametrize("declared", ["", "utf-8", "big5", "gbk"])
def test_one_bad_byte_does_not_spoil_the_rest(encoding: str, declared: str) -> None:
    data = bytearray(page_of(*PROSE).encode(encoding))
    data[data.index("附近的店家".encode(encoding))] = 0xFF
    page = read_page(bytes(data), encoding=declared)

    assert page.encoding == encoding
    assert "市府今天表示，新的人行道工程" in article_of(page).text
    assert article_of(page).text.endswith("一年之中最好的檔期。")
    assert [repair.kind for repair in page.repairs] == ["replaced"]


def test_a_page_of_markup_with_little_text_is_decoded_by_its_text() -> None:
    script = "<script>" + "var a = document.getElementById('x');" * 4000 + "</script>"
    page = read_page(page_of(*PROSE, head=script).encode("big5hkscs"))

    assert page.encoding == "big5hkscs"


def test_entities_that_become_controls_are_cleaned_and_counted() -> None:
    bad = (
        "<p>局長說&#27;[31m，這個&#x202e;工程&#x200b;很重要&#0;，"
        "一定要在明年春天之前完成，不能再拖。</p>"
    )
    page = read_page(page_of(*PROSE, bad, title="標題&#x202e;有&#27;]0;x&#7;詐").encode())

    assert "局長說，這個工程很重要" in article_of(page).text
    assert page.title == "標題有詐"
    assert {"bidi", "control", "zero_width"} <= {repair.kind for repair in page.repairs}


@pytest.mark.parametrize(
    ("head", "url", "date"),
    [
        ('<meta property="article:published_time" content="2025-10-16T14:30:00+08:00">', "",
         "2025-10-16T14:30:00+08:00"),
        ('<meta name="pubdate" content="2025-10-15T22:30:00Z">', "", "2025-10-16T06:30:00+08:00"),
        ('<meta name="date" content="2025年10月16日 下午2:30">', "", "2025-10-16T14:30:00"),
        ('<meta name="livetime" content="202510161430">', "", "2025-10-16T14:30:00"),
        ('<meta name="date" content="Thu, 16 Oct 2025 14:30">', "", "2025-10-16T14:30:00"),
        ('<meta name="date" content="2025-02-30">', "https://example.com/2025/10/16/a.html",
         "2025-10-16"),
        ('<meta name="date" content="9999-12-31T23:59:59Z">', "https://example.com/2025/10/16/a",
         "2025-10-16"),
        ('<meta name="date" content="0001-01-01T00:00:00+00:00">', "", ""),
        ("", "https://example.com/news/20251016/88.shtml", "2025-10-16"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_dates_are_found_where_publishers_put_them(head: str, url: str, date: str) -> None:
    assert read_page(page_of(*PROSE, head=head).encode(), url).date == date


@pytest.mark.parametrize(
    ("row", "date"),
    [
        ("2025年10月16日 14:30 來源：某報", "2025-10-16T14:30:00"),
        ("民國114年10月16日", "2025-10-16"),
        ("20:50 2025/10/16", "2025-10-16T20:50:00"),
        ("2025-10-16 HKT 21:06", "2025-10-16T21:06:00+08:00"),
        ('<img src="/p/2025/1016/a.jpg">10月16日 14:30', "2025-10-16T14:30:00"),
        ("10月16日 14:30", ""),
    ],
)
def test_dates_are_read_from_the_row_under_the_headline(row: str, date: str) -> None:
    assert read_page(page_of(f"<div>{row}</div>", *PROSE).encode()).date == date


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("（中央訊記者王小明台北16日電）", ("王小明",)),
        ("記者歐陽小春／台北報導", ("歐陽小春",)),
        ("〔記者王小明、李大同／高雄報導〕", ("王小明", "李大同")),
        ("新社北京10月16日电（记者 张三丰 李四光）", ("张三丰", "李四光")),
        ("撰文：陳大文", ("陳大文",)),
        ("文／王小明　攝影／李大同", ("王小明",)),
        ("採訪、撰文｜王小明", ("王小明",)),
        ("《某周刊》作者 周某某", ("周某某",)),
        ("石某/某某青年报", ("石某",)),
        ("By Jane Chan", ("Jane Chan",)),
        ("作者：网络整理", ()),
        ("責任編輯：王小明", ()),
        ("記者李大同攝", ()),
        ("文章來源：某報", ()),
    ],
)
def test_authors_are_read_from_the_byline(line: str, authors: tuple[str, ...]) -> None:
    assert read_page(page_of(f"<div>{line}</div>", *PROSE).encode()).authors == authors


def test_metadata_names_persons_not_publishers() -> None:
    said = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "某某新聞網"},
            {
                "@type": ["NewsArticle"],
                "author": [{"@type": "Person", "name": "王小明"}, {"name": "某某新聞網"}],
                "publisher": {"name": "某某新聞網"},
                "datePublished": "2025-10-16",
            },
        ],
    }
    head = f'<script type="application/ld+json">{json.dumps(said)}</script>'
    page = read_page(page_of(*PROSE, head=head).encode())

    assert page.authors == ("王小明",)
    assert page.source == "某某新聞網"
    assert page.date == "2025-10-16"


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("小鎮書店重新開張 - 某某網", "小鎮書店重新開張"),
        ("小鎮書店重新開張｜生活｜某某報", "小鎮書店重新開張"),
        ("小鎮書店重新開張_社會_某某新聞網", "小鎮書店重新開張"),
        ("人物｜他在小鎮開書店三十年的日子", "人物｜他在小鎮開書店三十年的日子"),
    ],
)
def test_a_title_without_a_headline_on_the_page_loses_the_site(title: str, headline: str) -> None:
    html = f"<html><head><title>{title}</title></head><body>{HAN}</body></html>"

    assert read_page(html.encode()).title == headline


@pytest.mark.parametrize(
    ("link", "url", "address"),
    [
        ("https://www.example.com.tw/a/1", "https://m.example.com.tw/a/1?utm=x",
         "https://www.example.com.tw/a/1"),
        ("/a/1", "https://example.com/a/1?from=feed", "https://example.com/a/1"),
        ("https://evil.example/a", "https://example.com/a/1", "https://example.com/a/1"),
        ("https://example.com/", "https://example.com/a/1", "https://example.com/a/1"),
        ("javascript:alert(1)", "https://example.com/a/1", "https://example.com/a/1"),
        ("http://[bad", "https://example.com/a/1", "https://example.com/a/1"),
        ("https://example.com/新聞", "", "https://example.com/%E6%96%B0%E8%81%9E"),
        ("javascript:alert(1)", "", ""),
    ],
)  # fmt: skip
def test_the_address_is_the_canonical_one_of_the_same_site(
    link: str, url: str, address: str
) -> None:
    head = f'<link rel="canonical" href="{link}">'

    assert read_page(page_of(*PROSE, head=head).encode(), url).url == address


def test_topics_are_keywords_that_the_article_holds() -> None:
    head = '<meta name="keywords" content="人行道,工務局,某某網,娛樂新聞">'

    assert read_page(page_of(*PROSE, head=head).encode()).topics == ("人行道", "工務局")


@pytest.mark.parametrize(
    "sentence",
    [
        "台灣希望加入這個協定成為會員，但是談判並不順利。",
        "他未經授權使用別人的照片，被判賠十萬元。",
        "飲酒過量會影響健康，醫師說。",
        "她按下分享，影片一夜之間有百萬人看過。",
        "最新消息指出，列車已經恢復行駛。",
        "吸菸有害健康，這句話印在每一包菸上。",
        "他請記者關注我們這些住在山上的人。",
    ],
)
def test_sentences_of_news_are_not_taken_for_furniture(sentence: str) -> None:
    text = extract(page_of(*PROSE, f"<p>{sentence}</p>", *PROSE).encode()).text

    assert sentence in text


@pytest.mark.parametrize("short", ["他沒有回答。", "「我不去。」"])
def test_short_sentences_at_the_ends_are_kept(short: str) -> None:
    article = extract(page_of(f"<p>{short}</p>", *PROSE, f"<p>{short}</p>").encode())
    said = [paragraph.text for paragraph in article.paragraphs]

    assert said[0] == said[-1] == short


def test_without_the_libraries_a_page_says_how_to_install_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("trafilatura", "readability", "lxml"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(InputError) as failure:
        read_page(page_of(*PROSE).encode(), "https://example.com/a")

    assert failure.value.code == "web_missing"


def test_own_pages_are_in_several_encodings() -> None:
    assert {own.encoding for own in own_pages()} >= {"utf-8", "big5hkscs", "gb18030", "utf-16"}


def test_a_text_that_a_script_would_show_is_read() -> None:
    hidden = f'<div style="visibility: hidden">{"".join(PROSE)}</div>'

    assert "工務局局長" in extract(page_of(hidden).encode()).text


def test_a_small_hidden_part_is_not_read() -> None:
    hidden = "<p style='display:none'>原本的標題是另外一個，讀者看不到這一句話，也不應該讀到。</p>"

    assert "讀者看不到" not in extract(page_of(*PROSE, hidden, *PROSE).encode()).text


def test_a_part_made_mostly_of_links_is_left_out_with_its_title() -> None:
    links = "<a href='/1'>舊橋下的釣魚人</a></li><li><a href='/2'>夜市裡的補鞋匠</a>"
    part = f"<section><b>大家愛讀</b><ul><li>{links}</li></ul><p>以上</p></section>"
    text = extract(page_of(*PROSE, part, *PROSE).encode()).text

    assert "大家愛讀" not in text
    assert "以上" not in text


@pytest.mark.parametrize(
    ("row", "names"),
    [
        ("<div>某某新聞 | 嚴立心 綜合報導</div>", ("嚴立心",)),
        ("<div>國際中心 綜合報導</div>", ()),
        (
            "<div><a>符慧敏</a><span>報道</span> <a>許俊傑</a><span>報道</span></div>",
            ("符慧敏", "許俊傑"),
        ),
        ("<div class='author-box'><a>薛百川</a> <span>百川歸海</span></div>", ("薛百川",)),
        ("<div class='author-box'>本報編輯部</div>", ()),
        ("<p>◎ 韓良憶</p>", ("韓良憶",)),
        ("<p>報導：林詩婷</p>", ("林詩婷",)),
        ("<p>某某社記者 陳莉雅 發自台北</p>", ("陳莉雅",)),
        ("<p>特约撰稿人 阮一鸣</p>", ("阮一鸣",)),
        ("<p>作者：[美]約翰·史密斯</p>", ("約翰·史密斯",)),
        ("<p>責任編輯／洪雅芳</p>", ()),
        ("<p>攝影：黃偉倫</p>", ()),
    ],
)
def test_bylines_in_other_forms(row: str, names: tuple[str, ...]) -> None:
    page = read_page(page_of(row, *PROSE).encode())

    assert page.authors == names


def test_the_publisher_is_no_person_that_signs() -> None:
    head = '<meta property="og:site_name" content="晨光">'
    row = "<div class='author-name'>{}</div>"

    for name, authors in (("晨光", ()), ("林詩婷", ("林詩婷",))):
        page = read_page(page_of(row.format(name), *PROSE, head=head).encode())
        assert page.authors == authors


def test_a_byline_with_all_authors_goes_before_metadata_with_one() -> None:
    head = '<meta name="author" content="符慧敏">'
    row = "<div>文／許俊傑、符慧敏</div>"

    assert read_page(page_of(row, *PROSE, head=head).encode()).authors == ("許俊傑", "符慧敏")


@pytest.mark.parametrize("name", ["{}", "{", "{a}b", "{a}", "", "a:b", "<", ":", "xmlns:"])
def test_no_name_of_an_attribute_keeps_a_page_from_being_read(name: str) -> None:
    marked = [line.replace("<p>", f'<p {name}="x" class="text">') for line in PROSE]
    page = read_page(page_of(*marked).replace("<body", f'<body {name}="y"').encode())
    assert [block.text for block in page.blocks if block.taken][-1] == PROSE[-1][3:-4]


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<pre><code>def read(page):\n    return page\n\nread(1)</code></pre>",
         ["def read(page):", "return page", "read(1)"]),
        ("<pre>海星 三班\n<b>海月\n</b>兩班</pre>", ["海星 三班", "海月", "兩班"]),
        ('<div style="white-space: pre-wrap">海星三班。\n\n海月兩班。</div>',
         ["海星三班。", "海月兩班。"]),
        ('<p style="white-space: normal">海星三班，\n海月兩班。</p>', ["海星三班， 海月兩班。"]),
    ],
)  # fmt: skip
def test_line_ends_stay_where_a_page_shows_them(markup: str, lines: list[str]) -> None:
    article = extract(page_of(*PROSE[:2], markup, PROSE[2]).encode())
    assert [p.text for p in article.paragraphs][2:-1] == lines
