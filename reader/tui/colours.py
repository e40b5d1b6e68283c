"""Paper and ink: the two themes, and the colours of a page under any theme.

Colour has meaning or is absent: cinnabar for the margin, jade for fact, ochre for opinion. Every
text colour is pulled away from its background until the contrast is at least 4.5:1 (WCAG 2,
success criterion 1.4.3).
"""

from __future__ import annotations

from typing import NamedTuple

from textual.color import Color
from textual.theme import Theme

CONTRAST = 4.5
STEP = 0.06

INK = Theme(
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

PAPER = Theme(
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


class Palette(NamedTuple):
    """The colours of a page. `plain` says that there are none and attributes must do."""

    background: Color
    bar: Color
    here: Color
    chosen: Color
    marked: Color
    hit: Color
    text: Color
    strong: Color
    muted: Color
    faint: Color
    cinnabar: Color
    jade: Color
    ochre: Color
    plain: bool = False


def _luminance(colour: Color) -> float:
    """The relative luminance of a colour (WCAG 2)."""
    shares = (channel / 255 for channel in colour.rgb)
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def legible(colour: Color, background: Color) -> Color:
    """`colour` moved towards black or white until it can be read on `background`."""
    target = Color(255, 255, 255) if background.brightness < 0.5 else Color(0, 0, 0)
    share = 0.0
    result = colour
    while contrast(result, background) < CONTRAST and share < 1:
        share += STEP
        result = colour.blend(target, min(share, 1))
    return result


def _colour(value: str | None, fallback: Color) -> Color:
    return Color.parse(value) if value else fallback


def palette(theme: Theme) -> Palette:
    """The page colours that follow from any of Textual's themes."""
    black, white = Color(0, 0, 0), Color(255, 255, 255)
    background = _colour(theme.background, black if theme.dark else white)
    text = _colour(theme.foreground, white if theme.dark else black)
    if theme.ansi:
        return _plain(background, text)
    bar = _colour(theme.surface, background.blend(text, 0.07))
    here = background.blend(text, 0.14 if theme.dark else 0.1)
    ochre = _colour(theme.warning, Color.parse("#b58030"))
    jade = _colour(theme.success, Color.parse("#4f9068"))
    cinnabar = _colour(theme.primary if theme.name in ("ink", "paper") else theme.error, ochre)
    readable = here

    def anywhere(colour: Color) -> Color:
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
        strong=legible(text.blend(white if theme.dark else black, 0.6), readable),
        muted=anywhere(background.blend(text, 0.62)),
        faint=background.blend(text, 0.3),
        cinnabar=anywhere(cinnabar),
        jade=anywhere(jade),
        ochre=anywhere(ochre),
    )


def _plain(background: Color, text: Color) -> Palette:
    return Palette(
        background, background, background, background, background, background,
        text, text, text, text, text, text, text, plain=True,
    )  # fmt: skip
