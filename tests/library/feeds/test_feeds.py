"""Feeds in a library: from a real server on this machine into real files and a real database."""

import socket
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from itertools import pairwise

import pytest
from local_server import LocalServer

from reader.errors import InputError
from reader.ingest.network import Policy
from reader.library import Library
from reader.library.feeds import subscriptions as feeds
from reader.model import Role
from reader.model.feed import FeedProgress, Refreshed

NEAR = Policy(allow_private=True, deadline=10)
ATOM = 'xmlns="http://www.w3.org/2005/Atom"'


def item(
    key: str, title: str, html: str = "<p>渡輪十月起加開夜班，市民說很方便。</p>", **more: str
) -> str:
    rest = "".join(f"<{name}>{value}</{name}>" for name, value in more.items())
    return (
        f"<item><guid isPermaLink='false'>{key}</guid><title>{title}</title>"
        f"<description><![CDATA[{html}]]></description>{rest}</item>"
    )


def rss(*items: str, title: str = "渡輪報", end: str = "</channel></rss>", head: str = "") -> bytes:
    return f'<rss version="2.0"><channel><title>{title}</title>{head}{"".join(items)}{end}'.encode()


Refresh = Callable[..., Refreshed]


@pytest.fixture
def refresh(library: Library) -> Refresh:
    """Refreshes without waiting between requests, whether feeds are due or not."""

    def run(**options: object) -> Refreshed:
        settings: dict[str, object] = {"policy": NEAR, "force": True, "apart": 0.0}
        return feeds.refresh(library, **(settings | options))  # type: ignore[arg-type]

    return run


@pytest.fixture
def subscribed(library: Library, server: LocalServer) -> Callable[..., str]:
    """Serves a feed, subscribes to it and returns its id."""

    def add(target: str, body: bytes, *, full_text: bool = False, **headers: str) -> str:
        url = server.page(target, body, **headers)
        return feeds.subscribe(library, url, policy=NEAR, full_text=full_text).feed.id

    return add


def state(library: Library) -> feeds.Feed:
    (feed,) = feeds.listed(library)
    return feed


def titles(library: Library) -> list[str]:
    return sorted(entry.head.title for entry in library.list() if entry.head.source == "渡輪報")


def problems(refreshed: Refreshed) -> list[str]:
    return [outcome.problem.code for outcome in refreshed.problems if outcome.problem]


# subscribing


def test_subscribing_takes_the_title_and_asks_only_once(
    library: Library, server: LocalServer, refresh: Refresh
) -> None:
    url = server.page("/feed", rss(item("1", "夜班")))
    done = feeds.subscribe(library, f" {url} ", folder=" 港\x1b聞 ", policy=NEAR)
    assert done.new
    assert (done.feed.title, done.feed.folder, done.feed.url) == ("渡輪報", "港聞", url)
    assert done.reply is not None
    refreshed = refresh(fetched={done.feed.url: done.reply})
    assert (refreshed.new, server.targets()) == (1, ["/feed"])
    again = feeds.subscribe(library, url, policy=NEAR)
    assert (again.new, again.feed.id, server.targets()) == (False, done.feed.id, ["/feed"])


def test_a_page_leads_to_the_feeds_it_names(library: Library, server: LocalServer) -> None:
    server.page("/rss", rss(item("1", "夜班")))
    link = "<link rel=alternate type=application/rss+xml href=/{0} title={0}>"
    page = f"<!doctype html><head>{link.format('rss')}{link.format('sport')}</head>".encode()
    done = feeds.subscribe(library, server.page("/", page), policy=NEAR)
    assert done.feed.url == server.url("/rss")
    assert done.others == ((server.url("/sport"), "sport"),)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"<!doctype html><title>x</title>", "feed_none"),
        (b"plain text", "feed_unreadable"),
        (b"<?xml version='1.0'?><urlset/>", "feed_unreadable"),
    ],
)
def test_only_what_can_be_read_is_subscribed_to(
    library: Library, server: LocalServer, body: bytes, code: str
) -> None:
    with pytest.raises(InputError) as caught:
        feeds.subscribe(library, server.page("/", body), policy=NEAR)
    assert caught.value.code == code
    assert feeds.listed(library) == []


