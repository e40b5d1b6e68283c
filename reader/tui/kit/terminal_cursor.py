"""The terminal's own cursor, which input methods and braille displays follow."""

from __future__ import annotations

from textual.geometry import Offset
from textual.widget import Widget


def holds_cursor(widget: Widget) -> bool:
    """Whether the cursor may stand in a widget: its screen lies on top.

    Textual calls a screen current also while another one lies over it.
    """
    return widget.is_attached and widget.screen.is_active


def move_cursor(widget: Widget, place: Offset) -> None:
    """Move the cursor to a cell of the screen, for a widget that is typed in."""
    if holds_cursor(widget) and widget.app.cursor_position != place:
        widget.app.cursor_position = place
        widget.refresh()  # the terminal hears of it with the next picture; part of one cuts a 字
