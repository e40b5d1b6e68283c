"""Colours: legible in every theme, and never the only sign of anything."""

import itertools
from pathlib import Path

import pytest
from rich.color import ColorType
from rich.style import Style
from sitting import Sitting, sit_down
from textual.theme import BUILTIN_THEMES, Theme

from reader.model import Role, Tag
from reader.text.typesetting.cell_width import cell_len
from reader.tui.kit.colour import Colour
from reader.tui.kit.styles import Look, Styles
from reader.tui.kit.themes import INK, PAPER, OwnTheme, few_colours, legible, palette

THEMES = {"ink": INK, "paper": PAPER} | {
    name: theme for name, theme in BUILTIN_THEMES.items() if not theme.ansi
}
# Signs that say nothing by themselves: a bar without a count, the scrollbar, and the blank.
SILENT = {"faint", "blank"}


def luminance(channels: tuple[int, int, int]) -> float:
    """Relative luminance, written down once more from WCAG 2.2."""

    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(channel / 255) for channel in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(style: Style) -> float:
    assert style.color
    assert style.bgcolor
    lights = [luminance(tuple(c.get_truecolor())) for c in (style.color, style.bgcolor)]
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def every_style(theme: OwnTheme | Theme) -> dict[str, Style]:
    """All styles that text can have in a theme."""
    styles = Styles(palette(theme))
    plain = {
        name: style
        for name, style in vars(styles).items()
        if isinstance(style, Style) and name not in SILENT
    }
    tags = {f"tag {tag}": style for tag, style in styles.tags.items()}
    looks = {
        str(look): styles.look(look)
        for look in (
            Look(*states)
            for states in itertools.product(
                Role, (None, *Tag), (False, True), (False, True), (False, True), (0, 1, 2)
            )
        )
    }
    return plain | tags | looks


@pytest.mark.parametrize("name", THEMES)
def test_every_text_can_be_read_in_every_theme(name: str) -> None:
    poor = {
        what: round(contrast(style), 2)
        for what, style in every_style(THEMES[name]).items()
        if contrast(style) < 4.5
    }
    assert poor == {}


def test_a_text_on_a_middling_colour_can_be_read() -> None:
    ochre = Colour(166, 106, 0)  # white on it has a contrast of 4.48, black one of 4.69
    for colour in (Colour(0, 10, 0), Colour(255, 255, 255), ochre):
        read = luminance(legible(colour, ochre))
        assert (luminance(ochre) + 0.05) / (read + 0.05) >= 4.5


def test_marked_text_is_tinted_and_a_whole_marked_page_stays_a_page() -> None:
    for theme in (INK, PAPER):
        styles = Styles(palette(theme))
        ground = styles.look(Look()).bgcolor
        for tag in Tag:
            assert styles.look(Look(tag=tag)).bgcolor == ground
        tinted = {styles.look(Look(tag=tag)).color for tag in (None, Tag.FACT, Tag.OPINION)}
        assert len(tinted) == 3


def colours_of(sitting: Sitting) -> set[str]:
    return {
        colour.name
        for strip in sitting.app.screen._compositor.render_strips()
        for segment in strip
        for colour in ((segment.style or Style()).color, (segment.style or Style()).bgcolor)
        if colour is not None and colour.type is not ColorType.DEFAULT
    }


