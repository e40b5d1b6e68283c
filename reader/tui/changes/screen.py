"""The changes screen: what the publisher changed between two revisions of an article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from reader.analysis.changes import Changes, fate_told, published_told, summary
from reader.model import Span
from reader.model.revision import Revision
from reader.tui.changes.choosing import Choosing
from reader.tui.changes.commands import CHANGES
from reader.tui.changes.hunks import Block, Fold, Hunk, blocks
from reader.tui.changes.laying import Setting, lay_out
from reader.tui.comparing.columns import Columns
from reader.tui.comparing.host import ReviewHost
from reader.tui.comparing.sides import BLANK, Ink, Line
from reader.tui.goal import Goal
from reader.tui.kit.commands import bindings
from reader.tui.kit.list_model import NOWHERE, At
from reader.tui.kit.requests import LatestRequest
from reader.tui.kit.rows import TOP
from reader.tui.page.margin import set_lines
from reader.tui.strips import safe


class ChangesScreen(Choosing):
    """Shows the changes of two revisions; the older one is the one before that is read."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(CHANGES)
    COMMANDS_SHOWN = CHANGES

    def __init__(self, reading: ReviewHost, history: Sequence[Revision]) -> None:
        """`history` is of at least two revisions, the newest first."""
        super().__init__(reading, history)
        self.changes: Changes | None = None
        self.blocks: list[Block] = []
        self.stops: list[int] = []
        self.with_script = False
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
        self.changes, self.blocks, self.stops = None, [], []
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
        self.changes = changes
        self.tell("")
        self._arrange(None)

    def _arrange(self, keep: Hunk | None) -> None:
        """Cut the changes into blocks; the cursor stays on a change, or goes to the first one."""
        if self.changes is None:
            return
        self.blocks = blocks(self.changes, script=self.with_script)
        self.stops = [n + 1 for n, block in enumerate(self.blocks) if isinstance(block, Hunk)]
        kept = (n for n in self.stops if keep is not None and self.blocks[n - 1] == keep)
        self.leaf.at = next(kept, self.stops[0] if self.stops else -1)
        self.leaf.renew()
        self.show()

    # what it says of itself

    def count(self) -> int:
        """What there is in all, then the blocks; nothing before it is compared."""
        return len(self.blocks) + 1 if self.changes is not None else 0

    def stands(self, block: int) -> bool:
        """What stayed is only read."""
        return block > 0 and isinstance(self.blocks[block - 1], Hunk)

    def set_block(self, block: int, columns: Columns) -> Sequence[Line]:
        """The rows of a block."""
        changes = self.changes
        if changes is None:
            return [BLANK]
        setting = Setting(columns, self.words, self.ambiguous, self.roomy)
        if block == 0:
            return self._summary(changes, setting)
        return lay_out(changes, self.blocks[block - 1], setting)

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
        if self.leaf.at not in self.stops:
            return ""
        number = self.stops.index(self.leaf.at) + 1
        return self.words("changes.where", number=number, count=len(self.stops))

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
        self._step(self.stops, direction, "changes.nothing")

    def action_touched(self, direction: int) -> None:
        """The next or previous change of marked words."""
        touched = [n for n in self.stops if self._hunk(n).touched]
        self._step(touched, direction, "changes.nothing.touched")

    def _hunk(self, number: int) -> Hunk:
        block = self.blocks[number - 1]
        if isinstance(block, Fold):
            raise TypeError("the cursor stands on changes only")
        return block

    def _step(self, stops: list[int], direction: int, nothing: str) -> None:
        """Go to the next of some blocks; at either end, read on."""
        if self.changes is None:
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
        if self.stops:
            self.leaf.at = self.stops[-1] if direction > 0 else self.stops[0]
        if self.count():
            last = self.passages.last_top(self.leaf.room) if direction > 0 else TOP
            self.leaf.cursor.top = last
        self.show()

    def action_script(self) -> None:
        """Show what was only set in another script, or fold it."""
        if self.changes is None:
            return
        if not self.changes.only_script:
            self.say("changes.no_script")
            return
        self.with_script = not self.with_script
        self._arrange(self._hunk(self.leaf.at) if self.leaf.at in self.stops else None)

    # to the page

    def action_open(self) -> None:
        """Read the article at the passage, as it stands in the text that is read."""
        if self.changes is None or self.leaf.at not in self.stops:
            return
        hunk = self._hunk(self.leaf.at)
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
