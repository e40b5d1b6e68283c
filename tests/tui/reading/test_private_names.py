"""The names of sources: numbers that stay, names typed in part, and what is private stays so."""

from pathlib import Path

import pytest
from sitting import Sitting, sit_down

SECRET = "線人甲"
FIRST = "市府說，河濱公園去年有三百萬人次到訪。"
SECOND = "我認為這個數字太高了。"


async def name(sitting: Sitting, who: str) -> None:
    await sitting.press("w")
    await sitting.type(who)
    await sitting.press("enter")


async def whisper(sitting: Sitting) -> None:
    """A fact whose source must not be known, and the cursor on the next sentence."""
    await sitting.press("f", "backspace", "p")
    await name(sitting, SECRET)
    assert (sitting.stored_at(FIRST).source, sitting.stored_at(FIRST).private) == (SECRET, True)
    await sitting.press("j")


async def test_a_private_name_is_neither_repeated_nor_offered_nor_completed(park: Path) -> None:
    async with sit_down(park) as sitting:
        await whisper(sitting)
        await sitting.press("W")
        assert sitting.message == "只有私密標記用過來源，不在這裡沿用；按 w 另寫"
        await sitting.press("w")
        assert SECRET not in sitting.picture.split("誰說的")[-1]
        await sitting.type("線")
        await sitting.press("tab")
        assert sitting.pad.text == "線"
        await sitting.press("escape")
        assert [it.exact for it in sitting.stored()] == [FIRST]
    async with sit_down(park) as sitting:
        await sitting.press("G", "W")
        assert [it.exact for it in sitting.stored()] == [FIRST]


async def test_it_is_for_private_annotations_still(park: Path) -> None:
    async with sit_down(park) as sitting:
        await whisper(sitting)
        await sitting.press("f", "backspace", "p", "W")
        assert sitting.stored_at(SECOND).source == SECRET


@pytest.mark.parametrize("typed", [SECRET, "线人甲"])
async def test_who_types_it_is_warned_first(park: Path, typed: str) -> None:
    async with sit_down(park) as sitting:
        await whisper(sitting)
        await name(sitting, typed)
        assert sitting.asking
        assert "只在私密標記裡用過" in sitting.picture
        assert [it.exact for it in sitting.stored()] == [FIRST]
        await sitting.press("escape")
        assert [it.exact for it in sitting.stored()] == [FIRST]
        await name(sitting, typed)
        await sitting.press("enter")
        assert not sitting.asking
        assert sitting.stored_at(SECOND).source == typed


async def test_undo_and_redo_make_no_name_public(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "backspace")
        await name(sitting, SECRET)
        await sitting.press("p", "u")
        assert sitting.message == f"仍是私密，按 p 才公開：「{FIRST[:12]}…」"
        assert (sitting.stored_at(FIRST).source, sitting.stored_at(FIRST).private) == (SECRET, True)
    async with sit_down(park) as sitting:
        await sitting.press("U", "u", "U")
        assert sitting.stored_at(FIRST).private
        await sitting.press("p", "2")
        assert (sitting.stored_at(FIRST).source, sitting.stored_at(FIRST).private) == ("", False)
        await sitting.press("u", "U")
        assert (sitting.stored_at(FIRST).source, sitting.stored_at(FIRST).private) == ("", False)


async def test_undo_makes_public_what_names_nobody(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "backspace", "p", "u")
        assert not sitting.stored_at(FIRST).private


@pytest.mark.parametrize("typed", [f"問過{SECRET}。", "问过线人甲。"])
async def test_who_writes_it_into_a_note_or_evidence_is_warned_first(
    park: Path, typed: str
) -> None:
    async with sit_down(park) as sitting:
        await whisper(sitting)
        await sitting.press("a")
        await sitting.type(typed)
        await sitting.press("enter")
        assert "只在私密標記裡用過" in sitting.picture
        assert sitting.pad.text == typed
        assert [it.exact for it in sitting.stored()] == [FIRST]
        await sitting.press("enter")
        assert not sitting.asking
        assert sitting.stored_at(SECOND).note == typed
        await sitting.press("a")  # what it says already is no news
        await sitting.type("好")
        await sitting.press("enter")
        assert sitting.stored_at(SECOND).note == f"{typed}好"
        await sitting.press("enter")
        await sitting.press("i")
        await sitting.type(typed)
        await sitting.until(lambda: not getattr(sitting.app.screen, "busy", False))
        await sitting.press("enter", "tab", "enter")
        assert "只在私密標記裡用過" in sitting.picture
        await sitting.press("escape")
        assert sitting.stored_at(SECOND).evidence == ()


