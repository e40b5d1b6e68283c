"""Text that is pasted between a terminal's brackets."""

from __future__ import annotations

import re

from reader.tui.terminal.tokens import Paste

END = b"\x1b[201~"
LARGEST = 4 << 20
"""Bytes of a paste that are kept."""

_CONTROL = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x9b[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x90\x98\x9c-\x9f\r\n]{0,4096}"
    r"(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-~]?|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]"
)


def without_controls(text: str) -> str:
    """A text without controls and the sequences they begin; line ends and tabs are kept."""
    return _CONTROL.sub("", text)


class Pasting:
    """Paste under way, kept until the bracket is closed."""

    def __init__(self) -> None:
        self.ended = False
        self._kept = bytearray()
        self._tail = b""  # what may begin the end
        self._lost = 0

    def take(self, data: bytes, at: int) -> int:
        """Keep a read from a place on; the place of the first byte behind the paste."""
        before = len(self._tail)
        piece = self._tail + data[at:]
        end = piece.find(END)
        if end < 0:
            whole = max(0, len(piece) + 1 - len(END))
            self._tail = piece[whole:]
            self._keep(piece[:whole])
            return len(data)
        self._tail = b""
        self._keep(piece[:end])
        self.ended = True
        return at + end + len(END) - before

    def paste(self) -> Paste:
        """The pasted text, without what a terminal could obey."""
        self._keep(self._tail)
        text = self._kept.decode(errors="ignore" if self._lost else "replace")
        return Paste(without_controls(text), self._lost)

    def _keep(self, piece: bytes) -> None:
        room = LARGEST - len(self._kept)
        self._kept += piece[:room]
        self._lost += max(0, len(piece) - room)
