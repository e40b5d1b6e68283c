"""Reads of the desk, all of them in threads, and what is done with the answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import MeipiError
from reader.model.claim_rows import Key, PlacedClaim, QueryCounts, ShownAnnotation
from reader.text.scripts.view_choices import region_of
from reader.text.typesetting.article_view import in_region
from reader.tui.claims.groups import Names
from reader.tui.kit.request_queue import LatestRequest

if TYPE_CHECKING:
    from reader.library.claims import FoundClaims
    from reader.tui.claims.host import DeskHost

FIRST = 60
"""Rows that are read first, for they fill the screen."""
PART = 100
"""Rows that are read at a time after that."""
NEAR = 30
"""Rows before the end of what is read at which the next part is asked for."""


class ReadRows(NamedTuple):
    """Result of a read: rows in their order, and what is shown of them."""

    placed: Sequence[PlacedClaim]
    shown: Sequence[ShownAnnotation]


_Read = tuple[ReadRows, Names]


class ClaimReader:
    """Reader of the claims that are found: the first page at once, the others as they are needed.

    `wrong` is what is wrong with what is typed. `search` is None before the first one.
    """

    def __init__(self, host: DeskHost) -> None:
        self.host, self.desk = host, host.desk
        self.library = host.library
        self.wrong = ""
        self.names = Names({}, {})
        self.search: FoundClaims | None = None
        self._seen = 0  # the version of the library that is shown
        self._fresh = not self.desk.loaded  # whether a choice is not shown yet
        self._waiting: list[Callable[[], None]] = []
        self._pages: LatestRequest[_Read] = LatestRequest(host.node)
        self._shown: LatestRequest[ReadRows] = LatestRequest(host.node)
        self._counts: LatestRequest[QueryCounts | None] = LatestRequest(host.node)

    @property
    def busy(self) -> bool:
        """Whether something that was asked for is still being read."""
        return self._pages.busy or self._shown.busy or self._counts.busy

    @property
    def is_pending(self) -> bool:
        """Whether what was chosen is not shown yet."""
        return self._fresh and not self.wrong

    @property
    def is_counting(self) -> bool:
        """Whether the number of claims is not known yet."""
        return self._counts.busy

    def begin(self) -> None:
        """Read the claims as the desk was left."""
        self._seen = self.library.version()
        self.reload(again=self.desk.loaded)

    def reload(self, *, again: bool = False, to: str = "") -> None:
        """Look for what is typed; `again` keeps the cursor on its claim, or puts it on `to`.

        A filter that is wrong is told; nothing else changes.
        """
        desk = self.desk
        if not again:
            desk.counts = None
        try:
            search = self.library.claims.search(desk.text, desk.order, backward=desk.backward)
        except MeipiError as error:
            self.wrong = self.host.error_text(error)
            self.host.show_notice()
            return
        self.wrong, self.search = "", search
        self.host.show_notice()
        again = again and not self._fresh
        self._fresh = not again
        key, dropped = desk.anchor(FIRST) if again else (None, 0)
        rows = FIRST if not again else max(FIRST, desk.cursor.at.block - dropped + FIRST)
        self._pages.ask(
            partial(self._read, search, key, rows),
            partial(self._found, key=key, dropped=dropped, rows=rows, again=again, to=to),
            self._failed,
        )

    def then(self, action: Callable[[], None]) -> None:
        """Do something as soon as what was chosen is shown."""
        if self._fresh:
            self._waiting.append(action)
        else:
            action()

    def _go_on(self) -> None:
        self._fresh = False
        while self._waiting and not self._fresh:
            self._waiting.pop(0)()

    def _failed(self, error: MeipiError) -> None:
        self.host.show_error(error)
        self._go_on()

    # pages

    def _read(
        self, search: FoundClaims, key: Key | None, rows: int, *, before: bool = False
    ) -> _Read:
        """Rows after a key or before it, and the names in them. Runs in a thread."""
        placed = (search.before if before else search.after)(key, rows)
        names = Names(
            {each.id: each for each in self.library.annotators()},
            {each.id: each for each in self.library.book.scale()},
            self.host.navigator.me(),
            self.library.claims.filters(),
        )
        return self._page(search, placed), names

    def _page(self, search: FoundClaims, placed: Sequence[PlacedClaim]) -> ReadRows:
        """Read what is shown of rows; quotes are converted here, so that drawing is quick."""
        shown = search.shown([it.row for it in placed])
        region = region_of(self.host.view)
        for one in shown if region else ():
            in_region(one.quote, region)
            in_region(one.head.title, region)
        return ReadRows(placed, shown)

    def _found(
        self, read: _Read, *, key: Key | None, dropped: int, rows: int, again: bool, to: str
    ) -> None:
        page, self.names = read
        desk = self.desk
        if again:
            desk.shown.clear()
            desk.go_on(page.placed, key, dropped, to)
        else:
            desk.shown.clear()
            desk.marks.put_all(marked=False)
            desk.begin(page.placed)
            desk.from_first = True
        desk.to_last = len(page.placed) < rows
        desk.keep(page.shown)
        self.host.show()
        self._count()
        self._go_on()

    def read_on(self) -> None:
        """Read what is missing of the rows in sight, and more rows near either end."""
        desk, search = self.desk, self.search
        if search is None or self._pages.busy or not desk.placed:
            return
        sight = self.host.listing.blocks_in_sight
        first, last = (sight[0], sight[-1]) if sight else (0, 0)
        near = desk.placed[max(0, first - NEAR) : last + NEAR]
        if any(it.row.annotation not in desk.shown for it in desk.placed[first : last + 1]):
            unknown = [it for it in near if it.row.annotation not in desk.shown]
            self._shown.ask(lambda: self._page(search, unknown), self._known, self.host.show_error)
        elif last + NEAR >= len(desk.placed) and not desk.to_last:
            self._ask(search, desk.placed[-1].key, self._more_after)
        elif first < NEAR and not desk.from_first:
            self._ask(search, desk.placed[0].key, self._more_before, before=True)

    def _ask(
        self,
        search: FoundClaims,
        key: Key | None,
        then: Callable[[_Read], None],
        *,
        before: bool = False,
    ) -> None:
        self._pages.ask(
            partial(self._read, search, key, PART, before=before), then, self.host.show_error
        )

    def _known(self, page: ReadRows) -> None:
        self.desk.keep(page.shown)
        self.host.show()

    def _more_after(self, read: _Read) -> None:
        page, self.names = read
        self.desk.placed += page.placed
        self.desk.to_last = len(page.placed) < PART
        self.desk.keep(page.shown)
        self.host.listing.show()

    def _more_before(self, read: _Read) -> None:
        page, self.names = read
        self.desk.placed[:0] = page.placed
        self.desk.from_first = len(page.placed) < PART
        self.desk.keep(page.shown)
        self.host.listing.prepended(len(page.placed))

    def go_to_end(self, direction: int) -> None:
        """Show the first or the last rows, whichever were read so far."""
        desk, search = self.desk, self.search
        if search is None or (desk.from_first if direction < 0 else desk.to_last):
            self.host.listing.edge(direction)
            return

        def found(read: _Read) -> None:
            page, self.names = read
            desk.begin(page.placed, at_end=direction > 0)
            whole = len(page.placed) < PART
            desk.from_first, desk.to_last = direction < 0 or whole, direction > 0 or whole
            desk.keep(page.shown)
            self.host.show()
            self._go_on()

        self._fresh = True
        self._pages.ask(
            partial(self._read, search, None, PART, before=direction > 0), found, self._failed
        )

    # counting, and what others write

    def _count(self) -> None:
        search = self.search
        if search is not None:
            self._counts.ask(search.count, self._counted, self.host.show_error)

    def _counted(self, counts: QueryCounts | None) -> None:
        self.desk.counts = counts
        self.host.listing.show()
        self.host.show_bars()

    def look_again(self) -> None:
        """Show what was written meanwhile, here or by another program."""
        try:
            version = self.library.version()
        except MeipiError as error:
            self.host.show_error(error)
            return
        if version != self._seen and not (self.host.edit_queue.busy or self._pages.busy):
            self._seen = version
            self.reload(again=True)
