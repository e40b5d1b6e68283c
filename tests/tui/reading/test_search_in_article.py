"""Searching in the article: the search language in the prompt, and the way to all articles."""

import asyncio
from pathlib import Path
from threading import Event, Thread

import pytest
from sitting import sit_down

from reader.model import Tag
from reader.text.query import FILTERS, parse
from reader.text.query import regional_words as vocabulary
from reader.tui.search.screen import SearchScreen
from reader.tui.session.session import ArticleSession

NUMBER = "我認為這個數字太高了。"


async def test_every_word_has_to_be_there(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("/")
        await sitting.type("公園 廁所")
        await sitting.press("enter")
        assert sitting.message == "第 1/3 處：「公園 廁所」"
        assert [h.of(sitting.session.text) for h in sitting.session.hits] == [
            "公園",
            "公園",
            "廁所",
        ]
        await sitting.press("n", "n")
        assert sitting.here.startswith("園方計畫")
        await sitting.press("/")
        await sitting.type("公園 -廁所")
        await sitting.press("enter")
        assert sitting.message == "找不到「公園 -廁所」"


async def test_annotations_as_they_are_now_are_found(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("j", "o", "G", "f", "g", "/")
        await sitting.type("tag:opinion")
        await sitting.press("enter")
        assert sitting.here == NUMBER
        assert sitting.message == "第 1/1 處：「tag:opinion」"
        await sitting.press("g", "/")
        await sitting.type("標：事實")
        await sitting.press("enter")
        assert sitting.here == "iPhone用戶約佔六成。"


async def test_notes_are_found(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("j", "a")
        await sitting.type("存疑")
        await sitting.press("enter", "g", "/")
        await sitting.type("存疑")
        await sitting.press("enter")
        assert sitting.here == NUMBER


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_a_wrong_filter_opens_the_prompt_again(park: Path, size: tuple[int, int]) -> None:
    async with sit_down(park, size) as sitting:
        await sitting.press("/")
        await sitting.type("tga:fact")
        await sitting.press("enter")
        assert sitting.asking
        assert sitting.pad.text == "tga:fact"
        told = sitting.picture.replace("\n", "").replace(" ", "")
        assert "沒有「tga:」這個條件" in told
        for name in FILTERS:
            assert name in told
        assert "請加上引號" in told  # all of it, however narrow the window
        await sitting.type("數字")
        await sitting.press("enter")
        assert not sitting.asking
        assert sitting.here == NUMBER


async def test_another_regions_word_is_found_and_said(seed: Path) -> None:
    await asyncio.to_thread(vocabulary.prepare().join)
    async with sit_down(seed) as sitting:
        await sitting.press("/")
        await sitting.type("計程車")
        await sitting.press("enter")
        assert sitting.message == "第 1/1 處：「計程車」≈「出租車」（其他地區用詞）"
        assert "Joyrobotaxi" in sitting.here
        await sitting.press("/")
        await sitting.type('"計程車"')
        await sitting.press("enter")
        assert sitting.message == '找不到「"計程車"」'


async def test_other_regions_words_come_as_soon_as_they_are_known(
    seed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = Event()
    monkeypatch.setattr(vocabulary, "ready", known.is_set)
    monkeypatch.setattr(vocabulary, "prepare", lambda: started(Thread(target=known.wait)))
    async with sit_down(seed) as sitting:
        await sitting.press("/")
        await sitting.type("計程車")
        await sitting.press("enter")
        assert sitting.message == "找不到「計程車」"
        known.set()
        await sitting.until(lambda: bool(sitting.session.hits))
        assert sitting.message == "第 1/1 處：「計程車」≈「出租車」（其他地區用詞）"


def started(thread: Thread) -> Thread:
    thread.start()
    return thread


async def test_tab_takes_what_is_typed_to_the_search_of_all_articles(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("/")
        assert "tab 找所有文章" in sitting.rows[-1]
        await sitting.type("廁所")
        await sitting.press("tab")
        search = sitting.app.screen
        assert isinstance(search, SearchScreen)
        assert search.box.value == "廁所"
        assert not sitting.asking
        await sitting.type("因")
        assert search.box.value == "廁所因"
        await sitting.press("escape", "f")
        assert [annotation.tag for annotation in sitting.stored()] == [Tag.FACT]


@pytest.mark.parametrize("typed", ["", "  ", '""'])
async def test_nothing_is_looked_for(park: Path, typed: str) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("/")
        await sitting.type("公園")
        await sitting.press("enter", "/")
        await sitting.press("backspace")
        await sitting.type(typed)
        await sitting.press("enter")
        assert sitting.session.hits == []
        assert sitting.message == ""


async def test_hits_within_hits_are_all_over_their_rows(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "k", "v", "o", "escape")
        session: ArticleSession = sitting.session
        spans = sorted(a.span for a in sitting.stored() if a.span)
        session.found(parse("by:王"), spans)
        whole = max(spans, key=len)
        late = type(whole)(whole.end - 1, whole.end)
        assert session.hits_overlapping(late) == [whole]
        assert session.hits_overlapping(whole) == spans
