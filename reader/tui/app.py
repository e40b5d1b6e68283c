"""The app: its start and end, the theme, the palette; its screens are `screen_navigation`'s."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events
from textual.screen import Screen

from reader.config import Config
from reader.library import Library
from reader.model import Document
from reader.tui.article_switch import ArticleFetched
from reader.tui.kit.edit_queue import Written
from reader.tui.kit.screen import AppScreen, worded
from reader.tui.kit.styles import Styles
from reader.tui.kit.themes import palette
from reader.tui.screen_navigation import ScreenNavigation
from reader.tui.terminal_app import TerminalApp
from reader.words import Words

if TYPE_CHECKING:
    from textual.theme import Theme

SOON = 1.0  # seconds after the start until the folder is looked at for the first time


class MeipiApp(TerminalApp):
    """Shows a library, and one of its articles at a time."""

    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    ESCAPE_TO_MINIMIZE = False
    TITLE = "眉批"
    CSS_PATH = "app.tcss"
    DEFAULT_MODE = "first"  # each article has a mode: what lies over its page goes away with it

    def __init__(
        self,
        library: Library,
        document: Document | None,
        config: Config,
        words: Words,
        annotator: str = "",
        *,
        take_terminal: Callable[[], None] = lambda: None,
        lending: Callable[[], None] = lambda: None,
        shown: Callable[[], None] = lambda: None,
        allow_private: bool = False,
    ) -> None:
        """Hand the terminal over with three callbacks.

        `take_terminal` is called when Textual gets it, `lending` before a shell does, `shown`
        when the first page is painted.
        """
        super().__init__(config, lending)
        self._take_terminal, self._shown = take_terminal, shown
        self.navigation: ScreenNavigation = ScreenNavigation(
            self, library, config, words, annotator, allow_private=allow_private
        )
        if document is not None:
            self.navigation.article.begin(document)

    def get_default_screen(self) -> Screen[None]:
        """The article is the first screen; without one, the library."""
        return self.navigation.first_screen()

    @property
    def opening(self) -> bool:
        """Whether what the next key is meant for is about to be shown: a prompt, an article."""
        return super().opening or self.navigation.article.opening

    def on_key(self, event: events.Key) -> None:
        """A key that neither a widget nor a command took."""
        opened = self.navigation.opened
        screen = self.navigation.overlay or (opened if self.top is opened else None)
        if screen is not None:
            screen.unhandled_key(event)

    def on_load(self) -> None:
        """Take the terminal over for Textual."""
        self._take_terminal()

    def on_mount(self) -> None:
        """Follow the theme, and say when the first page is painted."""
        self.call_after_refresh(self._painted)
        self.set_timer(SOON, self.navigation.begin_services)
        self.theme_changed_signal.subscribe(self, self._use)

    def _use(self, theme: Theme) -> None:
        ink = Styles(palette(theme))
        for screen in self.screen_stack:
            if isinstance(screen, AppScreen):
                screen.use(ink)

    def _painted(self) -> None:
        self._shown()
        bursts = getattr(self._driver, "bursts", None)
        if bursts is not None:
            bursts.painted = True

    async def on_article_fetched(self, event: ArticleFetched) -> None:
        """Show the article that was asked for last; what is typed meanwhile waits."""
        await self.navigation.article.take(event)

    def on_written(self, event: Written) -> None:
        """Report an edit of a page that is gone, if it could not be written."""
        if event.error is not None:
            words = self.navigation.words
            message = worded(event.error, words)
            self.navigation.show_failure(words("not_saved", message=message))

    def on_unmount(self) -> None:
        """Whatever is still being fetched is given up."""
        self.navigation.leave()

    def pressed(self) -> None:
        """A key was pressed just now, or something pasted."""
        self.navigation.pressed()

    def when_written(self, action: Callable[[], None]) -> None:
        """Do something when everything is on disk, or could not be written."""
        self.navigation.article.when_written(action)

    # commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The palette is about the screen below it, so it opens only where there are commands."""
        return action != "command_palette" or bool(getattr(self.top, "OFFERED", ()))

    def action_command_palette(self) -> None:
        """Open the palette of all commands, which speaks the language of the screen."""
        from textual.command import CommandPalette

        from reader.tui.palette import CommandProvider, PaletteScreen

        if not isinstance(self.screen, CommandPalette):
            placeholder = self.navigation.words("palette.placeholder")
            self.push_screen(PaletteScreen([CommandProvider], placeholder=placeholder))

    def action_help_quit(self) -> None:
        """Ctrl+c does not leave, because everyone presses it by habit; say what does."""
        screen = self.navigation.listed or self.navigation.desk or self.navigation.opened
        if screen is not None:
            screen.show_message("leave")

    async def action_quit(self) -> None:
        """Leave as the reading screen does, with everything on disk."""
        if self.navigation.opened is not None:
            self.navigation.opened.quit()
        else:
            self.exit()
