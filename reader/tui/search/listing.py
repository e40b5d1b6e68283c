"""The list of what was found: one line-API widget with a cursor that the typing line moves."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from reader.tui.page.difference import merged
from reader.tui.page.geometry import Geometry, share
from reader.tui.rows import Place
from reader.tui.search.painting import Brush
from reader.tui.search.sheet import At, Line, Setting, Sheet
from reader.tui.search.state import Finding
from reader.tui.strips import Part, fit
from reader.tui.surface import Surface

NEAR = 10
"""So many articles before the end of the list its next part is asked for."""
SPACIOUS_FROM = 18
WHEEL = 3


class Listing(Surface):
    """Draws a sheet of results; `before` gives what to show before anything is looked for, set to
    a width in cells."""

    DEFAULT_CSS = "Listing { width: 1fr; height: 1fr; }"

    class NearEnd(Message):
        """The end of what is known is near."""

    class Pressed(Message):
        """A passage was pressed with the mouse; the cursor stands there now."""

    def __init__(
        self,
        finding: Finding,
        setting: Setting,
        brush: Brush,
        measure: int,
        before: Callable[[int], Sequence[Sequence[Part]]],
    ) -> None:
        super().__init__(id="results")
        self.finding, self.setting, self.brush = finding, setting, brush
        self._measure, self._before = measure, before
        self.sheet = Sheet(finding.found, finding.shown, setting)
        self._said: Sequence[Sequence[Part]] = ()
        self._lines: list[tuple[int, Line]] = []
        self._drawn: list[Strip] = []
        self._height = 0

    @property
    def geometry(self) -> Geometry:
        """The columns: those of the page, without a margin."""
        return share(self.size.width, self._measure, margin=False)

    # what is shown

    def renew(self, *, claims: bool) -> None:
        """Show other results."""
        self.setting = self.setting._replace(claims=claims)
        self._height = 0
        self._fit()

    def on_resize(self) -> None:
        """Set everything for the new width; the cursor stays in sight."""
        self._fit()

    def _fit(self) -> None:
        width, height = self.size
        if not width or not height:
            return
        spacing = int(self.app.size.height >= SPACIOUS_FROM)
        setting = self.setting._replace(width=self.geometry.text, spacing=spacing)
        if setting != self.setting or height != self._height:
            self.setting, self._height = setting, height
            self.sheet = Sheet(self.finding.found, self.finding.shown, setting)
        self.bring()

    def show(self) -> None:
        """Draw what is in sight, and send the rows that have changed."""
        width, height = self.size
        if not width or not height or self.sheet.setting.width != self.geometry.text:
            return
        self._lines, self._said = [], ()
        if self.finding.found:
            self._lines = self.sheet.lines(self.finding.top, height)
        elif not self.finding.query:
            said = self._before(self.geometry.text)
            self._said = [[], *said] if len(said) < height else said
        before, self._drawn = self._drawn, [self._draw(y) for y in range(height)]
        if len(before) != len(self._drawn):
            self.refresh()
            return
        for y, (old, new) in enumerate(zip(before, self._drawn, strict=True)):
            if old != new:
                self.refresh(Region(0, y, width, 1))
        if self._lines and self._lines[-1][0] + NEAR >= len(self.finding.found):
            self.post_message(Listing.NearEnd())

    def use(self, brush: Brush) -> None:
        """Draw everything in other styles."""
        self.brush = brush
        self._drawn = []
        self.show()

    # the cursor

    def bring(self) -> None:
        """Scroll until the cursor is in sight, with the title of its article where it fits."""
        finding, sheet = self.finding, self.sheet
        if finding.found and sheet.setting.width == self.geometry.text:
            finding.at = self._valid(finding.at)
            height, limit = self.size.height, 4 * self.size.height
            first, last = sheet.rows_of(finding.at)
            head = Place(finding.at.article, 0)
            if sheet.distance(head, last, limit) < height:
                first = head
            top = sheet.nearest(finding.top)
            if sheet.distance(top, first, limit) < 0:
                top = first
            elif sheet.distance(top, last, limit) >= height:
                top = sheet.move(last, 1 - height)
            finding.top = top
        self.show()

    def _valid(self, at: At) -> At:
        article = min(at.article, len(self.finding.found) - 1)
        stops = len(self.sheet.block(article).stops)
        return At(article, min(at.stop, stops - 1) if article == at.article else 0)

    def go(self, at: At) -> None:
        """Put the cursor somewhere."""
        self.finding.at = at
        self.bring()

    def step(self, direction: int) -> None:
        """The next or previous passage."""
        if self.finding.found:
            self.go(self.sheet.step(self.finding.at, direction))

    def step_article(self, direction: int) -> None:
        """The next or previous article."""
        if self.finding.found:
            self.go(self.sheet.step_article(self.finding.at, direction))

    def page(self, direction: int) -> None:
        """A page of rows on or back, and the cursor with it."""
        finding, sheet = self.finding, self.sheet
        if not finding.found:
            return
        rows = max(1, self.size.height - 2)
        there = sheet.move(sheet.rows_of(finding.at)[0], direction * rows)
        stops = [line.stop for line in sheet.block(there.block).lines]
        ahead = (s for s in stops[there.row :] if s >= 0)
        at = At(there.block, next(ahead, max(stops)))
        if at == finding.at:
            at = sheet.step(at, direction)
        self._scroll(direction * rows)
        self.go(at)

    def _scroll(self, rows: int) -> None:
        finding, sheet = self.finding, self.sheet
        top = sheet.move(finding.top, rows)
        if rows > 0:
            top = min(top, max(sheet.last_top(self.size.height), finding.top))
        finding.top = top

    # drawing

    def render_line(self, y: int) -> Strip:
        """One row of the results."""
        if y < len(self._drawn) and self._drawn[y].cell_length == self.size.width:
            return self._drawn[y]
        return Strip.blank(self.size.width, self.brush.ink.blank)

    def _draw(self, y: int) -> Strip:
        width, blank, g = self.size.width, self.brush.ink.blank, self.geometry
        if y < len(self._said):
            parts = [(" " * g.text_at, blank), *self._said[y]]
            return Strip(fit(parts, width, blank, self.brush.ambiguous), width)
        if y >= len(self._lines):
            return Strip.blank(width, blank)
        article, line = self._lines[y]
        here = line.stop >= 0 and At(article, line.stop) == self.finding.at
        return Strip(
            merged(
                [
                    Segment(" " * g.left, blank),
                    *self.brush.gutter(line, here, g.gutter),
                    *self.brush.words(line, here, g.text),
                    Segment(" " * (width - g.text_at - g.text), blank),
                ]
            ),
            width,
        )

    # the mouse

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the passage under the mouse and go there."""
        if 0 <= event.y < len(self._lines):
            article, line = self._lines[event.y]
            if line.stop >= 0:
                self.go(At(article, line.stop))
                self.post_message(Listing.Pressed())

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three rows down; the cursor stays where it is."""
        event.stop()
        self._wheel(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three rows up."""
        event.stop()
        self._wheel(-WHEEL)

    def _wheel(self, rows: int) -> None:
        if self.finding.found:
            self._scroll(rows)
            self.show()
