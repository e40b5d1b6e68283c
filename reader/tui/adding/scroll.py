"""A sheet of rows with a cursor: one line-API widget for the preview and for lists."""

from __future__ import annotations

from operator import itemgetter

from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip

from reader.tui.adding.lines import Line, Sheet, Tints
from reader.tui.kit.rows import Place
from reader.tui.page.difference import merged
from reader.tui.page.geometry import BLANK_LINES_FROM, GUTTER, Geometry, share
from reader.tui.page.glyphs import glyphs
from reader.tui.page.painting import gutter
from reader.tui.page.styles import Styles
from reader.tui.strips import Part, fit
from reader.tui.surface import Surface

WHEEL = 3
TOP = Place(0, 0)


class Scroll(Surface, can_focus=True):
    """Shows a sheet; `at` is the item the cursor is on, `began` the other end of a range.

    The mouse's wheel scrolls, and a press puts the cursor somewhere.
    """

    DEFAULT_CSS = "Scroll { width: 1fr; height: 1fr; }"

    class Moved(Message):
        """The cursor stands somewhere else."""

    class Pressed(Message):
        """The item at the cursor was pressed with the mouse."""

    def __init__(self, sheet: Sheet, ink: Styles, measure: int, ambiguous: int) -> None:
        super().__init__()
        self.sheet, self.tints, self.ambiguous = sheet, Tints(ink), ambiguous
        self._measure = measure
        self._signs = glyphs(ambiguous)
        self.at = 0
        self.began: int | None = None
        self.top = TOP
        self._lines: list[tuple[int, Line]] = []
        self._drawn: list[Strip] = []

    @property
    def geometry(self) -> Geometry:
        """The columns: those of the page, without a margin."""
        return share(self.size.width, self._measure, margin=False)

    @property
    def chosen(self) -> range:
        """The items of the range, or the one at the cursor."""
        other = self.at if self.began is None else self.began
        return range(min(self.at, other), max(self.at, other) + 1)

    # what is shown

    def on_resize(self) -> None:
        """Set everything for the new width; the cursor stays in sight."""
        self.renew()

    def renew(self) -> None:
        """Lay everything out anew; the cursor stays in sight."""
        if self.size.width:
            spacing = int(self.app.size.height >= BLANK_LINES_FROM)
            self.sheet.fit(self.geometry.text, spacing=spacing)
            self.bring()

    def use(self, ink: Styles) -> None:
        """Draw everything in other styles."""
        self.tints = Tints(ink)
        self._drawn = []
        self.show()

    def show(self) -> None:
        """Draw what is in sight, and send the rows that have changed."""
        width, height = self.size
        if not width or not height or self.sheet.width != self.geometry.text:
            return
        self._lines = self.sheet.lines(self.top, height) if self.sheet.blocks() else []
        before, self._drawn = self._drawn, [self._draw(y) for y in range(height)]
        if len(before) != len(self._drawn):
            self.refresh()
            return
        for y, (old, new) in enumerate(zip(before, self._drawn, strict=True)):
            if old != new:
                self.refresh(Region(0, y, width, 1))
        self.place_cursor()

    def on_focus(self) -> None:
        """What lay over the sheet is gone."""
        self.place_cursor()

    def place_cursor(self) -> None:
        """Put the terminal's own cursor on the item, for braille displays."""
        rows = [y for y, (item, line) in enumerate(self._lines) if item == self.at and line.parts]
        if rows and self.has_focus:
            self.app.cursor_position = self.region.offset + Offset(self.geometry.text_at, rows[0])

    # the cursor

    def bring(self) -> None:
        """Scroll until the item at the cursor is in sight, its first row above all."""
        sheet, height = self.sheet, self.size.height
        if sheet.blocks() and height:
            self.at = min(self.at, sheet.blocks() - 1)
            limit = 4 * height
            first, last = Place(self.at, 0), Place(self.at, sheet.height_of(self.at) - 1)
            if sheet.step(self.at, -1) == self.at:
                first = TOP  # nothing above can be gone to
            top = sheet.nearest(self.top)
            if sheet.distance(top, last, limit) >= height:
                top = sheet.move(last, 1 - height)
            if sheet.distance(top, first, limit) < 0:
                top = first
            self.top = top
        self.show()

    def go(self, item: int) -> None:
        """Put the cursor on an item."""
        self.at = item
        self.bring()
        self.post_message(Scroll.Moved())

    def step(self, direction: int) -> None:
        """The next or previous item."""
        sheet, height = self.sheet, self.size.height
        if not sheet.blocks():
            return
        last = Place(self.at, sheet.height_of(self.at) - 1)
        beyond = sheet.distance(self.top, last, 4 * height) >= height
        if direction > 0 and beyond:  # a long item is read to its end first
            self._scroll(max(1, height // 2))
            self.show()
        else:
            self.go(sheet.step(self.at, direction))

    def page(self, direction: int) -> None:
        """A page of rows on or back, and the cursor with it."""
        sheet = self.sheet
        if not sheet.blocks():
            return
        rows = direction * max(1, self.size.height - 2)
        self._scroll(rows)
        there = sheet.move(Place(self.at, 0), rows).block
        item = there if sheet.stands(there) else sheet.step(there, direction)
        self.go(item if sheet.stands(item) else self.at)

    def edge(self, direction: int) -> None:
        """The first or the last item."""
        if self.sheet.blocks():
            end = self.sheet.blocks() if direction > 0 else -1
            self.go(self.sheet.step(end, -direction))

    def _scroll(self, rows: int) -> None:
        top = self.sheet.move(self.top, rows)
        if rows > 0:
            top = min(top, max(self.sheet.last_top(self.size.height), self.top))
        self.top = top

    # drawing

    def render_line(self, y: int) -> Strip:
        """One row."""
        if y < len(self._drawn) and self._drawn[y].cell_length == self.size.width:
            return self._drawn[y]
        return Strip.blank(self.size.width, self.tints.ink.blank)

    def _draw(self, y: int) -> Strip:
        width, ink, g = self.size.width, self.tints.ink, self.geometry
        if y >= len(self._lines):
            return Strip.blank(width, ink.blank)
        item, line = self._lines[y]
        here = item == self.at and self.sheet.stands(item) and bool(line.parts)
        chosen = self.began is not None and item in self.chosen and bool(line.parts)
        style = self.tints.of
        words: list[Part] = []
        for text, tone in filter(itemgetter(0), line.parts):
            indent = 0 if words else len(text) - len(text.lstrip(" "))
            words += [(text[:indent], ink.blank), (text[indent:], style(tone, here, chosen))]
        mark = Segment(self._signs.here if here else " ", ink.rule)
        short = line.sign if len(line.sign) < 2 or g.gutter == GUTTER else line.sign[0]
        sign: list[Part] = [(short, style(line.tone, False, False))] if short else []
        segments = [
            Segment(" " * g.left, ink.blank),
            *gutter(mark, sign, g.gutter, ink.blank),
            *fit(words, g.text, ink.blank, self.ambiguous),
            Segment(" " * (width - g.text_at - g.text), ink.blank),
        ]
        return Strip(merged(segments), width)

    # the mouse

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on what is under the mouse."""
        if 0 <= event.y < len(self._lines):
            item, _ = self._lines[event.y]
            if self.sheet.stands(item):
                again = item == self.at
                self.go(item)
                if again:
                    self.post_message(Scroll.Pressed())

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three rows down; the cursor stays where it is."""
        event.stop()
        self._wheel(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three rows up."""
        event.stop()
        self._wheel(-WHEEL)

    def _wheel(self, rows: int) -> None:
        if self.sheet.blocks():
            self._scroll(rows)
            self.show()
