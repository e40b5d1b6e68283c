"""Writing in the margin: notes, drafts, evidence, and text that is pasted."""

from pathlib import Path

import pytest
from editions import FIGURE, OTHER_FIGURE, edit_file
from sitting import Sitting, sit_down
from textual import events

from reader.library import open_library
from reader.model import Tag
from tests.process.wire import strange

FIRST = "市府說，河濱公園去年有三百萬人次到訪。"
SECOND = "我認為這個數字太高了。"
URL = "https://example.org/a?b=1"


async def test_a_note_of_two_lines_in_the_margin(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("a")
        assert "眉批 「市府說，河濱公園去年有三百萬人次到訪。」" in sitting.picture
        assert "enter 存" in sitting.rows[-1]
        await sitting.type("哪一年？")
        await sitting.press("ctrl+j")
        await sitting.type("誰量的？")
        await sitting.press("enter")
        assert not sitting.asking
        assert sitting.stored_at(FIRST).note == "哪一年？\n誰量的？"
        assert sitting.message == "眉批已存：「市府說，河濱公園去年有三…」"
        (row,) = [n for n, row in enumerate(sitting.rows) if "哪一年？" in row]
        assert "市府說" in sitting.rows[row]
        assert "誰量的？" in sitting.rows[row + 1]
        assert sitting.here == FIRST
        await sitting.press("j")
        assert sitting.here == SECOND


async def test_a_note_can_be_changed_and_taken_away(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "backspace", "a")
        await sitting.type("一")
        await sitting.press("enter", "a")
        assert sitting.pad.text == "一"
        await sitting.type("二")
        await sitting.press("enter")
        assert sitting.stored_at(FIRST).note == "一二"
        await sitting.press("a", "backspace", "backspace", "enter")
        assert sitting.stored_at(FIRST).note == ""
        assert sitting.message.startswith("眉批已刪")
        assert sitting.stored_at(FIRST).tag is Tag.FACT


async def test_escape_puts_a_draft_aside_that_is_offered_again(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("a")
        await sitting.type("想到一半")
        await sitting.press("escape")
        assert sitting.message == "草稿已收起，再按 a 繼續寫"
        assert sitting.stored() == []
        assert [draft.text for draft in drafts(sitting)] == ["想到一半"]
        await sitting.press("j", "a")
        assert sitting.pad.text == ""
        await sitting.press("escape", "k", "a")
        assert sitting.pad.text == "想到一半"
        assert sitting.message == "接著寫上次的草稿"
        await sitting.press("enter")
        assert sitting.stored_at(FIRST).note == "想到一半"
        assert drafts(sitting) == ()


async def test_an_emptied_draft_is_forgotten(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("a")
        await sitting.type("不")
        await sitting.press("escape", "a", "backspace", "escape")
        assert drafts(sitting) == ()
        await sitting.press("a")
        assert sitting.pad.text == ""


async def test_what_is_being_typed_reaches_the_disk_by_itself(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("a")
        await sitting.type("還沒按 enter")
        await sitting.until(lambda: [it.text for it in drafts(sitting)] == ["還沒按 enter"])


async def test_a_draft_written_before_a_crash_is_offered(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("a")
        await sitting.type("斷電之前")
        await sitting.until(lambda: [it.text for it in drafts(sitting)] == ["斷電之前"])
    async with sit_down(park) as sitting:
        await sitting.press("a")
        assert sitting.pad.text == "斷電之前"


async def test_a_note_for_a_selection_marks_just_that(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("v", "a")
        await sitting.type("哪個單位")
        await sitting.press("enter")
        assert sitting.stored_at("市府說").note == "哪個單位"
        assert sitting.selected == ""


async def test_a_pasted_address_is_evidence_on_the_page(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.paste(f" {URL}\n")
        assert [evidence.url for evidence in sitting.stored_at(FIRST).evidence] == [URL]
        assert sitting.message == f"證據已存：{URL}"
        assert "證據" in sitting.picture


async def test_a_pasted_address_is_evidence_while_a_note_is_written(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("a")
        await sitting.type("見")
        await sitting.paste(URL)
        assert sitting.asking
        assert sitting.pad.text == "見"
        await sitting.paste(f"此處 {URL}")
        assert sitting.pad.text == f"見此處 {URL}"
        await sitting.press("enter")
        annotation = sitting.stored_at(FIRST)
        assert annotation.note == f"見此處 {URL}"
        assert [evidence.url for evidence in annotation.evidence] == [URL]


async def test_pasted_text_never_acts_as_keys(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.paste("ffoodxq")
        assert sitting.stored() == []
        assert sitting.here == FIRST
        assert sitting.message == "貼上的文字不當作按鍵；要寫眉批請先按 a"
        await sitting.press("r")
        await sitting.paste("3")
        assert sitting.asking
        assert sitting.stored() == []
        await sitting.press("3")
        verdict = sitting.stored_at(FIRST).verdict
        assert verdict
        assert verdict.key == "partly_incorrect"


@pytest.mark.parametrize("key", ["w", "/"])
async def test_a_prompt_of_one_line_takes_one_line(park: Path, key: str) -> None:
    async with sit_down(park) as sitting:
        await sitting.press(key)
        await sitting.paste("市府\n交通局\n")
        assert sitting.pad.text == "市府 交通局"
        await sitting.press("ctrl+j")
        assert sitting.pad.text == "市府 交通局"


@pytest.mark.parametrize(("key", "shown"), [("a", "甲紅\n乙"), ("w", "甲紅 乙")])
async def test_what_is_pasted_into_a_prompt_commands_no_terminal(
    park: Path, key: str, shown: str
) -> None:
    async with sit_down(park) as sitting:
        await sitting.press(key)
        await sitting.type("先")
        await sitting.paste("\x1b]52;c;SkkwMQ==\x07甲\x1b[31m紅\x9b2J\u202e\x00\r\n乙")
        assert sitting.pad.text == f"先{shown}"
        strips = sitting.app.screen._compositor.render_strips()
        drawn = "".join(segment.text for strip in strips for segment in strip)
        assert strange(drawn) == ""


async def test_the_terminals_cursor_stays_in_the_prompt_when_the_window_changes(
    park: Path,
) -> None:
    async with sit_down(park, size=(120, 40)) as sitting:
        await sitting.press("a")
        await sitting.type("輸入法看游標")
        for size in ((80, 24), (120, 30), (50, 12)):
            await sitting.resize(*size)
            at = sitting.app.cursor_position
            assert at == sitting.pad.cursor_screen_offset
            assert "輸入法看游標" in sitting.rows[at.y]
        await sitting.press("escape")
        assert "市府說" in sitting.rows[sitting.app.cursor_position.y]


async def test_what_is_pasted_takes_the_place_of_what_is_selected(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("a")
        await sitting.type("一二三")
        sitting.pad.select_all()
        await sitting.paste("四五")
        await sitting.type("六")
        assert sitting.pad.text == "四五六"


async def test_an_address_pasted_into_another_prompt_is_text(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("w")
        await sitting.paste(URL)
        assert sitting.pad.text == URL
        await sitting.press("enter")
        annotation = sitting.stored_at(FIRST)
        assert (annotation.source, annotation.evidence) == (URL, ())


async def test_keys_of_the_page_are_letters_in_a_prompt(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("a")
        await sitting.type("fo d?!xqu/t1")
        assert sitting.pad.text == "fo d?!xqu/t1"
        await sitting.press("tab", "shift+tab", "up", "f2")
        assert sitting.asking
        await sitting.press("enter")
        assert sitting.stored_at(FIRST).note == "fo d?!xqu/t1"
        assert sitting.stored_at(FIRST).tag is None


async def test_alt_and_a_key_leaves_the_note_and_presses_the_key(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("a")
        await sitting.type("先放著")
        await sitting.press("alt+j")
        assert not sitting.asking
        assert sitting.here == SECOND
        assert [draft.text for draft in drafts(sitting)] == ["先放著"]
        await sitting.press("v", "alt+f")
        assert sitting.selected == ""
        assert sitting.stored_at(SECOND).tag is Tag.FACT


async def test_a_prompt_keeps_its_sentence_in_sight(seed: Path) -> None:
    async with sit_down(seed, size=(80, 12)) as sitting:
        await sitting.press(*"jjj")
        await sitting.press("a")
        await sitting.press(*["ctrl+j"] * 4)
        assert sitting.screen.page.view.whole_in_sight(sitting.session.here)


async def test_the_mouse_does_not_take_the_prompt_away(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("a")
        await sitting.type("一")
        await sitting.drag(sitting.cell_of("河濱公園"), sitting.cell_of("數字"))
        await sitting.click(*sitting.cell_of("平日"))
        await sitting.click(sitting.screen.page.size.width - 1, 5)
        await sitting.type("二")
        assert sitting.selected == ""
        await sitting.press("enter")
        assert sitting.stored_at(FIRST).note == "一二"


async def test_a_note_that_could_not_be_saved_is_not_lost(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "backspace", "a")
        await sitting.type("重要")
        sitting.break_disk()
        await sitting.press("enter")
        assert sitting.message.startswith("沒有存進去")
        sitting.mend_disk()
        await sitting.press("a")
        assert sitting.pad.text == "重要"
        await sitting.press("enter")
        assert sitting.stored_at(FIRST).note == "重要"


async def test_a_note_on_a_sentence_that_is_gone_meanwhile_is_offered_as_a_draft(
    park: Path,
) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("j", "a")
        await sitting.type("前")
        await sitting.until(lambda: bool(drafts(sitting)))
        edit_file(park, (SECOND, ""))
        other = open_library(park)
        assert other.sync() == []
        other.close()
        await sitting.type("面說錯了")
        await sitting.press("enter")
        assert sitting.stored() == []
        await sitting.until(lambda: SECOND not in sitting.session.text)
        assert [draft.text for draft in drafts(sitting)] == ["前面說錯了"]
        assert "有 1 條眉批沒寫完，在「為什麼？" in sitting.picture
        await sitting.press("escape", "a")
        assert sitting.pad.text == "前面說錯了"
        await sitting.press("enter")
        assert sitting.stored_at("為什麼？").note == "前面說錯了"
        assert drafts(sitting) == ()


async def test_a_note_on_a_sentence_that_changed_meanwhile_is_offered_on_what_it_became(
    park: Path,
) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("a")
        await sitting.type("前")
        await sitting.until(lambda: bool(drafts(sitting)))
        edit_file(park, (FIGURE, OTHER_FIGURE))
        other = open_library(park)
        assert other.sync() == []
        other.close()
        await sitting.type("面說錯了")
        await sitting.press("enter")
        await sitting.until(lambda: OTHER_FIGURE in sitting.session.text)
        assert [draft.text for draft in drafts(sitting)] == ["前面說錯了"]
        await sitting.press("escape", "a", "enter")
        changed = FIRST.replace(FIGURE, OTHER_FIGURE)
        assert sitting.stored_at(changed).note == "前面說錯了"


async def test_a_note_on_a_mark_that_lost_its_place_meanwhile_stays_with_it(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("j", "o", "backspace")
        await sitting.press("a")
        await sitting.type("前")
        await sitting.until(lambda: bool(drafts(sitting)))
        edit_file(park, (SECOND, ""))
        other = open_library(park)
        assert other.sync() == []
        other.close()
        await sitting.type("面說錯了")
        await sitting.press("enter")
        assert [(one.exact, one.span, one.note) for one in sitting.stored()] == [
            (SECOND, None, "前面說錯了")
        ]
        assert drafts(sitting) == ()


def drafts(sitting: Sitting) -> tuple:
    return sitting.library.open(sitting.screen.article).drafts


async def test_what_is_typed_ahead_reaches_the_prompt(park: Path) -> None:
    """Keys that come in one burst, Han among them, as over a slow line."""
    async with sit_down(park) as sitting:
        for key, character in (("a", "a"), ("新", "新"), ("x", "x"), ("年", "年")):
            sitting.app.post_message(events.Key(key, character))
        await sitting.until(lambda: sitting.asking and "年" in sitting.pad.text)
        assert sorted(sitting.pad.text) == sorted("新x年")
        assert sitting.stored() == []


async def test_a_note_alone_is_private_and_shown_so(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("P")
        assert sitting.stored() == []
        await sitting.press("f", "backspace", "P")
        assert sitting.message == "這裡沒有眉批；按 a 寫一則"
        await sitting.press("a")
        await sitting.type("再問")
        await sitting.press("enter")
        await sitting.press("P")
        assert "眉批設為私密，不會匯出" in sitting.message
        (mark,) = sitting.stored()
        assert (mark.private, mark.note_private) == (False, True)
        assert "眉批私密" in sitting.picture
        await sitting.press("P")
        assert not sitting.stored()[0].note_private