def test_this_machine_is_not_asked_unless_it_is_allowed(
    library: Library, server: LocalServer
) -> None:
    url = server.page("/", rss(item("1", "夜班")))
    with pytest.raises(InputError) as caught:
        feeds.subscribe(library, url)
    assert caught.value.code == "address_private"
    assert server.asked == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("javascript:alert(1)", "address_scheme"),
        ("", "address_scheme"),
        ("a b", "address_malformed"),
    ],
)
def test_what_is_no_address_is_told(library: Library, typed: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        feeds.subscribe(library, typed)
    assert caught.value.code == code


def test_addresses_may_be_typed_as_in_a_browser(library: Library, server: LocalServer) -> None:
    server.page("/feed", rss())
    done = feeds.subscribe(
        library,
        f"feed://127.0.0.1:{server.port}/feed".replace("feed:", "feed:http:", 1),
        policy=NEAR,
    )
    assert done.feed.url == server.url("/feed")
    with pytest.raises(InputError) as caught:
        feeds.subscribe(library, "127.0.0.1/feed")
    assert caught.value.params["url"] == "https://127.0.0.1/feed"


# items become articles


def test_an_item_becomes_an_article_with_all_that_is_known(
    library: Library, subscribed: Callable[..., str], refresh: Refresh
) -> None:
    html = (
        "<p>市府說，夜班渡輪十月起加開，由中環開往梅窩。</p><h3>班次</h3><p>平日三班，週末五班；票價"
        "和白天一樣，詳情見碼頭告示。</p><figure><img src=a><figcaption>梅窩碼頭的早上</figcaption>"
        "</figure><p>陳女士說，這樣下班就不用趕了。</p>"
    )
    body = item(
        "1", "夜班渡輪加開", html, link="https://ferry.example/1", author="a@b.example (陳大文)",
        pubDate="2025年10月16日 14:30", category="港聞",
    )  # fmt: skip
    subscribed("/feed", rss(body))
    assert refresh().new == 1
    document = library.open(library.find("夜班渡輪加開"))
    head = document.head
    assert (head.source, head.date, head.url) == (
        "渡輪報",
        "2025-10-16T14:30:00",
        "https://ferry.example/1",
    )
    assert (head.authors, head.topics) == (("陳大文",), ("港聞",))
    outline = document.outline
    roles = {
        outline.paragraph(n).of(document.text): outline.role(n) for n in range(len(outline.roles))
    }
    assert roles["班次"] is Role.HEADING
    assert roles["梅窩碼頭的早上"] is Role.CAPTION
    assert (library.root / head.path).read_text("utf-8").startswith("---\n")
    feed = state(library)
    assert (feed.articles, feed.unread, feed.problem) == (1, 1, None)


def test_the_same_items_bring_nothing_and_a_changed_one_a_revision(
    library: Library, server: LocalServer, subscribed: Callable[..., str], refresh: Refresh
) -> None:
    first, second = item("1", "夜班"), item("2", "早班", "<p>早班不變。</p>")
    subscribed("/feed", rss(first, second))
    assert refresh().new == 2
    assert (refresh().new, refresh().changed) == (0, 0)
    article = library.find("早班")
    server.page("/feed", rss(first, item("2", "早班", "<p>早班也加開了。</p>")))
    refreshed = refresh()
    assert (refreshed.new, refreshed.changed) == (0, 1)
    assert library.find("早班") == article
    assert library.open(article).text == "早班也加開了。"
    assert len(library.revisions(article)) == 2


def test_an_article_that_came_from_elsewhere_is_not_overwritten(
    library: Library, server: LocalServer, subscribed: Callable[..., str], refresh: Refresh
) -> None:
    """Two feeds of one paper name the same page, and one has only a summary of it."""
    link = "https://ferry.example/1"
    subscribed("/all", rss(item("a", "夜班", "<p>全文，很長很長的全文。</p>", link=link)))
    assert refresh().new == 1
    subscribed("/short", rss(item("b", "夜班", "<p>摘要</p>", link=link)))
    server.page("/short", rss(item("b", "夜班（更新）", "<p>新摘要</p>", link=link)))
    assert (refresh().new, refresh().changed) == (0, 0)
    assert titles(library) == ["夜班"]
    assert [feed.articles for feed in feeds.listed(library)] == [1, 1]


def test_an_article_that_two_items_are_counts_once(
    library: Library, server: LocalServer, subscribed: Callable[..., str], refresh: Refresh
) -> None:
    link = "https://ferry.example/1"
    subscribed("/feed", rss(item("a", "夜班", link=link)))
    refresh()
    server.page("/feed", rss(item("b", "夜班", link=link), item("c", "早班", "<p>早班不變。</p>")))
    refresh()
    assert titles(library) == ["夜班", "早班"]
    assert (state(library).articles, state(library).unread) == (2, 2)


def test_an_item_without_text_is_an_article_of_its_title(
    library: Library, server: LocalServer, subscribed: Callable[..., str], refresh: Refresh
) -> None:
    picture = "<p><img src='https://ferry.example/pier.jpg'></p>"
    subscribed(
        "/feed",
        rss(
            item("1", "夜班渡輪下月加開", ""),
            item("2", "碼頭的早上", picture),
            item("3", "", "<p>沒有標題的一段話，說得不短。</p>"),
        ),
    )
    (outcome,) = refresh().outcomes
    assert (outcome.new, outcome.empty) == (3, 0)
    assert titles(library) == ["夜班渡輪下月加開", "沒有標題的一段話，說得不短。", "碼頭的早上"]
    article = library.find("夜班渡輪下月加開")
    document = library.open(article)
    assert document.text == "夜班渡輪下月加開"
    assert [document.outline.role(n) for n in range(len(document.outline.roles))] == [Role.HEADING]
    (listed,) = [entry for entry in library.list() if entry.head.id == article]
    assert listed.claims == 0
    server.page("/feed", rss(item("1", "夜班渡輪下月加開", "<p>由中環開往梅窩。</p>")))
    refreshed = refresh()
    assert (refreshed.new, refreshed.changed) == (0, 1)
    assert library.open(article).text == "由中環開往梅窩。"


def test_items_without_words_are_counted_and_not_kept(
    library: Library, server: LocalServer, subscribed: Callable[..., str], refresh: Refresh
) -> None:
    subscribed("/feed", rss(item("1", "", "<p><img src=a></p>"), item("2", "夜班")))
    (outcome,) = refresh().outcomes
    assert (outcome.new, outcome.empty) == (1, 1)
    assert titles(library) == ["夜班"]
    server.page("/feed", rss(item("1", "", "<p>閱讀全文</p>"), item("2", "夜班")))
    assert refresh().new == 1  # doubt keeps what there is
    assert refresh().outcomes[0].empty == 0


def test_hostile_titles_reach_neither_files_nor_database(
    library: Library, subscribed: Callable[..., str], refresh: Refresh
) -> None:
    names = [
        "../../evil",
        "/etc/passwd",
        "CON",
        "a\x1b]0;x\x07b",
        "&#27;[2J清",
        "=cmd()",
        "長" * 400,
        "\u202e夜",
    ]
    bodies = [
        item(
            str(n), name.replace("\x1b", "&#27;").replace("\x07", "&#7;"), f"<p>第{n}篇的內容。</p>"
        )
        for n, name in enumerate(names)
    ]
    subscribed("/feed", rss(*bodies))
    assert refresh().new == len(names)
    files = list(library.root.rglob("*.md"))
    assert {path.parent for path in files} == {library.articles}
    assert not (library.root.parent / "evil.md").exists()
    for entry in library.list():
        assert not set(entry.head.title + entry.head.path) & {"\x1b", "\x07", "\u202e"}


# which item is which

NIGHT = "<p>市府說，夜班渡輪十月起加開，由中環開往梅窩，平日三班，週末五班，票價和白天一樣。</p>"
WATER = "<p>水務署說，北區今晚十時起停水六小時，居民可以到三個水站取水，詳情見內文。</p>"
PIER = "<p>海事處說，三號碼頭的浮橋要換，工程從下週一起做兩個月，詳情見內文。</p>"
BOARD = "https://ferry.example/board"


def texts(library: Library) -> dict[str, str]:
    """The text of each article that the feed brought in, by its title and day."""
    return {
        f"{entry.head.title} {entry.head.date[:10]}".strip(): library.open(entry.head.id).text
        for entry in library.list()
        if entry.head.source == "渡輪報"
    }


def test_an_item_under_another_guid_at_its_address_is_the_same_one(
    library: Library, server: LocalServer, subscribed: Callable[..., str], refresh: Refresh
) -> None:
    page = "https://ferry.example/1"
    subscribed("/feed", rss(item("g1", "夜班", NIGHT, link=f"{page}?utm_source=rss")))
    assert refresh().new == 1
    article = library.find("夜班")
    again = item("g1-b", "夜班", NIGHT, link=f"{page}?utm_source=rss2")
    server.page("/feed", rss(again))
    done = refresh()
    assert (done.new, done.changed) == (0, 0)
    corrected = NIGHT.replace("三班", "四班")
    for guid in ("g1-c", "g1-d", "g1"):
        corrected = corrected.replace("</p>", "市府補充。</p>")
        server.page("/feed", rss(item(guid, "夜班", corrected, link=page)))
        done = refresh()
        assert (done.new, done.changed) == (0, 1)
        assert library.find("夜班") == article
    assert len(library.revisions(article)) == 4
    assert library.open(article).text.endswith("市府補充。" * 3)
    server.page("/feed", rss(item("g1-b", "夜班", NIGHT, link=page)))
    assert [(it.new, it.changed) for it in (refresh(), refresh())] == [(0, 1), (0, 0)]


def test_notices_at_one_address_stay_apart_however_they_come(
    library: Library, server: LocalServer, subscribed: Callable[..., str], refresh: Refresh
) -> None:
    def notice(title: str, html: str, day: str, guid: str = "") -> str:
        said = f"<guid isPermaLink='false'>{guid}</guid>" if guid else ""
        return (
            f"<item>{said}<title>{title}</title><link>{BOARD}</link><pubDate>{day}</pubDate>"
            f"<description><![CDATA[{html}]]></description></item>"
        )

    first = notice("停水通知", WATER, "2025-04-01")
    second = notice("碼頭工程", PIER, "2025-04-02")
    third = notice("夜班渡輪", NIGHT, "2025-04-03")
    subscribed("/feed", rss(first))
    assert refresh().new == 1
    for body, new in (((second, first), 1), ((third, second), 1), ((third,), 0), ((first,), 0)):
        server.page("/feed", rss(*body))
        done = refresh()
        assert (done.new, done.changed) == (new, 0)
    assert {title: text[:3] for title, text in texts(library).items()} == {
        "停水通知 2025-04-01": "水務署",
        "碼頭工程 2025-04-02": "海事處",
        "夜班渡輪 2025-04-03": "市府說",
    }
    corrected = notice("碼頭工程", PIER.replace("兩個月", "三個月"), "2025-04-02")
    server.page("/feed", rss(third, corrected, first))
    done = refresh()
    assert (done.new, done.changed) == (0, 1)
    assert "三個月" in texts(library)["碼頭工程 2025-04-02"]
    guided = [notice("停水通知", WATER, f"2025-05-0{n}", f"b{n}") for n in (1, 2)]
    server.page("/feed", rss(*guided))
    assert refresh().new == 1  # only one of them can be the notice that was there before


def test_a_guid_that_is_given_to_another_page_takes_nobodys_place(
    library: Library, server: LocalServer, subscribed: Callable[..., str], refresh: Refresh
) -> None:
    subscribed("/feed", rss(item("1", "停水通知", WATER, link="https://ferry.example/w")))
    assert refresh().new == 1
    other = item("1", "夜班渡輪", NIGHT, link="https://ferry.example/n")
    server.page("/feed", rss(other))
    assert [(it.new, it.changed) for it in (refresh(), refresh())] == [(1, 0), (0, 0)]
    assert len(titles(library)) == 2
    moved = item("1", "夜班渡輪", NIGHT.replace("三班", "四班"), link="https://ferry.example/n")
    server.page("/feed", rss(moved))
    done = refresh()
    assert (done.new, done.changed) == (0, 1)


def test_a_correction_of_who_wrote_it_is_one(
    library: Library, server: LocalServer, subscribed: Callable[..., str], refresh: Refresh
) -> None:
    subscribed("/feed", rss(item("1", "夜班", author="a@ferry.example (王大明)")))
    assert refresh().new == 1
    server.page("/feed", rss(item("1", "夜班", author="陳小文 (b@ferry.example)")))
    done = refresh()
    assert (done.new, done.changed) == (0, 1)
    assert library.open(library.find("夜班")).head.authors == ("陳小文",)


def test_a_feed_whose_items_all_name_the_front_page_loses_none(
    library: Library, subscribed: Callable[..., str], refresh: Refresh
) -> None:
    home = "https://ferry.example/"
    items = [
        item(f"g{n}", title, html, link=home)
        for n, (title, html) in enumerate((("夜班", NIGHT), ("停水", WATER), ("碼頭", PIER)))
    ]
    subscribed("/all", rss(*items))
    other = item("x", "浮橋", "<p>浮橋下週起停用，市民改走二號碼頭。</p>", link=home)
    subscribed("/more", rss(other, head=f"<link>{home}</link>"))
    assert refresh().new == 4


# full text

PAGE = """<!doctype html><html><head><title>夜班渡輪加開</title></head>
<body><nav><a href="/">首頁</a></nav>
<article><h1>夜班渡輪加開</h1><p>市政府昨天說，夜班渡輪十月起加開，由中環開往梅窩，平日三班，週末五班。</p>
<p>住在梅窩的陳女士說，她每天在中環上班，以前錯過了末班船就要坐計程車，現在不用趕了。</p>
<p>船公司表示，加開的班次會試行半年，到時候再看乘客多少，決定要不要長期開下去。</p></article>
<footer>版權所有</footer></body></html>"""


def test_full_text_comes_from_the_page_when_it_is_wanted(
    library: Library, server: LocalServer, subscribed: Callable[..., str], refresh: Refresh
) -> None:
    link = server.page("/1", PAGE.encode(), Content_Type="text/html; charset=utf-8")
    subscribed("/feed", rss(item("1", "夜班", "<p>摘要一句。</p>", link=link)), full_text=True)
    (outcome,) = refresh().outcomes
    assert (outcome.new, outcome.fallbacks) == (1, 0)
    document = library.open(library.find("夜班"))
    assert "住在梅窩的陳女士說" in document.text
    assert "版權所有" not in document.text
    assert (document.head.url, document.head.source) == (link, "渡輪報")


@pytest.mark.parametrize("status", ["200 OK", "404 Not Found"])
def test_a_page_that_gives_less_leaves_the_feeds_own_text_and_says_so(
    library: Library,
    server: LocalServer,
    subscribed: Callable[..., str],
    refresh: Refresh,
    status: str,
) -> None:
    link = server.page("/1", b"<!doctype html><p>please log in to read on</p>", status)
    own = "<p>" + "渡輪公司說，夜班會一直開到明年春天，市民不必擔心。" * 3 + "</p>"
    subscribed("/feed", rss(item("1", "夜班", own, link=link)), full_text=True)
    (outcome,) = refresh().outcomes
    assert (outcome.new, outcome.fallbacks, outcome.problem) == (1, 1, None)
    document = library.open(library.find("夜班"))
    assert document.text.startswith("渡輪公司說")
    assert ("feed_text_only", {"url": link}) in document.notices


# asking politely


def test_requests_are_conditional_and_an_unchanged_feed_is_not_read(
    library: Library, server: LocalServer, subscribed: Callable[..., str], refresh: Refresh
) -> None:
    subscribed(
        "/feed", rss(item("1", "夜班")), ETag='"v1"', Last_Modified="Thu, 16 Oct 2025 06:30:00 GMT"
    )
    refresh()
    server.page("/feed", status="304 Not Modified")
    assert problems(refresh()) == []
    asked = server.asked[-1].headers
    assert asked["if-none-match"] == '"v1"'
    assert asked["if-modified-since"] == "Thu, 16 Oct 2025 06:30:00 GMT"
    assert state(library).etag == '"v1"'


def seconds_until_due(library: Library) -> float:
    from datetime import datetime

    feed = state(library)
    return (datetime.fromisoformat(feed.due) - datetime.fromisoformat(feed.checked)).total_seconds()


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        (("", {}), 30),
        (("<ttl>5</ttl>", {}), 30),
        (("<ttl>120</ttl>", {}), 120),
        (("<ttl>999999</ttl>", {}), 24 * 60),
        (("", {"Cache_Control": "max-age=7200"}), 120),
        (("", {"Retry_After": "100000"}), 100_000 / 60),
    ],
)
def test_a_feed_says_when_it_is_due_again(
    library: Library,
    subscribed: Callable[..., str],
    refresh: Refresh,
    said: tuple[str, dict[str, str]],
    minutes: float,
) -> None:
    head, headers = said
    subscribed("/feed", rss(item("1", "夜班"), head=head), **headers)
    refresh()
    assert seconds_until_due(library) == pytest.approx(minutes * 60, abs=5)


