"""The screen that brings articles in: a line for an address, a path or a text, and its help."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from threading import Event
from time import monotonic
from typing import ClassVar

from rich.style import Style
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input

from reader.errors import InputError, MeipiError
from reader.library.feeds import offers as feed_offers
from reader.library.feeds.offers import FeedOffer
from reader.library.intake import input_parser
from reader.library.intake import offers as adding
from reader.library.intake.input_parser import Completion, InputKind, ParsedInput
from reader.library.intake.offers import Offer
from reader.tui.intake.commands import GIVING
from reader.tui.intake.intake_screen import AddingBase
from reader.tui.intake.intro import Intro
from reader.tui.intake.line import IntakeLine
from reader.tui.kit.commands import Commands, bindings
from reader.tui.kit.geometry import share
from reader.tui.kit.notice import Notice
from reader.tui.kit.request_queue import LatestRequest
from reader.tui.kit.screen_context import ScreenContext
from reader.tui.kit.styles import Styles
from reader.tui.kit.terminal_cursor import move_cursor
from reader.tui.kit.title_line import Title
from reader.tui.kit.typing_row import TypingRow

TICK = 0.25  # seconds between two looks at the clock while something is fetched
NAMES = 12  # names that a path may become that are shown


class AddingScreen(AddingBase):
    """Screen for an address, a path or pasted text; a preview, or a list of several, follows."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(GIVING)
    HINTS = GIVING
    AUTO_FOCUS = ""

    def __init__(
        self, context: ScreenContext, *, typed: str = "", allow_private: bool = False
    ) -> None:
        super().__init__(context, Intro(context), focusable=False)
        ink = context.ink
        self.allow_private = allow_private
        self._typed = typed
        self._begun = False
        self._message: tuple[str, bool] = ("", False)
        self._message_for = ""
        self._doing, self._since = "", 0.0
        self._stop = Event()
        self._reading: LatestRequest[Offer | FeedOffer | ParsedInput] = LatestRequest(self)
        self._completing: LatestRequest[Completion] = LatestRequest(self)
        self.box = IntakeLine("", self.ambiguous)
        self.notice = Notice(ink, self._notice, self.ambiguous, on_page=True, long=True)
        self.commands = Commands((GIVING,), self, context.keymap)

    def compose(self) -> ComposeResult:
        """The typing line, its notice, what can be typed, the keys."""
        yield TypingRow(self.top_bar, self.title_line.width, self.box)
        yield self.notice
        yield self.view
        yield self.bottom_bar

    @property
    def main(self) -> Widget:
        """The typing line."""
        return self.box

    @property
    def busy(self) -> bool:
        """Whether something is being fetched, read or completed."""
        return self._reading.busy or self._completing.busy

    def on_mount(self) -> None:
        """Type at once."""
        self.box.focus()
        self.set_interval(TICK, self._tick)
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """Look at the line, once everything is in its place."""
        self._begun = True
        move_cursor(self.box, self.box.cursor_screen_offset)
        if self._typed:
            self.box.value = self._typed
            self.box.cursor_position = len(self._typed)
            self.look(self._typed)

    @property
    def opening(self) -> bool:
        """Whether there is no line to type in yet."""
        return not self._begun

    def on_screen_resume(self) -> None:
        """Go on typing where it was left, back from a preview."""
        self.box.focus()

    def use(self, ink: Styles) -> None:
        """Draw everything with other styles."""
        super().use(ink)
        self.notice.use(ink)

    # messages

    def top_line(self) -> Title:
        """The name of the line."""
        return Title(self.words("add.title"))

    def _notice(self) -> tuple[str, Style, int]:
        """The work in hand with its seconds, else what was wrong or what may be meant."""
        ink, width = self.ink, self.view.size.width
        left = share(width, self.config.measure, margin=False).text_at
        if self._doing:
            seconds = int(monotonic() - self._since)
            text = self.words("add.seconds", doing=self._doing, seconds=seconds)
            return text if seconds else self._doing, ink.muted, left
        text, bad = self._message
        return text, ink.note_here if bad else ink.muted, left

    def _tick(self) -> None:
        if self._doing:
            self.notice.show()
            self.notice.refresh()

    def _show_notice(self, text: str, *, bad: bool = False) -> None:
        self._message, self._message_for = (text, bad), self.box.value
        self.notice.show()
        self.notice.refresh()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Drop a message that belongs to what was typed before."""
        event.stop()
        if not self._doing and event.value != self._message_for:
            self._show_notice("")

    # looking

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Submit the typing line when enter is pressed."""
        event.stop()
        self.submit()

    def submit(self) -> None:
        """Look at what is typed."""
        if self._begun:
            self.look(self.box.value)

    def look(self, typed: str) -> None:
        """Fetch or read what a line means, and show it."""
        if self._doing:
            return
        if not typed.strip():
            self._show_notice(self.words("add.empty"))
            return
        text = typed.strip()
        key = "add.fetching" if adding.is_address(text) else "add.reading"
        doing = self.words(key, name=self._short(text))
        stop = self._stop = Event()
        allow = self.allow_private

        def read() -> Offer | FeedOffer | ParsedInput:
            found = input_parser.parse_input(text)
            if found.kind is InputKind.SEVERAL:
                return found
            return feed_offers.look(self.library, found.names[0], allow_private=allow, stop=stop)

        self._do(doing, read)

    def on_intake_line_pasted(self, event: IntakeLine.Pasted) -> None:
        """Take pasted text as the article itself, or as addresses one below the other."""
        event.stop()
        text = event.text
        if self._doing or not text.strip():
            return
        addresses = input_parser.addresses_in(text)
        if addresses:
            self._show(ParsedInput(InputKind.SEVERAL, addresses))
            return
        data = text.encode("utf-8", "replace")
        self._do(self.words("add.reading_pasted"), lambda: adding.offer_text(data))

    def _do(self, doing: str, read: Callable[[], Offer | FeedOffer | ParsedInput]) -> None:
        self._doing, self._since = doing, monotonic()
        self._show_notice("")
        self._reading.ask(read, self._show, self._wrong)

    def _show(self, found: Offer | FeedOffer | ParsedInput) -> None:
        """Open the preview of one, the list of several, or the look at a feed."""
        self._doing = ""
        self._show_notice("")
        if isinstance(found, ParsedInput):
            from reader.tui.intake.several import SeveralScreen

            several = SeveralScreen(self.context, found, allow_private=self.allow_private)
            self.app.push_screen(several, self._kept)
        elif isinstance(found, FeedOffer):
            from reader.tui.intake.subscribing import SubscribeScreen

            subscribe = SubscribeScreen(self.context, found)
            self.app.push_screen(subscribe, self._kept)
        else:
            from reader.tui.intake.preview import PreviewScreen

            preview = PreviewScreen(self.context, found)
            self.app.push_screen(preview, self._kept)

    def _kept(self, message: str | None) -> None:
        """Say what was kept in the preview that is closed, and clear the line."""
        if message:
            self.box.value = ""
            self._show_notice(message)

    def _wrong(self, error: MeipiError) -> None:
        """Say below the line what is wrong; the typed text stays."""
        self._doing = ""
        if isinstance(error, InputError) and error.code == "network_stopped":
            self._show_notice(self.words("add.stopped"))
        else:
            self._show_notice(self._whole(error), bad=True)

    def _whole(self, error: MeipiError) -> str:
        """The words of an error with the path as it was typed, for there is room."""
        return self.words.error(error, lambda _, value: str(value))

    def complete(self) -> None:
        """Complete the path that is typed."""
        typed = self.box.value
        if self._doing or not self._begun:
            return
        self._completing.ask(
            lambda: input_parser.complete(typed),
            lambda done: self._completed(typed, done),
            self._wrong,
        )

    def _completed(self, typed: str, done: Completion) -> None:
        if self.box.value != typed:
            return
        if done.text != typed:
            self.box.value = done.text
            self.box.cursor_position = len(done.text)
        shown = "　".join(done.names[:NAMES])
        if not done.names and done.text == typed:
            self._show_notice(self.words("add.no_names"))
        elif len(done.names) > 1:
            more = self.words("add.more_names", count=len(done.names) - NAMES)
            text = f"{shown}　{more}" if len(done.names) > NAMES else shown
            self._show_notice(text)

    def _short(self, text: str) -> str:
        """The short name of an address or a path: its host, or its last part."""
        return text.split("/")[2] if adding.is_address(text) else PurePath(text).name or text

    # leaving

    def leave(self) -> None:
        """Stop the work in hand; without any, go back."""
        if self._doing:
            self._stop.set()
            self._reading.drop()
            self._doing = ""
            self._show_notice(self.words("add.stopped"))
        else:
            super().leave()
