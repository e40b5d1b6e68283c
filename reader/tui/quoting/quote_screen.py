"""The page that is quoted, opened in place: a passage is taken from it, or looked at again."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from reader.model import Document, Span
from reader.tui.kit.commands import Command, Commands, bindings
from reader.tui.kit.keys import composing
from reader.tui.kit.screen import AppScreen
from reader.tui.kit.screen_context import ScreenContext
from reader.tui.kit.status_line import StatusLine
from reader.tui.kit.styles import Styles
from reader.tui.kit.title_line import Title
from reader.tui.page.masthead import byline
from reader.tui.page.page import Page
from reader.tui.quoting.commands import QUOTING
from reader.tui.reading.commands import SELECTING
from reader.tui.reading.controllers.article_search import ArticleSearch
from reader.tui.reading.controllers.navigation import Navigation
from reader.tui.reading.controllers.selecting import Selecting
from reader.tui.reading.screen import SelectingPage
from reader.tui.session.session import ArticleSession

LEAST_TITLE = 8
"""Cells of the page's title that stand beside what is to be done."""


class QuoteDisplay:
    """Repainting of the page that is quoted."""

    def __init__(self, page: Page, session: ArticleSession) -> None:
        self._page, self._session = page, session

    def show(self) -> None:
        """Repaint what differs after the session has changed."""
        self._page.show()

    def moved(self, *, settle: bool = False) -> None:
        """Show where the cursor has gone."""
        self._page.view.bring(self._session.here, settle=settle)
        self._page.show()


class QuoteControllers:
    """Controllers of the page that is quoted, under the names by which commands ask for them."""

    def __init__(self, host: QuoteScreen, *, taking: bool) -> None:
        self.host, self.taking = host, taking
        self.navigation = Navigation(host)
        self.selecting = Selecting(host)
        self.searching = ArticleSearch(host, wider=False)

    def select(self) -> None:
        """Select the clause at the cursor."""
        session = self.host.session
        if session.walk.count and self.taking:
            self.selecting.select(session.selector.start(session.sentence))

    def take(self) -> None:
        """Quote the selected passage, or the sentence at the cursor."""
        session, page = self.host.session, self.host.page
        chosen = session.selection.span if session.selection else session.sentence_span
        sight = page.view.in_sight()
        if not chosen:
            self.host.show_message("quoting.nothing")
        elif sight is None or not sight.overlaps(chosen):  # nothing is quoted unseen
            page.view.bring(chosen)
            page.show()
            self.host.show_message("nothing.in_sight")
        else:
            self.host.dismiss(chosen)

    def leave(self) -> None:
        """Go back without a quote; with a passage selected, drop that first."""
        if self.host.session.selection is not None:
            self.selecting.select(None)
        else:
            self.host.dismiss(None)


class QuoteScreen(AppScreen[Span]):
    """Screen of a page that is quoted; it is dismissed with the passage, or with None.

    With a `shown` passage it only shows that, and where another text has `come in` since, says so.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(QUOTING)
    OFFERED = QUOTING
    AUTO_FOCUS = "#page"

    def __init__(
        self,
        context: ScreenContext,
        document: Document,
        *,
        shown: Span | None = None,
        message: str = "",
    ) -> None:
        words, ink, ambiguous = context.words, context.ink, context.ambiguous
        self.session = ArticleSession(document)
        status = StatusLine(words, ink, ambiguous, context.keymap, self._hinted)
        super().__init__(context, status, self._title)
        self._shown, self._message = shown, message
        self.page = SelectingPage(self.session, words, context.config, ink)
        self.page.with_margin = False
        self.page_display = QuoteDisplay(self.page, self.session)
        self.controllers = QuoteControllers(self, taking=shown is None)
        self.commands = Commands((QUOTING, SELECTING), self.controllers, context.keymap)
        if shown is not None:
            self.session.hits, self.session.hit = [shown], shown
            self.session.go_to(shown)

    def compose(self) -> ComposeResult:
        """The line that says what is to be done, the page, the keys."""
        yield self.top_bar
        yield self.page
        yield self.bottom_bar

    def on_mount(self) -> None:
        """Say what there is to say of the page."""
        self.tell_size()
        if self._message:
            self.show_text(self._message)

    def on_resize(self) -> None:
        """Say whether the window is too small."""
        self.tell_size()

    def _title(self) -> Title:
        name = self.words("quoting.title" if self._shown is None else "quoting.shown")
        head = self.session.head
        origin = byline(head, f" {self.context.signs.dot} ")
        return Title(name, head.title or self.words("untitled"), origin, least=LEAST_TITLE)

    def _hinted(self) -> list[Command]:
        take, back = QUOTING[0], QUOTING[-1]
        select = next(it for it in QUOTING if it.id == "select")
        if self._shown is not None:
            return [back]
        if self.session.selection is not None:
            return [take, *SELECTING[:4], SELECTING[-1]]
        return [take, select, back]

    def use(self, ink: Styles) -> None:
        """Draw everything with other styles."""
        self.page.use(ink)
        super().use(ink)
        if self.is_mounted:
            self.page.show(all_rows=True)

    def regain(self) -> None:
        """Take the keys back from what has lain over the page."""
        self.page.focus()
        self.page.show()

    def on_key(self, event: events.Key) -> None:
        """Take a key that came with escape."""
        if event.key.startswith("alt+") and not self.status.asking and self.session.selection:
            event.stop()
            self.controllers.leave()

    def unhandled_key(self, event: events.Key) -> None:
        """Explain a key that nothing took: it may come from an input method that is on."""
        if not self.status.asking and composing(event.character):
            self.show_message("listing.ime")

    def on_paste(self, event: events.Paste) -> None:
        """Keep a paste from acting as keys."""
        event.stop()
        self.show_message("paste.nothing")

    def on_page_scrolled(self, event: Page.Scrolled) -> None:
        """Follow the page after the wheel or the scrollbar moved it."""
        event.stop()
        self.controllers.navigation.follow()

    def on_page_dragged(self, event: Page.Dragged) -> None:
        """Select the passage over which the mouse was drawn."""
        event.stop()
        if self._shown is None:
            self.controllers.selecting.drag(event.pressed, event.reached)

    def on_page_pressed(self, event: Page.Pressed) -> None:
        """Put the cursor on the place that was clicked."""
        event.stop()
        self.controllers.selecting.press(event.offset)
