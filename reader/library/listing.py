"""The library's list: which articles are on a shelf, narrowed by a search, and their rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.model import Entry
from reader.model.listing import Shelf, Shelves
from reader.store import annotations as marks
from reader.store import listing
from reader.store.db.read_connections import Readers

if TYPE_CHECKING:
    from reader.model.search import Query

TOGETHER = 500
"""Articles that are looked up in one query."""


def listed(
    readers: Readers, shelf: Shelf, limit: int | None = None, query: Query | None = None
) -> list[str]:
    """The ids of the articles on a shelf, in its order; of those that a query finds, if it says
    anything."""
    most = -1 if limit is None else max(0, limit)
    with readers.reading() as connection:
        me = marks.my_id(connection)
        if not query:
            return listing.order(connection, shelf, most, me)
    found = _found(readers, query)
    with readers.reading() as connection:
        ids = [it for it in listing.order(connection, shelf, -1, me) if it in found]
    return ids if most < 0 else ids[:most]


def _found(readers: Readers, query: Query) -> set[str]:
    """The ids of all articles that a search finds, indexed or not."""
    from reader.analysis.matching import matches
    from reader.store.search import article_hits as finding

    with readers.reading() as connection:
        found = finding.every(connection, query)
        for key in finding.pending_keys(connection):
            for document in finding.documents(connection, [key[2]]):
                if matches(query, document):
                    found.add(key[2])
    return found


def entries(readers: Readers, idents: Sequence[str]) -> list[Entry]:
    """Rows of the list for some articles, in this order; one that is gone is left out."""
    found: list[Entry] = []
    with readers.reading() as connection:
        for first in range(0, len(idents), TOGETHER):
            found += listing.entries(connection, idents[first : first + TOGETHER])
    return found


def shelves(readers: Readers) -> Shelves:
    """Number of articles on each shelf."""
    with readers.reading() as connection:
        return listing.shelves(connection)


def next_queued(readers: Readers, article: str) -> Entry | None:
    """The article of the queue to read after this one."""
    with readers.reading() as connection:
        ident = listing.next_queued(connection, article)
        return next(iter(listing.entries(connection, [ident])), None) if ident else None
