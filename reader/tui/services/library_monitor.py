"""Monitor of the library: shows what changes in it while the program is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from reader.errors import MeipiError
from reader.tui.kit.screen import worded
from reader.tui.services.article_pairs import ArticlePairs
from reader.tui.services.folder_watch import FolderWatch

if TYPE_CHECKING:
    from textual.app import App

    from reader.library import Library
    from reader.library.intake.folder_watch import News
    from reader.library.joining import Joined
    from reader.tui.kit.screen import AppScreen
    from reader.tui.library.screen import LibraryScreen
    from reader.tui.reading.screen import ReadingScreen
    from reader.words import Words


class ShownScreens(Protocol):
    """The screens that are there: the open article, the list, and what lies over the page."""

    library: Library
    words: Words

    @property
    def opened(self) -> ReadingScreen | None:
        """The reading screen of the open article."""
        ...

    @property
    def listed(self) -> LibraryScreen | None:
        """The library screen, if it is what is shown."""
        ...

    @property
    def overlay(self) -> AppScreen[Any] | None:
        """The screen that lies over the page."""
        ...

    def sign(self) -> None:
        """Sign as who reads here, before something is done that the journal keeps."""

    def show_failure(self, failure: MeipiError | str) -> None:
        """Say what went wrong where it is seen."""

    def open(self, article: str, *, anew: int | None = None) -> None:
        """Open an article for reading."""


class LibraryMonitor:
    """Monitor of the folder: reports files that cannot come in, asks which articles are one."""

    def __init__(self, app: App[Any], shown: ShownScreens) -> None:
        self._app, self._shown = app, shown
        self._pairs: ArticlePairs | None = None

    def begin(self) -> None:
        """Take in files that are dropped into the folder or edited there, from now on."""
        shown = self._shown

        def article() -> str | None:
            return shown.opened.article if shown.opened is not None else None

        FolderWatch(self._app, shown.library, article, self._took_in)

    def pressed(self) -> None:
        """Note that a key was pressed just now."""
        if self._pairs is not None:
            self._pairs.pressed()

    def _took_in(self, news: News) -> None:
        """Show what came in; say which file could not, as long as it cannot."""
        shown = self._shown
        if shown.opened is not None:
            shown.opened.look_again()
        if news.pairs or self._pairs is not None:
            self._asked().heard(news.pairs)
        for problem in news.resolved:
            self._withdraw(self._problem_text(problem))
        for problem in news.new:
            shown.show_failure(self._problem_text(problem))

    def _problem_text(self, problem: MeipiError) -> str:
        words = self._shown.words
        return words("watch.problem", message=worded(problem, words))

    def _withdraw(self, failure: str) -> None:
        """Take a failure that is over off the bottom lines that still show it."""
        for screen in (self._shown.overlay, self._shown.opened):
            if screen is not None and (screen.status.message, screen.status.bad) == (failure, True):
                screen.show_text("")

    def _asked(self) -> ArticlePairs:
        if self._pairs is None:
            shown = self._shown
            self._pairs = ArticlePairs(
                self._app, shown.library, shown.words,
                screen=self._free, sign=shown.sign, joined=self._joined,
            )  # fmt: skip
        return self._pairs

    def _free(self) -> ReadingScreen | LibraryScreen | None:
        """The page or the list, if it is on top and nothing is open or typed there."""
        listed, page = self._shown.listed, self._shown.opened
        if listed is not None:
            return listed if listed.is_free else None
        if page is None or not page.on_top:
            return None
        taken = page.panel or page.status.asking or page.edit_queue.busy or page.session.selection
        return None if taken or page.session.placing else page

    def _joined(self, done: Joined, message: str) -> None:
        listed, page = self._shown.listed, self._shown.opened
        if listed is not None:
            listed.look_again()
            listed.show_text(message)
        elif page is not None and page.article in (done.article, done.other):
            # The message is among its notices.
            self._shown.open(done.article, anew=page.session.sentence_span.start)
        else:
            screen = self._shown.overlay or page
            if screen is not None:
                screen.show_text(message)
