"""What the publisher changed: two revisions of an article on one screen."""

from pathlib import Path

import pytest
from editions import (
    FIGURE,
    HIGH,
    OTHER_FIGURE,
    TOILETS,
    back,
    changes_of,
    compared,
    edit_file,
    mark,
    open_changes,
)
from sitting import Sitting, sit_down

from reader.library import open_library
from reader.model import Tag

FIRST = "市府說，河濱公園去年有三百萬人次到訪。"
HOME = "週末多半是家庭，平日多半是跑者。"


def come_in(folder: Path, *edits: tuple[str, str]) -> None:
    """The article comes in once more, edited."""
    edit_file(folder, *edits)
    library = open_library(folder)
    assert library.sync() == []
    library.close()


@pytest.fixture
def edited(park: Path) -> Path:
    """Two marks, and an edition in which the words of one were changed."""
    library = open_library(park)
    mark(library, FIRST, tag=Tag.FACT)
    mark(library, HOME, tag=Tag.OPINION)
    library.close()
    come_in(park, (FIGURE, OTHER_FIGURE), ("## 誰在用公園", "停車場也滿了。\n\n## 誰在用公園"))
    return park


def here(sitting: Sitting) -> str:
    """The rows that the cursor stands on."""
    return "\n".join(row for row in sitting.rows if row.lstrip().startswith("▌"))


async def test_old_and_new_are_beside_each_other_and_what_stayed_is_folded(edited: Path) -> None:
    async with sit_down(edited) as sitting:
        await open_changes(sitting)
        (row,) = [row for row in sitting.rows if "三百萬" in row]
        assert row.index("三百萬") < row.index("兩百萬")
        assert "實" in row
        assert HOME not in sitting.picture
        assert "1 段沒有改" in sitting.picture
        assert "改了 1 段、加了 1 段、動到 1 條標記" in sitting.picture
        assert sitting.rows[0].rstrip().endswith("1 / 2")
        assert "第 1 版" in sitting.rows[2]
        assert "第 2 版" in sitting.rows[2]


async def test_a_narrow_screen_has_the_old_above_the_new(edited: Path) -> None:
    async with sit_down(edited, size=(60, 20)) as sitting:
        await open_changes(sitting)
        signs = [row.split()[-2:] for row in sitting.rows if "百萬人次" in row]
        assert [sign for sign, _ in signs] == ["-", "+"]


async def test_going_from_change_to_change(edited: Path) -> None:
    async with sit_down(edited) as sitting:
        await open_changes(sitting)
        assert "三百萬" in here(sitting)
        await sitting.press("n")
        assert "停車場也滿了。" in here(sitting)
        await sitting.press("N")
        assert "三百萬" in here(sitting)
        await sitting.press("j", "shift+tab")
        assert "三百萬" in here(sitting)
        await sitting.press("G")
        assert "停車場" in here(sitting)
        await sitting.press("enter")
        await back(sitting)
        assert sitting.here == "停車場也滿了。"


async def test_the_terminals_cursor_goes_along(edited: Path) -> None:
    async with sit_down(edited) as sitting:
        await open_changes(sitting)
        for size in ((120, 40), (70, 20), (100, 30)):
            await sitting.resize(*size)
            for key in ("j", "k"):
                await sitting.press(key)
                assert "▌" in sitting.rows[sitting.app.cursor_position.y]


async def test_a_marked_passage_is_opened_with_its_mark(edited: Path) -> None:
    async with sit_down(edited) as sitting:
        await open_changes(sitting)
        await sitting.press("enter")
        await back(sitting)
        assert sitting.here == FIRST.replace(FIGURE, OTHER_FIGURE)
        assert sitting.session.focused is not None


async def test_it_offers_only_revisions_that_there_are(edited: Path) -> None:
    come_in(edited, (HIGH, "沒人查過。"))
    async with sit_down(edited) as sitting:
        await open_changes(sitting)
        assert ("[ 較舊" in sitting.rows[-1], "] 較新" in sitting.rows[-1]) == (True, False)
        await sitting.press("[")
        await compared(sitting)
        assert ("[ 較舊" in sitting.rows[-1], "] 較新" in sitting.rows[-1]) == (False, True)


async def test_stepping_through_the_revisions_and_choosing_two(edited: Path) -> None:
    come_in(edited, (HIGH, "沒人查過。"))
    async with sit_down(edited) as sitting:
        await open_changes(sitting)
        assert "沒人查過" in sitting.picture
        assert "三百萬" not in sitting.picture
        await sitting.press("[")
        await compared(sitting)
        assert "三百萬" in sitting.picture
        assert "沒人查過" not in sitting.picture
        await sitting.press("[")
        assert changes_of(sitting).status.message == "已經是最舊的版本"
        await sitting.press("enter")  # the older text is not the one that is read
        await back(sitting)
        assert sitting.here == FIRST.replace(FIGURE, OTHER_FIGURE)
        await open_changes(sitting)
        await sitting.press("r")
        await sitting.until(lambda: "改動 1 處 · 正在讀" in sitting.picture)
        await sitting.until(lambda: "改動 2 處" in sitting.picture)
        await sitting.press("1")
        assert "比到哪個版本" in sitting.picture
        await sitting.press("3")
        await compared(sitting)
        assert "三百萬" in sitting.picture
        assert "沒人查過" in sitting.picture
        await sitting.press("]")
        assert changes_of(sitting).status.message == "已經是最新的版本"
        await sitting.press("r", "escape", "q")
        await back(sitting)


