"""The end of an article: what is said there, and on to the next one of the queue."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

from reader.errors import MeipiError
from reader.model import Entry
from reader.tui.goal import Goal
from reader.tui.reading.viewing import Viewing
from reader.tui.workers import run_beside

TITLE = 16


class Ending(Viewing):
    """An article is read once its reader leaves it at the last claim, or with every claim marked.

    At the end enter goes to the next article of the queue; before that it says so.
    """

    ended = False  # whether the bottom line says that this is the end

    @property
    def at_end(self) -> bool:
        """Whether the cursor stands on the last claim."""
        desk = self.desk
        last = desk.walk.last() if desk.walk.count else None
        return desk.selection is None and last is not None and desk.sentence == last

    @property
    def read_to_end(self) -> bool:
        """Whether nothing is left to read or to mark."""
        progress = self.desk.progress
        marked = bool(progress.total) and not progress.left and not self.desk.counts_whose
        return self.at_end or marked

    def tell(self, text: str, *, bad: bool = False) -> None:
        """Put a text on the bottom line; the end is no longer said there."""
        self.ended = False
        super().tell(text, bad=bad)

    def action_step(self, direction: int) -> None:
        """The next or previous sentence; after the last one, say that this is the end."""
        at_end = direction > 0 and self.at_end and not self.desk.lost_at(self.desk.here)
        super().action_step(direction)
        if at_end:
            self._say_end()

    def _say_end(self) -> None:
        super()._say_end()
        self.ended = True
        self._find_next(self._say_next)

    def _say_next(self, entry: Entry | None) -> None:
        if entry is not None and self.ended:
            title = self.desk.rendition.told(entry.head.title) or self.words("untitled")
            title = title if len(title) <= TITLE else f"{title[:TITLE]}…"
            self.also("end.next", title=title)
            self.ended = True

    def action_open(self) -> None:
        """Open the annotation here; at the end, go on to the next article of the queue."""
        here = super().action_open
        if self.at_end:
            self.when_written(partial(self._open_or_go_on, here))
        else:
            here()

    def _open_or_go_on(self, here: Callable[[], None]) -> None:
        if self.ended or not self.desk.shown_here():
            self._find_next(lambda entry: self._go_on(entry) if entry else here())
        else:
            here()

    def _go_on(self, entry: Entry) -> None:
        """Finish this article and open another one."""
        goal = Goal(said=self.words("end.arrived"))
        go = partial(self.navigator.open, entry.head.id, goal)
        self.pen.write(lambda edits: edits.finish(self.article), lambda _: go())

    def _find_next(self, then: Callable[[Entry | None], None]) -> None:
        """Look for the next article of the queue, in a thread."""
        run_beside(self, self._ask_next, then, group="next", exclusive=True)

    async def _ask_next(self, then: Callable[[Entry | None], None]) -> None:
        try:
            entry = await asyncio.to_thread(self.library.next_queued, self.article)
        except MeipiError as error:
            self.fail(error)
            return
        then(entry)
