"""Feeds that can be subscribed to: what an address holds is looked at first."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from threading import Event
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.ingest.addresses import parse_address
from reader.ingest.network import Policy, Reply
from reader.library.intake import offers as adding
from reader.library.intake import page_fates as fates
from reader.library.intake.offers import Offer
from reader.model import Role
from reader.model.feed import Feed
from reader.store import feeds as store

if TYPE_CHECKING:
    from reader.ingest.feeds import FeedRead
    from reader.library.library import Library
    from reader.model.page_content import PageContent

ARTICLE = 50
"""Code points in whole sentences from which on the text of a page is an article."""
_SENTENCE = re.compile(r"[。！？；!?]|\.(?:\s|$)")
_NO_FEED = ("feed_is_page", "feed_unreadable")


@dataclass(frozen=True, slots=True)
class FeedOffer:
    """A feed, for a look at it first.

    `items` are title and date of each, in the feed's order, which has the newest first. `known` is
    the feed itself if it is subscribed to. `page` is the address of the page that names it, "" if
    its own address was given; `others` are further feeds of that page, as address and title.
    `reply` is what was fetched, for `feeds.refresh`.
    """

    url: str
    title: str
    site: str
    items: tuple[tuple[str, str], ...]
    reply: Reply
    known: Feed | None = None
    page: str = ""
    others: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """Title of the feed, else its address."""
        return self.title or self.url


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A feed after subscribing; `new` is false if it was known. `others` are further feeds of the
    page that was given, as address and title. `reply` is what was fetched, for `refresh`.
    """

    feed: Feed
    new: bool
    others: tuple[tuple[str, str], ...] = ()
    reply: Reply | None = None


def look(
    library: Library, name: str, *, allow_private: bool = False, stop: Event | None = None
) -> Offer | FeedOffer:
    """Look at an address or a file: the offer of an article, or of a feed.

    A page whose text is no article stands for the first feed that it names and that can be read.
    Raises `InputError` as `adding.offer_of` does.
    """
    if not adding.is_address(name):
        return adding.offer_of(name, stop=stop)
    with fates.naming_article(library, name):
        return _looked(library, name, Policy(allow_private=allow_private), stop)


def _looked(library: Library, name: str, policy: Policy, stop: Event | None) -> Offer | FeedOffer:
    address = parse_address(name.strip()).url
    reply = _fetched(address, policy, stop)
    read = _feed_in(reply, stop)
    if read is not None:
        return _offered(library, address, reply, read)
    try:
        offer = adding.offer_reply(reply, asked=address, stop=stop)
    except InputError as error:
        if error.code != "page_empty":
            raise
        named = _named_by(library, reply, policy, stop)
        if named is None:
            raise
        return named
    if _is_article(offer.page):
        return offer
    return _named_by(library, reply, policy, stop) or offer


def offer_feed(library: Library, url: str, policy: Policy, stop: Event | None = None) -> FeedOffer:
    """The feed at an address, or the first one that the page there names.

    Raises InputError as `ingest.network.fetch` and `ingest.feeds.read_feed` do, and `feed_none`.
    """
    from reader.ingest.feeds import ACCEPT, find_feeds, read_feed

    reply = _fetched(url, policy, stop, accept=ACCEPT)
    try:
        read = read_feed(reply.body, reply.url, reply.charset, stop=stop)
        return _offered(library, url, reply, read)
    except InputError as error:
        if error.code != "feed_is_page":
            raise
        found = find_feeds(reply.body, reply.url, reply.charset)
        if not found:
            raise InputError("feed_none", url=reply.url) from error
    return _first_of(library, found, reply.url, policy, stop)


def accept(
    library: Library, offer: FeedOffer, *, folder: str = "", full_text: bool = False
) -> Subscribed:
    """Subscribe to a feed that was looked at; one that is known is left as it is."""
    feed = Feed(
        "", offer.url, offer.title, offer.site, folder=folder_name(folder), full_text=full_text
    )
    made, new = library.submit(lambda edits: edits.feeds.subscribe(feed)).result()
    return Subscribed(made, new, offer.others, offer.reply)


def folder_name(name: str) -> str:
    """A name as folders have it: clean, on one line and not endless."""
    from reader.text.cleaning import one_line

    return one_line(name, 200)


def _fetched(url: str, policy: Policy, stop: Event | None, **asked: str) -> Reply:
    from reader.ingest.feeds import LARGEST
    from reader.ingest.network import fetch

    large = replace(policy, largest=max(policy.largest, LARGEST))
    return fetch(url, large, stop=stop, **asked)


def _feed_in(reply: Reply, stop: Event | None) -> FeedRead | None:
    """The feed that a reply is, None if it is something else."""
    from reader.ingest.feeds import read_feed

    try:
        return read_feed(reply.body, reply.url, reply.charset, stop=stop)
    except InputError as error:
        if error.code not in _NO_FEED:
            raise
        return None


def _offered(library: Library, address: str, reply: Reply, read: FeedRead) -> FeedOffer:
    with library.reading() as connection:
        known = store.with_url(connection, address) or store.with_url(connection, reply.url)
    items = tuple((item.title, item.date) for item in read.items)
    return FeedOffer(address, read.title, read.site, items, reply, known)


def _named_by(
    library: Library, reply: Reply, policy: Policy, stop: Event | None
) -> FeedOffer | None:
    """The first feed that a page names; None if it names none, or none that can be read."""
    from reader.ingest.feeds import find_feeds

    found = find_feeds(reply.body, reply.url, reply.charset)
    try:
        return _first_of(library, found, reply.url, policy, stop) if found else None
    except InputError as error:
        if error.code in ("network_stopped", "web_missing"):
            raise
        return None


def _first_of(
    library: Library,
    found: list[tuple[str, str]],
    page: str,
    policy: Policy,
    stop: Event | None,
) -> FeedOffer:
    from reader.ingest.feeds import ACCEPT, read_feed

    (address, _), *others = found
    reply = _fetched(address, policy, stop, accept=ACCEPT)
    read = read_feed(reply.body, reply.url, reply.charset, stop=stop)
    return replace(_offered(library, address, reply, read), page=page, others=tuple(others))


def _is_article(page: PageContent) -> bool:
    """Whether what was taken of a page is running text, not a list of headlines."""
    texts = (b.text for b in page.blocks if b.taken and b.role in (None, Role.BODY))
    return sum(len(text) for text in texts if _SENTENCE.search(text)) >= ARTICLE
