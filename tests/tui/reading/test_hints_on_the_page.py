"""Hints on the page: underlined words and why, off by default, and nothing of them is kept."""

from pathlib import Path

import pytest
from sitting import Sitting, sit_down

CLAIM = "市府說，河濱公園去年有三百萬人次到訪。"


def underlined(sitting: Sitting) -> list[str]:
    """The runs of the page that have a line under them, without thin gaps."""
    strips = sitting.app.screen._compositor.render_strips()
    runs = [
        segment.text.replace(" ", "")
        for strip in strips
        for segment in strip
        if segment.style is not None and segment.style.underline
    ]
    return [run for run in runs if run]


async def test_hints_are_off_until_they_are_asked_for(park: Path) -> None:
    async with sit_down(park) as sitting:
        assert underlined(sitting) == []
        assert "像" not in sitting.rows[-1]
        await sitting.press("H")
        assert "只供參考，不是標記" in sitting.message
        shown = underlined(sitting)
        assert "三百萬人次" in shown
        assert "去年" in shown
        assert "我認為" in shown
        assert "像事實：有人這麼說、有日期、有數字" in sitting.rows[-1]
        await sitting.press("H")
        assert underlined(sitting) == []
        assert "像" not in sitting.rows[-1]


async def test_the_bottom_line_says_why_for_the_sentence_at_the_cursor(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("H", "j")
        assert "像觀點：說「我認為」" in sitting.rows[-1]
        await sitting.press("j")
        assert "像設問：接著就回答" in sitting.rows[-1]
        await sitting.press("j")
        assert "像" not in sitting.rows[-1]


async def test_a_tag_says_what_it_marked_beside_the_hint_of_the_next_sentence(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("H", "f")
        assert "像觀點：說「我認為」" in sitting.rows[-1]
        assert sitting.message
        assert sitting.message in sitting.rows[-1]


async def test_nothing_of_a_hint_is_kept_or_counted(park: Path) -> None:
    async with sit_down(park) as sitting:
        before = sitting.rows[0]
        await sitting.press("H", "j", "k")
        assert sitting.stored() == []
        assert sitting.rows[0] == before
        await sitting.press("u")
        assert "沒有" in sitting.message


async def test_a_setting_opens_every_article_with_hints(park: Path) -> None:
    async with sit_down(park, hints=True) as sitting:
        assert "三百萬人次" in underlined(sitting)
        assert "像事實" in sitting.rows[-1]


async def test_hints_lie_on_the_same_words_in_another_script(park: Path) -> None:
    async with sit_down(park) as sitting:
        await sitting.press("H", "s", "s", "s")
        shown = underlined(sitting)
        assert "三百万人次" in shown
        assert "我认为" in shown
        assert sitting.here == CLAIM


async def test_without_colour_a_tag_keeps_its_own_line(
    park: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with sit_down(park, hints=True) as sitting:
        assert "三百萬人次" in underlined(sitting)
        await sitting.press("j", "o")
        assert "我認為" not in underlined(sitting)


@pytest.mark.parametrize("size", [(80, 24), (40, 10)])
async def test_the_reasons_fit_a_small_window(park: Path, size: tuple[int, int]) -> None:
    async with sit_down(park, size=size, hints=True) as sitting:
        assert "像事實" in sitting.rows[-1]
        assert "三百萬人次" in "".join(underlined(sitting))
        assert "? 說明" in sitting.rows[-1]
