"""Pages of articles that are in the library, and what they say later in place of them."""

from collections.abc import Callable

import pytest
from local_server import LocalServer
from test_feeds import NEAR, item, rss

from reader.errors import InputError
from reader.library import Library
from reader.library.feeds import offers as feed_offers
from reader.library.feeds import subscriptions as feeds
from reader.library.intake import offers as adding
from reader.model import Span, Tag
from reader.model.feed import FeedOutcome

HTML = {"Content_Type": "text/html; charset=utf-8"}
LINES = (
    "市政府昨天說，夜班渡輪十月起加開，由中環開往梅窩，平日三班，週末五班。",
    "住在梅窩的陳女士說，她每天在中環上班，以前錯過了末班船就要坐計程車。",
    "船公司表示，加開的班次會試行半年，到時候再看乘客多少，決定要不要長期開下去。",
)
PAGE = (
    "<!doctype html><html><head><title>夜班渡輪加開</title></head><body><article>"
    f"<h1>夜班渡輪加開</h1>{''.join(f'<p>{line}</p>' for line in LINES)}</article></body></html>"
).encode()
DELETED = "<title>提示</title><h2>該內容已被發布者刪除</h2>".encode()
LOST = "<title>404</title><p>您要找的網頁不存在。</p>".encode()
LOGIN = "<title>南灣</title><h1>請先登入</h1><input type=password>".encode()
FRONT = "<title>南灣新聞</title><p>今天的新聞都在這裡，請慢慢看。</p>".encode()

Taken = Callable[[], tuple[str, str]]


def refresh(library: Library) -> FeedOutcome:
    """What became of the only feed."""
    (outcome,) = feeds.refresh(library, policy=NEAR, force=True, apart=0.0).outcomes
    return outcome


def subscribe(library: Library, url: str, *, full_text: bool = True) -> None:
    feeds.subscribe(library, url, policy=NEAR, full_text=full_text)


@pytest.fixture
def taken(library: Library, server: LocalServer) -> Taken:
    """An article of a feed, from its page, with a mark of mine on it."""

    def take() -> tuple[str, str]:
        link = server.page("/2025/1.html", PAGE, **HTML)
        first = item("1", "夜班渡輪加開", "<p>摘要一句。</p>", link=link)
        subscribe(library, server.page("/feed", rss(first)))
        refresh(library)
        article = library.find("夜班渡輪加開")
        start = library.open(article).text.index("試行半年")
        library.submit(lambda e: e.become("王")).result()
        library.submit(lambda e: e.edit(article, Span(start, start + 4), tag=Tag.FACT)).result()
        return article, link

    return take


def changed(server: LocalServer, link: str, text: str = "<p>摘要兩句。</p>") -> None:
    """The feed has another edition of the item."""
    server.page("/feed", rss(item("1", "夜班渡輪加開", text, link=link)))


def stands(library: Library, article: str) -> None:
    """The text and its mark are as they were."""
    assert len(library.revisions(article)) == 1
    (mark,) = library.annotations(article)
    assert mark.span is not None
    assert library.open(article).text[mark.span.start : mark.span.end] == "試行半年"


@pytest.mark.parametrize(
    ("page", "what"), [(DELETED, "page_deleted"), (LOST, "page_missing"), (LOGIN, "page_login")]
)
def test_a_page_that_shows_the_article_no_more_is_told_and_changes_nothing(
    library: Library, server: LocalServer, taken: Taken, page: bytes, what: str
) -> None:
    article, link = taken()
    server.page("/2025/1.html", page, **HTML)
    changed(server, link)
    outcome = refresh(library)
    (told,) = outcome.pages
    assert (told.what, told.title, told.became) == (what, "夜班渡輪加開", "stays")
    assert (outcome.new, outcome.changed, outcome.fallbacks) == (0, 0, 0)
    stands(library, article)
    fate = library.fate(article)
    assert (fate.what if fate else "page_login") == what
    if fate:
        assert (what, {"day": fate.day, "url": link}) in library.open(article).notices
    assert refresh(library).pages == ()  # it is told once


def test_an_address_that_leads_to_the_front_page_shows_no_article(
    library: Library, server: LocalServer, taken: Taken
) -> None:
    article, link = taken()
    server.page("/", FRONT, **HTML)
    server.page("/2025/1.html", b"", "302 Found", Location="/")
    changed(server, link)
    assert [page.what for page in refresh(library).pages] == ["page_missing"]
    stands(library, article)


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone"])
def test_a_server_may_say_it_itself(
    library: Library, server: LocalServer, taken: Taken, status: str
) -> None:
    article, link = taken()
    server.page("/2025/1.html", b"", status)
    changed(server, link)
    assert [page.what for page in refresh(library).pages] == ["page_missing"]
    stands(library, article)


def test_a_page_that_cannot_be_had_today_leaves_the_text_and_is_asked_for_again(
    library: Library, server: LocalServer, taken: Taken
) -> None:
    article, link = taken()
    server.page("/2025/1.html", b"", "503 Service Unavailable")
    changed(server, link)
    assert refresh(library).pages == ()
    stands(library, article)
    server.page("/2025/1.html", PAGE.replace("半年".encode(), "一年".encode()), **HTML)
    assert refresh(library).changed == 1
    assert "試行一年" in library.open(article).text