async def test_a_private_annotation_says_what_it_likes(park: Path) -> None:
    async with sit_down(park) as sitting:
        await whisper(sitting)
        await sitting.press("k", "a")
        await sitting.type(f"問過{SECRET}。")
        await sitting.press("enter")
        assert not sitting.asking
        assert sitting.stored_at(FIRST).note
        await sitting.press("p")
        assert "1 照樣公開" in sitting.picture
        assert "刪去來源" not in sitting.picture
        await sitting.press("escape")
        assert sitting.stored_at(FIRST).private


async def test_a_name_stays_private_when_its_annotation_is_removed(park: Path) -> None:
    async with sit_down(park) as sitting:
        await whisper(sitting)
        await sitting.press("f", "backspace", "p", "w")
        await sitting.press("escape", "k", "x", "j", "x")
        assert sitting.stored() == []
        await sitting.press("W")
        assert sitting.stored() == []
        await name(sitting, SECRET)
        assert "只在私密標記裡用過" in sitting.picture
        await sitting.press("escape", "w")
        assert SECRET not in sitting.picture.split("誰說的")[-1]
    async with sit_down(park) as sitting:
        await name(sitting, SECRET)
        assert "只在私密標記裡用過" in sitting.picture


@pytest.mark.parametrize(
    ("answer", "kept"), [("1", (False, SECRET)), ("2", (False, "")), ("escape", (True, SECRET))]
)
async def test_making_it_public_asks_about_its_source(
    park: Path, answer: str, kept: tuple[bool, str]
) -> None:
    async with sit_down(park) as sitting:
        await whisper(sitting)
        await sitting.press("k", "p")
        assert sitting.asking
        assert SECRET in sitting.picture
        await sitting.press(answer)
        assert not sitting.asking
        annotation = sitting.stored_at(FIRST)
        assert (annotation.private, annotation.source) == kept


async def test_a_number_keeps_its_name_and_says_it(park: Path) -> None:
    async with sit_down(park) as sitting:
        for who in ("市府", "鄰里", "園方"):
            await name(sitting, who)
            await sitting.press("j")
        await sitting.press("w", "3")
        assert "→ 園方" in sitting.picture
        await sitting.press("enter", "j", "w")
        assert "1 市府  2 鄰里  3 園方" in sitting.picture
        await sitting.press("9", "enter")
        assert sitting.asking
        assert "沒有 9 號" in sitting.picture
        await sitting.press("backspace", "鄰")
        assert "tab 鄰里" in sitting.picture
        await sitting.press("tab", "enter")
        assert [it.source for it in sitting.stored()][-1] == "鄰里"


async def test_a_private_name_leaves_no_hole_in_the_numbers(park: Path) -> None:
    async with sit_down(park) as sitting:
        await whisper(sitting)
        for who in ("市府", "鄰里"):
            await name(sitting, who)
            await sitting.press("j")
        await sitting.press("w")
        assert "1 市府  2 鄰里" in sitting.picture
        await sitting.press("escape", "f", "backspace", "p", "w")
        assert f"1 市府  2 鄰里  3 {SECRET}" in sitting.picture


async def test_a_prompt_that_closes_late_gives_no_number(park: Path) -> None:
    """It is drawn once more when the private name is on disk already."""
    async with sit_down(park) as sitting:
        await whisper(sitting)
        assert sitting.session.sources.completed(SECRET[0], private=True) == [SECRET]
        await name(sitting, "市府")
        await sitting.press("j", "w")
        assert "1 市府" in sitting.picture


