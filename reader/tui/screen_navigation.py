"""Ways from one screen to another, and the services behind the screens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from reader.config import Config
from reader.errors import MeipiError
from reader.library import Library
from reader.text.scripts.view_choices import region_of
from reader.tui.article_switch import ArticleSwitch
from reader.tui.kit.destination import Destination
from reader.tui.kit.edit_queue import Result, signed
from reader.tui.kit.navigator import NOWHERE
from reader.tui.kit.screen import AppScreen, worded
from reader.tui.kit.screen_context import ScreenContext
from reader.tui.kit.styles import Styles
from reader.tui.kit.themes import palette
from reader.tui.kit.workers import run_in_background
from reader.tui.reading.screen import ReadingScreen
from reader.tui.session.marks import Marks
from reader.words import Words

if TYPE_CHECKING:
    from reader.library import Edits
    from reader.library.quoted_pages import EvidenceDraft
    from reader.model import Annotator
    from reader.model.revision import Kept
    from reader.tui.claims.screen import DeskScreen
    from reader.tui.claims.state import DeskState
    from reader.tui.intake.intake_screen import AddingBase
    from reader.tui.kit.panel import Content
    from reader.tui.library.screen import LibraryScreen
    from reader.tui.library.state import Browsing
    from reader.tui.search.screen import SearchScreen
    from reader.tui.search.state import SearchState
    from reader.tui.services.feed_refresh import Feeding
    from reader.tui.services.library_monitor import LibraryMonitor
    from reader.tui.terminal_app import TerminalApp


class ScreenNavigation:
    """The screens that are open, each made when it is first asked for; it is the app's `Navigator`.

    `article` holds the open article and changes it for another.
    """

    def __init__(
        self,
        app: TerminalApp,
        library: Library,
        config: Config,
        words: Words,
        annotator: str,
        *,
        allow_private: bool,
    ) -> None:
        self._app, self.library, self.config, self.annotator = app, library, config, annotator
        self.words = words if config.ambiguous_width == 1 else words.certain()
        self._finding: SearchState | None = None
        self._browsing: Browsing | None = None
        self._desk: DeskState | None = None
        self._allow_private = allow_private
        self._feeding: Feeding | None = None
        self._monitor: LibraryMonitor | None = None
        self._bringing = False  # whether the screens that bring articles in were ever opened
        self.article: ArticleSwitch = ArticleSwitch(app, self)

    @property
    def opened(self) -> ReadingScreen | None:
        """The reading screen of the open article; None as long as none was opened."""
        return self.article.opened

    @property
    def screen_context(self) -> ScreenContext:
        """Context for a new screen."""
        ink = Styles(palette(self._app.current_theme))
        return ScreenContext(self.library, self.config, self.words, ink, self)

    def open(
        self, article: str, destination: Destination = NOWHERE, *, anew: int | None = None
    ) -> None:
        """Open an article for reading, by its id, in place of the one that is open.

        `anew` is the cursor's offset in the article that is open, when that came in changed.
        """
        self.article.open(article, destination, anew=anew)

    def first_screen(self) -> AppScreen[None]:
        """The article; without one, the library."""
        return self.opened if self.opened is not None else self._library_screen(root=True)

    @property
    def overlay(self) -> AppScreen[Any] | None:
        """The screen over the page that reports errors while it is shown, if one is."""
        return self._search or self.listed or self.desk or self._adding

    def show_failure(self, failure: MeipiError | str) -> None:
        if isinstance(failure, MeipiError):
            failure = worded(failure, self.words)
        if (screen := self.overlay or self.opened) is not None:
            screen.show_text(failure, bad=True)

    # searching

    @property
    def _search(self) -> SearchScreen | None:
        """The search screen, if it is what is shown."""
        if self._finding is None:
            return None
        from reader.tui.search.screen import SearchScreen

        return top if isinstance(top := self._app.top, SearchScreen) else None

    def search(self, typed: str | None = None) -> None:
        """Open the search screen on what is typed, or where it was left."""
        from reader.tui.search.screen import SearchScreen
        from reader.tui.search.state import SearchState

        if self._search is not None:
            return
        self._finding = self._finding or SearchState()
        self._app.push_screen(
            SearchScreen(
                self.screen_context, self._finding, self._marks(),
                typed=typed or None, region=region_of(self._view()),
            )
        )  # fmt: skip

    def _marks(self) -> Marks:
        """The marks of the open article; without one, the annotators and me."""
        if self.opened is not None:
            return self.opened.session.marks
        return Marks((), self.library.annotators(), self.library.me())

    def _view(self) -> str:
        """The script view that was chosen last."""
        if (over := self.listed or self.desk) is not None:
            return over.view
        return self.opened.session.article_view.choice if self.opened else self.library.view()

    # the library

    @property
    def listed(self) -> LibraryScreen | None:
        """The library screen, if it is what is shown."""
        if self._browsing is None:
            return None
        from reader.tui.library.screen import LibraryScreen

        return top if isinstance(top := self._app.top, LibraryScreen) else None

    def open_library(self) -> None:
        """Open the library over the article, as it was left."""
        if self.listed is None:
            self._app.push_screen(self._library_screen())

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

    # the claims desk

    @property
    def desk(self) -> DeskScreen | None:
        """The desk, if it is what is shown."""
        if self._desk is None:
            return None
        from reader.tui.claims.screen import DeskScreen

        return top if isinstance(top := self._app.top, DeskScreen) else None

    def open_desk(self) -> None:
        """Open the list of all claims over what is shown, as it was left."""
        from reader.tui.claims.screen import DeskScreen
        from reader.tui.claims.state import DeskState

        if self.desk is None:
            self._desk = self._desk or DeskState()
            self._app.push_screen(DeskScreen(self.screen_context, self._desk, view=self._view()))

    # whose it is what is done

    @property
    def signing(self) -> str:
        """The name to sign with: that of the open article, or the one that was given."""
        return self.annotator if self.opened is None else self.opened.edits.signing

    def me(self) -> Annotator | None:
        """The annotator who reads here, whatever another window signs with; None for a new one."""
        people, name = self.library.annotators(), self.signing
        if not name:
            return self.library.me()
        if (named := next((it for it in people if it.name == name), None)) is not None:
            return named
        # The name may have been corrected elsewhere.
        known = None if self.opened is None else self.opened.session.marks.me
        return next((it for it in people if known and it.id == known.id), None)

    def sign(self) -> None:
        """Sign as who reads here, before what the journal keeps is done; in any thread."""
        if self.signing:
            self.library.submit(self.signed(lambda _: None))

    def signed(self, work: Callable[[Edits], Result]) -> Callable[[Edits], Result]:
        """An action that signs with the name of who reads here, then does `work`."""
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

        return top if isinstance(top := self._app.top, AddingBase) else None

    def help(self, groups: Sequence[str] = ()) -> Content:
        """Show all keys of some groups of commands, or of all that are there."""
        from reader.tui.help import GROUPS, Help

        context = self.screen_context
        return Help(context.words, context.ink, context.ambiguous, context.keymap, groups or GROUPS)

    def add(self, text: str = "") -> None:
        """Open the line that brings articles in; a text put into it is looked at at once."""
        from reader.tui.intake.screen import AddingScreen

        if self._adding is not None:
            return
        self._bringing = True
        adding = AddingScreen(self.screen_context, typed=text, allow_private=self._allow_private)
        self._app.push_screen(adding)

    def open_kept(self, kept: Kept, message: str) -> None:
        """Open an article that came in just now, and say what became of it."""
        anew, opened = None, self.opened
        if opened is not None and kept.article == opened.article and kept.what == "changed":
            anew = opened.session.sentence_span.start
        self.open(kept.article, Destination(message=message), anew=anew)

    # evidence

    def find_source(self, then: Callable[[EvidenceDraft | None], None]) -> None:
        """Ask where evidence is from, and for a quote of a page; None if nothing is to be added."""
        from reader.tui.quoting.quote_openers import find_source

        find_source(self._app, self.screen_context, then, allow_private=self._allow_private)

    def show_quote(self, evidence: str) -> None:
        """Show the page of a piece of evidence as it was, at its quote."""
        from reader.tui.quoting.quote_openers import show_quote

        show_quote(self._app, self.screen_context, evidence, self.show_failure)

    # what goes on behind the screens

    def begin_services(self) -> None:
        """Watch the folder from now on, and refresh the feeds as often as is wanted."""
        self.monitor.begin()
        if self.config.refresh_feeds:
            self.feeding.every(self.config.refresh_feeds)

    def pressed(self) -> None:
        """A key was pressed just now, or something pasted."""
        if self._monitor is not None:
            self._monitor.pressed()

    def leave(self) -> None:
        """Give up whatever is still being fetched."""
        if self._feeding is not None:
            self._feeding.leave()

    @property
    def monitor(self) -> LibraryMonitor:
        """The monitor of the library."""
        if self._monitor is None:
            from reader.tui.services.library_monitor import LibraryMonitor

            self._monitor = LibraryMonitor(self._app, self)
        return self._monitor

    @property
    def feeding(self) -> Feeding:
        """The refresh of feeds in the background."""
        if self._feeding is None:
            from reader.tui.services.feed_refresh import Feeding

            def announce(text: str, bad: bool) -> None:
                if (screen := self.overlay or self.opened) is not None:
                    screen.show_text(text, bad=bad)

            def report(messages: Sequence[str]) -> None:
                if self.listed is not None:
                    self.listed.controllers.feeds.report(messages)

            self._feeding = Feeding(
                self._app, self.library, self.words, allow_private=self._allow_private,
                show=self._show_under_way, announce=announce, report=report,
                error_text=lambda error: worded(error, self.words),
            )  # fmt: skip
        return self._feeding

    def _show_under_way(self, text: str) -> None:
        """Say how far a refresh is, on the page and on the list."""
        for screen in self._app.screen_stack:
            if isinstance(screen, AppScreen):
                screen.show_under_way(text)

    def show_feed(self, feed: str, message: str) -> None:
        """Close the screens that bring articles in, and show a feed's shelf in the library."""
        run_in_background(self._app, self._show_feed, feed, message)

    async def _show_feed(self, feed: str, message: str) -> None:
        from reader.tui.library.shelf_list import ShelfRow

        while self._adding is not None:
            await self._app.pop_screen()
        if self.listed is None:
            await self._app.push_screen(self._library_screen())
        if self.listed is not None:
            self.listed.controllers.shelves.choose(ShelfRow("feed", feed))
            self.listed.show_text(message)
