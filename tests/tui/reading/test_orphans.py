"""Marks without a place: they stand after the text, and everything can be done with them."""

from pathlib import Path

import pytest
from editions import FIGURE, HIGH, OTHER_FIGURE, edit_file, mark
from sitting import Sitting, sit_down

from reader.library import open_library
from reader.model import AnchorStatus, Tag

WHY = "為什麼？"


@pytest.fixture
def orphaned(park: Path) -> Path:
    """A mark on its words, and two that have lost theirs, one with a note."""
    library = open_library(park)
    mark(library, "週末多半是家庭，平日多半是跑者。", tag=Tag.FACT)
    mark(library, HIGH, tag=Tag.OPINION, note="誰算的？")
    mark(library, "iPhone用戶約佔六成。", tag=Tag.FACT)
    edit_file(park, (HIGH, ""), ("iPhone用戶約佔六成。", ""), (FIGURE, OTHER_FIGURE))
    assert library.sync() == []
    library.close()
    return park


async def test_they_stand_after_the_text_and_are_counted(orphaned: Path) -> None:
    async with sit_down(orphaned) as sitting:
        rows = sitting.rows
        (title,) = [n for n, row in enumerate(rows) if "沒有位置的標記" in row]
        (first,) = [n for n, row in enumerate(rows) if HIGH in row]
        assert title < first
        assert "觀" in rows[first]
        assert "誰算的？" in rows[first]
        assert "2 條沒有位置" in rows[0]
        await sitting.press("G")
        assert sitting.here not in (HIGH, "")


async def test_the_keys_of_annotations_go_to_them(orphaned: Path) -> None:
    async with sit_down(orphaned, size=(80, 16)) as sitting:
        await sitting.press("}", "}")
        assert sitting.session.focused is not None
        assert sitting.session.focused.exact == HIGH
        assert HIGH in sitting.picture
        assert "誰算的？" in sitting.picture
        await sitting.press("j")
        assert sitting.session.focused.exact == "iPhone用戶約佔六成。"
        await sitting.press("}")
        assert sitting.message == "沒有別的標記了"
        await sitting.press("k", "{")
        assert sitting.here.startswith("週末多半是家庭")
        await sitting.press("}", "k")
        assert sitting.session.focused is None


async def test_a_card_says_that_there_is_no_place(orphaned: Path) -> None:
    async with sit_down(orphaned) as sitting:
        await sitting.press("}", "}", "enter")
        assert "文章裡已經沒有（按 v 替它選一段）" in sitting.picture
        await sitting.press("f", "!", "w")
        await sitting.type("市府")
        await sitting.press("enter")
        (lost,) = [one for one in sitting.stored() if one.exact == HIGH]
        assert (lost.span, lost.tag, lost.status, lost.source) == (
            None,
            Tag.FACT,
            "to_check",
            "市府",
        )


async def test_one_is_removed_and_comes_back(orphaned: Path) -> None:
    async with sit_down(orphaned) as sitting:
        await sitting.press("}", "}", "x")
        assert sitting.message == f"已移除：「{HIGH}」（u 復原）"
        assert HIGH not in sitting.picture.replace(sitting.rows[-1], "")
        assert "1 條沒有位置" in sitting.rows[0]
        await sitting.press("u")
        assert sitting.session.focused is not None
        assert sitting.session.focused.exact == HIGH
        assert "2 條沒有位置" in sitting.rows[0]


async def test_a_place_is_selected_for_one(orphaned: Path) -> None:
    async with sit_down(orphaned) as sitting:
        await sitting.press("}", "}", "v")
        assert sitting.selected == WHY
        await sitting.press("enter")
        (found,) = [one for one in sitting.stored() if one.exact == HIGH]
        assert found.anchor is AnchorStatus.MANUAL
        assert found.span.of(sitting.session.text) == WHY
        assert sitting.message == f"已放到「{WHY}」"
        assert "1 條沒有位置" in sitting.rows[0]
        await sitting.press("u")
        assert "2 條沒有位置" in sitting.rows[0]


