"""Tokens of terminal input."""

from __future__ import annotations

from typing import NamedTuple


class KeyPress(NamedTuple):
    """A character, a control character, or the sequence of a key as Textual's parser reads it."""

    text: str


class TerminalReport(NamedTuple):
    """A sequence that reports the mouse, the focus or a mode to Textual."""

    text: str


class SizeReport(NamedTuple):
    """The window's size in cells, and in pixels (0 where unknown)."""

    rows: int
    columns: int
    height: int
    width: int


class Paste(NamedTuple):
    """Pasted text, as it came; `lost` bytes of it were too many."""

    text: str
    lost: int = 0


class BurstToken(NamedTuple):
    """Characters and line ends that came at once: pasted, or made by an input method."""

    text: str


INTRODUCED = {
    "\x1bP": "alt+shift+p", "\x1bX": "alt+shift+x", "\x1b[": "alt+left_square_bracket",
    "\x1b]": "alt+right_square_bracket", "\x1b^": "alt+circumflex_accent",
    "\x1b_": "alt+underscore",
}  # fmt: skip
"""Alt and a key, which is also how the replies of terminals begin, and the name of that key."""

Token = KeyPress | TerminalReport | SizeReport | Paste | BurstToken
"""One of the tokens that a read is split into."""
