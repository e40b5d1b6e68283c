"""Reading in another script: the same article at the same words, marks on the source's offsets."""

import asyncio
from pathlib import Path

import pytest
from sitting import Sitting, sit_down

from reader.errors import InputError
from reader.library import open_library
from reader.model import Tag
from reader.text.query import regional_words as search_words

NETWORK = """---
title: 互联网十年
source: 试刊
date: 2025-03-02
lang: zh-Hans
---

市政府说，互联网去年有三百万用户。我认为这个数字太高了。

## 谁在用互联网

博客的后台刷新很慢，信息也不准。为什么？因为软件不对。

出租车司机不用网络。
"""
ARGUMENT = "我认为这个数字太高了。"


@pytest.fixture
def network(tmp_path: Path) -> Path:
    """A library with one short article in Simplified Chinese."""
    folder = tmp_path / "network"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "network.md").write_text(NETWORK, encoding="utf-8")
    library = open_library(folder)
    assert library.sync() == []
    library.close()
    return folder


def drawn(sitting: Sitting) -> str:
    """The text in sight, without breaks and gaps."""
    rows = [line.row.text for line in sitting.screen.page.view.lines if line.row]
    return "".join(rows).replace(" ", "")


async def test_one_key_goes_round_the_scripts(network: Path) -> None:
    async with sit_down(network) as sitting:
        assert "原文 簡" in sitting.rows[0]
        assert "互联网去年有三百万用户" in sitting.picture
        await sitting.press("s")
        assert "臺灣繁體" in sitting.rows[0]
        assert "市政府說，互聯網去年有三百萬用戶。我認為這個數字太高了。" in drawn(sitting)
        assert "互联" not in sitting.picture  # title, contents and text follow
        await sitting.press("s")
        assert "香港繁體" in sitting.rows[0]
        assert "市政府説，互聯網去年有三百萬用户。我認為" in sitting.picture
        await sitting.press("s", "s")
        assert "原文 簡" in sitting.rows[0]
        assert "互联网去年有三百万用户" in sitting.picture


async def test_the_contents_and_the_head_follow_the_view(network: Path) -> None:
    async with sit_down(network) as sitting:
        await sitting.press("s")
        assert sitting.picture.count("互聯網十年") == 2  # top line and above the text
        assert sitting.picture.count("誰在用互聯網") == 2  # contents and text
        assert "試刊" in sitting.rows[0]


async def test_marks_made_in_a_view_lie_on_the_source(network: Path) -> None:
    async with sit_down(network) as sitting:
        await sitting.press("s", "j", "f")
        mark = sitting.stored_at(ARGUMENT)
        assert mark.tag is Tag.FACT
        assert mark.exact == ARGUMENT
        assert "我認為這個數字太高了。" in sitting.message
        await sitting.press("s", "s", "s")
        assert sitting.session.article_view.choice == ""
        assert sitting.stored_at(ARGUMENT) == mark


async def test_the_place_the_hits_and_the_focus_stay(seed: Path) -> None:
    async with sit_down(seed) as sitting:
        await sitting.press("/", *"造車", "enter", "n", "n", "n", "n")
        session, view = sitting.session, sitting.screen.page.view
        before = session.here, list(session.hits), session.hit, session.document.text
        top = view.row_of(session.here.start)
        for _ in range(3):
            await sitting.press("s")
            assert (session.here, list(session.hits), session.hit, session.text) == before
            assert view.row_of(session.here.start) == top
        assert "「造车」" in sitting.picture
        await sitting.press("n")
        assert session.hit == before[1][before[1].index(before[2]) + 1]


async def test_the_open_annotation_stays_on_its_words(network: Path) -> None:
    async with sit_down(network) as sitting:
        await sitting.press("j", "a", *"数据从哪里来？", "enter", "enter")
        assert "「我认为这个数字太高了。」" in sitting.picture
        await sitting.press("s")
        assert "「我認為這個數字太高了。」" in sitting.picture
        assert "數據從哪裡來？" in sitting.picture  # in the margin and in the open annotation
        assert sitting.session.focus == sitting.stored_at(ARGUMENT).id
        assert sitting.stored_at(ARGUMENT).note == "数据从哪里来？"
        await sitting.press("a")
        assert sitting.pad.text == "数据从哪里来？"  # what is written is edited as it was written


