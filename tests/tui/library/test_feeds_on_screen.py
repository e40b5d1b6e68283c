"""Feeds on the screen: subscribing, refreshing beside everything else, their shelves."""

import socket
import threading
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest
from local_server import LocalServer
from sitting import Sitting, sit_down

from reader.ingest.network import Policy
from reader.library import Library, open_library
from reader.library.feeds import refresh_run as refreshing
from reader.library.feeds import subscriptions as feeds
from reader.model import Tag
from reader.tui.intake.preview import PreviewScreen
from reader.tui.intake.screen import AddingScreen
from reader.tui.intake.subscribing import SubscribeScreen
from reader.tui.library.screen import LibraryScreen
from reader.tui.services import feed_refresh as feeding

NEAR = Policy(allow_private=True, deadline=10)
PARK = "河濱公園十年"
HOSTILE = "壞\x1b]0;偷\x07報"


def item(title: str, day: int = 1) -> str:
    return (
        f"<item><guid isPermaLink='false'>{title}</guid><title>{title}</title>"
        f"<pubDate>Thu, {day:02} May 2025 08:00:00 +0800</pubDate>"
        f"<description><![CDATA[<p>{title}：市民說很方便，船公司說還要看。</p>]]></description>"
        "</item>"
    )


def rss(title: str, *items: str) -> bytes:
    told = f'<rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'
    return told.encode()


FERRY = rss("渡輪報", item("夜班渡輪加開", 3), item("碼頭換了新燈", 2))
FRONT = """<!doctype html><html><head><meta charset="utf-8"><title>渡輪報首頁</title>
<link rel="alternate" type="application/rss+xml" title="要聞" href="/rss">
<link rel="alternate" type="application/rss+xml" title="副刊" href="/books">
</head><body><ul><li><a href="/1">夜班渡輪加開</a></li><li><a href="/2">碼頭換了新燈</a></li>
<li><a href="/3">第三則新聞的標題</a></li></ul></body></html>""".encode()


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """One host is asked twice without a second between."""
    monkeypatch.setattr(refreshing, "APART", 0.0)


@pytest.fixture
def other() -> Iterator[LocalServer]:
    """A second host."""
    server = LocalServer()
    yield server
    server.close()


def subscribe(folder: Path, *addresses: str, named: str = "") -> None:
    """Subscribe to feeds without asking them."""
    listed = "".join(f'<outline type="rss" text="" xmlUrl="{url}"/>' for url in addresses)
    if named:
        listed = f'<outline text="{named}">{listed}</outline>'
    library = open_library(folder)
    feeds.import_opml(library, f'<opml version="2.0"><body>{listed}</body></opml>'.encode())
    library.close()


def reading(
    folder: Path, size: tuple[int, int] = (100, 30), *, near: bool = True, **settings: Any
) -> AbstractAsyncContextManager[Sitting]:
    """Read the park, in a library with feeds."""
    return sit_down(folder, size, title=PARK, allow_private=near, **settings)


def listing(sitting: Sitting) -> LibraryScreen:
    screen = sitting.app.screen
    assert isinstance(screen, LibraryScreen)
    return screen


async def go(sitting: Sitting, *keys: str) -> None:
    """Press keys in the library, and wait until nothing is being read."""
    await sitting.press(*keys)
    while listing(sitting).busy:
        await sitting.until(lambda: not listing(sitting).busy)


async def refreshed(sitting: Sitting) -> None:
    """Wait until no refresh goes on, and what it brought in is listed."""
    await sitting.until(lambda: not sitting.app.navigation.feeding.running)
    if isinstance(sitting.app.screen, LibraryScreen):
        listing(sitting).look_again()
        while listing(sitting).busy:
            await sitting.until(lambda: not listing(sitting).busy)


async def to_feed(sitting: Sitting, name: str) -> None:
    """Go to the shelf of a feed, with the keys about the shelves."""
    if not listing(sitting).places.active:
        await go(sitting, "tab")
    for _ in listing(sitting).shelves.rows:
        here = listing(sitting).controllers.feeds.here
        if here is not None and here.name == name:
            return
        await go(sitting, "j")
    raise AssertionError(f"no shelf of {name}")


async def offered(sitting: Sitting, address: str) -> SubscribeScreen:
    """Give an address, and wait for the look at its feed."""
    await sitting.press("+")
    await sitting.type(address)
    await sitting.press("enter")
    await sitting.until(lambda: isinstance(sitting.app.screen, SubscribeScreen))
    screen = sitting.app.screen
    assert isinstance(screen, SubscribeScreen)
    return screen