def test_a_feed_that_is_not_due_is_not_asked_unless_forced(
    server: LocalServer, subscribed: Callable[..., str], refresh: Refresh
) -> None:
    subscribed("/feed", rss(item("1", "夜班")))
    refresh(force=False)
    count = len(server.asked)
    assert [outcome.waiting for outcome in refresh(force=False).outcomes] == [True]
    assert len(server.asked) == count
    refresh(force=True)
    assert len(server.asked) == count + 1


def test_failures_are_asked_again_later_and_later_and_forgotten_when_mended(
    library: Library, server: LocalServer, subscribed: Callable[..., str], refresh: Refresh
) -> None:
    subscribed("/feed", rss(item("1", "夜班")))
    server.page("/feed", status="500 Oops")
    waits = []
    for _ in range(8):
        assert problems(refresh()) == ["reply_status"]
        waits.append(round(seconds_until_due(library) / 60))
    assert waits == [30, 60, 120, 240, 480, 960, 1440, 1440]
    feed = state(library)
    assert feed.failures == 8
    assert feed.problem is not None
    assert feed.problem.params["status"] == 500
    server.page("/feed", rss(item("1", "夜班")))
    refresh()
    assert (state(library).failures, state(library).problem) == (0, None)


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_who_wants_to_be_asked_later_is(
    library: Library,
    server: LocalServer,
    subscribed: Callable[..., str],
    refresh: Refresh,
    status: str,
) -> None:
    subscribed("/feed", rss(item("1", "夜班")))
    server.page("/feed", status=status, Retry_After="20000")
    assert problems(refresh()) == ["reply_status"]
    assert seconds_until_due(library) == pytest.approx(20_000, abs=5)


