"""Whatever opens over the page or the list: a key that it does not name does nothing behind it.

What is a mere display is left out, since keys of the page go on working under it: the help, what is
told before reading, and an opened annotation, whose hint says so.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sitting import Sitting, sit_down
from textual import events

from reader.library import open_library
from reader.model import Span
from reader.model.feed import Feed
from reader.tui.kit.choice_list import Listing
from reader.tui.kit.panel import Panel
from reader.tui.kit.prompt import YES, Pad
from reader.tui.library.screen import LibraryScreen

FIRST = "市府說，河濱公園去年有三百萬人次到訪。"
PRINTABLE = [chr(code) for code in range(0x20, 0x7F)]
WIDE = [chr(code) for code in range(0xFF01, 0xFF5F)] + list("、【】「」『』，。！？《》")
OTHERS = [
    "tab", "shift+tab", "backspace", "delete", "enter", "left", "right", "home", "end", "pagedown",
    "pageup", "down", "up", "f1", "f2", "f3", "f4", "f5", "ctrl+f", "ctrl+n",
]  # fmt: skip
KEPT = (
    "annotation", "label", "claim_check", "evidence", "code_book", "annotator", "journal",
    "reading", "queue", "saved_filter", "feed", "article",
)  # fmt: skip

OVER_THE_PAGE = {
    "views": "S",
    "export": "e",
    "menu": "j enter",
    "which is opened": "g enter",
    "which is meant": "g x",
    "annotators": "L",
    "whose name": "L r",
    "who is joined": "L j",
    "with whom": "L j 2",
    "labels": "L tab",
    "a label": "L tab 2",
    "a label's digit": "L tab 2 k",
    "labels of one name": "L tab 2 r backspace 甲 enter",
    "result": "} r",
    "which evidence": "G { enter I",
    "publish": "G { { p",
    "undo of several": "u",
    "label": "j 5",
    "note": "j a",
    "source": "j w",
    "search": "/",
    "name": "L n",
}
OVER_THE_LIST = {"orders": "o", "views": "S", "title": "R", "topics": "#"}


@pytest.fixture
def busy(park: Path) -> Path:
    """A library where two people have marked, with labels, evidence and something private."""
    library = open_library(park)
    (entry,) = library.list()
    ident, text = entry.head.id, library.open(entry.head.id).text

    def at(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    def mark(edits) -> None:
        edits.become("林")
        edits.edit(ident, at(FIRST), tag="opinion")
        edits.become("王")
        edits.annotate(ident, at(FIRST), {"tag": "fact", "source": "市府"}, ["甲"])
        edits.annotate(ident, at("市府說"), {"tag": "fact"}, ["甲", "乙"])
        edits.edit(ident, at("為什麼？"), tag="fact", source="線人甲", private=True)
        both = [("https://a.example/", ""), ("https://b.example/", "")]
        edits.annotate(ident, at("園方計畫明年增設兩座廁所"), {"tag": "fact"}, evidence=both)
        for digit, name in enumerate(("甲", "乙"), 1):
            edits.book.name_label(digit, name)
        with edits.batch():
            edits.edit(ident, at(FIRST), note="再看")
            edits.edit(ident, at("市府說"), note="再看")

    library.submit(mark).result()
    library.close()
    return park


def everything(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(folder / "annotations.db")) as connection:
        return {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in KEPT}


def what_is_open(sitting: Sitting) -> Panel | Pad | None:
    screen = sitting.app.screen
    return next(iter([*screen.query(Pad), *screen.query(Panel)]), None)


def own_keys(asked: Panel | Pad) -> set[str]:
    """The keys that what is open names."""
    if isinstance(asked, Pad):
        question = asked._question
        digits = {str(n) for n, it in enumerate(question.choices, question.first) if it}
        keys = digits | {*YES, "enter"} if question.confirms else digits
        typed = {"enter", "tab"} if question.tabbed else {"enter"}
        return keys if question.only_choices else typed
    assert isinstance(asked.content, Listing)
    return {"q", *(it.key for it in asked.content.choices), *asked.content.others}


async def press_all_others(sitting: Sitting, asked: Panel | Pad) -> None:
    keys = own_keys(asked)
    wide = {chr(ord(key) + 0xFEE0) for key in keys if len(key) == 1}
    chinese = {"/": "、", "[": "【「", "]": "】」", "!": "！", "?": "？"}
    wide |= {form for key in keys for form in chinese.get(key, "")}
    await sitting.press(*(key for key in PRINTABLE if key not in keys))
    for key in WIDE:
        if key not in wide:
            sitting.app.post_message(events.Key(key, key))
    await sitting.settle()
    await sitting.press(*(key for key in OTHERS if key not in keys))


async def nothing_acts_behind(sitting: Sitting, folder: Path) -> None:
    asked = what_is_open(sitting)
    assert asked is not None
    content = asked.content if isinstance(asked, Panel) else asked
    screen, before = sitting.app.screen, everything(folder)
    await press_all_others(sitting, asked)
    assert everything(folder) == before
    assert sitting.app.screen is screen
    assert what_is_open(sitting) is asked
    assert (asked.content if isinstance(asked, Panel) else asked) is content
    await sitting.press("escape")
    assert what_is_open(sitting) is not asked
    assert everything(folder) == before


@pytest.mark.parametrize("name", OVER_THE_PAGE)
async def test_no_key_acts_on_the_page_behind(busy: Path, name: str) -> None:
    async with sit_down(busy) as sitting:
        await sitting.press(*OVER_THE_PAGE[name].split())
        here = sitting.here
        await nothing_acts_behind(sitting, busy)
        assert sitting.here == here


async def test_no_key_acts_behind_the_list_of_sections(busy: Path) -> None:
    async with sit_down(busy, size=(60, 30)) as sitting:
        await sitting.press("t")
        await nothing_acts_behind(sitting, busy)


@pytest.mark.parametrize("name", OVER_THE_LIST)
async def test_no_key_acts_on_the_list_behind(busy: Path, name: str) -> None:
    async with sit_down(busy) as sitting:
        await sitting.press("l")
        await sitting.until(lambda: isinstance(sitting.app.screen, LibraryScreen))
        await sitting.until(lambda: bool(sitting.app.screen.browsing.ids))
        await sitting.press(*OVER_THE_LIST[name].split())
        await nothing_acts_behind(sitting, busy)


@pytest.mark.parametrize("keys", ["e", "e 1", "x"])
async def test_no_key_acts_behind_what_is_asked_of_a_feed(busy: Path, keys: str) -> None:
    library = open_library(busy)
    feed = Feed("", "https://feed.example/rss", "港聞")
    library.submit(lambda edits: edits.feeds.subscribe(feed)).result()
    library.close()
    async with sit_down(busy) as sitting:
        await sitting.press("l")
        await sitting.until(lambda: isinstance(sitting.app.screen, LibraryScreen))
        screen = sitting.app.screen
        assert isinstance(screen, LibraryScreen)
        await sitting.until(lambda: bool(screen.browsing.shelves.feeds))
        await sitting.press("tab", "G")
        for _ in range(12):
            if screen.controllers.feeds.here is None:
                await sitting.press("k")
        assert screen.controllers.feeds.here is not None
        await sitting.press(*keys.split())
        await nothing_acts_behind(sitting, busy)


async def test_a_digit_that_names_nobody_takes_no_label_off(busy: Path) -> None:
    async with sit_down(busy) as sitting:
        await sitting.press("L", "j", "2")
        title = sitting.picture
        await sitting.press("3", "f")
        assert sitting.picture == title


async def test_an_input_method_that_is_on_is_told_there_as_well(busy: Path) -> None:
    async with sit_down(busy) as sitting:
        await sitting.press("L", "是")
        assert "輸入法" in sitting.message
        assert what_is_open(sitting) is not None
