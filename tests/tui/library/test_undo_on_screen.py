"""Undo and redo of whole batches on a page, and of what was done in the library, also later."""

from pathlib import Path

import pytest
from sitting import Sitting
from test_library_screen import listed, message, press, shelf, sitting_in, stored

from reader.library import Library, open_library
from reader.model import Span, Tag
from reader.store.edits import Edits

__all__ = ["shelf"]
PARK, TAXI = "河濱公園十年", "计程车司机的一天"


def tagged_at_once(folder: Path) -> None:
    """A sentence of each of two articles, tagged in one batch."""
    with open_library(folder) as library:
        idents = [library.find(name) for name in ("park", "taxi")]

        def write(edits: Edits) -> None:
            edits.become("王")
            with edits.batch():
                for article in idents:
                    edits.edit(article, first(library, article), tag=Tag.FACT)

        library.submit(write).result()


def first(library: Library, article: str) -> Span:
    """The first sentence of an article that can be tagged."""
    outline = library.open(article).outline
    claims = (n for n in range(len(outline.sentence_starts)) if outline.is_claim(n))
    return outline.sentence(next(claims))


def tags(library: Library) -> list[list[Tag | None]]:
    return [[it.tag for it in library.annotations(library.find(name))] for name in ("park", "taxi")]


@pytest.mark.parametrize("yes", ["y", "enter", "ｙ"])
async def test_a_page_says_what_an_undo_covers_before_it_is_done(shelf: Path, yes: str) -> None:
    tagged_at_once(shelf)
    async with sitting_in(shelf) as sitting:
        await sitting.press("q", "u")
        assert "2 篇裡的 2 則" in "".join(sitting.rows)
        assert tags(sitting.library) == [[Tag.FACT], [Tag.FACT]]
        await sitting.press("x", "escape")
        assert "2 篇裡的 2 則" not in "".join(sitting.rows)
        assert tags(sitting.library) == [[Tag.FACT], [Tag.FACT]]
        await sitting.press("u")
        await sitting.press(yes)
        assert "已復原：2 篇裡的 2 則" in sitting.rows[-1]
        assert tags(sitting.library) == [[], []]
        assert not sitting.session.marks.every
        await sitting.press("U")
        assert "一起重做：2 篇裡的 2 則" in "".join(sitting.rows)
        await sitting.press(yes)
        assert tags(sitting.library) == [[Tag.FACT], [Tag.FACT]]


async def test_what_was_marked_on_the_page_since_is_taken_back_without_a_question(
    shelf: Path,
) -> None:
    tagged_at_once(shelf)
    async with sitting_in(shelf) as sitting:
        await sitting.press("q", "G", "f", "u")
        assert "已復原判斷" in sitting.rows[-1]
        assert tags(sitting.library) == [[Tag.FACT], [Tag.FACT]]
        await sitting.press("u")
        await sitting.press("y")
        assert tags(sitting.library) == [[], []]


async def test_a_batch_is_undone_around_what_was_changed_elsewhere_since(shelf: Path) -> None:
    tagged_at_once(shelf)
    with open_library(shelf) as library:
        taxi = library.find("taxi")
        (mark,) = library.annotations(taxi)
        library.submit(lambda edits: edits.edit(taxi, mark.id, tag=Tag.OPINION)).result()
    async with sitting_in(shelf) as sitting:
        await sitting.press("q", "u")
        await sitting.press("y")
        assert "另有 1 項後來改過" in sitting.rows[-1]
        assert tags(sitting.library) == [[], [Tag.OPINION]]


async def test_what_was_done_in_the_library_is_undone_after_a_restart(shelf: Path) -> None:
    async with sitting_in(shelf) as sitting:
        await press(sitting, "g", "*", "R", *"司機", "enter", "a", "#", *"、車", "enter", "j", "z")
        entry = stored(sitting.library, "司機")
        assert (entry.starred, entry.queued, entry.head.topics) == (True, 1, ("劳动", "車"))
        assert "高鐵延伸的環評" not in listed(sitting)
    async with sitting_in(shelf) as sitting:
        await press(sitting, "u")
        assert message(sitting) == "已復原：封存"
        assert "高鐵延伸的環評" in listed(sitting)
        for said in ("改主題", "排進待讀", "改標題", "加星號"):
            await press(sitting, "u")
            assert message(sitting) == f"已復原：{said}"
        entry = stored(sitting.library, TAXI)
        assert (entry.starred, entry.queued, entry.head.topics) == (False, 0, ("劳动",))
        await press(sitting, "u")
        assert message(sitting) == sitting.app.navigation.words("nothing.undo")
    async with sitting_in(shelf) as sitting:
        await press(sitting, "U", "U")
        assert message(sitting) == "已重做：改標題"
        assert stored(sitting.library, "司機").starred
        await press(sitting, "U", "U", "U", "U")
        assert message(sitting) == sitting.app.navigation.words("nothing.redo")
        assert stored(sitting.library, "高鐵延伸的環評").archived


async def test_a_filter_that_was_forgotten_comes_back(shelf: Path) -> None:
    def filters(sitting: Sitting) -> list[str]:
        return [it.name for it in sitting.library.shelves().filters]

    async with sitting_in(shelf) as sitting:
        await press(sitting, "/", *"公園", "enter", "F", *"園", "enter")
        assert filters(sitting) == ["園"]
        await press(sitting, "F")
        assert filters(sitting) == []
        await press(sitting, "u")
        assert message(sitting) == "已復原：刪去篩選"
        assert filters(sitting) == ["園"]
        await press(sitting, "u")
        assert filters(sitting) == []


async def test_an_article_that_was_finished_is_unread_and_queued_again_at_once(
    shelf: Path,
) -> None:
    with open_library(shelf) as library:
        for name in ("park", "taxi"):
            ident = library.find(name)
            library.submit(lambda edits, ident=ident: edits.shelf.enqueue(ident)).result()
    async with sitting_in(shelf) as sitting:
        await sitting.press("q", "G", "j")
        await sitting.until(lambda: "接著讀" in sitting.rows[-1])
        await sitting.press("enter")
        await sitting.until(lambda: sitting.session.document.head.title == TAXI)
        park = stored(sitting.library, PARK)
        assert (park.read, park.queued) == (True, 0)
        await press(sitting, "l", "u")
        assert message(sitting) == "已復原：標為已讀"
        park = stored(sitting.library, PARK)
        assert (park.read, park.queued) == (False, 1)