def test_one_host_is_asked_by_one_at_a_time_with_pauses(
    server: LocalServer, subscribed: Callable[..., str], refresh: Refresh
) -> None:
    for number in range(3):
        subscribed(
            f"/{number}",
            rss(item("1", f"第{number}篇", link=server.url(f"/page{number}"))),
            full_text=True,
        )
        server.page(f"/page{number}", PAGE.encode())
    before = len(server.asked)
    refresh(apart=0.2)
    times = [asked.at for asked in server.asked[before:]]
    assert len(times) == 6
    assert min(later - earlier for earlier, later in pairwise(times)) >= 0.19
    assert server.busiest == 1


def test_several_hosts_are_asked_at_once(library: Library, refresh: Refresh) -> None:
    """Each server answers only when the other one has been asked, too."""
    both = threading.Barrier(2, timeout=10)
    servers = [LocalServer(), LocalServer()]
    try:
        for server in servers:
            url = server.page("/feed", rss(item("1", f"在{server.port}")))
            feeds.subscribe(library, url, policy=NEAR)

            def together(connection: socket.socket, port: int = server.port) -> None:
                both.wait()
                reply = rss(item("1", f"在{port}"))
                connection.sendall(b"HTTP/1.0 200 OK\r\n\r\n" + reply)

            server.rude("/feed", together)
        refreshed = refresh()
        assert (refreshed.new, problems(refreshed)) == (2, [])
    finally:
        for server in servers:
            server.close()


