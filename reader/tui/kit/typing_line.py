"""The line in which a list is narrowed, with what stands before it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from reader.tui.kit.bars import Bar
from reader.tui.kit.line_input import LineInput
from reader.tui.kit.strips import Ends, cells
from reader.tui.kit.styles import Styles
from reader.tui.kit.typing_row import TypingRow


class Narrowed(Protocol):
    """The state of a list; `text` is what it is narrowed to."""

    text: str


class TypingLine:
    """A name and a box side by side, shown while there is something to narrow to."""

    def __init__(
        self, state: Narrowed, name: str, parts: Callable[[int], Ends], ink: Styles,
        ambiguous: int, *, narrowed: Callable[[], None], finished: Callable[[], None],
    ) -> None:  # fmt: skip
        """Call `narrowed` after something else was typed, and `finished` after enter."""
        self._state, self._narrowed, self.finish = state, narrowed, finished
        self.box = LineInput(state.text, ambiguous)
        self.row = TypingRow(Bar(ink, parts, ambiguous), cells(name, ambiguous), self.box)

    def show(self, *, shown: bool) -> None:
        """Show the line or take it away."""
        self.row.display = self.box.display = shown

    def take(self, text: str) -> None:
        """Narrow the list to what is typed by now."""
        if text != self._state.text:
            self._state.text = text
            self._narrowed()

    def put(self, text: str) -> None:
        """Have a text in the line; nothing is narrowed twice for it."""
        self._state.text = self.box.value = text
        self.show(shown=bool(text))
