"""The page: one line-API widget that draws gutter, text, margin and scrollbar.

What is in sight is the view's; what is marked, and where the cursor is, the session's. The widget
draws rows, sends only the cells that have changed, and turns the mouse into messages.
"""

from __future__ import annotations

from typing import NamedTuple

from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Region
from textual.geometry import Size as Cells
from textual.message import Message
from textual.strip import Strip

from reader.config import Config
from reader.model import Span
from reader.text.typesetting.article_layout import LayoutPlace
from reader.tui.kit.row_difference import difference
from reader.tui.kit.styles import Styles
from reader.tui.kit.surface import Surface
from reader.tui.kit.terminal_cursor import holds_cursor
from reader.tui.page.drawing import Drawing
from reader.tui.page.view import PageSize, View
from reader.tui.session.session import ArticleSession
from reader.words import Words

WHEEL = 3
SOON = 0.02  # seconds after a page until the next one is drawn ahead
KEPT = 4  # pages of rows that are kept as they are sent, at most


class ShownPage(NamedTuple):
    """State of the last repaint, to repaint only what differs."""

    top: LayoutPlace
    here: Span
    chosen: Span | None
    hits: int
    hit: Span | None
    revision: int


class Page(Surface, can_focus=True):
    """The article as it is read."""

    class Pressed(Message):
        """Press on a character with the mouse; `offset` is None beside the text."""

        def __init__(self, offset: int | None) -> None:
            super().__init__()
            self.offset = offset

    class Dragged(Message):
        """Drag of the mouse from one character to another."""

        def __init__(self, pressed: int, reached: int) -> None:
            super().__init__()
            self.pressed = pressed
            self.reached = reached

    class Scrolled(Message):
        """Scroll of the page without the cursor."""

    def __init__(self, session: ArticleSession, words: Words, config: Config, ink: Styles) -> None:
        super().__init__(id="page")
        self.session, self._ambiguous = session, config.ambiguous_width
        self.view = View(session, words, config)
        self._drawing = Drawing(session, self.view, words, ink, self._ambiguous)
        self.with_margin = True
        self._shown: ShownPage | None = None
        self._drawn: dict[int, list[Segment]] = {}
        self._strips: dict[int, tuple[list[Segment], Strip]] = {}
        self._pressed: int | None = None
        self._pressed_at = Offset()
        self._dragged = False

    def use(self, ink: Styles) -> None:
        """Draw with other styles from now on."""
        self._drawing.ink = ink

    # showing

    def fit(self) -> None:
        """Lay the article out for the present size; drawing calls this, so that the first frame
        is a whole page."""
        size = PageSize(*self.size, *self.app.size, margin=self.with_margin)
        if self.view.fit(size):
            self._begin_anew()

    def _begin_anew(self) -> None:
        self._drawn.clear()
        self.forget()
        self._shown = self._now()
        self.place_cursor()

    def _now(self) -> ShownPage:
        session = self.session
        chosen = session.selection.span if session.selection else None
        return ShownPage(
            self.view.top,
            session.here,
            chosen,
            len(session.hits),
            session.hit,
            session.marks.revision,
        )

    def show(self, *, all_rows: bool = False) -> None:
        """Repaint what has changed since the last repaint."""
        before, now = self._shown, self._now()
        if before is None:
            return
        if all_rows or before.top != now.top:
            self.view.look(anew=all_rows)
            self._begin_anew()
            self.refresh()
            self.set_timer(SOON, self._draw_ahead)
        elif before != now:
            self._shown = now
            self._repaint_changes(before, now)
            self.place_cursor()

    def _repaint_changes(self, before: ShownPage, now: ShownPage) -> None:
        """Draw the rows that may have changed and send the cells that have."""
        self._drawing.look()
        view = self.view
        margin = view.margin_now()
        pairs = zip(view.margin, margin, strict=True)
        dirty = {y for y, (old, new) in enumerate(pairs) if old != new}
        view.margin = margin
        marked = self.session.marks.changed_since(before.revision)
        if marked is None or before.hits != now.hits:
            dirty = set(range(len(view.lines)))
        changed = [(before.here, now.here), (before.chosen, now.chosen), (before.hit, now.hit)]
        spans = [span for old, new in changed if old != new for span in (old, new) if span]
        spans += marked or ()
        if (before.chosen is None) != (now.chosen is None):
            spans.append(now.here)  # the sentence gives its background up to a selection
        for y, line in enumerate(view.lines):
            row = line.row
            if row and any(span.overlaps(row.reach) for span in spans):
                dirty.add(y)
        regions = [self._repainted(y) for y in dirty & set(range(len(view.lines)))]
        if differing := [region for region in regions if region is not None]:
            self.refresh(*differing)

    def _repainted(self, y: int) -> Region | None:
        """The cells of a row that are others now."""
        before, after = self._drawn.get(y, []), self._drawing.row(y)
        cells = difference(before, after, self._ambiguous)
        if cells is None:
            return None
        first, end = cells
        self._drawn[y] = after
        return Region(first, y, end - first, 1)

    def place_cursor(self) -> None:
        """Put the terminal's own cursor on the current passage, for braille and input methods.

        While something is typed elsewhere, it stays there.
        """
        if not self.is_attached:  # the reader is being left
            return
        focused = self.screen.focused
        if focused is not None and focused.check_consume_key("a", "a"):
            return
        start = self.session.here.start
        y = self.view.row_of(start)
        if not 0 <= y < len(self.view.lines):
            return
        row = self.view.lines[y].row
        if row is not None and holds_cursor(self):
            x = self.view.geometry.text_at + row.cell_at(start)
            self.app.cursor_position = self.region.offset + Offset(x, y)

    # drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """Rows of the page, laid out for its present size."""
        self.fit()
        self._drawing.look()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One row of the page, all columns."""
        width = self.view.size.width  # the widget's own is worked out anew each time
        if y >= len(self.view.lines):
            return Strip.blank(width, self._drawing.ink.blank)
        segments = self._drawn.get(y)
        if segments is None:
            segments = self._drawn[y] = self._drawing.row(y)
        return self._strip(segments)

    def _strip(self, segments: list[Segment]) -> Strip:
        """A row for the screen; the drawing hands the same list out again for the same row."""
        width = self.view.size.width
        known = self._strips.get(id(segments))
        if known is None or known[0] is not segments or known[1].cell_length != width:
            if len(self._strips) >= KEPT * self.view.size.height:
                self._strips.clear()
            known = self._strips[id(segments)] = segments, Strip(segments, width)
        return known[1]

    def _draw_ahead(self) -> None:
        """Have the rows of the next pages ready as they are sent."""
        for segments in self._drawing.ahead():
            self._strip(segments).render(self.app.console)

    def get_content_height(self, container: Cells, viewport: Cells, width: int) -> int:
        """All the height there is."""
        return container.height

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
        return reached != self._pressed_at and len(self.session.shown(Span(start, start + 1))) > 1

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
        """Scroll three rows down."""
        event.stop()
        if self.view.scroll(WHEEL):
            self._scrolled()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll three rows up."""
        event.stop()
        if self.view.scroll(-WHEEL):
            self._scrolled()