def held(sitting: Sitting) -> list[str]:
    return [feed.name for feed in feeds.listed(sitting.library)]


def titles(library: Library) -> set[str]:
    return {entry.head.title for entry in library.list()}


class Slow:
    """Answers a request only once `go_on` is set; `asked` when there is one."""

    def __init__(self, server: LocalServer, target: str, body: bytes) -> None:
        self.asked, self.go_on = threading.Event(), threading.Event()
        self._server, self._body = server, body
        self.url = server.rude(target, self._answer)

    def _answer(self, connection: socket.socket) -> None:
        self.asked.set()
        while not self.go_on.wait(0.02):
            if self._server.closing.is_set():
                return
        head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(self._body)}\r\n\r\n".encode()
        connection.sendall(head + self._body)


# subscribing


async def test_a_feed_is_looked_at_and_subscribed_to(park: Path, server: LocalServer) -> None:
    url = server.page("/rss", FERRY)
    async with reading(park) as sitting:
        await offered(sitting, url)
        assert "渡輪報" in sitting.picture
        assert "2 項" in sitting.picture
        assert "夜班渡輪加開" in sitting.picture
        assert "2025-05-03" in sitting.picture
        assert held(sitting) == []
        await sitting.press("e", *"港聞", "enter", "space")
        assert "港聞" in sitting.picture
        assert "是：" in sitting.picture
        await sitting.press("space", "enter")
        await sitting.until(lambda: isinstance(sitting.app.screen, LibraryScreen))
        await refreshed(sitting)
        (feed,) = feeds.listed(sitting.library)
        assert (feed.title, feed.folder, feed.full_text) == ("渡輪報", "港聞", False)
        assert listing(sitting).browsing.shelf.name == feed.id
        assert [e.head.title for e in sitting.library.entries(listing(sitting).browsing.ids)] == [
            "夜班渡輪加開", "碼頭換了新燈",
        ]  # fmt: skip
        assert server.targets() == ["/rss"]  # what was looked at is not fetched again
        assert "訂閱" in sitting.picture


async def test_an_item_without_text_is_read_and_claims_nothing(
    park: Path, server: LocalServer
) -> None:
    bare = "<item><guid isPermaLink='false'>1</guid><title>夜班渡輪下月加開</title></item>"
    url = server.page("/rss", rss("渡輪報", bare))
    async with reading(park) as sitting:
        await offered(sitting, url)
        await sitting.press("enter")
        await sitting.until(lambda: isinstance(sitting.app.screen, LibraryScreen))
        await refreshed(sitting)
        await sitting.press("enter")
        await sitting.until(lambda: not isinstance(sitting.app.screen, LibraryScreen))
        await sitting.settle()
        assert "夜班渡輪下月加開" in sitting.picture
        await sitting.press("f")
        await sitting.settle()
        (entry,) = [e for e in sitting.library.list() if e.head.source == "渡輪報"]
        assert (entry.claims, entry.marked) == (0, 0)


async def test_escape_leaves_without_subscribing(park: Path, server: LocalServer) -> None:
    url = server.page("/rss", FERRY)
    async with reading(park) as sitting:
        await offered(sitting, url)
        await sitting.press("escape")
        assert isinstance(sitting.app.screen, AddingScreen)
        assert held(sitting) == []
        assert titles(sitting.library) == {PARK}


async def test_a_page_that_is_no_article_stands_for_its_feed(
    park: Path, server: LocalServer
) -> None:
    server.page("/rss", FERRY)
    url = server.page("/", FRONT, Content_Type="text/html; charset=utf-8")
    async with reading(park) as sitting:
        await offered(sitting, url)
        assert "渡輪報" in sitting.picture
        assert "本身不是文章" in sitting.picture
        assert "副刊" in sitting.picture
        await sitting.press("enter")
        await sitting.until(lambda: isinstance(sitting.app.screen, LibraryScreen))
        await refreshed(sitting)
        assert [feed.url for feed in feeds.listed(sitting.library)] == [server.url("/rss")]


