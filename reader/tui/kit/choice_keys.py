"""The numbered choices of a prompt, on as many lines as they need."""

from __future__ import annotations

from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from reader.tui.kit.question import Question
from reader.tui.kit.strips import Part, cells, strip
from reader.tui.kit.styles import Styles


class Choices(Widget):
    """Choices, each after the digit that picks it; none is cut while it fits on a line."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "Choices { height: auto; width: 1fr; }"

    def __init__(self, question: Question, ink: Styles, ambiguous: int) -> None:
        super().__init__()
        self.ink = ink
        self._question, self._ambiguous = question, ambiguous

    def _lines(self, width: int) -> list[list[Part]]:
        lines: list[list[Part]] = [[]]
        used = 0
        numbered = enumerate(self._question.choices, self._question.first)
        for number, choice in ((number, choice) for number, choice in numbered if choice):
            parts = [(f"  {number} ", self.ink.bar_key), (choice, self.ink.bar_text)]
            wide = sum(cells(text, self._ambiguous) for text, _ in parts)
            if lines[-1] and used + wide > width:
                lines.append([])
                used = 0
            lines[-1] += parts
            used += wide
        return lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Number of rows that the choices need."""
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        """One line of choices."""
        lines = self._lines(self.size.width)
        parts = lines[y] if y < len(lines) else []
        return strip(parts, self.size.width, self.ink.bar_text, self._ambiguous)
