"""The app: themes, the user's keys, the palette. What is read is the screen's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual import events, on
from textual.message import Message
from textual.screen import Screen

from reader.errors import MeipiError
from reader.model import Document
from reader.tui.kit.destination import Destination
from reader.tui.kit.edit_queue import Written
from reader.tui.kit.navigator import NOWHERE
from reader.tui.kit.screen import AppScreen, worded
from reader.tui.kit.styles import Styles
from reader.tui.kit.themes import palette
from reader.tui.kit.workers import run_beside
from reader.tui.navigating_app import NavigatingApp
from reader.tui.reading.screen import ReadingScreen

if TYPE_CHECKING:
    from textual.theme import Theme

SOON = 1.0  # seconds after the start until the folder is looked at for the first time


class MeipiApp(NavigatingApp):
    """Shows a library, and one of its articles at a time.

    `opened` is the reading screen of that article; None as long as none was opened.
    """

    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    ESCAPE_TO_MINIMIZE = False
    TITLE = "眉批"
    CSS_PATH = "app.tcss"
    DEFAULT_MODE = "first"  # each article has a mode: what lies over its page goes away with it

    class Fetched(Message):
        """An article is read from the library, or cannot be."""

        def __init__(
            self,
            number: int,
            destination: Destination,
            document: Document | MeipiError,
            *,
            unasked: bool,
        ) -> None:
            super().__init__()
            self.number, self.destination, self.document = number, destination, document
            self.unasked = unasked  # nobody asked for it: it came in changed

    def get_default_screen(self) -> Screen[None]:
        """The article is the first screen; without one, the library."""
        return self.opened if self.opened is not None else self._library_screen(root=True)

    def on_key(self, event: events.Key) -> None:
        """A key that neither a widget nor a command took."""
        screen = self.over
        if screen is None and self.top is self.opened:
            screen = self.opened
        if screen is not None:
            screen.left_over(event)

    def on_load(self) -> None:
        """The terminal is Textual's from here on."""
        self._taking()

    def on_mount(self) -> None:
        """Follow the theme, and say when the first page is painted."""
        self.call_after_refresh(self._painted)
        self.set_timer(SOON, self._begin_behind)
        self.theme_changed_signal.subscribe(self, self._use)

    def _use(self, theme: Theme) -> None:
        ink = Styles(palette(theme))
        for screen in self.screen_stack:
            if isinstance(screen, AppScreen):
                screen.use(ink)

    def _begin_behind(self) -> None:
        """Watch the folder from now on, and refresh the feeds as often as is wanted."""
        self.monitor.begin()
        if self.config.refresh_feeds:
            self.feeding.every(self.config.refresh_feeds)

    def _painted(self) -> None:
        self._shown()
        bursts = getattr(self._driver, "bursts", None)
        if bursts is not None:
            bursts.painted = True

    def on_written(self, event: Written) -> None:
        """What a page had written that was gone by then: say if it could not be."""
        if event.error is not None:
            message = worded(event.error, self.words)
            self.say_failure(self.words("not_saved", message=message))

    def on_unmount(self) -> None:
        """Whatever is still being fetched is given up."""
        if self._feeding is not None:
            self._feeding.leave()

    # another article

    def open(
        self, article: str, destination: Destination = NOWHERE, *, anew: int | None = None
    ) -> None:
        """Open an article for reading, by its id, in place of the one that is open.

        `anew` is the cursor's offset in the article that is open, when that came in changed.
        Everything is written first. Whatever is shown over the page is closed when the article is
        there; if it cannot be opened, what is shown stays and says so.
        """
        self._fetching += 1
        number, reading = self._fetching, self.opened
        if reading is None:
            self.run_worker(lambda: self._fetch(article, destination, number, None), thread=True)
        elif article == reading.article and anew is None:
            run_beside(self, self._return, reading, destination)
        else:
            reading.leave(
                lambda: self.run_worker(
                    lambda: self._fetch(article, destination, number, anew), thread=True
                ),
                lambda: self.say_failure(reading.status.message),
            )

    def _fetch(self, article: str, destination: Destination, number: int, anew: int | None) -> None:
        """Runs in a thread."""
        document: Document | MeipiError
        try:
            document = self.library.open(article)
            if anew is not None and self.opened is not None:
                revision = self.opened.session.document.head.text
                offset = self.library.carried(article, revision, anew)
                document = replace(document, position=offset)
        except MeipiError as error:
            document = error
        unasked = anew is not None and destination == NOWHERE
        self.post_message(MeipiApp.Fetched(number, destination, document, unasked=unasked))

    @on(Fetched)
    async def _take(self, event: Fetched) -> None:
        """Show the article that was asked for last."""
        if event.number != self._fetching or self.top is None:  # it came while the reader is left
            return
        if event.unasked and self.opened is not None and not self.opened.on_top:
            return  # something was opened over the page meanwhile; it is looked at again later
        if isinstance(event.document, MeipiError):
            self.say_failure(event.document)
            return
        document, destination, old = event.document, event.destination, self.opened
        if (
            old is not None and old.edit_queue.busy
        ):  # a key came meanwhile: what became of it is told

            def again() -> None:
                self.post_message(
                    MeipiApp.Fetched(event.number, destination, document, unasked=event.unasked)
                )

            old.leave(again, again)
            return
        if destination.span is not None:
            document = replace(document, position=destination.span.start)
        root = self.screen_stack[0]
        new = ReadingScreen(self.screen_context, document, signing=self.signing)
        if old is not None:
            new.go_on_from(old)
        self.opened = new
        before, mode = self.current_mode, f"article-{event.number}"
        if before == self.DEFAULT_MODE:
            self.add_mode(before, lambda: root)  # begun without, which is faster; to be removed
        self.add_mode(mode, lambda: new)
        await self.switch_mode(mode)
        new.controllers.searching.arrive(destination)
        unsaid = old is not None and old.edits.failures and old.status.bad and not destination.said
        if old is not None and unsaid and old.article == new.article:
            new.tell(old.status.message, bad=True)
        await self.remove_mode(before)
        if old is not None and old.place_kept is not None:
            self.places_kept.append(old.place_kept)

    async def _return(self, reading: ReadingScreen, destination: Destination) -> None:
        await self._uncover(reading)
        reading.controllers.searching.arrive(destination)

    async def _uncover(self, reading: ReadingScreen) -> None:
        """Close what lies over a reading screen."""
        while self.top not in (reading, None):
            await self.pop_screen()

    # commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The palette's commands are about the page or the list, so it opens only over these."""
        over = self.top is not self.opened and self.listed is None
        return action != "command_palette" or not over

    def action_command_palette(self) -> None:
        """All commands; the palette speaks the language of the screen."""
        from textual.command import CommandPalette

        from reader.tui.palette import CommandProvider, PaletteScreen

        if not isinstance(self.screen, CommandPalette):
            placeholder = self.words("palette.placeholder")
            self.push_screen(PaletteScreen([CommandProvider], placeholder=placeholder))

    def action_help_quit(self) -> None:
        """Ctrl+c does not leave, because everyone presses it by habit; say what does."""
        screen = self.listed or self.opened
        if screen is not None:
            screen.say("leave")

    async def action_quit(self) -> None:
        """Leave as the reading screen does, with everything on disk."""
        if self.opened is not None:
            self.opened.quit()
        else:
            self.exit()
