"""Events that Textual has none for."""

from __future__ import annotations

from textual import events
from textual.message import Message


class Burst(events.Paste):
    """Text that came as if typed: a place to type in takes it as pasted, nothing else takes it."""


Burst.handler_name = events.Paste.handler_name


class TooLong(Message):
    """Paste of which `lost` bytes were left out."""

    def __init__(self, lost: int) -> None:
        super().__init__()
        self.lost = lost


class Gone(Message):
    """Loss of the terminal: it was closed."""


class Failed(Message):
    """The terminal can be read no longer, because of an error nobody foresaw."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error
