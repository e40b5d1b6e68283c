"""Pages of items that a feed says nothing new of: corrected, taken down, or only a teaser now."""

from datetime import UTC, datetime, timedelta

from local_server import LocalServer
from test_fates import HTML, LINES, LOST, PAGE, Taken, changed, refresh, stands, taken

from reader.library import Library
from reader.library.feeds import subscriptions as feeds
from reader.store import item_looks

__all__ = ["taken"]

CORRECTED = PAGE.replace("平日三班".encode(), "平日四班".encode())
TEASER = (
    f"<!doctype html><html><head><title>夜班渡輪加開</title></head><body><article>"
    f"<h1>夜班渡輪加開</h1><p>{LINES[0]}</p></article><p>本文限訂戶閱讀，訂閱後可看全文</p></body></html>"
).encode()


def later(library: Library, days: float) -> None:
    """So many days pass for the pages of the only feed."""
    (feed,) = feeds.listed(library)
    with library.reading() as connection:
        looks = item_looks.of(connection, feed.id)
    when = (datetime.now(UTC) - timedelta(days=days)).isoformat()
    moved = {key: look._replace(when=when) for key, look in looks.items()}
    library.submit(lambda e: item_looks.put(e.connection, feed.id, moved)).result()


def asked(server: LocalServer) -> int:
    return sum(it.target == "/2025/1.html" for it in server.asked)


def test_a_page_is_looked_at_again_after_a_day_then_after_two(
    library: Library, server: LocalServer, taken: Taken
) -> None:
    taken()
    refresh(library)
    assert asked(server) == 1
    for days, times in [(0.9, 1), (1.1, 2), (1.1, 2), (2.1, 3), (4.1, 4), (8.1, 5), (100, 5)]:
        later(library, days)
        refresh(library)
        assert asked(server) == times


def test_a_correction_of_the_page_alone_comes_in(
    library: Library, server: LocalServer, taken: Taken
) -> None:
    article, _ = taken()
    server.page("/2025/1.html", CORRECTED, **HTML)
    assert refresh(library).changed == 0
    later(library, 1.1)
    assert refresh(library).changed == 1
    assert "平日四班" in library.open(article).text
    (mark,) = library.annotations(article)
    assert mark.span is not None


def test_a_page_that_is_gone_is_told_once_and_the_text_stays(
    library: Library, server: LocalServer, taken: Taken
) -> None:
    article, _ = taken()
    server.page("/2025/1.html", LOST, "404 Not Found", **HTML)
    later(library, 1.1)
    assert [it.what for it in refresh(library).pages] == ["page_missing"]
    stands(library, article)
    later(library, 2.1)
    assert refresh(library).pages == ()


def test_a_page_that_cannot_be_had_is_looked_at_the_next_time(
    library: Library, server: LocalServer, taken: Taken
) -> None:
    article, _ = taken()
    server.page("/2025/1.html", b"", "503 Busy")
    later(library, 1.1)
    assert refresh(library).fallbacks == 0
    stands(library, article)
    server.page("/2025/1.html", CORRECTED, **HTML)
    assert refresh(library).changed == 1


def test_the_beginning_for_subscribers_takes_nothing_away(
    library: Library, server: LocalServer, taken: Taken
) -> None:
    article, link = taken()
    server.page("/2025/1.html", TEASER, **HTML)
    changed(server, link)
    assert [it.what for it in refresh(library).pages] == ["page_teaser"]
    stands(library, article)
    fate = library.fate(article)
    assert fate is not None
    assert fate.what == "page_teaser"
