"""The part of the article on the page: scrolled where, laid out how, which row is which.

A pure object under the widget: text and a size in, rows out. Rows are looked up, never laid out
ahead, so that a long article costs no more than a short one.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from reader.config import Config
from reader.model import Span
from reader.text.typesetting import Row
from reader.text.typesetting.article_layout import LaidLine, Layout, LayoutPlace, PageSetting
from reader.text.typesetting.article_view import ArticleView
from reader.tui.kit.geometry import BLANK_LINES_FROM, MARGIN_FROM, SMALLEST, share
from reader.tui.kit.glyphs import glyphs
from reader.tui.page.margin import EMPTY, MarginEntry, MarginLine, margin_lines, remark
from reader.tui.page.masthead import masthead
from reader.tui.session.names import hands
from reader.tui.session.session import ArticleSession
from reader.words import Words

STAYS = 3  # rows that are in sight before and after a page
FAR = 4  # pages away is far enough not to count the rows


class PageSize(NamedTuple):
    """The page and the screen around it, in cells, and whether a margin is wanted."""

    width: int
    height: int
    screen_width: int
    screen_height: int
    margin: bool


class HeldView(NamedTuple):
    """Position of a page: its top row, the offset there, and how the article was set."""

    top: LayoutPlace
    offset: int | None
    setting: PageSetting
    article_view: ArticleView


class View:
    """The rows in sight, for one session."""

    def __init__(self, session: ArticleSession, words: Words, config: Config) -> None:
        self.session, self.words, self.config = session, words, config
        self.signs = glyphs(config.ambiguous_width)
        self.size = PageSize(0, 0, *SMALLEST, margin=False)
        self.geometry = share(SMALLEST[0], config.measure, margin=False)
        self.masthead: list[tuple[str, bool]] = []
        self.flow = self._flow()
        self.top: LayoutPlace = self.flow.start
        self.lines: list[LaidLine] = []
        self._returned: LayoutPlace | None = None  # stays there when the page gets its room back
        self._looked_at: tuple[Layout, LayoutPlace, int] | None = None
        self._entries: list[MarginEntry] = []
        self._entries_of: tuple[Layout, LayoutPlace, int, int] | None = None
        self.margin: list[MarginLine] = []

    def _flow(self) -> Layout:
        paper, article_view = self.session.paper, self.session.article_view
        return Layout(paper.text, paper.outline, self._setting(), article_view=article_view)

    # size

    def _setting(self) -> PageSetting:
        config = self.config
        self.masthead = masthead(
            self.session.document, self.session.head, self.geometry.text, self.words,
            config.ambiguous_width,
        )  # fmt: skip
        spacious = self.size.screen_height >= BLANK_LINES_FROM
        if config.spacing != "auto":
            spacious = config.spacing == "open"
        return PageSetting(
            width=self.geometry.text,
            spacing=int(spacious),
            ambiguous=config.ambiguous_width,
            strict=config.strict,
            autospace=config.autospace,
            masthead=len(self.masthead),
        )

    def fit(self, size: PageSize) -> bool:
        """Lay the article out for a size, if it is not; the row at the top keeps its text."""
        if size == self.size or not size.width or not size.height:
            return False
        first, self.size = not self.size.width, size
        before, setting = self.top, self.flow.setting
        keep = self.flow.offset_of(self.top) if self.top.paragraph >= 0 else None
        with_margin = size.margin and size.screen_width >= MARGIN_FROM
        self.geometry = share(size.width, self.config.measure, margin=with_margin)
        self.flow = self.flow.with_setting(self._setting())
        self.top = self.flow.start if keep is None else self.flow.place_of(keep)
        self._clamp()
        if self._returned == before and setting == self.flow.setting:
            self.top = min(before, self.flow.last_top(size.height))
            if not 0 <= self.row_of(self.session.here.start) < size.height:
                self.bring(self.session.here)  # the window is smaller than it was
        elif not first or self.session.document.position is not None:
            self.bring(self.session.here, settle=first)
        self._returned = None
        self.look()
        return True

    def render(self) -> None:
        """Lay the article out in the session's script view; the row at the top keeps its text."""
        keep = self.flow.offset_of(self.top) if self.top.paragraph >= 0 else None
        self.flow = self.flow.with_setting(self._setting(), self.session.article_view)
        self.top = self.flow.start if keep is None else self.flow.place_of(keep)
        self._clamp()
        self.bring(self.session.here)
        self.look()

    def renew(self) -> None:
        """Lay out what has come after the text, or gone; the row at the top keeps its text."""
        keep = self.flow.offset_of(self.top) if self.top.paragraph >= 0 else None
        self.flow = self._flow()
        self.top = self.flow.start if keep is None else self.flow.place_of(keep)
        self._clamp()
        self.look()

    def look(self, *, anew: bool = False) -> None:
        """Look up what is in sight now; `anew`, also what stands beside the same rows."""
        now = (self.flow, self.top, self.size.height)
        if now != self._looked_at:
            self.lines, self._looked_at = self.flow.lines(self.top, self.size.height), now
        if anew:
            self._entries_of = None
        self.margin = self.margin_now()

    # what is in sight

    def in_sight(self) -> Span | None:
        """The part of the text that the page shows."""
        rows = [line.row for line in self.lines if line.row is not None]
        return Span(rows[0].start, rows[-1].end) if rows else None

    def whole_in_sight(self, span: Span) -> bool:
        """Whether every row of a passage is on the page."""
        sight = self.in_sight()
        return sight is not None and sight.start <= span.start and span.end <= sight.end

    def row_of(self, offset: int) -> int:
        """The row of the page that draws an offset; outside 0 to height - 1 if out of sight."""
        return self._row(self.flow.place_of(offset))

    def margin_now(self) -> list[MarginLine]:
        """The rows of the margin, as the annotations are now."""
        height, sight = self.size.height, self.in_sight()
        if not self.geometry.margin or sight is None:
            return [EMPTY] * height
        now = (self.flow, self.top, height, self.session.marks.revision)
        if self._entries_of != now:  # a step of the cursor changes none of them
            self._entries, self._entries_of = self._entries_in(sight), now
        return margin_lines(self._entries, self.session.is_current, height)

    def _entries_in(self, sight: Span) -> list[MarginEntry]:
        """The entries of the margin beside a part of the text."""
        height, width, session = self.size.height, self.geometry.margin, self.session
        whose = hands(session.marks, self.words)

        @cache
        def paragraph(block: int) -> tuple[int, int]:
            span, after = self.flow.paragraph_rows(block)
            return self._row(span), self._row(after) if after else height

        found: list[MarginEntry] = []
        for annotation in session.overlapping(sight):
            name = whose[annotation.annotator].name if whose else ""
            made = annotation.span and remark(
                session.as_shown(annotation), width, self.words, self.signs,
                self.config.ambiguous_width, name=name, approval=self.config.approval,
            )  # fmt: skip
            if made and annotation.span:
                place = self.flow.place_of(max(annotation.span.start, sight.start))
                rows = paragraph(place.paragraph)
                found.append(MarginEntry(annotation, made, self._row(place), *rows))
        return found

    def _row(self, place: LayoutPlace) -> int:
        return self.flow.distance(self.top, place, 2 * self.size.height)

    def offset_under(self, x: int, y: int) -> int | None:
        """The character at a cell of the page; the right half of a wide one belongs to it."""
        if not 0 <= y < len(self.lines):
            return None
        row = self.lines[y].row
        column = x - self.geometry.text_at
        if row is None or not 0 <= column < max(row.cells, 1):
            return None
        return self._character(row, column)

    def nearest(self, x: int, y: int) -> int | None:
        """The character at or nearest to a cell, also beside and beyond the rows."""
        rows = [(n, line.row) for n, line in enumerate(self.lines) if line.row is not None]
        if not rows:
            return None
        _, row = min(rows, key=lambda numbered: abs(numbered[0] - y))
        column = min(max(0, x - self.geometry.text_at), max(0, row.cells - 1))
        return self._character(row, column)

    def _character(self, row: Row, column: int) -> int:
        return min(row.offset_at(column), max(row.start, row.end - 1))

    # scrolling

    def _clamp(self) -> None:
        self.top = min(self.top, self.flow.last_top(max(1, self.size.height)))

    @property
    def page_rows(self) -> int:
        """Number of rows by which a page on or back moves; a little of the last one stays."""
        return max(1, self.size.height - STAYS)

    def after(self, rows: int) -> LayoutPlace:
        """The place at the top after moving by rows, as far as the article goes."""
        top = self.flow.move(self.top, rows)
        return min(top, max(self.flow.last_top(self.size.height), self.top)) if rows > 0 else top

    def scroll(self, rows: int) -> bool:
        """Move by rows; false at the end of the article or its beginning."""
        top = self.after(rows)
        moved = top != self.top
        if moved:
            self.top = top
            self.look()
        return moved

    def jump(self, share_of_article: float) -> None:
        """Go to a share of the article, 0 to 1, as its scrollbar shows it."""
        self.top = self.flow.place_near(int(share_of_article * self.flow.total_rows))
        self._clamp()
        self.look()

    def held(self) -> HeldView:
        """The present position of the page, to be returned to."""
        flow = self.flow
        offset = flow.offset_of(self.top) if self.top.paragraph >= 0 else None
        return HeldView(self.top, offset, flow.setting, flow.article_view)

    def return_to(self, held: HeldView) -> None:
        """Stand as before; if the rows are others now, with the same text at the top."""
        if (held.setting, held.article_view) == (self.flow.setting, self.flow.article_view):
            self.top = held.top
        else:
            self.top = self.flow.start if held.offset is None else self.flow.place_of(held.offset)
        self._returned = self.top
        self.look()

    def to_top(self) -> None:
        """Show the beginning of the article."""
        self.top = self.flow.start

    def lead_with(self, offset: int) -> None:
        """Put the row of an offset at the top, as far as the article's end allows."""
        self.top = self.flow.place_of(offset)
        self._clamp()
        self.look()

    def bring(self, span: Span, *, settle: bool = False) -> None:
        """Scroll, if need be, until a passage is wholly in sight, with room to read on below.

        A passage that is out of sight is brought to the upper part of the page; `settle` does so
        even if it is in sight already.
        """
        height = self.size.height
        if not height:
            return
        first = self.flow.place_of(span.start)
        last = self.flow.place_of(max(span.start, span.end - 1))
        above = self.flow.distance(self.top, first, FAR * height)
        below = self.flow.distance(self.top, last, FAR * height)
        if not settle and above >= 0 and below < height:
            return
        if self.flow.distance(self.flow.start, last, FAR * height) < height:
            self.top = self.flow.start
            return
        rows = min(self.flow.distance(first, last, height) + 1, height)
        lead = max(0, min(height // 4, height - rows))
        self.top = self.flow.move(first, -lead)
        self._clamp()

    def thumb(self, top: LayoutPlace | None = None) -> range:
        """The rows of the page that the scrollbar's thumb covers, now or with that at the top."""
        height, total = self.size.height, self.flow.total_rows
        if total <= height:
            return range(0)
        size = max(1, height * height // total)
        reach = max(1, total - height)
        start = min(
            height - size, self.flow.rows_before(top or self.top) * (height - size) // reach
        )
        return range(start, start + size)