async def test_an_article_that_names_a_feed_stays_an_article(
    park: Path, server: LocalServer
) -> None:
    text = "".join(
        f"<p>第{n}段說，渡輪公司去年載了三百萬人，比前一年多了一成，船員卻少了二十人。</p>"
        for n in range(5)
    )
    page = FRONT.replace(b"<ul>", f"<article><h1>渡輪十年</h1>{text}</article><ul>".encode())
    url = server.page("/story", page, Content_Type="text/html; charset=utf-8")
    async with reading(park) as sitting:
        await sitting.press("+")
        await sitting.type(url)
        await sitting.press("enter")
        await sitting.until(lambda: isinstance(sitting.app.screen, PreviewScreen))
        assert server.targets() == ["/story"]


async def test_a_feed_that_is_known_is_refreshed(park: Path, server: LocalServer) -> None:
    url = server.page("/rss", FERRY)
    subscribe(park, url)
    async with reading(park) as sitting:
        await offered(sitting, url)
        assert "已經訂閱了" in sitting.picture
        await sitting.press("space")
        assert "按 e" in sitting.picture
        await sitting.press("enter")
        await sitting.until(lambda: isinstance(sitting.app.screen, LibraryScreen))
        await refreshed(sitting)
        assert len(feeds.listed(sitting.library)) == 1
        assert titles(sitting.library) == {PARK, "夜班渡輪加開", "碼頭換了新燈"}


async def test_nothing_of_a_feed_reaches_the_terminal_raw(park: Path, server: LocalServer) -> None:
    hostile = HOSTILE.replace("\x1b", "&#27;").replace("\x07", "&#7;")
    url = server.page("/rss", rss(f"[b]{hostile}", item(f"[red]題{hostile}")))
    async with reading(park) as sitting:
        await offered(sitting, url)
        assert not {"\x1b", "\x07"} & set(sitting.picture)
        assert "[red]題" in sitting.picture
        await sitting.press("enter")
        await sitting.until(lambda: isinstance(sitting.app.screen, LibraryScreen))
        await refreshed(sitting)
        assert not {"\x1b", "\x07"} & set(sitting.picture)
        assert "[b]" in sitting.picture


# refreshing


async def test_reading_goes_on_while_feeds_are_refreshed(
    park: Path, server: LocalServer, other: LocalServer
) -> None:
    slow = Slow(other, "/slow", rss("慢報", item("慢慢來的新聞")))
    broken = server.page("/broken", "今天沒有新聞".encode())
    subscribe(park, broken, server.page("/rss", FERRY), slow.url)
    async with reading(park) as sitting:
        await sitting.press("l")
        await go(sitting, "f")
        await sitting.until(slow.asked.is_set)
        await sitting.until(lambda: "訂閱源 2/3 · 新增 2" in sitting.picture)
        listing(sitting).look_again()  # what is in is listed already
        await sitting.until(lambda: "夜班渡輪加開" in sitting.picture)
        await sitting.press("q")
        assert sitting.app.screen is sitting.screen
        await sitting.until(lambda: "訂閱源 2/3" in sitting.picture)
        await sitting.press("f")  # on the page this marks a fact
        assert [annotation.tag for annotation in sitting.stored()] == [Tag.FACT]
        assert "實「" in sitting.message
        slow.go_on.set()
        await refreshed(sitting)
        assert "1 個訂閱源沒有更新" in sitting.message
        assert "訂閱源 2/3" not in sitting.picture
        assert "慢慢來的新聞" in titles(sitting.library)


async def test_the_reason_stands_at_the_shelf(park: Path, server: LocalServer) -> None:
    gone = server.page("/gone", status="404 Not Found")
    subscribe(park, gone, server.page("/rss", FERRY), named="港聞")
    async with reading(park, size=(120, 40)) as sitting:
        await sitting.press("l")
        await go(sitting, "f")
        await refreshed(sitting)
        assert "1 個訂閱源沒有更新" in listing(sitting).status.message
        await to_feed(sitting, gone)
        (row,) = [row for row in sitting.rows if "! " in row[:40]]
        assert "127.0.0.1" in row
        assert "e 設定  x 取消訂閱" in sitting.rows[-1]
        assert "404" in sitting.picture
        assert "已經不在" in sitting.picture
        await to_feed_above(sitting)
        assert "港聞" in sitting.rows[0]
        assert "未讀" in sitting.picture


async def to_feed_above(sitting: Sitting) -> None:
    """From a feed to its folder."""
    while listing(sitting).browsing.shelf.kind != "folder":
        await go(sitting, "k")