async def test_a_note_on_one_is_kept_and_its_draft_stays_with_it(orphaned: Path) -> None:
    async with sit_down(orphaned) as sitting:
        await sitting.press("}", "}", "}", "a")
        await sitting.type("查過了")
        await sitting.press("escape", "k", "a")
        assert sitting.pad.text == "誰算的？"
        await sitting.press("escape", "j", "a")
        assert sitting.pad.text == "查過了"
        await sitting.press("enter")
        assert [one.note for one in sitting.stored() if one.exact.startswith("iPhone")] == [
            "查過了"
        ]


@pytest.mark.parametrize("typed", [("escape",), ()])
async def test_a_draft_on_one_survives_leaving_and_a_crash(
    orphaned: Path, typed: tuple[str, ...]
) -> None:
    async with sit_down(orphaned) as sitting:
        await sitting.press("}", "}", "a")
        await sitting.type("問過")
        if typed:
            await sitting.press(*typed)
            assert sitting.message == "草稿已收起，再按 a 繼續寫"
        await sitting.until(lambda: bool(on_disk(sitting)))
        assert [text for _, text in on_disk(sitting)] == ["誰算的？問過"]
    async with sit_down(orphaned) as sitting:
        assert "有 1 條眉批沒寫完" in sitting.picture
        await sitting.press("escape", "g", "}", "}", "a")
        assert sitting.pad.text == "誰算的？問過"
        await sitting.press("enter")
        assert [one.note for one in sitting.stored() if one.exact == HIGH] == ["誰算的？問過"]
        assert on_disk(sitting) == ()


async def test_a_draft_on_one_goes_with_it_to_the_place_it_is_given(orphaned: Path) -> None:
    async with sit_down(orphaned) as sitting:
        await sitting.press("}", "}", "a")
        await sitting.type("問過")
        await sitting.press("escape", "v", "enter")
        await sitting.press("a")
        assert sitting.pad.text == "誰算的？問過"
        await sitting.press("enter")
        assert [one.note for one in sitting.stored() if one.exact == HIGH] == ["誰算的？問過"]
        assert on_disk(sitting) == ()


def on_disk(sitting: Sitting) -> tuple[tuple[str, str], ...]:
    return sitting.library.open(sitting.screen.article).note_drafts


async def test_anothers_can_only_be_read(orphaned: Path) -> None:
    async with sit_down(orphaned, annotator="李") as sitting:
        await sitting.press("escape", "f")
        await sitting.press("}", "}", "o")
        assert sitting.session.focused is not None
        assert sitting.session.focused.exact == HIGH
        assert sitting.message.startswith("這是王的")
        assert len(sitting.stored()) == 1


async def test_hidden_annotators_orphans_are_hidden(orphaned: Path) -> None:
    async with sit_down(orphaned) as sitting:
        await sitting.press("L", "1", "escape")
        assert "沒有位置" not in sitting.picture


async def test_nothing_after_the_text_can_be_selected(orphaned: Path) -> None:
    async with sit_down(orphaned) as sitting:
        await sitting.press("G")
        page = sitting.screen.page
        offset = sitting.session.paper.text.index(HIGH, len(sitting.session.text))
        (y,) = {
            y
            for y in range(page.size.height)
            for x in range(page.size.width)
            if page.view.offset_under(x, y) == offset
        }
        x = next(x for x in range(page.size.width) if page.view.offset_under(x, y) == offset)
        await sitting.drag(sitting.cell_of("週末"), (x, y))
        assert sitting.session.selection is not None
        assert sitting.session.selection.span.end <= len(sitting.session.text)
        await sitting.press("escape")
        await sitting.click(x, y)
        assert sitting.session.focused is not None
        assert sitting.session.focused.exact == HIGH


async def test_they_are_shown_in_the_script_that_is_read(orphaned: Path) -> None:
    async with sit_down(orphaned) as sitting:
        await sitting.press("s", "s", "s")
        assert "我认为这个数字太高了。" in sitting.picture
