"""What stands on the search screen: the typing line, the results, and what the bars say."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.style import Style
from textual.app import ComposeResult
from textual.widget import Widget

from reader.config import Config
from reader.errors import MeipiError
from reader.model import Annotation, Tag
from reader.text.query import about_annotations
from reader.tui.bars import Bar
from reader.tui.commands import SEARCHING, shown_keys
from reader.tui.desk.marks import Marks
from reader.tui.goal import Goal
from reader.tui.names import called
from reader.tui.notice import Notice
from reader.tui.over import OverScreen
from reader.tui.page.glyphs import glyphs
from reader.tui.page.styles import Styles
from reader.tui.search.box import Box
from reader.tui.search.lane import Lane
from reader.tui.search.language import lines
from reader.tui.search.listing import Listing
from reader.tui.search.painting import Brush
from reader.tui.search.sheet import Setting
from reader.tui.search.state import Answer, Finding
from reader.tui.strips import Part, as_many, cells, cut
from reader.words import Words

if TYPE_CHECKING:
    from reader.library import Library

HINTS = sorted((c for c in SEARCHING if c.hint), key=lambda command: command.hint)


class SearchBase(OverScreen[None]):
    """The widgets, the state, and what the lines around the results say."""

    BLANK = True
    DEFAULT_CSS = """
    SearchBase { background: $background; layout: vertical; }
    #asking { height: 1; layout: horizontal; }
    """

    def __init__(
        self,
        library: Library,
        finding: Finding,
        *,
        config: Config,
        words: Words,
        ink: Styles,
        marks: Marks,
        go: Callable[[str, Goal], None],
        typed: str | None = None,
        region: str = "",
    ) -> None:
        super().__init__()
        self.library, self.finding, self.words, self.ink = library, finding, words, ink
        self.ambiguous, self._keymap = config.ambiguous_width, config.keymap
        self._marks, self._go, self._typed = marks, go, typed
        self.message, self.bad = "", False
        self._wrong = ""
        self._go_on_with: str | None = None  # enter was pressed before the answer to this came
        self._ready = False
        self._searching: Lane[Answer] = Lane(self)
        self._counting: Lane[int] = Lane(self)
        self.box = Box(finding.text if typed is None else typed, self.ambiguous)
        claims = about_annotations(finding.query)
        setting = Setting(0, 1, words, self.ambiguous, self._by, claims, region)
        self.listing = Listing(finding, setting, self._brush(), config.measure, self._language)
        self.head_bar = Bar("search-head", ink, self._head, self.ambiguous)
        self.notice = Notice(ink, self._told, self.ambiguous, on_page=True)
        self.bottom_bar = Bar("search-bottom", ink, self._bottom, self.ambiguous)

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
        self.ink = ink
        for part in (self.head_bar, self.notice, self.bottom_bar):
            part.ink = ink
            part.refresh()
        self.listing.use(self._brush())

    # telling

    def tell(self, text: str, *, bad: bool = False) -> None:
        """Put a text on the bottom line; an empty one brings the keys back."""
        self.message, self.bad = text, bad
        self.bottom_bar.refresh()

    def say_wrong(self, error: MeipiError) -> None:
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

    def _bottom(self, width: int) -> tuple[list[Part], list[Part]]:
        """The keys at the left; at the right how many articles there are, or a message."""
        ink = self.ink
        text, style = self._count(), ink.bar_text
        if self.message:
            text, style = cut(self.message, max(8, width - 2), self.ambiguous), ink.bar_text
            style = ink.bar_bad if self.bad else style
        hints: list[list[Part]] = [
            [
                (f"{shown_keys(command, self._keymap, 1)} ", ink.bar_key),
                (f"{self.words(command.title)}  ", ink.bar),
            ]
            for command in HINTS
        ]
        right: list[Part] = [(" ", ink.bar), (text, style), (" ", ink.bar)] if text else []
        room = width - 1 - sum(cells(part, self.ambiguous) for part, _ in right)
        return [(" ", ink.bar), *as_many(hints, max(0, room), self.ambiguous)], right

    def _count(self) -> str:
        finding = self.finding
        if not finding.query or self._wrong:
            return ""
        if finding.count is None:
            return self.words("search.count.least", count=len(finding.found))
        key = "search.count.one" if finding.count == 1 else "search.count"
        return self.words(key, count=f"{finding.count:,}")

    def _by(self, annotation: Annotation) -> str:
        if self._marks.is_mine(annotation):
            return ""
        return called(self._marks.annotators.get(annotation.annotator), self.words)

    def _brush(self) -> Brush:
        letters = {tag: self.words(f"tag.{tag}.glyph") for tag in Tag}
        sign = self.words("search.sign")
        return Brush(self.ink, letters, sign, glyphs(self.ambiguous), self.ambiguous)