async def test_the_list_of_annotations_follows(network: Path) -> None:
    async with sit_down(network) as sitting:
        await sitting.press("A", "j", "f", "v", "left", "left", "left", "h", "j", "k", "enter")
        assert "1 實「我认为这个数字太高了。」" in sitting.picture
        sitting.screen.commands.run(
            "view"
        )  # from the palette: no key of the page acts behind a list
        await sitting.settle()
        assert "1 實「我認為這個數字太高了。」" in sitting.picture
        assert "2  「我認為這個數字太" in sitting.picture
        await sitting.press("2")
        assert "「我認為這個數字太」" in sitting.picture


async def test_all_views_by_name_and_vocabulary_marked_as_such(network: Path) -> None:
    async with sit_down(network) as sitting:
        await sitting.press("S")
        assert "簡體 → 臺灣繁體，換臺灣用詞" in sitting.picture
        row = next(row for row in sitting.rows if "s2twp" in row)
        await sitting.press(row.split("簡體 → 臺灣繁體，換臺灣用詞")[0].split()[-1])
        assert sitting.session.article_view.choice == "s2twp"
        assert "網際網路去年有三百萬使用者" in sitting.picture
        assert "臺灣用詞" in sitting.rows[0]
        await sitting.press("S", "0")
        assert "原文 簡" in sitting.rows[0]


async def vocabulary(sitting: Sitting) -> None:
    sitting.screen.controllers.views.see("s2twp")
    await sitting.settle()


async def test_selecting_inside_a_word_of_changed_length_takes_it_whole(network: Path) -> None:
    async with sit_down(network) as sitting:
        await vocabulary(sitting)
        await sitting.press("v", *["left"] * 20)
        assert sitting.selected == "市"
        await sitting.press(*["right"] * 4)
        assert sitting.selected == "市政府说，"
        await sitting.press("right")
        assert sitting.selected == "市政府说，互联网"
        assert "網際網路（互联网）" in sitting.message
        await sitting.press("right")
        assert sitting.selected == "市政府说，互联网去"
        await sitting.press("left", "left")
        assert sitting.selected == "市政府说，"
        await sitting.press("right", "f")
        assert sitting.stored_at("市政府说，互联网").tag is Tag.FACT


async def test_shrinking_never_loses_the_last_word(network: Path) -> None:
    async with sit_down(network) as sitting:
        await vocabulary(sitting)
        column, row = sitting.cell_of("互联网")
        await sitting.drag((column, row), (column + 8, row))
        assert sitting.selected == "互联网去"
        await sitting.press("left", "left")
        assert sitting.selected == "互联网"
        await sitting.press("h")
        assert sitting.stored_at("互联网").highlight


async def test_dragging_over_half_a_word_takes_it_whole(network: Path) -> None:
    async with sit_down(network) as sitting:
        await vocabulary(sitting)
        column, row = sitting.cell_of("互联网")
        await sitting.drag((column + 7, row), (column + 12, row))  # 路 … 有
        assert sitting.selected == "互联网去年有"
        await sitting.drag((column + 12, row), (column + 3, row))  # back into 際
        assert sitting.selected == "互联网去年有"


async def test_a_selection_stays_and_is_made_whole_when_the_view_changes(network: Path) -> None:
    async with sit_down(network) as sitting:
        column, row = sitting.cell_of("联网")
        await sitting.drag((column, row), (column + 6, row))
        assert sitting.selected == "联网去年"
        await sitting.press("s")
        assert sitting.selected == "联网去年"
        await vocabulary(sitting)
        assert sitting.selected == "互联网去年"


