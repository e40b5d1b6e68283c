"""The page: one line-API widget that draws gutter, text, margin and scrollbar.

What is in sight is the view's; what is marked, and where the cursor is, is the desk's. The widget
draws rows, sends only the cells that have changed, and turns the mouse into messages.
"""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.geometry import Offset, Region
from textual.geometry import Size as Cells
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.config import Config
from reader.model import Span, Tag
from reader.text.layout import Line, Place
from reader.text.typesetting import Row
from reader.tui.commands import SELECTING, bindings
from reader.tui.desk.desk import Desk
from reader.tui.page.difference import difference, merged
from reader.tui.page.margin import draw
from reader.tui.page.painting import Scene, gutter, paint
from reader.tui.page.styles import Styles
from reader.tui.page.view import Size, View
from reader.tui.strips import fit
from reader.words import Words

WHEEL = 3


class Shown(NamedTuple):
    """What the last repaint showed, to repaint only what differs."""

    top: Place
    here: Span
    chosen: Span | None
    hits: int
    hit: Span | None
    revision: int


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

    def __init__(self, desk: Desk, words: Words, config: Config, ink: Styles) -> None:
        super().__init__(id="page")
        self.desk, self.ink = desk, ink
        self.view = View(desk, words, config)
        self.with_margin = True
        self._ambiguous = config.ambiguous_width
        self._letters = {tag: words(f"tag.{tag}.glyph") for tag in Tag}
        self._shown: Shown | None = None
        self._drawn: dict[int, list[Segment]] = {}
        self._pressed: int | None = None
        self._pressed_at = Offset()
        self._dragged = False

    # showing

    def fit(self) -> None:
        """Lay the article out for the present size; drawing calls this, so that the first frame
        is a whole page."""
        size = Size(*self.size, *self.app.size, margin=self.with_margin)
        if self.view.fit(size):
            self._begin_anew()

    def _begin_anew(self) -> None:
        self._drawn.clear()
        self._shown = self._now()
        self.place_cursor()

    def _now(self) -> Shown:
        desk = self.desk
        chosen = desk.selection.span if desk.selection else None
        return Shown(
            self.view.top, desk.here, chosen, len(desk.hits), desk.hit, desk.marks.revision
        )

    def show(self, *, all_rows: bool = False) -> None:
        """Repaint what has changed since the last repaint."""
        before, now = self._shown, self._now()
        if before is None:
            return
        if all_rows or before.top != now.top:
            self.view.look()
            self._begin_anew()
            self.refresh()
        elif before != now:
            self._shown = now
            self._repaint_changes(before, now)
            self.place_cursor()

    def _repaint_changes(self, before: Shown, now: Shown) -> None:
        """Draw the rows that may have changed and send the cells that have."""
        view = self.view
        margin = view.margin_now()
        pairs = zip(view.margin, margin, strict=True)
        dirty = {y for y, (old, new) in enumerate(pairs) if old != new}
        view.margin = margin
        if before.revision != now.revision or before.hits != now.hits:
            dirty = set(range(len(view.lines)))
        changed = [(before.here, now.here), (before.chosen, now.chosen), (before.hit, now.hit)]
        spans = [span for old, new in changed if old != new for span in (old, new) if span]
        if (before.chosen is None) != (now.chosen is None):
            spans.append(now.here)  # the sentence gives its background up to a selection
        for y, line in enumerate(view.lines):
            row = line.row
            if row and any(span.overlaps(row.reach) for span in spans):
                dirty.add(y)
        for y in dirty & set(range(len(view.lines))):
            self._repaint_row(y)

    def _repaint_row(self, y: int) -> None:
        before, after = self._drawn.get(y, []), self._row(y)
        cells = difference(before, after, self._ambiguous)
        if cells is not None:
            first, end = cells
            self._drawn[y] = after
            self.refresh(Region(first, y, end - first, 1))

    def place_cursor(self) -> None:
        """Put the terminal's own cursor on the current passage, for braille and input methods."""
        start = self.desk.here.start
        y = self.view.row_of(start)
        if not 0 <= y < len(self.view.lines):
            return
        row = self.view.lines[y].row
        if row is not None and self.is_attached and self.screen.is_current:
            x = self.view.geometry.text_at + row.cell_at(start)
            self.app.cursor_position = self.region.offset + Offset(x, y)

    # drawing

    def render_line(self, y: int) -> Strip:
        """One row of the page, all columns."""
        self.fit()
        width = self.size.width
        if y >= len(self.view.lines):
            return Strip.blank(width, self.ink.blank)
        segments = self._drawn.get(y)
        if segments is None:
            segments = self._drawn[y] = self._row(y)
        return Strip(segments, width)

    def _row(self, y: int) -> list[Segment]:
        """A row as it is to be drawn now: gutter, text, margin and scrollbar."""
        g, line, blank = self.view.geometry, self.view.lines[y], self.ink.blank
        segments = [Segment(" " * g.left, blank)]
        if line.row is not None:
            segments += self._gutter(line.row)
            segments += self._text(line, line.row)
        elif line.paragraph < 0:
            segments.append(Segment(" " * g.gutter, blank))
            segments += self._masthead(self.view.top.row + y)
        else:
            segments.append(Segment(" " * (g.gutter + g.text), blank))
        return merged([*segments, *self._aside(y)])

    def _aside(self, y: int) -> list[Segment]:
        """The margin and the scrollbar."""
        view, ink = self.view, self.ink
        g = view.geometry
        segments = [Segment(" " * g.gap, ink.blank)]
        if g.margin:
            segments += draw(view.margin[y], g.margin, ink, view.signs, self._ambiguous)
        segments.append(Segment(" " * g.rest, ink.blank))
        segments.append(Segment(view.signs.thumb if view.thumb(y) else " ", ink.faint))
        return segments

    def _masthead(self, number: int) -> list[Segment]:
        ink, rows = self.ink, self.view.masthead
        text, strong = rows[number] if number < len(rows) else ("", False)
        style = ink.title if strong else ink.muted
        return fit([(text, style)], self.view.geometry.text, ink.blank, self._ambiguous)

    def _gutter(self, row: Row) -> list[Segment]:
        span, ink = Span(row.start, row.end), self.ink
        signs = [
            (
                self._letters[annotation.tag] + ("?" if annotation.unsure else ""),
                ink.tags[annotation.tag],
            )
            for annotation in self.desk.over(span)
            if annotation.tag and annotation.span and row.start <= annotation.span.start
        ]
        mark = self.view.signs.here if self.desk.here.overlaps(row.reach) else " "
        return gutter(Segment(mark, ink.rule), signs, self.view.geometry.gutter, ink.blank)

    def _text(self, line: Line, row: Row) -> list[Segment]:
        desk, span = self.desk, row.reach
        selection = desk.selection
        scene = Scene(
            annotations=tuple(desk.over(span)),
            here=desk.here if selection is None else None,
            chosen=selection.span if selection else None,
            hits=desk.hits_over(span),
            hit=desk.hit,
        )
        blank = max(0, self.view.geometry.text - row.cells)
        return [*paint(row, line.role, scene, self.ink), Segment(" " * blank, self.ink.blank)]

    def get_content_height(self, container: Cells, viewport: Cells, width: int) -> int:
        """The page takes all the height there is."""
        return container.height

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys of selecting work only while something is selected."""
        return self.desk.selection is not None

    # the mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a drag, or jump when the scrollbar is pressed."""
        if event.button != 1:
            return
        event.stop()
        if event.x >= self.size.width - 1:
            self.view.jump(event.y / max(1, self.size.height - 1))
            self._scrolled()
            return
        self._pressed = self.view.offset_under(event.x, event.y)
        self._pressed_at, self._dragged = event.offset, False
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Go on with a drag."""
        if self._pressed is None:
            return
        beyond = (event.y >= self.size.height) - (event.y < 0)
        if beyond and self.view.scroll(beyond):
            self.show()
        reached = self.view.nearest(event.x, event.y)
        if reached is None:
            return
        if self._dragged or reached != self._pressed or self._within_word(event.offset):
            self._dragged = True
            self.post_message(Page.Dragged(self._pressed, reached))

    def _within_word(self, reached: Offset) -> bool:
        """Whether the mouse has moved inside one word whose length the script view changes."""
        start = self._pressed or 0
        return reached != self._pressed_at and len(self.desk.shown(Span(start, start + 1))) > 1

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End a drag; without one it was a click."""
        self.release_mouse()
        pressed, self._pressed = self._pressed, None
        if event.button == 1 and event.x < self.size.width - 1:
            reached = self.view.nearest(event.x, event.y)
            if pressed is None or (reached == pressed and not self._dragged):
                self.post_message(Page.Pressed(pressed))

    def _scrolled(self) -> None:
        self.show()
        self.post_message(Page.Scrolled())

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three rows down."""
        event.stop()
        if self.view.scroll(WHEEL):
            self._scrolled()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three rows up."""
        event.stop()
        if self.view.scroll(-WHEEL):
            self._scrolled()
