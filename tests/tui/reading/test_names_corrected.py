"""The lists behind `L`: labels and annotators whose names are corrected, and all marks follow."""

from pathlib import Path

from sitting import sit_down

from reader.library import open_library
from reader.library.find_names import find_annotator

FIRST = "市府說，河濱公園去年有三百萬人次到訪。"
SECOND = "我認為這個數字太高了。"


async def test_a_label_is_renamed_where_it_stands_and_back(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("3")
        await sitting.type("數子")
        await sitting.press("enter", "L", "tab")
        assert "3 數子  用了 1 次" in sitting.picture
        await sitting.press("3", "r")
        assert sitting.pad.text == "數子"
        await sitting.press("backspace")
        await sitting.type("字")
        await sitting.press("enter")
        assert sitting.message == "已更正（u 復原）"
        assert sitting.stored_at(FIRST).labels == ("數字",)
        assert "3 數字  用了 1 次" in sitting.picture
        await sitting.press("escape")
        assert "#數字" in sitting.picture
        await sitting.press("j", "3")
        assert sitting.stored_at(SECOND).labels == ("數字",)
        await sitting.press("L", "tab", "u")
        assert {sitting.stored_at(it).labels for it in (FIRST, SECOND)} == {("數子",)}


async def test_two_labels_of_one_name_are_joined_when_asked_for(park: Path) -> None:
    async with sit_down(park) as sitting:
        for digit, name in (("1", "數字"), ("2", "數目")):
            await sitting.press(digit)
            await sitting.type(name)
            await sitting.press("enter", "j")
        await sitting.press("L", "tab", "2", "r")
        await sitting.press("backspace")
        await sitting.type("字")
        await sitting.press("enter")
        assert "另有一個標籤叫「數字」" in sitting.picture
        await sitting.press("0")
        assert sitting.stored_at(SECOND).labels == ("數目",)
        await sitting.press("2", "r", "backspace")
        await sitting.type("字")
        await sitting.press("enter", "1")
        assert sitting.stored_at(SECOND).labels == ("數字",)
        assert "數目" not in sitting.picture
        await sitting.press("u")
        assert sitting.stored_at(SECOND).labels == ("數目",)
        assert "2 數目  用了 1 次" in sitting.picture


async def test_a_label_gets_another_digit_a_meaning_and_is_removed(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("1")
        await sitting.type("數字")
        await sitting.press("enter", "L", "tab", "1", "k", "5")
        assert "5 數字" in sitting.picture
        await sitting.press("5", "i")
        await sitting.type("可以查的數")
        await sitting.press("enter")
        assert "5 數字  用了 1 次  可以查的數" in sitting.picture
        await sitting.press("escape", "j", "5")
        assert sitting.stored_at(SECOND).labels == ("數字",)
        await sitting.press("L", "tab", "5", "x")
        assert sitting.stored() == []
        await sitting.press("u")
        assert {sitting.stored_at(it).labels for it in (FIRST, SECOND)} == {("數字",)}


async def test_what_is_so_already_is_not_called_corrected(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("1")
        await sitting.type("數字")
        await sitting.press("enter", "L", "tab", "1", "k", "1")
        assert sitting.message == "沒有更動"
        await sitting.press("1", "i", "enter")
        assert sitting.message == "沒有更動"


async def test_my_name_is_corrected_and_a_second_one_joined(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f")
        await sitting.press("L", "r", "1", "backspace")
        await sitting.type("汪")
        await sitting.press("enter")
        assert [it.name for it in sitting.library.annotators()] == ["汪"]
        await sitting.press("n", "backspace")
        await sitting.type("王")
        await sitting.press("enter")
        await sitting.press("escape", "o")
        assert len(sitting.stored()) == 1
        await sitting.press("L", "j", "1", "1")
        assert [it.name for it in sitting.library.annotators()] == ["王"]
        assert len(sitting.stored()) == 2
        await sitting.press("u")
        assert [it.name for it in sitting.library.annotators()] == ["汪", "王"]
        assert len(sitting.stored()) == 1


async def test_another_program_joins_who_reads_here(park: Path) -> None:
    """Before any look at the library: the next mark is the other's, and closing tells no counts."""
    async with sit_down(park, annotator="王") as sitting:
        await sitting.press("f")
        with open_library(park) as other:
            me = find_annotator(other, "王").id
            into = other.submit(lambda edits: edits.become("汪")).result()
            other.submit(lambda edits: edits.book.join_annotators(me, into.id)).result()
        await sitting.press("o")
        assert {it.annotator for it in sitting.stored()} == {into.id}
        assert [it.name for it in sitting.library.annotators() if it.kind == "person"] == ["汪"]
        sitting.session.marks.renew(sitting.stored())
        assert sitting.session.counts_whose in ("", "others")


async def test_a_new_label_is_as_long_as_a_name_may_be(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("2")
        await sitting.paste("字" * 65)
        await sitting.press("enter")
        assert "標籤名稱太長" in sitting.message
        assert sitting.stored() == []
        assert sitting.library.book.labels() == ()
        await sitting.press("2")
        assert sitting.asking, "the digit has no label"
        await sitting.paste("字" * 64)
        await sitting.press("enter", "L", "tab", "2", "r", "長", "enter")
        assert "標籤名稱太長" in sitting.message
        assert [it.name for it in sitting.library.book.labels()] == ["字" * 64]


async def test_a_list_that_was_closed_meanwhile_stays_closed(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f")
        await sitting.press("L", "1", "escape")
        assert sitting.screen.panel is None
        assert not sitting.session.marks.shown


async def test_a_verdict_that_is_taken_back_takes_its_reasons_along(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("f", "backspace", "r", "1")
        (mine,) = sitting.stored()
        sitting.library.submit(
            lambda edits: edits.edit(sitting.screen.article, mine.id, justification="公報")
        ).result()
        sitting.screen.look_again()
        await sitting.press("r", "0", "r", "2")
        assert (sitting.stored()[0].verdict.key, sitting.stored()[0].justification) == (
            "incorrect",
            "",
        )
        await sitting.press("u", "u")
        assert (sitting.stored()[0].verdict.key, sitting.stored()[0].justification) == (
            "correct",
            "公報",
        )


async def test_a_name_that_another_has_by_now_is_given_back_once_it_is_free(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("1")
        await sitting.type("甲")
        await sitting.press("enter", "L", "tab", "1", "r", "backspace")
        await sitting.type("乙")
        await sitting.press("enter", "escape", "j", "2")
        await sitting.type("甲")
        await sitting.press("enter", "L", "tab", "u")
        assert sitting.message == "已復原"  # its digit
        for _ in range(2):
            await sitting.press("u")
            assert sitting.message == "沒有復原：「甲」已是另一個的名稱；先把那一個改名，再按一次 u"
        await sitting.press("a", "r", "backspace")
        await sitting.type("丙")
        await sitting.press("enter")
        await sitting.press("u")
        assert sitting.message == "已復原"
        assert sitting.stored_at(FIRST).labels == ("甲",)
        assert sitting.stored_at(SECOND).labels == ("丙",)
        await sitting.press("u")
        assert "1 乙" not in sitting.picture
