"""A screen over the page that is a list with a cursor."""

from __future__ import annotations

from textual.widget import Widget

from reader.tui.adding.base import AddingBase
from reader.tui.adding.scroll import Scroll
from reader.tui.page.styles import Styles


class Walking(AddingBase):
    """Keys that walk about in the list `view`."""

    AUTO_FOCUS = "Scroll"
    view: Scroll

    @property
    def main(self) -> Widget:
        """The list."""
        return self.view

    def use(self, ink: Styles) -> None:
        """Draw everything with other styles."""
        super().use(ink)
        self.view.use(ink)

    def on_scroll_moved(self) -> None:
        """A message was about where the cursor stood before."""
        self.tell("")

    def action_move(self, direction: int) -> None:
        """The next or previous line."""
        self.view.step(direction)

    def action_page(self, direction: int) -> None:
        """A page on or back."""
        self.view.page(direction)

    def action_edge(self, direction: int) -> None:
        """The first or the last line."""
        self.view.edge(direction)
