"""The review screen: annotations on changed words, one after another, and what becomes of them."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from reader.tui.compare.comparing_screen import ComparingScreen
from reader.tui.compare.host import ReviewHost
from reader.tui.kit.commands import Commands, bindings
from reader.tui.kit.edit_queue import Written
from reader.tui.review.commands import REVIEWING
from reader.tui.review.decisions import Decisions
from reader.tui.review.item_list import ItemList
from reader.tui.review.items import Reviewing


class ReviewScreen(ComparingScreen):
    """Screen of a review; decisions are written at once, and undone with the same keys."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(REVIEWING)
    COMMANDS_SHOWN = REVIEWING

    def __init__(self, reading: ReviewHost, reviewing: Reviewing, *, resumed: bool = False) -> None:
        """Show a review; `resumed`: back from the page, where a place may have been chosen."""
        self.reviewing = reviewing
        super().__init__(reading, ItemList(reading.context, reviewing))
        self.listing.at = reviewing.at
        self.decisions = Decisions(self, reviewing, resumed=resumed)
        self.commands = Commands((REVIEWING,), self, self.context.keymap)

    def on_mount(self) -> None:
        """Take in what was decided on the page."""
        self.decisions.begin()

    @property
    def busy(self) -> bool:
        """Whether something that was decided is not on disk and on the screen yet."""
        return self.decisions.busy

    def on_written(self, event: Written) -> None:
        """Go on with what is on disk now, or say why it is not."""
        event.stop()
        self.decisions.settle(event)

    # titles

    def screen_title(self) -> str:
        """The title of the screen."""
        return self.words("review.title")

    def position_text(self) -> str:
        """The number of the item, of how many, and how many are left to others."""
        words, others = self.words, self.reviewing.review.others
        where = words("review.where", number=self.listing.at + 1, count=len(self.reviewing.items))
        return f"{words('review.others', count=others)}  {where}" if others else where

    def side_names(self) -> tuple[str, str]:
        """Names of the old and the new side."""
        return self.words("review.old"), self.words("review.new")

    def show_bars(self) -> None:
        """Draw the lines around the list, and keep where the cursor is."""
        self.reviewing.at = self.listing.at
        super().show_bars()
