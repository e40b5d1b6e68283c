"""A screen over the page that is a list with a cursor."""

from __future__ import annotations

from textual.widget import Widget

from reader.tui.adding.base import AddingBase
from reader.tui.adding.lines import Sheet
from reader.tui.kit.context import ScreenContext
from reader.tui.kit.list_model import At, Cursor
from reader.tui.kit.virtual_list import VirtualList
from reader.tui.page.styles import Styles


class Walking(AddingBase):
    """Keys that walk about in the list `view`."""

    AUTO_FOCUS = "VirtualList"

    def __init__(self, context: ScreenContext, items: Sheet, at: int = 0) -> None:
        super().__init__(context)
        self._items = items
        self.view = VirtualList(
            items, Cursor(At(at)), id="add-list", focusable=True, moved=self.moved
        )

    @property
    def main(self) -> Widget:
        """The list."""
        return self.view

    def use(self, ink: Styles) -> None:
        """Draw everything with other styles."""
        super().use(ink)
        self._items.use(ink)
        self.view.show()

    def moved(self, _: At) -> None:
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
