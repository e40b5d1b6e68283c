"""Title, day, authors and source of pages that say them in odd places, or say what is none."""

import json

import pytest

from reader.ingest.html import extract, read_page
from reader.text.structure import parse
from tests.ingest.html.own_pages import PROSE, page_of

NAME = "渡輪明年換新船"
BODY = f"<div>{''.join(PROSE)}</div>"


def _page(title: str, *body: str, head: str = "") -> bytes:
    return (
        f"<html><head><meta charset='utf-8'><title>{title}</title>{head}</head>"
        f"<body>{''.join(body)}</body></html>"
    ).encode()


@pytest.mark.parametrize(
    ("title", "shown", "wanted"),
    [
        ("晚潮_原文、註釋及賞析_林小溪詩選_讀書站", "<h1>晚潮</h1>", "晚潮"),
        ("南灣碼頭的船長被調職，港務局說明 - 南灣日報", "<h1>南灣船長調職，港務局說明</h1>",
         "南灣船長調職，港務局說明"),
        ("渡輪明年換新船 - 南灣日報", "<div class=t>渡輪明年換新船</div>", "渡輪明年換新船"),
        ("渡輪明年換新船 - 南灣日報", "<h1><a href='/'>南灣日報</a></h1>", "渡輪明年換新船"),
    ],
)  # fmt: skip
def test_the_headline_goes_before_fragments_of_the_title(
    title: str, shown: str, wanted: str
) -> None:
    bold = f"<p><b>{title[:4]}</b></p><p>碼頭在一九七〇年完工，今年翻新。</p>"
    article = extract(_page(title, f"{shown}<div>{''.join(PROSE)}{bold}</div>"))

    assert article.title == wanted
    assert next(article.paragraphs).text.startswith("市府今天")


@pytest.mark.parametrize(
    ("head", "row", "date"),
    [
        ("<meta itemprop='dateUpdate' content='2024-05-06 09:08:07'>", "", "2024-05-06T09:08:07"),
        ("<meta itemprop='dateUpdate' content='24-05-06 09:08'>", "", "2024-05-06T09:08:00"),
        (
            "<meta itemprop='dateUpdate' content='2024-05-06 09:08'>",
            "發布時間：05-04",
            "2024-05-04",
        ),
        ("<script>var ct = '1714957687';</script>", "", "2024-05-06T09:08:07+08:00"),
        ("<script>var pubtime = '2024-05-06';</script>", "", "2024-05-06"),
        ("<script>var ct = 1714957687; var ct = 1604957687;</script>", "", ""),
    ],
)
def test_days_in_other_places(head: str, row: str, date: str) -> None:
    page = read_page(
        _page("渡輪明年換新船", f"<h1>渡輪明年換新船</h1><div>{row}</div>{BODY}", head=head)
    )

    assert page.date == date


@pytest.mark.parametrize(
    "words",
    [
        "<div class='author'><a>關注</a></div>",
        "<div class='author'><span>列印</span> <span>字體</span></div>",
        "<p>作者：未知</p>",
        "<p>作者：佚名　責任編輯：小藍</p>",
        "<span>分享</span> <span>2024-05-06 09:08</span> <span>收藏</span>",
        "<span>社會</span> <span>2024-05-06 09:08</span>",
    ],
)
def test_buttons_and_the_unknown_are_nobody(words: str) -> None:
    for place in (
        f"<div>{words}</div>{BODY}",
        f"{BODY}<div>{words}</div>",
        f"{BODY[:-6]}{words}</div>",
    ):
        assert extract(_page("渡輪明年換新船", f"<h1>渡輪明年換新船</h1>{place}")).authors == ()


def test_a_file_reads_bylines_as_a_page_does() -> None:
    text = "渡輪明年換新船\n\n作者：{}\n\n市府今天表示，新的渡輪將在下個月下水，預計一百天完成。\n"

    assert parse(text.format("未知")).authors == ()
    assert parse(text.format("林小溪")).authors == ("林小溪",)


def test_a_name_beside_the_day_is_the_author() -> None:
    row = "<div><span>林小溪</span><span>2024-05-06 09:08</span><span>3人評論</span></div>"

    assert extract(_page("渡輪明年換新船", f"<h1>渡輪明年換新船</h1>{row}{BODY}")).authors == (
        "林小溪",
    )


@pytest.mark.parametrize(
    ("title", "row", "source"),
    [
        ("渡輪明年換新船_碼頭_航線_準備", "2024-05-06 來源：南灣政務", "南灣政務"),
        ("渡輪明年換新船 - 南灣日報", "2024-05-06 來源：星河社", "南灣日報"),
        ("渡輪明年換新船 - 看南灣", "2024-05-06 來源：星河社", "看南灣"),
        ("渡輪明年換新船", "來源：網路", ""),
    ],
)
def test_the_source_is_the_publisher_s_name(title: str, row: str, source: str) -> None:
    page = read_page(_page(title, f"<h1>渡輪明年換新船</h1><div>{row}</div>{BODY}"))

    assert page.source == source


