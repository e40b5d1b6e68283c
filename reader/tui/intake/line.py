"""The line in which an address or a path is typed, or an article is pasted."""

from __future__ import annotations

from textual import events
from textual.message import Message

from reader.library.intake.input_parser import is_text
from reader.tui.kit.line_input import LineInput


class IntakeLine(LineInput):
    """One line of text; what is pasted with line breaks is handed on as it is."""

    class Pasted(Message):
        """Paste of an article itself, or of several addresses."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def on_paste(self, event: events.Paste) -> None:
        """Take a name into the line; hand a text on."""
        text = event.text.replace("\r\n", "\n").replace("\r", "\n")
        if "\n" in text.strip() or is_text(text):
            event.stop()
            event.prevent_default()
            self.post_message(IntakeLine.Pasted(text))
        else:
            super().on_paste(event)