def test_a_correction_that_the_feed_itself_carries_comes_in_all_the_same(
    library: Library, server: LocalServer, taken: Taken
) -> None:
    article, link = taken()
    server.page("/2025/1.html", LOGIN, **HTML)
    changed(server, link, "".join(f"<p>{line}</p>" for line in LINES).replace("三班", "四班"))
    outcome = refresh(library)
    assert (outcome.changed, [page.became for page in outcome.pages]) == (1, ["own_text"])
    assert "平日四班" in library.open(article).text


def test_the_feed_itself_may_carry_the_notice(
    library: Library,
    server: LocalServer,
) -> None:
    whole = "".join(f"<p>{line}</p>" for line in LINES)
    feed = server.page("/feed", rss(item("1", "夜班渡輪加開", whole)))
    subscribe(library, feed, full_text=False)
    refresh(library)
    article = library.find("夜班渡輪加開")
    gone = "<p>該內容已被發布者刪除</p>"
    server.page("/feed", rss(item("1", "夜班渡輪加開", gone), item("2", "早班渡輪停駛", gone)))
    outcome = refresh(library)
    found = {(page.title, page.became) for page in outcome.pages}
    assert found == {("夜班渡輪加開", "stays"), ("早班渡輪停駛", "not_taken")}
    assert len(library.revisions(article)) == 1
    assert "早班渡輪停駛" not in {entry.head.title for entry in library.list()}


def test_a_page_that_is_back_is_no_longer_gone(
    library: Library, server: LocalServer, taken: Taken
) -> None:
    article, link = taken()
    server.page("/2025/1.html", DELETED, **HTML)
    changed(server, link)
    refresh(library)
    assert library.fate(article) is not None
    server.page("/2025/1.html", PAGE, **HTML)
    adding.accept(library, adding.offer_address(link, library=library, allow_private=True))
    assert library.fate(article) is None
    assert "試行半年" in library.open(article).text


@pytest.mark.parametrize("screen", [True, False])
def test_asking_for_the_address_again_tells_the_articles_title(
    library: Library, server: LocalServer, taken: Taken, screen: bool
) -> None:
    article, link = taken()
    server.page("/2025/1.html", DELETED, **HTML)
    ask = feed_offers.look if screen else adding.offer_address
    asked = (library, link) if screen else (link,)
    more = {} if screen else {"library": library}
    with pytest.raises(InputError) as caught:
        ask(*asked, allow_private=True, **more)  # type: ignore[operator]
    assert caught.value.code == "article_page_deleted"
    assert caught.value.params == {"title": "夜班渡輪加開", "path": link}
    stands(library, article)
    assert library.fate(article) is not None


def test_an_address_that_nobody_knows_is_refused_as_what_it_says(
    library: Library, server: LocalServer
) -> None:
    url = server.page("/2025/9.html", LOST, **HTML)
    with pytest.raises(InputError) as caught:
        adding.offer_of(url, library=library, allow_private=True)
    assert (caught.value.code, caught.value.params["path"]) == ("page_missing", url)


NOTICES = (
    ("南灣新聞", "主機搬遷中", "本網站正在搬遷主機，預計今晚十時恢復，造成不便，敬請見諒。"),
    ("Just a second", "Checking", "Please wait while our site checks your browser for security."),
    ("南灣新聞", "區域限制", "抱歉，您所在的國家不能瀏覽本網站的這則內容。"),
    ("南灣號", "提示", "該公眾號已註銷，內容不再可見，您可以搜尋別的公眾號。"),
)


@pytest.mark.parametrize("notice", NOTICES)
def test_a_notice_of_whatever_words_changes_nothing_and_the_page_is_asked_for_again(
    library: Library, server: LocalServer, taken: Taken, notice: tuple[str, ...]
) -> None:
    article, link = taken()
    name, headline, said = notice
    page = f"<title>{name}</title><main><h1>{headline}</h1><p>{said}</p></main>"
    server.page("/2025/1.html", page.encode(), **HTML)
    changed(server, link)
    outcome = refresh(library)
    assert [(it.became, it.article) for it in outcome.pages] == [("stays", article)]
    assert (outcome.new, outcome.changed) == (0, 0)
    stands(library, article)


def test_a_short_text_that_has_nothing_of_the_article_is_told_and_changes_nothing(
    library: Library, server: LocalServer, taken: Taken
) -> None:
    article, link = taken()
    poem = "<p>2025-10-02</p><p>秋天的風，吹過空無一人的海灘。</p>"
    page = f"<article><h1>夜班渡輪加開</h1>{poem}</article>"
    server.page("/2025/1.html", page.encode(), **HTML)
    changed(server, link)
    outcome = refresh(library)
    assert [(it.what, it.became) for it in outcome.pages] == [("page_shrunk", "stays")]
    stands(library, article)
    fate = library.fate(article)
    assert fate is not None
    assert fate.what == "page_shrunk"


def test_a_shorter_edition_of_the_article_is_taken(
    library: Library, server: LocalServer, taken: Taken
) -> None:
    article, link = taken()
    server.page("/2025/1.html", PAGE.replace(f"<p>{LINES[1]}</p>".encode(), b""), **HTML)
    changed(server, link)
    assert refresh(library).changed == 1
    assert LINES[1] not in library.open(article).text
