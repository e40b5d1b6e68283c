"""The line in which a shelf is narrowed, with what stands before it."""

from __future__ import annotations

from collections.abc import Callable

from reader.tui.kit.bars import Bar
from reader.tui.kit.line_input import LineInput
from reader.tui.kit.strips import Ends, cells
from reader.tui.kit.styles import Styles
from reader.tui.kit.typing_row import TypingRow
from reader.tui.library.state import Browsing


class TypingLine:
    """A name and a box side by side, shown while there is something to narrow to."""

    def __init__(
        self, browsing: Browsing, name: str, parts: Callable[[int], Ends], ink: Styles,
        ambiguous: int,
    ) -> None:  # fmt: skip
        self._browsing = browsing
        self.box = LineInput(browsing.text, ambiguous)
        self.row = TypingRow(Bar(ink, parts, ambiguous), cells(name, ambiguous), self.box)

    def show(self, *, shown: bool) -> None:
        """Show the line or take it away."""
        self.row.display = self.box.display = shown

    def put(self, text: str) -> None:
        """Have a text in the line; nothing is narrowed twice for it."""
        self._browsing.text = self.box.value = text
        self.show(shown=bool(text))
