"""The line at the top and the line at the bottom."""

from __future__ import annotations

from collections.abc import Callable

from textual.strip import Strip
from textual.widget import Widget

from reader.tui.page.styles import Styles
from reader.tui.strips import Part, cells, ends


class Bar(Widget):
    """One line whose parts are asked for when it is drawn; `on_page` gives it the page's colour."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "Bar { height: 1; width: 1fr; }"

    def __init__(
        self,
        name: str,
        ink: Styles,
        parts: Callable[[int], tuple[list[Part], list[Part]]],
        ambiguous: int,
        *,
        on_page: bool = False,
    ) -> None:
        super().__init__(id=name)
        self.ink = ink
        self._on_page = on_page
        self._parts = parts
        self._ambiguous = ambiguous

    def render_line(self, y: int) -> Strip:
        """The whole line: what stands left, and what stands right."""
        width = self.size.width
        left, right = self._parts(width)
        fill = self.ink.blank if self._on_page else self.ink.bar_text
        return ends(left, right, width, fill, self._ambiguous)


def as_many(hints: list[list[Part]], width: int, ambiguous: int) -> list[Part]:
    """As many hints as fit into `width` cells, the first ones first."""
    chosen: list[Part] = []
    used = 0
    for hint in hints:
        wide = sum(cells(text, ambiguous) for text, _ in hint)
        if used + wide > width:
            break
        chosen += hint
        used += wide
    return chosen
