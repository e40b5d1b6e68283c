"""Pages that show the beginning of an article, the rest being for those who pay."""

import pytest

from reader.ingest.files import page_notices
from reader.ingest.html import read_page
from reader.model.page_content import PageContent
from tests.ingest.html.own_pages import PROSE, page_of

CLOSED = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "測試用的新聞標題",'
    ' "isAccessibleForFree": %s}</script>'
)


def _read(*after: str, head: str = "", prose: str = PROSE[2]) -> PageContent:
    return read_page(page_of(*PROSE[:2], prose, *after, head=head).encode())


@pytest.mark.parametrize(
    "line",
    [
        "本文為訂戶專屬內容",
        "本篇文章僅供會員閱讀，付費會員專享",
        "訂閱後即可閱讀全文",
        "付费阅读全文",
        "登入後繼續閱讀",
        "加入會員，解鎖全文",
        "還有 1,280 字未顯示",
        "剩余78%未读",
        "試讀結束",
        "Subscribe to continue reading",
    ],
)
def test_a_teaser_is_taken_and_told(line: str) -> None:
    page = _read(f"<div class=box>{line}</div>")

    assert page.teaser
    assert page_notices(page) == [("teaser", {})]
    assert len([block for block in page.blocks if block.taken]) == 3
    assert line in [block.text for block in page.blocks if page.leaves_out(block)]


@pytest.mark.parametrize(
    ("closed", "prose", "line", "teaser"),
    [
        ("false", PROSE[2], "<div class=box>立即訂閱</div>", True),
        ('"False"', "<p>局長說，明年的事要看預算，今年還不能說工程會怎麼樣…</p>", "", True),
        ("false", PROSE[2], "", False),
        ("true", PROSE[2], "<div class=box>訂閱後即可閱讀全文</div>", False),
    ],
)
def test_what_a_page_says_of_who_may_read_it(
    closed: str, prose: str, line: str, teaser: bool
) -> None:
    assert _read(line, head=CLOSED % closed, prose=prose).teaser == teaser


@pytest.mark.parametrize(
    "line",
    ["<p>訂閱電子報，每天收到新聞</p>", "<p>加入會員</p>", "<h2>延伸閱讀</h2>", "<p>分享 收藏</p>"],
)
def test_a_call_below_a_whole_article_makes_no_teaser(line: str) -> None:
    assert not _read(line).teaser


def test_an_article_that_tells_of_subscribers_is_no_teaser() -> None:
    told = "<p>報社表示，訂閱後才能閱讀全文的文章今年會增加，還有 300 字的摘要會免費。</p>"

    assert not _read(told, PROSE[0].replace("今天", "昨天")).teaser


def test_a_text_that_the_page_holds_for_machines_is_whole() -> None:
    body = "".join(PROSE).replace("<p>", "").replace("</p>", "\\n") * 3
    head = (CLOSED % "false").replace('"headline"', f'"articleBody": "{body}", "headline"')
    page = read_page(page_of(PROSE[0], "<p>訂閱後即可閱讀全文</p>", head=head).encode())

    assert not page.teaser
    assert len([block for block in page.blocks if block.taken]) == 9


@pytest.mark.parametrize(
    "call",
    [
        "這篇為付費會員限定",
        "登入會員才能讀完本文",
        "您本月的免費篇數已達上限",
        "Join as a member to keep reading",
    ],
)
@pytest.mark.parametrize("form", ["<p>{}</p>", "<div><h3>{}</h3><a href='/buy'>前往</a></div>"])
def test_whatever_words_ask_to_pay_for_the_rest_it_is_told(call: str, form: str) -> None:
    page = read_page(page_of(*PROSE[:2], form.format(call)).encode())
    assert page.teaser
    assert call not in [block.text for block in page.blocks if block.taken]


@pytest.mark.parametrize(
    "call", ["登入後可以留言", "會員專屬活動開始報名", "加入會員，支持我們", "訂閱早報"]
)
def test_other_calls_are_no_teaser(call: str) -> None:
    assert not read_page(page_of(*PROSE, f"<p>{call}</p>").encode()).teaser
