"""The changes screen: what the publisher changed between two revisions of an article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from reader.analysis.changes import Changes, fate_told, published_told, summary
from reader.model.revision import Revision
from reader.tui.changes.commands import CHANGES
from reader.tui.changes.laying import Setting, lay_out
from reader.tui.changes.revision_choice import RevisionChoice
from reader.tui.changes.walk import ChangeWalk
from reader.tui.compare.base import ComparingScreen
from reader.tui.compare.columns import Columns
from reader.tui.compare.host import ReviewHost
from reader.tui.compare.sides import BLANK, Ink, Line
from reader.tui.kit.commands import Commands, bindings
from reader.tui.kit.list_model import At
from reader.tui.kit.strips import safe
from reader.tui.page.margin import set_lines


class ChangesScreen(ComparingScreen):
    """Shows the changes of two revisions; the older one is the one before that is read."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(CHANGES)
    COMMANDS_SHOWN = CHANGES

    def __init__(self, reading: ReviewHost, history: Sequence[Revision]) -> None:
        """`history` is of at least two revisions, the newest first."""
        super().__init__(reading)
        self.walk = ChangeWalk(self)
        self.choice = RevisionChoice(self, self.article, history, self._compare)
        self.commands = Commands((CHANGES,), self, self.context.keymap)

    @property
    def busy(self) -> bool:
        """Whether something that was asked for is still to come."""
        return self.walk.busy

    def on_mount(self) -> None:
        """Compare; a long article takes a while."""
        self._compare()

    def _compare(self) -> None:
        self.walk.compare(self.choice)

    def open(self) -> None:
        """Read the article at the passage, as it stands in the text that is read."""
        self.walk.open(self.choice)

    # what it says of itself

    def count(self) -> int:
        """What there is in all, then the blocks; nothing before it is compared."""
        return self.walk.count()

    def stands(self, block: int) -> bool:
        """What stayed is only read."""
        return self.walk.stands(block)

    def set_block(self, block: int, columns: Columns) -> Sequence[Line]:
        """The rows of a block."""
        changes = self.walk.changes
        if changes is None:
            return [BLANK]
        setting = Setting(columns, self.words, self.ambiguous, self.roomy)
        if block == 0:
            return self._summary(changes, setting)
        return lay_out(changes, self.walk.blocks[block - 1], setting)

    def _summary(self, changes: Changes, setting: Setting) -> list[Line]:
        text = self.words("changes.list").join(summary(changes, self.words))
        told = published_told(changes, self.words)
        texts = [text, *told, *map(safe, fate_told(changes.fate, self.words))]
        rows = [
            it for each in texts for it in set_lines(each, setting.columns.whole, self.ambiguous)
        ]
        lines = [Line(words=((row, Ink.TEXT),)) for row in rows]
        return [*lines, BLANK] if setting.roomy else lines

    def name_told(self) -> str:
        """What the screen is called."""
        return self.words("changes.title")

    def where_told(self) -> str:
        """The number of the change, of how many."""
        stops = self.walk.stops
        if self.leaf.at not in stops:
            return ""
        number = stops.index(self.leaf.at) + 1
        return self.words("changes.where", number=number, count=len(stops))

    def sides_told(self) -> tuple[str, str]:
        """Both revisions."""
        choice = self.choice
        told = choice.told if self.columns.beside else choice.told_short
        return told(choice.before), told(choice.after)

    def moved(self, before: At) -> None:
        """A message was about another change."""
        self.tell("")
        super().moved(before)

    def close_panel(self) -> None:
        """Give the list its room back."""
        self.choice.stop_counting()
        super().close_panel()
