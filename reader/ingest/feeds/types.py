"""A feed and its items, as they were read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from reader.model.repair import Repair

MOST_ITEMS = 10_000
"""Items of a feed that are read; it is the first ones, which are the newest."""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item. `key` stays the same from one reading of the feed to the next.

    `date` is ISO 8601 or empty, `url` http or https or empty. `html` is the longest content that
    the item carries, after what only its summary says; `is_summary` says that the feed calls it
    only a summary. `has_guid` says that the key is its guid, or made of it.
    """

    key: str
    title: str = ""
    url: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    topics: tuple[str, ...] = ()
    html: str = ""
    is_summary: bool = False
    has_guid: bool = field(default=False, compare=False)

    @property
    def sha256(self) -> str:
        """Hash of the item's title, text and authors, to see whether it changed."""
        content = "\0".join((self.title, self.html, *self.authors))
        return hashlib.sha256(content.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class FeedRead:
    """A feed as it was read. `site` is the page it belongs to; `ttl` in seconds or None.

    `faults` are codes of what is wrong with it: `feed_cut` (it ends in the middle; whole items
    were kept), `feed_faulty` (its XML has mistakes), `feed_long` (more items than are read).
    `repairs` counts what was cleaned away.
    """

    title: str
    site: str
    items: tuple[FeedItem, ...]
    ttl: float | None = None
    faults: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
