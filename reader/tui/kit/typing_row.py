"""A line to type in, with its name before it."""

from __future__ import annotations

from textual.app import ComposeResult

from reader.tui.kit.bars import Bar
from reader.tui.kit.line_input import LineInput
from reader.tui.kit.surface import Blank


class TypingRow(Blank):
    """A bar of `width` cells, and what is left of the row to type in."""

    DEFAULT_CSS = "TypingRow { height: 1; layout: horizontal; }"

    def __init__(self, bar: Bar, width: int, box: LineInput) -> None:
        super().__init__()
        self._bar, self._box = bar, box
        bar.styles.width = width

    def compose(self) -> ComposeResult:
        """The name and the line."""
        yield self._bar
        yield self._box
