"""What a refused address of one's own network is told, word for word, is what works."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator

import pytest
from click.testing import Result
from local_server import LocalServer

from reader.ingest import extra
from reader.words import load

Run = Callable[..., Result]

PAGE = """<!doctype html><html lang="zh-Hant"><head><meta charset="utf-8">
<title>山城的小火車</title></head><body><article><h1>山城的小火車</h1>
<p>停駛兩年的小火車下個月復駛，林務局說，沿線三座橋都已經修好，時刻表也會重新編排。</p>
<p>民宿業者很高興，他們認為觀光客會回來，不過票價從一百元漲到了一百六十元，有人覺得太貴。</p>
</article></body></html>
"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>山城</title>
<item><guid>1</guid><title>小火車</title><description>停駛兩年的小火車下個月復駛，林務局說，
沿線三座橋都已經修好，時刻表也會重新編排。</description></item></channel></rss>
"""


@pytest.fixture
def server() -> Iterator[LocalServer]:
    running = LocalServer()
    yield running
    running.close()


def commands(said: str) -> list[list[str]]:
    """The command lines in a message, without the program's name."""
    found = re.findall(
        r"meipi ((?:feeds )?(?:add|refresh|read) --allow-private(?: '[^']*')?)", said
    )
    return [shlex.split(each) for each in found]


@pytest.mark.parametrize("language", ["en", "zh-Hant", "zh-Hans"])
def test_each_command_that_is_printed_works(run: Run, server: LocalServer, language: str) -> None:
    page = server.page("/train?a=1&b=2", PAGE.encode(), Content_Type="text/html")
    feed = server.page("/feed?a=1&b=2", FEED.encode(), Content_Type="application/rss+xml")
    refused = run("add", page, "--language", language)
    assert refused.exit_code == 2
    add, add_feed, refresh, read = commands(refused.stderr)
    assert (add, read) == (["add", "--allow-private", page], ["read", "--allow-private"])
    assert run(*add).exit_code == 0
    refused = run("feeds", "add", feed, "--language", language)
    assert commands(refused.stderr)[1] == ["feeds", "add", "--allow-private", feed]
    assert run("feeds", "add", feed).exit_code == 2
    assert run(*commands(refused.stderr)[1]).exit_code == 0
    assert run(*refresh).exit_code == 0
    assert add_feed[:2] == ["feeds", "add"]


def test_how_to_get_the_packages_for_the_web(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = load("en").error(extra.web_missing(), lambda _, value: str(value))
    line = shlex.split(told.partition("Install them with: ")[2])
    packages = [re.split(r"[<>=\[]", each)[0] for each in line if each[0] not in "-/"]
    assert {"trafilatura", "lxml", "feedparser", "urllib3"} <= set(packages)
    monkeypatch.setattr(extra, "find_spec", lambda name: None)
    assert shlex.split(extra.command())[:3] == ["uv", "pip", "install"]
    kept = tmp_path / "meipi"
    kept.mkdir()
    (kept / "pipx_metadata.json").touch()
    monkeypatch.setattr(extra.sys, "prefix", str(kept))
    assert shlex.split(extra.command())[:3] == ["pipx", "inject", "meipi"]
