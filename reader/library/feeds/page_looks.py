"""Pages that are asked for again although nothing about them is new in their feed.

A page is corrected, or taken down, while its item stays as it was. So the pages of a feed that is
read in full are looked at again a day after they came in, two days later, then four and eight.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from reader.store import item_looks as store
from reader.store.clocks.clock import utc_now
from reader.store.item_looks import PageLook

if TYPE_CHECKING:
    from reader.library.library import Library

MOST = 4
"""Looks at one page."""
FIRST = timedelta(days=1)
"""Time to the first of them; from each to the next it is twice as long."""


class PageLooks:
    """Looks at the pages of one feed; `save` stores them."""

    def __init__(self, library: Library, feed: str) -> None:
        self._library, self._feed = library, feed
        self._now = utc_now()
        with library.reading() as connection:
            self._before = store.of(connection, feed)
        self._looks = dict(self._before)

    def is_any_due(self) -> bool:
        """Whether there is a page to ask for again, as far as is known without the feed."""
        return any(self._is_due(look) for look in self._looks.values())

    def takes(self, key: str) -> bool:
        """Whether the page of an item that did not change is due; one that is new here waits."""
        return self._is_due(self._looks.setdefault(key, PageLook(self._now)))

    def looked(self, key: str) -> None:
        """Note that the page of an item was looked at."""
        self._looks[key] = PageLook(self._now, self._looks[key].times + 1)

    def begin(self, key: str) -> None:
        """Note that the page of an item was read because the feed has something new of it."""
        self._looks[key] = PageLook(self._now)

    def save(self, present: Collection[str]) -> None:
        """Store the looks at the pages of the items that the feed still holds."""
        kept = {key: look for key, look in self._looks.items() if key in present}
        if kept != self._before:
            self._library.submit(
                lambda edits: store.put(edits.connection, self._feed, kept)
            ).result()

    def _is_due(self, look: PageLook) -> bool:
        if look.times >= MOST:
            return False
        try:
            since = datetime.fromisoformat(self._now) - datetime.fromisoformat(look.when)
        except (TypeError, ValueError):
            return True
        return since >= FIRST * 2**look.times or since < timedelta(0)
