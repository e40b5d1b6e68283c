"""The page: one line-API widget that draws gutter, text, margin and scrollbar.

It holds where the page is scrolled to and how it is laid out; what is marked, and where the cursor
is, belongs to the desk. Rows are looked up, never laid out ahead, so that a long article costs no
more than a short one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.config import Config
from reader.model import Annotation, Span, Tag
from reader.text.layout import Layout, Line, Place, Setting
from reader.tui.commands import SELECTING, bindings
from reader.tui.desk.desk import Desk
from reader.tui.page.geometry import BLANK_LINES_FROM, MARGIN_FROM, SMALLEST, share
from reader.tui.page.glyphs import glyphs
from reader.tui.page.margin import EMPTY, MarginLine, Remark, draw, margin_lines, remark
from reader.tui.page.masthead import masthead
from reader.tui.page.painting import Scene, gutter, paint
from reader.tui.page.styles import Styles
from reader.tui.strips import strip
from reader.words import Words

CONTEXT = 3  # rows of what was read that stay in sight when the page turns by itself


class Page(Widget, can_focus=True):
    """The article as it is read."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = bindings(SELECTING)

    class Pressed(Message):
        """A character was pressed with the mouse; `offset` is None beside the text."""

        def __init__(self, offset: int | None) -> None:
            super().__init__()
            self.offset = offset

    class Dragged(Message):
        """The mouse was drawn from one character to another."""

        def __init__(self, pressed: int, reached: int) -> None:
            super().__init__()
            self.pressed = pressed
            self.reached = reached

    class Scrolled(Message):
        """The page moved without the cursor."""

    @dataclass(frozen=True, slots=True)
    class _Shown:
        """What the last repaint showed, to repaint only what differs."""

        top: Place
        here: Span | None
        chosen: Span | None
        hits: int
        hit: Span | None
        revision: int

    def __init__(self, desk: Desk, words: Words, config: Config, styles: Styles) -> None:
        super().__init__(id="page")
        self.desk = desk
        self.words = words
        self.config = config
        self.ink = styles
        self.signs = glyphs(config.ambiguous_width)
        self.letters = {tag: words(f"tag.{tag}.glyph") for tag in Tag}
        self.with_margin = True
        self.geometry = share(SMALLEST[0], config.measure, margin=False)
        self.flow = Layout(desk.text, desk.outline, self._setting(SMALLEST[1]))
        self.top: Place = self.flow.start
        self._fitted: tuple[int, int, int, bool] | None = None
        self._lines: list[Line] = []
        self._margin: list[MarginLine] = []
        self._shown: Page._Shown | None = None
        self._pressed: int | None = None

    # laying out

    def _setting(self, screen_height: int) -> Setting:
        config = self.config
        self._masthead = masthead(
            self.desk.document, self.geometry.text, self.words, config.ambiguous_width
        )
        spacing = screen_height >= BLANK_LINES_FROM
        if config.spacing != "auto":
            spacing = config.spacing == "open"
        return Setting(
            width=self.geometry.text,
            spacing=int(spacing),
            ambiguous=config.ambiguous_width,
            strict=config.strict,
            autospace=config.autospace,
            masthead=len(self._masthead),
        )

    def fit(self) -> None:
        """Lay the article out for the present size, if it is not; the top row keeps its text.

        Drawing calls this, so that the first frame is a whole page.
        """
        width, height = self.size
        now = (width, height, self.app.size.height, self.with_margin)
        if now == self._fitted or not width or not height:
            return
        first = self._fitted is None
        self._fitted = now
        keep = self.flow.offset_of(self.top) if self.top.paragraph >= 0 else None
        self.geometry = share(
            width, self.config.measure, margin=self.with_margin and self.app.size.width >= MARGIN_FROM
        )
        self.flow = self.flow.with_setting(self._setting(self.app.size.height))
        self.top = self.flow.start if keep is None else self.flow.place_of(keep)
        self._clamp()
        if not first or self.desk.document.position is not None:
            self.bring(self.desk.here, settle=first)
        self._look()

    def _look(self) -> None:
        """Look up what the screen shows now."""
        self._lines = self.flow.lines(self.top, self.size.height)
        self._margin = self._margin_now()
        self._shown = self._now()
        self._place_cursor()

    def _now(self) -> _Shown:
        desk = self.desk
        chosen = desk.selection.span if desk.selection else None
        return Page._Shown(
            self.top, desk.here, chosen, len(desk.hits), desk.hit, desk.marks.revision
        )

    def _clamp(self) -> None:
        last = self.flow.last_top(max(1, self.size.height))
        self.top = min(self.top, last)

    # what is in sight

    def show(self, *, all_rows: bool = False) -> None:
        """Repaint what has changed since the last repaint."""
        if self._fitted is None:
            return
        before, now = self._shown, self._now()
        if all_rows or before is None or before.top != now.top:
            self._look()
            self.refresh()
        elif before != now:
            self._shown = now
            self._repaint_changes(before, now)
            self._place_cursor()

    def _repaint_changes(self, before: _Shown, now: _Shown) -> None:
        margin = self._margin_now()
        dirty = {y for y, (old, new) in enumerate(zip(self._margin, margin, strict=True)) if old != new}
        self._margin = margin
        if before.revision != now.revision or before.hits != now.hits:
            self.refresh()
            return
        changed = [(before.here, now.here), (before.chosen, now.chosen), (before.hit, now.hit)]
        spans = [span for old, new in changed if old != new for span in (old, new) if span]
        for y, line in enumerate(self._lines):
            row = line.row
            if row and any(span.start < row.end and row.start < span.end for span in spans):
                dirty.add(y)
        for y in dirty:
            self.refresh(Region(0, y, self.size.width, 1))

    def _row_on_screen(self, offset: int) -> int:
        return self.flow.distance(self.top, self.flow.place_of(offset), 2 * self.size.height)

    def _margin_now(self) -> list[MarginLine]:
        height, width = self.size.height, self.geometry.margin
        span = self.in_sight()
        if not width or span is None:
            return [EMPTY] * height
        desk = self.desk

        def made(annotation: Annotation) -> Remark | None:
            return remark(annotation, width, self.words, self.signs, self.config.ambiguous_width)

        return margin_lines(
            desk.marks.over(span), self._row_on_screen, made, desk.is_current, height
        )

    def in_sight(self) -> Span | None:
        """The part of the text that the page shows."""
        rows = [line.row for line in self._lines if line.row is not None]
        return Span(rows[0].start, rows[-1].end) if rows else None

    def whole_in_sight(self, span: Span) -> bool:
        """Whether every row of a passage is on the screen."""
        sight = self.in_sight()
        return sight is not None and sight.start <= span.start and span.end <= sight.end

    # scrolling

    def scroll_rows(self, rows: int) -> bool:
        """Move the page by rows; false if it was at its end already."""
        top = self.flow.move(self.top, rows)
        if rows > 0:
            top = min(top, max(self.flow.last_top(self.size.height), self.top))
        moved = top != self.top
        self.top = top
        self.show()
        return moved

    def to_top(self) -> None:
        """Show the beginning of the article."""
        self.top = self.flow.start

    def lead_with(self, offset: int) -> None:
        """Put the row of an offset at the top of the page, as far as the article's end allows."""
        self.top = self.flow.place_of(offset)
        self._clamp()
        self._lines = self.flow.lines(self.top, self.size.height)

    def bring(self, span: Span, *, settle: bool = False) -> None:
        """Scroll, if need be, until a passage is wholly in sight, with room to read on below.

        A passage that lies just outside is brought to the upper third of the page; `settle` does
        so even if it is in sight already.
        """
        height = self.size.height
        if not height:
            return
        first = self.flow.place_of(span.start)
        last = self.flow.place_of(max(span.start, span.end - 1))
        above = self.flow.distance(self.top, first, 4 * height)
        below = self.flow.distance(self.top, last, 4 * height)
        if not settle and above >= 0 and below < height:
            return
        rows = min(below - above + 1, height)
        lead = max(0, min(height // 4, height - rows))
        if first <= self.flow.place_of(self.desk.first_offset):
            self.top = self.flow.start
            if self.flow.distance(self.top, last, 4 * height) < height:
                return
        self.top = self.flow.move(first, -lead)
        self._clamp()

    # drawing

    def render_line(self, y: int) -> Strip:
        """One row of the page, all columns."""
        self.fit()
        width = self.size.width
        styles = self.ink
        if y >= len(self._lines):
            return Strip.blank(width, styles.blank)
        g, line = self.geometry, self._lines[y]
        segments = [Segment(" " * g.left, styles.blank)] if g.left else []
        if line.paragraph < 0:
            segments += self._masthead_row(y)
        elif line.row is None:
            segments.append(Segment(" " * (g.gutter + g.text), styles.blank))
        else:
            segments += self._text_row(line)
        if g.margin:
            segments.append(Segment(" " * g.gap, styles.blank))
            segments += draw(
                self._margin[y], g.margin, styles, self.signs, self.config.ambiguous_width
            )
        if g.rest:
            segments.append(Segment(" " * g.rest, styles.blank))
        segments.append(self._thumb(y))
        return Strip(segments, width)

    def _masthead_row(self, y: int) -> list[Segment]:
        g, styles = self.geometry, self.ink
        number = self.top.row + y
        text, strong = self._masthead[number] if number < len(self._masthead) else ("", False)
        ink = styles.title if strong else styles.muted
        row = strip([(text, ink)], g.text, styles.blank, self.config.ambiguous_width)
        return [Segment(" " * g.gutter, styles.blank), *row]

    def _text_row(self, line: Line) -> list[Segment]:
        g, styles, desk, row = self.geometry, self.ink, self.desk, line.row
        if row is None:
            return []
        span = Span(row.start, row.end)
        over = list(desk.marks.over(span))
        here = desk.here
        scene = Scene(
            over,
            here if here.overlaps(span) and desk.selection is None else None,
            desk.selection.span if desk.selection else None,
            desk.hits_over(span),
            desk.hit,
        )
        starting = [a for a in over if a.span and row.start <= a.span.start < row.end]
        segments = gutter(
            starting, here.overlaps(span), g.gutter, styles, self.signs, self.letters
        )
        segments += paint(row, line.role, scene, styles)
        segments.append(Segment(" " * (g.text - row.cells), styles.blank))
        return segments

    def _thumb(self, y: int) -> Segment:
        styles, height = self.ink, self.size.height
        total = max(1, self.flow.total_rows)
        if total <= height:
            return Segment(" ", styles.blank)
        size = max(1, height * height // total)
        reach = max(1, total - height)
        start = min(height - size, self.flow.rows_before(self.top) * (height - size) // reach)
        inside = start <= y < start + size
        return Segment(self.signs.thumb if inside else " ", styles.faint)

    def _place_cursor(self) -> None:
        """Put the terminal's own cursor on the current passage, for braille and input methods."""
        start = self.desk.here.start
        y = self._row_on_screen(start)
        if not 0 <= y < len(self._lines):
            return
        row = self._lines[y].row
        if row is not None and self.is_attached:
            x = self.geometry.text_at + row.cell_at(start)
            self.app.cursor_position = self.region.offset + Offset(x, y)

    # the mouse

    def offset_under(self, x: int, y: int) -> int | None:
        """The character at a cell of the page; the right half of a wide one belongs to it."""
        if not 0 <= y < len(self._lines):
            return None
        row = self._lines[y].row
        column = x - self.geometry.text_at
        if row is None or not 0 <= column < max(row.cells, 1):
            return None
        return min(row.offset_at(column), max(row.start, row.end - 1))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a drag, or jump when the scrollbar is pressed."""
        if event.button != 1:
            return
        if event.x >= self.size.width - 1:
            self._jump(event.y)
            return
        self._pressed = self.offset_under(event.x, event.y)
        self.capture_mouse()
        event.stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Go on with a drag."""
        if self._pressed is None:
            return
        reached = self._nearest(event.x, event.y)
        if reached is not None and reached != self._pressed:
            self.post_message(Page.Dragged(self._pressed, reached))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End a drag; without one it was a click."""
        self.release_mouse()
        pressed, self._pressed = self._pressed, None
        if event.button == 1 and event.x < self.size.width - 1:
            reached = self._nearest(event.x, event.y)
            if pressed is None or reached == pressed:
                self.post_message(Page.Pressed(pressed))

    def _nearest(self, x: int, y: int) -> int | None:
        """The character at or nearest to a cell, also beside and beyond the rows."""
        rows = [(n, line.row) for n, line in enumerate(self._lines) if line.row is not None]
        if not rows:
            return None
        _, row = min(rows, key=lambda numbered: abs(numbered[0] - y))
        column = min(max(0, x - self.geometry.text_at), max(0, row.cells - 1))
        return min(row.offset_at(column), max(row.start, row.end - 1))

    def _jump(self, y: int) -> None:
        share_of_page = y / max(1, self.size.height - 1)
        self.top = self.flow.place_near(int(share_of_page * self.flow.total_rows))
        self._clamp()
        self.show()
        self.post_message(Page.Scrolled())

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three rows down."""
        event.stop()
        self.scroll_rows(3)
        self.post_message(Page.Scrolled())

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three rows up."""
        event.stop()
        self.scroll_rows(-3)
        self.post_message(Page.Scrolled())

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The page takes all the height there is."""
        return container.height

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys of selecting work only while something is selected."""
        return self.desk.selection is not None

