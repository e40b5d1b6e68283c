"""A panel of notices that are too long for one line, read before reading on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reader.text.typesetting import set_paragraph
from reader.tui.kit.strips import Part
from reader.tui.kit.styles import Styles


class Messages(NamedTuple):
    """Messages, each typeset to the width of the panel; it stays while reading goes on."""

    title: str
    hint: str
    messages: Sequence[str]
    ink: Styles
    ambiguous: int
    stays: bool = True
    gone: bool = False
    alone: bool = False

    def lines(self, width: int) -> Sequence[Sequence[Part]]:
        """The messages one below the other."""
        rows = [
            row
            for message in self.messages
            for row in set_paragraph(message, max(8, width), ambiguous=self.ambiguous)
        ]
        return [[], *([(row.text, self.ink.bar_text)] for row in rows)]

    def press(self, key: str, character: str | None) -> bool:
        """No keys of its own."""
        return False