def test_the_page_of_an_account_names_the_account() -> None:
    page = read_page(
        _page(
            "",
            "<h1>渡輪明年換新船</h1><p><span>linxiaoxi</span><a id=js_name>南灣觀察</a></p>",
            BODY,
            head="<meta property=og:title content=渡輪明年換新船>"
            "<meta property=og:site_name content=微信公众平台><meta name=author content=linxiaoxi>",
        )
    )

    assert (page.source, page.authors) == ("南灣觀察", ("linxiaoxi",))


def test_what_stands_under_a_title_of_other_articles_is_left_out() -> None:
    teaser = (
        "<dl><dt><a href='/1'>別的新聞</a></dt><dd>港務局昨天公布別的消息，要大家注意。</dd></dl>"
    )
    others = f"<div><div class=t>為你推薦</div>{teaser * 3}</div>"
    article = extract(page_of(*PROSE, others).encode())

    assert "港務局昨天" not in article.text
    assert len(list(article.paragraphs)) == 3


@pytest.mark.parametrize(
    "told",
    [
        "記者 陳大文 被警方帶走，家屬不知去向。",
        "本報記者陳大文3日起休假。",
        "（記者陳大文）的證件被沒收。",
        "作者：陳大文，這個名字是假的。",
        "文：陳大文，圖：不詳，法官說。",
        "记者陈大文报道不实，法院判其道歉。",
    ],
)
@pytest.mark.parametrize("place", [0, 1, len(PROSE)])
def test_who_is_told_of_is_no_author(told: str, place: int) -> None:
    article = extract(page_of(*PROSE[:place], f"<p>{told}</p>", *PROSE[place:]).encode())
    assert article.authors == ()
    assert told in article.text


@pytest.mark.parametrize(
    "line",
    [
        "（記者陳大文／南灣報導）市府今天說，船要換了。",
        "记者陈大文／南湾报道　市府今天说，船要换了。",
        "新華社南灣3月1日電（記者陳大文）市府今天說，船要換了。",
        "市府今天說，船要換了。（陳大文／南灣報導）",
        "圖文：陳大文",
        "記者陳大文攝影報導",
        "特約撰述　陳大文",
        "采访人员 陈大文",
    ],
)
def test_a_byline_set_apart_from_its_sentence_names_the_author(line: str) -> None:
    (author,) = extract(page_of(f"<p>{line}</p>", *PROSE).encode()).authors
    assert author in ("陳大文", "陈大文")


COMMENT = "<span>阿海</span> 2026-03-12 08:11 <p>寫得好，船早就該換了。</p>"


@pytest.mark.parametrize(
    "comments",
    [
        f"<div class='comments'>{COMMENT}</div>",
        f"<section id='reply-list'><time datetime='2026-03-12'>{COMMENT}</time></section>",
        f"<h3>讀者留言</h3><div>{COMMENT}</div>",
    ],
)
def test_the_day_of_a_comment_is_not_the_article_s(comments: str) -> None:
    assert extract(page_of("<p>5小時前</p>", *PROSE, comments).encode()).date == ""


@pytest.mark.parametrize(
    "row",
    ["更新：2026-03-10 09:00　發布：2026-03-09 08:00", "最後修訂 2026/03/10｜刊登 2026/03/09"],
)
def test_the_day_of_publication_goes_before_that_of_a_change(row: str) -> None:
    assert extract(page_of(f"<p>{row}</p>", *PROSE).encode()).date[:10] == "2026-03-09"
    only = row.split("發布", 1)[0].split("｜", 1)[0]
    assert extract(page_of(f"<p>{only}</p>", *PROSE).encode()).date[:10] == "2026-03-10"


@pytest.mark.parametrize(
    "title", ["南灣新聞", "新聞內容", "南灣新聞｜天天見", "渡輪", "公告-南灣縣政府"]
)
def test_the_only_headline_of_a_page_goes_before_a_title_that_tells_nothing(title: str) -> None:
    page = page_of(*PROSE, title=title)
    page = page.replace(f"<h1>{title}</h1>", "<h1>渡輪換新船，誰來出錢？</h1>")
    assert extract(page.encode()).title == "渡輪換新船，誰來出錢？"


@pytest.mark.parametrize(
    "said",
    [
        {"author": "陳大文", "publishedAt": "2026-03-09T08:00:00+08:00"},
        {"authors": [{"name": "陳大文"}], "published_at": "2026-03-09 08:00:00"},
        {"byline": "陳大文", "publishTime": 1773014400},
        {"writer": {"displayName": "陳大文"}, "datePublished": 1773014400000},
    ],
)
def test_author_and_day_are_read_out_of_a_page_s_own_data(said: dict[str, object]) -> None:
    others = [{"title": "別的", "author": "林小明", "publishedAt": "2020-01-01"}]
    own = {"title": "測試用的一則新聞標題", "body": "".join(PROSE), **said, "related": others}
    data = json.dumps({"props": {"post": own, "hot": others}})
    script = f"<script id='__NEXT_DATA__' type='application/json'>{data}</script>"
    article = extract(page_of(*PROSE, script).encode())
    assert (article.authors, article.date[:10]) == (("陳大文",), "2026-03-09")


@pytest.mark.parametrize(
    "told", ["來源：不明，用途：不明，審計部這樣寫。", "資料來源：衛福部，議員說，這不夠。"]
)
def test_a_sentence_that_speaks_of_a_source_names_none(told: str) -> None:
    assert extract(page_of(*PROSE, f"<p>{told}</p>").encode()).source == ""
