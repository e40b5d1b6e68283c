"""The reading screen: its layout at every size, the way of a key, and how it is left."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from reader.model import Document
from reader.tui.kit.bars import Bar
from reader.tui.kit.commands import Commands, bindings
from reader.tui.kit.edit_queue import EditQueue, Written
from reader.tui.kit.geometry import (
    CONTENTS_FROM,
    CONTENTS_LEAST,
    MARGIN_FROM,
    STRIP_FROM,
)
from reader.tui.kit.keys import composing
from reader.tui.kit.panel import Content, Panel
from reader.tui.kit.question import Question
from reader.tui.kit.screen import AppScreen
from reader.tui.kit.screen_context import ScreenContext
from reader.tui.kit.status_line import StatusLine
from reader.tui.kit.styles import Styles
from reader.tui.kit.surface import Blank
from reader.tui.page.page import Page
from reader.tui.reading.chrome import STRIP_LINES, Chrome
from reader.tui.reading.commands import CARD, READING, SELECTING
from reader.tui.reading.contents import Contents
from reader.tui.reading.controllers import ReadingControllers
from reader.tui.reading.display import Display
from reader.tui.reading.edits import SignedEdits
from reader.tui.reading.targeting import Targeting
from reader.tui.session.session import ArticleSession, signed_by
from reader.tui.terminal.tokens import INTRODUCED

if TYPE_CHECKING:
    from concurrent.futures import Future


LOOK_AGAIN = 2.0  # seconds until what another window wrote is shown
SOON = 0.5  # seconds after the first page until the converters are built in the background

AFTER_DRAWING = 0.004
"""Seconds from a key until what it writes goes to the writer: longer than drawing takes."""


class SelectingPage(Page):
    """The page with the keys of selecting, which come before the screen's."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(SELECTING)


