"""Bringing articles in on the screen: the line, the preview, several at once, and the watch."""

import os
import time
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest
from local_server import LocalServer
from sitting import Sitting, sit_down

from reader.ingest.files import read_file
from reader.library import Library
from reader.model import Role, Tag
from reader.text.structure.page_conversion import article_of
from reader.text.typesetting.cell_width import cell_len
from reader.tui.intake.preview import PreviewScreen
from reader.tui.intake.screen import AddingScreen
from reader.tui.intake.several import SeveralScreen
from reader.tui.kit.prompt import Pad
from reader.tui.services import folder_watch as watching
from reader.words import load

PASTED = """夜市攤販轉型調查

記者李小晴／台北報導

士林夜市今年有三成攤位改賣冷飲。攤販公會說，天氣太熱是主因。

為什麼改賣冷飲

「站一個晚上要喝五瓶水。」攤主陳太太說，她認為明年會更熱。

更多精彩報導請下載本報應用程式
"""
WEB_PAGE = """<!doctype html>
<html lang="zh-Hant"><head><meta charset="utf-8">
<title>湖邊的書店關門了 - 試刊網</title>
<meta property="og:title" content="湖邊的書店關門了">
<meta property="og:site_name" content="試刊網">
<meta name="author" content="林一心">
<meta property="article:published_time" content="2025-04-05T08:00:00+08:00">
</head><body>
<nav><a href="/">首頁</a> <a href="/life">生活</a> <a href="/money">財經</a></nav>
<article><h1>湖邊的書店關門了</h1>
<p>開了三十年的湖邊書店上個月底關門，店主說，租金在五年之間漲了一倍，再也撐不下去了。</p>
<p>附近的居民在門口貼滿了紙條，多半是感謝，也有人問，這裡以後會變成什麼樣的地方。</p>
<p><strong>誰還買書</strong></p>
<p>根據書業公會的統計，全市的獨立書店從一百二十家減少到七十四家，其中四成在市中心。</p>
<p>公會理事長認為，問題不在讀者變少，而在房租太高，政府應該像補助劇場那樣補助書店。</p>
</article>
<aside><h3>相關新聞</h3><ul><li><a href="/1">第一則別的新聞的標題</a></li>
<li><a href="/2">第二則別的新聞的標題</a></li><li><a href="/3">第三則別的新聞</a></li></ul></aside>
<footer>版權所有 試刊網 不得轉載</footer>
</body></html>
"""


def reading(
    folder: Path, size: tuple[int, int] = (100, 30), **settings: Any
) -> AbstractAsyncContextManager[Sitting]:
    """Read the park, in a library that may grow."""
    return sit_down(folder, size, title="河濱公園十年", **settings)


def line_of(sitting: Sitting) -> AddingScreen:
    screen = sitting.app.screen
    assert isinstance(screen, AddingScreen)
    return screen


def preview_of(sitting: Sitting) -> PreviewScreen:
    screen = sitting.app.screen
    assert isinstance(screen, PreviewScreen)
    return screen


def several_of(sitting: Sitting) -> SeveralScreen:
    screen = sitting.app.screen
    assert isinstance(screen, SeveralScreen)
    return screen


async def give(sitting: Sitting, typed: str) -> None:
    """Open the line, type, press enter, and wait until there is an answer."""
    if not isinstance(sitting.app.screen, AddingScreen):
        await sitting.press("+")
    await sitting.type(typed)
    await sitting.press("enter")
    line = next(each for each in sitting.app.screen_stack if isinstance(each, AddingScreen))
    await sitting.until(lambda: not line.busy)


async def looked_at(sitting: Sitting) -> PreviewScreen:
    """Wait for the preview and for what it finds out."""
    await sitting.until(
        lambda: isinstance(sitting.app.screen, PreviewScreen) and not sitting.app.screen.busy
    )
    await sitting.until(lambda: preview_of(sitting).sheet.foreseen.kept is not None)
    return preview_of(sitting)


async def paste(sitting: Sitting, text: str) -> PreviewScreen:
    """Open the line and paste an article."""
    if not isinstance(sitting.app.screen, AddingScreen):
        await sitting.press("+")
    await sitting.paste(text)
    return await looked_at(sitting)


