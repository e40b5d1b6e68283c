"""Reads of the library screen, all of them in threads, and what is done with the answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import MeipiError
from reader.model import Entry
from reader.model.listing import Shelf, Shelves
from reader.text.query import parse
from reader.text.scripts.view_choices import region_of
from reader.text.typesetting.article_view import in_region
from reader.tui.kit.regional_query import RegionalQuery
from reader.tui.kit.request_queue import LatestRequest
from reader.tui.library.state import INDEXED, Listed
from reader.tui.session.names import called

if TYPE_CHECKING:
    from reader.tui.library.host import LibraryHost

FIRST = 60
"""Articles that are read first, for they fill the screen."""


class ShelfReader:
    """Reader of a shelf: its first articles at once, then all ids; rows as they come into sight.

    `_fresh` says that a choice is not shown yet, `_moved` that the list is another one by now,
    `to_end` that the cursor goes to the end of the list as soon as all of it is known. `wrong` is
    what is wrong with what is typed, `problem` with a file.
    """

    def __init__(self, host: LibraryHost) -> None:
        self.host, self.browsing = host, host.browsing
        self.words, self.library = host.words, host.library
        self.seen = 0  # the version of the library that is shown
        self.problem = self.wrong = ""
        self.names: dict[str, str] = {}  # what some annotators are called on screen
        self.to_end = False
        self._fresh, self._moved = not self.browsing.loaded, False
        self._folder = 0  # when a file was put into the folder last, as far as is known
        self._anew: dict[str, None] = {}  # articles whose rows have changed
        self._waiting: list[Callable[[], None]] = []
        self._waiting_for_all: list[Callable[[], None]] = []
        self._regional = RegionalQuery(host.node)
        self.lists: LatestRequest[Listed] = LatestRequest(host.node)
        self._rows_read: LatestRequest[list[Entry]] = LatestRequest(host.node)
        self._counts: LatestRequest[tuple[Shelves, dict[str, str]]] = LatestRequest(host.node)
        self._syncing: LatestRequest[list[tuple[Path, MeipiError]]] = LatestRequest(host.node)

    @property
    def busy(self) -> bool:
        """Whether something that was asked for is still being read or taken in."""
        lanes = (self.lists, self._rows_read, self._counts, self._syncing)
        return any(lane.busy for lane in lanes) or self.host.edit_queue.busy

    @property
    def is_pending(self) -> bool:
        """Whether what was chosen is not shown yet."""
        return self._fresh and not self.wrong

    @property
    def has_problem(self) -> bool:
        """Whether there is something wrong with what is typed, or with a file."""
        return bool(self.problem or self.wrong)

    def begin(self) -> None:
        """Read the shelf as it was left, the counts, and files that are new."""
        self.seen = self.library.version()
        self.reload(again=self.browsing.loaded)
        self.count()
        self.sync()

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
            self.wrong = self.host.error_text(error)
            self.host.show_notice()
            return
        self.wrong = ""
        self.host.show_notice()
        if self._fresh:  # what was chosen before this is not shown yet: it begins at the top
            again = False
        if not again:
            self._waiting_for_all.clear()
        self._fresh, self.to_end = not again, False
        first = not again and not text.strip() and shelf.order in INDEXED
        window = self.host.articles.window if again else range(FIRST)
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

    def then_of_all(self, action: Callable[[], None]) -> None:
        """Do something as soon as all ids of the shelf are known; never if another is chosen."""
        self._waiting_for_all.append(action)
        self._all_known()

    def _all_known(self) -> None:
        while self._waiting_for_all and self.browsing.whole and not self._fresh:
            self._waiting_for_all.pop(0)()

    def _go_on(self) -> None:
        """Do what was asked for before the chosen shelf was shown."""
        self._fresh = False
        while self._waiting and not self._fresh:
            self._waiting.pop(0)()
        self._all_known()

    def _not_listed(self, error: MeipiError) -> None:
        self.host.show_error(error)
        self._go_on()

    def _read(
        self, shelf: Shelf, text: str, limit: int | None, window: range, here: str | None
    ) -> Listed:
        """Articles of a shelf, and rows of those in the window. Runs in a thread."""
        query = self._regional.expanded(parse(text))
        ids = self.library.listed(shelf, limit, query)
        whole = limit is None or len(ids) < limit
        if here is not None and here in ids:  # what is in sight may have moved
            at = ids.index(here)
            window = range(max(0, at - len(window)), at + len(window))
        return Listed(ids, whole, self._rows(ids[window.start : window.stop]), query or None)

    def _rows(self, ids: Sequence[str]) -> list[Entry]:
        """Rows of some articles; their titles are converted here, so that drawing is quick."""
        entries = self.library.entries(ids)
        region = region_of(self.host.view)
        for entry in entries if region else ():
            in_region(entry.head.title, region)
            in_region(entry.head.source, region)
        return entries

    def _listed(self, listed: Listed, *, again: bool, to: str | None) -> None:
        unmarked = 0 if again else len(self.browsing.marked)
        self.browsing.take(listed, again=again, to=to)
        self.host.show()
        if unmarked:
            self.host.show_message("listing.unmarked", count=unmarked)
        if not listed.whole:
            self.reload_whole()
        self._go_on()

    def reload_whole(self) -> None:
        """Read all ids of the shelf whose first articles are shown already."""
        shelf = self.browsing.shelf
        self.lists.ask(
            lambda: Listed(self.library.listed(shelf), True, (), None),
            self._all_listed,
            self.host.show_error,
        )

    def _all_listed(self, listed: Listed) -> None:
        entries = self.browsing.entries
        self.browsing.take(listed, again=True)
        self.browsing.entries = entries
        if self.to_end:
            self.to_end = False
            self.browsing.at = max(0, len(listed.ids) - 1)
        self.host.show()
        self._all_known()

    def read_rows(self) -> None:
        """Read rows that are not known, and those that have changed."""
        browsing, anew = self.browsing, tuple(self._anew)
        wanted = [browsing.ids[at] for at in self.host.articles.window]
        wanted = [*anew, *(it for it in wanted if it not in browsing.entries)]
        if wanted and (anew or not self._rows_read.busy):
            self._rows_read.ask(lambda: self._rows(wanted), self._known, self.host.show_error)

    def renew(self, articles: Sequence[str], *, moved: bool) -> None:
        """Read articles that have changed anew; `moved` says that the list has changed, too."""
        self._anew |= dict.fromkeys(articles)
        # What is being read now may have been so before the change.
        self._moved = self._moved or moved or self.lists.busy
        if self._moved and not self.host.edit_queue.busy:
            self._moved = False
            self.reload(again=True)
        self.read_rows()
        self.count()

    def _known(self, entries: list[Entry]) -> None:
        for entry in entries:
            self._anew.pop(entry.head.id, None)
        self.browsing.entries |= {entry.head.id: entry for entry in entries}
        self.host.catalogue.show()
        self.host.show_bars()

    def count(self) -> None:
        """Count what stands on each shelf."""
        self._counts.ask(self._count_all, self._counted, self.host.show_error)

    def _count_all(self) -> tuple[Shelves, dict[str, str]]:
        """Numbers for each shelf, and names of annotators by id. Runs in a thread."""
        names = {each.id: called(each, self.words) for each in self.library.annotators()}
        return self.library.shelves(), names

    def _counted(self, counted: tuple[Shelves, dict[str, str]]) -> None:
        self.browsing.shelves, self.names = counted
        self.host.shelves.fill()
        self.host.places.bring()
        if not self.browsing.ids:
            self.host.catalogue.show()
        self.host.show_bars()

    def look_again(self) -> None:
        """Show what was written meanwhile, here or by another program."""
        try:
            version = self.library.version()
        except MeipiError as error:
            self.host.show_error(error)
            return
        if version != self.seen and not self.host.edit_queue.busy and not self.lists.busy:
            self.seen = version
            self.reload(again=True)
            self.count()

        if self._folder_time() != self._folder and not self.busy:
            self.sync()

    def _folder_time(self) -> int:
        """Time of the last change to the folder of articles, in nanoseconds; 0 without one."""
        try:
            return self.library.articles.stat().st_mtime_ns
        except OSError:
            return 0

    def sync(self) -> None:
        """Take in files that are new or changed, in the background."""
        self._folder = self._folder_time()
        self._syncing.ask(self.library.sync, self._synced, self.host.show_error)

    def _synced(self, problems: list[tuple[Path, MeipiError]]) -> None:
        self.problem = ""
        if problems:
            self.problem = self.host.error_text(problems[0][1])
            if len(problems) > 1:
                more = self.words("library.problems", count=len(problems) - 1)
                self.problem = f"{self.problem} {more}"
        self.host.show_notice()
        self.look_again()

    def prepare_words(self) -> None:
        """Read the other regions' words, unless they are known, and narrow again with them."""
        self._regional.prepare(self._narrow_again)

    def _narrow_again(self) -> None:
        if self.browsing.text.strip():
            self.reload(again=True)