# trouble


def test_one_broken_feed_stops_no_other(
    library: Library, server: LocalServer, subscribed: Callable[..., str], refresh: Refresh
) -> None:
    for number in range(6):
        subscribed(f"/{number}", rss(item("1", f"第{number}篇", f"<p>第{number}篇的內容。</p>")))
    server.page("/0", status="410 Gone")
    server.page("/1", b"<!doctype html><p>moved</p>")
    server.bytes("/2", b"garbage\r\n\r\n")
    server.page("/3", b"\0\1\2\3" * 100)
    server.page("/4", rss(item("1", "第4篇", "<p>第四篇的內容。</p>"), end="<item><title>cut"))
    refreshed = refresh()
    assert sorted(problems(refreshed)) == [
        "feed_cut", "feed_is_page", "feed_unreadable", "reply_broken", "reply_status",
    ]  # fmt: skip
    assert titles(library) == ["第4篇", "第5篇"]
    kept = {feed.url: feed.problem.code for feed in feeds.listed(library) if feed.problem}
    assert kept[server.url("/0")] == "reply_status"


def test_a_feed_that_was_cut_is_asked_for_the_whole_of_it_again(
    library: Library, server: LocalServer, subscribed: Callable[..., str], refresh: Refresh
) -> None:
    subscribed("/feed", rss(item("1", "夜班"), end="<item>"), ETag='"1"')
    assert problems(refresh()) == ["feed_cut"]
    refresh()
    assert "if-none-match" not in server.asked[-1].headers


