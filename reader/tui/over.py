"""What all screens that lie over the page have in common: they close once."""

from __future__ import annotations

from textual.await_complete import AwaitComplete
from textual.screen import Screen, ScreenResultType


class OverScreen(Screen[ScreenResultType]):
    """A screen over the page or the list."""

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close it; what comes behind the key that closed it closes nothing more.

        Keys wait in a screen's own queue, so a second escape still finds the first one's screen.
        """
        return super().dismiss(result) if self.is_active else AwaitComplete()
