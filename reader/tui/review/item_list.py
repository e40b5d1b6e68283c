"""The items of a review as the model of a list."""

from __future__ import annotations

from collections.abc import Sequence

from reader.tui.compare.passage_list import PassageList
from reader.tui.compare.sides import SideLine
from reader.tui.kit.screen_context import ScreenContext
from reader.tui.review.blocks import lay_out
from reader.tui.review.items import Reviewing


class ItemList(PassageList):
    """Model of a review, each item a block and a stop."""

    def __init__(self, context: ScreenContext, reviewing: Reviewing) -> None:
        self._reviewing = reviewing
        super().__init__(context)

    def blocks(self) -> int:
        """Number of items, those too about which something was decided."""
        return len(self._reviewing.items)

    def lay_out(self, block: int) -> Sequence[SideLine]:
        """The rows of an item."""
        return lay_out(self._reviewing, block, self.setting)
