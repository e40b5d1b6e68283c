"""Closing and coming back: everything is where it was, and can still be undone."""

from pathlib import Path

import pytest
from sitting import Sitting, sit_down

from reader.library import open_library
from reader.model import Span, Tag
from reader.tui.app import MeipiApp
from reader.tui.article_switch import ArticleFetched
from reader.tui.kit.navigator import NOWHERE

FIRST = "市府說，河濱公園去年有三百萬人次到訪。"
SECOND = "我認為這個數字太高了。"
LAST = "iPhone用戶約佔六成。"


async def leave(sitting: Sitting) -> None:
    await sitting.press("q")
    assert sitting.app.return_code == 0


async def test_reading_goes_on_where_it_stopped(seed: Path) -> None:
    async with sit_down(seed, size=(80, 24)) as sitting:
        await sitting.press("]", "]", "j", "j")
        here = sitting.here
        await leave(sitting)
    async with sit_down(seed, size=(80, 24)) as sitting:
        assert sitting.here == here
        assert sitting.screen.page.view.whole_in_sight(sitting.session.here)
        assert here[:6] in sitting.picture


async def test_marks_and_notes_are_there_again(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "O", "backspace", "backspace", "a")
        await sitting.type("哪一年？")
        await sitting.press("enter", "w")
        await sitting.type("市府")
        await sitting.press("enter", "!")
        before = sitting.stored()
        await leave(sitting)
    async with sit_down(park, annotator="") as sitting:
        assert sitting.stored() == before
        assert sitting.session.marks.mine() == before
        assert "已標 2/7" in sitting.rows[0]
        assert "哪一年？" in sitting.picture
        assert "要查" in sitting.picture
        await sitting.press("G", "d")
        assert not sitting.asking
        assert len(sitting.stored()) == 3


async def test_a_draft_waits_for_the_next_sitting(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("j", "a")
        await sitting.type("查交通局的")
        await sitting.press("escape")
        assert sitting.message == "草稿已收起，再按 a 繼續寫"
        assert sitting.stored() == []
        await leave(sitting)
    async with sit_down(park) as sitting:
        assert sitting.here == SECOND
        await sitting.press("a")
        assert sitting.pad.text == "查交通局的"
        await sitting.type("人流數")
        await sitting.press("enter")
        assert sitting.stored_at(SECOND).note == "查交通局的人流數"
    async with sit_down(park) as sitting:
        assert sitting.session.document.drafts == ()


async def test_undo_and_redo_across_a_restart(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "o", "G", "d")
        await leave(sitting)
    async with sit_down(park) as sitting:
        await sitting.press("g", "u")
        assert sitting.here == LAST
        assert sitting.message.startswith("已復原判斷：「iPhone")
        await sitting.press("u")
        assert sitting.here == SECOND
        assert [annotation.exact for annotation in sitting.stored()] == [FIRST]
        await leave(sitting)
    async with sit_down(park) as sitting:
        await sitting.press("U")
        assert sitting.here == SECOND
        assert sitting.stored_at(SECOND).tag is Tag.OPINION
        await sitting.press("U")
        assert sitting.here == LAST
        await sitting.press("U")
        assert sitting.message == "沒有可重做的"
        await sitting.press("u", "u", "u", "u")
        assert sitting.message == "沒有可復原的"
        assert sitting.stored() == []


async def test_undo_brings_what_it_changes_into_sight(seed: Path) -> None:
    async with sit_down(seed, size=(80, 24)) as sitting:
        await sitting.press("f", "G", "u")
        view = sitting.screen.page.view
        assert sitting.session.sentence == sitting.session.walk.first()
        assert view.whole_in_sight(sitting.session.here)


async def test_annotations_may_overlap(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "backspace", "v", "o", "escape")
        await sitting.press("g", "v", ".", "j", "a")
        await sitting.type("兩句一起看")
        await sitting.press("enter")
        await leave(sitting)
    async with sit_down(park) as sitting:
        spans = [annotation.span for annotation in sitting.stored()]
        assert len(spans) == 3
        assert spans == [Span(0, 30), Span(0, 19), Span(0, 3)]
        assert sitting.stored_at(FIRST + SECOND).note == "兩句一起看"
        assert [annotation.tag for annotation in sitting.stored()] == [None, Tag.FACT, Tag.OPINION]
        assert "實觀" in sitting.picture


async def test_nothing_is_marked_by_reading(seed: Path) -> None:
    async with sit_down(seed, annotator="") as sitting:
        await sitting.press("j", "]", "space", "t", "t", "m", "m", "G", "?", "escape", "}", "enter")
        await sitting.press("escape", "v", "escape", "/", "escape")
        assert sitting.library.me() is None
        assert sitting.stored() == []
        assert sitting.library.is_starter()


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_leaving_waits_for_what_is_not_on_disk_yet(park: Path, key: str) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "o", key)
        assert sitting.app.return_code == 0
    async with sit_down(park) as sitting:
        assert [annotation.tag for annotation in sitting.stored()] == [Tag.FACT, Tag.OPINION]


async def test_a_mark_that_could_not_be_saved_is_not_shown(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f")
        sitting.break_disk()
        await sitting.press("o")
        assert sitting.screen.status.bad
        assert sitting.message.startswith("沒有存進去")
        assert "已標 1/7" in sitting.rows[0]
        assert sitting.here == SECOND
        sitting.mend_disk()
        await sitting.press("o")
        assert [annotation.tag for annotation in sitting.stored()] == [Tag.FACT, Tag.OPINION]


async def test_another_window_does_not_sign_for_me(park: Path) -> None:
    async with sit_down(park) as sitting:
        library, article = sitting.screen.library, sitting.screen.article
        await sitting.press("f")
        (mine,) = {annotation.annotator for annotation in sitting.stored()}
        other = open_library(park)
        other.submit(lambda edits: edits.become("別人")).result()
        other.close()
        await sitting.press("o")
        signed = [a.annotator for a in library.annotations(article) if a.exact == SECOND]
        assert signed == [mine]


async def test_what_another_window_wrote_is_shown(park: Path) -> None:
    async with sit_down(park) as sitting:
        article = sitting.screen.article
        await sitting.press("f", "k")
        other = open_library(park)
        span = sitting.session.sentence_span
        other.submit(lambda edits: edits.edit(article, span, note="另一扇窗")).result()
        other.close()
        sitting.screen.look_again()
        await sitting.settle()
        assert "另一扇窗" in sitting.picture


async def test_an_article_that_comes_while_the_reader_is_left_is_shown_nowhere(
    park: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit_down(park) as sitting:
        app, page = sitting.app, sitting.screen
        document = sitting.library.open(page.article)
        fetched = ArticleFetched(app.navigation.article._fetching, NOWHERE, document, unasked=True)
        with monkeypatch.context() as leaving:
            leaving.setattr(MeipiApp, "screen_stack", property(lambda _: []))
            await app.navigation.article.take(fetched)
            assert not page.on_top
        assert page.on_top
        assert app.navigation.opened is page
