"""Closing once, and opening nothing more when the reader is left: what keys come too late for."""

from __future__ import annotations

from typing import Any

from textual.await_complete import AwaitComplete
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget


def mount_on(screen: Screen[Any], widget: Widget, before: Widget) -> None:
    """Mount a widget, unless the reader is being left: then there is nothing to mount it on."""
    if screen.is_attached:
        screen.mount(widget, before=before)


class OverScreen(Screen[ScreenResultType]):
    """A screen over the page or the list."""

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close it; what comes behind the key that closed it closes nothing more.

        Keys wait in a screen's own queue, so a second escape still finds the first one's screen.
        """
        return super().dismiss(result) if self.is_active else AwaitComplete()