async def test_unread_articles_are_counted(park: Path, server: LocalServer) -> None:
    subscribe(park, server.page("/rss", FERRY), named="港聞")
    async with reading(park, size=(120, 40)) as sitting:
        await sitting.press("l")
        await go(sitting, "f")
        await refreshed(sitting)
        await to_feed(sitting, "渡輪報")
        assert [row.number for row in counted(sitting)] == [2, 2]
        await go(sitting, "enter", "r")
        assert [row.number for row in counted(sitting)] == [1, 1]
        await go(sitting, "z")
        assert len(listing(sitting).browsing.ids) == 1


def counted(sitting: Sitting) -> list[Any]:
    return [row for row in listing(sitting).shelves.rows if row.kind in ("feed", "folder")]


@pytest.mark.parametrize("key", ["f", "escape"])
async def test_a_refresh_is_stopped(park: Path, server: LocalServer, key: str) -> None:
    slow = Slow(server, "/slow", FERRY)
    subscribe(park, slow.url)
    async with reading(park) as sitting:
        await sitting.press("l")
        await go(sitting, "f")
        await sitting.until(slow.asked.is_set)
        await sitting.until(lambda: "訂閱源 0/1 · 新增 0" in sitting.picture)
        await go(sitting, key)
        await refreshed(sitting)
        assert "已停止" in listing(sitting).status.message
        assert isinstance(sitting.app.screen, LibraryScreen)
        assert titles(sitting.library) == {PARK}


async def test_leaving_does_not_wait_for_a_feed(park: Path, server: LocalServer) -> None:
    slow = Slow(server, "/slow", FERRY)
    subscribe(park, slow.url)
    async with reading(park) as sitting:
        await sitting.press("l")
        await go(sitting, "f")
        await sitting.until(slow.asked.is_set)
        await sitting.press("q", "q")
    assert not slow.go_on.is_set()
    library = open_library(park)
    assert titles(library) == {PARK}
    library.close()


async def test_without_feeds_it_says_how_to_get_one(park: Path) -> None:
    async with reading(park) as sitting:
        await sitting.press("l")
        await go(sitting, "f")
        await refreshed(sitting)
        assert "按 +" in listing(sitting).status.message
        assert [row.name for row in listing(sitting).shelves.rows if not row.kind] == [
            "",
            "sources",
        ]


async def test_a_feed_is_not_asked_too_often(park: Path, server: LocalServer) -> None:
    subscribe(park, server.page("/rss", FERRY))
    async with reading(park) as sitting:
        await sitting.press("l")
        await go(sitting, "f")
        await refreshed(sitting)
        await go(sitting, "f")
        await refreshed(sitting)
        assert "還沒到" in listing(sitting).status.message
        assert server.targets() == ["/rss"]
        await to_feed(sitting, "渡輪報")
        await go(sitting, "f")  # this one, now
        await refreshed(sitting)
        assert server.targets() == ["/rss", "/rss"]


async def test_addresses_of_this_machine_are_refused(park: Path, server: LocalServer) -> None:
    subscribe(park, server.page("/rss", FERRY))
    async with reading(park, near=False) as sitting:
        await sitting.press("l")
        await go(sitting, "f")
        await refreshed(sitting)
        assert "1 個訂閱源沒有更新" in listing(sitting).status.message
        assert server.asked == []


# by itself


async def test_nothing_is_asked_by_itself(
    park: Path, server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeding, "AFTER", 0.01)
    monkeypatch.setattr("reader.tui.app.SOON", 0.01)
    subscribe(park, server.page("/rss", FERRY))
    async with reading(park) as sitting:
        await sitting.pilot.pause(0.3)
        await sitting.press("l")
        await go(sitting, "tab", "j", "tab")
        await sitting.pilot.pause(0.3)
        assert server.asked == []
        assert titles(sitting.library) == {PARK}


async def test_what_is_due_is_refreshed_if_the_settings_say_so(
    park: Path, server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeding, "AFTER", 0.01)
    monkeypatch.setattr("reader.tui.app.SOON", 0.01)
    subscribe(park, server.page("/rss", FERRY))
    async with reading(park, refresh_feeds=60) as sitting:
        await sitting.until(lambda: "新增 2 篇" in sitting.message)
        assert titles(sitting.library) == {PARK, "夜班渡輪加開", "碼頭換了新燈"}


# the row of a feed


