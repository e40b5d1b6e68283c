"""A colour, and what is done with it on the way to the screen.

Textual has colours too, but the first page is drawn before Textual is loaded.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from rich.color import Color


class _Channels(NamedTuple):
    red: int
    green: int
    blue: int


class Colour(_Channels):
    """Red, green and blue, each 0 to 255."""

    @classmethod
    def parse(cls, text: str) -> Colour:
        """A colour of six hexadecimal digits after `#`, or whatever else Textual can read."""
        if len(text) == 7 and text[0] == "#":
            return cls(int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16))
        from textual.color import Color as TextualColour

        return cls(*TextualColour.parse(text).rgb)

    @cached_property
    def rich_color(self) -> Color:
        """The same for Rich's styles."""
        return Color.from_rgb(*self)

    @property
    def brightness(self) -> float:
        """Perceived brightness, 0 to 1 (W3C, Techniques for Accessibility Evaluation, 2.2)."""
        return (299 * self.red + 587 * self.green + 114 * self.blue) / 255_000

    @property
    def luminance(self) -> float:
        """The relative luminance, 0 to 1 (WCAG 2)."""
        red, green, blue = (
            share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
            for share in (channel / 255 for channel in self)
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def blend(self, other: Colour, share: float) -> Colour:
        """The colour at a share, 0 to 1, of the way to another."""
        return Colour(*(int(a + (b - a) * share) for a, b in zip(self, other, strict=True)))


BLACK, WHITE = Colour(0, 0, 0), Colour(255, 255, 255)
