"""A message about text that is being typed, on a few rows if it takes them."""

from __future__ import annotations

from collections.abc import Callable

from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from reader.text.typesetting import set_paragraph
from reader.tui.kit.strips import safe, strip
from reader.tui.kit.styles import Styles

MOST = 3
MOST_ON_PAGE = 7
"""Rows of a long text: beside a list, and where what is below it can wait."""
NARROWEST = 16


class Notice(Widget):
    """A text beside a typing line. `message` gives it, its style, and the cells before it.

    `on_page` gives it the page's colour, `long` more rows if it needs them.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = "Notice { height: auto; width: 1fr; }"

    def __init__(
        self,
        ink: Styles,
        message: Callable[[], tuple[str, Style, int]],
        ambiguous: int,
        *,
        on_page: bool = False,
        long: bool = False,
    ) -> None:
        super().__init__()
        self.ink = ink
        self._on_page, self._long = on_page, long
        self._message, self._ambiguous = message, ambiguous
        self._rows = 1

    def use(self, ink: Styles) -> None:
        """Draw it with other styles."""
        self.ink = ink
        self.refresh()

    def show(self) -> None:
        """Show the message of now."""
        rows = len(self._lines(self.size.width))
        self.refresh(layout=rows != self._rows)
        self._rows = rows

    def _lines(self, width: int) -> list[str]:
        text, _, left = self._message()
        room = max(NARROWEST, width - left - 1)
        rows = set_paragraph(safe(text), room, ambiguous=self._ambiguous)
        return [row.text for row in rows[: MOST_ON_PAGE if self._long else MOST]]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Number of rows, at least one, so that the results do not jump when a message comes."""
        return max(1, len(self._lines(width)))

    def render_line(self, y: int) -> Strip:
        """One row of the text."""
        _, style, left = self._message()
        lines = self._lines(self.size.width)
        text = lines[y] if y < len(lines) else ""
        fill = self.ink.blank if self._on_page else self.ink.bar_text
        parts = [(" " * left, fill), (text, style)]
        return strip(parts, self.size.width, fill, self._ambiguous)
