"""The changes screen: what the publisher changed between two revisions of an article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from reader.model.revision import Revision
from reader.tui.changes.change_list import ChangeList
from reader.tui.changes.commands import CHANGES
from reader.tui.changes.revision_choice import RevisionChoice
from reader.tui.changes.walk import ChangeWalk
from reader.tui.compare.comparing_screen import ComparingScreen
from reader.tui.compare.host import ReviewHost
from reader.tui.kit.commands import Command, Commands, bindings
from reader.tui.kit.list_model import At


class ChangesScreen(ComparingScreen):
    """Screen of the changes between two revisions; at first, those of the revision that is read."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(CHANGES)
    COMMANDS_SHOWN = CHANGES

    def __init__(self, reading: ReviewHost, history: Sequence[Revision]) -> None:
        """Take a `history` of at least two revisions, the newest first."""
        made = ChangeList(reading.context)
        super().__init__(reading, made)
        self.walk = ChangeWalk(self, made)
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

    def hinted(self) -> Sequence[Command]:
        """The commands that lead somewhere; the keys of the others say why not."""
        choice = self.choice
        vain = {
            "change_older": choice.next_older is None,
            "change_newer": choice.next_newer is None,
        }
        return [command for command in super().hinted() if not vain.get(command.id)]

    # titles

    def screen_title(self) -> str:
        """The title of the screen."""
        return self.words("changes.title")

    def position_text(self) -> str:
        """The number of the change, of how many."""
        changed = self.walk.made.changed
        if self.listing.at not in changed:
            return ""
        number = changed.index(self.listing.at) + 1
        return self.words("changes.where", number=number, count=len(changed))

    def side_names(self) -> tuple[str, str]:
        """Both revisions."""
        choice = self.choice
        name = choice.label if self.columns.side_by_side else choice.short_label
        return name(choice.before), name(choice.after)

    def moved(self, before: At) -> None:
        """Drop a message that was about another change."""
        self.show_text("")
        super().moved(before)

    def close_panel(self) -> None:
        """Give the list its room back."""
        self.choice.stop_counting()
        super().close_panel()
