"""Pictures of the screens of revisions; the other tests say what must be on them."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from editions import FIGURE, HIGH, OTHER_FIGURE, TOILETS, edit_file, mark
from textual.pilot import Pilot

from reader.config import Config
from reader.library import open_library
from reader.model import Tag
from reader.tui.app import MeipiApp
from reader.words import load

Open = Callable[..., MeipiApp]
Compare = Callable[..., bool]

FIRST = "市府說，河濱公園去年有三百萬人次到訪。"
EDITS = (
    (FIGURE, OTHER_FIGURE),
    (HIGH, ""),
    ("園方計畫明年", "園方昨天說，明年"),
    ("## 誰在用公園", "停車場也滿了，市府研議改以時段收費。\n\n## 誰在用公園"),
)


@pytest.fixture
def opened(park: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """An article that came in twice, at times that are always the same."""
    monkeypatch.setenv("TZ", "Asia/Taipei")
    time.tzset()
    library = open_library(park)
    mark(library, FIRST, tag=Tag.FACT, source="市府", note="跟警局的數字對一下")
    mark(library, HIGH, tag=Tag.OPINION, note="誰算的？")
    mark(library, TOILETS, tag=Tag.FACT)
    edit_file(park, *EDITS)
    assert library.sync() == []
    library.close()
    with sqlite3.connect(park / "annotations.db") as connection:
        for number, row in enumerate(
            connection.execute("SELECT id FROM revision ORDER BY fetched").fetchall(), 1
        ):
            when = f"2025-03-0{number + 1}T01:30:00.000000Z"
            connection.execute("UPDATE revision SET fetched = ? WHERE id = ?", (when, *row))
    connection.close()
    library = open_library(park)
    (entry,) = library.list()

    def app(**settings: Any) -> MeipiApp:
        document = library.open(entry.head.id)
        return MeipiApp(library, document, Config(**settings), load("zh_hant"), "王")

    yield app
    library.close()
    monkeypatch.undo()
    time.tzset()


def after(*keys: str) -> Callable[[Pilot[Any]], Any]:
    """Press keys, the first of which opens a screen that takes a moment."""

    async def pressed(pilot: Pilot[Any]) -> None:
        app = pilot.app
        assert isinstance(app, MeipiApp)
        await pilot.press("escape", keys[0])
        while app.screen is app.navigation.opened or getattr(app.screen, "busy", False):
            await pilot.pause(0.02)
        await pilot.press(*keys[1:])
        await pilot.pause()

    return pressed


def test_reviewing(opened: Open, snap_compare: Compare) -> None:
    assert snap_compare(opened(), terminal_size=(120, 30), run_before=after("R", "j"))


def test_reviewing_on_paper(opened: Open, snap_compare: Compare) -> None:
    app = opened(theme="paper")
    assert snap_compare(app, terminal_size=(80, 24), run_before=after("R"))


def test_reviewing_in_the_smallest_window(opened: Open, snap_compare: Compare) -> None:
    assert snap_compare(opened(), terminal_size=(40, 10), run_before=after("R"))


def test_changes(opened: Open, snap_compare: Compare) -> None:
    assert snap_compare(opened(), terminal_size=(120, 30), run_before=after("D"))


def test_changes_without_colour(
    opened: Open, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(opened(), terminal_size=(80, 24), run_before=after("D", "j"))


async def _at_the_end(pilot: Pilot[Any]) -> None:
    await pilot.press("escape", "}", "}", "}")
    await pilot.pause()


def test_marks_without_a_place(opened: Open, snap_compare: Compare) -> None:
    assert snap_compare(opened(), terminal_size=(120, 36), run_before=_at_the_end)
