"""The library screen: what is listed, what can be done with it, the way to an article and back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sitting import Sitting, sit_down
from textual import events

from reader.errors import LibraryError
from reader.library import Library, open_library
from reader.model import Entry, Tag
from reader.text.typesetting.cell_width import cell_len
from reader.tui.library.screen import LibraryScreen
from reader.tui.search.screen import SearchScreen

ARTICLES = {
    "taxi": ("计程车司机的一天", "南方试刊", "2025-05-01", "[劳动]",
             "老陈开了三十年车。他说公园旁边最好拉客。"),
    "rail": ("高鐵延伸的環評", "資料新聞室", "2025-04-01", "[交通, 環境]",
             "環評卡關了。地方認為該重做。還有第三種意見。"),
    "shop": ("老街換招牌", "試刊", "2025-02-01", "[]", "招牌換了三十塊。"),
    "note": ("沒有日期的短文", "", "", "[]", "只有一句。"),
}  # fmt: skip
PARK = "河濱公園十年"
TITLES = ["计程车司机的一天", "高鐵延伸的環評", PARK, "老街換招牌", "沒有日期的短文"]
HOSTILE = """---
title: "鐘樓\x1b]0;偷\x07\u202e倒過來"
source: "壞\x1b[2J報"
date: 2025-06-01
topics: ["壞\x1b[31m題"]
---