async def test_a_mark_on_half_a_word_is_shown_on_all_of_it(network: Path) -> None:
    async with sit_down(network) as sitting:
        column, row = sitting.cell_of("互联网")
        await sitting.drag((column, row), (column + 2, row))
        await sitting.press("h")
        assert sitting.stored_at("互联").exact == "互联"
        await vocabulary(sitting)
        (line,) = [
            line
            for line in sitting.screen.page.view.lines
            if line.row and "網際網路去年" in line.row.text
        ]
        (drawn,) = [
            segment.text
            for segment in sitting.screen.page._drawing._text(line, line.row, neutral=True)
            if segment.text == "網際網路"
        ]
        assert drawn


async def test_the_choice_holds_for_the_next_time_and_the_next_article(network: Path) -> None:
    async with sit_down(network) as sitting:
        await sitting.press("s", "s", "q")
    async with sit_down(network) as sitting:
        assert "香港繁體" in sitting.rows[0]
        assert "政府説" in sitting.picture
        await sitting.press("S", "m")
        assert sitting.session.article_view.chain == ("t2tw",)
    (network / "articles" / "network.md").unlink()
    (network / "articles" / "taipei.md").write_text("# 臺北\n\n裡面的線路著火了。\n", "utf-8")
    library = open_library(network)
    library.sync()
    await asyncio.wrap_future(library.submit(lambda edits: edits.choose_view("s2hkp")))
    taipei = library.open(library.find("臺北"))
    library.close()
    assert taipei.view == "s2hkp"


async def test_a_view_for_the_other_script_gives_way_to_its_region(park: Path) -> None:
    library = open_library(park)
    await asyncio.wrap_future(library.submit(lambda edits: edits.choose_view("s2hkp")))
    library.close()
    async with sit_down(park) as sitting:
        assert sitting.session.article_view.choice == "hk"
        assert "香港繁體" in sitting.rows[0]


async def test_what_is_copied_is_the_source(network: Path) -> None:
    async with sit_down(network) as sitting:
        await sitting.press("s", "j", "y")
        assert f"「{ARGUMENT}」" in sitting.app.clipboard
        assert "互联网十年" in sitting.app.clipboard
        assert ARGUMENT in sitting.message


async def test_exports_carry_the_source_and_can_add_the_view(network: Path, tmp_path: Path) -> None:
    async with sit_down(network) as sitting:
        await sitting.press("s", "j", "f", "e", "1", "enter")
        source_only = next(tmp_path.glob("*.md")).read_text("utf-8")
        assert "我认为" in source_only
        assert "我認為" not in source_only
        await sitting.press("e", "s", "1", "enter", "enter")
        both = next(tmp_path.glob("*.md")).read_text("utf-8")
        assert "我认为" in both
        assert "我認為" in both


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (120, 40)])
async def test_every_view_fits_every_window(seed: Path, size: tuple[int, int]) -> None:
    async with sit_down(seed, size) as sitting:
        for _ in range(4):
            await sitting.press("s", "space", "J")
            assert all(len(row) <= size[0] for row in sitting.rows)
            assert sitting.screen.page.view.row_of(sitting.session.here.start) in range(size[1])


async def test_what_a_search_finds_is_shown_in_the_view(network: Path) -> None:
    async with sit_down(network) as sitting:
        await sitting.press("s", "ctrl+f")
        await sitting.type("用户")
        # The section 誰在用 has a hit of the first character alone.
        await sitting.until(lambda: "1 篇" in sitting.rows[-1] and "誰在用" not in sitting.picture)
        assert "互聯網十年" in sitting.picture
        assert "互聯網去年有三百萬用戶。" in sitting.picture.replace(" ", "")
        await sitting.press("enter")
        assert sitting.session.hit is not None
        assert sitting.session.hit.of(sitting.session.text) == "用户"
        assert sitting.session.article_view.choice == "tw"


async def test_a_drag_inside_a_word_of_changed_length_selects_it(network: Path) -> None:
    async with sit_down(network) as sitting:
        await vocabulary(sitting)
        column, row = sitting.cell_of("互联网")
        await sitting.drag((column + 6, row), (column + 1, row))
        assert sitting.selected == "互联网"
        await sitting.click(column + 2, row)
        assert sitting.selected == ""


