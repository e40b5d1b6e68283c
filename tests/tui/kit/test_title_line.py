"""The line at the top: what gives way first when the row is narrow."""

import pytest

from reader.text.typesetting.cell_width import cell_len
from reader.tui.kit.styles import Styles
from reader.tui.kit.themes import INK, palette
from reader.tui.kit.title_line import Aside, Title, TitleLine
from reader.words import load

WORDS, INKS = load("zh_hant"), Styles(palette(INK))
PAGE = Title(
    "", "打響互聯網造車的第一槍", "無相商業趨勢 · 2025-10-14",
    (
        Aside(("已標 41/75",), sure=True),
        Aside(("失所 1 · 待核 2", "待核 2")),
        Aside(("原文 繁",), 12),
    ),
    12,
)  # fmt: skip


def row(content: Title, width: int) -> tuple[str, str]:
    """Both ends of the row as text."""
    left, right = TitleLine(WORDS, INKS, 1, lambda: content).parts(width)
    return "".join(text for text, _ in left), "".join(text for text, _ in right)


def test_all_of_it_where_there_is_room() -> None:
    assert row(PAGE, 100) == (
        " 眉批   打響互聯網造車的第一槍   無相商業趨勢 · 2025-10-14",
        " 已標 41/75 · 失所 1 · 待核 2 · 原文 繁 ",
    )


def test_the_origin_gives_way_first_then_the_title_and_what_is_sure_last() -> None:
    parts = {
        "origin": "2025", "title": "打響", "view": "原文", "lost": "失所", "review": "待核",
        "count": "41/75",
    }  # fmt: skip
    gone: list[str] = []
    for width in range(110, 19, -1):
        whole = "".join(row(PAGE, width))
        gone += [name for name, part in parts.items() if part not in whole and name not in gone]
    assert gone == ["origin", "view", "title", "lost", "review"]


@pytest.mark.parametrize("width", range(24, 120))
def test_a_title_never_runs_into_what_stands_aside(width: int) -> None:
    left, right = row(PAGE, width)
    assert cell_len(left) + cell_len(right) <= width
    assert right[0] == right[-1] == " "


def test_a_title_that_never_gives_way_is_cut() -> None:
    aside = Aside(("1/12 · 新的在前", "1/12"), 10, sure=True)
    shelf = Title(title="讀過的和還沒有讀過的文章", asides=(aside,))
    assert row(shelf, 40) == (" 眉批   讀過的和還沒有…", " 1/12 · 新的在前 ")
    assert row(shelf, 30) == (" 眉批   讀過的和還沒有…", " 1/12 ")


def test_a_name_stands_before_the_title_and_gives_its_width() -> None:
    line = TitleLine(WORDS, INKS, 1, lambda: Title("搜尋"))
    assert line.width == cell_len(" 眉批   搜尋  ")
    assert row(Title("複核", "河濱公園十年"), 40) == (" 眉批   複核  河濱公園十年", "")
