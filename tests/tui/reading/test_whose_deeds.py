"""What is done in the library and to names is the deed of who reads here, also before a mark."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sitting import Sitting, sit_down

from reader.library import open_library
from reader.model.feed import Feed
from reader.tui.library.screen import LibraryScreen


@pytest.fixture
def wang(park: Path) -> Path:
    """A library that Wang used last, with a star, a label and a feed."""
    library = open_library(park)
    (entry,) = library.list()

    def use(edits) -> None:
        edits.become("王")
        edits.book.name_label(1, "甲")
        edits.feeds.subscribe(Feed("", "https://feed.example/rss", "港聞"))
        edits.shelf.enqueue(entry.head.id)

    library.submit(use).result()
    library.close()
    return park


def deeds(folder: Path) -> list[str]:
    """Who did what the journal has, from the first to the last."""
    with closing(sqlite3.connect(folder / "annotations.db")) as connection:
        sql = (
            "SELECT p.name FROM journal j LEFT JOIN annotator p ON p.id = j.annotator ORDER BY seq"
        )
        return [name for (name,) in connection.execute(sql)]


async def to_the_library(sitting: Sitting) -> LibraryScreen:
    await sitting.press("l")
    await sitting.until(lambda: isinstance(sitting.app.screen, LibraryScreen))
    screen = sitting.app.screen
    assert isinstance(screen, LibraryScreen)
    await sitting.until(lambda: not screen.busy)
    return screen


@pytest.mark.parametrize("key", ["*", "r", "z", "a"])
async def test_what_is_done_to_an_article_is_mine(wang: Path, key: str) -> None:
    before = len(deeds(wang))
    async with sit_down(wang, annotator="林") as sitting:
        await to_the_library(sitting)
        await sitting.press(key)
        assert deeds(wang)[before:] == ["林"]
        await sitting.press("u")
        assert deeds(wang)[before:] == ["林", "林"]
        await sitting.press("u")
        assert deeds(wang)[before:] == ["林", "林"], "what Wang did is not mine to take back"


async def test_a_title_a_filter_and_a_feed_are_mine(wang: Path) -> None:
    before = len(deeds(wang))
    async with sit_down(wang, annotator="林") as sitting:
        screen = await to_the_library(sitting)
        await sitting.press("R", "改", "enter", "/", "改", "enter")
        await sitting.until(lambda: not screen.busy)
        await sitting.press("F", "改", "enter", "escape")
        assert deeds(wang)[before:] == ["林"] * 2
        await sitting.until(lambda: bool(screen.browsing.shelves.feeds))
        await sitting.press("tab", "G")
        for _ in range(12):
            if screen.controllers.feeds.here is not None:
                break
            await sitting.press("k")
        await sitting.press("e", "2")
        await sitting.until(lambda: len(deeds(wang)) > before + 2)
        assert deeds(wang)[before:] == ["林"] * 3


async def test_a_name_that_is_corrected_is_mine(wang: Path) -> None:
    before = len(deeds(wang))
    async with sit_down(wang, annotator="林") as sitting:
        await sitting.press("L", "tab", "1", "r", "乙", "enter")
        await sitting.press("u")
        assert deeds(wang)[before:] == ["林", "林"]
        assert sitting.library.me().name == "林"
