"""An address on the command line, and a pasted article, in a real terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from local_server import LocalServer
from pseudo_terminal import Terminal

Run = Callable[..., Terminal]

PAGE = """<!doctype html><html lang="zh-Hant"><head><meta charset="utf-8">
<title>山城的小火車</title>
<meta property="og:title" content="山城的小火車"></head><body><article><h1>山城的小火車</h1>
<p>停駛兩年的小火車下個月復駛，林務局說，沿線三座橋都已經修好，時刻表也會重新編排。</p>
<p>民宿業者很高興，他們認為觀光客會回來，不過票價從一百元漲到了一百六十元，有人覺得太貴。</p>
<p>復駛的第一天免費，想搭的人可以在車站登記，名額有三百個，登記到這個月底為止。</p>
</article></body></html>
"""


def test_an_address_is_fetched_once_and_opened(run: Run, server: LocalServer) -> None:
    url = server.page("/train", PAGE.encode(), Content_Type="text/html; charset=utf-8")
    first = run("read", "--allow-private", url)
    first.wait_for("停駛兩年的小火車")
    first.send("q")
    assert first.wait_end() == 0
    again = run(url)
    again.wait_for("停駛兩年的小火車")
    again.send("q")
    assert again.wait_end() == 0
    assert server.targets() == ["/train"]
    fetched = run("read", "--allow-private", "--again", url)
    fetched.wait_for("停駛兩年的小火車")
    fetched.send("q")
    assert fetched.wait_end() == 0
    assert server.targets() == ["/train", "/train"]


def test_an_address_that_may_not_be_fetched_is_refused(run: Run, server: LocalServer) -> None:
    terminal = run(server.url("/train"))
    assert terminal.wait_end() == 2
    assert b"--allow-private" in terminal.written
    assert server.asked == []


def test_a_pasted_article_is_no_keys(run: Run, library: Path) -> None:
    terminal = run()
    terminal.wait_for("打響")
    terminal.send("+")
    terminal.wait_for("tab")
    terminal.send("\x1b[200~小鎮的音樂節\n\nqfod 這些字不是按鍵。音樂節辦了三天。\n\x1b[201~")
    terminal.wait_for("小鎮的音樂節")
    terminal.wait_for("這些字不是按鍵")
    terminal.send("y")
    terminal.wait_for(lambda it: "0/" in it.text and "小鎮的音樂節" in it.text)
    terminal.send("q")
    assert terminal.wait_end() == 0
    (kept,) = (library / "articles").glob("*小鎮的音樂節.md")
    assert "qfod 這些字不是按鍵。" in kept.read_text("utf-8")
