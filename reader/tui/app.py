"""The app: themes, the user's keys, the palette. What is read is the screen's."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import App
from textual.message import Message
from textual.screen import Screen

from reader.config import Config
from reader.errors import MeipiError
from reader.library import Library
from reader.model import Document
from reader.text.views import region_of
from reader.tui.colours import INK, PAPER, palette
from reader.tui.commands import keymap
from reader.tui.goal import Goal
from reader.tui.page.styles import Styles
from reader.tui.reading.screen import ReadingScreen
from reader.words import Words

if TYPE_CHECKING:
    from concurrent.futures import Future

    from reader.tui.search.screen import SearchScreen
    from reader.tui.search.state import Finding

NOWHERE = Goal()


class MeipiApp(App[int]):
    """Shows one article of a library at a time."""

    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    ESCAPE_TO_MINIMIZE = False
    TITLE = "眉批"
    CSS_PATH = "app.tcss"
    DEFAULT_MODE = "first"  # each article has a mode: what lies over its page goes away with it

    class Fetched(Message):
        """An article is read from the library, or cannot be."""

        def __init__(self, number: int, goal: Goal, document: Document | MeipiError) -> None:
            super().__init__()
            self.number, self.goal, self.document = number, goal, document

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
        self.library = library
        words = words if config.ambiguous_width == 1 else words.certain()
        self.config, self.words, self.annotator = config, words, annotator
        self._shown = shown
        self._fetching = 0
        self._finding: Finding | None = None
        self.places_kept: list[Future[None]] = []
        self.animation_level = "none"
        self.register_theme(INK)
        self.register_theme(PAPER)
        chosen = "ansi-dark" if plain else config.theme
        self.theme = chosen if chosen in self.available_themes else INK.name
        self.set_keymap(keymap(config.keymap))
        self.reading = self._reading_of(document, annotator)

    def _reading_of(self, document: Document, signing: str) -> ReadingScreen:
        return ReadingScreen(
            self.library,
            document,
            config=self.config,
            words=self.words,
            ink=Styles(palette(self.current_theme)),
            signing=signing,
        )

    def get_default_screen(self) -> Screen[None]:
        """The reading screen is the first one."""
        return self.reading

    def on_key(self, event: events.Key) -> None:
        """A key that neither a widget nor a command took."""
        search = self._search
        if search is not None:
            search.left_over(event)
        elif self.screen is self.reading:
            self.reading.left_over(event)

    def on_mount(self) -> None:
        """Follow the theme, and say when the first page is painted."""
        self.call_after_refresh(self._shown)
        self.theme_changed_signal.subscribe(self, lambda theme: self._use(Styles(palette(theme))))

    def _use(self, ink: Styles) -> None:
        self.reading.use(ink)
        if self._search is not None:
            self._search.use(ink)

    # searching

    @property
    def _search(self) -> SearchScreen | None:
        """The search screen, if it is what is shown."""
        if self._finding is None:
            return None
        from reader.tui.search.screen import SearchScreen

        return self.screen if isinstance(self.screen, SearchScreen) else None

    def search(self, typed: str | None = None) -> None:
        """Open the search screen on what is typed, or where it was left."""
        from reader.tui.search.screen import SearchScreen
        from reader.tui.search.state import Finding

        if self._search is not None:
            return
        self._finding = self._finding or Finding()
        self.push_screen(
            SearchScreen(
                self.library, self._finding, config=self.config, words=self.words,
                ink=Styles(palette(self.current_theme)), marks=self.reading.desk.marks,
                go=self.open, typed=typed or None,
                region=region_of(self.reading.desk.rendition.choice),
            )
        )  # fmt: skip

    # another article

    def open(self, article: str, goal: Goal = NOWHERE, *, anew: int | None = None) -> None:
        """Open an article for reading, by its id, in place of the one that is open.

        `anew` is the cursor's offset in the article that is open, when that came in changed.
        Everything is written first. Whatever is shown over the page is closed when the article is
        there; if it cannot be opened, what is shown stays and says so.
        """
        self._fetching += 1
        number, reading = self._fetching, self.reading
        if article == reading.article and anew is None:
            self.run_worker(self._return(goal))
        else:
            reading.leave(
                lambda: self.run_worker(
                    lambda: self._fetch(article, goal, number, anew), thread=True
                ),
                lambda: self._say_failure(reading.chrome.message),
            )

    def _fetch(self, article: str, goal: Goal, number: int, anew: int | None) -> None:
        """Runs in a thread."""
        document: Document | MeipiError
        try:
            document = self.library.open(article)
            if anew is not None:
                revision = self.reading.desk.document.head.revision
                offset = self.library.carried(article, revision, anew)
                document = replace(document, position=offset)
        except MeipiError as error:
            document = error
        self.post_message(MeipiApp.Fetched(number, goal, document))

    @on(Fetched)
    async def _take(self, event: Fetched) -> None:
        """Show the article that was asked for last."""
        if event.number != self._fetching:
            return
        if isinstance(event.document, MeipiError):
            self._say_failure(self.reading.wording(event.document))
            return
        document, goal, old = event.document, event.goal, self.reading
        if goal.span is not None:
            document = replace(document, position=goal.span.start)
        me = old.desk.marks.me
        new = self._reading_of(document, old.signature or (me.name if me else ""))
        new.go_on_from(old)
        self.reading = new
        before, mode = self.current_mode, f"article-{event.number}"
        if before == self.DEFAULT_MODE:
            self.add_mode(before, lambda: old)  # begun without, which is faster; to be removed
        self.add_mode(mode, lambda: new)
        await self.switch_mode(mode)
        new.arrive(goal)
        await self.remove_mode(before)
        if old.place_kept is not None:
            self.places_kept.append(old.place_kept)

    def _say_failure(self, text: str) -> None:
        (self._search or self.reading).tell(text, bad=True)

    async def _return(self, goal: Goal) -> None:
        await self._uncover(self.reading)
        self.reading.arrive(goal)

    async def _uncover(self, reading: ReadingScreen) -> None:
        """Close what lies over a reading screen."""
        while self.screen is not reading:
            await self.pop_screen()

    # commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The palette's commands are about the page, so it opens only over the page."""
        return action != "command_palette" or self._search is None

    def action_command_palette(self) -> None:
        """All commands; the palette speaks the language of the screen."""
        from textual.command import CommandPalette

        from reader.tui.palette import Commands, Palette

        if not isinstance(self.screen, CommandPalette):
            placeholder = self.words("palette.placeholder")
            self.push_screen(Palette([Commands], placeholder=placeholder))

    def action_help_quit(self) -> None:
        """Ctrl+c does not leave, because everyone presses it by habit; say what does."""
        self.reading.say("leave")

    async def action_quit(self) -> None:
        """Leave as the reading screen does, with everything on disk."""
        self.reading.action_quit()

    def act(self, action: str) -> None:
        self.run_worker(self.reading.run_action(action))
