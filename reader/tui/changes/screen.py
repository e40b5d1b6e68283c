"""The changes screen: what the publisher changed between two revisions of an article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from reader.analysis.changes import Changes
from reader.model import Span
from reader.model.revision import Revision
from reader.tui.changes.change_list import ChangeList
from reader.tui.changes.choosing import Choosing
from reader.tui.changes.hunks import Hunk
from reader.tui.commands import CHANGES, bindings
from reader.tui.comparing.host import ReviewHost
from reader.tui.goal import Goal
from reader.tui.kit.list_model import NOWHERE, At
from reader.tui.kit.requests import LatestRequest
from reader.tui.kit.rows import TOP


class ChangesScreen(Choosing):
    """Shows the changes of two revisions; the older one is the one before that is read."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(CHANGES)
    COMMANDS_SHOWN = CHANGES

    def __init__(self, reading: ReviewHost, history: Sequence[Revision]) -> None:
        """`history` is of at least two revisions, the newest first."""
        self.made = ChangeList(reading.context)
        super().__init__(reading, self.made, history)
        self._comparing: LatestRequest[Changes] = LatestRequest(self, apart=True)
        self._going: LatestRequest[int] = LatestRequest(self, apart=True)

    @property
    def busy(self) -> bool:
        """Whether something that was asked for is still to come."""
        return self._comparing.busy or self._going.busy

    def on_mount(self) -> None:
        """Compare; a long article takes a while."""
        self.compare()

    def compare(self) -> None:
        """Compare the two revisions that are chosen."""
        before, after = self.before, self.after
        self.made.take(None)
        self.leaf.cursor.at, self.leaf.cursor.top = NOWHERE, TOP
        self.leaf.renew()
        self.show()
        self.say("changes.wait")
        self._comparing.ask(
            lambda: self.library.changes(self.article, before.id, after.id),
            self._compared,
            self.fail,
        )

    def _compared(self, changes: Changes) -> None:
        self.tell("")
        self._arrange(changes)

    def _arrange(self, changes: Changes, keep: Hunk | None = None) -> None:
        """Cut changes into blocks; the cursor stays on a change, or goes to the first one."""
        made = self.made
        made.take(changes)
        kept = (n for n in made.changed if made.hunk(n) == keep)
        self.leaf.at = next(kept, made.edge(-1).block)
        self.leaf.renew()
        self.show()

    # what it says of itself

    def name_told(self) -> str:
        """What the screen is called."""
        return self.words("changes.title")

    def where_told(self) -> str:
        """The number of the change, of how many."""
        changed = self.made.changed
        if self.leaf.at not in changed:
            return ""
        number = changed.index(self.leaf.at) + 1
        return self.words("changes.where", number=number, count=len(changed))

    def sides_told(self) -> tuple[str, str]:
        """Both revisions."""
        told = self.told if self.columns.beside else self.told_short
        return told(self.before), told(self.after)

    # moving

    def moved(self, before: At) -> None:
        """A message was about another change."""
        self.tell("")
        super().moved(before)

    def action_move(self, direction: int) -> None:
        """The next or previous change."""
        self._step(self.made.changed, direction, "changes.nothing")

    def action_touched(self, direction: int) -> None:
        """The next or previous change of marked words."""
        made = self.made
        touched = [n for n in made.changed if (hunk := made.hunk(n)) and hunk.touched]
        self._step(touched, direction, "changes.nothing.touched")

    def _step(self, stops: Sequence[int], direction: int, nothing: str) -> None:
        """Go to the next of some blocks; at either end, read on."""
        if self.made.changes is None:
            return
        at = (
            bisect_right(stops, self.leaf.at)
            if direction > 0
            else bisect_left(stops, self.leaf.at) - 1
        )
        if 0 <= at < len(stops):
            self.leaf.go(At(stops[at]))
        elif stops:
            self.leaf.scroll_rows(direction)
        else:
            self.say(nothing)

    def action_edge(self, direction: int) -> None:
        """The beginning or the end."""
        made, cursor = self.made, self.leaf.cursor
        if made.blocks():
            cursor.at = made.edge(direction)
            cursor.top = made.last_top(self.leaf.room) if direction > 0 else TOP
        self.show()

    def action_script(self) -> None:
        """Show what was only set in another script, or fold it."""
        made = self.made
        if made.changes is None:
            return
        if not made.changes.only_script:
            self.say("changes.no_script")
            return
        made.with_script = not made.with_script
        self._arrange(made.changes, made.hunk(self.leaf.at))

    # to the page

    def action_open(self) -> None:
        """Read the article at the passage, as it stands in the text that is read."""
        hunk = self.made.hunk(self.leaf.at)
        if hunk is None:
            return
        stretch = next((one for one in hunk.stretches if one.kind != "same"), hunk.stretches[0])
        start, after = stretch.new.start, self.after.sha256
        named = next((it for it in hunk.touched if it.new is not None), None)
        if after == self.reading.desk.document.head.text:
            if named is not None and named.new is not None:
                self.reading.read_at(Goal(named.new, named.annotation.id))
            else:
                self.reading.read_at(Goal(Span(start, max(start + 1, stretch.new.end))))
            return
        self._going.ask(
            lambda: self.library.carried(self.article, after, start),
            lambda offset: self.reading.read_at(Goal(Span(offset, offset + 1))),
            self.fail,
        )
