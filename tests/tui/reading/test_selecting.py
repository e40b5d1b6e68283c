"""Selecting passages, by keyboard and with the mouse."""

from pathlib import Path

import pytest
from sitting import sit_down

from reader.model import Tag
from reader.text.structure import parse
from reader.text.structure.outline import outline_of
from reader.tui.session.selection import Selection, Selector

FIRST = "市府說，河濱公園去年有三百萬人次到訪。"
SECOND = "我認為這個數字太高了。"
FAMILIES = "週末多半是家庭，平日多半是跑者。"
TOILETS = "園方計畫明年增設兩座廁所，但是鄰里反對，因為太吵。"
PHONES = "iPhone用戶約佔六成。"


async def test_by_clauses(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("J", "J", "v")
        assert sitting.selected == "園方計畫明年增設兩座廁所"
        assert sitting.message == "已選 12 字"
        await sitting.press(".")
        assert sitting.selected == "園方計畫明年增設兩座廁所，但是鄰里反對"
        await sitting.press(".")
        assert sitting.selected == TOILETS
        await sitting.press(".")
        assert sitting.selected == TOILETS + PHONES
        await sitting.press(*",,,,,")
        assert sitting.selected == "園方計畫明年增設兩座廁所"


async def test_by_words_characters_and_sentences(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("v", "w")
        longer = sitting.selected
        assert FIRST.startswith(longer)
        assert len(longer) > len("市府說")
        await sitting.press("b")
        assert sitting.selected == "市府說"
        await sitting.press("right", "right", "left")
        assert sitting.selected == "市府說，"
        await sitting.press("j", "down")
        assert sitting.selected == FIRST + SECOND
        await sitting.press("k", "up")
        assert sitting.selected == FIRST


@pytest.mark.parametrize("step", ["by_clause", "by_word"])
def test_a_key_that_goes_on_never_goes_back(step: str) -> None:
    article = parse("記者林小雨報導。\n", markdown=False)
    selector = Selector(article.text, outline_of(article))
    beyond = Selection(0, len(article.text))  # the line end is selected, too
    assert getattr(selector, step)(beyond, 1) == beyond
    assert getattr(selector, step)(beyond, -1).head < beyond.head


async def test_a_latin_word_is_one_word(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("G", "v", *["left"] * 12)
        assert sitting.selected == "i"
        await sitting.press("w")
        assert sitting.selected == "iPhone"


async def test_swapping_the_ends(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("j", "v", "v", "left")
        assert sitting.selected == "。" + SECOND
        await sitting.press("k")
        assert sitting.selected == FIRST + SECOND
        await sitting.press("v", "left", "left")
        assert sitting.selected == (FIRST + SECOND)[:-2]


async def test_a_selection_is_never_empty(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("v", *["left"] * 2)
        assert sitting.selected == "市"
        await sitting.press("left")
        assert sitting.selected == "市"


async def test_keys_of_selecting_are_the_pages_again_after_escape(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("v", "escape")
        assert sitting.selected == ""
        await sitting.press("j")
        assert sitting.here == SECOND
        await sitting.press("w")
        assert sitting.asking
        await sitting.press("escape", "b")
        assert sitting.selected == ""


async def test_a_mixed_sentence_in_a_few_keys(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("J", "J", "v", ".", "f")
        assert sitting.selected == "因為太吵。"
        assert sitting.message == "實「園方計畫明年增設兩座廁所…」"
        await sitting.press("o")
        assert sitting.selected == ""
        assert sitting.here == PHONES
        assert sitting.stored_at("園方計畫明年增設兩座廁所，但是鄰里反對").tag is Tag.FACT
        assert sitting.stored_at("因為太吵。").tag is Tag.OPINION
        assert "已標 1/7" in sitting.rows[0]


async def test_what_is_left_of_a_sentence_is_asked_who_says_it(park: Path) -> None:
    """It was selected by the program: `w` is no step of a hand that selects."""
    async with sit_down(park) as sitting:
        await sitting.press("J", "J", "v", ".", "f", "w")
        assert sitting.selected == "因為太吵。"
        assert sitting.asking
        await sitting.press(*"李公開", "enter")
        assert sitting.stored_at("因為太吵。").source == "李公開"
        await sitting.press("v", "w")  # selected by hand
        assert not sitting.asking


async def test_going_back_to_a_part_is_about_that_part(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("J", "J", "v", ".", "f", "o")
        await sitting.press("backspace")
        assert sitting.here == "因為太吵。"
        await sitting.press("backspace", "O")
        part = sitting.stored_at("園方計畫明年增設兩座廁所，但是鄰里反對")
        assert (part.tag, part.unsure) == (Tag.OPINION, True)
        assert len(sitting.stored()) == 2
        await sitting.press("u")
        assert sitting.here == "園方計畫明年增設兩座廁所，但是鄰里反對"
        await sitting.press("x")
        assert [annotation.exact for annotation in sitting.stored()] == ["因為太吵。"]


async def test_several_sentences_become_one_annotation(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("v", "j", "j", "o")
        assert sitting.stored_at(FIRST + SECOND).tag is Tag.OPINION
        assert sitting.here == "為什麼？"
        assert "已標 2/7" in sitting.rows[0]


async def test_a_focused_annotation_is_selected_whole(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("v", "f", "escape", "k", "g", "}", "v")
        assert sitting.selected == "市府說"


async def test_the_mouse_draws_a_selection(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.drag(sitting.cell_of("河濱公園"), sitting.cell_of("公園去年", 3))
        assert sitting.selected == "河濱公園去年"
        await sitting.press("f")
        assert sitting.stored_at("河濱公園去年").tag is Tag.FACT


async def test_the_right_half_of_a_character_belongs_to_it(park: Path) -> None:
    async with sit_down(park) as sitting:
        (left, row), (right, _) = sitting.cell_of("河濱公園"), sitting.cell_of("公園去年")
        await sitting.drag((left + 1, row), (right + 1, row))
        assert sitting.selected == "河濱公"
        await sitting.press("escape")
        await sitting.drag((right + 1, row), (left + 1, row))
        assert sitting.selected == "河濱公"


async def test_drawing_upwards_over_rows(park: Path) -> None:
    async with sit_down(park, size=(40, 20)) as sitting:
        start, end = sitting.cell_of("平日多半"), sitting.cell_of("認為這個")
        assert start[1] > end[1]
        await sitting.drag(start, end)
        drawn = "認為這個數字太高了。為什麼？因為量法不對。\n\n週末多半是家庭，平"
        assert sitting.selected == drawn


async def test_drawing_beyond_the_text_takes_the_nearest(park: Path) -> None:
    async with sit_down(park) as sitting:
        column, row = sitting.cell_of("平日多半")
        await sitting.drag((column, row), (sitting.screen.page.size.width - 3, row))
        assert sitting.selected == "平日多半是跑者。"


async def test_a_click_puts_the_cursor_on_its_sentence(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.click(*sitting.cell_of("數字太高"))
        assert sitting.here == SECOND
        await sitting.press("v")
        await sitting.click(*sitting.cell_of("家庭"))
        assert sitting.selected == ""
        assert sitting.here == FAMILIES
        await sitting.click(*sitting.cell_of("誰在用公園"))
        assert sitting.here == FAMILIES
        await sitting.click(1, 1)
        assert sitting.here == FAMILIES
        await sitting.press("d")
        assert sitting.stored_at(FAMILIES).tag is Tag.NONE


async def test_a_click_in_the_contents_goes_to_the_section(park: Path) -> None:
    async with sit_down(park) as sitting:
        (row,) = [n for n, text in enumerate(sitting.rows) if text[:27].strip() == "誰在用公園"]
        await sitting.pilot.click(offset=(5, row))
        await sitting.settle()
        assert sitting.here == TOILETS
        await sitting.press("j")
        assert sitting.here == PHONES


async def test_the_wheel_and_the_scrollbar_move_the_page(seed: Path) -> None:
    async with sit_down(seed, size=(80, 24)) as sitting:
        view, page = sitting.screen.page.view, sitting.screen.page
        top = view.top
        await sitting.wheel(4)
        assert view.flow.distance(top, view.top, 100) == 12
        await sitting.wheel(-10)
        assert view.top == top
        await sitting.click(page.size.width - 1, page.size.height - 1)
        assert view.in_sight().end == sitting.session.outline.paragraph_ends[-1]
        await sitting.click(page.size.width - 1, 0)
        assert view.top == top


@pytest.mark.parametrize("key", ["f", "a", "h", "w", "!", "r", "1"])
async def test_what_is_selected_is_what_is_meant(park: Path, key: str) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("v", "v", "right", "v")
        if key == "w":  # words, while selecting; the menu has the other one
            await sitting.press("enter")
        assert sitting.selected == "府說"
        await sitting.press(key)
        if sitting.asking:
            await sitting.type("3")
        if sitting.asking:
            await sitting.press("enter")
        assert [annotation.exact for annotation in sitting.stored()] == ["府說"]


@pytest.mark.parametrize("key", ["f", "h", "!", "1", "x"])
async def test_a_selection_out_of_sight_is_shown_before_it_is_marked(seed: Path, key: str) -> None:
    async with sit_down(seed, size=(80, 24)) as sitting:
        await sitting.press("v")
        await sitting.wheel(15)
        selected, view = sitting.session.selection.span, sitting.screen.page.view
        assert not view.in_sight().overlaps(selected)
        await sitting.press(key)
        assert not sitting.asking
        assert sitting.stored() == []
        assert view.whole_in_sight(selected)
        assert sitting.session.selection.span == selected


async def test_the_rest_of_the_sentence_gives_its_background_up(seed: Path) -> None:
    """Only the selection is marked while there is one, on every row of the sentence."""
    async with sit_down(seed) as sitting:
        page = sitting.screen.page

        def styles() -> list[list[object]]:
            rows = range(page.size.height)
            return [[segment.style for segment in page.render_line(y)] for y in rows]

        await sitting.press("v")
        stepwise = styles()
        page.show(all_rows=True)
        assert stepwise == styles()
        await sitting.press("escape")
        stepwise = styles()
        page.show(all_rows=True)
        assert stepwise == styles()


async def test_removing_a_selection_leaves_the_sentence_marked(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f")
        await sitting.press("g", "v", "x")
        assert len(sitting.stored()) == 1
        assert "指哪一個？" in sitting.picture
