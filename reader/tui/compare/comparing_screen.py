"""The base of screens that compare revisions: the lines around the list, and messages."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from textual.app import ComposeResult

from reader.tui.compare.columns import SIGN, Columns, share
from reader.tui.compare.host import ReviewHost
from reader.tui.compare.passage_list import ROOMY_FROM, PassageList
from reader.tui.compare.sides import NEW, OLD
from reader.tui.kit.bars import Bar
from reader.tui.kit.commands import Command
from reader.tui.kit.list_model import At, Cursor
from reader.tui.kit.screen import AppScreen
from reader.tui.kit.status_line import StatusLine, hinted
from reader.tui.kit.strips import Ends, cells, cut
from reader.tui.kit.styles import Styles
from reader.tui.kit.title_line import Aside, Title
from reader.tui.kit.virtual_list import VirtualList

LEGEND_FROM = 14
"""Rows of a screen from which on it says which side is which."""
LEAST_TITLE = 9
FOR_KEYS = 10  # cells that a long message leaves for the way back


class ComparingScreen(AppScreen[None]):
    """A list of compared passages between a top line and the keys."""

    COMMANDS_SHOWN: Sequence[Command] = ()

    def __init__(self, reading: ReviewHost, passages: PassageList) -> None:
        context = reading.context
        status = StatusLine(
            context.words, context.ink, context.ambiguous, context.keymap, self.hinted,
            for_keys=FOR_KEYS,
        )  # fmt: skip
        super().__init__(context, status, self._top_line)
        self.reading, self.article = reading, reading.article
        self.passages = passages
        self.listing = VirtualList(passages, Cursor(), id="listing", moved=self.moved)
        self.legend_bar = Bar(self.ink, self._legend, self.ambiguous, on_page=True)

    def hinted(self) -> Sequence[Command]:
        """The commands whose keys the bottom line names; the way back is the last one."""
        return hinted(self.COMMANDS_SHOWN)

    def compose(self) -> ComposeResult:
        """The title, which side is which, the passages, the keys."""
        yield self.top_bar
        yield self.legend_bar
        yield self.listing
        yield self.bottom_bar

    def on_mount(self) -> None:
        """Decide what there is room for."""
        self._share_out()

    def on_resize(self) -> None:
        """Decide anew what there is room for."""
        self._share_out()

    def _share_out(self) -> None:
        self.legend_bar.display = self.app.size.height >= LEGEND_FROM
        self.legend_bar.styles.margin = (1, 0) if self.app.size.height >= ROOMY_FROM else 0

    @property
    def columns(self) -> Columns:
        """The columns of the list at its present width."""
        return share(self.listing.size.width, self.config.measure)

    def use(self, ink: Styles) -> None:
        """Draw everything with other styles."""
        super().use(ink)
        self.passages.use(ink)
        self.listing.show()

    def regain(self) -> None:
        """Take the keys back from what has lain over the screen."""
        self.set_focus(None)

    # titles

    @abstractmethod
    def screen_title(self) -> str:
        """The title of the screen."""

    @abstractmethod
    def position_text(self) -> str:
        """The position of the cursor, for the right end of the top line."""

    @abstractmethod
    def side_names(self) -> tuple[str, str]:
        """Names of the old and the new side."""

    def _top_line(self) -> Title:
        """The screen's name and the article's title; where the cursor is."""
        title = self.reading.session.head.title or self.words("untitled")
        aside = Aside((self.position_text(),), sure=True)
        return Title(self.screen_title(), title, asides=(aside,), least=LEAST_TITLE)

    # drawing

    def show(self) -> None:
        """Repaint what has changed."""
        self.listing.show()
        self.show_bars()

    def show_bars(self) -> None:
        """Draw the lines around the list anew."""
        for bar in (self.top_bar, self.legend_bar, self.bottom_bar):
            bar.show()

    def _legend(self, width: int) -> Ends:
        """The name of each side over its column; below each other, both on one line."""
        columns, ink = self.columns, self.ink
        if not self.listing.size.width:
            return [], []
        old, new = (
            f"{sign:<{SIGN}}{cut(text, columns.text, self.ambiguous)}"
            for sign, text in zip((OLD, NEW), self.side_names(), strict=True)
        )
        gap = "   "
        if columns.side_by_side:
            wide = SIGN + columns.text
            gap += " " * (wide - cells(old, self.ambiguous))
        return [(" " * columns.text_at, ink.blank), (old + gap + new, ink.muted)], []

    # moving

    def turn_page(self, direction: int) -> None:
        """Move by a page of rows, on or back; the cursor follows."""
        listing = self.listing
        moved = listing.scroll_rows(direction * self.passages.page(listing.room))
        seen = [block for block in listing.blocks_in_sight if self.passages.stops(block)]
        if seen and (listing.at not in seen or not moved):
            first, last = (seen[0], seen[-1]) if direction > 0 else (seen[-1], seen[0])
            listing.at = first if moved else last
        self.show()

    def moved(self, _: At) -> None:
        """Draw the lines around the list anew, once the cursor stands somewhere else."""
        self.show_bars()
