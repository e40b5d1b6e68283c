"""The changes as blocks of a list, and the way from change to change."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from reader.analysis.changes import Changes
from reader.model import Span
from reader.tui.changes.hunks import Block, Fold, Hunk, blocks
from reader.tui.kit.destination import Destination
from reader.tui.kit.list_model import NOWHERE, At
from reader.tui.kit.requests import LatestRequest
from reader.tui.kit.rows import TOP

if TYPE_CHECKING:
    from reader.tui.changes.revision_choice import RevisionChoice
    from reader.tui.compare.host import ComparingHost


class ChangeWalk:
    """Compares two revisions, steps through what differs, and leads to the page."""

    def __init__(self, host: ComparingHost) -> None:
        self._host, self.leaf, self.article = host, host.leaf, host.article
        self.changes: Changes | None = None
        self.blocks: list[Block] = []
        self.stops: list[int] = []
        self._with_script = False
        self._comparing: LatestRequest[Changes] = LatestRequest(host.node, apart=True)
        self._going: LatestRequest[int] = LatestRequest(host.node, apart=True)

    @property
    def busy(self) -> bool:
        """Whether something that was asked for is still to come."""
        return self._comparing.busy or self._going.busy

    def compare(self, choice: RevisionChoice) -> None:
        """Compare the two revisions that are chosen."""
        before, after = choice.before, choice.after
        self.changes, self.blocks, self.stops = None, [], []
        self.leaf.cursor.at, self.leaf.cursor.top = NOWHERE, TOP
        self.leaf.renew()
        self._host.show()
        self._host.say("changes.wait")
        self._comparing.ask(
            lambda: self._host.library.changes(self.article, before.id, after.id),
            self._compared,
            self._host.fail,
        )

    def _compared(self, changes: Changes) -> None:
        self.changes = changes
        self._host.tell("")
        self._arrange(None)

    def _arrange(self, keep: Hunk | None) -> None:
        """Cut the changes into blocks; the cursor stays on a change, or goes to the first one."""
        if self.changes is None:
            return
        self.blocks = blocks(self.changes, script=self._with_script)
        self.stops = [n + 1 for n, block in enumerate(self.blocks) if isinstance(block, Hunk)]
        kept = (n for n in self.stops if keep is not None and self.blocks[n - 1] == keep)
        self.leaf.at = next(kept, self.stops[0] if self.stops else -1)
        self.leaf.renew()
        self._host.show()

    def count(self) -> int:
        """What there is in all, then the blocks; nothing before it is compared."""
        return len(self.blocks) + 1 if self.changes is not None else 0

    def stands(self, block: int) -> bool:
        """Whether a block is a change; what stayed is only read."""
        return block > 0 and isinstance(self.blocks[block - 1], Hunk)

    def move(self, direction: int) -> None:
        """The next or previous change."""
        self._step(self.stops, direction, "changes.nothing")

    def touched(self, direction: int) -> None:
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
            self._host.say(nothing)

    def edge(self, direction: int) -> None:
        """The beginning or the end."""
        if self.stops:
            self.leaf.at = self.stops[-1] if direction > 0 else self.stops[0]
        if self.count():
            last = self._host.passages.last_top(self.leaf.room) if direction > 0 else TOP
            self.leaf.cursor.top = last
        self._host.show()

    def script(self) -> None:
        """Show what was only set in another script, or fold it."""
        if self.changes is None:
            return
        if not self.changes.only_script:
            self._host.say("changes.no_script")
            return
        self._with_script = not self._with_script
        self._arrange(self._hunk(self.leaf.at) if self.leaf.at in self.stops else None)

    def open(self, choice: RevisionChoice) -> None:
        """Read the article at the passage, as it stands in the text that is read."""
        if self.changes is None or self.leaf.at not in self.stops:
            return
        hunk = self._hunk(self.leaf.at)
        stretch = next((one for one in hunk.stretches if one.kind != "same"), hunk.stretches[0])
        start, after = stretch.new.start, choice.after.sha256
        named = next((it for it in hunk.touched if it.new is not None), None)
        if after == self._host.reading.session.document.head.text:
            if named is not None and named.new is not None:
                self._host.reading.read_at(Destination(named.new, named.annotation.id))
            else:
                self._host.reading.read_at(
                    Destination(Span(start, max(start + 1, stretch.new.end)))
                )
            return
        self._going.ask(
            lambda: self._host.library.carried(self.article, after, start),
            lambda offset: self._host.reading.read_at(Destination(Span(offset, offset + 1))),
            self._host.fail,
        )