async def test_a_selection_that_is_made_whole_is_told(network: Path) -> None:
    async with sit_down(network) as sitting:
        column, row = sitting.cell_of("互联网")
        await sitting.drag((column, row), (column + 2, row))
        assert sitting.selected == "互联"
        await vocabulary(sitting)
        assert sitting.selected == "互联网"
        assert "網際網路（互联网）" in sitting.message


async def test_only_the_keys_of_the_list_work_while_it_is_open(network: Path) -> None:
    async with sit_down(network) as sitting:
        await sitting.press("A", "f", "S")
        assert "事實" not in sitting.rows[-1]
        await sitting.press("x", "!", "z")
        assert len(sitting.stored()) == 1
        await sitting.press("１")
        assert sitting.session.article_view.choice == "tw"
        assert "事實" in sitting.rows[-1]


async def test_closing_one_panel_and_opening_another_at_once(network: Path) -> None:
    async with sit_down(network) as sitting:
        for first, second in (("S", "e"), ("L", "S"), ("e", "L")):
            await sitting.press(first)
            sitting.screen.close_panel()
            await sitting.press(second)
            assert sitting.screen.panel is not None
            await sitting.press("escape")


async def test_the_title_is_in_the_view_s_words(network: Path) -> None:
    async with sit_down(network) as sitting:
        await vocabulary(sitting)
        assert sitting.picture.count("網際網路十年") == 2
        assert "臺灣用詞" in sitting.rows[0]


async def test_each_paragraph_is_converted_from_its_own_script(tmp_path: Path) -> None:
    (tmp_path / "both" / "articles").mkdir(parents=True)
    text = "# 兩岸\n\n裡面的線路與資訊。\n\n里面的线路与信息。\n\n說話的人說了，從來沒說過。\n"
    (tmp_path / "both" / "articles" / "both.md").write_text(text, "utf-8")
    library = open_library(tmp_path / "both")
    library.sync()
    library.close()
    async with sit_down(tmp_path / "both") as sitting:
        await sitting.press("s")
        assert sitting.picture.count("裡面的線路與") == 2
        await sitting.press("s", "s")
        assert sitting.picture.count("里面的线路与") == 2


async def test_what_another_region_says_is_told_in_the_source_s_word(network: Path) -> None:
    async with sit_down(network) as sitting:
        await vocabulary(sitting)
        await asyncio.to_thread(search_words.prepare().join)
        await sitting.press("/", *"計程車", "enter")
        assert "「計程車」≈「出租车」" in sitting.message


async def test_without_the_right_engine_the_source_is_read(
    network: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(text: str, config: str) -> None:
        raise InputError("engine_wrong")

    async with sit_down(network) as sitting:
        await sitting.press("s", "s", "q")
    monkeypatch.setattr("reader.text.scripts.conversion.view", refuse)
    async with sit_down(network) as sitting:
        assert "原文" in sitting.rows[0]
        assert "互联网去年有三百万用户" in sitting.picture
        assert "opencc" in sitting.message
        await sitting.press("s")
        assert "原文" in sitting.rows[0]
        assert "opencc" in sitting.message


async def test_a_view_of_a_newer_program_is_not_guessed(network: Path) -> None:
    library = open_library(network)
    await asyncio.wrap_future(library.submit(lambda edits: edits.choose_view("s2xx")))
    library.close()
    async with sit_down(network) as sitting:
        assert "原文" in sitting.rows[0]
        assert "s2xx" in sitting.message


async def test_what_the_view_shows_is_found_where_the_source_has_it(network: Path) -> None:
    async with sit_down(network) as sitting:
        await vocabulary(sitting)
        await sitting.press("/", *'"際網路去"', "enter")
        assert sitting.session.hit is not None
        assert sitting.session.hit.of(sitting.session.text) == "互联网去"
        await sitting.press("/", *"沒有這個", "enter")
        assert sitting.message == "找不到「沒有這個」"
