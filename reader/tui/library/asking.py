"""What the library screen reads, all of it in threads, and what is done with the answers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial, wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from textual.widgets import Input

from reader.errors import MeipiError
from reader.model import Entry
from reader.model.listing import Shelf, Shelves
from reader.text import vocabulary
from reader.text.query import parse
from reader.text.rendition import in_region
from reader.text.views import region_of
from reader.tui.kit.requests import LatestRequest
from reader.tui.kit.virtual_list import VirtualList
from reader.tui.library.base import LibraryBase
from reader.tui.library.state import INDEXED, Listed
from reader.tui.names import called

FIRST = 60
"""Articles that are read first, for they fill the screen."""
LOOK_AGAIN = 2.0  # seconds until what another window or program wrote is shown


Given = ParamSpec("Given")
On = TypeVar("On", bound="Asking")


def when_shown(
    action: Callable[Concatenate[On, Given], None],
) -> Callable[Concatenate[On, Given], None]:
    """An action about the article at the cursor: it waits until what was chosen is shown."""

    @wraps(action)
    def waiting(self: On, /, *given: Given.args, **named: Given.kwargs) -> None:
        self.then(partial(action, self, *given, **named))

    return waiting


class Asking(LibraryBase):
    """Reads a shelf: its first articles at once, then all ids; rows as they come into sight.

    `_fresh` says that a choice is not shown yet, `_moved` that the list is another one by now,
    `_to_end` that the cursor goes to the end of the list as soon as all of it is known.
    """

    seen = 0  # the version of the library that is shown
    _folder = 0  # when a file was put into the folder last, as far as is known
    _syncing: LatestRequest[list[tuple[Path, MeipiError]]] | None = None

    @property
    def busy(self) -> bool:
        """Whether something that was asked for is still being read or taken in."""
        lanes = (self.lists, self.rows_lane, self.sides, self._syncing)
        return any(lane is not None and lane.busy for lane in lanes) or self.pen.busy

    # a shelf

    def reload(self, *, again: bool = False, to: str | None = None) -> None:
        """Read the shelf that is chosen; `again` keeps the cursor on its article, or puts it on
        the one of `to`.

        A filter that is wrong is told; nothing else changes.
        """
        browsing = self.browsing
        shelf, text = browsing.shelf, browsing.text
        try:
            parse(text)
        except MeipiError as error:
            self.wrong = self.wording(error)
            self.show_notice()
            return
        self.wrong = ""
        self.show_notice()
        if self._fresh:  # what was chosen before this is not shown yet: it begins at the top
            again = False
        self._fresh, self._to_end = not again, False
        first = not again and not text.strip() and shelf.order in INDEXED
        window = self.articles.window if again else range(FIRST)
        here = to or (browsing.ids[browsing.at] if again and browsing.ids else None)
        self.lists.ask(
            lambda: self._read(shelf, text, FIRST if first else None, window, here),
            lambda listed: self._listed(listed, again=again, to=to),
            self._not_listed,
        )

    def then(self, action: Callable[[], None]) -> None:
        """Do something as soon as what was chosen is shown."""
        if self._fresh:
            self._waiting.append(action)
        else:
            action()

    def _go_on(self) -> None:
        """What was chosen is shown: do what was asked for meanwhile."""
        self._fresh = False
        while self._waiting and not self._fresh:
            self._waiting.pop(0)()

    def _not_listed(self, error: MeipiError) -> None:
        self.fail(error)
        self._go_on()

    def _read(
        self, shelf: Shelf, text: str, limit: int | None, window: range, here: str | None
    ) -> Listed:
        """Runs in a thread."""
        query = parse(text)
        if query and vocabulary.ready():
            query = vocabulary.expanded(query)
        ids = self.library.listed(shelf, limit, query)
        whole = limit is None or len(ids) < limit
        if here is not None and here in ids:  # what is in sight may have moved
            at = ids.index(here)
            window = range(max(0, at - len(window)), at + len(window))
        return Listed(ids, whole, self._rows(ids[window.start : window.stop]), query or None)

    def _rows(self, ids: Sequence[str]) -> list[Entry]:
        """Rows of some articles; their titles are converted here, so that drawing is quick."""
        entries = self.library.entries(ids)
        region = region_of(self.view)
        for entry in entries if region else ():
            in_region(entry.head.title, region)
            in_region(entry.head.source, region)
        return entries

    def _listed(self, listed: Listed, *, again: bool, to: str | None) -> None:
        self.browsing.take(listed, again=again, to=to)
        self.show()
        if not listed.whole:
            self.reload_whole()
        self._go_on()

    def reload_whole(self) -> None:
        """Read all ids of the shelf whose first articles are shown already."""
        shelf = self.browsing.shelf
        self.lists.ask(
            lambda: Listed(self.library.listed(shelf), True, (), None), self._all_listed, self.fail
        )

    def _all_listed(self, listed: Listed) -> None:
        entries = self.browsing.entries
        self.browsing.take(listed, again=True)
        self.browsing.entries = entries
        if self._to_end:
            self._to_end = False
            self.browsing.at = max(0, len(listed.ids) - 1)
        self.show()

    def on_virtual_list_missing(self, event: VirtualList.Missing) -> None:
        """Read the rows of the articles in sight, and those of the pages beside them."""
        event.stop()
        self.read_rows()

    def read_rows(self) -> None:
        """Read rows that are not known, and those that have changed."""
        browsing, anew = self.browsing, tuple(self._anew)
        wanted = [browsing.ids[at] for at in self.articles.window]
        wanted = [*anew, *(it for it in wanted if it not in browsing.entries)]
        if wanted and (anew or not self.rows_lane.busy):
            self.rows_lane.ask(lambda: self._rows(wanted), self._known, self.fail)

    def renew(self, articles: Sequence[str], *, moved: bool) -> None:
        """Some articles have changed; `moved` says that the list has, too."""
        self._anew |= dict.fromkeys(articles)
        # What is being read now may have been so before the change.
        self._moved = self._moved or moved or self.lists.busy
        if self._moved and not self.pen.busy:
            self._moved = False
            self.reload(again=True)
        self.read_rows()
        self.count()

    def _known(self, entries: list[Entry]) -> None:
        for entry in entries:
            self._anew.pop(entry.head.id, None)
        self.browsing.entries |= {entry.head.id: entry for entry in entries}
        self.catalogue.show()
        self.show_bars()

    # the shelves

    def count(self) -> None:
        """Count what stands on each shelf."""
        self.sides.ask(self._count_all, self._counted, self.fail)

    def _count_all(self) -> tuple[Shelves, dict[str, str]]:
        """Runs in a thread."""
        names = {each.id: called(each, self.words) for each in self.library.annotators()}
        return self.library.shelves(), names

    def _counted(self, counted: tuple[Shelves, dict[str, str]]) -> None:
        self.browsing.shelves, self.names = counted
        self.shelves.fill()
        self.places.bring()
        if not self.browsing.ids:
            self.catalogue.show()
        self.show_bars()

    # what changes

    def look_again(self) -> None:
        """Show what was written meanwhile, here or by another program."""
        try:
            version = self.library.version()
        except MeipiError as error:
            self.fail(error)
            return
        if version != self.seen and not self.pen.busy and not self.lists.busy:
            self.seen = version
            self.reload(again=True)
            self.count()

        if self._folder_time() != self._folder and not self.busy:
            self.sync()

    def _folder_time(self) -> int:
        """When a file was put into the folder of articles last, in nanoseconds."""
        try:
            return self.library.articles.stat().st_mtime_ns
        except OSError:
            return 0

    def sync(self) -> None:
        """Take in files that are new or changed, in the background."""
        self._folder = self._folder_time()
        self._syncing = self._syncing or LatestRequest(self)
        self._syncing.ask(self.library.sync, self._synced, self.fail)

    def _synced(self, problems: list[tuple[Path, MeipiError]]) -> None:
        self.problem = ""
        if problems:
            self.problem = self.wording(problems[0][1])
            if len(problems) > 1:
                more = self.words("library.problems", count=len(problems) - 1)
                self.problem = f"{self.problem} {more}"
        self.show_notice()
        self.look_again()

    # narrowing

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the shelf to what is typed now."""
        event.stop()
        if event.value != self.browsing.text:
            self.browsing.text = event.value
            self.reload()

    async def know_vocabulary(self) -> None:
        """Build the converters, and narrow again with the other regions' words."""
        await asyncio.to_thread(vocabulary.prepare().join)
        if vocabulary.ready() and self.browsing.text.strip():
            self.reload(again=True)