async def arrived(sitting: Sitting, title: str) -> None:
    """Wait until an article is open and shown."""
    await sitting.until(
        lambda: (
            sitting.app.navigation.opened is not None
            and sitting.app.screen is sitting.screen
            and sitting.session.document.head.title == title
            and sitting.screen.page.size.height > 0
        )
    )


def at_cursor(screen: PreviewScreen) -> str:
    """The text of the block at the cursor."""
    item = screen.sheet.item(screen.view.at)
    assert item.kind == "block"
    return screen.draft.page.blocks[item.first].text


def folds(screen: PreviewScreen) -> list[int]:
    """The items that are folded."""
    every = range(screen.sheet.blocks())
    return [number for number in every if screen.sheet.item(number).kind == "fold"]


async def go_to(sitting: Sitting, words: str) -> None:
    """Walk down to the block that holds some words."""
    screen = preview_of(sitting)
    await sitting.press("g")
    for _ in range(60):
        item = screen.sheet.item(screen.view.at)
        if item.kind == "block" and words in screen.draft.page.blocks[item.first].text:
            return
        await sitting.press("j")
    raise AssertionError(f"{words} is not in the preview")


def kept_file(library: Library, title: str) -> Path:
    """The only file of an article."""
    article = library.find(title)
    (path,) = [row.path for row in library.files().values() if row.article == article]
    return library.root / path


# the line


async def test_the_preview_offers_only_what_there_is_to_do(park: Path) -> None:
    async with reading(park, size=(120, 30)) as sitting:
        await paste(sitting, PASTED)
        assert ("u 復原" in sitting.rows[-1], "tab 略去的" in sitting.rows[-1]) == (False, False)
        await sitting.press("u")
        assert preview_of(sitting).status.message == "沒有可復原的"
        await sitting.press("space", "j")
        assert ("u 復原" in sitting.rows[-1], "tab 略去的" in sitting.rows[-1]) == (True, False)
        await sitting.press("u", "j")
        assert ("u 復原" in sitting.rows[-1], "tab 略去的" in sitting.rows[-1]) == (False, False)


async def test_the_line_below_a_preview_leaves_the_terminals_cursor_alone(park: Path) -> None:
    async with reading(park) as sitting:
        preview = await paste(sitting, PASTED)
        for size in ((60, 16), (100, 30)):
            await sitting.press("e", "1")
            await sitting.resize(*size)
            title, at = preview.query_one(Pad).text, sitting.app.cursor_position
            assert sitting.rows[at.y].rstrip() == f"  {title}"
            assert at.x == 2 + cell_len(title)
            await sitting.press("escape")
        await sitting.press("escape")
        assert sitting.app.cursor_position == line_of(sitting).box.cursor_screen_offset


async def test_what_can_be_given_is_told_before_anything_is_typed(park: Path) -> None:
    async with reading(park) as sitting:
        await sitting.press("+")
        assert "https://…" in sitting.picture
        assert "（貼上一篇文字）" in sitting.picture
        assert "tab 補齊路徑" in sitting.rows[-1]
        await sitting.press("escape")
        assert sitting.app.screen is sitting.screen


async def test_a_path_is_completed_and_what_it_may_become_is_shown(
    park: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "稿件"
    folder.mkdir()
    for name in ("talk-1.txt", "talk-2.md", "talk.exe", ".talk.txt"):
        (folder / name).write_text("文。", "utf-8")
    async with reading(park) as sitting:
        await sitting.press("+")
        await sitting.type("稿")
        await sitting.press("tab")
        await sitting.until(lambda: line_of(sitting).box.value == "稿件/")
        await sitting.type("ta")
        await sitting.press("tab")
        await sitting.until(lambda: line_of(sitting).box.value == "稿件/talk-")
        assert "talk-1.txt　talk-2.md" in sitting.picture
        assert "exe" not in sitting.picture
        await sitting.type("zz")
        await sitting.press("tab")
        await sitting.until(lambda: "沒有這樣開頭" in sitting.picture)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("沒有這個.txt", "「沒有這個.txt」"),
        ("ftp://example.org/x", "開頭"),
        ("http://127.0.0.1:9/x", "--allow-private"),
        ("空資料夾", "空資料夾"),
    ],
)
async def test_what_is_wrong_is_said_and_what_was_typed_stays(
    park: Path, tmp_path: Path, typed: str, said: str
) -> None:
    (tmp_path / "空資料夾").mkdir()
    async with reading(park) as sitting:
        await give(sitting, typed)
        assert line_of(sitting).box.value == typed
        assert said in "".join(row.strip() for row in sitting.rows[1:5])
        await sitting.press("backspace")
        assert said not in "".join(row.strip() for row in sitting.rows[1:5])


