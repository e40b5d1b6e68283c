"""The app: themes, the user's keys, the palette. What is read is the screen's."""

from __future__ import annotations

import os
from collections.abc import Callable

from textual import events
from textual.app import App
from textual.screen import Screen

from reader.config import Config
from reader.library import Library
from reader.model import Document
from reader.tui.colours import INK, PAPER, palette
from reader.tui.commands import keymap
from reader.tui.page.styles import Styles
from reader.tui.reading.screen import ReadingScreen
from reader.words import Words


class MeipiApp(App[int]):
    """Shows one article of a library."""

    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    ESCAPE_TO_MINIMIZE = False
    TITLE = "眉批"
    CSS_PATH = "app.tcss"

    def __init__(
        self,
        library: Library,
        document: Document,
        config: Config,
        words: Words,
        annotator: str = "",
        *,
        shown: Callable[[], None] = lambda: None,
    ) -> None:
        plain = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if plain else None)
        self.library, self.document = library, document
        words = words if config.ambiguous_width == 1 else words.certain()
        self.config, self.words, self.annotator = config, words, annotator
        self._shown = shown
        self.animation_level = "none"
        self.register_theme(INK)
        self.register_theme(PAPER)
        chosen = "ansi-dark" if plain else config.theme
        self.theme = chosen if chosen in self.available_themes else INK.name
        self.set_keymap(keymap(config.keymap))
        self.reading = ReadingScreen(
            library,
            document,
            config=config,
            words=words,
            ink=Styles(palette(self.current_theme)),
            signing=annotator,
        )

    def get_default_screen(self) -> Screen[None]:
        """The reading screen is the first one."""
        return self.reading

    def on_key(self, event: events.Key) -> None:
        """A key that neither a widget nor a command took."""
        self.reading.left_over(event)

    def on_mount(self) -> None:
        """Follow the theme, and say when the first page is painted."""
        self.call_after_refresh(self._shown)
        self.theme_changed_signal.subscribe(
            self, lambda theme: self.reading.use(Styles(palette(theme)))
        )

    def action_command_palette(self) -> None:
        """All commands; the palette speaks the language of the screen."""
        from textual.command import CommandPalette

        from reader.tui.palette import Commands

        if not isinstance(self.screen, CommandPalette):
            placeholder = self.words("palette.placeholder")
            self.push_screen(CommandPalette([Commands], placeholder=placeholder))

    def action_help_quit(self) -> None:
        """Ctrl+c does not leave, because everyone presses it by habit; say what does."""
        self.reading.say("leave")

    async def action_quit(self) -> None:
        """Leave as the reading screen does, with everything on disk."""
        self.reading.action_quit()

    def act(self, action: str) -> None:
        self.run_worker(self.reading.run_action(action))