async def test_evidence_is_corrected_and_taken_away_on_the_card(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "backspace", "enter")
        for text in ("https://example.org/a 甲", "電話問過"):
            await sitting.press("i")
            await sitting.type(text)
            await sitting.until(lambda: not getattr(sitting.app.screen, "busy", False))
            await sitting.press("down", "enter", "tab")
        kept = [(it.url, it.remark) for it in sitting.stored_at(FIRST).evidence]
        assert kept == [("https://example.org/a", "甲"), ("", "電話問過")]
        await sitting.press("I", "2")
        assert sitting.pad.text == "電話問過"
        await sitting.type("兩次")
        await sitting.press("enter")
        assert sitting.stored_at(FIRST).evidence[1].remark == "電話問過兩次"
        await sitting.press("I", "1", "ctrl+u", "enter")
        assert [it.remark for it in sitting.stored_at(FIRST).evidence] == ["電話問過兩次"]
        await sitting.press("u")
        assert [it.remark for it in sitting.stored_at(FIRST).evidence] == ["甲", "電話問過兩次"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://zh.wikipedia.org/wiki/京東 維基", ("https://zh.wikipedia.org/wiki/京東", "維基")),
        ("https://例子.tw/a?b=新聞 第三頁", ("https://例子.tw/a?b=新聞", "第三頁")),
        ("電話問過 https://example.org/京東", ("", "電話問過 https://example.org/京東")),
    ],
)
async def test_an_address_holds_any_script(park: Path, typed: str, kept: tuple[str, str]) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "backspace", "enter")
        await sitting.press("i")
        await sitting.type(typed)
        await sitting.until(lambda: not getattr(sitting.app.screen, "busy", False))
        await sitting.press("down", "enter", "tab")
        [it] = sitting.stored_at(FIRST).evidence
        assert (it.url, it.remark) == kept
        await sitting.press("I")
        await sitting.press("enter")
        [it] = sitting.stored_at(FIRST).evidence
        assert (it.url, it.remark) == kept


async def test_the_palette_calls_a_label_by_its_name(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("3")
        await sitting.type("數字")
        await sitting.press("enter", "ctrl+p")
        await sitting.type("標籤：數字")
        await sitting.until(lambda: sitting.picture.count("標籤：數字") > 1)


@pytest.mark.parametrize(
    ("keys", "column"),
    [(("enter", "k"), "kind"), (("3",), "labels")],
)
async def test_other_texts_that_name_it_are_asked_twice(
    park: Path, keys: tuple[str, ...], column: str
) -> None:
    async with sit_down(park) as sitting:
        await whisper(sitting)
        await sitting.press("f", "backspace")
        for key in keys:
            await sitting.press(key)
        await sitting.type(f"據{SECRET}")
        await sitting.press("enter")
        assert "只在私密標記裡用過" in sitting.picture
        assert not getattr(sitting.stored_at(SECOND), column)
        await sitting.press("enter")
        assert SECRET in "".join(getattr(sitting.stored_at(SECOND), column))


async def test_a_label_that_names_it_is_asked_for_in_public(park: Path) -> None:
    async with sit_down(park) as sitting:
        await whisper(sitting)
        await sitting.press("k", "2")
        await sitting.type(SECRET)
        await sitting.press("enter", "j", "2")
        assert sitting.asking
        await sitting.press("escape")
        assert [it.labels for it in sitting.stored()] == [(SECRET,)]
        await sitting.press("2", "1")
        assert [it.labels for it in sitting.stored()] == [(SECRET,)] * 2
        await sitting.press("2")
        assert not sitting.asking
        assert [it.labels for it in sitting.stored()] == [(SECRET,)]


async def test_names_of_labels_titles_and_topics_are_asked_twice(park: Path) -> None:
    async with sit_down(park) as sitting:
        await whisper(sitting)
        await sitting.press("f", "backspace", "1", "字", "enter")
        for keys in (("1", "r"), ("1", "i")):
            await sitting.press("L", "tab", *keys)
            await sitting.type(SECRET)
            await sitting.press("enter")
            assert "只在私密標記裡用過" in sitting.picture
            await sitting.press("escape", "escape")
        assert [(it.name, it.description) for it in sitting.library.book.labels()] == [("字", "")]
        await sitting.press("l")
        for key in ("R", "#"):
            await sitting.until(lambda: not sitting.app.screen.busy)
            await sitting.press(key)
            await sitting.type(SECRET)
            await sitting.press("enter")
            assert "只在私密標記裡用過" in sitting.picture
            await sitting.press("escape")
        (entry,) = sitting.library.list()
        assert (entry.head.title, entry.head.topics) == ("河濱公園十年", ())
        await sitting.press("R", "改", "enter")
        await sitting.until(lambda: sitting.library.list()[0].head.title == "改")