def test_progress_is_told_in_the_thread_that_asked(
    subscribed: Callable[..., str], refresh: Refresh
) -> None:
    subscribed(
        "/a", rss(item("1", "甲", "<p>甲的內容。</p>"), item("2", "乙", "<p>乙的內容。</p>"))
    )
    subscribed("/b", b"<rss><channel><title>b</title></channel></rss>")
    told: list[FeedProgress] = []
    threads = set()

    def progress(now: FeedProgress) -> None:
        told.append(now)
        threads.add(threading.current_thread())

    refresh(progress=progress)
    assert threads == {threading.current_thread()}
    assert (told[-1].done, told[-1].total, told[-1].new) == (2, 2, 2)
    assert [now.done for now in told] == sorted(now.done for now in told)
    assert sum(now.outcome is not None for now in told) == 2


def test_a_refresh_can_be_stopped_and_gone_on_with(
    library: Library, server: LocalServer, subscribed: Callable[..., str], refresh: Refresh
) -> None:
    bodies = [item(str(n), f"第{n}篇", f"<p>第{n}篇的內容。</p>") for n in range(5)]
    subscribed("/feed", rss(*bodies), ETag='"1"')
    stop = threading.Event()
    refreshed = refresh(stop=stop, progress=lambda _: stop.set())
    assert refreshed.stopped
    some = len(titles(library))
    assert 1 <= some < 5
    assert refresh().new == 5 - some
    assert len(titles(library)) == 5


