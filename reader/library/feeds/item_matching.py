"""Matching of a feed's items to known ones, whatever became of their guids and addresses since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from reader.ingest.feeds import FeedItem
from reader.ingest.feeds.identity import is_edition, plain, rekeyed, says_much_the_same
from reader.ingest.feeds.tracking import untracked
from reader.library.feeds.item_articles import TITLE, identity
from reader.model.feed import Feed
from reader.model.web_address import address_key
from reader.store import articles, revisions
from reader.store import feeds as store
from reader.store.db.connection import Connection
from reader.store.feeds import ItemRow


class ItemMatch(NamedTuple):
    """An item, and the row of the one that it was before, if it is known.

    `shared` says that other items of the feed have its address.
    """

    item: FeedItem
    row: ItemRow | None
    shared: bool = False


class KnownItem:
    """The items that a feed brought in, and which of them those of a new reading are.

    `used` are the ids of articles that items of this reading are.
    """

    def __init__(self, feed: Feed, rows: dict[str, ItemRow]) -> None:
        self._feed = feed
        self._rows = rows
        self._site = address_key(feed.site)
        self.used: set[str] = set()
        self._pages: dict[str, list[ItemRow]] = {}
        for row in rows.values():
            self._pages.setdefault(_page(row.url), []).append(row)

    def own(self, row: ItemRow) -> str:
        """The id that this feed gave to the article of a row; that of its own key if it gave none.

        Further guids of one item lead to the article that the first of them made.
        """
        usual = identity(self._feed, row.key)
        if row.article in (None, usual):
            return usual
        made = (identity(self._feed, it.key) for it in self._pages[_page(row.url)])
        return next((it for it in made if it == row.article), usual)

    def further_keys(self, row: ItemRow | None) -> list[str]:
        """The keys that an item's article had at its address, so that a text that comes back under
        one of them is seen as a change.
        """
        rows = self._pages[_page(row.url)] if row and row.url and row.article else []
        return [it.key for it in rows if row and it.article == row.article]

    def matches(self, connection: Connection, items: Iterable[FeedItem]) -> Iterator[ItemMatch]:
        """Each item with its known row and match, in their order.

        Its own key counts first, unless its page and its words are others; then its address, if
        what stood there is in the feed no more, and is an earlier edition of it.
        """
        items = list(items)
        pages = Counter(_page(item.url) for item in items)
        found: dict[int, ItemRow] = {}
        taken: set[str] = set()
        for find in (self._own, self._unchanged, self._kept):
            for at, item in enumerate(items):
                row = None if at in found else find(connection, item, taken)
                if row is not None:
                    found[at] = row
                    taken.add(row.key)
        self.used.update(row.article for row in found.values() if row.article)
        for at, item in enumerate(items):
            row = found.get(at) or self._elsewhere(connection, item, taken)
            if row is not None:
                taken.add(row.key)
                self.used.update([row.article] if row.article else [])
            page, own = _page(item.url), item
            if item.key in self._rows and (row is None or row.key != item.key):
                own = rekeyed(item) if row is None else replace(item, key=row.key)
            yield ItemMatch(own, row, page == self._site or pages[page] > 1 or page in self._pages)

    def takes(self, connection: Connection, match: ItemMatch) -> Callable[[str], bool]:
        """Whether an article that has a new item's address, from elsewhere, is that item.

        No other item of this reading is. If the address is that of several, or was, it has to be an
        edition of it.
        """
        return lambda article: (
            article not in self.used
            and (not match.shared or is_item(connection, article, match.item))
        )

    def _is_same(self, connection: Connection, row: ItemRow, item: FeedItem) -> bool:
        """Whether the item of a key is the one that had it before; a guid alone is enough where the
        page stayed, or where no page is known.
        """
        if row.sha256 == item.sha256:
            return True
        stayed = not row.url or not item.url or _page(row.url) == _page(item.url)
        if item.has_guid and stayed:
            return True
        if row.article is None:
            return True
        if not row.url and not item.url:  # known by title and date, which several may share
            now = articles.current_text(connection, row.article)
            text = articles.body(connection, now) if now is not None else ""
            return says_much_the_same(text, plain(item.html))
        return is_item(connection, row.article, item)

    def _own(self, _: Connection, item: FeedItem, taken: set[str]) -> ItemRow | None:
        """The row of an item's key, if its text is the same word by word."""
        row = self._rows.get(item.key)
        return row if row and row.key not in taken and row.sha256 == item.sha256 else None

    def _unchanged(self, _: Connection, item: FeedItem, taken: set[str]) -> ItemRow | None:
        """The row of an item's page with the same text word by word, where its key stands for
        another article: it stood for several.
        """
        own = self._rows.get(item.key)
        rows = self._pages.get(_page(item.url), ()) if own else ()
        same = (row for row in rows if row.key not in taken and row.sha256 == item.sha256)
        return next((row for row in same if own and row.article != own.article), None)

    def _kept(self, connection: Connection, item: FeedItem, taken: set[str]) -> ItemRow | None:
        """The row of an item's key, if what had that before is the same item."""
        row = self._rows.get(item.key)
        same = row and row.key not in taken and self._is_same(connection, row, item)
        return row if same else None

    def _elsewhere(self, connection: Connection, item: FeedItem, taken: set[str]) -> ItemRow | None:
        """An earlier edition of an item that stood at its address under another key; of an item
        without an address, one with the same text word by word.
        """
        rows = [
            row
            for row in self._pages.get(_page(item.url), ())
            if row.key not in taken and row.article not in self.used
        ]
        exact = (row for row in rows if row.sha256 == item.sha256)
        if not item.url:
            return next(exact, None)
        alike = (row for row in rows if row.article and is_item(connection, row.article, item))
        return next(exact, None) or next(alike, None)


def known(connection: Connection, feed: Feed) -> KnownItem:
    """Known items of a feed."""
    return KnownItem(feed, store.items(connection, feed.id))


def is_item(connection: Connection, article: str, item: FeedItem) -> bool:
    """Whether an item of an article's address is an edition of what that article is now.

    Nothing is known of one that was purged; it is taken for the same.
    """
    now = next((it for it in revisions.history(connection, article) if it.current), None)
    if now is None:
        return True
    text = plain(item.html)
    new = (item.title or text[:TITLE], item.date, text)
    return is_edition((now.title, now.date, articles.body(connection, now.sha256)), new)


def _page(url: str) -> str:
    return address_key(untracked(url))
