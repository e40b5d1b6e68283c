"""The search screen: what is found as it is typed, and the way there and back."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import Future
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sitting import Sitting, sit_down
from textual import events
from textual.geometry import Offset

from reader.errors import LibraryError
from reader.library import open_library
from reader.model import Tag
from reader.model.search import Query, Results
from reader.text.query import regional_words as vocabulary
from reader.tui.search.language import examples
from reader.tui.search.screen import SearchScreen
from reader.words import LANGUAGES, load

TAXI = """---
title: 计程车司机的一天
source: 南方试刊
date: 2025-05-01
lang: zh-Hans
---

老陈开了三十年出租车。他说公园旁边最好拉客。

## 夜里

夜里的出租车很少。
"""
MANY = """---
title: 數字長文
source: 數報
date: 2024-01-01
---

""" + "\n\n".join(f"這是第{n}句，說的是燈籠。" for n in range(1, 71))
HOSTILE = """---
title: "鐘樓\x1b]0;偷\x07\u202e倒過來"
source: "壞\x1b[2J報"
date: 2025-06-01
---

鐘樓敲了\x1b[31m三下。
"""


@pytest.fixture
def shelf(park: Path) -> Path:
    """A library with several articles, in both scripts; the park is the one that is open."""
    for name, text in (("taxi", TAXI), ("many", MANY)):
        (park / "articles" / f"{name}.md").write_text(text, "utf-8")
    library = open_library(park)
    assert library.sync() == []
    library.close()
    return park


@asynccontextmanager
async def reading(
    folder: Path, title: str = "河濱公園十年", size: tuple[int, int] = (100, 30), **settings: Any
) -> AsyncIterator[Sitting]:
    """Read one of several articles; the other regions' words are known already."""
    await asyncio.to_thread(vocabulary.prepare().join)
    async with sit_down(folder, size, title=title, **settings) as sitting:
        yield sitting


def search_of(sitting: Sitting) -> SearchScreen:
    screen = sitting.app.screen
    assert isinstance(screen, SearchScreen)
    return screen


async def look_for(sitting: Sitting, text: str) -> None:
    """Open the search, type, and wait for all answers."""
    if not isinstance(sitting.app.screen, SearchScreen):
        await sitting.press("ctrl+f")
    await sitting.type(text)
    await answered(sitting)


async def answered(sitting: Sitting) -> None:
    await sitting.until(lambda: not search_of(sitting).busy)


async def arrived(sitting: Sitting, title: str) -> None:
    """Wait until an article is open and shown."""
    await sitting.until(
        lambda: (
            sitting.app.screen is sitting.screen
            and sitting.session.document.head.title == title
            and sitting.screen.page.size.height > 0
        )
    )


def row_with(sitting: Sitting, words: str) -> str:
    """The only row of the screen that holds some words."""
    (row,) = [row for row in sitting.rows if words in row]
    return row


# what is shown


async def test_results_as_they_are_typed(shelf: Path) -> None:
    async with reading(shelf) as sitting:
        await look_for(sitting, "公")
        assert "2 篇" in sitting.rows[-1]
        await look_for(sitting, "園")
        assert "計程車" not in sitting.picture
        assert "计程车司机的一天   南方试刊 · 2025-05-01" in sitting.picture
        assert "他说公园旁边最好拉客。" in sitting.picture
        assert "市府說，河濱公園去年有三百萬人次到訪。" in sitting.picture
        assert "2 篇" in sitting.rows[-1]
        assert sitting.picture.index("计程车司机") < sitting.picture.index("河濱公園十年")


async def test_a_newcomer_sees_what_can_be_typed(shelf: Path) -> None:
    async with reading(shelf) as sitting:
        await sitting.press("ctrl+f")
        assert "tag:opinion" in sitting.picture
        assert "-美團" in sitting.picture
        await look_for(sitting, "燈")
        assert "tag:opinion" not in sitting.picture
        await sitting.press("backspace")
        assert "tag:opinion" in sitting.picture
        assert "篇" not in sitting.rows[-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_can_be_typed(language: str) -> None:
    from reader.text.query import parse

    words = load(language)
    for example, finds in examples(words):
        assert parse(example)
        assert finds
    _, _, named = words("search.names").partition("：" if language != "en" else ": ")
    filters = parse(named.replace("　", " ")).filters
    wanted = ["tag", "source", "label", "verdict", "from", "after", "in"]
    assert [f.name for f in filters] == wanted


async def test_another_regions_word_is_marked(shelf: Path) -> None:
    async with reading(shelf) as sitting:
        await look_for(sitting, "計程車")
        assert "≈ 其他地區用詞：出租车" in sitting.picture
        assert "≈" in row_with(sitting, "老陈开了三十年出租车")
        assert "夜里" in sitting.picture
        await sitting.press("enter")
        await arrived(sitting, "计程车司机的一天")
        assert sitting.here == "老陈开了三十年出租车。"
        await sitting.press("n")
        assert sitting.message == "第 2/2 處：「計程車」≈「出租车」（其他地區用詞）"
        assert sitting.here == "夜里的出租车很少。"


async def test_tags_and_notes_are_shown(shelf: Path) -> None:
    async with reading(shelf) as sitting:
        await sitting.press("j", "o", "k", "a")
        await sitting.type("數字哪裡來的")
        await sitting.press("enter")
        await look_for(sitting, "數字")
        passage, quote = [row for row in sitting.rows if "我認為這個數字太高了。" in row]
        assert "觀" in passage
        assert "「我認為" in quote
        note = row_with(sitting, "數字哪裡來的")
        assert "│ 數字哪裡來的" in note


async def test_what_annotations_say_is_told(shelf: Path) -> None:
    async with reading(shelf) as sitting:
        await sitting.press("f", "backspace", "w")
        await sitting.type("市府")
        await sitting.press("enter", "j", "f", "o")
        await look_for(sitting, "tag:fact")
        assert row_with(sitting, "市府說，河濱公園").rstrip().endswith("→ 市府")
        assert "因為量法" not in sitting.picture
        await sitting.press("down", "enter")
        assert sitting.here == "我認為這個數字太高了。"
        focused = sitting.session.focused
        assert focused is not None
        assert focused.tag is Tag.FACT


async def test_a_wrong_filter_is_told_and_what_was_found_stays(shelf: Path) -> None:
    async with reading(shelf) as sitting:
        await look_for(sitting, "公園")
        await sitting.paste(" tag:opinio")
        assert "「tag:」後面要寫：fact 事實, opinion 觀點, none 無主張。" in sitting.rows[1]
        assert "河濱公園十年" in sitting.picture
        await sitting.press("enter")
        assert isinstance(sitting.app.screen, SearchScreen)
        await look_for(sitting, "n")
        assert "不能用在" not in sitting.picture
        assert "找不到" in sitting.rows[1]
        assert "0 篇" in sitting.rows[-1]


async def test_few_passages_then_more_then_all(shelf: Path) -> None:
    async with reading(shelf, size=(80, 24)) as sitting:
        await look_for(sitting, "的")
        assert "數字長文   數報 · 2024-01-01 · 70 處" in sitting.picture
        assert "… 還有 67 處" in sitting.picture
        await sitting.press("shift+down", "shift+down", "tab")
        assert "這是第 4 句" in sitting.picture
        await sitting.press(*["pagedown"] * 6)
        assert "… 還有 17 處" in sitting.picture
        await sitting.press("enter")
        await sitting.press(*["pagedown"] * 3)
        assert "這是第 70 句" in sitting.picture
        assert "還有" not in sitting.picture
        await sitting.press("tab")
        assert "… 還有 67 處" in sitting.picture


async def test_the_cursor_moves_while_typing_goes_on(shelf: Path) -> None:
    async with reading(shelf) as sitting:
        await look_for(sitting, "公園")
        search = search_of(sitting)
        first = search.finding.cursor.at
        await sitting.press("down")
        assert search.finding.cursor.at != first
        assert sum("▌" in row for row in sitting.rows) == 1
        await sitting.press("up", "up", "ctrl+n", "ctrl+p")
        assert search.finding.cursor.at == first
        await look_for(sitting, "去年")
        assert search.box.value == "公園去年"
        assert "1 篇" in sitting.rows[-1]


# going there and back


async def test_enter_goes_to_the_passage_in_another_article(shelf: Path) -> None:
    async with reading(shelf) as sitting:
        await sitting.press("j", "f")
        before = sitting.screen
        await look_for(sitting, "拉客")
        await sitting.press("enter")
        await arrived(sitting, "计程车司机的一天")
        assert sitting.screen is not before
        assert sitting.here == "他说公园旁边最好拉客。"
        assert sitting.message == "第 1/1 處：「拉客」"
        assert [hit.of(sitting.session.text) for hit in sitting.session.hits] == ["拉客"]
        await sitting.press("o")
        assert [a.tag for a in sitting.stored()] == [Tag.OPINION]
        (kept,) = sitting.app.navigation.article.places_kept
        assert kept.result() is None
        left = sitting.library.open(sitting.library.find("河濱公園十年"))
        assert left.position == left.text.index("為什麼？")


async def test_enter_on_the_open_article_goes_to_the_passage(shelf: Path) -> None:
    async with reading(shelf) as sitting:
        before = sitting.screen
        await look_for(sitting, "廁所")
        await sitting.press("enter")
        await arrived(sitting, "河濱公園十年")
        assert sitting.screen is before
        assert sitting.here.startswith("園方計畫明年增設兩座廁所")
        assert sitting.message == "第 1/1 處：「廁所」"


async def test_enter_on_a_title_goes_to_the_beginning(shelf: Path) -> None:
    async with reading(shelf) as sitting:
        await sitting.press("G")
        await look_for(sitting, "園十年")
        await sitting.press("enter")
        await arrived(sitting, "河濱公園十年")
        assert sitting.session.sentence == sitting.session.walk.first()
        assert "河濱公園十年" in "".join(sitting.rows[1:4])


async def test_enter_on_a_note_focuses_its_annotation(shelf: Path) -> None:
    async with reading(shelf) as sitting:
        await sitting.press("j", "v", "a")
        await sitting.type("孤證")
        await sitting.press("enter", "g")
        await look_for(sitting, "孤證")
        await sitting.press("enter")
        await arrived(sitting, "河濱公園十年")
        focused = sitting.session.focused
        assert focused is not None
        assert focused.note == "孤證"
        assert focused.span in sitting.session.hits


async def test_an_article_without_passages_opens_where_reading_stopped(shelf: Path) -> None:
    async with reading(shelf) as sitting:
        await sitting.press("j", "j")
        await look_for(sitting, "from:數報")
        await sitting.press("enter")
        await arrived(sitting, "數字長文")
        assert sitting.here == "這是第1句，說的是燈籠。"
        await look_for(sitting, "from:試刊 -計程車")
        await sitting.press("enter")
        await arrived(sitting, "河濱公園十年")
        assert sitting.here == "為什麼？"


async def test_escape_goes_back_to_reading_as_it_was(shelf: Path) -> None:
    async with reading(shelf) as sitting:
        await sitting.press("j", "v", ".")
        picture, cursor = sitting.picture, sitting.app.cursor_position
        await look_for(sitting, "出租车")
        assert sitting.app.cursor_position != cursor
        await sitting.press("escape")
        assert sitting.picture == picture
        assert sitting.app.cursor_position == cursor
        await sitting.press("f")
        assert [a.tag for a in sitting.stored()] == [Tag.FACT]


async def test_the_search_goes_on_where_it_was_left(shelf: Path) -> None:
    async with reading(shelf) as sitting:
        await look_for(sitting, "公園")
        await sitting.press("down")
        at, picture = search_of(sitting).finding.cursor.at, sitting.rows[2:]
        await sitting.press("escape", "ctrl+f")
        assert sitting.rows[2:] == picture
        await answered(sitting)
        assert sitting.rows[2:] == picture
        assert search_of(sitting).finding.cursor.at == at
        await look_for(sitting, "燈籠")
        assert search_of(sitting).box.value == "燈籠"


async def test_it_goes_on_in_the_next_article(shelf: Path) -> None:
    async with reading(shelf) as sitting:
        await sitting.press("A", "t")
        await look_for(sitting, "拉客")
        await sitting.press("enter")
        await arrived(sitting, "计程车司机的一天")
        assert sitting.screen.contents.display is False
        assert sitting.screen.advance is False
        await sitting.press("ctrl+f")
        assert search_of(sitting).box.value == "拉客"


async def test_an_article_that_cannot_be_opened(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with reading(shelf) as sitting:
        await look_for(sitting, "拉客")

        def fail(_: str) -> None:
            raise LibraryError("library_locked", path="annotations.db")

        monkeypatch.setattr(sitting.library, "open", fail)
        await sitting.press("enter")
        await sitting.until(lambda: bool(search_of(sitting).status.message))
        assert search_of(sitting).status.message in sitting.rows[-1]
        assert search_of(sitting).status.bad
        await sitting.press("escape")
        assert sitting.session.document.head.title == "河濱公園十年"


def slow_disk(waiting: list[Future[Any]]) -> Any:
    """What `Library.submit` is on a disk that takes its time."""

    def submit(_: object) -> Future[Any]:
        waiting.append(Future())
        return waiting[-1]

    return submit


async def test_what_cannot_be_written_keeps_the_article(shelf: Path) -> None:
    async with reading(shelf) as sitting:
        await look_for(sitting, "拉客")
        waiting: list[Future[Any]] = []
        submit, sitting.library.submit = sitting.library.submit, slow_disk(waiting)
        sitting.screen.commands.run("fact")
        await sitting.press("enter")
        tag, nothing = waiting
        tag.set_exception(LibraryError("disk_full", path="annotations.db"))
        nothing.set_result(None)
        await sitting.until(lambda: bool(search_of(sitting).status.message))
        assert sitting.session.document.head.title == "河濱公園十年"
        assert "沒有存進去" in sitting.rows[-1]
        sitting.library.submit = submit


async def test_keys_typed_ahead_are_typed(shelf: Path) -> None:
    async with reading(shelf) as sitting:
        from textual import events

        for key in ("ctrl+f", "燈", "籠"):
            character = key if len(key) == 1 else None
            sitting.app.post_message(events.Key(key, character))
        await sitting.settle()
        await sitting.until(lambda: search_of(sitting).box.value == "燈籠")
        await answered(sitting)
        await sitting.press("enter")
        await arrived(sitting, "數字長文")


async def test_enter_while_the_next_part_is_read_still_goes(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.search.searcher.FIRST", 1)
    monkeypatch.setattr("reader.tui.search.searcher.PART", 1)
    async with reading(shelf) as sitting:
        hold, at_once = Event(), sitting.library.search

        def slowly(query: Query, **asked: Any) -> Results:
            if asked["after"] is not None:
                hold.wait(5)
            return at_once(query, **asked)

        monkeypatch.setattr(sitting.library, "search", slowly)
        await sitting.press("ctrl+f", "的")
        await sitting.until(lambda: bool(search_of(sitting).finding.found))
        await sitting.press("enter")
        assert isinstance(sitting.app.screen, SearchScreen)
        hold.set()
        await arrived(sitting, "计程车司机的一天")


async def test_enter_typed_before_the_screen_is_there_still_goes(shelf: Path) -> None:
    async with reading(shelf) as sitting:
        for key in ("ctrl+f", "司", "机", "enter"):
            sitting.app.post_message(events.Key(key, "\r" if key == "enter" else key))
        await arrived(sitting, "计程车司机的一天")


async def test_a_hit_in_the_title_alone_says_so(shelf: Path) -> None:
    async with reading(shelf) as sitting:
        await look_for(sitting, "in:title 一天")
        await sitting.press("enter")
        await arrived(sitting, "计程车司机的一天")
        assert sitting.message == "「in:title 一天」在標題，內文裡沒有"


async def test_a_key_right_behind_the_palette_s_does_no_harm(shelf: Path) -> None:
    async with reading(shelf) as sitting:
        for key in ("ctrl+p", "pagedown", "pageup", "end", "down"):
            sitting.app.post_message(events.Key(key, None))
        await sitting.settle()
        await sitting.press("escape", "escape", "j")
        assert sitting.app.is_running


# sizes, themes, hostile text


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (120, 40)])
@pytest.mark.parametrize("ambiguous", [1, 2])
async def test_every_size(shelf: Path, size: tuple[int, int], ambiguous: int) -> None:
    async with reading(shelf, size=size, ambiguous_width=ambiguous) as sitting:
        await look_for(sitting, "計程車")
        assert "出租车" in sitting.picture
        sign = "≈" if ambiguous == 1 else "~"
        assert sign in row_with(sitting, "老陈开了三十年出租")
        box = search_of(sitting).box
        assert sitting.app.cursor_position == box.region.offset + Offset(6, 0)
        await sitting.resize(60, 12)
        assert "出租车" in sitting.picture
        assert sitting.app.cursor_position == box.region.offset + Offset(6, 0)
        assert any(">" in row or "▌" in row for row in sitting.rows)


async def test_paper_and_no_colour(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with reading(shelf, theme="paper") as sitting:
        await look_for(sitting, "拉客")
        assert sitting.app.theme == "paper"
        await sitting.press("enter")
        await arrived(sitting, "计程车司机的一天")
        assert sitting.app.theme == "paper"
        assert sitting.screen.ink.palette.background.brightness > 0.5
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading(shelf) as sitting:
        await look_for(sitting, "拉客")
        strips = sitting.app.screen._compositor.render_strips()
        marked = [s.text for strip in strips for s in strip if s.style and s.style.reverse]
        assert "拉客" in marked


async def test_hostile_text_never_reaches_the_terminal(park: Path) -> None:
    (park / "articles" / "bad.md").write_text(HOSTILE, "utf-8")
    library = open_library(park)
    library.sync()
    library.close()
    async with reading(park) as sitting:
        target = sitting.session.sentence_span
        article = sitting.screen.article
        bad = "鐘樓\x1b[2J\u202e眉批\nsecond"
        sitting.library.submit(
            lambda edits: (edits.become("王"), edits.edit(article, target, note=bad))
        ).result()
        await look_for(sitting, "鐘樓")
        assert "眉批" in sitting.picture
        await sitting.paste("\x1b[2J\u202e塔")
        await answered(sitting)
        strips = sitting.app.screen._compositor.render_strips()
        drawn = "".join(segment.text for strip in strips for segment in strip)
        assert not set(drawn) & set("\x1b\x07\u202e\n")
        assert search_of(sitting).box.value == "鐘樓\ufffd[2J\ufffd塔"


async def test_the_only_article_has_all_the_room(seed: Path) -> None:
    async with sit_down(seed) as sitting:
        await look_for(sitting, "京東")
        assert "1 篇" in sitting.rows[-1]
        passages = [p for found in search_of(sitting).finding.found for p in found.passages]
        assert len(passages) > 3
        assert "還有" not in sitting.picture
