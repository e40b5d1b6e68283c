"""The page that is drawn before Textual is loaded is the one that Textual draws over it."""

import subprocess
import sys
from pathlib import Path

import pytest
from rich.color import ColorSystem
from rich.segment import Segment
from sitting import Sitting, sit_down

import reader
from reader.config import Config
from reader.library import open_library
from reader.text.typesetting.cell_width import cell_len
from reader.tui.kit.styles import Styles
from reader.tui.kit.themes import INK, PAPER, OwnTheme, palette
from reader.tui.session.session import ArticleSession, signed_by
from reader.tui.startup.first_page import rows, written
from reader.words import load

Cells = list[tuple[str, str]]
"""Every character of a row, and how it looks."""


def cells(segments: list[Segment]) -> Cells:
    return [(character, str(style)) for text, style, _ in segments for character in text]


def shown(sitting: Sitting) -> list[Cells]:
    """The whole screen as Textual has put it together."""
    return [cells(list(strip)) for strip in sitting.app.screen._compositor.render_strips()]


def drawn_before(folder: Path, size: tuple[int, int], theme: OwnTheme = INK) -> list[list[Segment]]:
    """The screen as it is drawn without Textual."""
    library = open_library(folder)
    try:
        (article,) = library.newest(2)
        document = signed_by(library.open(article), "王")
    finally:
        library.close()
    words = load("zh_hant")
    session = ArticleSession(document, words("orphans.title"))
    return rows(session, Config(theme=theme.name), words, Styles(palette(theme)), size)


@pytest.mark.parametrize("size", [(120, 40), (109, 30), (80, 24), (60, 14), (40, 10), (180, 60)])
@pytest.mark.parametrize("theme", [INK, PAPER], ids=["ink", "paper"])
async def test_textual_draws_the_same_page(
    seed: Path, size: tuple[int, int], theme: OwnTheme
) -> None:
    before = drawn_before(seed, size, theme)
    async with sit_down(seed, size, theme=theme.name) as sitting:
        assert shown(sitting) == list(map(cells, before))


async def test_also_where_reading_stopped_in_another_script(seed: Path) -> None:
    async with sit_down(seed) as sitting:
        await sitting.press("s", "s", "s", "space", "f", "o", "q")
    for size in ((120, 40), (80, 24)):
        before = drawn_before(seed, size)
        async with sit_down(seed, size) as sitting:
            assert "2/75" in sitting.rows[0]
            assert shown(sitting) == list(map(cells, before))


async def test_also_in_an_article_without_sections_and_one_that_ends_early(park: Path) -> None:
    before = drawn_before(park, (120, 40))
    async with sit_down(park) as sitting:
        assert shown(sitting) == list(map(cells, before))


def test_every_row_is_as_wide_as_the_screen_and_none_makes_it_scroll(seed: Path) -> None:
    screen = drawn_before(seed, (120, 40))
    assert [cell_len("".join(text for text, _, _ in row)) for row in screen] == [120] * 40
    sent = written(screen, ColorSystem.TRUECOLOR)
    assert sent.count("\x1b[40;1H") == 1
    assert "\n" not in sent


def test_it_is_drawn_without_textual() -> None:
    first = "reader.tui.startup.first_page"
    told = f"import {first}, sys; print([m for m in sys.modules if 'textual' in m])"
    root = Path(reader.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", told], cwd=root, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "[]\n"
