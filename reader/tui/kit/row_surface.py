"""A surface that gets its rows from outside, and sends those that have changed."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.tui.kit.surface import Surface


class RowSurface(Surface):
    """Surface of the rows that were put on it last."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._drawn: list[Strip] = []

    @property
    def blank(self) -> Style:
        """The style of cells without content."""
        raise NotImplementedError

    def put(self, rows: Sequence[list[Segment]]) -> None:
        """Show these rows, blank ones below them, and draw only those that differ."""
        width, height = self.size
        drawn = [Strip(row, width) if row else Strip.blank(width, self.blank) for row in rows]
        drawn = drawn[:height]
        drawn += [Strip.blank(width, self.blank)] * (height - len(drawn))
        before, self._drawn = self._drawn, drawn
        if len(before) != len(drawn):
            self.refresh()
            return
        for y, (old, new) in enumerate(zip(before, drawn, strict=True)):
            if old != new:
                self.refresh_row(y, old, new)

    def render_line(self, y: int) -> Strip:
        """One row."""
        if y < len(self._drawn) and self._drawn[y].cell_length == self.size.width:
            return self._drawn[y]
        return Strip.blank(self.size.width, self.blank)
