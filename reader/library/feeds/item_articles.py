"""Items of feeds become articles: from what the feed carries, or from the page it names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.errors import InputError
from reader.ingest.feeds import FeedItem
from reader.ingest.landing import is_elsewhere
from reader.model import Role
from reader.model.feed import Feed
from reader.model.page_content import Block, PageContent

if TYPE_CHECKING:
    from threading import Event

    from reader.ingest.network import Reply

TITLE = 30
"""Code points of the beginning of a text that stand for a title that is missing."""


def identity(feed: Feed, key: str) -> str:
    """The id of the article of the item that a key means: the same in every library that reads the
    feed (UUID 5).
    """
    from uuid import NAMESPACE_URL, uuid5

    return str(uuid5(NAMESPACE_URL, f"{feed.url}\n{key}"))


def from_item(feed: Feed, item: FeedItem, stop: Event | None = None) -> PageContent:
    """Content that the feed itself carries of an item: its text, else its title as a heading over
    none, else whatever stands in it.

    Raises `InputError` as `read_fragment` does, and `page_deleted` or `page_missing` where that is
    all it says.
    """
    from reader.ingest.html.fragment import read_fragment
    from reader.ingest.html.notices import notice_of_item

    page = read_fragment(item.html, item.url, stop=stop)
    if what := notice_of_item([block.text for block in page.blocks if block.taken]):
        raise InputError(what, path=item.url)
    if not length(page):
        title = (Block(item.title, Role.HEADING, 2),) if item.title else ()
        rest = (block if title else replace(block, taken=True) for block in page.blocks)
        page = replace(page, blocks=(*rest, *title))
    return _described(page, feed, item)


def from_reply(feed: Feed, item: FeedItem, reply: Reply, stop: Event | None = None) -> PageContent:
    """The article of an item's own page.

    Raises `InputError` as `ingest.html.read_page` does, and `page_missing` if its address led to
    the front page.
    """
    from reader.ingest.html import read_page

    if is_elsewhere(item.url, reply.url):
        raise InputError("page_missing", path=item.url)

    page = read_page(reply.body, reply.url, encoding=reply.charset, stop=stop)
    return _described(page, feed, item)


def length(page: PageContent) -> int:
    """Length of a page's text, in code points."""
    return sum(len(block.text) for block in page.blocks if block.taken)


def text(page: PageContent) -> str:
    """Text of a page, line by line."""
    return "\n".join(block.text for block in page.blocks if block.taken)


def _described(page: PageContent, feed: Feed, item: FeedItem) -> PageContent:
    """The page with the feed's facts about it; its own count where the feed has none."""
    first = next((block.text for block in page.blocks if block.taken), "")
    return replace(
        page,
        title=item.title or page.title or first[:TITLE],
        authors=item.authors or page.authors,
        source=feed.title or urlsplit(feed.url).hostname or "",
        date=item.date or page.date,
        url=item.url,
        topics=item.topics or page.topics,
    )
