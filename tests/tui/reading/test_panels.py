"""What opens over the page: an annotation, the menu, annotators, export, help, the palette."""

from pathlib import Path

import pytest
from rich.style import Style
from sitting import sit_down
from textual import events
from textual.widgets import Input, OptionList

from reader.model import Status, Tag
from reader.tui.kit.commands import EVERYWHERE, shown_keys
from reader.tui.reading.commands import READING, SELECTING

FIRST = "市府說，河濱公園去年有三百萬人次到訪。"
SECOND = "我認為這個數字太高了。"


async def test_enter_opens_the_annotation_here(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "backspace", "w")
        await sitting.type("市府")
        await sitting.press("enter", "enter")
        assert "王的標記" in sitting.picture
        for words in (f"「{FIRST}」", "判斷      事實", "來源      市府", "查核      未查"):
            assert words in sitting.picture
        await sitting.press("escape")
        assert sitting.screen.panel is None
        assert sitting.here == FIRST


async def test_keys_change_the_open_annotation(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "backspace")
        await sitting.press("enter", "o", "!", "p")
        assert sitting.screen.panel is not None
        assert "判斷      觀點" in sitting.picture
        assert "查核      要查" in sitting.picture
        assert "私密：不匯出" in sitting.picture
        await sitting.press("a")
        await sitting.type("註")
        await sitting.press("enter", "i")
        await sitting.until(lambda: not getattr(sitting.app.screen, "busy", False))
        await sitting.type("https://example.org 官方數字")
        await sitting.until(lambda: not getattr(sitting.app.screen, "busy", False))
        await sitting.press("down", "enter", "tab", "k")
        await sitting.type("數字")
        await sitting.press("enter")
        for words in ("眉批      註", "https://example.org 官方數字", "類別      數字"):
            assert words in sitting.picture
        annotation = sitting.stored_at(FIRST)
        assert (annotation.tag, annotation.note, annotation.kind) == (Tag.OPINION, "註", "數字")
        assert [evidence.remark for evidence in annotation.evidence] == ["官方數字"]
        await sitting.press("x")
        assert sitting.screen.panel is None
        assert sitting.stored() == []


async def test_enter_with_several_lists_them(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "backspace", "v", "o", "escape", "g")
        await sitting.press("enter")
        assert "這裡有 2 條標記" in sitting.picture
        await sitting.press("2")
        assert "「市府說」" in sitting.picture
        assert sitting.here == "市府說"
        await sitting.press("d", "escape")
        assert sitting.stored_at("市府說").tag is Tag.NONE
        assert sitting.stored_at(FIRST).tag is Tag.FACT


async def test_enter_with_none_lists_what_can_be_done(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("enter")
        assert "可以做什麼" in sitting.picture
        await sitting.press("f")
        assert sitting.screen.panel is None
        assert sitting.stored_at(FIRST).tag is Tag.FACT
        assert sitting.here == SECOND


@pytest.mark.parametrize(
    ("key", "here", "selected"),
    [("tab", SECOND, ""), ("v", FIRST, "市府說"), ("a", FIRST, ""), ("?", FIRST, "")],
)
async def test_a_key_in_the_menu_does_what_its_line_says(
    park: Path, key: str, here: str, selected: str
) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("enter", key)
        assert (sitting.here, sitting.selected) == (here, selected)
        assert sitting.asking is (key == "a")
        assert ("讀一句，按一鍵" in sitting.picture) is (key == "?")


async def test_the_annotations_of_others_can_only_be_read(seed: Path) -> None:
    async with sit_down(seed) as sitting:
        before = sitting.library.annotations(sitting.screen.article)
        await sitting.press("enter")
        assert "示例的標記" in sitting.picture
        assert "別人的標記只能看" in sitting.picture
        await sitting.press("x")
        assert sitting.message == "這是示例的標記，不能改；按 f、o、d 標你自己的"
        await sitting.press("I", "k")
        assert not sitting.asking
        assert sitting.library.annotations(sitting.screen.article) == before


async def test_what_is_done_at_anothers_annotation_is_my_own(seed: Path) -> None:
    async with sit_down(seed) as sitting:
        await sitting.press("}", "!")
        (mine,) = sitting.stored()
        others = [a for a in sitting.session.marks.shown if a.span == mine.span and a.id != mine.id]
        assert [sitting.session.marks.annotators[a.annotator].name for a in others] == ["示例"]
        assert mine.status is Status.TO_CHECK


async def test_who_is_named_under_the_contents_has_marked_here(seed: Path, park: Path) -> None:
    async with sit_down(seed) as sitting:
        assert "標記者 示例" in sitting.picture
        await sitting.press("f")
        assert "標記者 王 示例" in sitting.picture or "標記者 示例 王" in sitting.picture
    async with sit_down(park) as sitting:
        assert "還沒有人標記" in sitting.picture
        await sitting.press("f")
        assert "標記者 王" in sitting.picture
        await sitting.press("u")
        assert "還沒有人標記" in sitting.picture


@pytest.mark.parametrize(("digit", "suffix"), [("1", ".md"), ("2", ".csv"), ("3", ".jsonld")])
async def test_export(park: Path, tmp_path: Path, digit: str, suffix: str) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "a")
        await sitting.type("線人說的")
        await sitting.press("enter", "o", "backspace")
        await sitting.press("p")
        await sitting.press("e")
        assert "1 條私密的不會匯出" in sitting.picture
        await sitting.press(digit)
        path = Path(sitting.pad.text)
        assert path.parent == tmp_path
        assert path.suffix == suffix
        await sitting.press("enter")
        assert path.exists()
        assert "已匯出 1 條到" in sitting.message
        assert "1 條私密的沒有匯出" in sitting.message
        written = path.read_text(encoding="utf-8-sig")
        assert FIRST[:-1] in written
        assert "線人" not in written