鐘樓敲了三下。
"""


def write(folder: Path, name: str) -> None:
    title, source, date, topics, text = ARTICLES[name]
    head = f"title: {title}\nsource: {source}\ndate: {date}\ntopics: {topics}"
    (folder / "articles" / f"{name}.md").write_text(f"---\n{head}\n---\n\n{text}\n", "utf-8")


@pytest.fixture
def shelf(park: Path) -> Path:
    """A library with five articles, none of them read; the park is the third newest."""
    for name in ARTICLES:
        write(park, name)
    library = open_library(park)
    assert library.sync() == []
    library.close()
    return park


@asynccontextmanager
async def sitting_in(
    folder: Path, title: str | None = PARK, size: tuple[int, int] = (100, 30), **settings: Any
) -> AsyncIterator[Sitting]:
    """The library over an article, or by itself, with everything read that is to be shown."""
    async with sit_down(folder, size, title=title, **settings) as sitting:
        if title is not None:
            await sitting.press("l")
        await read(sitting)
        yield sitting


def screen_of(sitting: Sitting) -> LibraryScreen:
    screen = sitting.app.screen
    assert isinstance(screen, LibraryScreen)
    return screen


async def read(sitting: Sitting) -> None:
    """Wait until nothing is being read or taken in."""
    await sitting.until(lambda: not screen_of(sitting).busy)
    while screen_of(sitting).busy:  # what was written has led to more reading
        await sitting.until(lambda: not screen_of(sitting).busy)


async def press(sitting: Sitting, *keys: str) -> None:
    await sitting.press(*keys)
    await read(sitting)


async def arrived(sitting: Sitting, title: str) -> None:
    """Wait until an article is open and shown."""
    await sitting.until(
        lambda: (
            sitting.app.navigation.opened is not None
            and sitting.app.screen is sitting.screen
            and sitting.session.document.head.title == title
            and sitting.screen.page.size.height > 0
        )
    )


def listed(sitting: Sitting) -> list[str]:
    """The titles in sight, from top to bottom."""
    rows = sitting.rows[:-1]  # the last one may say what was done with an article
    places = {title: n for n, row in enumerate(rows) for title in TITLES if title in row}
    return sorted(places, key=lambda title: places[title])


def here(sitting: Sitting) -> Entry:
    entry = screen_of(sitting).browsing.here
    assert entry is not None
    return entry


def message(sitting: Sitting) -> str:
    return screen_of(sitting).status.message


def stored(library: Library, title: str) -> Entry:
    (entry,) = library.entries([library.find(title)])
    return entry


def row_with(sitting: Sitting, words: str) -> str:
    (row,) = [row for row in sitting.rows[:-1] if words in row]
    return row


# what is shown


async def test_all_articles_the_newest_first(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        assert listed(sitting) == TITLES
        assert row_with(sitting, "高鐵延伸的環評").rstrip().endswith("2025-04-01")
        assert "1 / 5 篇" in sitting.rows[0]
        assert "日期" in sitting.rows[0]
        assert "enter 讀" in sitting.rows[-1]
        assert sum("▌" in row for row in sitting.rows) == 1
        assert all("•" in row_with(sitting, title) for title in TITLES)


async def test_what_is_marked_and_by_whom(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        await sitting.press("q", "f", "o", "a")
        await sitting.type("哪一年？")
        await sitting.press("enter", "l")
        await read(sitting)
        row = sitting.rows.index(row_with(sitting, "2025-03-02")) + 1
        assert "實1  觀1  批1" in sitting.rows[row]
        assert "試刊" in sitting.rows[row]
        while here(sitting).head.title != PARK:
            await press(sitting, "j")
        assert "王 ━" in sitting.picture
        assert "2/7" in sitting.picture
        assert "articles/park.md" in sitting.picture


async def test_the_shelves_and_how_many_are_on_each(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        left = [row[:27].split() for row in sitting.rows]
        assert ["▎", "所有文章", "5"] in left
        assert ["未讀", "5"] in left
        assert ["待讀", "0"] in left
        assert ["試刊", "2"] in left
        assert ["交通", "1"] in left
        await press(sitting, "t")
        assert "所有文章" not in sitting.picture
        await press(sitting, "t")
        assert "所有文章" in sitting.picture


async def test_a_library_that_is_opened_again_is_as_it_was_left(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        await press(sitting, "o", "4", "j", "j")
        picture = sitting.picture
        await sitting.press("q")
        assert sitting.app.screen is sitting.screen
        await press(sitting, "l")
        assert sitting.picture == picture
        await sitting.press("l")
        assert sitting.app.screen is sitting.screen
        await press(sitting, "l")
        await sitting.press("escape")
        assert sitting.app.screen is sitting.screen


# moving and opening


async def test_moving_about(shelf: Path) -> None:
    async with sitting_in(shelf, size=(80, 18)) as sitting:
        for keys, title in (
            (["j"], TITLES[1]), (["down"], TITLES[2]), (["k"], TITLES[1]), (["up"], TITLES[0]),
            (["k"], TITLES[0]), (["G"], TITLES[4]), (["j"], TITLES[4]), (["g"], TITLES[0]),
            (["space"], TITLES[4]), (["b"], TITLES[0]), (["end"], TITLES[4]), (["home"], TITLES[0]),
            (["ｊ"], TITLES[1]), (["Ｇ"], TITLES[4]),
        ):  # fmt: skip
            await press(sitting, *keys)
            assert here(sitting).head.title == title, keys
            assert title in "".join(listed(sitting))


async def test_enter_opens_the_article_where_it_was_left(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        await sitting.press("q", "j", "j", "l")
        await read(sitting)
        await sitting.press("g", "j", "enter")
        await arrived(sitting, "高鐵延伸的環評")
        assert sitting.here == "環評卡關了。"
        await sitting.press("j", "f", "l")
        await read(sitting)
        assert stored(sitting.library, PARK).last_read
        await sitting.press("j", "enter")
        await arrived(sitting, PARK)
        assert sitting.here == "為什麼？"
        await sitting.press("l")
        await read(sitting)
        assert "讀到" in sitting.picture
        await sitting.press("k", "enter")
        await arrived(sitting, "高鐵延伸的環評")
        assert sitting.here == "還有第三種意見。"


async def test_enter_on_the_open_article_goes_back_to_it(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        before = sitting.screen
        await sitting.press("j", "j", "enter")
        await arrived(sitting, PARK)
        assert sitting.screen is before


async def test_an_article_that_cannot_be_opened(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sitting_in(shelf) as sitting:

        def fail(_: str) -> None:
            raise LibraryError("library_locked", path="annotations.db")

        monkeypatch.setattr(sitting.library, "open", fail)
        await sitting.press("enter")
        await sitting.until(lambda: bool(message(sitting)))
        assert screen_of(sitting).status.bad
        assert "annotations.db" in sitting.rows[-1]


async def test_the_mouse(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        catalogue = screen_of(sitting).catalogue
        row = sitting.rows.index(row_with(sitting, "老街換招牌")) - catalogue.region.y
        await sitting.pilot.click(catalogue, offset=(20, row))
        await read(sitting)
        assert here(sitting).head.title == "老街換招牌"
        catalogue.post_message(
            events.MouseScrollDown(catalogue, 5, 5, 0, 1, 0, False, False, False, 5, 5)
        )
        await read(sitting)
        assert len(listed(sitting)) == 5
        places = screen_of(sitting).places
        row = next(n for n, it in enumerate(sitting.rows) if it[:27].split() == ["試刊", "2"])
        await sitting.pilot.click(places, offset=(4, row - places.region.y))
        await read(sitting)
        assert listed(sitting) == [PARK, "老街換招牌"]
        await sitting.pilot.click(catalogue, offset=(20, 1), times=2)
        await arrived(sitting, PARK)


# filter, order, shelves


async def test_a_filter_as_it_is_typed(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        await press(sitting, "j", "/", *"公園")
        assert listed(sitting) == ["计程车司机的一天", PARK]
        assert "1 / 2 篇" in sitting.rows[0]
        assert "公園" in sitting.rows[1]
        await press(sitting, "down")
        assert here(sitting).head.title == PARK
        await press(sitting, *" from:南方")
        assert listed(sitting) == ["计程车司机的一天"]
        await press(sitting, "enter", "r")
        assert here(sitting).read
        assert listed(sitting) == ["计程车司机的一天"]
        await press(sitting, "escape")
        assert listed(sitting) == TITLES
        assert here(sitting).head.title == "计程车司机的一天"
        await sitting.press("escape", "escape")
        assert sitting.app.screen is sitting.screen


async def test_a_filter_with_nothing_and_a_wrong_one(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        await press(sitting, "/", *"不在")
        assert listed(sitting) == []
        assert "找不到「不在」" in sitting.picture
        await press(sitting, "enter", "enter", "r", "*", "z", "a", "R", "#", "J")
        assert screen_of(sitting).browsing.here is None
        await press(sitting, "/", *"tag:opinio")
        assert "「tag:」後面要寫" in sitting.picture
        await press(sitting, "n")
        assert "「tag:」後面要寫" not in sitting.picture
        await press(sitting, "escape")
        assert listed(sitting) == TITLES


async def test_keys_are_text_in_the_typing_line(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        await press(sitting, "/", *"jz*q")
        assert screen_of(sitting).browsing.text == "jz*q"
        assert not any(it.starred or it.archived for it in sitting.library.list())


async def test_orders_and_turned_round(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        for order in range(1, 10):
            await press(sitting, "o")
            assert "目前" in sitting.picture
            await press(sitting, str(order))
            expected = list(sitting.library.listed(screen_of(sitting).browsing.shelf))
            assert screen_of(sitting).browsing.ids == expected
            assert len(listed(sitting)) == 5
        await press(sitting, "o", "1")
        assert listed(sitting) == TITLES
        await press(sitting, "o", "1")
        assert listed(sitting) == TITLES[::-1]
        assert "日期（反向）" in sitting.rows[0]
        await press(sitting, "o", "escape")
        assert listed(sitting) == TITLES[::-1]


async def test_the_shelves_by_keys(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        await press(sitting, "*", "tab", "j", "j")
        assert listed(sitting) == ["计程车司机的一天"]
        assert "星號" in sitting.rows[0]
        await press(sitting, "j")
        assert "待讀是空的" in sitting.picture
        await press(sitting, "j", "j")
        assert listed(sitting) == [PARK, "老街換招牌"]
        await press(sitting, "tab", "j")
        assert here(sitting).head.title == "老街換招牌"
        await press(sitting, "tab", "G")
        assert listed(sitting) == ["高鐵延伸的環評"]
        await press(sitting, "g", "enter")
        assert listed(sitting) == TITLES
        await press(sitting, "Q")
        assert "待讀" in sitting.rows[0]


async def test_what_is_typed_goes_along_to_another_shelf(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        await press(sitting, "/", *"三十", "enter")
        assert listed(sitting) == ["计程车司机的一天", "老街換招牌"]
        await press(sitting, "r", "tab", "j")
        assert listed(sitting) == ["老街換招牌"]


async def test_a_filter_that_is_kept(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        await press(sitting, "F")
        assert message(sitting).startswith("沒有可存的")
        await press(sitting, "/", *"三十", "enter", "F")
        await sitting.type("有數字的")
        await press(sitting, "enter")
        assert [it.query for it in sitting.library.shelves().filters] == ["三十"]
        assert "有數字的" in sitting.rows[0]
        await press(sitting, "tab", "g", "G", "enter")
        await press(sitting, "tab", "g", *"jjjjj", "enter")
        assert listed(sitting) == ["计程车司机的一天", "老街換招牌"]
        await press(sitting, "F")
        assert message(sitting) == "篩選已刪去：有數字的"
        assert sitting.library.shelves().filters == ()


async def test_keys_wait_for_what_was_chosen(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with sitting_in(shelf) as sitting:
        hold, at_once = Event(), sitting.library.listed

        def slowly(*asked: Any, **named: Any) -> Any:
            hold.wait(5)
            return at_once(*asked, **named)

        monkeypatch.setattr(sitting.library, "listed", slowly)
        await sitting.press("/", *"公園")
        for key in ("enter", "j", "r", "enter"):
            sitting.app.post_message(events.Key(key, "\r" if key == "enter" else key))
        await sitting.pilot.pause(0.3)
        assert not any(entry.read for entry in sitting.library.list())
        assert len(listed(sitting)) == 5
        hold.set()
        await arrived(sitting, PARK)
        assert stored(sitting.library, PARK).read


async def test_the_end_of_a_list_that_is_not_known_yet(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.library.shelf_reader.FIRST", 2)
    async with sitting_in(shelf) as sitting:
        await press(sitting, "tab", "j", "k", "tab", "G")
        assert here(sitting).head.title == TITLES[4]


# what is done with an article


@pytest.mark.parametrize(
    ("key", "state", "said"),
    [("*", "starred", "已加星號"), ("r", "read", "標為已讀"), ("z", "archived", "已封存"),
     ("＊", "starred", "已加星號")],
)  # fmt: skip
async def test_states_on_off_and_undone(shelf: Path, key: str, state: str, said: str) -> None:
    async with sitting_in(shelf) as sitting:
        await press(sitting, "j", key)
        assert message(sitting).startswith(f"{said}：〈高鐵延伸的環評〉")
        assert getattr(stored(sitting.library, "高鐵延伸的環評"), state) is True
        assert ("高鐵延伸的環評" in listed(sitting)) is (state != "archived")
        await press(sitting, "u")
        assert getattr(stored(sitting.library, "高鐵延伸的環評"), state) is False
        assert here(sitting).head.title == "高鐵延伸的環評"
        assert listed(sitting) == TITLES
        await press(sitting, "u")
        assert message(sitting) == sitting.app.navigation.words("nothing.undo")


async def test_an_article_is_made_private_alone_or_with_others(shelf: Path) -> None:
    def private(sitting: Any) -> set[str]:
        return {it.head.title for it in sitting.library.list() if it.head.private}

    async with sitting_in(shelf) as sitting:
        await press(sitting, "j", "p")
        assert message(sitting) == "整篇設為私密，不會匯出：〈高鐵延伸的環評〉（u 復原）"
        assert private(sitting) == {"高鐵延伸的環評"}
        await press(sitting, "u")
        assert private(sitting) == set()
        await press(sitting, "g", "m", "m", "p")
        assert message(sitting) == "已把 2 篇設為私密（u 復原）"
        assert private(sitting) == set(TITLES[:2])
        await press(sitting, "u")
        assert private(sitting) == set()


async def test_a_star_and_a_read_article_look_different(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        await press(sitting, "*", "r")
        row = row_with(sitting, "计程车司机的一天")
        assert "★" in row
        assert "•" not in row
        await press(sitting, "*", "r")
        row = row_with(sitting, "计程车司机的一天")
        assert "★" not in row
        assert "•" in row


async def test_the_archive(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        await press(sitting, "z", "z", "tab", "j", "j", "j", "j")
        assert listed(sitting) == TITLES[:2]
        assert "封存" in sitting.rows[0]
        await press(sitting, "tab", "z")
        assert listed(sitting) == TITLES[1:2]
        assert not stored(sitting.library, TITLES[0]).archived
        await press(sitting, "u")
        assert listed(sitting) == TITLES[:2]


async def test_what_is_read_leaves_the_unread(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        await press(sitting, "tab", "j", "tab", "j", "r")
        assert listed(sitting) == [TITLES[0], *TITLES[2:]]
        assert here(sitting).head.title == TITLES[2]
        await press(sitting, "u")
        assert listed(sitting) == TITLES
        assert here(sitting).head.title == TITLES[1]


async def test_a_title_of_ones_own(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        await press(sitting, "R", *"司機老陳", "enter")
        assert stored(sitting.library, "司機老陳").renamed
        assert "司機老陳" in sitting.picture
        assert "计程车" not in sitting.rows[3]
        text = "---\ntitle: 檔案改了題\ndate: 2025-05-01\n---\n\n老陳。\n"
        (shelf / "articles" / "taxi.md").write_text(text, "utf-8")
        sitting.library.sync()
        assert stored(sitting.library, "司機老陳").renamed
        await press(sitting, "R", "backspace", "enter")
        await sitting.until(lambda: "檔案改了題" in sitting.picture)
        await press(sitting, "u")
        assert "司機老陳" in sitting.picture
        await press(sitting, "R", *"別的", "escape")
        assert stored(sitting.library, "司機老陳").renamed


async def test_topics_of_ones_own(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        await press(sitting, "#", *"、查核，勞 工", "enter")
        assert stored(sitting.library, TITLES[0]).head.topics == ("劳动", "查核", "勞 工")
        assert "#查核" in sitting.picture
        assert ["查核", "1"] in [row[:27].split() for row in sitting.rows]
        await press(sitting, "u")
        assert stored(sitting.library, TITLES[0]).head.topics == ("劳动",)
        await press(sitting, "#", *["backspace"] * 2, "-", "enter")
        assert stored(sitting.library, TITLES[0]).head.topics == ()
        await press(sitting, "#", "enter")
        assert stored(sitting.library, TITLES[0]).head.topics == ("劳动",)


async def test_what_stands_already_is_not_called_kept(shelf: Path) -> None:
    """Nothing was written, so `u` is not offered: it would take something else back."""
    async with sitting_in(shelf) as sitting:
        await press(sitting, "*")
        for keys in (("#", "enter"), ("R", "enter")):
            await press(sitting, *keys)
            assert screen_of(sitting).status.message == f"沒有更動：〈{TITLES[0]}〉"
        with open_library(shelf) as other:
            other.submit(lambda edits: edits.shelf.enqueue(other.find(TITLES[0]))).result()
        await press(sitting, "a")
        assert screen_of(sitting).status.message == f"沒有更動：〈{TITLES[0]}〉"


async def test_what_cannot_be_written_is_told(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        sitting.break_disk()
        await press(sitting, "*")
        assert screen_of(sitting).status.bad
        assert "沒有存進去" in message(sitting)
        assert "★" not in sitting.picture
        await press(sitting, "u")
        assert message(sitting) == sitting.app.navigation.words("nothing.undo")
        sitting.mend_disk()
        await press(sitting, "*")
        assert "★" in sitting.picture


# the queue


async def test_the_queue_and_its_order(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        await press(sitting, "J")
        assert message(sitting).startswith("不在待讀裡")
        await press(sitting, "j", "a", "G", "a", "g", "a", "Q")
        assert listed(sitting) == sorted(
            [TITLES[1], TITLES[4], TITLES[0]], key=[TITLES[1], TITLES[4], TITLES[0]].index
        )
        await press(sitting, "g", "J")
        assert listed(sitting) == [TITLES[4], TITLES[1], TITLES[0]]
        assert here(sitting).head.title == TITLES[1]
        await press(sitting, "K", "G", "a")
        assert listed(sitting) == [TITLES[1], TITLES[4]]
        await press(sitting, "u")
        assert listed(sitting) == [TITLES[1], TITLES[4], TITLES[0]]
        await press(sitting, "u")
        assert listed(sitting) == [TITLES[4], TITLES[1], TITLES[0]]


async def test_the_key_of_the_queue_twice_in_one_burst_changes_nothing(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        for _ in range(2):
            sitting.app.post_message(events.Key("a", "a"))
        await sitting.settle()
        await read(sitting)
        assert stored(sitting.library, TITLES[0]).queued == 0
        await press(sitting, "a")
        assert stored(sitting.library, TITLES[0]).queued == 1


async def test_from_the_end_of_an_article_to_the_next_of_the_queue(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        await press(sitting, "j", "a", "j", "j", "a", "k", "k")
        await sitting.press("enter")
        await arrived(sitting, "高鐵延伸的環評")
        await sitting.press("G", "k", "enter")
        assert sitting.screen.panel is not None
        await sitting.press("escape", "f", "o")
        await sitting.until(lambda: "接著讀" in sitting.message)
        assert sitting.message.startswith("到底了")
        assert "〈老街換招牌〉" in sitting.message
        await sitting.press("enter")
        await arrived(sitting, "老街換招牌")
        assert sitting.message == "待讀的下一篇"
        rail = stored(sitting.library, "高鐵延伸的環評")
        assert (rail.read, rail.queued) == (True, 0)
        await sitting.press("j")
        await sitting.until(lambda: bool(sitting.message))
        assert "接著讀" not in sitting.message
        await sitting.press("enter")
        await sitting.until(lambda: sitting.screen.panel is not None)
        assert stored(sitting.library, "老街換招牌").queued == 1


async def test_enter_at_the_end_opens_the_annotation_unless_the_end_is_said(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        await press(sitting, "G", "a")
        await sitting.press("q", "G", "f")
        await sitting.press("g", "G", "enter")
        await sitting.until(lambda: sitting.screen.panel is not None)
        await sitting.press("escape", "G", "j")
        await sitting.until(lambda: "接著讀" in sitting.message)
        await sitting.press("enter")
        await arrived(sitting, "沒有日期的短文")


async def test_an_article_is_read_once_it_is_left_at_its_end(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        await sitting.press("q", "G", "k", "l")
        await read(sitting)
        await sitting.press("g", "enter")
        await arrived(sitting, TITLES[0])
        assert not stored(sitting.library, PARK).read
        await sitting.press("G", "l")
        await read(sitting)
        await sitting.press("j", "enter")
        await arrived(sitting, TITLES[1])
        await sitting.settle()
        assert stored(sitting.library, TITLES[0]).read
        await sitting.press("d", "d", "d", "g", "l")
        await read(sitting)
        await sitting.press("j", "enter")
        await arrived(sitting, PARK)
        await sitting.settle()
        assert stored(sitting.library, TITLES[1]).read


# without an article


async def test_it_begins_in_the_library(shelf: Path) -> None:
    async with sitting_in(shelf, None) as sitting:
        assert listed(sitting) == TITLES
        await press(sitting, "escape")
        assert sitting.app.is_running
        await sitting.press("j", "enter")
        await arrived(sitting, "高鐵延伸的環評")
        await sitting.press("f")
        assert [annotation.tag for annotation in sitting.stored()] == [Tag.FACT]
        await sitting.press("l")
        await read(sitting)
        assert "實1" in sitting.picture
        await sitting.press("q")
        assert sitting.app.screen is sitting.screen
        await sitting.press("q")
        assert not sitting.app.is_running


async def test_the_search_from_a_library_without_an_open_article(shelf: Path) -> None:
    async with sitting_in(shelf, None) as sitting:
        await sitting.press("ctrl+f", *"卡關")
        assert isinstance(sitting.app.screen, SearchScreen)
        await sitting.until(lambda: "1 篇" in sitting.rows[-1])
        await sitting.press("escape")
        await read(sitting)
        assert listed(sitting) == TITLES
        await sitting.press("ctrl+f", "enter")
        await arrived(sitting, "高鐵延伸的環評")
        assert sitting.here == "環評卡關了。"


async def test_quitting_the_library_ends_the_program(shelf: Path) -> None:
    async with sitting_in(shelf, None) as sitting:
        await sitting.press("q")
        assert not sitting.app.is_running


async def test_an_empty_library_says_how_articles_get_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.library.screen.LOOK_AGAIN", 0.05)
    folder = tmp_path / "empty"
    folder.mkdir()
    async with sitting_in(folder, None, size=(80, 24)) as sitting:
        assert "還沒有文章" in sitting.picture
        # Where the lines end depends on how long the path is and where it has a space.
        named = "".join(str(folder / "articles").split())
        assert named in "".join(sitting.picture.split())
        await press(sitting, "j", "enter", "*", "z", "o", "1", "G", "space")
        write(folder, "rail")
        await sitting.until(lambda: "高鐵延伸的環評" in sitting.picture)
        await read(sitting)
        await sitting.press("enter")
        await arrived(sitting, "高鐵延伸的環評")


# what comes from outside


async def test_files_that_are_put_into_the_folder_appear(shelf: Path) -> None:
    (shelf / "articles" / "new.txt").write_text("今天的新聞\n\n內文。\n", "utf-8")
    (shelf / "articles" / "bad.md").write_bytes(b"")
    async with sitting_in(shelf) as sitting:
        await sitting.until(lambda: "/ 6 篇" in sitting.rows[0])
        assert "bad.md" in sitting.rows[1] + sitting.rows[2]


async def test_what_another_program_writes_appears(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.library.screen.LOOK_AGAIN", 0.05)
    async with sitting_in(shelf) as sitting:
        await press(sitting, "j", "j")
        other = open_library(shelf)
        try:
            ident = other.find(PARK)
            other.submit(lambda edits: edits.shelf.put_state(ident, "starred", True)).result()
            await sitting.until(lambda: "★" in sitting.picture)
            first = other.find(TITLES[0])
            other.submit(lambda edits: edits.shelf.put_state(first, "archived", True)).result()
            await sitting.until(lambda: TITLES[0] not in sitting.picture)
        finally:
            other.close()
        assert here(sitting).head.title == PARK
        assert "2 / 4 篇" in sitting.rows[0]


# scripts, sizes, themes, hostile text


async def test_titles_follow_the_script_view(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        await press(sitting, "s")
        assert "計程車司機的一天" in sitting.picture
        assert "南方試刊" in sitting.picture
        assert "臺灣繁體" in sitting.rows[0]
        await press(sitting, "s", "s")
        assert "高铁延伸的环评" in sitting.picture
        await sitting.press("q")
        assert sitting.session.article_view.choice == "cn"
        assert "河滨公园十年" in sitting.picture
        await press(sitting, "l", "S")
        assert any(
            "簡體 → 臺灣繁體，換臺灣用詞  s2twp" in row for row in sitting.rows
        )  # as on the page
        await press(sitting, "0")
        assert "高鐵延伸的環評" in sitting.picture
        assert sitting.library.view() == ""
    async with sitting_in(shelf, None) as sitting:
        await press(sitting, "s")
        assert "計程車司機的一天" in sitting.picture
        assert sitting.library.view() == "tw"
        await sitting.press("enter")
        await arrived(sitting, "计程车司机的一天")
        assert "計程車司機的一天" in sitting.picture


@pytest.mark.parametrize("size", [(160, 50), (120, 40), (99, 30), (80, 24), (60, 14), (40, 10)])
@pytest.mark.parametrize("ambiguous", [1, 2])
async def test_every_size(shelf: Path, size: tuple[int, int], ambiguous: int) -> None:
    async with sitting_in(shelf, size=size, ambiguous_width=ambiguous) as sitting:
        assert "高鐵延伸的環評" in sitting.picture
        for keys in ([], ["*", "r"], ["tab"], ["tab"], ["o"], ["escape"], ["/", "三"], ["escape"],
                     ["R"], ["escape"], ["?"], ["escape"], ["t"], ["t"]):  # fmt: skip
            await press(sitting, *keys)
            assert len(sitting.rows) == size[1]
            assert {cell_len(row, ambiguous) for row in sitting.rows} == {size[0]}, keys
        assert "高鐵延伸的環評" in sitting.picture
        for width, height in ((40, 10), (120, 40), (39, 9), (80, 24)):
            await sitting.resize(width, height)
            await read(sitting)
            assert {cell_len(row, ambiguous) for row in sitting.rows} == {width}
        assert any(">" in row or "▌" in row for row in sitting.rows)


async def test_without_colour_everything_can_be_told_apart(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with sitting_in(shelf) as sitting:
        await press(sitting, "r", "*", "j")
        assert "★" in row_with(sitting, TITLES[0])
        assert "•" not in row_with(sitting, TITLES[0])
        assert "▌" in row_with(sitting, TITLES[1])
        strips = sitting.app.screen._compositor.render_strips()
        bold = [s.text for strip in strips for s in strip if s.style and s.style.bold]
        assert TITLES[1] in bold
        assert TITLES[0] not in bold


async def test_the_theme_changes_everything(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        dark = {s.style.bgcolor for s in sitting.app.screen._compositor.render_strips()[5]
                if s.style}  # fmt: skip
        await press(sitting, "T")
        light = {s.style.bgcolor for s in sitting.app.screen._compositor.render_strips()[5]
                 if s.style}  # fmt: skip
        assert sitting.app.theme == "paper"
        assert not dark & light
        await sitting.press("q")
        assert sitting.screen.ink.palette.background.brightness > 0.5


async def test_hostile_text_never_reaches_the_terminal(park: Path) -> None:
    (park / "articles" / "bad.md").write_text(HOSTILE, "utf-8")
    async with sitting_in(park, None) as sitting:
        await sitting.until(lambda: "鐘樓" in sitting.picture)
        await press(sitting, "*", "R")
        await sitting.paste("\x1b[2J\u202e塔")
        await press(sitting, "enter", "#")
        await sitting.paste("\x1b[2J、\u202e題")
        await press(sitting, "enter")
        strips = sitting.app.screen._compositor.render_strips()
        drawn = "".join(segment.text for strip in strips for segment in strip)
        assert not set(drawn) & set("\x1b\x07\u202e\n")
        stored_texts = [(it.head.title, *it.head.topics) for it in sitting.library.list()]
        assert not set("".join("".join(texts) for texts in stored_texts)) & set("\x1b\x07\u202e")


async def test_keys_typed_ahead_of_a_prompt_are_typed(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        for key in ("R", "新", "題", "enter"):
            character = "\r" if key == "enter" else key
            sitting.app.post_message(events.Key(key, character))
        await sitting.settle()
        await sitting.until(lambda: "新題" in sitting.picture)
        assert stored(sitting.library, "新題").renamed


async def test_a_filter_typed_at_once(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        before = sitting.library.shelves()
        for key in ("/", "河", "z", "a", "1", "濱"):
            name = "slash" if key == "/" else key
            sitting.app.post_message(events.Key(name, key))
        await sitting.settle()
        screen = sitting.app.screen
        assert isinstance(screen, LibraryScreen)
        assert screen.typing.box.value == "河za1濱"
        assert sitting.library.shelves() == before


async def test_an_input_method_that_is_on_is_told(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        await press(sitting, "實")
        assert message(sitting).startswith("輸入法開著")
        await press(sitting, "down")
        assert message(sitting) == ""


async def test_help_and_palette_are_about_the_library(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        await press(sitting, "?")
        assert "在文庫裡" in sitting.picture
        assert "排進待讀，或移出來" in sitting.picture
        await press(sitting, "?")
        assert "在文庫裡" not in sitting.picture
        await sitting.press("ctrl+p")
        await sitting.type("星號")
        await sitting.until(lambda: "星號" in sitting.rows[8] + sitting.rows[9] + sitting.picture)
        await sitting.press("enter")
        await sitting.until(lambda: isinstance(sitting.app.screen, LibraryScreen))
        await read(sitting)
        await sitting.until(lambda: stored(sitting.library, TITLES[0]).starred)


async def test_the_users_own_keys(shelf: Path) -> None:
    async with sitting_in(shelf, keymap={"list_star": ";", "list_next": "n,down"}) as sitting:
        await press(sitting, "*")
        assert not here(sitting).starred
        await press(sitting, "；")
        await press(sitting, "n")
        assert stored(sitting.library, TITLES[0]).starred
        assert here(sitting).head.title == TITLES[1]
        assert "; 星號" in sitting.rows[-1]
