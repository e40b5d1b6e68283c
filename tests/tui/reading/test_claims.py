"""What is said of a claim besides its tag: who says it, how it was checked, labels, privacy."""

from pathlib import Path

import pytest
from sitting import sit_down

from reader.model import Status, Tag
from reader.model.code_book import VERDICTS

FIRST = "市府說，河濱公園去年有三百萬人次到訪。"
SECOND = "我認為這個數字太高了。"
THIRD = "為什麼？"


async def test_who_says_it_typed_picked_and_said_again(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("w")
        assert "誰說的 「市府說" in sitting.picture
        await sitting.type("市府")
        await sitting.press("enter")
        assert sitting.stored_at(FIRST).source == "市府"
        assert sitting.message == "「市府說，河濱公園去年有三…」是市府說的"
        await sitting.press("j", "w")
        assert " 1 市府" in sitting.picture
        await sitting.press("1", "enter")
        assert not sitting.asking
        assert sitting.stored_at(SECOND).source == "市府"
        await sitting.press("j", "W")
        assert sitting.stored_at(THIRD).source == "市府"
        assert "→ 市府" in sitting.picture


async def test_another_source_can_be_picked_for_a_claim_that_has_one(park: Path) -> None:
    async with sit_down(park) as sitting:
        for name in ("市府", "鄰里"):
            await sitting.press("w")
            await sitting.type(name)
            await sitting.press("enter", "j")
        await sitting.press("g", "w")
        assert sitting.pad.text == "市府"
        await sitting.press("2", "enter")
        assert sitting.stored_at(FIRST).source == "鄰里"


async def test_a_source_is_corrected_by_typing_another(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("w")
        await sitting.type("新華社")
        await sitting.press("enter", "w")
        await sitting.type("路透")
        await sitting.press("enter")
        assert sitting.stored_at(FIRST).source == "路透"


async def test_a_source_may_begin_with_a_digit(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("w")
        await sitting.type("市府")
        await sitting.press("enter", "j", "w")
        await sitting.type("1號電台")
        assert sitting.pad.text == "1號電台"
        await sitting.press("enter")
        assert sitting.stored_at(SECOND).source == "1號電台"


async def test_no_source_yet(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("W")
        assert sitting.message == "還沒有用過來源，先按 w"
        assert sitting.stored() == []


async def test_the_last_source_is_known_in_the_next_sitting(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("w")
        await sitting.type("市府")
        await sitting.press("enter")
    async with sit_down(park) as sitting:
        await sitting.press("G", "W")
        assert sitting.stored_at("iPhone用戶約佔六成。").source == "市府"


async def test_one_digit_says_how_the_check_came_out(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "backspace", "r")
        assert (
            "0 未查  1 正確  2 錯誤  3 部分錯誤  4 事實釐清  5 證據不足  6 要查" in sitting.picture
        )
        await sitting.press("x", "9", "enter")
        assert sitting.asking
        await sitting.press("escape")
        for digit, key in enumerate(list(VERDICTS)[:5], 1):
            await sitting.press("r", str(digit))
            assert not sitting.asking
            told = sitting.stored_at(FIRST)
            assert (told.status, told.verdict and told.verdict.key) == (Status.DECIDED, key)
            assert told.checked_by == "王"
            assert told.checked_on
        assert "→ 證據不足" in sitting.picture
        for digit, status in (("7", Status.ASKED), ("6", Status.TO_CHECK)):
            await sitting.press("r", digit)
            assert sitting.stored_at(FIRST).status == status
            assert sitting.stored_at(FIRST).verdict
        await sitting.press("r", "0")
        assert sitting.stored_at(FIRST).status == Status.UNCHECKED
        assert sitting.stored_at(FIRST).verdict is None


async def test_to_check_keeps_the_verdict_and_brings_it_back(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "backspace", "r", "2")
        decided = sitting.stored_at(FIRST)
        await sitting.press("!")
        told = sitting.stored_at(FIRST)
        assert (told.status, told.verdict) == (Status.TO_CHECK, decided.verdict)
        assert sitting.message.startswith("要查（原判：錯誤）")
        assert "→ 要查（原判：錯誤）" in sitting.picture
        await sitting.press("!")
        told = sitting.stored_at(FIRST)
        assert (told.status, told.verdict) == (Status.DECIDED, decided.verdict)
        assert (told.checked_by, told.checked_on) == (decided.checked_by, decided.checked_on)
        assert sitting.message.startswith("錯誤")
        await sitting.press("u", "u")
        told = sitting.stored_at(FIRST)
        assert (told.status, told.verdict) == (decided.status, decided.verdict)
        await sitting.press("u")
        assert sitting.stored_at(FIRST).verdict is None


async def test_to_check_on_and_off(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("!")
        assert sitting.stored_at(FIRST).status == Status.TO_CHECK
        assert "→ 要查" in sitting.picture
        await sitting.press("f", "backspace", "!")
        assert sitting.stored_at(FIRST).status == Status.UNCHECKED
        assert "→ 要查" not in sitting.picture


async def test_private_on_and_off(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "backspace")
        await sitting.press("p")
        assert sitting.stored_at(FIRST).private
        assert sitting.message.startswith("設為私密，不會匯出")
        assert "→ 私密" in sitting.picture
        await sitting.press("p")
        assert not sitting.stored_at(FIRST).private


async def test_nothing_can_be_private_where_nothing_was_said(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("p")
        assert sitting.message == "這裡沒有你的標記"
        assert sitting.stored() == []


async def test_highlighting_on_and_off(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("v", "h")
        assert sitting.stored_at("市府說").highlight
        assert sitting.selected == ""
        await sitting.press("}", "h")
        assert sitting.stored() == []


async def test_labels_are_named_once_and_then_put_on_by_their_digit(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("3")
        assert "標籤 3 的名稱" in sitting.picture
        await sitting.type("數字")
        await sitting.press("enter")
        assert sitting.stored_at(FIRST).labels == ("數字",)
        assert "#數字" in sitting.picture
        await sitting.press("j", "3")
        assert sitting.stored_at(SECOND).labels == ("數字",)
        await sitting.press("3")
        assert sitting.message == "已取下標籤「數字」：「我認為這個數字太高了。」"
        assert [annotation.exact for annotation in sitting.stored()] == [FIRST]
    async with sit_down(park) as sitting:
        await sitting.press("G", "3")
        assert not sitting.asking
        assert len(sitting.stored()) == 2


async def test_a_label_keeps_the_tag_and_several_go_together(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "backspace", "1")
        await sitting.type("數字")
        await sitting.press("enter", "2")
        await sitting.type("官方")
        await sitting.press("enter")
        annotation = sitting.stored_at(FIRST)
        assert annotation.tag is Tag.FACT
        assert set(annotation.labels) == {"數字", "官方"}


async def test_copying_quotes_with_the_place(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("y")
        assert sitting.app.clipboard == f"「{FIRST}」（試刊，〈河濱公園十年〉，2025-03-02）"
        await sitting.press("v", "y")
        assert sitting.app.clipboard.startswith("「市府說」（試刊")


async def test_undo_takes_one_action_at_a_time(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "backspace", "w")
        await sitting.type("市府")
        await sitting.press("enter", "!", "u")
        annotation = sitting.stored_at(FIRST)
        assert (annotation.status, annotation.source) == (Status.UNCHECKED, "市府")
        await sitting.press("u")
        assert sitting.stored_at(FIRST).source == ""
        await sitting.press("u")
        assert sitting.stored() == []
        await sitting.press("U", "U", "U")
        assert sitting.stored_at(FIRST).status == Status.TO_CHECK


@pytest.mark.parametrize(("size", "language"), [((40, 14), "zh_hant"), ((60, 20), "en")])
async def test_every_result_can_be_read_on_a_narrow_screen(
    park: Path, size: tuple[int, int], language: str
) -> None:
    async with sit_down(park, size=size, language=language) as sitting:
        await sitting.press("r")
        words = sitting.screen.words
        verdicts = [words(f"verdict.{key}") for key in list(VERDICTS)[:5]]
        named = [words(f"status.{it}") for it in ("unchecked", "to_check", "asked")]
        for number, name in enumerate([named[0], *verdicts, *named[1:]]):
            assert f" {number} {name}" in sitting.picture
        await sitting.press("5")
        told = sitting.stored_at(FIRST).verdict
        assert told
        assert told.key == "not_enough_evidence"
