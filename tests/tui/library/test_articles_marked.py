"""Articles that are marked in the library: what is done with all of them is one step."""

from pathlib import Path

from sitting import Sitting
from test_library_screen import (
    PARK,
    TITLES,
    here,
    listed,
    message,
    press,
    read,
    screen_of,
    shelf,
    sitting_in,
    stored,
)  # fmt: skip

from reader.library import open_library

__all__ = ["shelf"]


def ticked(sitting: Sitting) -> list[str]:
    rows = [row for row in sitting.rows[:-1] if "✓" in row]
    return [title for row in rows for title in TITLES if title in row]


def starred(sitting: Sitting) -> list[str]:
    return [title for title in TITLES if stored(sitting.library, title).starred]


async def test_what_is_marked_is_starred_in_one_step(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        await press(sitting, "g", "m", "j", "m")
        assert ticked(sitting) == [TITLES[0], PARK]
        assert here(sitting).head.title == TITLES[3]
        assert "已勾選 2 篇" in sitting.rows[0]
        assert "m 勾選" in sitting.rows[-1]
        await press(sitting, "*")
        assert starred(sitting) == [TITLES[0], PARK]
        assert message(sitting) == "已給 2 篇加星號（u 復原）"
        assert ticked(sitting) == []
        assert "已勾選" not in sitting.rows[0]
        await press(sitting, "u")
        assert starred(sitting) == []
        assert message(sitting) == "已復原：加星號（2 篇）"
        await press(sitting, "U")
        assert starred(sitting) == [TITLES[0], PARK]


async def test_only_where_all_have_it_a_star_goes(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        await press(sitting, "g", "*", "ctrl+a", "*")
        assert starred(sitting) == TITLES
        assert message(sitting).startswith("已給 4 篇加星號")
        await press(sitting, "ctrl+a", "*")
        assert starred(sitting) == []


async def test_all_but_these(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        await press(sitting, "g", "ctrl+a", "m")
        assert ticked(sitting) == TITLES[1:]
        assert "已勾選 4 篇" in sitting.rows[0]
        await press(sitting, "z")
        assert listed(sitting) == TITLES[:1]
        await press(sitting, "u")
        assert listed(sitting) == TITLES


async def test_marked_articles_join_the_queue_in_the_order_of_the_list(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        await press(sitting, "G", "m", "g", "m", "a")
        assert [stored(sitting.library, title).queued for title in TITLES] == [1, 0, 0, 0, 2]
        await press(sitting, "Q", "ctrl+a", "a")
        assert listed(sitting) == []


async def test_marks_go_with_escape_and_with_the_list(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        await press(sitting, "g", "m", "escape")
        assert ticked(sitting) == []
        assert screen_of(sitting).is_current
        await press(sitting, "ctrl+a", "ctrl+a")
        assert ticked(sitting) == []
        await press(sitting, "ctrl+a", "/")
        await sitting.type("公園")
        await read(sitting)
        await press(sitting, "enter", "*")
        assert len(starred(sitting)) == 1


async def test_marks_stay_when_nothing_could_be_written(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        await press(sitting, "g", "m", "m")
        other = open_library(shelf)
        try:
            other.submit(lambda edits: edits.shelf.take_out([other.find(TITLES[1])])).result()
            await press(sitting, "r")
        finally:
            other.close()
        assert not stored(sitting.library, TITLES[0]).read
        assert ticked(sitting) == [TITLES[0]]


async def test_topics_are_added_to_each_marked_article_in_one_step(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        await press(sitting, "g", "#")
        await sitting.type("速報")
        await press(sitting, "enter", "g", "m", "m", "#")
        assert "加主題 「已勾選 2 篇」" in sitting.picture
        await sitting.type("遷徙、水利")
        await press(sitting, "enter")
        assert message(sitting) == "已給 2 篇加上主題（u 復原）"
        before = stored(sitting.library, TITLES[0]).head.topics
        assert before[-2:] == ("遷徙", "水利")
        assert any("速報" in each for each in before)
        assert list(stored(sitting.library, TITLES[1]).head.topics)[-2:] == ["遷徙", "水利"]
        assert ticked(sitting) == []
        await press(sitting, "u")
        assert "水利" not in stored(sitting.library, TITLES[0]).head.topics
        assert "水利" not in stored(sitting.library, TITLES[1]).head.topics
        assert stored(sitting.library, TITLES[0]).head.topics == before[:-2]


async def test_a_title_is_that_of_the_article_at_the_cursor_whatever_is_marked(
    shelf: Path,
) -> None:
    async with sitting_in(shelf) as sitting:
        await press(sitting, "g", "m", "R")
        await sitting.type("我的標題")
        await press(sitting, "enter")
        assert "我的標題" in sitting.picture
        assert ticked(sitting) == [TITLES[0]]


async def test_escape_is_offered_and_takes_the_marks_off(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        await press(sitting, "g", "m")
        assert "esc 取消勾選" in sitting.rows[-1]
        await press(sitting, "escape")
        assert ticked(sitting) == []
        assert "esc 取消勾選" not in sitting.rows[-1]


async def test_marks_that_another_list_takes_away_are_counted(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        await press(sitting, "g", "m", "m", "/")
        assert "enter 到清單" in sitting.rows[-1]
        assert "加星" not in sitting.rows[-1]
        await sitting.type("的")
        await read(sitting)
        assert "2 篇的勾選已取消" in sitting.rows[-1]


async def test_an_article_that_another_removes_is_not_marked_any_more(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        await press(sitting, "g", "m", "m")
        gone = stored(sitting.library, TITLES[0]).head.id
        with open_library(shelf) as other:
            other.submit(lambda edits: edits.shelf.take_out([gone])).result()
        screen_of(sitting).look_again()
        await read(sitting)
        assert "已勾選 1 篇" in sitting.rows[0]