def test_a_server_that_hangs_can_be_left(
    server: LocalServer, subscribed: Callable[..., str], refresh: Refresh
) -> None:
    subscribed("/feed", rss())
    stop = threading.Event()

    def hang(connection: object) -> None:
        stop.set()
        server.closing.wait(30)

    server.rude("/feed", hang)
    refreshed = refresh(stop=stop, policy=Policy(allow_private=True, deadline=60))
    assert (refreshed.stopped, refreshed.outcomes) == (True, ())


def test_a_library_that_cannot_be_written_to_is_told_and_ends_the_refresh(
    library: Library, subscribed: Callable[..., str], refresh: Refresh
) -> None:
    subscribed("/feed", rss(item("1", "夜班")))
    with closing(sqlite3.connect(library.database)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Exception, match="library_locked"):
            refresh()
    assert refresh().new == 1


def test_reading_goes_on_while_feeds_are_refreshed(
    library: Library,
    article: str,
    server: LocalServer,
    subscribed: Callable[..., str],
    refresh: Refresh,
) -> None:
    """The page is read and marked while a server keeps the refresh waiting."""
    subscribed("/feed", rss())
    asked = threading.Event()
    answer = threading.Event()

    def slow(connection: socket.socket) -> None:
        asked.set()
        answer.wait(10)
        connection.sendall(b"HTTP/1.0 200 OK\r\n\r\n" + rss(item("1", "夜班")))

    server.rude("/feed", slow)
    done: list[Refreshed] = []
    thread = threading.Thread(target=lambda: done.append(refresh()))
    thread.start()
    assert asked.wait(10)
    assert library.open(article).text
    assert library.submit(lambda edits: edits.become("王")).result().name == "王"
    answer.set()
    thread.join(20)
    assert done[0].new == 1


# managing


def test_feeds_are_found_by_title_address_or_a_part(
    library: Library, server: LocalServer, subscribed: Callable[..., str]
) -> None:
    ferry = subscribed("/ferry", rss())
    tram = subscribed("/tram", rss(title="電車報"))
    assert feeds.find(library, "渡輪報").id == ferry
    assert feeds.find(library, server.url("/tram")).id == tram
    assert feeds.find(library, "電車").id == tram
    assert feeds.find(library, tram).id == tram
    for name, code in (("巴士", "feed_unknown"), ("報", "feed_ambiguous"), ("", "feed_unknown")):
        with pytest.raises(InputError) as caught:
            feeds.find(library, name)
        assert caught.value.code == code


def test_unsubscribing_leaves_the_articles_and_subscribing_again_finds_them(
    library: Library, server: LocalServer, subscribed: Callable[..., str], refresh: Refresh
) -> None:
    body = rss(item("1", "夜班"))
    ident = subscribed("/feed", body)
    refresh()
    feeds.set_folder(library, ident, "港聞")
    feeds.set_full_text(library, ident, True)
    assert (state(library).folder, state(library).full_text) == ("港聞", True)
    feeds.unsubscribe(library, ident)
    assert feeds.listed(library) == []
    assert titles(library) == ["夜班"]
    subscribed("/feed", body)
    assert (refresh().new, titles(library), state(library).articles) == (0, ["夜班"], 1)


def test_lists_of_feeds_come_in_and_go_out(library: Library, server: LocalServer) -> None:
    data = b"""<opml><body><outline text="&#x6E2F;"><outline text="One" xmlUrl="https://one.example/"/>
    <outline text="bad" xmlUrl="exec:rm"/></outline><outline xmlUrl="https://two.example/"/>
    <outline xmlUrl="https://two.example"/></body></opml>"""
    done = feeds.import_opml(library, data)
    assert ([feed.url for feed in done.added], done.known, done.skipped) == (
        ["https://one.example/", "https://two.example/"],
        1,
        1,
    )
    written = feeds.export_opml(library)
    for feed in feeds.listed(library):
        feeds.unsubscribe(library, feed.id)
    assert len(feeds.import_opml(library, written).added) == 2
    assert {(feed.url, feed.folder) for feed in feeds.listed(library)} == {
        ("https://one.example/", "港"),
        ("https://two.example/", ""),
    }


