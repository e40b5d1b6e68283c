"""The way from change to change, and on to the page."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.analysis.changes import Changes
from reader.model import Span
from reader.tui.changes.hunks import Hunk
from reader.tui.kit.destination import Destination
from reader.tui.kit.list_model import NOWHERE, At
from reader.tui.kit.list_rows import TOP
from reader.tui.kit.request_queue import LatestRequest

if TYPE_CHECKING:
    from reader.tui.changes.change_list import ChangeList
    from reader.tui.changes.revision_choice import RevisionChoice
    from reader.tui.compare.host import ComparingHost


class ChangeWalk:
    """Walk over the changes of two revisions, and on to the page."""

    def __init__(self, host: ComparingHost, made: ChangeList) -> None:
        self._host, self.made = host, made
        self.listing, self.article = host.listing, host.article
        self._comparing: LatestRequest[Changes] = LatestRequest(host.node, apart=True)
        self._going: LatestRequest[int] = LatestRequest(host.node, apart=True)

    @property
    def busy(self) -> bool:
        """Whether something that was asked for is still to come."""
        return self._comparing.busy or self._going.busy

    def compare(self, choice: RevisionChoice) -> None:
        """Compare the two revisions that are chosen."""
        before, after = choice.before, choice.after
        self.made.take(None)
        self.listing.cursor.at, self.listing.cursor.top = NOWHERE, TOP
        self.listing.renew()
        self._host.show()
        self._host.show_message("changes.wait")
        self._comparing.ask(
            lambda: self._host.library.changes(self.article, before.id, after.id),
            self._compared,
            self._host.show_error,
        )

    def _compared(self, changes: Changes) -> None:
        self._host.show_text("")
        self._arrange(changes)

    def _arrange(self, changes: Changes, keep: Hunk | None = None) -> None:
        """Cut changes into blocks; the cursor stays on a change, or goes to the first one."""
        made = self.made
        made.take(changes)
        kept = (n for n in made.changed if made.hunk(n) == keep)
        self.listing.at = next(kept, made.edge(-1).block)
        self.listing.renew()
        self._host.show()

    def move(self, direction: int) -> None:
        """Go to the next or previous change."""
        self._step(self.made.changed, direction, "changes.nothing")

    def touched(self, direction: int) -> None:
        """Go to the next or previous change of marked words."""
        made = self.made
        touched = [n for n in made.changed if (hunk := made.hunk(n)) and hunk.touched]
        self._step(touched, direction, "changes.nothing.touched")

    def _step(self, stops: Sequence[int], direction: int, nothing: str) -> None:
        """Go to the next of some blocks; at either end, read on."""
        if self.made.changes is None:
            return
        at = (
            bisect_right(stops, self.listing.at)
            if direction > 0
            else bisect_left(stops, self.listing.at) - 1
        )
        if 0 <= at < len(stops):
            self.listing.go(At(stops[at]))
        elif stops:
            self.listing.scroll_rows(direction)
        else:
            self._host.show_message(nothing)

    def edge(self, direction: int) -> None:
        """Go to the beginning or the end."""
        made, cursor = self.made, self.listing.cursor
        if made.blocks():
            cursor.at = made.edge(direction)
            cursor.top = made.last_top(self.listing.room) if direction > 0 else TOP
        self._host.show()

    def script(self) -> None:
        """Show what was only set in another script, or fold it."""
        made = self.made
        if made.changes is None:
            return
        if not made.changes.only_script:
            self._host.show_message("changes.no_script")
            return
        made.with_script = not made.with_script
        self._arrange(made.changes, made.hunk(self.listing.at))

    def open(self, choice: RevisionChoice) -> None:
        """Read the article at the passage, as it stands in the text that is read."""
        hunk = self.made.hunk(self.listing.at)
        if hunk is None:
            return
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
            self._host.show_error,
        )
