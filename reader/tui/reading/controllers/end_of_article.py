"""The end of an article: its message, and on to the next one of the queue."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from reader.errors import MeipiError
from reader.model import Entry
from reader.tui.kit.destination import Destination
from reader.tui.kit.workers import run_in_background
from reader.tui.reading.controllers.controller import ReadingController, ReadingControllerHost
from reader.tui.reading.controllers.navigation import Navigation

if TYPE_CHECKING:
    from concurrent.futures import Future

    from reader.library import Edits

TITLE = 16


class EndOfArticle(ReadingController):
    """End of an article: it counts as read once left at its last claim, or with every claim marked.

    At the end enter goes to the next article of the queue; before that a message announces it.
    """

    def __init__(self, host: ReadingControllerHost, navigation: Navigation) -> None:
        super().__init__(host)
        self._navigation = navigation
        self._message = ""  # on the bottom line at the end

    @property
    def _is_shown(self) -> bool:
        """Whether the bottom line shows the message of the end."""
        return bool(self._message) and self.host.status.message == self._message

    @property
    def at_end(self) -> bool:
        """Whether the cursor stands on the last claim."""
        session = self.session
        last = session.walk.last() if session.walk.count else None
        return session.selection is None and last is not None and session.sentence == last

    @property
    def read_to_end(self) -> bool:
        """Whether nothing is left to read or to mark."""
        progress = self.session.progress
        marked = bool(progress.total) and not progress.left and not self.session.counts_whose
        return self.at_end or marked

    def step(self, direction: int) -> None:
        """Go to the next or previous sentence; after the last one, show the message of the end."""
        at_end = direction > 0 and self.at_end and not self.session.lost_at(self.session.here)
        self._navigation.step(direction)
        if at_end:
            self.announce()

    def announce(self) -> None:
        """Show how much is marked, then the next article."""
        progress = self.session.progress
        tally = progress.tally
        self.host.show_message(
            "end.left" if progress.left else "end.complete",
            facts=tally.facts, opinions=tally.opinions, nones=tally.nones, left=progress.left,
        )  # fmt: skip
        self._message = self.host.status.message
        self._find_next(self._announce_next)

    def _announce_next(self, entry: Entry | None) -> None:
        if entry is not None and self._is_shown:
            title = self.session.article_view.regional(entry.head.title) or self.words("untitled")
            title = title if len(title) <= TITLE else f"{title[:TITLE]}…"
            self.host.add_message("end.next", title=title)
            self._message = self.host.status.message

    def open_or_go_on(self, here: Callable[[], None]) -> None:
        """Open what is `here`; at the end, go on to the next article of the queue."""
        if self.at_end:
            self.edits.when_written(partial(self._open_or_go_on, here))
        else:
            here()

    def _open_or_go_on(self, here: Callable[[], None]) -> None:
        if self._is_shown or not self.session.shown_here():
            self._find_next(lambda entry: self._go_on(entry) if entry else here())
        else:
            here()

    def _go_on(self, entry: Entry) -> None:
        """Finish this article and open another one."""
        destination = Destination(message=self.words("end.arrived"))
        go = partial(self.host.navigator.open, entry.head.id, destination)
        self.edit_queue.write(lambda edits: edits.shelf.finish(self.article), lambda _: go())

    def _find_next(self, then: Callable[[Entry | None], None]) -> None:
        """Look for the next article of the queue, in a thread."""
        run_in_background(self.host.node, self._ask_next, then, group="next", exclusive=True)

    async def _ask_next(self, then: Callable[[Entry | None], None]) -> None:
        try:
            entry = await asyncio.to_thread(self.library.next_queued, self.article)
        except MeipiError as error:
            self.host.show_error(error)
            return
        then(entry)

    def keep_place(self) -> Future[None] | None:
        """Have on disk where reading stopped, and whether that was the end."""
        session = self.session
        if not session.walk.count:
            return None
        progress, offset = session.progress, session.sentence_span.start
        own = progress.total and not session.counts_whose
        share = progress.marked / progress.total if own else 0.0
        text, done = session.document.head.text, self.read_to_end

        def keep(edits: Edits) -> None:
            with edits.reading(self.article, text):
                edits.save_position(self.article, offset, share, read=done)

        return self.library.submit(keep)
