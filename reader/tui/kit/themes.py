"""Paper and ink: the two themes, and the colours of a page under any theme.

Colour has meaning or is absent: cinnabar for the margin, jade for fact, ochre for opinion. Every
text colour is pulled away from its background until the contrast is at least 4.5:1 (WCAG 2,
success criterion 1.4.3).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from reader.tui.kit.colour import BLACK, WHITE, Colour

if TYPE_CHECKING:
    from textual.theme import Theme

CONTRAST = 4.5
STEP = 0.06


def few_colours(environ: Mapping[str, str]) -> bool:
    """Whether the terminal has 16 colours at most, as Rich finds it out.

    Tints and backgrounds of a page would fall together there.
    """
    asked = environ.get("TEXTUAL_COLOR_SYSTEM", "auto").lower()
    if os.name != "posix" or asked != "auto":
        return asked == "standard"
    if environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return False
    colours = environ.get("TERM", "").strip().lower().rpartition("-")[2]
    return colours not in ("256color", "kitty", "direct")


class OwnTheme(NamedTuple):
    """One of our own themes: the fields of Textual's that it sets."""

    name: str
    dark: bool
    primary: str
    secondary: str
    accent: str
    success: str
    warning: str
    error: str
    foreground: str
    background: str
    surface: str
    panel: str
    variables: Mapping[str, str]
    ansi: bool = False


INK = OwnTheme(
    name="ink",
    dark=True,
    primary="#e2705a",
    secondary="#9a948a",
    accent="#e2705a",
    success="#84b98f",
    warning="#d9a55a",
    error="#e8705c",
    foreground="#dcd6ca",
    background="#1c1b19",
    surface="#26251f",
    panel="#26251f",
    variables={
        "input-cursor-background": "#dcd6ca",
        "input-selection-background": "#54492c",
        "block-cursor-background": "#3a372d",
        "block-cursor-foreground": "#f1ede4",
        "border": "#5a564c",
    },
)

PAPER = OwnTheme(
    name="paper",
    dark=False,
    primary="#b5322a",
    secondary="#6d675c",
    accent="#b5322a",
    success="#2f6f4f",
    warning="#94600f",
    error="#b5322a",
    foreground="#33302a",
    background="#f7f3e8",
    surface="#ece5d4",
    panel="#ece5d4",
    variables={
        "input-cursor-background": "#33302a",
        "input-selection-background": "#f0dfa8",
        "block-cursor-background": "#e0d6bd",
        "block-cursor-foreground": "#1a1814",
        "border": "#b9b09c",
    },
)


def other_theme(name: str) -> str:
    """The light theme after a dark one, and back; without colours they stay without."""
    if name.startswith("ansi-"):
        return "ansi-dark" if name == "ansi-light" else "ansi-light"
    return INK.name if name == PAPER.name else PAPER.name


class Palette(NamedTuple):
    """The colours of a page. With `plain` there are none and attributes must do."""

    background: Colour
    bar: Colour
    here: Colour
    chosen: Colour
    marked: Colour
    hit: Colour
    text: Colour
    strong: Colour
    muted: Colour
    faint: Colour
    cinnabar: Colour
    jade: Colour
    ochre: Colour
    plain: bool = False


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2)."""
    light, dark = sorted((one.luminance, other.luminance), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def legible(colour: Colour, background: Colour) -> Colour:
    """`colour` moved towards black or white until it can be read on `background`."""
    target, other = (WHITE, BLACK) if background.brightness < 0.5 else (BLACK, WHITE)
    if contrast(target, background) < CONTRAST:
        target = other  # on a middling colour only one of them can be read
    share = 0.0
    result = colour
    while contrast(result, background) < CONTRAST and share < 1:
        share += STEP
        result = colour.blend(target, min(share, 1))
    return result


def _colour(value: str | None, fallback: Colour) -> Colour:
    return Colour.parse(value) if value else fallback


def palette(theme: OwnTheme | Theme) -> Palette:
    """The page colours that follow from one of our themes or any of Textual's."""
    background = _colour(theme.background, BLACK if theme.dark else WHITE)
    text = _colour(theme.foreground, WHITE if theme.dark else BLACK)
    if theme.ansi:
        return _plain(background, text)
    bar = _colour(theme.surface, background.blend(text, 0.07))
    here = background.blend(text, 0.14 if theme.dark else 0.1)
    ochre = _colour(theme.warning, Colour.parse("#b58030"))
    jade = _colour(theme.success, Colour.parse("#4f9068"))
    cinnabar = _colour(theme.primary if theme.name in ("ink", "paper") else theme.error, ochre)
    readable = here

    def anywhere(colour: Colour) -> Colour:
        """`colour` so that it can be read on the page and on the bars."""
        return legible(legible(colour, bar), background)

    return Palette(
        background=background,
        bar=bar,
        here=here,
        chosen=background.blend(cinnabar, 0.26),
        marked=background.blend(ochre, 0.24 if theme.dark else 0.3),
        hit=background.blend(ochre, 0.42),
        text=legible(text, readable),
        strong=legible(text.blend(WHITE if theme.dark else BLACK, 0.6), readable),
        muted=anywhere(background.blend(text, 0.62)),
        faint=background.blend(text, 0.3),
        cinnabar=anywhere(cinnabar),
        jade=anywhere(jade),
        ochre=anywhere(ochre),
    )


def _plain(background: Colour, text: Colour) -> Palette:
    return Palette(
        background, background, background, background, background, background,
        text, text, text, text, text, text, text, plain=True,
    )  # fmt: skip