@pytest.mark.parametrize("keys", ["", "f", "v", "?", "a", "/"])
async def test_no_colour_at_all_when_there_shall_be_none(
    seed: Path, monkeypatch: pytest.MonkeyPatch, keys: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with sit_down(seed) as sitting:
        await sitting.press(*keys)
        assert colours_of(sitting) == set()


async def test_tags_without_colour(park: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with sit_down(park) as sitting:
        await sitting.press("f", "o", "d", "h")
        page = sitting.screen.page
        styles = {
            character: segment.style or Style()
            for y in range(page.size.height)
            for segment in page.render_line(y)
            for character in segment.text
            if character in "萬認麼法"
        }
        assert styles["萬"].underline
        assert styles["認"].underline2
        assert not styles["認"].underline
        assert not styles["麼"].underline
        assert styles["法"].reverse
        assert styles["法"].bold
        (row,) = [row for row in sitting.rows if "市府說" in row]
        assert "實觀無" in row or "實觀" in row


@pytest.mark.parametrize("theme", ["ink", "paper", "nord", "textual-light"])
async def test_the_theme_that_was_chosen(seed: Path, theme: str) -> None:
    async with sit_down(seed, theme=theme) as sitting:
        assert sitting.app.theme == theme
        background = palette(THEMES[theme]).background.rich_color.name
        assert background in {name.lower() for name in colours_of(sitting)}


async def test_from_ink_to_paper_and_back_with_one_key(seed: Path) -> None:
    async with sit_down(seed) as sitting:
        ink = colours_of(sitting)
        picture = sitting.picture
        await sitting.press("T")
        assert sitting.app.theme == "paper"
        paper = colours_of(sitting)
        assert PAPER.background in {name.lower() for name in paper}
        assert INK.background not in {name.lower() for name in paper}
        assert sitting.picture.split("\n")[:-1] == picture.split("\n")[:-1]
        await sitting.press("T")
        assert colours_of(sitting) == ink


@pytest.mark.parametrize("key", ["?", "/", "enter", "w", "v"])
async def test_what_is_open_follows_the_theme(seed: Path, key: str) -> None:
    async with sit_down(seed) as sitting:
        await sitting.press(key)
        sitting.app.theme = "paper"
        await sitting.settle()
        assert INK.surface not in {name.lower() for name in colours_of(sitting)}


async def test_where_ambiguous_characters_are_two_cells_wide(seed: Path) -> None:
    async with sit_down(seed, ambiguous_width=2, size=(120, 40)) as sitting:
        for keys in ("", "]", "?"):
            await sitting.press(*keys)
            page = sitting.screen.page
            for y in range(page.size.height):
                text = page.render_line(y).text
                assert cell_len(text, 2) == page.size.width, text
            for bar in (sitting.screen.top_bar, sitting.screen.bottom_bar):
                assert cell_len(bar.render_line(0).text, 2) == 120
            contents = sitting.screen.contents
            for y in range(contents.size.height):
                assert cell_len(contents.render_line(y).text, 2) == contents.size.width
            await sitting.press("escape")


@pytest.mark.parametrize(
    ("language", "fact", "counts", "marked"),
    [
        ("zh_hant", "f 事實", "實1 觀0", "已標 1/75"),
        ("zh_hans", "f 事实", "实1 观0", "已标 1/75"),
        ("en", "f fact", "F 1  O 0", "1/75 marked"),
    ],
)
async def test_three_languages(
    seed: Path, language: str, fact: str, counts: str, marked: str
) -> None:
    async with sit_down(seed, language=language) as sitting:
        await sitting.press("f")
        assert fact in sitting.rows[-1] or "git" in sitting.message
        await sitting.press("k")
        assert fact in sitting.rows[-1]
        assert counts in sitting.picture
        assert marked in sitting.rows[0]


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_terminals_own_cursor_stands_on_the_sentence(
    seed: Path, size: tuple[int, int]
) -> None:
    async with sit_down(seed, size=size) as sitting:
        for keys in ("", "jj", "]", "space", "f", "b"):
            await sitting.press(*([keys] if keys == "space" else keys))
            x, y = sitting.app.cursor_position
            page = sitting.screen.page
            corner = page.region.offset
            assert page.view.offset_under(x - corner.x, y - corner.y) == sitting.session.here.start


async def test_hostile_text_reaches_no_screen(tmp_path: Path) -> None:
    from reader.library import open_library

    folder = tmp_path / "hostile"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "x.md").write_text(
        '---\ntitle: "[red]標題[/red] [@click=app.quit]x[/]"\n---\n\n'
        "他說[bold]這是[/bold]文字\x1b]0;x\x07。\u202e反過來\u202c的字。\n",
        encoding="utf-8",
    )
    library = open_library(folder)
    library.sync()
    library.close()
    async with sit_down(folder) as sitting:
        for keys in ("", "f", "a", "?", "y"):
            await sitting.press(*keys)
            text = sitting.picture
            assert not {c for c in text if ord(c) < 32 and c != "\n"}
            assert not set("\x7f\x1b\u202e\u202c\u2066") & set(text)
            await sitting.press("escape")
        assert "[bold]這是[/bold]" in sitting.picture
        assert "[red]標題[/red]" in sitting.rows[0]


FEW = [
    ({"TERM": "xterm"}, True),
    ({"TERM": "linux"}, True),
    ({"TERM": "screen"}, True),
    ({}, True),
    ({"TERM": "xterm-256color"}, False),
    ({"TERM": "xterm-kitty"}, False),
    ({"TERM": "xterm", "COLORTERM": "truecolor"}, False),
    ({"TERM": "xterm-256color", "TEXTUAL_COLOR_SYSTEM": "standard"}, True),
    ({"TERM": "xterm", "TEXTUAL_COLOR_SYSTEM": "truecolor"}, False),
]


@pytest.mark.parametrize(("surroundings", "few"), FEW)
def test_terminals_with_few_colours_are_known(surroundings: dict[str, str], few: bool) -> None:
    assert few_colours(surroundings) == few


async def test_with_16_colours_tags_and_cursor_are_told_apart(
    park: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    async with sit_down(park) as sitting:
        await sitting.press("f", "o")
        for _ in range(2):
            looks = [
                sitting.screen.page._drawing.ink.look(look)
                for look in (Look(), Look(tag=Tag.FACT), Look(tag=Tag.OPINION), Look(here=True))
            ]
            assert len({(s.bold, s.underline, s.underline2, s.reverse) for s in looks}) == 4
            await sitting.press("T")
