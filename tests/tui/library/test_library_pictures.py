"""Pictures of the library screen; the other tests say what must be on it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from reader.config import Config
from reader.library import Library, open_library
from reader.tui.app import MeipiApp
from reader.tui.library.screen import LibraryScreen
from reader.words import load

Open = Callable[..., MeipiApp]
Compare = Callable[..., bool]
ARTICLES = (
    ("立法院三讀通過再生能源條例修正，新建物屋頂的光電義務與罰則都改了", "中部電力通訊",
     "2025-10-10", "能源"),
    ("港鐵票價凍結一年 議員：應檢討機制", "維港早報", "2025-10-08", "交通"),
    ("“十五五”规划建议稿里的消费", "财经观察", "2025-10-05", "经济"),
    ("AI 寫的新聞，讀者分得出來嗎？", "媒體素養季刊", "2025-09-28", "媒體素養"),
    ("校園午餐的帳本", "聯合試刊", "2025-09-20", "教育"),
    ("沒有日期、沒有媒體", "", "", ""),
)  # fmt: skip


def fill(library: Library) -> None:
    """Some articles in every state."""
    for number, (title, source, date, topic) in enumerate(ARTICLES):
        head = f"title: {title}\nsource: {source}\ndate: {date}\ntopics: [{topic}]"
        text = f"---\n{head}\n---\n\n主管機關說了第{number}件事。我看未必。\n"
        (library.articles / f"{number}.md").write_text(text, "utf-8")
    assert library.sync() == []
    ids = [library.find(f"{number}.md") for number in range(len(ARTICLES))]

    def keep(edits: Any) -> None:
        for number, state in ((1, "starred"), (2, "read"), (3, "read"), (3, "starred")):
            edits.shelf.put_state(ids[number], state, True)
        edits.shelf.put_state(ids[4], "archived", True)
        for number in (5, 1):
            edits.shelf.enqueue(ids[number])
        edits.shelf.keep_filter("要查的", "status:to_check")
        edits.save_position(ids[0], 6, 0.0)

    library.submit(keep).result()


@pytest.fixture
def opened(seed: Path) -> Iterator[Open]:
    library = open_library(seed)
    fill(library)

    def app(**settings: Any) -> MeipiApp:
        return MeipiApp(library, None, Config(**settings), load("zh_hant"))

    yield app
    library.close()


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until everything is read that is to be shown."""
    for _ in range(3):
        await pilot.pause()
        screen = pilot.app.screen
        while isinstance(screen, LibraryScreen) and screen.busy:
            await pilot.pause(0.02)


def test_the_library_in_ink(opened: Open, snap_compare: Compare) -> None:
    assert snap_compare(opened(), press="jj", terminal_size=(120, 40), run_before=settled)


def test_the_library_on_paper(opened: Open, snap_compare: Compare) -> None:
    app = opened(theme="paper")
    assert snap_compare(app, press="j", terminal_size=(80, 24), run_before=settled)


def test_the_library_in_the_smallest_window(opened: Open, snap_compare: Compare) -> None:
    assert snap_compare(opened(), terminal_size=(40, 10), run_before=settled)


def test_an_empty_library(tmp_path: Path, snap_compare: Compare) -> None:
    (tmp_path / "empty").mkdir()
    library = open_library(tmp_path / "empty")
    library.articles = Path("articles")  # a picture is the same in every folder
    app = MeipiApp(library, None, Config(), load("zh_hant"))
    try:
        assert snap_compare(app, terminal_size=(80, 24), run_before=settled)
    finally:
        library.close()
