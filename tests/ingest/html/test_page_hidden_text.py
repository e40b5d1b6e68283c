"""The text of a page that its markup does not show, and pages that show none."""

import json
from urllib.parse import quote

import pytest

from reader.errors import InputError
from reader.ingest.html import extract, read_page
from tests.ingest.html.own_pages import PROSE, page_of

TITLE = "南灣市的渡輪明年換新船"
LINES = [line.removeprefix("<p>").removesuffix("</p>") for line in PROSE]
SHELL = (
    "<!DOCTYPE html><html><head><title>{title} | 南灣新聞</title>{head}</head><body>"
    "<nav><a href='/'>首頁</a></nav><h1>{title}</h1><div id='app'></div>"
    "<div class='foot'><p>隨時收看南灣新聞，立即下載</p></div>{scripts}</body></html>"
)


def _shell(scripts: str = "", head: str = "", title: str = TITLE) -> bytes:
    return SHELL.format(title=title, head=head, scripts=scripts).encode()


ITEM = {"title": TITLE, "text": "\n".join(LINES)}
MARKUP = {"title": TITLE, "content": "".join(PROSE)}
PARTS = {"headline": TITLE, "blocks": [{"type": "p", "value": line} for line in LINES]}


def _pushed(data: object, text: str = "", *, length: int) -> str:
    """Data as React sends it: rows of JSON and of texts, cut into pieces wherever it happens."""
    rows = ':HL["/a.css","style"]\n2:I[12,["34","a.js"],"Page"]\n'
    rows += f"1f:T{len(text.encode()):x},{text}" if text else ""
    page = json.dumps(["$", "main", None, {"note": "👍 \ud800", "data": data}])
    rows += f"5:{page}\n"
    pieces = (rows[at : at + length] for at in range(0, len(rows), length))
    calls = (f"self.__next_f.push([1,{json.dumps(piece)}])" for piece in pieces)
    return "".join(f"<script>{call}</script>" for call in calls)


@pytest.mark.parametrize(
    ("scripts", "head"),
    [
        (f'<script id="__NEXT_DATA__">{json.dumps({"props": {"item": ITEM}})}</script>', ""),
        (f'<script id="__NEXT_DATA__">{json.dumps({"props": {"item": PARTS}})}</script>', ""),
        (f"<script>window.__INITIAL_STATE__ = {json.dumps([MARKUP])};</script>", ""),
        (f"<script>window.state = JSON.parse({json.dumps(json.dumps([MARKUP]))});</script>", ""),
        (f"<script>var s = decodeURIComponent('{quote(json.dumps([MARKUP]))}');</script>", ""),
        (_pushed({"article": ITEM}, length=10_000), ""),
        (_pushed({"article": MARKUP}, length=37), ""),
        (_pushed({"article": {"title": TITLE, "body": "$1f"}}, MARKUP["content"], length=61), ""),
        (f"<script>window.__NUXT__=(function(a,b){{return {{t:a,c:b}}}}"
         f"({json.dumps(TITLE)},{json.dumps(MARKUP['content'])}))</script>", ""),
        ("", '<script type="application/ld+json">' + json.dumps(
            {"@type": "NewsArticle", "headline": TITLE, "articleBody": ITEM["text"]}
        ) + "</script>"),
    ],
)  # fmt: skip
def test_a_text_that_only_a_script_holds_is_read(scripts: str, head: str) -> None:
    article = extract(_shell(scripts, head))

    assert article.title == TITLE
    assert [p.text for p in article.paragraphs] == LINES


@pytest.mark.parametrize(
    "hidden",
    [
        '<div>- 閱讀更多 -</div><div style="display:none">{}</div>',
        '<div><p>展開全文</p></div><div class="rest" hidden>{}</div>',
        '<div style="display: none">{}</div><a href="#">Read more</a>',
    ],
)
def test_what_read_more_unfolds_is_read(hidden: str) -> None:
    said = [
        p.text for p in extract(page_of(*PROSE[:2], hidden.format(PROSE[2])).encode()).paragraphs
    ]

    assert said == LINES


