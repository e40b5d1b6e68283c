"""Reviewing: an article came in again changed, and its marks are looked at one after another."""

from pathlib import Path

import pytest
from editions import (
    FIGURE,
    HIGH,
    OTHER_FIGURE,
    TOILETS,
    back,
    decided,
    edit_file,
    mark,
    open_review,
    review_of,
)
from sitting import Sitting, sit_down

from reader.library import open_library
from reader.model import AnchorStatus, Tag

FIRST = "市府說，河濱公園去年有三百萬人次到訪。"
EDITS = ((FIGURE, OTHER_FIGURE), (HIGH, ""), ("園方計畫明年", "園方昨天說，明年"))


@pytest.fixture
def edited(park: Path) -> Path:
    """Three marks, of which two stand on changed words and one has lost its own."""
    library = open_library(park)
    mark(library, FIRST, tag=Tag.FACT, source="市府", note="跟警局的數字對一下")
    mark(library, HIGH, tag=Tag.OPINION)
    mark(library, TOILETS, tag=Tag.FACT)
    edit_file(park, *EDITS)
    assert library.sync() == []
    library.close()
    return park


def anchors(sitting: Sitting) -> list[str]:
    """How my marks came to lie where they lie, in the order in which they were made."""
    return [str(one.anchor) for one in sorted(sitting.stored(), key=lambda one: one.created)]


async def test_a_file_that_is_edited_while_it_is_read(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "o")
        edit_file(park, (FIGURE, OTHER_FIGURE), (HIGH, ""))
        await sitting.until(lambda: OTHER_FIGURE in sitting.picture)
        assert "有 2 條標記要再看一眼（按 R 逐條看）" in sitting.picture
        (changed, lost) = sitting.stored()
        assert changed.span.of(sitting.session.text) == FIRST.replace(FIGURE, OTHER_FIGURE)
        assert lost.span is None
        await open_review(sitting)
        assert sitting.rows[0].rstrip().endswith("1 / 2")
        assert FIRST in sitting.picture
        assert FIRST.replace(FIGURE, OTHER_FIGURE) in sitting.picture


async def test_the_notice_names_the_readers_own_key(edited: Path) -> None:
    async with sit_down(edited, keymap={"review": "V"}) as sitting:
        assert "按 V 逐條看" in sitting.picture
        await sitting.press("V")
        await sitting.until(lambda: sitting.app.screen is not sitting.screen)
        assert "1 / 3" in sitting.rows[0]


async def test_every_decision_goes_on_to_the_next_and_the_end_says_what_was_decided(
    edited: Path,
) -> None:
    async with sit_down(edited) as sitting:
        await open_review(sitting)
        assert review_of(sitting).decisions.item.annotation.note == "跟警局的數字對一下"
        await decided(sitting, "y")
        assert review_of(sitting).decisions.item.annotation.exact == HIGH
        await decided(sitting, "x")
        assert review_of(sitting).decisions.item.annotation.exact == TOILETS
        await decided(sitting, "y")
        assert review_of(sitting).status.message == "都看過了：接受 2、另選 0、沒有位置 1（q 回去）"
        assert anchors(sitting) == ["changed", "orphan", "changed"]
        await sitting.press("q")
        await back(sitting)
        await sitting.press("R")
        await sitting.until(lambda: sitting.message.startswith("沒有要看的"))


async def test_decisions_typed_ahead_are_made_one_after_another(edited: Path) -> None:
    async with sit_down(edited) as sitting:
        await open_review(sitting)
        await decided(sitting, "y", "y", "x")
        assert review_of(sitting).status.message.startswith("都看過了：接受 1、另選 0、沒有位置 2")
        assert anchors(sitting) == ["changed", "orphan", "orphan"]


async def test_of_a_place_taken_away_it_shows_what_stands_there(edited: Path) -> None:
    now = TOILETS.replace("園方計畫明年", "園方昨天說，明年")
    async with sit_down(edited) as sitting:
        await open_review(sitting)
        await decided(sitting, "j", "j", "x", "j", "j")
        item = review_of(sitting).decisions.item
        assert (item.annotation.exact, item.annotation.span) == (TOILETS, None)
        assert sitting.session.text[item.near :].startswith(now)
        assert [row for row in sitting.rows if "+" in row and now[:12] in row]
        await sitting.press("e")
        await back(sitting)
        assert now.startswith(sitting.selected)
        assert sitting.selected