async def test_export_overwrites_only_when_asked_twice(park: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    target.write_text("mine", encoding="utf-8")
    async with sit_down(park) as sitting:
        await sitting.press("f", "e", "1")
        await sitting.press(*["backspace"] * len(sitting.pad.text))
        await sitting.type(str(target))
        await sitting.press("enter")
        assert sitting.asking
        assert "out.md 已經有了" in sitting.picture
        assert target.read_text(encoding="utf-8") == "mine"
        await sitting.press("escape")
        assert target.read_text(encoding="utf-8") == "mine"
        await sitting.press("e", "1")
        await sitting.press(*["backspace"] * len(sitting.pad.text))
        await sitting.type(str(target))
        await sitting.press("enter", "enter")
        assert not sitting.asking
        assert FIRST in target.read_text(encoding="utf-8")


async def test_a_sheet_is_offered_where_there_are_claims(park: Path, tmp_path: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("e")
        assert "查核清單" not in sitting.picture
        await sitting.press("escape", "f")
        assert "實1" in sitting.picture
        await sitting.press("e")
        assert "查核表（Excel" in sitting.picture
        assert "AVeriTeC" not in sitting.picture
        await sitting.press("4")
        assert Path(sitting.pad.text).suffix == ".xlsx"
        await sitting.press(*["backspace"] * len(sitting.pad.text))
        await sitting.type(str(tmp_path / "sheet.odt"))
        await sitting.press("enter")
        assert ".xlsx, .csv, .html, .md" in sitting.picture
        await sitting.press(*["backspace"] * len(".odt"), *".html", "enter")
        assert FIRST[:-1] in (tmp_path / "sheet.html").read_text(encoding="utf-8")


async def test_export_leaves_the_library_itself_alone(park: Path) -> None:
    async with sit_down(park) as sitting:
        database = sitting.app.navigation.library.database
        await sitting.press("f", "e", "2")
        await sitting.press(*["backspace"] * len(sitting.pad.text))
        await sitting.type(str(database))
        await sitting.press("enter", "enter")
        assert sitting.asking
        assert "文庫自己的檔案" in sitting.picture
        assert database.read_bytes().startswith(b"SQLite")


async def test_export_to_where_nothing_can_be_written(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "e", "1")
        await sitting.type("/none")
        await sitting.press("enter")
        assert sitting.asking
        assert "無法寫入" in sitting.picture
        assert "請先建立，或改存到別處。" in sitting.picture


async def test_annotators_are_shown_and_hidden(seed: Path) -> None:
    async with sit_down(seed, annotator="") as sitting:
        await sitting.press("L")
        assert "示例" in sitting.picture
        assert "你還沒有標記" in sitting.picture
        await sitting.press("1")
        assert sitting.session.marks.shown == []
        await sitting.press("n")
        await sitting.type("林")
        await sitting.press("enter")
        assert sitting.library.me().name == "林"
        await sitting.press("escape", "f")
        assert not sitting.asking
        assert len(sitting.stored()) == 1


async def test_showing_the_sample_again_does_not_forget_who_signs(seed: Path) -> None:
    async with sit_down(seed, annotator="林") as sitting:
        await sitting.press("f")
    async with sit_down(seed, annotator="陳") as sitting:
        await sitting.press("L", "1")
        assert "示例  顯示" in sitting.picture
        await sitting.press("escape", "g", "o")
        assert sitting.library.me().name == "陳"
        assert [annotation.tag for annotation in sitting.stored()] == [Tag.OPINION]
        await sitting.press("L")
        assert "陳  顯示 · 我" in sitting.picture


async def test_a_panel_in_the_smallest_window_says_what_it_is(seed: Path) -> None:
    async with sit_down(seed, size=(40, 10)) as sitting:
        for keys, title in (("?", "說明"), ("L", "標記者"), ("e", "匯出標記")):
            await sitting.press(keys)
            assert any(row.startswith(f"  {title}") for row in sitting.rows)
            await sitting.press("escape")


@pytest.mark.parametrize("language", ["zh_hant", "zh_hans", "en"])
async def test_help_says_every_command_with_its_keys(park: Path, language: str) -> None:
    async with sit_down(park, language=language, size=(160, 50)) as sitting:
        words = sitting.screen.words
        await sitting.press("?")
        seen = ""
        for _ in range(6):
            seen += sitting.picture
            await sitting.press("pagedown")
        for command in (*READING, *SELECTING, *EVERYWHERE):
            sentence = command.sentence(words)
            keys = "1-9" if command.id.startswith("label_") else shown_keys(command, {})
            rows = [row for row in seen.split("\n") if sentence in row]
            assert rows, command.id
            assert any(keys in row for row in rows), command.id
        await sitting.press("?")
        assert sitting.screen.panel is None


async def test_help_shows_the_users_own_keys(park: Path) -> None:
    async with sit_down(park, keymap={"fact": ";"}) as sitting:
        assert "; 事實" in sitting.rows[-1]
        await sitting.press("?")
        assert ";         標為事實" in sitting.picture


async def test_the_palette_finds_every_command(park: Path) -> None:
    async with sit_down(park) as sitting:
        reading = sitting.screen
        await sitting.press("ctrl+p")
        found = sitting.app.screen.query_one(OptionList)
        await sitting.until(lambda: found.option_count > len(READING))
        offered = [str(option.prompt) for option in found.options]
        for command in (*READING, *EVERYWHERE):
            if command.id != "palette":
                short = reading.words(command.title)
                assert any(title.startswith(short) for title in offered), command.id
        assert offered[0].startswith("事實")
        await sitting.type("觀點")
        await sitting.press("down", "enter")
        await sitting.until(lambda: bool(sitting.stored()))
        assert sitting.stored_at(FIRST).tag is Tag.OPINION


async def test_clicks_beside_the_palette_close_nothing_more(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("ctrl+p")
        await sitting.until(lambda: sitting.app.screen is not sitting.screen)
        palette = sitting.app.screen
        for _ in range(3):
            palette.post_message(events.Click(palette, 1, 38, 0, 0, 1, False, False, False, 1, 38))
        await sitting.until(lambda: sitting.app.screen is sitting.screen)
        await sitting.press("j")
        assert sitting.here == SECOND


async def test_the_palette_closed_before_it_is_there(park: Path) -> None:
    async with sit_down(park) as sitting:
        for number in range(8):
            await sitting.press(*(["k"] * (number % 2)))
            for key in ("ctrl+p", "f", "k", "escape", "escape")[: 3 + number % 3]:
                sitting.app.post_message(events.Key(key, key if len(key) == 1 else None))
            sitting.app.post_message(events.Key("escape", None))
            await sitting.settle()
        await sitting.press("escape", "g", "j")
        assert sitting.here == SECOND


async def test_a_click_on_a_line_of_the_palette_that_is_no_more(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("ctrl+p")
        found = sitting.app.screen.query_one(OptionList)
        await sitting.until(lambda: found.option_count > len(READING))
        style = Style(meta={"option": 5000})
        found.post_message(
            events.Click(found, 60, 20, 0, 0, 1, False, False, False, 60, 20, style=style)
        )
        await sitting.settle()
        await sitting.press("escape", "j")
        assert sitting.here == SECOND


@pytest.mark.parametrize("key", ["a", "/", "?", "e", "enter", "L", "S", "r"])
async def test_a_key_behind_the_one_that_leaves(park: Path, key: str) -> None:
    async with sit_down(park) as sitting:
        reading = sitting.screen
        sitting.app.exit()
        await reading.run_action(next(c.action for c in READING if key in c.keys.split(",")))
    assert sitting.app.return_code == 0


@pytest.mark.parametrize("width", range(1, 10))
async def test_the_palette_in_a_window_of_some_columns(park: Path, width: int) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("ctrl+p")
        found = sitting.app.screen.query_one(OptionList)
        await sitting.until(lambda: found.option_count > len(READING))
        for size in ((width, 8), (width, 1), (120, 40)):
            await sitting.resize(*size)
        await sitting.press("escape", "j")
        assert sitting.here == SECOND


async def test_the_palette_takes_nothing_a_terminal_could_obey(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("ctrl+p")
        await sitting.until(lambda: sitting.app.screen is not sitting.screen)
        await sitting.paste("\x1b]0;x\x07\u202e\x9b2J")
        line = sitting.app.screen.query_one(Input)
        assert line.value == ""
        await sitting.type("觀點")
        await sitting.paste(" 標")
        assert line.value == "觀點 標"


async def test_one_panel_at_a_time(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("?", "L")
        assert sitting.screen.panel is not None
        assert len(sitting.screen.query("Panel")) == 1
        await sitting.press("escape")
        assert sitting.screen.panel is None
        await sitting.press("j")
        assert sitting.here == SECOND
