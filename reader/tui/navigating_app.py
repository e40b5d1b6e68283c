"""The screens that lie over an article, and what goes on behind them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from reader.config import Config
from reader.errors import MeipiError
from reader.library import Library
from reader.model import Document
from reader.text.scripts.view_choices import region_of
from reader.tui.kit.destination import Destination
from reader.tui.kit.edit_queue import Result, signed
from reader.tui.kit.navigator import NOWHERE
from reader.tui.kit.screen import AppScreen, worded
from reader.tui.kit.screen_context import ScreenContext
from reader.tui.kit.styles import Styles
from reader.tui.kit.themes import palette
from reader.tui.kit.workers import run_beside
from reader.tui.reading.screen import ReadingScreen
from reader.tui.session.marks import Marks
from reader.tui.terminal_app import TerminalApp
from reader.words import Words

if TYPE_CHECKING:
    from concurrent.futures import Future

    from reader.library import Edits
    from reader.model.revision import Kept
    from reader.tui.intake.intake_screen import AddingBase
    from reader.tui.kit.panel import Content
    from reader.tui.library.screen import LibraryScreen
    from reader.tui.library.state import Browsing
    from reader.tui.search.screen import SearchScreen
    from reader.tui.search.state import SearchState
    from reader.tui.services.feed_refresh import Feeding
    from reader.tui.services.library_monitor import LibraryMonitor


class NavigatingApp(TerminalApp):
    """What every screen can reach, and the way from one to the other.

    `opened` is the reading screen of the open article; None as long as none was opened.
    """

    def __init__(
        self,
        library: Library,
        document: Document | None,
        config: Config,
        words: Words,
        annotator: str = "",
        *,
        taking: Callable[[], None] = lambda: None,
        lending: Callable[[], None] = lambda: None,
        shown: Callable[[], None] = lambda: None,
        allow_private: bool = False,
    ) -> None:
        super().__init__(config, lending)
        self.library = library
        words = words if config.ambiguous_width == 1 else words.certain()
        self.config, self.words, self.annotator = config, words, annotator
        self._taking, self._shown = taking, shown
        self._fetching = 0
        self._finding: SearchState | None = None
        self._browsing: Browsing | None = None
        self._allow_private = allow_private
        self._feeding: Feeding | None = None
        self._monitor: LibraryMonitor | None = None
        self._bringing = False  # whether the screens that bring articles in were ever opened
        self.places_kept: list[Future[None]] = []
        self.opened: ReadingScreen | None = None
        if document is not None:
            self.opened = ReadingScreen(self.screen_context, document, signing=annotator)

    def pressed(self) -> None:
        """A key was pressed just now, or something pasted."""
        if self._monitor is not None:
            self._monitor.pressed()

    def when_written(self, action: Callable[[], None]) -> None:
        """Do something when everything is on disk, or could not be written."""
        if self.opened is None:
            action()
        else:
            self.opened.leave(action, action)

    @property
    def reading(self) -> ReadingScreen:
        """The screen of the open article; there must be one."""
        if self.opened is None:
            raise RuntimeError("no article is open")
        return self.opened

    @property
    def screen_context(self) -> ScreenContext:
        """What a new screen draws with and reads from."""
        ink = Styles(palette(self.current_theme))
        return ScreenContext(self.library, self.config, self.words, ink, self)

    @abstractmethod
    def open(
        self, article: str, destination: Destination = NOWHERE, *, anew: int | None = None
    ) -> None:
        """Open an article for reading, by its id, in place of the one that is open.

        `anew` is the cursor's offset in the article that is open, when that came in changed.
        """

    @property
    def over(self) -> AppScreen[Any] | None:
        """What lies over the page and tells what goes wrong there, if anything does."""
        return self._search or self.listed or self._adding

    def say_failure(self, failure: MeipiError | str) -> None:
        if isinstance(failure, MeipiError):
            failure = worded(failure, self.words)
        (self.over or self.reading).tell(failure, bad=True)

    # searching

    @property
    def _search(self) -> SearchScreen | None:
        """The search screen, if it is what is shown."""
        if self._finding is None:
            return None
        from reader.tui.search.screen import SearchScreen

        return top if isinstance(top := self.top, SearchScreen) else None

    def search(self, typed: str | None = None) -> None:
        """Open the search screen on what is typed, or where it was left."""
        from reader.tui.search.screen import SearchScreen
        from reader.tui.search.state import SearchState

        if self._search is not None:
            return
        self._finding = self._finding or SearchState()
        self.push_screen(
            SearchScreen(
                self.screen_context, self._finding, self._marks(),
                typed=typed or None, region=region_of(self._view()),
            )
        )  # fmt: skip

    def _marks(self) -> Marks:
        """Who annotates here, and which marks are mine."""
        if self.opened is not None:
            return self.opened.session.marks
        return Marks((), self.library.annotators(), self.library.me())

    def _view(self) -> str:
        """The script view that was chosen last."""
        if self.listed is not None:
            return self.listed.view
        return self.opened.session.rendition.choice if self.opened else self.library.view()

    # the library

    @property
    def listed(self) -> LibraryScreen | None:
        """The library screen, if it is what is shown."""
        if self._browsing is None:
            return None
        from reader.tui.library.screen import LibraryScreen

        return top if isinstance(top := self.top, LibraryScreen) else None

    def open_library(self) -> None:
        """Open the library over the article, as it was left."""
        if self.listed is None:
            self.push_screen(self._library_screen())

    def _library_screen(self, *, root: bool = False) -> LibraryScreen:
        from reader.tui.library.screen import LibraryScreen
        from reader.tui.library.state import Browsing

        view = self.library.view() if root else self._view()
        self._browsing = self._browsing or Browsing()
        return LibraryScreen(self.screen_context, self._browsing, view=view, root=root)

    def see(self, choice: str) -> bool:
        """Show the open article in a script view, which is kept; false if none is open."""
        if self.opened is None:
            return False
        self.opened.controllers.views.see(choice)
        return True

    # whose it is what is done

    @property
    def signing(self) -> str:
        """The name to sign with: that of the open article, or the one that was given."""
        return self.annotator if self.opened is None else self.opened.edits.signing

    def sign(self) -> None:
        """Be who reads here, before something is done that the journal keeps; in any thread."""
        if self.signing:
            self.library.submit(self.signed(lambda _: None))

    def signed(self, work: Callable[[Edits], Result]) -> Callable[[Edits], Result]:
        """`work` after the name of who reads here, in one action."""
        if self.opened is None:
            return signed(self.annotator, work)
        return self.opened.edits.signed(work)

    # bringing articles in

    @property
    def _adding(self) -> AddingBase | None:
        """The screen that brings articles in, if one is what is shown."""
        if not self._bringing:
            return None
        from reader.tui.intake.intake_screen import AddingBase

        return top if isinstance(top := self.top, AddingBase) else None

    def help(self, groups: Sequence[str] = ()) -> Content:
        """All keys of some groups of commands, or of all that are there."""
        from reader.tui.help import GROUPS, Help

        context = self.screen_context
        return Help(context.words, context.ink, context.ambiguous, context.keymap, groups or GROUPS)

    def add(self, given: str = "") -> None:
        """Open the line that brings articles in; what is given is looked at at once."""
        from reader.tui.intake.screen import AddingScreen

        if self._adding is not None:
            return
        self._bringing = True
        adding = AddingScreen(self.screen_context, typed=given, allow_private=self._allow_private)
        self.push_screen(adding)

    def open_kept(self, kept: Kept, said: str) -> None:
        """Open an article that came in just now, and say what became of it."""
        anew, opened = None, self.opened
        if opened is not None and kept.article == opened.article and kept.what == "changed":
            anew = opened.session.sentence_span.start
        self.open(kept.article, Destination(said=said), anew=anew)

    # what goes on behind the screens

    @property
    def monitor(self) -> LibraryMonitor:
        """What watches the library."""
        if self._monitor is None:
            from reader.tui.services.library_monitor import LibraryMonitor

            self._monitor = LibraryMonitor(self, self)
        return self._monitor

    @property
    def feeding(self) -> Feeding:
        """Refreshes feeds in the background."""
        if self._feeding is None:
            from reader.tui.services.feed_refresh import Feeding

            def tell(text: str, bad: bool) -> None:
                if (screen := self.over or self.opened) is not None:
                    screen.tell(text, bad=bad)

            def report(messages: Sequence[str]) -> None:
                if self.listed is not None:
                    self.listed.controllers.feeds.report(messages)

            self._feeding = Feeding(
                self, self.library, self.words, allow_private=self._allow_private,
                show=self._show_under_way, tell=tell, report=report,
                wording=lambda error: worded(error, self.words),
            )  # fmt: skip
        return self._feeding

    def _show_under_way(self, text: str) -> None:
        """Say how far a refresh is, on the page and on the list."""
        for screen in self.screen_stack:
            if isinstance(screen, AppScreen):
                screen.show_under_way(text)

    def show_feed(self, feed: str, said: str) -> None:
        """Close the screens that bring articles in, and show a feed's shelf in the library."""
        run_beside(self, self._show_feed, feed, said)

    async def _show_feed(self, feed: str, said: str) -> None:
        from reader.tui.library.shelf_list import ShelfRow

        while self._adding is not None:
            await self.pop_screen()
        if self.listed is None:
            await self.push_screen(self._library_screen())
        if self.listed is not None:
            self.listed.controllers.shelves.choose(ShelfRow("feed", feed))
            self.listed.tell(said)
