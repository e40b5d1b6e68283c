"""The line in which a shelf is narrowed, with what stands before it."""

from __future__ import annotations

from collections.abc import Callable

from reader.tui.kit.bars import Bar, Ends
from reader.tui.kit.line_input import LineInput
from reader.tui.kit.strips import cells
from reader.tui.kit.styles import Styles
from reader.tui.kit.surface import Blank
from reader.tui.library.state import Browsing


class TypingLine:
    """A name and a box side by side, shown while there is something to narrow to."""

    def __init__(
        self, browsing: Browsing, name: str, parts: Callable[[int], Ends], ink: Styles,
        ambiguous: int,
    ) -> None:  # fmt: skip
        self._browsing = browsing
        self.row = Blank(id="narrowing")
        self.box = LineInput(browsing.text, ambiguous)
        self.name_bar = Bar("library-box", ink, parts, ambiguous)
        self._width = cells(name, ambiguous)

    def show(self, *, shown: bool) -> None:
        """Show the line or take it away."""
        self.name_bar.styles.width = self._width
        self.row.display = self.box.display = shown

    def put(self, text: str) -> None:
        """Have a text in the line; nothing is narrowed twice for it."""
        self._browsing.text = self.box.value = text
        self.show(shown=bool(text))
