"""The screen that asks where evidence is from: a line with matches, and a page to quote from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Event
from time import monotonic
from typing import ClassVar, NamedTuple

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from reader.errors import InputError, MeipiError
from reader.library import quoted_pages
from reader.library.intake import offers, snapshot_intake
from reader.library.quoted_pages import EvidenceDraft, QuotablePage
from reader.model import Document, Span
from reader.text.evidence import address_and_remark
from reader.tui.kit.commands import Commands, bindings
from reader.tui.kit.geometry import share
from reader.tui.kit.line_input import LineInput
from reader.tui.kit.list_model import Cursor
from reader.tui.kit.notice import Notice
from reader.tui.kit.request_queue import LatestRequest
from reader.tui.kit.screen import AppScreen
from reader.tui.kit.screen_context import ScreenContext
from reader.tui.kit.status_line import StatusLine, hinted
from reader.tui.kit.styles import Styles
from reader.tui.kit.terminal_cursor import move_cursor
from reader.tui.kit.title_line import Title
from reader.tui.kit.typing_row import TypingRow
from reader.tui.kit.virtual_list import VirtualList
from reader.tui.quoting.commands import SOURCE
from reader.tui.quoting.source_list import SourceList, SourceRow

TICK = 0.25  # seconds between two looks at the clock while a page is fetched


class OpenedPage(NamedTuple):
    """A page that can be quoted now; `known` says that it is an article of the library."""

    document: Document
    known: bool = False


class SourceScreen(AppScreen[EvidenceDraft]):
    """Screen for an address or words of an article; it is dismissed with what the evidence is from,
    and with the quote if a passage was taken; with None if nothing is to be added.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(SOURCE)
    OFFERED = SOURCE
    AUTO_FOCUS = "#box"

    def __init__(self, context: ScreenContext, *, allow_private: bool = False) -> None:
        ink, ambiguous = context.ink, context.ambiguous
        status = StatusLine(
            context.words, ink, ambiguous, context.keymap, lambda: hinted(SOURCE), keeps_last=False
        )
        super().__init__(context, status, lambda: Title(context.words("quoting.source")))
        self._allow_private = allow_private
        self.items = SourceList((), context)
        self.view = VirtualList(self.items, Cursor(), id="sources", focusable=False)
        self.box = LineInput("", ambiguous)
        self.notice = Notice(ink, self._notice, ambiguous, on_page=True, long=True)
        self.commands = Commands((SOURCE,), self, context.keymap)
        self._wrong = ""
        self._doing, self._since, self._stop = "", 0.0, Event()
        self._submitted = False  # enter came before the matches
        self._matching: LatestRequest[list[QuotablePage]] = LatestRequest(self)
        self._opening: LatestRequest[OpenedPage] = LatestRequest(self, apart=True)

    def compose(self) -> ComposeResult:
        """The line, what is wrong with it, what it may mean, the keys."""
        yield TypingRow(self.top_bar, self.title_line.width, self.box)
        yield self.notice
        yield self.view
        yield self.bottom_bar

    def on_mount(self) -> None:
        """Offer what was quoted last."""
        self.tell_size()
        self.set_interval(TICK, self._tick)
        self._match()

    def on_resize(self) -> None:
        """Say whether the window is too small."""
        self.tell_size()

    @property
    def busy(self) -> bool:
        """Whether something is looked for or fetched."""
        return self._matching.busy or self._opening.busy

    def use(self, ink: Styles) -> None:
        """Draw everything with other styles."""
        super().use(ink)
        self.items.use(ink)
        self.notice.use(ink)
        self.view.show()

    def regain(self) -> None:
        """Take the keys back from what has lain over the line."""
        self.box.focus()

    def on_screen_resume(self) -> None:
        """Put the terminal's own cursor into the line."""
        self.box.focus()
        self.call_after_refresh(lambda: move_cursor(self.box, self.box.cursor_screen_offset))

    # what is typed

    @property
    def _typed(self) -> tuple[str, str]:
        """The address and the remark that are typed; an address has a scheme."""
        url, remark = address_and_remark(self.box.value)
        if url and not offers.is_address(url):
            url = f"https://{url}"
        return url, remark

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for what is typed now."""
        event.stop()
        if not self._doing:
            self._say("")
            self._match()

    def _match(self) -> None:
        url, remark = self._typed
        self._put([])

        def read() -> list[QuotablePage]:
            if url:
                return quoted_pages.from_address(self.library, url)
            return quoted_pages.quotable(self.library, remark)

        self._matching.ask(read, self._matched, self._failed)

    def _matched(self, found: list[QuotablePage]) -> None:
        self._put(found)
        if self._submitted:
            self._submitted = False
            self.submit()

    def _put(self, found: list[QuotablePage]) -> None:
        """Show the rows of what is typed: a page of the library comes before its address."""
        url, remark = self._typed
        rows = [SourceRow("page", it) for it in found if not (url and it.fetched)]
        rows += [SourceRow("fetch")] * bool(url)
        rows += [SourceRow("page", it) for it in found if url and it.fetched]
        rows += [SourceRow("plain_address" if url else "plain")] * bool(url or remark)
        self.items.put(rows)
        self.view.renew()
        self.view.edge(-1)

    # choosing

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Choose the row at the cursor."""
        event.stop()
        self.submit()

    def submit(self) -> None:
        """Open the page at the cursor, fetch it, or go on with what is typed alone."""
        if self._doing:
            return
        if self._matching.busy:
            self._submitted = True
            return
        at = self.view.at
        if not 0 <= at < len(self.items.found):
            self._say(self.words("quoting.empty"))
            return
        row, (url, remark) = self.items.found[at], self._typed
        if row.page is not None:
            page = row.page
            opening = self.words("quoting.opening", title=page.title)
            self._open(opening, lambda: self._stored(page.article, page.at))
        elif row.kind == "fetch":
            self._open(self.words("add.fetching", name=url.split("/")[2]), lambda: self._fetch(url))
        else:
            self.dismiss(EvidenceDraft(url, remark))

    def on_virtual_list_pressed(self, event: VirtualList.Pressed) -> None:
        """Choose a row by pressing it twice."""
        event.stop()
        if event.twice:
            self.submit()

    def _open(self, doing: str, read: Callable[[], OpenedPage]) -> None:
        self._doing, self._since, self._stop = doing, monotonic(), Event()
        self._say("")
        self._opening.ask(read, self._opened, self._failed)

    def _stored(self, article: str, at: int | None) -> OpenedPage:
        return OpenedPage(quoted_pages.document(self.library, article, at=at), known=True)

    def _fetch(self, url: str) -> OpenedPage:
        """Fetch a page and keep it; runs in a thread."""
        stop = self._stop
        offer = offers.offer_address(url, allow_private=self._allow_private, stop=stop)
        if stop.is_set():
            raise InputError("network_stopped", url=url)
        article = snapshot_intake.keep(self.library, offer)
        return OpenedPage(quoted_pages.document(self.library, article))

    def _opened(self, opened: OpenedPage) -> None:
        from reader.tui.quoting.quote_screen import QuoteScreen

        self._doing = ""
        self._say("")
        self.app.push_screen(
            QuoteScreen(self.context, opened.document), lambda span: self._quoted(opened, span)
        )

    def _quoted(self, opened: OpenedPage, span: Span | None) -> None:
        """Go back with the page, and the passage if one was taken."""
        document, head = opened.document, opened.document.head
        url, remark = self._typed
        if opened.known:
            url, remark = head.url, ""
        url = url or head.url
        if not url and not remark:
            remark = "，".join(filter(None, (head.title, head.source, head.day)))
        draft = EvidenceDraft(url, remark)
        if span:
            draft = replace(
                draft, article=head.id, text=head.text, start=span.start, end=span.end,
                words=span.of(document.text),
            )  # fmt: skip
        self.dismiss(draft)

    def _failed(self, error: MeipiError) -> None:
        """Say what is wrong; the address can be kept without its page."""
        self._doing = ""
        self._submitted = False
        stopped = isinstance(error, InputError) and error.code == "network_stopped"
        self._say(self.words("add.stopped") if stopped else self.error_text(error))
        self.view.edge(1)

    # telling

    def _notice(self) -> tuple[str, Style, int]:
        left = share(self.view.size.width, self.config.measure, margin=False).text_at
        if self._doing:
            seconds = int(monotonic() - self._since)
            text = self.words("add.seconds", doing=self._doing, seconds=seconds)
            return text if seconds else self._doing, self.ink.muted, left
        return self._wrong, self.ink.note_here, left

    def _tick(self) -> None:
        if self._doing:
            self._renew_notice()

    def _say(self, text: str) -> None:
        self._wrong = text
        self._renew_notice()

    def _renew_notice(self) -> None:
        self.notice.show()
        self.notice.refresh()

    def on_paste(self, event: events.Paste) -> None:
        """Keep a paste from acting as keys."""
        event.stop()

    # leaving

    def leave(self) -> None:
        """Give the page up that is being fetched; without one, add no evidence."""
        if self._doing:
            self._stop.set()
            self._opening.drop()
            self._doing = ""
            self._say(self.words("add.stopped"))
        else:
            self.dismiss(None)