class ReadingScreen(AppScreen[None]):
    """Screen of one article, open for reading and tagging; its controllers act on it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(READING)
    OFFERED = (*READING, *CARD)
    AUTO_FOCUS = "#page"

    wants_contents: bool | None = None  # None: as the width allows
    wants_margin = True
    place_kept: Future[None] | None = None

    def __init__(self, context: ScreenContext, document: Document, *, signing: str = "") -> None:
        words, ink, ambiguous = context.words, context.ink, context.ambiguous
        signature = " ".join(signing.split())
        self.article = document.head.id
        self.session = ArticleSession(signed_by(document, signature), words("orphans.title"))
        approval = context.config.approval
        self.chrome = Chrome(self.session, words, ink, ambiguous, context.keymap, approval=approval)
        said = self.chrome.hint_text
        status = StatusLine(words, ink, ambiguous, context.keymap, self.chrome.hinted, aside=said)
        super().__init__(context, status, self.chrome.top_line)
        read = (self.article, document.head.text)
        self.edit_queue = EditQueue(context.library, self.post_message, read, later=AFTER_DRAWING)
        self.page = SelectingPage(self.session, words, context.config, ink)
        self.contents = Contents(self.session, words, ink, ambiguous)
        self.strip_bars = [
            Bar(ink, partial(self.chrome.strip, line=n), ambiguous, on_page=True)
            for n in range(STRIP_LINES)
        ]
        self.renew_panel: Callable[[], None] | None = None  # for contents made once
        self.advance = context.config.advance
        self.page_display = Display(self)
        self.targets = Targeting(self, self.page_display)
        self.edits = SignedEdits(self, self.page_display, self.targets, signature)
        self.controllers = ReadingControllers(self)
        self.controllers.hinting.show(on=context.config.hints)
        self.commands = Commands((READING, SELECTING, CARD), self.controllers, context.keymap)

    def compose(self) -> ComposeResult:
        """Top line, contents and page, the two lines for a note, bottom line."""
        self._share_out()
        yield self.top_bar
        with Blank(id="middle"):
            yield self.contents
            yield self.page
        yield from self.strip_bars
        yield self.bottom_bar

    def on_mount(self) -> None:
        """Show the notices, and look for what other windows write."""
        parts = self.controllers
        parts.outside.begin()
        self.edit_queue.otherwise = self.app.post_message
        self.set_interval(LOOK_AGAIN, self.look_again)
        self.set_timer(SOON, parts.views.prepare)
        if self.session.unseen is not None:
            self.show_text(self.error_text(self.session.unseen), bad=True)
        messages = [*parts.revisions.notices(), *parts.notes.notices()]
        if messages:
            parts.overlays.open_messages(messages)
        else:
            self.set_timer(SOON, parts.revisions.show_left_out)

    def on_screen_resume(self) -> None:
        """Place the terminal's cursor on the page again, once nothing lies over it."""
        self.call_after_refresh(self.page.place_cursor)
        if self.controllers.outside.seen:  # the article may have come in again meanwhile
            self.call_after_refresh(self.look_again)

    def look_again(self) -> None:
        """Show what another window has written meanwhile."""
        self.controllers.outside.look()

    @property
    def on_top(self) -> bool:
        """Whether nothing lies over the page, not even something that lets it show through."""
        return self.app.screen_stack[-1:] == [self]  # there is none while the reader is left

    # size

    def on_resize(self, event: events.Resize) -> None:
        """Lay out anew for the room there is."""
        self._share_out()

    def _share_out(self) -> None:
        """Show the parts that there is room for at this size."""
        width, height = self.app.size
        wanted = width >= CONTENTS_FROM if self.wants_contents is None else self.wants_contents
        self.contents.display = wanted and width >= CONTENTS_LEAST
        for bar in self.strip_bars:
            bar.display = self.wants_margin and width < MARGIN_FROM and height >= STRIP_FROM
        self.page.with_margin = self.wants_margin
        self.tell_size()

    def toggle_contents(self) -> None:
        """Show or hide the contents; list the sections where they have no room of their own."""
        if self.app.size.width < CONTENTS_LEAST:
            self.controllers.overlays.list_sections()
            return
        self.wants_contents = not self.contents.display
        self._share_out()
        self.page.show(all_rows=True)

    def toggle_margin(self) -> None:
        """Show or hide the margin, or the two lines that stand in for it."""
        self.wants_margin = not self.wants_margin
        self._share_out()
        self.page.show(all_rows=True)

    def use(self, ink: Styles) -> None:
        """Draw everything with other styles."""
        self.chrome.ink = ink
        self.page.use(ink)
        self.contents.use(ink)
        super().use(ink)
        self.refresh(recompose=False)
        if self.is_mounted:
            self.page.show(all_rows=True)
            self.contents.show(anew=True)

    # keys

    def on_key(self, event: events.Key) -> None:
        """Take escape, and a key that came with it."""
        if self.status.asking or event.key in INTRODUCED.values():
            return
        if event.key.startswith("alt+") and (self.session.selection or self.panel):
            event.stop()
            self._let_go()
            self._press(event.key.removeprefix("alt+"))
        elif event.key == "escape":
            event.stop()
            self._let_go()

    def unhandled_key(self, event: events.Key) -> None:
        """Explain a key that nothing took: it may come from an input method that is on."""
        if not self.status.asking and composing(event.character):
            self.show_message("ime")

    def _press(self, key: str) -> None:
        """Press a key; it must come from the app, for a key goes no further than its sender."""
        self.app.call_later(self.app.simulate_key, key)

    def _let_go(self) -> None:
        """Close what is open, else drop the selection, the hits, the focus, the message."""
        session, parts = self.session, self.controllers
        if self.panel is not None:
            self.close_panel()
        elif session.placing is not None:
            parts.placing.stop()
        elif session.selection is not None:
            parts.selecting.select(None)
        else:
            session.focus = None
            session.found(None, [])
            self.show_text("")
            self.page_display.show()

    def answered(self, key: str) -> None:
        """Go on after a prompt; a key that came with escape is pressed again."""
        if key:
            self._press(key)
        self.regain()

    def regain(self) -> None:
        """Take the keys back from what has lain over the page."""
        (self.panel or self.page).focus()
        self.page_display.return_to_page()
        self.page_display.show()

    # the mouse, and what is pasted

    def on_contents_chosen(self, event: Contents.Chosen) -> None:
        """Go to a section that was pressed in the contents."""
        navigation = self.controllers.navigation
        navigation.go_section(self.session.walk.section_start(event.section))
        self.page.focus()

    def on_page_scrolled(self, event: Page.Scrolled) -> None:
        """Follow the page after the wheel or the scrollbar moved it."""
        event.stop()
        self.controllers.navigation.follow()

    def on_page_dragged(self, event: Page.Dragged) -> None:
        """Select the passage over which the mouse was drawn."""
        event.stop()
        self.controllers.selecting.drag(event.pressed, event.reached)

    def on_page_pressed(self, event: Page.Pressed) -> None:
        """Put the cursor on the place that was clicked, if one was."""
        event.stop()
        self.controllers.selecting.press(event.offset)

    def on_paste(self, event: events.Paste) -> None:
        """Hand a paste that no prompt took to the notes."""
        event.stop()
        self.controllers.notes.paste(event)

    # prompts and panels

    def ask(self, question: Question) -> None:
        """Open a prompt at the bottom."""
        self.page_display.leave_page()
        super().ask(question)
        self.call_after_refresh(self.page_display.keep_in_sight)

    def open_panel(self, content: Content) -> None:
        """Show something over the lower part of the page."""
        self.renew_panel = None
        self.controllers.hooks.stop()
        if self.panel is None:
            self.page_display.leave_page()
            self.call_after_refresh(self.page_display.keep_in_sight)
        super().open_panel(content)

    def close_panel(self) -> None:
        """Give the page its room back."""
        self.renew_panel = None
        self.controllers.hooks.stop()
        super().close_panel()

    def on_panel_closed(self, event: Panel.Closed) -> None:
        """Drop the focus with a panel that was closed with escape."""
        super().on_panel_closed(event)
        self.session.focus = None
        self.page_display.show()

    # leaving

    def on_written(self, event: Written) -> None:
        """Go on with the write that is on disk now, or show why it failed."""
        event.stop()
        self.edits.settle(event)

    def open_desk(self) -> None:
        """Open the list of all claims, once what was marked here is on disk."""
        self.edits.when_written(self.navigator.open_desk)

    def open_library(self) -> None:
        """Open the library, with what is on its way to the disk."""
        self.edits.when_written(self.navigator.open_library)

    def on_unmount(self) -> None:
        """Keep where reading stopped, however it ended."""
        self.edit_queue.flush()
        self.place_kept = self.controllers.end.keep_place()

    def quit(self) -> None:
        """Leave when everything is on disk; stay once if something could not be written."""
        if self.session.placing is not None:
            self.controllers.placing.stop()
        else:
            self.leave(self.app.exit)

    def go_on_from(self, other: ReadingScreen) -> None:
        """Keep what the reader has chosen for reading any article."""
        self.advance = other.advance
        self.controllers.hinting.show(on=other.session.hinting is not None)
        self.wants_contents, self.wants_margin = other.wants_contents, other.wants_margin

    def leave(self, then: Callable[[], object], stay: Callable[[], object] = lambda: None) -> None:
        """Do `then` when everything is on disk; `stay`, if something could not be written."""
        if not self.edit_queue.busy:
            then()
            return
        self.show_message("saving")
        before = self.edits.failures

        def written(_: None) -> None:
            if self.edits.failures == before:
                then()
            else:
                stay()

        self.edit_queue.write(lambda _: None, written)
