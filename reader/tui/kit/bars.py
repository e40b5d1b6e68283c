"""The line at the top and the line at the bottom."""

from __future__ import annotations

from collections.abc import Callable

from textual.strip import Strip

from reader.tui.kit.strips import Ends, ends
from reader.tui.kit.styles import Styles
from reader.tui.kit.surface import Surface


class Bar(Surface):
    """One line whose parts are asked for when it is drawn; `on_page` gives it the page's colour."""

    DEFAULT_CSS = "Bar { height: 1; width: 1fr; }"

    def __init__(
        self,
        ink: Styles,
        parts: Callable[[int], Ends],
        ambiguous: int,
        *,
        on_page: bool = False,
    ) -> None:
        super().__init__()
        self.ink = ink
        self._on_page = on_page
        self._parts = parts
        self._ambiguous = ambiguous
        self._line: Strip | None = None  # as it is drawn, or about to be

    def use(self, ink: Styles) -> None:
        """Draw it with other styles."""
        self.ink = ink
        self.refresh()

    def show(self) -> None:
        """Draw what differs by now."""
        before, self._line = self._line, None
        line = self.render_line(0)
        if before is None or before.cell_length != line.cell_length:
            self.refresh()
        else:
            self.refresh_row(0, before, line)

    def forget(self) -> None:
        """Draw it anew when it is asked for next."""
        self._line = None
        super().forget()

    def render_line(self, y: int) -> Strip:
        """The whole line, with its left and its right part."""
        if self._line is None or self._line.cell_length != self.size.width:
            self._line = self._draw(self.size.width)
        return self._line

    def _draw(self, width: int) -> Strip:
        left, right = self._parts(width)
        fill = self.ink.blank if self._on_page else self.ink.bar_text
        return ends(left, right, width, fill, self._ambiguous)