@pytest.mark.parametrize("size", [(80, 24), (40, 10)])
async def test_an_error_says_all_of_its_advice(park: Path, size: tuple[int, int]) -> None:
    async with reading(park, size=size) as sitting:
        await give(sitting, "http://127.0.0.1:9/x")
        shown = "".join("".join(row.split()) for row in sitting.rows)
        for advice in ("meipi add --allow-private", "meipi feeds add --allow-private"):
            assert advice.replace(" ", "") in shown


async def test_an_empty_line_asks_for_something(park: Path) -> None:
    async with reading(park) as sitting:
        await give(sitting, "")
        assert "先輸入網址或路徑" in sitting.picture


# pasted text


async def test_pasted_text_is_decided_kept_and_opened(park: Path) -> None:
    async with reading(park) as sitting:
        screen = await paste(sitting, PASTED)
        assert "新文章：文庫裡還沒有" in sitting.picture
        assert "取全部 6 段" in sitting.rows[0]
        await go_to(sitting, "更多精彩")
        await sitting.press("space")
        assert "取 5 段，略 1 段" in sitting.rows[0]
        assert any(row.lstrip(" ▌").startswith("略") and "更多精彩" in row for row in sitting.rows)
        await go_to(sitting, "為什麼改賣")
        await sitting.press("2")
        await sitting.until(lambda: not screen.busy)
        assert "小標" in sitting.rows[-1]
        shown = article_of(screen.draft.page)
        await sitting.press("enter")
        await arrived(sitting, "夜市攤販轉型調查")
        assert "已收進〈夜市攤販轉型調查〉" in sitting.message
        on_disk = read_file(kept_file(sitting.library, "夜市攤販轉型調查")).article
        assert (on_disk.text, on_disk.sections) == (shown.text, shown.sections)
        assert sitting.session.text == shown.text
        assert "更多精彩" not in sitting.session.text
        assert [s.heading for s in on_disk.sections if s.heading] == ["為什麼改賣冷飲"]


async def test_a_role_moves_a_heading_and_undo_takes_it_back(park: Path) -> None:
    async with reading(park) as sitting:
        screen = await paste(sitting, PASTED)
        before = screen.draft.offer
        await go_to(sitting, "為什麼改賣")
        number = screen.sheet.item(screen.view.at).first
        await sitting.press("3")
        assert screen.draft.page.blocks[number].role is Role.CAPTION
        await sitting.press("r", "2")
        assert screen.draft.page.blocks[number].role is Role.HEADING
        await sitting.press(">", ">")
        assert screen.draft.page.blocks[number].level == 4
        await sitting.press("<")
        assert "第 3 級" in sitting.rows[-1]
        await sitting.press("g", "u", "u", "u", "u")
        assert at_cursor(screen) == "為什麼改賣冷飲"
        assert screen.draft.page.blocks[number].role is Role.CAPTION
        await sitting.press("u", "u")
        assert screen.status.message == load("zh_hant")("nothing.undo")
        assert screen.draft.offer == before
        await sitting.press("U")
        assert screen.draft.page.blocks[number].role is Role.CAPTION


async def test_a_range_is_left_out_at_once(park: Path) -> None:
    async with reading(park) as sitting:
        screen = await paste(sitting, PASTED)
        await go_to(sitting, "士林夜市")
        await sitting.press("J", "J")
        assert "已選 3 段" in sitting.rows[-1]
        await sitting.press("x")
        assert screen.draft.counts == (3, 3)
        await sitting.press("v", "escape")
        assert preview_of(sitting) is screen
        await sitting.press("u")
        assert screen.draft.counts == (6, 0)


