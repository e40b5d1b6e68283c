"""The base of the screens that bring articles in."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.widget import Widget

from reader.tui.intake.lines import LineSheet
from reader.tui.kit.commands import Command
from reader.tui.kit.list_model import At, Cursor
from reader.tui.kit.question import Question
from reader.tui.kit.screen import AppScreen
from reader.tui.kit.screen_context import ScreenContext
from reader.tui.kit.status_line import StatusLine, hinted
from reader.tui.kit.strips import cut
from reader.tui.kit.styles import Styles
from reader.tui.kit.title_line import Title
from reader.tui.kit.virtual_list import VirtualList

if TYPE_CHECKING:
    from reader.model.revision import Kept

TITLE = 30  # cells of a title within a message
LEAST_ORIGIN = 12  # cells of where it is from, in the top line


class AddingBase(AppScreen[str]):
    """A screen over the page with one line at the top and one at the bottom.

    The screen below it shows what it is dismissed with.
    """

    AUTO_FOCUS = "VirtualList"
    HINTS: tuple[Command, ...] = ()

    def __init__(
        self, context: ScreenContext, items: LineSheet, at: int = 0, *, focusable: bool = True
    ) -> None:
        """List `items`, with the cursor `at` one of them."""
        status = StatusLine(
            context.words, context.ink, context.ambiguous, context.keymap, self.hinted,
            standing=self.at_right, keeps_last=False,
        )  # fmt: skip
        super().__init__(context, status, self.top_line)
        self.signs = context.signs
        self._items = items
        self.view = VirtualList(
            items, Cursor(At(at)), id="add-list", focusable=focusable, moved=self.moved
        )

    @abstractmethod
    def top_line(self) -> Title:
        """The content of the top line."""

    @property
    def main(self) -> Widget:
        """The widget that has the focus when nothing lies over it."""
        return self.view

    def use(self, ink: Styles) -> None:
        """Draw everything with other styles."""
        super().use(ink)
        self._items.use(ink)
        self.view.show()

    def moved(self, _: At) -> None:
        """Drop a message about the place where the cursor stood before."""
        self.show_text("")

    def regain(self) -> None:
        """Take the keys back from what has lain over the screen."""
        self.main.focus()

    def became(self, kept: Kept) -> str:
        """The outcome of keeping something, in one line."""
        title = cut(kept.title or self.words("untitled"), TITLE, self.ambiguous)
        what = "revived" if kept.revived else kept.what
        return self.words(f"add.kept.{what}", title=title)

    def at_right(self) -> str:
        """The right end of the bottom line while there is no message."""
        return ""

    def hinted(self) -> Sequence[Command]:
        """The commands whose keys the bottom line names, the first ones first."""
        return hinted(self.HINTS)

    def ask(self, question: Question) -> None:
        """Open a prompt at the bottom."""
        self.close_panel()
        super().ask(question)

    def help(self) -> None:
        """Show all keys of these screens."""
        if self.panel is not None:
            self.close_panel()
        else:
            self.show_help(("adding",))

    def leave(self) -> None:
        """Return to the screen below."""
        self.dismiss("")
