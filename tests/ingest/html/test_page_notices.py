"""Pages that say what became of an article, and articles that are about just that."""

import pytest

from reader.errors import InputError
from reader.ingest.feeds import FeedItem
from reader.ingest.html import read_page
from reader.ingest.landing import is_elsewhere
from reader.library.feeds.item_articles import from_item
from reader.model.feed import Feed
from tests.ingest.html.own_pages import PROSE, page_of

HOME = "<a href='/'>返回首頁</a>"


def _page(body: str, title: str = "") -> bytes:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()


def _refusal(page: bytes) -> str:
    with pytest.raises(InputError) as failure:
        read_page(page, "https://news.example/2025/1.html")
    return failure.value.code


@pytest.mark.parametrize(
    "body",
    [
        "<div class='weui-msg'><h2>该内容已被发布者删除</h2><p>微信公众平台运营中心</p></div>",
        "<h2>此内容因违规无法查看</h2><p>由用户投诉并经平台审核，涉嫌违反相关法律法规和政策，查看对应规则</p>",
        "<p>此帐号已自主注销，内容无法查看</p>",
        f"<h1>南灣新聞</h1><p>文章已刪除</p>{HOME}",
        f"<p>本文已下架</p><p>如有疑問，請聯絡客服。</p>{HOME}",
        f"<p>很抱歉，這篇新聞已被移除。</p>{HOME}",
        "<h1>This post was deleted</h1><p>This content has been removed by its author.</p>",
    ],
)
def test_a_page_that_says_it_was_taken_down_is_told_as_that(body: str) -> None:
    assert _refusal(_page(body)) == "page_deleted"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("找不到網頁 | 南灣新聞", f"<h1>找不到網頁</h1><p>很抱歉，您要找的網頁不存在。</p>{HOME}"),
        ("404", f"<h1>404</h1><p>抱歉，您访问的页面不存在或已被移除</p><p>5秒后自动跳转</p>{HOME}"),
        ("", "<p>出错啦，您访问的新闻不存在！</p><p>请检查网址是否正确。</p>"),
        ("", f"<p>抱歉，您要找的網頁可能已被移除、更名或暫時停用。</p>{HOME}"),
        (
            "Page not found",
            "<h1>Page not found</h1><p>The page you are looking for doesn't exist.</p>",
        ),
        (
            "找不到頁面 | 南灣新聞",
            "<h1>找不到您要的頁面</h1><p>您要瀏覽的網頁可能已經移除、更名，或暫時無法使用。</p>",
        ),
        ("", "<p>Sorry, this page may have been removed by its author.</p>"),
        ("404 - 南灣新聞", f"<p>請回到首頁，或使用搜尋。</p>{HOME}"),
    ],
)
def test_a_page_that_was_not_found_is_told_as_that(title: str, body: str) -> None:
    assert _refusal(_page(body, title)) == "page_missing"


def test_other_articles_that_such_a_page_links_to_are_not_its_text() -> None:
    teasers = "".join(
        f"<p><a href='/{n}'>第{n}座橋今天通車，市長說每天可以分擔四萬輛汽車。</a></p>"
        for n in range(4)
    )
    body = f"<h1>找不到網頁</h1><div><p>您要找的網頁不存在。</p>{teasers}</div>"

    assert _refusal(_page(body, "找不到網頁")) == "page_missing"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (
            "央視刪文惹議",
            "<p>該文章已被刪除。</p><p>網友認為，刪文只會讓更多人好奇，平台應該說清楚。</p>",
        ),
        ("局長貼文不見了", "<p>市府說，這篇貼文已被作者刪除，內容與事實不符，以後會先查證。</p>"),
        ("404", "".join(PROSE)),
        ("找不到網頁", "".join(PROSE)),
        (
            "社群平台大當機",
            "<p>「找不到網頁」，昨天下午全國有三百萬人打開手機，只看到這幾個字。</p>",
        ),
        ("官網當機", "<p>公視官網今天下午出現 404，頁面無法顯示，傍晚才恢復，原因還在調查。</p>"),
        (
            "新書《文章已刪除》",
            "<p>作者王大明說，書名來自他在網路上最常看到的五個字，他寫了三年。</p>",
        ),
        (
            "The page that vanished",
            "<p>The page was deleted on Monday, and readers want it back.</p>",
        ),
    ],
)
def test_an_article_about_deleted_posts_and_lost_pages_is_an_article(title: str, said: str) -> None:
    assert read_page(page_of(said, title=title).encode()).title == title


def test_a_poem_of_short_lines_is_an_article() -> None:
    lines = "".join(f"<p>{n}號的路燈還亮著</p>" for n in "一二三四五六七八九十百千萬")
    page = page_of(
        f"<p>頁面不存在</p>{lines}<p>我們在雨裡等了一整夜，誰也沒有說話。</p>", title="404"
    )

    assert "頁面不存在" in [block.text for block in read_page(page.encode()).blocks if block.taken]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<p>該內容已被發布者刪除</p>", "page_deleted"),
        ("文章不存在或已被刪除。", "page_missing"),
        ("該影片已被移除。", ""),
        ("王大明說，該文章已被刪除，他很遺憾。", ""),
    ],
)
def test_what_a_feed_carries_may_say_the_same(text: str, code: str) -> None:
    item = FeedItem(key="1", title="夜班渡輪加開", url="", date="", html=text)
    feed = Feed("f", "https://news.example/rss")
    if not code:
        assert from_item(feed, item).title == "夜班渡輪加開"
        return
    with pytest.raises(InputError) as failure:
        from_item(feed, item)
    assert failure.value.code == code


SITE = "https://www.news.example"


@pytest.mark.parametrize(
    ("asked", "got", "elsewhere"),
    [
        ("/2025/03/02/1234.html", "/", True),
        ("/2025/03/02/1234.html", "/index.html", True),
        ("/news/ferries-at-night-from-october", "/zh-tw/", True),
        ("/a/1234", "/404.html", True),
        ("/a/1234", "/error/404", True),
        ("/a/1234", "https://m.news.example/", True),
        ("/a/1234", "https://other.example/", False),
        ("/a/1234", "/a/5678", False),
        ("/a/1234", "/?p=1234", False),
        ("/news", "/", False),
        ("/", "/index.html", False),
        ("/a/1234", "/a/1234", False),
    ],
)
def test_the_address_of_an_article_may_lead_to_the_front_page(
    asked: str, got: str, elsewhere: bool
) -> None:
    there = got if got.startswith("https") else SITE + got
    assert is_elsewhere(SITE + asked, there) is elsewhere
