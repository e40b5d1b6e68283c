"""Pictures of a few whole screens; the other tests say what must be on them."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from reader.config import Config
from reader.library import open_library
from reader.tui.app import MeipiApp
from reader.tui.intake.preview import PreviewScreen
from reader.tui.reading.screen import ReadingScreen
from reader.words import load

Open = Callable[..., MeipiApp]
Compare = Callable[..., bool]


@pytest.fixture
def opened(seed: Path) -> Iterator[Open]:
    """The starter, open on its seed article; nothing is written, so every picture is the same."""
    library = open_library(seed)
    (entry,) = library.list()

    def app(**settings: Any) -> MeipiApp:
        document = library.open(entry.head.id)
        return MeipiApp(library, document, Config(**settings), load("zh_hant"))

    yield app
    library.close()


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until the screen stays as it is: workers answer when they are ready."""
    await pilot.pause()
    before = ""
    async with asyncio.timeout(30):
        while (shown := pilot.app.export_screenshot()) != before:
            before = shown
            await pilot.pause(0.2)


def test_ink(opened: Open, snap_compare: Compare) -> None:
    assert snap_compare(opened(), press="]j", terminal_size=(120, 40), run_before=settled)


def test_paper_without_contents_and_margin(opened: Open, snap_compare: Compare) -> None:
    app = opened(theme="paper")
    assert snap_compare(app, press="]j", terminal_size=(80, 24), run_before=settled)


def test_the_smallest_window(opened: Open, snap_compare: Compare) -> None:
    assert snap_compare(opened(), terminal_size=(40, 10), run_before=settled)


def test_an_open_annotation(opened: Open, snap_compare: Compare) -> None:
    app = opened()
    keys = ["]", "enter"]
    assert snap_compare(app, press=keys, terminal_size=(120, 40), run_before=settled)


def test_help(opened: Open, snap_compare: Compare) -> None:
    assert snap_compare(opened(), press="?", terminal_size=(120, 40), run_before=settled)


def test_without_colour(
    opened: Open, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(opened(), press="]j", terminal_size=(100, 30), run_before=settled)


PAGE = """<!doctype html><html lang="zh-Hant"><head><meta charset="utf-8">
<title>湖邊的書店關門了</title><meta property="og:title" content="湖邊的書店關門了">
<meta property="og:site_name" content="試刊網"><meta name="author" content="林一心">
<meta property="article:published_time" content="2025-04-05"></head><body>
<nav><a href="/">首頁</a> <a href="/life">生活</a> <a href="/money">財經</a></nav>
<article><h1>湖邊的書店關門了</h1>
<p>開了三十年的湖邊書店上個月底關門，店主說，租金在五年之間漲了一倍，再也撐不下去了。</p>
<p>附近的居民在門口貼滿了紙條，多半是感謝，也有人問，這裡以後會變成什麼樣的地方。</p>
<p><strong>誰還買書</strong></p>
<p>根據書業公會的統計，全市的獨立書店從一百二十家減少到七十四家，其中四成在市中心。</p>
<p>公會理事長認為，問題不在讀者變少，而在房租太高，政府應該像補助劇場那樣補助書店。</p>
</article><aside><h3>相關新聞</h3><ul><li><a href="/1">第一則別的新聞的標題</a></li>
<li><a href="/2">第二則別的新聞的標題</a></li></ul></aside></body></html>
"""


async def previewed(pilot: Pilot[Any]) -> None:
    """The preview of a saved page, with what would become of it."""
    await pilot.pause()
    await pilot.press("+")
    async with asyncio.timeout(30):
        while isinstance(pilot.app.screen, ReadingScreen):
            await pilot.pause(0.05)
        await pilot.pause()
        await pilot.press(*"page", "full_stop", *"html", "enter")
        while not (isinstance(pilot.app.screen, PreviewScreen) and not pilot.app.screen.busy):
            await pilot.pause(0.05)
    await settled(pilot)
    await pilot.press("j")
    await settled(pilot)


@pytest.mark.parametrize(("theme", "size"), [("ink", (120, 40)), ("paper", (80, 24))])
def test_a_preview(
    opened: Open, snap_compare: Compare, tmp_path: Path, theme: str, size: tuple[int, int]
) -> None:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    app = opened(theme=theme)
    assert snap_compare(app, terminal_size=size, run_before=previewed)


def test_what_can_be_brought_in(opened: Open, snap_compare: Compare) -> None:
    assert snap_compare(opened(), press="+", terminal_size=(100, 30), run_before=settled)