async def test_fields_are_corrected_and_a_wrong_date_is_asked_again(park: Path) -> None:
    async with reading(park) as sitting:
        screen = await paste(sitting, PASTED)
        await sitting.press("e", "4")
        await sitting.type("昨天")
        await sitting.press("enter")
        assert "「昨天」不是日期" in sitting.picture
        await sitting.press("backspace", "backspace")
        await sitting.type("2025年3月8日")
        await sitting.press("enter")
        assert screen.draft.page.date == "2025-03-08"
        await sitting.press("g", "j", "e")
        for _ in screen.draft.field("authors"):
            await sitting.press("backspace")
        await sitting.type("李小晴、王大同")
        await sitting.press("enter", "enter")
        await arrived(sitting, "夜市攤販轉型調查")
        head = sitting.session.document.head
        assert (head.date, head.authors) == ("2025-03-08", ("李小晴", "王大同"))


async def test_leaving_keeps_nothing(park: Path) -> None:
    async with reading(park) as sitting:
        await paste(sitting, PASTED)
        await sitting.press("q")
        assert isinstance(sitting.app.screen, AddingScreen)
        await sitting.press("escape")
        assert sitting.app.screen is sitting.screen
        assert len(sitting.library.list()) == 1
        assert [path.name for path in (park / "articles").iterdir()] == ["park.md"]


async def test_the_next_one_follows_and_a_known_one_is_told(park: Path) -> None:
    async with reading(park) as sitting:
        await paste(sitting, PASTED)
        await sitting.press("+")
        await sitting.until(lambda: isinstance(sitting.app.screen, AddingScreen))
        assert "已收進〈夜市攤販轉型調查〉" in sitting.picture
        await paste(sitting, PASTED)
        assert "庫裡已有這篇，文字相同：〈夜市攤販轉型調查〉" in sitting.picture
        await sitting.press("enter")
        await arrived(sitting, "夜市攤販轉型調查")
        assert "庫裡已經有了" in sitting.message
        assert len(sitting.library.list()) == 2


async def test_hostile_text_reaches_neither_the_screen_nor_the_file(park: Path) -> None:
    hostile = PASTED.replace("三成", "三\x1b]0;偷\x07成\u202e\u200b").replace("李", "\x9b2J李")
    async with reading(park, (100, 40)) as sitting:
        await paste(sitting, hostile)
        assert "已去除：" in sitting.picture
        assert "方向字元 1 個" in sitting.picture
        assert not any(sign in sitting.picture for sign in "\x1b\x07\x9b\u202e\u200b")
        await sitting.press("enter")
        await arrived(sitting, "夜市攤販轉型調查")
        data = kept_file(sitting.library, "夜市攤販轉型調查").read_text("utf-8")
        assert not any(sign in data for sign in "\x1b\x07\x9b\u202e\u200b")


# files and folders


