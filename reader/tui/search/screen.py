"""The search screen: a line to type in at the top, what is found below it."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from reader.model import Annotation
from reader.text.query import about_annotations
from reader.tui.kit.commands import Commands, bindings
from reader.tui.kit.geometry import share
from reader.tui.kit.line_input import LineInput
from reader.tui.kit.notice import Notice
from reader.tui.kit.screen import AppScreen
from reader.tui.kit.screen_context import ScreenContext
from reader.tui.kit.status_line import StatusLine, hinted
from reader.tui.kit.strips import Part
from reader.tui.kit.styles import Styles
from reader.tui.kit.terminal_cursor import move_cursor
from reader.tui.kit.title_line import Title
from reader.tui.kit.typing_row import TypingRow
from reader.tui.kit.virtual_list import VirtualList
from reader.tui.search.commands import SEARCHING
from reader.tui.search.language import lines
from reader.tui.search.lines import SearchLines
from reader.tui.search.result_list import ResultList
from reader.tui.search.result_sheet import ResultSetting
from reader.tui.search.searcher import Searcher
from reader.tui.search.state import SearchState
from reader.tui.session.marks import Marks
from reader.tui.session.names import called

HINTS = hinted(SEARCHING)
FOR_KEYS = 2  # cells that a long message leaves: it names the next step


class SearchScreen(AppScreen[None]):
    """Screen that searches the library as it is typed, and opens an article at a result."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(SEARCHING)

    def __init__(
        self,
        context: ScreenContext,
        finding: SearchState,
        marks: Marks,
        *,
        typed: str | None = None,
        region: str = "",
    ) -> None:
        words, ink, ambiguous = context.words, context.ink, context.ambiguous
        status = StatusLine(
            words, ink, ambiguous, context.keymap, lambda: HINTS,
            standing=self._counted, for_keys=FOR_KEYS, keeps_last=False,
        )  # fmt: skip
        super().__init__(context, status, lambda: Title(context.words("search.title")))
        self.finding, self._marks, self._typed = finding, marks, typed
        self._begun = False
        self.searcher = Searcher(self)
        self.lines = SearchLines(self, self.searcher, lambda: self.ink)
        self.box = LineInput(finding.text if typed is None else typed, ambiguous)
        claims = about_annotations(finding.query)
        setting = ResultSetting(0, 1, words, ambiguous, self._by, claims, region)
        measure = context.config.measure
        self.results = ResultList(finding, setting, ink, measure, self._language)
        self.listing = VirtualList(self.results, finding.cursor, id="results")
        self.notice = Notice(ink, self.lines.notice, ambiguous, on_page=True)
        self.commands = Commands((SEARCHING,), self, context.keymap)

    def compose(self) -> ComposeResult:
        """The typing line, the message about it, the results, the keys."""
        yield TypingRow(self.top_bar, self.title_line.width, self.box)
        yield self.notice
        yield self.listing
        yield self.bottom_bar

    @property
    def busy(self) -> bool:
        """Whether something that was asked for is still being looked for or counted."""
        return self.searcher.busy

    # opening

    def on_mount(self) -> None:
        """Go on with the last search; what is typed replaces it."""
        self.box.focus()
        if self._typed is None:
            self.box.action_select_all()
        self.searcher.look_for(self.box.value, again=self._typed is None)
        self.call_after_refresh(self._begin)
        self.searcher.prepare_words()

    def _begin(self) -> None:
        """Place the cursor, once everything stands in its place."""
        self._begun = True
        self._place_cursor()

    @property
    def opening(self) -> bool:
        """Whether there is no line to type in yet."""
        return not self._begun

    def on_resize(self) -> None:
        """Place the cursor anew, for the columns have moved."""
        self.call_after_refresh(self._place_cursor)

    def _place_cursor(self) -> None:
        """Put the terminal's own cursor where the typing goes on."""
        move_cursor(self.box, self.box.cursor_screen_offset)

    # showing

    def use(self, ink: Styles) -> None:
        """Draw everything with other styles."""
        super().use(ink)
        self.notice.use(ink)
        self.results.use(ink)
        self.listing.show()

    def regain(self) -> None:
        """Type on."""
        self.box.focus()

    def _language(self, width: int) -> list[list[Part]]:
        return lines(width, self.words, self.ink, self.ambiguous)

    @property
    def margin(self) -> int:
        """The cells before the results."""
        return share(self.listing.size.width, self.config.measure, margin=False).text_at

    def _counted(self) -> str:
        return self.lines.count()

    def _by(self, annotation: Annotation) -> str:
        if self._marks.is_mine(annotation):
            return ""
        return called(self._marks.annotators.get(annotation.annotator), self.words)

    # keys and mouse

    def go_to_article(self, direction: int) -> None:
        """Move to the next or previous article."""
        if self.finding.found:
            self.listing.go(self.results.step_article(self.finding.cursor.at, direction))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for what is typed now."""
        event.stop()
        self.searcher.type(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Open the article at the cursor, after enter in the typing line."""
        event.stop()
        self.searcher.go()

    def on_virtual_list_pressed(self, event: VirtualList.Pressed) -> None:
        """Open the article at the passage that was pressed."""
        event.stop()
        self.searcher.go()

    def on_virtual_list_missing(self, event: VirtualList.Missing) -> None:
        """Read the next part before the reader gets there."""
        event.stop()
        self.searcher.read_on()

    def unhandled_key(self, event: events.Key) -> None:
        """Do nothing with a key that nothing took."""
