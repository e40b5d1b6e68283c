"""The list of compared passages: one line-API widget with a cursor on a block."""

from __future__ import annotations

from collections.abc import Callable

from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip

from reader.tui.comparing.columns import Columns, share
from reader.tui.comparing.painting import Brush
from reader.tui.comparing.roll import Roll
from reader.tui.comparing.sides import Line
from reader.tui.kit.rows import Place
from reader.tui.page.difference import merged
from reader.tui.surface import Surface

WHEEL = 3
TOP = Place(0, 0)


class Leaf(Surface):
    """Draws a roll; `make` lays one out for the columns there are, None while there is nothing."""

    DEFAULT_CSS = "Leaf { width: 1fr; height: 1fr; }"

    class Pressed(Message):
        """A block was pressed with the mouse."""

        def __init__(self, block: int) -> None:
            super().__init__()
            self.block = block

    def __init__(self, make: Callable[[Columns], Roll | None], brush: Brush, measure: int) -> None:
        super().__init__(id="leaf")
        self.brush = brush
        self.roll: Roll | None = None
        self.at = -1  # the block under the cursor
        self.top = TOP
        self._make, self._measure = make, measure
        self._made_for = 0
        self._lines: list[tuple[int, Line]] = []
        self._drawn: list[Strip] = []

    @property
    def columns(self) -> Columns:
        """The columns at the present width."""
        return share(self.size.width, self._measure)

    # what is shown

    def renew(self) -> None:
        """Lay everything out anew; the cursor stays in sight."""
        width, height = self.size
        if width and height:
            self.roll, self._made_for = self._make(self.columns), width
            self.bring()

    def on_resize(self) -> None:
        """Set everything for another width."""
        if self._made_for != self.size.width:
            self.renew()
        else:
            self.bring()

    def show(self) -> None:
        """Draw what is in sight, and send the rows that have changed."""
        width, height = self.size
        if not width or not height:
            return
        self._lines = self.roll.lines(self.top, height) if self.roll and self.roll.count else []
        before, self._drawn = self._drawn, [self._draw(y) for y in range(height)]
        if len(before) != len(self._drawn):
            self.refresh()
            self.place_cursor()
            return
        for y, (old, new) in enumerate(zip(before, self._drawn, strict=True)):
            if old != new:
                self.refresh(Region(0, y, width, 1))
        self.place_cursor()

    def place_cursor(self) -> None:
        """Put the terminal's own cursor on the block, for braille displays."""
        rows = [
            y for y, (block, line) in enumerate(self._lines) if block == self.at and not line.blank
        ]
        if rows and self.screen.is_current:
            self.app.cursor_position = self.region.offset + Offset(self.columns.text_at, rows[0])

    def use(self, brush: Brush) -> None:
        """Draw everything in other styles."""
        self.brush = brush
        self._drawn = []
        self.show()

    # the cursor

    def go(self, block: int) -> None:
        """Put the cursor on a block."""
        self.at = block
        self.bring()

    def bring(self) -> None:
        """Scroll until the block under the cursor is in sight, or as much of it as there can be."""
        roll, height = self.roll, self.size.height
        if roll is not None and roll.count and height:
            self.top = top = roll.nearest(self.top)
            if self.at >= 0:
                self.top = self._bringing(roll, top, height)
        self.show()

    def _bringing(self, roll: Roll, top: Place, height: int) -> Place:
        rows = roll.rows(self.at)
        seen = max(n for n, line in enumerate(rows) if not line.blank or n == 0)
        first, last = Place(self.at, 0), Place(self.at, min(seen, height - 1))
        limit = 4 * height
        if roll.distance(top, first, limit) < 0:
            return first
        if roll.distance(top, last, limit) >= height:
            return min(roll.move(last, 1 - height), first)
        return top

    def scroll_rows(self, rows: int) -> bool:
        """Scroll without the cursor; false at either end."""
        if self.roll is None or not self.roll.count:
            return False
        before, top = self.top, self.roll.move(self.top, rows)
        if rows > 0:
            top = min(top, max(self.roll.last_top(self.size.height), before))
        self.top = top
        self.show()
        return top != before

    def in_sight(self, block: int) -> bool:
        """Whether a row of a block is on the screen."""
        return any(number == block for number, _ in self._lines)

    @property
    def blocks_in_sight(self) -> list[int]:
        """The blocks of which a row that is not blank is on the screen."""
        return list(dict.fromkeys(number for number, line in self._lines if not line.blank))

    # drawing

    def render_line(self, y: int) -> Strip:
        """One row of the list."""
        if y < len(self._drawn) and self._drawn[y].cell_length == self.size.width:
            return self._drawn[y]
        return Strip.blank(self.size.width, self.brush.ink.blank)

    def _draw(self, y: int) -> Strip:
        width = self.size.width
        if y >= len(self._lines) or self._made_for != width:
            return Strip.blank(width, self.brush.ink.blank)
        block, line = self._lines[y]
        segments: list[Segment] = self.brush.draw(line, block == self.at, self.columns)
        return Strip(merged(segments), width)

    # the mouse

    def on_click(self, event: events.Click) -> None:
        """Say which block was pressed."""
        if 0 <= event.y < len(self._lines):
            self.post_message(Leaf.Pressed(self._lines[event.y][0]))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three rows down; the cursor stays where it is."""
        event.stop()
        self.scroll_rows(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three rows up."""
        event.stop()
        self.scroll_rows(-WHEEL)