async def test_a_saved_page_shows_what_was_left_out(park: Path, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(WEB_PAGE, "utf-8")
    async with reading(park) as sitting:
        await give(sitting, "page.html")
        screen = await looked_at(sitting)
        page = screen.draft.page
        assert (page.title, page.authors, page.date[:10]) == (
            "湖邊的書店關門了", ("林一心",), "2025-04-05",
        )  # fmt: skip
        taken, left_out = screen.draft.counts
        assert left_out
        assert f"取 {taken} 段，略 {left_out} 段" in sitting.rows[0]
        await go_to(sitting, "誰還買書")
        assert sitting.rows[-1].rstrip().endswith("小標（第 2 級）")
        assert folds(screen)
        await sitting.press("tab")
        assert not folds(screen)
        await go_to(sitting, "第一則別的新聞")
        await sitting.press("space")
        assert screen.draft.counts == (taken + 1, left_out - 1)
        await sitting.press("u", "enter")
        await arrived(sitting, "湖邊的書店關門了")
        assert "別的新聞" not in sitting.session.text
        assert kept_file(sitting.library, "湖邊的書店關門了").suffix == ".md"


async def test_another_encoding_is_told(park: Path, tmp_path: Path) -> None:
    text = PASTED * 3
    (tmp_path / "big5.txt").write_bytes(text.encode("big5"))
    async with reading(park) as sitting:
        await give(sitting, "big5.txt")
        await looked_at(sitting)
        assert "原來的編碼是 BIG5" in sitting.picture.replace("_", "-")


async def test_a_folder_is_taken_but_for_its_broken_file(park: Path, tmp_path: Path) -> None:
    folder = tmp_path / "稿件"
    (folder / "舊").mkdir(parents=True)
    (folder / "a.txt").write_text(PASTED, "utf-8")
    (folder / "b.txt").write_bytes(b"\x7fELF\x00\x01\x02\x00" * 40)
    (folder / "c.html").write_text(WEB_PAGE, "utf-8")
    (folder / "舊" / "d.md").write_text("---\ntitle: 舊聞\n---\n\n舊聞一則，值得再讀。\n", "utf-8")
    async with reading(park) as sitting:
        await give(sitting, "稿件/")
        screen = several_of(sitting)
        await sitting.until(lambda: not screen.busy)
        assert "新 3 · 收不進 1" in sitting.rows[0]
        assert any("b.txt" in row and "壞" in row for row in sitting.rows)
        await sitting.press("G", "space")
        assert "按 enter 收進 2 篇" in sitting.picture
        await sitting.press("k", "j", "space", "enter")
        await sitting.until(lambda: screen.done and not screen.busy)
        assert "有 1 篇收不進，列在最後" in sitting.picture
        assert screen.entries[-1].short == "b.txt"
        titles = {entry.head.title for entry in sitting.library.list()}
        assert titles == {"河濱公園十年", "夜市攤販轉型調查", "湖邊的書店關門了", "舊聞"}
        await sitting.press("g", "enter")
        await arrived(sitting, "夜市攤販轉型調查")


async def test_a_folder_again_is_known(park: Path, tmp_path: Path) -> None:
    folder = tmp_path / "稿件"
    folder.mkdir()
    (folder / "a.txt").write_text(PASTED, "utf-8")
    async with reading(park) as sitting:
        for state in ("新 1", "已有 1"):
            await give(sitting, "稿件")
            screen = several_of(sitting)
            await sitting.until(lambda screen=screen: not screen.busy)  # type: ignore[misc]
            assert state in sitting.rows[0]
            await sitting.press("enter")
            await sitting.until(lambda screen=screen: screen.done and not screen.busy)  # type: ignore[misc]
            await sitting.press("escape")
        assert len(list((park / "articles").iterdir())) == 2


# the network


async def test_an_address_is_fetched_kept_and_known_again(park: Path, server: LocalServer) -> None:
    url = server.page("/news", WEB_PAGE.encode(), Content_Type="text/html; charset=utf-8")
    async with reading(park, allow_private=True) as sitting:
        await give(sitting, url)
        await looked_at(sitting)
        assert url in sitting.picture
        await sitting.press("enter")
        await arrived(sitting, "湖邊的書店關門了")
        changed = WEB_PAGE.replace("上個月底關門", "昨天關門")
        server.page("/news", changed.encode(), Content_Type="text/html; charset=utf-8")
        await give(sitting, url)
        await looked_at(sitting)
        assert "這是〈湖邊的書店關門了〉的新版本" in "".join(sitting.picture.split())
        await sitting.press("enter")
        await arrived(sitting, "湖邊的書店關門了")
        await sitting.until(lambda: "昨天關門" in sitting.session.text)
        assert len(sitting.library.revisions(sitting.screen.article)) == 2


async def test_fetching_is_stopped_with_escape(park: Path, server: LocalServer) -> None:
    url = server.rude("/slow", lambda connection: server.closing.wait(30) and None)
    async with reading(park, allow_private=True) as sitting:
        await sitting.press("+")
        await sitting.type(url)
        await sitting.press("enter")
        await sitting.until(lambda: "正在抓取" in sitting.picture)
        await sitting.until(lambda: "秒（esc 停）" in sitting.picture)
        await sitting.press("escape")
        assert "已停止" in sitting.picture
        assert line_of(sitting).box.value == url
        await sitting.until(lambda: not line_of(sitting).busy)
        await sitting.press("escape")
        assert sitting.app.screen is sitting.screen


async def test_several_addresses_one_of_which_is_gone(park: Path, server: LocalServer) -> None:
    good = server.page("/one", WEB_PAGE.encode(), Content_Type="text/html")
    gone = server.url("/gone")
    async with reading(park, allow_private=True) as sitting:
        await sitting.press("+")
        await sitting.paste(f"{good}\n{gone}\n")
        screen = several_of(sitting)
        await sitting.until(lambda: not screen.busy)
        assert "新 1 · 收不進 1" in sitting.rows[0]
        assert "404" in sitting.picture
        await sitting.press("enter")
        await sitting.until(lambda: screen.done and not screen.busy)
        assert server.targets().count("/one") == 1
        await sitting.press("escape")
        assert "已收進或原已有：1 篇" in sitting.picture


# from the library


async def test_from_the_library_and_with_no_article_open(park: Path) -> None:
    async with sit_down(park, (100, 30), title=None) as sitting:
        await paste(sitting, PASTED)
        await sitting.press("+")
        await sitting.until(lambda: isinstance(sitting.app.screen, AddingScreen))
        await sitting.press("escape")
        await sitting.until(lambda: "夜市攤販轉型調查" in sitting.picture)
        await paste(sitting, PASTED)
        await sitting.press("enter")
        await arrived(sitting, "夜市攤販轉型調查")


# sizes and themes


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 10)])
@pytest.mark.parametrize("settings", [{}, {"theme": "paper"}, {"ambiguous_width": 2}])
async def test_every_size_shows_what_to_press(
    park: Path, tmp_path: Path, size: tuple[int, int], settings: dict[str, Any]
) -> None:
    (tmp_path / "page.html").write_text(WEB_PAGE, "utf-8")
    async with reading(park, size, **settings) as sitting:
        await sitting.press("+")
        assert "enter 看看" in sitting.rows[-1]
        await give(sitting, "page.html")
        screen = await looked_at(sitting)
        assert "enter 收進" in sitting.rows[-1]
        ambiguous = settings.get("ambiguous_width", 1)
        assert {cell_len(row, ambiguous) for row in sitting.rows} == {size[0]}
        for key in ("j", "k", "pagedown", "pageup", "G", "g", "tab", "G"):
            await sitting.press(key)
            assert 0 <= screen.view.at < screen.sheet.blocks()
        await sitting.press("?")
        assert screen.panel is not None
        await sitting.press("escape", "escape")
        assert isinstance(sitting.app.screen, AddingScreen)


