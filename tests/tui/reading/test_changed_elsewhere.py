"""What another program changes while an article is open: labels, and the article itself."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sitting import Sitting, sit_down

from reader.library import Library, open_library
from reader.library.find_names import find_label
from reader.library.joining import join
from reader.store.edits import Edits

FIRST = "市府說，河濱公園去年有三百萬人次到訪。"
SECOND = "我認為這個數字太高了。"


def elsewhere(folder: Path, act: Callable[[Edits, Library], object]) -> None:
    """Do something in another program."""
    with open_library(folder) as other:
        other.submit(lambda edits: act(edits, other)).result()


def named(library: Library, name: str) -> str:
    return find_label(library, name).id


async def label(sitting: Sitting, digit: str, name: str) -> None:
    await sitting.press(digit)
    await sitting.type(name)
    await sitting.press("enter")


@pytest.mark.parametrize("looked", [False, True])
async def test_a_digit_takes_off_a_label_that_was_renamed_elsewhere(
    park: Path, looked: bool
) -> None:
    async with sit_down(park) as sitting:
        await label(sitting, "1", "甲")
        elsewhere(park, lambda edits, it: edits.book.rename_label(named(it, "甲"), "丁"))
        if looked:
            sitting.screen.look_again()
        await sitting.press("1")
        assert "丁" in sitting.message
        assert sitting.stored() == []
        await sitting.press("1")
        assert sitting.stored_at(FIRST).labels == ("丁",)
        assert [it.name for it in sitting.library.book.labels()] == ["丁"]


async def test_a_digit_puts_on_what_has_it_now(park: Path) -> None:
    async with sit_down(park) as sitting:
        await label(sitting, "1", "甲")
        await label(sitting, "2", "乙")
        elsewhere(park, lambda edits, it: edits.book.key_label(named(it, "乙"), 1))
        await sitting.press("j", "1")
        assert sitting.stored_at(SECOND).labels == ("乙",)
        await sitting.press("2")
        assert sitting.asking, "nothing has this digit any more"


async def test_a_digit_whose_label_was_removed_has_none_as_at_first(park: Path) -> None:
    async with sit_down(park) as sitting:
        await label(sitting, "1", "甲")
        elsewhere(park, lambda edits, it: edits.book.remove_label(named(it, "甲")))
        await sitting.press("j", "1")
        assert sitting.asking
        await sitting.type("戊")
        await sitting.press("enter")
        assert sitting.stored_at(SECOND).labels == ("戊",)
        assert [it.name for it in sitting.library.book.labels()] == ["戊"]


async def test_what_happens_between_the_key_and_the_disk_is_told(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("1")
        await sitting.type("甲")
        elsewhere(park, lambda edits, _: edits.book.name_label(1, "乙"))
        await sitting.press("enter")
        assert "數字 1 現在是「乙」" in sitting.message
        assert sitting.stored() == []
        assert sitting.library.book.digits() == {1: "乙"}
        book = sitting.library.book
        digits = book.digits
        book.digits = lambda: {3: "丙"}
        await sitting.press("3")
        book.digits = digits
        assert "數字 3 已經沒有標籤" in sitting.message


@pytest.mark.parametrize("looked", [False, True])
async def test_my_name_that_is_corrected_elsewhere_makes_no_second_me(
    park: Path, looked: bool
) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f")
        elsewhere(park, lambda edits, it: edits.book.rename_annotator(it.me().id, "汪"))
        if looked:
            sitting.screen.look_again()
        await sitting.press("o", "l", "*")
        people = [it.name for it in sitting.library.annotators() if it.kind == "person"]
        assert people == ["汪"]


async def test_a_page_that_was_removed_takes_no_marks_and_says_what_to_do(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f")
        article, before = sitting.screen.article, sitting.stored()
        elsewhere(park, lambda edits, _: edits.shelf.take_out([article]))
        for keys in (["f"], ["o"], ["a", "註", "enter"], ["h"], ["u"]):
            await sitting.press(*keys)
            assert "「河濱公園十年」已移除：meipi restore" in sitting.message, keys
        elsewhere(park, lambda edits, _: edits.shelf.put_back([article]))
        assert sitting.stored() == before
        await sitting.press("o")
        assert "已移除" not in sitting.message
        assert sitting.stored() != before


async def test_that_a_page_is_gone_is_told_once(park: Path) -> None:
    async with sit_down(park) as sitting:
        elsewhere(park, lambda edits, _: edits.shelf.take_out([sitting.screen.article]))
        sitting.screen.look_again()
        assert "「河濱公園十年」已移除" in sitting.message
        await sitting.press("y")
        said = sitting.message
        assert "已移除" not in said
        elsewhere(park, lambda edits, _: edits.choose_view(""))
        sitting.screen.look_again()
        assert sitting.message == said


async def test_a_page_that_was_joined_says_with_which(park: Path) -> None:
    (park / "articles" / "other.md").write_text("# 河邊\n\n別的一句話。\n", "utf-8")
    async with sit_down(park) as sitting:
        with open_library(park) as other:
            other.sync()
            joined = join(other, *(entry.head.id for entry in other.list()))
        assert joined.other == sitting.screen.article
        await sitting.press("f")
        assert "「河濱公園十年」已和「河邊」合併" in sitting.message
        assert sitting.library.annotations(joined.article) == ()


async def test_what_comes_in_while_the_reader_is_being_left_is_drawn_nowhere(park: Path) -> None:
    async with sit_down(park) as sitting:
        page, session = sitting.screen.page, sitting.session
    assert not page.is_attached
    session.go(session.sentence + 1)
    page.show()
    assert session.here.of(session.text) == SECOND
