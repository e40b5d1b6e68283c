"""The line to type in."""

from __future__ import annotations

from textual import events
from textual.geometry import Offset, Region
from textual.strip import Strip
from textual.widgets import Input

from reader.tui.kit.strips import cells, safe
from reader.tui.kit.terminal_cursor import move_cursor


class LineInput(Input):
    """One line of text to type. Keys that move about in the results are the screen's."""

    DEFAULT_CSS = """
    LineInput, LineInput:focus { border: none; height: 1; width: 1fr; padding: 0 1 0 0;
                     background: $surface; background-tint: $surface 0%; }
    LineInput:ansi > .input--selection { text-style: reverse; }
    """

    def __init__(self, text: str, ambiguous: int) -> None:
        self._ambiguous = ambiguous
        super().__init__(text, compact=True, select_on_focus=False, id="box")
        self.cursor_blink = False

    def on_mount(self) -> None:
        """Move the terminal's own cursor along when the window changes."""
        self.screen.screen_layout_refresh_signal.subscribe(self, self._laid_out)

    def _laid_out(self, _: object) -> None:
        self.call_after_refresh(self._place_cursor)  # it may be scrolled, too

    def _place_cursor(self) -> None:
        if self.has_focus:
            move_cursor(self, self.cursor_screen_offset)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines; blank once it is removed, for one more may be asked before the next layout."""
        return super().render_lines(crop) if self.is_attached else [Strip.blank(crop.width)]

    @property
    def cursor_screen_offset(self) -> Offset:
        """The cell of the next character; Textual's own is one too far at the end of the line."""
        x = cells(self.value[: self.cursor_position], self._ambiguous)
        return self.content_region.offset + Offset(x - self.scroll_offset.x, 0)

    def on_paste(self, event: events.Paste) -> None:
        """Take what is pasted as one line, without anything a terminal could obey."""
        event.stop()
        event.prevent_default()
        self.replace(safe(" ".join(event.text.expandtabs(1).splitlines())), *self.selection)
