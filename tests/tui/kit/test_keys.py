"""Keys: every form of them, those of an input method, and the user's own."""

from pathlib import Path

import pytest
from sitting import sit_down

from reader.errors import InputError
from reader.model import Tag
from reader.tui.keymap import keymap
from reader.tui.kit.commands import EVERYWHERE, bindings
from reader.tui.kit.keys import composing, expand, forms, split
from reader.tui.library.commands import LIBRARY
from reader.tui.library.screen import LibraryScreen
from reader.tui.reading.commands import READING, SELECTING
from reader.tui.reading.screen import ReadingScreen
from reader.words import LANGUAGES, load

FIRST = "市府說，河濱公園去年有三百萬人次到訪。"
SECOND = "我認為這個數字太高了。"
SINGLE = [
    (command.id, key)
    for command in READING
    for key in split(command.keys)
    if len(key) == 1 and "!" <= key <= "~"
]


@pytest.mark.parametrize(("command", "key"), SINGLE)
def test_every_single_character_key_has_a_full_width_form(command: str, key: str) -> None:
    wide = chr(ord(key) + 0xFEE0)
    assert wide in forms(key)
    (binding,) = [b for b in bindings(READING) if b.id == command]
    assert wide in binding.key.split(",")


@pytest.mark.parametrize(
    ("typed", "tag"), [("ｆ", Tag.FACT), ("ｏ", Tag.OPINION), ("ｄ", Tag.NONE), ("Ｆ", Tag.FACT)]
)
async def test_full_width_letters_tag(park: Path, typed: str, tag: Tag) -> None:
    async with sit_down(park) as sitting:
        await sitting.press(typed)
        assert sitting.stored_at(FIRST).tag is tag
        assert sitting.stored_at(FIRST).unsure is (typed == "Ｆ")


@pytest.mark.parametrize(
    ("typed", "seen"),
    [("？", "讀一句，按一鍵"), ("、", "搜尋"), ("／", "搜尋"), ("ａ", "眉批 「"), ("ｔ", None)],
)
async def test_chinese_punctuation_stands_for_its_key(
    park: Path, typed: str, seen: str | None
) -> None:
    async with sit_down(park) as sitting:
        await sitting.press(typed)
        if seen is None:
            assert "目錄" not in sitting.picture
        else:
            assert seen in "\n".join(sitting.rows[:-1])


@pytest.mark.parametrize(("on", "back"), [("】", "【"), ("」", "「"), ("］", "［")])
async def test_chinese_brackets_go_by_sections(park: Path, on: str, back: str) -> None:
    async with sit_down(park) as sitting:
        await sitting.press(on)
        assert sitting.here.startswith("園方計畫")
        await sitting.press(back)
        assert sitting.here == FIRST


async def test_curly_brackets_and_the_exclamation_mark(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("j", "！", "g")
        await sitting.press("』")
        assert sitting.here == SECOND
        assert sitting.stored_at(SECOND).status == "to_check"
        await sitting.press("G", "『")
        assert sitting.here == SECOND


async def test_selecting_with_full_width_keys(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("ｖ", "。")
        assert sitting.selected == FIRST
        await sitting.press("，")
        assert sitting.selected == "市府說"


@pytest.mark.parametrize("typed", ["實", "ㄈ", "㐀"])
async def test_a_composed_character_says_that_an_input_method_is_on(park: Path, typed: str) -> None:
    async with sit_down(park) as sitting:
        await sitting.press(typed)
        assert sitting.message.startswith("輸入法開著")
        assert sitting.stored() == []
        assert sitting.here == FIRST


async def test_function_keys_tag_under_any_input_method(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f2", "f3", "f4")
        assert [annotation.tag for annotation in sitting.stored()] == [
            Tag.FACT,
            Tag.OPINION,
            Tag.NONE,
        ]


def test_what_composes() -> None:
    assert all(map(composing, "中ㄅ㐂"))
    assert not any(map(composing, ["a", "ａ", "。", "", None, "中文", "-"]))


async def test_the_users_own_keys(park: Path) -> None:
    async with sit_down(park, keymap={"fact": ";", "next_sentence": "z,down"}) as sitting:
        await sitting.press("f")
        assert sitting.stored() == []
        await sitting.press(";")
        assert sitting.stored_at(FIRST).tag is Tag.FACT
        await sitting.press("；", "z")
        assert sitting.stored_at(SECOND).tag is Tag.FACT
        assert sitting.here == "因為量法不對。"


def test_an_unknown_command_in_the_keymap() -> None:
    with pytest.raises(InputError) as error:
        keymap({"fakt": "f"})
    assert error.value.code == "keymap_unknown_near"
    assert error.value.params["id"] == "fakt"
    assert "fact" in str(error.value.params["near"]).split(", ")
    with pytest.raises(InputError, match=r"keymap_unknown \("):
        keymap({"鍵": "f"})


@pytest.mark.parametrize("key", ["o", "ｏ", "down", "j"])
def test_two_commands_on_one_key(key: str) -> None:
    with pytest.raises(InputError) as error:
        keymap({"fact": key})
    assert error.value.code == "keymap_clash"


def test_a_key_may_mean_two_things_in_two_modes() -> None:
    assert keymap({"select_grow": ">"}) == {"select_grow": ">,＞,》"}
    assert keymap({"fact": "o", "opinion": "f"}).keys() == {"fact", "opinion"}


def test_no_key_is_taken_twice_by_default() -> None:
    for commands in (READING, SELECTING, LIBRARY):
        every = (*commands, *EVERYWHERE)
        keys = [key for command in every for key in expand(command.keys).split(",")]
        assert len(keys) == len(set(keys))


def test_every_command_has_an_id_words_and_an_action() -> None:
    commands = (*READING, *SELECTING, *LIBRARY, *EVERYWHERE)
    assert len({command.id for command in commands}) == len(commands)
    for language in LANGUAGES:
        words = load(language)
        for command in commands:
            assert words(command.title)
            assert command.sentence(words)
            assert words(f"group.{command.group}")
    for command in commands:
        name = command.action.removeprefix("screen.").partition("(")[0]
        if not name.startswith("app."):
            screen = LibraryScreen if command in LIBRARY else ReadingScreen
            assert hasattr(screen, f"action_{name}"), command.id