async def test_without_colour_what_is_left_out_has_its_sign(
    park: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading(park) as sitting:
        await paste(sitting, PASTED)
        await go_to(sitting, "更多精彩")
        await sitting.press("x")
        assert any("略" in row and "更多精彩" in row for row in sitting.rows)


async def test_the_theme_reaches_the_preview(park: Path) -> None:
    async with reading(park) as sitting:
        screen = await paste(sitting, PASTED)
        before = screen.ink.palette.background
        sitting.app.theme = "paper"
        await sitting.settle()
        assert screen.ink.palette.background != before
        assert screen.sheet.tints.ink is screen.ink


# what happens in the folder meanwhile


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is looked at often."""
    monkeypatch.setattr(watching, "EVERY", 0.1)


@pytest.mark.usefixtures("quick")
async def test_a_file_that_is_dropped_appears(park: Path) -> None:
    async with reading(park) as sitting:
        (park / "articles" / "new.txt").write_text(PASTED, "utf-8")
        await sitting.until(lambda: len(sitting.library.list()) == 2)
        (park / "articles" / "舊").mkdir()
        (park / "articles" / "舊" / "d.md").write_text("---\ntitle: 舊聞\n---\n\n舊聞。\n", "utf-8")
        await sitting.until(lambda: len(sitting.library.list()) == 3)
        (park / "articles" / "bad.txt").write_bytes(b"\x7fELF\x00\x01\x02\x00" * 40)
        await sitting.until(lambda: "bad.txt" in sitting.message)
        assert "articles/ 裡" in sitting.message


@pytest.mark.usefixtures("quick")
async def test_the_open_article_is_read_anew_when_its_file_is_edited(park: Path) -> None:
    async with reading(park) as sitting:
        await sitting.press("f")
        marked = sitting.stored()[0].exact
        file = park / "articles" / "park.md"
        text = file.read_text("utf-8").replace("平日多半是跑者", "平日多半是遛狗的人")
        file.write_text(text, "utf-8")
        past = time.time() - 60
        os.utime(file, (past, past))
        await sitting.until(lambda: "遛狗的人" in sitting.session.text)
        (kept,) = sitting.stored()
        assert (kept.exact, kept.tag) == (marked, Tag.FACT)
        assert kept.span is not None
        assert kept.span.of(sitting.session.text) == marked


@pytest.mark.usefixtures("quick")
async def test_a_fault_goes_from_the_bottom_line_when_it_is_over(park: Path) -> None:
    async with reading(park) as sitting:
        file = park / "articles" / "park.md"
        whole = file.read_bytes()

        def put(data: bytes, ago: float) -> None:
            file.write_bytes(data)
            past = time.time() - ago
            os.utime(file, (past, past))

        (park / "articles" / "new.txt").write_text(PASTED, "utf-8")
        await sitting.until(lambda: len(sitting.library.list()) == 2)
        put(b"", 60)
        await sitting.until(lambda: "park.md" in sitting.message)
        empty = sitting.message
        put(b"\x7fELF\x00\x01\x02\x00" * 40, 50)
        await sitting.until(lambda: sitting.message not in ("", empty))
        assert "park.md" in sitting.message
        put(whole, 40)
        await sitting.until(lambda: sitting.message == "")
        put(b"", 30)
        await sitting.until(lambda: sitting.message == empty)
        await sitting.press("u")
        said = sitting.message
        assert said not in ("", empty)
        put(whole, 20)
        for _ in range(10):
            await sitting.pilot.pause(0.05)
        assert sitting.message == said


@pytest.mark.usefixtures("quick")
async def test_a_folder_that_vanishes_and_comes_back_loses_nothing(park: Path) -> None:
    async with reading(park) as sitting:
        away = park / "elsewhere"
        (park / "articles").rename(away)
        for _ in range(10):
            await sitting.pilot.pause(0.05)
        assert [entry.head.title for entry in sitting.library.list()] == ["河濱公園十年"]
        assert not any(row.gone for row in sitting.library.files().values())
        away.rename(park / "articles")
        (park / "articles" / "new.txt").write_text(PASTED, "utf-8")
        await sitting.until(lambda: len(sitting.library.list()) == 2)


@pytest.mark.usefixtures("quick")
async def test_a_preview_stays_while_the_article_below_changes(park: Path) -> None:
    async with reading(park) as sitting:
        screen = await paste(sitting, PASTED)
        file = park / "articles" / "park.md"
        file.write_text(file.read_text("utf-8").replace("跑者", "學生"), "utf-8")
        past = time.time() - 60
        os.utime(file, (past, past))
        article = sitting.screen.article
        before = sitting.session.document.head.revision
        await sitting.until(lambda: sitting.library.revision(article) != before)
        for _ in range(10):
            await sitting.pilot.pause(0.05)
        assert preview_of(sitting) is screen
        await sitting.press("q", "escape")
        await sitting.until(lambda: "學生" in sitting.session.text)


async def test_a_role_that_was_given_counts_before_the_article_is_worked_out(park: Path) -> None:
    async with reading(park) as sitting:
        screen = await paste(sitting, PASTED)
        await go_to(sitting, "為什麼改賣")
        number = screen.sheet.item(screen.view.at).first
        await sitting.press("3")
        await sitting.until(lambda: not screen.busy)
        screen._foreseeing.ask = lambda *_: None  # type: ignore[method-assign]
        await sitting.press("2", ">")
        assert screen.draft.page.blocks[number].level == 3