async def test_another_script_is_no_change_of_words(park: Path) -> None:
    library = open_library(park)
    mark(library, HOME, tag=Tag.FACT)
    library.close()
    come_in(
        park,
        (HOME, "周末多半是家庭，平日多半是跑者。"),
        (TOILETS, "园方计划明年增设两座厕所，但是邻里反对，因为太吵。"),
    )
    async with sit_down(park) as sitting:
        await open_changes(sitting)
        assert "字句都沒有改、2 段只換了字形" in sitting.picture
        assert "园方" not in sitting.picture
        await sitting.press("s")
        assert "园方计划" in sitting.picture
        assert TOILETS[:6] in sitting.picture
        await sitting.press("s")
        assert "园方" not in sitting.picture


async def test_what_was_moved_says_from_where_and_where_to(park: Path) -> None:
    long = "步道盡頭的水門平時關著，颱風來的時候才打開，附近的住戶多半不知道鑰匙在誰的手裡。"
    come_in(park, ("（作者為", f"{long}\n\n（作者為"))
    come_in(park, (f"{long}\n\n", ""), ("市府說，", f"{long}\n\n市府說，"))
    async with sit_down(park) as sitting:
        await open_changes(sitting)
        rows = sitting.rows
        (came,) = [n for n, row in enumerate(rows) if "從後面移到這裡" in row]
        (went,) = [n for n, row in enumerate(rows) if "從這裡移到前面" in row]
        assert came < went
        assert "移了 1 段" in sitting.picture


async def test_one_revision_only(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("D")
        assert sitting.message == "這篇文章只有一個版本，沒有可比的"


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 10)])
async def test_every_size(edited: Path, size: tuple[int, int]) -> None:
    async with sit_down(edited, size=size) as sitting:
        await open_changes(sitting)
        shown = "".join(row.strip(" ▌") for row in sitting.rows)
        assert "三百萬人次" in shown
        assert "兩百萬人次" in shown


async def test_a_very_long_paragraph_is_cut_around_its_changes(park: Path) -> None:
    long = "。".join(f"第{n}句話說的是河邊的第{n}棵樹" for n in range(2000))
    come_in(park, ("（作者為", f"{long}。\n\n（作者為"))
    come_in(park, ("第1000棵樹", "第1000座橋"), ("第1棵樹", "第1座橋"))
    async with sit_down(park) as sitting:
        await open_changes(sitting)
        assert sitting.rows[0].rstrip().endswith("1 / 2")
        await sitting.press("n")
        assert "第 1000 座橋" in sitting.picture
        assert "…" in sitting.picture
        assert "第 500 棵樹" not in sitting.picture
        await sitting.press("enter")
        await back(sitting)
        assert "第1000座橋" in sitting.here


async def test_pages_go_on_and_the_cursor_with_them(park: Path) -> None:
    lines = [f"第{n}段說的是河邊的樹，一共有{n}棵。" for n in range(60)]
    come_in(park, ("（作者為", "\n\n".join([*lines, "（作者為"])))
    come_in(park, *((f"一共有{n}棵。", f"一共有{n + 100}棵。") for n in range(0, 60, 2)))
    async with sit_down(park, size=(80, 24)) as sitting:
        await open_changes(sitting)
        first = here(sitting)
        await sitting.press("space")
        assert here(sitting) != first
        await sitting.press("G")
        assert "158 棵" in sitting.picture
        await sitting.press("b", "b", "b", "b", "b", "b", "b", "b", "b", "b", "b", "b", "b")
        assert here(sitting) == first


async def test_a_changed_headline_alone_is_told_and_moves_nothing(park: Path) -> None:
    library = open_library(park)
    library.sync()
    mark(library, FIGURE, tag=Tag.FACT)
    library.close()
    come_in(park, ("title: 河濱公園十年", "title: 河濱公園二十年"))
    async with sit_down(park) as sitting:
        assert "標題改了：原為「河濱公園十年」，現為「河濱公園二十年」" in sitting.picture
        assert "要再看一眼" not in sitting.picture
        await sitting.press("escape")
        await open_changes(sitting)
        assert "字句都沒有改" in sitting.picture
        assert "標題改了：原為「河濱公園十年」" in sitting.picture
        await sitting.press("r")
        await sitting.until(lambda: "「河濱公園十年」→「河濱公園二十年」" in sitting.picture)


async def test_a_headline_that_changes_under_the_reader_leaves_the_place(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("j", "j", "f")
        before = sitting.session.sentence_span
        edit_file(park, ("title: 河濱公園十年", "title: 河濱公園二十年"))
        await sitting.until(lambda: sitting.session.document.head.title == "河濱公園二十年")
        assert sitting.session.sentence_span == before
        assert len(sitting.session.marks.mine()) == 1