async def test_what_was_decided_is_undone_and_redone(edited: Path) -> None:
    async with sit_down(edited) as sitting:
        await open_review(sitting)
        await decided(sitting, "j", "j", "x")
        assert anchors(sitting) == ["changed", "orphan", "orphan"]
        assert review_of(sitting).listing.at == 0
        await decided(sitting, "u")
        assert review_of(sitting).listing.at == 2
        assert anchors(sitting) == ["changed", "orphan", "changed"]
        assert review_of(sitting).decisions.item.verdict is None
        assert review_of(sitting).status.message == "已復原，請重新決定"
        await decided(sitting, "U")
        assert anchors(sitting) == ["changed", "orphan", "orphan"]
        await decided(sitting, "u", "u")
        assert review_of(sitting).status.message == "已復原上一次在文章裡做的改動"
        assert [one.exact for one in sitting.stored()] == [FIRST, HIGH]
        assert len(review_of(sitting).reviewing.items) == 2
        await sitting.press("u", "u")
        await back(sitting)
        assert sitting.stored() == []


async def test_what_is_to_be_reviewed_is_told_until_it_is(edited: Path) -> None:
    async with sit_down(edited) as sitting:
        assert "3 條待看 R" in sitting.rows[0]
        await sitting.press("escape", "q")
    async with sit_down(edited, keymap={"review": "V"}) as sitting:
        assert "有 3 條標記要再看一眼" not in sitting.picture
        assert "1 條沒有位置 · 3 條待看 V" in sitting.rows[0]
        await sitting.press("V")
        await sitting.until(lambda: sitting.app.screen is not sitting.screen)
        await decided(sitting, "y", "y")
        await sitting.press("q")
        await back(sitting)
        assert "1 條待看 V" in sitting.rows[0]
        await sitting.press("u")
        assert "2 條待看 V" in sitting.rows[0]
        await sitting.press("U")
        other = open_library(edited)
        (waiting,) = other.review(sitting.screen.article).items
        article, ident = sitting.screen.article, waiting.annotation.id
        other.submit(lambda edits: edits.anchors.accept(article, ident)).result()
        other.close()
        await sitting.until(lambda: "待看" not in sitting.rows[0])
        assert "1 條沒有位置" in sitting.rows[0]


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 10)])
async def test_what_is_to_be_reviewed_is_told_at_every_size(
    edited: Path, size: tuple[int, int]
) -> None:
    async with sit_down(edited, size=size) as sitting:
        assert "3 條待看 R" in sitting.rows[0]
        assert sitting.rows[0].rstrip().startswith(" 眉批 ")


async def test_a_place_is_selected_by_hand(edited: Path) -> None:
    async with sit_down(edited) as sitting:
        await open_review(sitting)
        await sitting.press("j", "e")
        await back(sitting)
        assert sitting.selected == "為什麼？"  # what stands now where the words were
        assert sitting.message == f"「{HIGH}」該放在哪裡？"
        await sitting.press("f")  # nothing is tagged while a place is chosen
        assert len(sitting.stored()) == 3
        await sitting.press("j", "enter")
        await sitting.until(lambda: sitting.app.screen is not sitting.screen)
        await decided(sitting)
        review = review_of(sitting)
        assert review.reviewing.items[1].verdict == "placed"
        assert review.decisions.item.annotation.exact == TOILETS
        placed = next(one for one in sitting.stored() if one.exact == HIGH)
        assert placed.anchor is AnchorStatus.MANUAL
        assert placed.span.of(sitting.session.text) == "為什麼？因為量法不對。"


@pytest.mark.parametrize("keys", [("escape",), ("J", "escape"), ("q",)])
async def test_a_place_is_left_as_it_was(edited: Path, keys: tuple[str, ...]) -> None:
    async with sit_down(edited) as sitting:
        await open_review(sitting)
        await sitting.press("e")
        await back(sitting)
        assert sitting.selected == FIRST.replace(FIGURE, OTHER_FIGURE)
        await sitting.press(*keys)
        await sitting.until(lambda: sitting.app.screen is not sitting.screen)
        await decided(sitting)
        assert review_of(sitting).listing.at == 0
        assert review_of(sitting).decisions.item.verdict is None
        assert sitting.selected == ""


async def test_a_selection_can_be_begun_again_elsewhere(edited: Path) -> None:
    async with sit_down(edited) as sitting:
        await open_review(sitting)
        await sitting.press("j", "e")
        await back(sitting)
        await sitting.press("]", "enter")
        assert sitting.message == "先選一段（v）"
        await sitting.press("v", ".", "enter")
        await sitting.until(lambda: sitting.app.screen is not sitting.screen)
        placed = next(one for one in sitting.stored() if one.exact == HIGH)
        assert placed.span.of(sitting.session.text).startswith("園方昨天說")


async def test_the_article_is_read_at_the_passage(edited: Path) -> None:
    async with sit_down(edited) as sitting:
        await open_review(sitting)
        await sitting.press("j", "j", "enter")
        await back(sitting)
        assert sitting.here == TOILETS.replace("計畫明年", "昨天說，明年")


