"""What stands on the search screen: the typing line, the results, and what the bars say."""

from __future__ import annotations

from rich.style import Style
from textual.app import ComposeResult
from textual.widget import Widget

from reader.errors import MeipiError
from reader.model import Annotation, Tag
from reader.text.query import about_annotations
from reader.tui.bars import Bar
from reader.tui.commands import SEARCHING
from reader.tui.desk.marks import Marks
from reader.tui.kit.context import ScreenContext
from reader.tui.kit.requests import LatestRequest
from reader.tui.kit.screen import AppScreen
from reader.tui.kit.status_line import StatusLine, hinted
from reader.tui.names import called
from reader.tui.notice import Notice
from reader.tui.page.styles import Styles
from reader.tui.search.box import Box
from reader.tui.search.language import lines
from reader.tui.search.listing import Listing
from reader.tui.search.painting import Brush
from reader.tui.search.sheet import Setting
from reader.tui.search.state import Answer, Finding
from reader.tui.strips import Part, cells

HINTS = hinted(SEARCHING)
FOR_KEYS = 2  # cells that a long message leaves: it says what is to be done


class SearchBase(AppScreen[None]):
    """The widgets, the state, and what the lines around the results say."""

    DEFAULT_CSS = "#asking { height: 1; layout: horizontal; }"

    def __init__(
        self,
        context: ScreenContext,
        finding: Finding,
        marks: Marks,
        *,
        typed: str | None = None,
        region: str = "",
    ) -> None:
        words, ink, ambiguous = context.words, context.ink, context.ambiguous
        status = StatusLine(
            words, ink, ambiguous, context.keymap, lambda: HINTS,
            standing=self._count, for_keys=FOR_KEYS, keeps_last=False,
        )  # fmt: skip
        super().__init__(context, status, "search-bottom")
        self.finding, self._marks, self._typed = finding, marks, typed
        self._wrong = ""
        self._go_on_with: str | None = None  # enter was pressed before the answer to this came
        self._begun = False
        self._searching: LatestRequest[Answer] = LatestRequest(self)
        self._counting: LatestRequest[int] = LatestRequest(self)
        self.box = Box(finding.text if typed is None else typed, ambiguous)
        claims = about_annotations(finding.query)
        setting = Setting(0, 1, words, ambiguous, self._by, claims, region)
        measure = context.config.measure
        self.listing = Listing(finding, setting, self._brush(), measure, self._language)
        self.head_bar = Bar("search-head", ink, self._head, ambiguous)
        self.notice = Notice(ink, self._told, ambiguous, on_page=True)

    def compose(self) -> ComposeResult:
        """The typing line, what is to be said of it, the results, the keys."""
        name = "".join(text for text, _ in self._head(0)[0])
        self.head_bar.styles.width = cells(name, self.ambiguous)
        with Widget(id="asking"):
            yield self.head_bar
            yield self.box
        yield self.notice
        yield self.listing
        yield self.bottom_bar

    def use(self, ink: Styles) -> None:
        """Draw everything with other styles."""
        super().use(ink)
        self.notice.use(ink)
        self.listing.use(self._brush())

    def regain(self) -> None:
        """Type on."""
        self.box.focus()

    # telling

    def _say_wrong(self, error: MeipiError) -> None:
        """Say below the typing line what cannot be looked for."""
        self._wrong = self.words.error(error, lambda _, value: str(value))
        self._go_on_with = None
        self.bottom_bar.refresh()
        self.notice.show()

    def _language(self, width: int) -> list[list[Part]]:
        return lines(width, self.words, self.ink, self.ambiguous)

    def _head(self, _width: int) -> tuple[list[Part], list[Part]]:
        words = self.words
        seal, name = f" {words('app.name')} ", f"  {words('search.title')}  "
        return [(seal, self.ink.seal), (name, self.ink.bar_key)], []

    def _told(self) -> tuple[str, Style, int]:
        """What is wrong with a filter; that nothing is found; which other words are looked for."""
        ink, words, finding = self.ink, self.words, self.finding
        left, others = self.listing.geometry.text_at, finding.other_words()
        if self._wrong:
            return self._wrong, ink.note_here, left
        if finding.query and not finding.found and not self._searching.busy:
            query = finding.query.text.strip()
            return words("nothing.found", query=query), ink.muted, left
        text = words("search.also", words="、".join(others)) if others else ""
        return text, ink.muted, left

    def _count(self) -> str:
        finding = self.finding
        if not finding.query or self._wrong:
            return ""
        if finding.count is None:
            return self.words("search.count.least", count=len(finding.found))
        return self.words("search.count", count=finding.count)

    def _by(self, annotation: Annotation) -> str:
        if self._marks.is_mine(annotation):
            return ""
        return called(self._marks.annotators.get(annotation.annotator), self.words)

    def _brush(self) -> Brush:
        letters = {tag: self.words(f"tag.{tag}.glyph") for tag in Tag}
        sign = self.words("search.sign")
        return Brush(self.ink, letters, sign, self.context.signs, self.ambiguous)
