"""The change from one open article to another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from textual.message import Message

from reader.errors import MeipiError
from reader.model import Document
from reader.tui.kit.destination import Destination
from reader.tui.kit.navigator import NOWHERE
from reader.tui.kit.workers import run_in_background
from reader.tui.reading.screen import ReadingScreen

if TYPE_CHECKING:
    from concurrent.futures import Future

    from reader.library import Library
    from reader.tui.kit.screen_context import ScreenContext
    from reader.tui.terminal_app import TerminalApp


class ArticleFetched(Message):
    """An article is read from the library, or cannot be.

    `unasked`: nobody asked for it, it came in changed.
    """

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
        self.unasked = unasked


class ArticleHost(Protocol):
    """Context of new reading screens, and the place where a failure is told."""

    library: Library

    @property
    def screen_context(self) -> ScreenContext:
        """Context for a new screen."""
        ...

    @property
    def signing(self) -> str:
        """The name to sign with."""
        ...

    def show_failure(self, failure: MeipiError | str) -> None:
        """Say what went wrong where it is seen."""


class ArticleSwitch:
    """The open article; another one takes its place once that is read and all is on disk.

    `opened` is its reading screen, None as long as none was opened; `places_kept` are the writes
    of where the earlier ones were left.
    """

    def __init__(self, app: TerminalApp, host: ArticleHost) -> None:
        self._app, self._host = app, host
        self._fetching, self._awaited = 0, -1
        self.places_kept: list[Future[None]] = []
        self.opened: ReadingScreen | None = None

    @property
    def opening(self) -> bool:
        """Whether an article that was asked for is not shown yet."""
        return self._awaited == self._fetching

    def begin(self, document: Document) -> None:
        """Show the first article of a session."""
        context, signing = self._host.screen_context, self._host.signing
        self.opened = ReadingScreen(context, document, signing=signing)

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
        if not _is_unasked(destination, anew):
            self._awaited = number
        if reading is None:
            self._app.run_worker(
                lambda: self._fetch(article, destination, number, None), thread=True
            )
        elif article == reading.article and anew is None:
            run_in_background(self._app, self._return, reading, destination)
        else:
            reading.leave(
                lambda: self._app.run_worker(
                    lambda: self._fetch(article, destination, number, anew), thread=True
                ),
                lambda: self._stay(reading.status.message),
            )

    def _stay(self, failure: MeipiError | str) -> None:
        self._awaited = -1
        self._host.show_failure(failure)

    def _fetch(self, article: str, destination: Destination, number: int, anew: int | None) -> None:
        """Runs in a thread."""
        document: Document | MeipiError
        try:
            document = self._host.library.open(article)
            if anew is not None and self.opened is not None:
                revision = self.opened.session.document.head.text
                offset = self._host.library.carried(article, revision, anew)
                document = replace(document, position=offset)
        except MeipiError as error:
            document = error
        unasked = _is_unasked(destination, anew)
        self._app.post_message(ArticleFetched(number, destination, document, unasked=unasked))

    async def take(self, event: ArticleFetched) -> None:
        """Show the article that was asked for last."""
        if event.number != self._fetching or self._app.top is None:
            return  # another one was asked for, or the reader is being left
        if event.unasked and self.opened is not None and not self.opened.on_top:
            return  # something was opened over the page meanwhile; it is looked at again later
        if isinstance(event.document, MeipiError):
            self._stay(event.document)
            return
        document, destination, old = event.document, event.destination, self.opened
        if old is not None and old.edit_queue.busy:  # what became of a key meanwhile is told

            def again() -> None:
                self._app.post_message(
                    ArticleFetched(event.number, destination, document, unasked=event.unasked)
                )

            old.leave(again, again)
            return
        if destination.span is not None:
            document = replace(document, position=destination.span.start)
        await self._show(document, destination, f"article-{event.number}")

    async def _show(self, document: Document, destination: Destination, mode: str) -> None:
        app, old, before = self._app, self.opened, self._app.current_mode
        root = app.screen_stack[0]
        new = ReadingScreen(self._host.screen_context, document, signing=self._host.signing)
        if old is not None:
            new.go_on_from(old)
        self.opened = new
        if before == app.DEFAULT_MODE:  # begun without, which is faster; to be removed
            app.add_mode(before, lambda: root)
        app.add_mode(mode, lambda: new)
        await app.switch_mode(mode)
        new.controllers.searching.arrive(destination)
        self._awaited = -1
        failed = old is not None and old.edits.failures and old.status.bad
        if old is not None and failed and not destination.message and old.article == new.article:
            new.show_text(old.status.message, bad=True)
        await app.remove_mode(before)
        if old is not None and old.place_kept is not None:
            self.places_kept.append(old.place_kept)

    async def _return(self, reading: ReadingScreen, destination: Destination) -> None:
        await self._uncover(reading)
        reading.controllers.searching.arrive(destination)
        self._awaited = -1

    async def _uncover(self, reading: ReadingScreen) -> None:
        """Close what lies over a reading screen."""
        while self._app.top not in (reading, None):
            await self._app.pop_screen()

    def when_written(self, action: Callable[[], None]) -> None:
        """Do something when everything is on disk, or could not be written."""
        if self.opened is None:
            action()
        else:
            self.opened.leave(action, action)


def _is_unasked(destination: Destination, anew: int | None) -> bool:
    """Whether nobody asked for an article: it came in changed."""
    return anew is not None and destination == NOWHERE