async def test_a_mark_without_a_place_is_read_after_the_text(edited: Path) -> None:
    async with sit_down(edited, size=(80, 24)) as sitting:
        await open_review(sitting)
        await sitting.press("j", "enter")
        await back(sitting)
        assert sitting.session.focused is not None
        assert sitting.session.focused.exact == HIGH
        assert "沒有位置的標記" in sitting.picture


async def test_others_review_their_own(edited: Path) -> None:
    async with sit_down(edited, annotator="李") as sitting:
        await sitting.press("f", "R")
        await sitting.until(lambda: "別人的 3 條" in sitting.message)
        assert sitting.app.screen is sitting.screen


async def test_nothing_to_review(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "R")
        await sitting.until(lambda: sitting.message == "沒有要看的：所有標記都在原來的字句上")


async def test_a_decision_about_a_text_that_is_not_the_newest_is_refused(edited: Path) -> None:
    async with sit_down(edited) as sitting:
        await open_review(sitting)
        edit_file(edited, (OTHER_FIGURE, "一百萬人次"))
        other = open_library(edited)
        assert other.sync() == []
        other.close()
        await sitting.press("y")
        await back(sitting)
        await sitting.until(lambda: "一百萬人次" in sitting.picture)
        assert len(sitting.library.review(sitting.screen.article).items) == 3


async def test_a_place_in_a_text_that_is_not_the_newest_is_chosen_again_in_the_new_one(
    edited: Path,
) -> None:
    async with sit_down(edited) as sitting:
        await open_review(sitting)
        await sitting.press("j", "e")
        await back(sitting)
        edit_file(edited, ("為什麼？", "憑什麼？"))
        other = open_library(edited)
        assert other.sync() == []
        other.close()
        await sitting.press("enter")
        await sitting.until(lambda: "憑什麼？" in sitting.session.text)
        assert sitting.message == "又有了新版本，標記還沒有放；這裡是新的文字，請重選"
        assert sitting.selected == ""
        await sitting.press("escape")
        await open_review(sitting)
        while review_of(sitting).decisions.item.annotation.exact != HIGH:
            await sitting.press("j")
        await sitting.press("e")
        await back(sitting)
        await sitting.press("enter")
        await sitting.until(lambda: sitting.app.screen is not sitting.screen)
        placed = next(one for one in sitting.stored() if one.exact == HIGH)
        assert placed.span.of(sitting.session.text) == "憑什麼？"


async def test_a_full_disk_leaves_the_item_open(edited: Path) -> None:
    async with sit_down(edited) as sitting:
        await open_review(sitting)
        sitting.break_disk()
        await decided(sitting, "y")
        review = review_of(sitting)
        assert review.status.bad
        assert (review.listing.at, review.decisions.item.verdict) == (0, None)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 10)])
async def test_both_passages_are_in_sight_at_every_size(
    edited: Path, size: tuple[int, int]
) -> None:
    async with sit_down(edited, size=size) as sitting:
        await open_review(sitting)
        shown = "".join(row.strip(" ▌") for row in sitting.rows)
        assert "三百萬人次" in shown
        assert "兩百萬人次" in shown
        wide = any("三百萬" in row and "兩百萬" in row for row in sitting.rows)
        assert wide is (size[0] >= 100)
        await sitting.resize(60, 20)
        assert "兩百萬人次" in sitting.picture


async def test_what_was_only_moved_or_set_in_another_script_is_told_as_such(park: Path) -> None:
    library = open_library(park)
    mark(library, TOILETS, tag=Tag.FACT)
    simplified = "园方计划明年增设两座厕所，但是邻里反对，因为太吵。"
    edit_file(park, (TOILETS, ""), ("市府說，", f"{simplified}\n\n市府說，"))
    assert library.sync() == []
    library.close()
    async with sit_down(park) as sitting:
        await open_review(sitting)
        assert "移了位置，也換了字形" in sitting.picture
        assert simplified in sitting.picture


@pytest.mark.parametrize("key", ["ctrl+f", "l", "+"])
async def test_what_lies_over_the_page_stays_when_the_article_comes_in_changed(
    park: Path, key: str
) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "g", key)
        above = sitting.app.screen
        assert above is not sitting.screen
        article, before = sitting.screen.article, sitting.stored()
        revision = sitting.library.revision(article)
        edit_file(park, (TOILETS, TOILETS + "工程款由市府負擔。"))
        await sitting.until(lambda: sitting.library.revision(article) != revision)
        for _ in range(3):
            sitting.screen.look_again()
            await sitting.pilot.pause(0.2)
        assert sitting.app.screen is above
        await sitting.press("o", "d")
        assert [mark.tag for mark in sitting.stored()] == [mark.tag for mark in before]
        while sitting.app.screen is not sitting.screen:
            await sitting.press("escape")
        await sitting.until(lambda: "由市府負擔" in sitting.screen.session.text)
