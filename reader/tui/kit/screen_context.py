"""The library, settings, words and styles of every screen, handed down as one value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from reader.config import Config
from reader.tui.kit.glyphs import Glyphs, glyphs
from reader.tui.kit.styles import Styles
from reader.words import Words

if TYPE_CHECKING:
    from reader.library import Library
    from reader.tui.kit.navigator import Navigator


class ScreenContext(NamedTuple):
    """The library, the settings, the words and the styles; another theme makes another one."""

    library: Library
    config: Config
    words: Words
    ink: Styles
    navigator: Navigator

    @property
    def ambiguous(self) -> int:
        """Cells of a character of ambiguous width."""
        return self.config.ambiguous_width

    @property
    def keymap(self) -> Mapping[str, str]:
        """The user's keys, by the id of the command."""
        return self.config.keymap

    @property
    def signs(self) -> Glyphs:
        """The signs that are drawn, one cell each."""
        return glyphs(self.ambiguous)