def test_reading_an_article_makes_it_read_in_its_feed(
    library: Library, subscribed: Callable[..., str], refresh: Refresh
) -> None:
    subscribed("/feed", rss(item("1", "夜班"), item("2", "早班", "<p>早班不變。</p>")))
    refresh()
    head = library.open(library.find("夜班")).head
    library.submit(lambda edits: edits.save_position(head.id, 3, 0.5)).result()
    assert (state(library).articles, state(library).unread) == (2, 1)


def test_an_item_whose_title_alone_was_corrected(
    library: Library, server: LocalServer, subscribed: Callable[..., str], refresh: Refresh
) -> None:
    subscribed("/feed", rss(item("1", "夜班")))
    assert refresh().new == 1
    article = library.find("夜班")
    server.page("/feed", rss(item("1", "夜班加開")))
    refreshed = refresh()
    assert (refreshed.new, refreshed.changed) == (0, 1)
    assert library.find("夜班加開") == article
    new, old = library.revisions(article)
    assert (new.title, old.title) == ("夜班加開", "夜班")
    assert new.sha256 == old.sha256


def test_a_feed_that_was_unsubscribed_from_comes_back_with_what_it_knew(
    library: Library, subscribed: Callable[..., str], refresh: Refresh
) -> None:
    subscribed("/feed", rss(item("1", "夜班"), item("2", "早班")))
    assert refresh().new == 2
    feeds.set_folder(library, state(library).id, "港聞")
    feeds.unsubscribe(library, state(library).id)
    assert feeds.listed(library) == []
    assert library.submit(lambda edits: edits.history.undo(scope="shelf")).result()
    again = state(library)
    assert (again.folder, again.articles) == ("港聞", 2)
    done = refresh()
    assert (done.new, done.changed) == (0, 0)
    for _ in range(2):
        library.submit(lambda edits: edits.history.undo(scope="shelf")).result()
    assert feeds.listed(library) == []
    assert titles(library) == ["夜班", "早班"]


def test_a_list_of_feeds_is_taken_back_at_once(library: Library) -> None:
    urls = [f"https://example.org/{number}/" for number in range(3)]
    outlines = "".join(f'<outline type="rss" text="報" xmlUrl="{url}"/>' for url in urls)
    feeds.import_opml(library, f"<opml><body>{outlines}</body></opml>".encode())
    assert [each.url for each in feeds.listed(library)] == urls
    library.submit(lambda edits: edits.history.undo(scope="shelf")).result()
    assert feeds.listed(library) == []
    library.submit(lambda edits: edits.history.redo(scope="shelf")).result()
    assert [each.url for each in feeds.listed(library)] == urls


def brief(text: str, link: str = "") -> str:
    """A short item without a guid, as a ticker has them: always the same title and minute."""
    where = f"<link>{link}</link>" if link else ""
    when = "<pubDate>Thu, 16 Oct 2025 14:30:00 +0800</pubDate>"
    return f"<item><title>快訊</title>{where}{when}<description>{text}</description></item>"


@pytest.mark.parametrize("shared", ["", "https://ferry.example/live"])
def test_items_that_differ_in_their_text_alone_never_take_each_others_place(
    library: Library, server: LocalServer, shared: str
) -> None:
    one, other, third = (
        brief(text, shared)
        for text in ("東碼頭停駛兩小時，旅客改搭巴士。", "西碼頭起火，無人受傷。", "末班船延後。")
    )
    url = server.page("/feed", rss(one))
    feeds.subscribe(library, url, policy=NEAR)
    for items in ((one,), (one, other), (other, one), (other,), (third, other, one)):
        server.page("/feed", rss(*items))
        (outcome,) = feeds.refresh(library, policy=NEAR, force=True, apart=0.0).outcomes
        assert outcome.changed == 0
    brought = [it.head for it in library.list() if it.head.source == "渡輪報"]
    found = sorted(library.open(head.id).text for head in brought)
    assert found == sorted(
        ["東碼頭停駛兩小時，旅客改搭巴士。", "西碼頭起火，無人受傷。", "末班船延後。"]
    )
