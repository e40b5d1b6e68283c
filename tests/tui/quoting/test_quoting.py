"""Evidence quoted from a page: brought in, opened in place, and looked at again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from local_server import LocalServer
from sitting import Sitting, sit_down

from reader.library import Library, open_library, quoted_pages
from reader.library.intake import offers, snapshot_intake
from reader.model import Annotation, Quotation, Span
from reader.tui.quoting.quote_screen import QuoteScreen
from reader.tui.quoting.source_screen import SourceScreen

FIRST = "市府說，河濱公園去年有三百萬人次到訪。"
SAID = "根據管理處年報，去年共有兩百一十萬人次到訪。"
REPORT = f"""<!DOCTYPE html><html lang="zh-Hant"><head><meta charset="utf-8"><title>公園年報</title>
<meta property="og:title" content="公園年報"></head><body><article><h1>公園年報</h1>
<p>這份年報說明河濱公園一年來的使用情形，資料來自各入口的計數器。</p>
<p>{SAID}其中週末佔六成，平日佔四成。</p>
<p>本處將在明年改用新的計數器，並且公布每個月的數字。</p></article></body></html>"""
CHANGED = REPORT.replace("兩百一十萬", "兩百五十萬")


@pytest.fixture
def server() -> Iterator[LocalServer]:
    server = LocalServer()
    yield server
    server.close()


@pytest.fixture
def report(server: LocalServer) -> str:
    """The address of a report on this machine."""
    return server.page("/report", REPORT.encode(), Content_Type="text/html; charset=utf-8")


@asynccontextmanager
async def at_claim(park: Path, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Sitting]:
    async with sit_down(park, size, allow_private=True) as sitting:
        await sitting.press("f", "backspace")
        yield sitting


async def until(sitting: Sitting, screen: type) -> None:
    """Wait for a screen, and for what it reads."""
    await sitting.until(lambda: isinstance(sitting.app.screen, screen))
    await sitting.until(lambda: not getattr(sitting.app.screen, "busy", False))


async def ask(sitting: Sitting, typed: str) -> None:
    """Press `i` and type where the evidence is from."""
    await sitting.press("i")
    await until(sitting, SourceScreen)
    await sitting.type(typed)
    await until(sitting, SourceScreen)


async def bring(sitting: Sitting, url: str) -> None:
    """Bring a page in, and stand on what it says."""
    await ask(sitting, url)
    await sitting.press("enter")
    await until(sitting, QuoteScreen)
    await sitting.press("j")


def margin_of(sitting: Sitting) -> str:
    """The margin as one line."""
    begins = next(row.index("→") for row in sitting.rows if "→" in row)
    cut = (row[begins - 2 :].strip(" ┋│┃▌┆") for row in sitting.rows[1:-1])
    return "".join(cut).replace(" ", "").replace("┋", "")


def titles(library: Library) -> list[str]:
    return [entry.head.title for entry in library.list()]


async def test_a_page_comes_in_a_passage_is_taken_and_one_undo_takes_it_back(
    park: Path, report: str
) -> None:
    async with at_claim(park) as sitting:
        await bring(sitting, report)
        assert "選要引用的文字" in sitting.rows[0]
        assert "公園年報" in sitting.picture
        await sitting.press("v", ".", "enter")
        await sitting.type("去年多少人次？")
        await sitting.press("enter")
        await sitting.type("兩百一十萬")
        await sitting.press("enter")
        await sitting.type("年報")
        await sitting.press("enter")
        await sitting.type("表 2")
        await sitting.press("enter")
        (kept,) = sitting.stored_at(FIRST).evidence
        assert kept.texts == (report, "表 2", "去年多少人次？", "兩百一十萬", "年報", SAID)
        assert kept.came_in
        assert not kept.page_changed
        assert titles(sitting.library) == ["河濱公園十年"]
        assert sitting.library.removed() == []
        begun = quoted_pages.kept_draft(
            sitting.library, sitting.screen.article, sitting.session.here
        )
        assert begun is None
        await sitting.press("u")
        assert sitting.stored_at(FIRST).evidence == ()
        await sitting.press("U")
        assert sitting.stored_at(FIRST).evidence == (kept,)


async def test_the_margin_and_the_card_show_the_quote_with_site_and_day(
    park: Path, report: str
) -> None:
    async with at_claim(park) as sitting:
        await bring(sitting, report)
        await sitting.press("enter", "tab")
        (kept,) = sitting.stored_at(FIRST).evidence
        assert kept.quote == SAID
        margin = margin_of(sitting)
        assert "證據「根據管理處年報，去年共有兩百一十…」（" in margin
        assert "的頁面）127.0.0.1" in margin
        await sitting.press("enter")
        assert report in sitting.picture
        assert "引文      「根據管理處年報" in sitting.picture


async def test_escape_comes_back_without_a_quote_and_the_evidence_goes_on(
    park: Path, report: str
) -> None:
    async with at_claim(park) as sitting:
        await bring(sitting, report)
        await sitting.press("v", "escape")
        assert isinstance(sitting.app.screen, QuoteScreen)
        await sitting.press("escape")
        assert sitting.asking
        await sitting.press("tab")
        (kept,) = sitting.stored_at(FIRST).evidence
        assert kept.texts == (report,)


async def test_fetching_is_given_up_with_escape(park: Path, server: LocalServer) -> None:
    url = server.rude("/slow", lambda connection: server.closing.wait(30) and None)
    async with at_claim(park) as sitting:
        await ask(sitting, url)
        await sitting.press("enter")
        assert "正在抓" in sitting.picture
        await sitting.press("escape")
        assert isinstance(sitting.app.screen, SourceScreen)
        await sitting.press("escape")
        assert sitting.app.screen is sitting.screen
        assert sitting.stored_at(FIRST).evidence == ()


async def test_a_page_that_cannot_be_fetched_leaves_the_address(
    park: Path, server: LocalServer
) -> None:
    url = server.url("/gone")
    async with at_claim(park) as sitting:
        await ask(sitting, f"{url} 第三頁")
        await sitting.press("enter")
        await sitting.until(lambda: "404" in sitting.picture or "找不到" in sitting.picture)
        await sitting.press("enter", "tab")
        (kept,) = sitting.stored_at(FIRST).evidence
        assert kept.texts == (url, "第三頁")


async def test_words_find_a_stored_article_and_its_snapshots(park: Path, report: str) -> None:
    offer = offers.offer_address(report, allow_private=True)
    library = open_library(park)
    snapshot_intake.keep(library, offer)
    library.close()
    async with at_claim(park) as sitting:
        await ask(sitting, "廁所")
        assert "河濱公園十年" in sitting.picture
        await sitting.press("enter")
        await until(sitting, QuoteScreen)
        await sitting.press("enter", "tab")
        (kept,) = sitting.stored_at(FIRST).evidence
        assert kept.quote.startswith("園方計畫明年增設兩座廁所")
        await ask(sitting, "年報")
        assert "的快照" in sitting.picture
        await sitting.press("enter")
        await until(sitting, QuoteScreen)
        await sitting.press("enter", "tab")
        assert sitting.stored_at(FIRST).evidence[1].url == report


async def test_words_that_are_no_page_are_a_remark(park: Path) -> None:
    async with at_claim(park) as sitting:
        await ask(sitting, "電話問過管理處")
        await sitting.press("enter")
        assert sitting.asking
        await sitting.press("tab")
        (kept,) = sitting.stored_at(FIRST).evidence
        assert kept.texts == ("電話問過管理處",)


async def test_what_was_confirmed_is_on_disk_and_goes_on_after_a_restart(
    park: Path, report: str
) -> None:
    async with at_claim(park) as sitting:
        await bring(sitting, report)
        await sitting.press("enter")
        await sitting.type("多少人次？")
        await sitting.press("enter")  # and then the program is gone
    async with sit_down(park) as sitting:
        await sitting.press("i")
        assert "沒寫完的證據" in sitting.picture
        await sitting.press("1")
        assert sitting.pad.text == "多少人次？"
        await sitting.press("tab")
        (kept,) = sitting.stored_at(FIRST).evidence
        assert (kept.question, kept.quote, kept.url) == ("多少人次？", SAID, report)
        await sitting.press("i")
        await until(sitting, SourceScreen)


async def test_a_draft_is_dropped_for_another_piece(park: Path) -> None:
    async with at_claim(park) as sitting:
        await ask(sitting, "電話")
        await sitting.press("enter", "escape")
        assert "按 i 接著寫" in sitting.message
        await sitting.press("i", "2")
        await until(sitting, SourceScreen)
        await sitting.press("escape", "i")
        await until(sitting, SourceScreen)


@pytest.fixture
def quoted(park: Path, server: LocalServer, report: str) -> Path:
    """A library with a claim whose evidence quotes the report, which has changed since."""
    library = open_library(park)
    (entry,) = library.list()
    article = snapshot_intake.keep(library, offers.offer_address(report, allow_private=True))
    page = quoted_pages.document(library, article)
    start = page.text.index(SAID)
    quote = Quotation(article, Span(start, start + len(SAID)), page.head.text)
    at = library.open(entry.head.id).text.index(FIRST)

    def mark(edits: object) -> None:
        edits.become("王")  # type: ignore[attr-defined]
        span = Span(at, at + len(FIRST))
        edits.edit(entry.head.id, span, tag="fact")  # type: ignore[attr-defined]
        edits.add_evidence(entry.head.id, span, report, quoted=quote)  # type: ignore[attr-defined]

    library.submit(mark).result()
    server.page("/report", CHANGED.encode(), Content_Type="text/html; charset=utf-8")
    snapshot_intake.keep(library, offers.offer_address(report, allow_private=True))
    library.close()
    return park


def of_claim(sitting: Sitting) -> Annotation:
    return sitting.stored_at(FIRST)


async def test_a_quote_stays_on_its_text_and_says_that_the_page_has_changed(quoted: Path) -> None:
    async with sit_down(quoted) as sitting:
        (kept,) = of_claim(sitting).evidence
        assert (kept.quote, kept.page_changed) == (SAID, True)
        assert "頁面現已更改" in margin_of(sitting)
        await sitting.press("enter")
        assert "頁面現已更改" in sitting.picture
        await sitting.press('"')
        await until(sitting, QuoteScreen)
        assert "兩百一十萬" in sitting.picture
        assert "兩百五十萬" not in sitting.picture
        assert "頁面現已更改" in sitting.rows[-1]
        await sitting.press("v", "enter")
        assert isinstance(sitting.app.screen, QuoteScreen)  # it is only looked at
        await sitting.press("escape")
        assert sitting.app.screen is sitting.screen
        assert sitting.here == FIRST


async def test_the_desk_adds_evidence_shows_its_quote_and_comes_back_to_the_row(
    quoted: Path, report: str
) -> None:
    async with sit_down(quoted, allow_private=True) as sitting:
        await sitting.press("j", "o", "c")
        await on_desk(sitting)
        await sitting.press('"')
        await until(sitting, QuoteScreen)
        assert "兩百一十萬" in sitting.picture
        await sitting.press("q")
        desk = sitting.app.navigation.desk
        assert desk is not None
        assert desk.desk.here is not None
        assert desk.desk.here.quote == FIRST
        await ask(sitting, report)
        await sitting.press("enter")
        await until(sitting, QuoteScreen)
        await sitting.press("j", "enter", "tab")
        await on_desk(sitting)
        old, new = of_claim(sitting).evidence
        assert (old.page_changed, new.page_changed) == (True, False)
        assert "兩百五十萬" in new.quote
        assert desk.desk.here.quote == FIRST
        await sitting.press("u")
        await on_desk(sitting)
        assert of_claim(sitting).evidence == (old,)


async def on_desk(sitting: Sitting) -> None:
    await sitting.until(lambda: sitting.app.navigation.desk is not None)
    desk = sitting.app.navigation.desk
    assert desk is not None
    await sitting.until(lambda: not desk.busy)


async def test_a_snapshot_that_is_kept_is_a_new_article(quoted: Path, report: str) -> None:
    library = open_library(quoted)
    offer = offers.offer_address(report, allow_private=True)
    assert offers.foresee(library, offer).what == "new"
    kept = await asyncio.to_thread(offers.accept, library, offer)
    assert (kept.what, kept.revived) == ("new", False)
    assert sorted(titles(library)) == ["公園年報", "河濱公園十年"]
    assert quoted_pages.quotable(library, "") == []
    library.close()


@pytest.mark.parametrize("size", [(160, 50), (80, 24), (40, 10)])
async def test_every_size_says_what_is_to_be_done(
    park: Path, report: str, size: tuple[int, int]
) -> None:
    async with at_claim(park, size) as sitting:
        await bring(sitting, report)
        assert "選要引用的文字" in sitting.rows[0]
        assert "引用" in sitting.rows[-1]
        await sitting.press("enter", "tab")
        assert of_claim(sitting).evidence[0].quote == SAID
