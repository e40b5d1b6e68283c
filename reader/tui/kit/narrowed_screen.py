"""The frame of a screen whose list is narrowed by a typing line above it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import ClassVar, Protocol

from textual import events
from textual.widgets import Input

from reader.tui.kit.edit_queue import EditQueue, Written
from reader.tui.kit.keys import composed, composing
from reader.tui.kit.notice import Notice
from reader.tui.kit.question import Question
from reader.tui.kit.screen import AppScreen
from reader.tui.kit.screen_context import ScreenContext
from reader.tui.kit.status_line import StatusLine
from reader.tui.kit.styles import Styles
from reader.tui.kit.terminal_cursor import move_cursor
from reader.tui.kit.title_line import Title
from reader.tui.kit.typing_line import TypingLine
from reader.tui.kit.virtual_list import VirtualList
from reader.tui.terminal.events import Burst


class ListReader(Protocol):
    """Reader of what the list shows."""

    @property
    def is_pending(self) -> bool:
        """Whether what was chosen is not shown yet."""
        ...


class NarrowedScreen(AppScreen[None]):
    """A list between a typing line and the status line: who gets keys and pastes, and the edits."""

    AUTO_FOCUS = ""
    TYPING_KEYS: ClassVar[str]
    """The key, in the table of words, of the line that names the keys while something is typed."""
    typing: TypingLine
    notice: Notice
    reader: ListReader

    def __init__(
        self, context: ScreenContext, status: StatusLine, content: Callable[[], Title]
    ) -> None:
        super().__init__(context, status, content)
        self.edit_queue = EditQueue(context.library, self.post_message)

    @property
    @abstractmethod
    def keyed_list(self) -> VirtualList:
        """The list that takes the keys."""

    @abstractmethod
    def let_go(self) -> None:
        """Close what lies uppermost, after escape."""

    def use(self, ink: Styles) -> None:
        """Draw everything with other styles."""
        super().use(ink)
        self.notice.use(ink)

    # keys and pastes

    @property
    def opening(self) -> bool:
        """Whether keys wait: for a prompt, or for the list that they are about."""
        return super().opening or (self.reader.is_pending and not self.is_typing)

    @property
    def is_typing(self) -> bool:
        """Whether the keys go to the typing line."""
        return self.focused is self.typing.box

    def place_cursor_later(self) -> None:
        """Put the terminal's own cursor where the keys go, once that is drawn."""
        self.call_after_refresh(self._place_cursor)

    def _place_cursor(self) -> None:
        if self.is_typing:
            move_cursor(self.typing.box, self.typing.box.cursor_screen_offset)
        else:
            self.keyed_list.place_cursor()

    def on_key(self, event: events.Key) -> None:
        """Take escape unless a prompt is open."""
        if event.key == "escape" and not self.status.asking:
            event.stop()
            self.let_go()

    def unhandled_key(self, event: events.Key) -> None:
        """Explain a key that nothing took: it may come from an input method that is on."""
        if not self.status.asking and not self.is_typing and composing(event.character):
            self.show_message("listing.ime")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Place the terminal's cursor in the typing line, and name its keys."""
        super().on_descendant_focus(event)
        if event.widget is self.typing.box and not self.status.asking:
            self.name_keys(self.words(self.TYPING_KEYS))
            self.place_cursor_later()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Name the keys of the list again once nothing is typed any more."""
        if event.widget is self.typing.box and self.panel is None:
            self.name_keys("")

    def on_paste(self, event: events.Paste) -> None:
        """Keep a paste from acting as keys, and say so."""
        event.stop()
        written = isinstance(event, Burst) and composed(event.text)
        self.show_message("listing.ime" if written else "paste.nothing")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list to what is typed now."""
        event.stop()
        self.typing.take(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to what was found, after enter in the typing line."""
        event.stop()
        self.typing.finish()

    # prompts and edits

    def ask(self, question: Question) -> None:
        """Open a prompt at the bottom."""
        self.close_panel()
        super().ask(question)

    def regain(self) -> None:
        """Take the keys back from what has lain over the list."""
        self.set_focus(None)
        self.bottom_bar.refresh()
        self.keyed_list.place_cursor()

    def on_written(self, event: Written) -> None:
        """Go on with what is on disk now, or say why it is not."""
        event.stop()
        self.edit_queue.settle(event)
        if event.error is not None:
            self.show_unsaved(event.error)