async def test_unsubscribing_asks_once_and_keeps_the_articles(
    park: Path, server: LocalServer
) -> None:
    subscribe(park, server.page("/rss", FERRY))
    async with reading(park) as sitting:
        await sitting.press("l")
        await go(sitting, "f")
        await refreshed(sitting)
        await to_feed(sitting, "渡輪報")
        await go(sitting, "x", "escape")
        assert held(sitting) == ["渡輪報"]
        await go(sitting, "x", "2")
        assert held(sitting) == ["渡輪報"]
        await go(sitting, "x", "1")
        assert held(sitting) == []
        assert "已取消訂閱「渡輪報」" in listing(sitting).status.message
        assert listing(sitting).browsing.shelf.kind == "all"
        assert len(listing(sitting).browsing.ids) == 3
        assert counted(sitting) == []


async def test_folder_and_full_text_are_changed(park: Path, server: LocalServer) -> None:
    subscribe(park, server.page("/rss", FERRY))
    async with reading(park) as sitting:
        await sitting.press("l")
        await go(sitting, "f")
        await refreshed(sitting)
        await to_feed(sitting, "渡輪報")
        await go(sitting, "e", "1", *"港聞", "enter")
        assert feeds.listed(sitting.library)[0].folder == "港聞"
        assert "港聞" in sitting.picture
        await go(sitting, "e", "2")
        assert feeds.listed(sitting.library)[0].full_text
        assert listing(sitting).controllers.feeds.here is not None


async def test_the_keys_of_a_feed_do_nothing_elsewhere(park: Path, server: LocalServer) -> None:
    subscribe(park, server.page("/rss", FERRY))
    async with reading(park) as sitting:
        await sitting.press("l")
        await go(sitting, "x", "e", "tab", "x", "e")
        assert not listing(sitting).status.asking
        assert listing(sitting).panel is None
        assert len(held(sitting)) == 1


# what a refresh tells of its articles

BEFORE, AFTER = "圖書館停止夜間開放", "圖書館：沒有停止夜間開放"
OPEN = "<p>市立圖書館說，閱覽室夜裡照常開放，自修室也一樣。</p>"
SHARE = "<p><a href='https://news.example/2'>延伸閱讀：舊館整修</a></p>"


def notice(title: str, text: str) -> bytes:
    return rss(
        "城南報",
        f"<item><guid isPermaLink='false'>1</guid><title>{title}</title>"
        f"<description><![CDATA[{text}]]></description></item>",
    )


async def test_a_corrected_headline_and_lines_left_out_are_told(
    park: Path, server: LocalServer
) -> None:
    subscribe(park, server.page("/rss", notice(BEFORE, OPEN)))
    async with reading(park) as sitting:
        await sitting.press("l")
        await go(sitting, "f")
        await refreshed(sitting)
        assert listing(sitting).status.message == "訂閱源已更新：新增 1 篇"
        server.page("/rss", notice(AFTER, OPEN + SHARE))
        await to_feed(sitting, "城南報")
        await go(sitting, "f")
        await refreshed(sitting)
        assert listing(sitting).status.message == "訂閱源已更新：有改動 1 篇；略去 1 行"
        assert f"「{BEFORE}」→「{AFTER}」" in sitting.picture
        await go(sitting, "escape")
        assert BEFORE not in sitting.picture
        assert AFTER in sitting.picture


async def test_a_page_that_was_taken_down_is_told_and_its_article_stays(
    park: Path, server: LocalServer
) -> None:
    gone = "<p>該內容已被發布者刪除</p>"
    subscribe(park, server.page("/rss", notice(BEFORE, OPEN)))
    async with reading(park) as sitting:
        await sitting.press("l")
        await go(sitting, "f")
        await refreshed(sitting)
        server.page("/rss", notice(BEFORE, gone))
        await to_feed(sitting, "城南報")
        await go(sitting, "f")
        await refreshed(sitting)
        assert listing(sitting).status.message == "訂閱源已更新：沒有新的；看不到文章的網頁 1 個"
        assert f"「{BEFORE}」：網頁說內容已刪除或下架；這裡的文字留著" in sitting.picture
        await go(sitting, "escape", "enter")
        await sitting.press("enter")
        await sitting.until(lambda: sitting.app.screen is sitting.app.navigation.opened)
        await sitting.settle()
        assert "看時，網頁說這篇已刪除或下架" in sitting.picture
        await sitting.press("escape", "D")
        assert "看時，網頁說這篇已刪除或下架" in sitting.picture
        assert "閱覽室夜裡照常開放" in sitting.picture