def test_a_page_without_a_text_is_refused_as_such() -> None:
    with pytest.raises(InputError) as failure:
        read_page(_shell(), "https://example.com/a")

    assert (failure.value.code, failure.value.params["path"]) == (
        "page_empty",
        "https://example.com/a",
    )


@pytest.mark.parametrize(
    "wall",
    [
        "<h1>請先登入</h1><form><input name=u><input type=password></form>",
        "<h1>南灣會員</h1><p>您必須先登入才能閱讀這篇文章。</p>",
        "<h2>安全验证</h2><p>请完成验证后继续访问。</p>",
        "<h1>Just a moment...</h1><p>Please verify you are human.</p>",
    ],
)
def test_a_page_that_asks_to_log_in_is_refused_as_that(wall: str) -> None:
    page = f"<html><head><title>南灣</title></head><body>{wall}</body></html>"
    with pytest.raises(InputError) as failure:
        read_page(page.encode())

    assert failure.value.code == "page_login"


def test_a_short_article_beside_a_login_is_an_article() -> None:
    page = page_of("<form><input type=password><a>會員登入</a></form>", PROSE[0])

    assert extract(page.encode()).text == LINES[0]


REST = "".join(f"<p>{line}</p>" for line in LINES[2:])


@pytest.mark.parametrize(
    ("hidden", "after"),
    [
        (f"<div class='more-text' hidden>{REST}</div>", "<button>展開全文</button>"),
        (f"<div style='display:none'>{REST}</div>", "<p><a href='#'>閱讀全文</a></p>"),
        (f"<template>{REST}</template>", "<a class='m'>繼續閱讀</a>"),
        (f"<div class='fold'><div aria-hidden='true' hidden>{REST}</div></div>",
         "<div><span>查看更多</span></div>"),
    ],
)  # fmt: skip
def test_what_a_button_anywhere_near_unfolds_is_read(hidden: str, after: str) -> None:
    text = f"<div class='t'>{''.join(PROSE[:2])}<div class='ad'></div>{hidden}</div>{after}"
    said = [p.text for p in extract(page_of(text).encode()).paragraphs]

    assert said == LINES


def test_prose_that_nothing_unfolds_is_left_out_and_told() -> None:
    page = read_page(page_of(*PROSE[:2], f"<div hidden>{PROSE[2]}</div>").encode())

    assert [block.text for block in page.blocks if block.taken] == LINES[:2]
    assert LINES[2] in [block.text for block in page.blocks if page.leaves_out(block)]


@pytest.mark.parametrize(
    "hidden",
    [
        "<div hidden class='modal'><p>請選一個分享的方式，或者複製這個網址給朋友。</p></div>",
        "<div hidden><p>請輸入您的帳號，才能收藏這篇文章。</p><input name='u'></div>",
        "<template><p>{{ author }} 說過的話都在這裡。</p></template>",
    ],
)
def test_a_hidden_dialog_is_no_line_of_the_article(hidden: str) -> None:
    page = read_page(page_of(*PROSE, hidden, "<button>展開全文</button>").encode())

    assert [block.text for block in page.blocks if block.taken] == LINES
    assert not [
        block for block in page.blocks if "帳號" in block.text or "分享的方式" in block.text
    ]


@pytest.mark.parametrize("named", ["阅读原文", "查看原文", "返回首頁"])
def test_what_leads_to_another_page_unfolds_nothing(named: str) -> None:
    told = "每天說一條路的故事。"
    card = f'<div class="card" style="display:none"><label>簡介</label><span>{told}</span></div>'
    page = read_page(page_of(card, *PROSE, f"<div><span>{named}</span></div>").encode())

    assert [block.text for block in page.blocks if block.taken] == LINES


def test_the_card_of_an_account_is_no_line_of_its_article() -> None:
    card = (
        '<div id="js_profile_qrcode" style="display:none"><p><label>功能介绍</label>'
        "<span>每天說一條路的故事。</span></p></div>"
    )
    page = read_page(page_of(card, *PROSE, "<p><span>阅读原文</span></p>").encode())

    assert not any("故事" in block.text for block in page.blocks)
