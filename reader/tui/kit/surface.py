"""A widget that draws its rows itself, from edge to edge.

Textual composes every row of a widget from border, padding, background, filters and content, each
time something near it changes. A surface has none of these: what `render_line` made is kept until
it is refreshed, and is handed out as it is.
"""

from __future__ import annotations

from typing import Self

from textual.filter import ANSIToTruecolor
from textual.geometry import Region
from textual.geometry import Size as Cells
from textual.strip import Strip
from textual.widget import Widget

from reader.tui.kit.row_difference import same_tail


class Surface(Widget):
    """Widget drawn with `render_line` alone, each row once, in true colours or none.

    It must have no border and no padding.
    """

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._kept: dict[int, Strip] = {}
        self._kept_size = Cells()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a region of the widget, drawn now if they are not drawn yet."""
        if self._kept_size != self.size:
            self._kept.clear()
            self._kept_size = self.size
        kept = self._kept
        new = [y for y in crop.line_range if y not in kept]
        if new:
            every, (_, background) = self.get_line_filters(), self.background_colors
            filters = [each for each in every if not isinstance(each, ANSIToTruecolor)]
            for y in new:
                strip = self.render_line(y)
                for line_filter in filters:
                    strip = strip.apply_filter(line_filter, background)
                kept[y] = strip
        strips = [kept[y] for y in crop.line_range]
        first, end = crop.column_span
        if (first, end) == (0, self.size.width):
            return strips
        return [strip.crop(first, end) for strip in strips]

    def forget(self) -> None:
        """Draw every row anew when it is asked for next."""
        self._kept.clear()

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Draw rows anew: those that the regions touch, or all of them."""
        for region in regions:
            for y in region.line_range:
                self._kept.pop(y, None)
        if not regions:
            self.forget()
        super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        return self

    def refresh_row(self, y: int, before: Strip, after: Strip) -> None:
        """Draw a row anew as far as it differs from what it was, which is all that is sent."""
        alike = before.cell_length == after.cell_length  # else it was blank since the size changed
        if reach := after.cell_length - (same_tail(before, after) if alike else 0):
            self.refresh(Region(0, y, reach, 1))

    def notify_style_update(self) -> None:
        """Draw everything anew, for colours may be others now."""
        self.forget()
        super().notify_style_update()


class Blank(Widget):
    """Container without background painting."""

    BLANK = True
