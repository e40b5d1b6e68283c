"""Rich styles for every state a character of the page can be in, made once a theme."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from rich.style import Style

from reader.model import Role, Tag
from reader.tui.kit.colour import Colour
from reader.tui.kit.themes import Palette, legible

TINT = 0.42


class Look(NamedTuple):
    """The appearance of a run of characters, before styles are chosen for it."""

    role: Role = Role.BODY
    tag: Tag | None = None
    highlighted: bool = False
    here: bool = False
    chosen: bool = False
    hit: int = 0  # 1: a hit of the search; 2: the one the cursor is on
    hinted: bool = False


class Styles:
    """The styles of one palette."""

    def __init__(self, palette: Palette) -> None:
        self.palette = palette
        colour = self._colour
        background = palette.background.rich_color
        self.blank = Style() if palette.plain else Style(bgcolor=background)
        self.text = colour(palette.text)
        self.title = colour(palette.strong, bold=True)
        self.muted = colour(palette.muted, dim=palette.plain)
        self.faint = colour(palette.faint, dim=palette.plain)
        self.note = colour(palette.cinnabar)
        self.note_here = colour(palette.cinnabar, bold=True)
        self.known_here = colour(palette.text, bold=True)
        self.rule = colour(palette.cinnabar)
        self.tags = {
            Tag.FACT: colour(palette.jade),
            Tag.OPINION: colour(palette.ochre),
            Tag.NONE: colour(palette.muted, dim=palette.plain),
        }
        self.tally_fact = self.tags[Tag.FACT]
        self.tally_opinion = self.tags[Tag.OPINION]
        self.bar = self._on_bar(palette.muted)
        self.bar_title = self._on_bar(palette.strong, bold=True)
        self.bar_key = self._on_bar(palette.cinnabar, bold=True)
        self.bar_text = self._on_bar(palette.text)
        self.bar_bad = self._on_bar(palette.cinnabar, bold=True)
        self.bar_note = self._on_bar(palette.cinnabar)
        self.seal = (
            Style(reverse=True, bold=True)
            if palette.plain
            else Style.from_color(
                legible(palette.background, palette.cinnabar).rich_color,
                palette.cinnabar.rich_color,
            )
            + Style(bold=True)
        )
        self.look = cache(self._look)

    def _colour(
        self, colour: Colour, on: Colour | None = None, *, bold: bool = False, dim: bool = False
    ) -> Style:
        if self.palette.plain:
            return Style(bold=bold or None, dim=dim or None)
        back = (on or self.palette.background).rich_color
        return Style(color=colour.rich_color, bgcolor=back, bold=bold or None)

    def _on_bar(self, colour: Colour, *, bold: bool = False) -> Style:
        return self._colour(colour, self.palette.bar, bold=bold)

    def _look(self, look: Look) -> Style:
        return self._bare_look(look) if self.palette.plain else self._coloured_look(look)

    def _coloured_look(self, look: Look) -> Style:
        palette = self.palette
        if look.chosen:
            back = palette.chosen
        elif look.hit:
            back = palette.hit if look.hit == 2 else palette.marked
        elif look.highlighted:
            back = palette.marked.blend(palette.here, 0.25) if look.here else palette.marked
        else:
            back = palette.here if look.here else palette.background
        front = palette.strong if look.role is Role.HEADING else palette.text
        if look.role in (Role.CAPTION, Role.ATTRIBUTION):
            front = palette.muted
        if look.tag is Tag.FACT:
            front = front.blend(palette.jade, TINT)
        elif look.tag is Tag.OPINION:
            front = front.blend(palette.ochre, TINT)
        return Style(
            color=legible(front, back).rich_color,
            bgcolor=back.rich_color,
            bold=look.role is Role.HEADING or look.hit == 2 or None,
            underline=look.hinted or None,
        )

    def _bare_look(self, look: Look) -> Style:
        return Style(
            bold=look.here or look.chosen or look.role is Role.HEADING or None,
            dim=(look.role in (Role.CAPTION, Role.ATTRIBUTION) and not look.here) or None,
            # A line under a whole tagged passage says more than one under a cue word.
            underline=look.tag is Tag.FACT or (look.hinted and look.tag is not Tag.OPINION) or None,
            underline2=look.tag is Tag.OPINION or None,
            reverse=look.highlighted or look.chosen or bool(look.hit) or None,
        )
