"""Subscriptions to feeds: adding and removing them, their lists, and their new items."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.ingest.addresses import link, parse_address
from reader.ingest.network import DEFAULT, Policy, Reply
from reader.library.feeds.offers import Subscribed, accept, folder_name, offer_feed
from reader.model.feed import Feed, FeedOutcome, FeedProgress, Problem, Refreshed
from reader.store import feeds as store
from reader.store.clocks.clock import utc_now

if TYPE_CHECKING:
    from reader.library.feeds.refresh_run import FeedProgressCallback
    from reader.library.library import Library
    from reader.store.edits import Edits

__all__ = [
    "Feed", "FeedOutcome", "FeedProgress", "Imported", "Policy", "Problem", "Refreshed", "Reply",
    "Subscribed", "due", "export_opml", "find", "import_opml", "listed", "refresh", "set_folder",
    "set_full_text", "subscribe", "unsubscribe",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Imported:
    """Outcome of importing a list: feeds that were added, that were known, entries that are no
    feeds.

    `broken` says that its XML was, so that some may be missing.
    """

    added: tuple[Feed, ...]
    known: int
    skipped: int
    broken: bool = False


def listed(library: Library) -> list[Feed]:
    """All feeds with their counts and last errors, by folder and title."""
    with library.reading() as connection:
        return store.feeds(connection)


def due(library: Library) -> list[str]:
    """The ids of the feeds that may be asked now."""
    with library.reading() as connection:
        return [feed.id for feed in store.states(connection) if feed.due <= utc_now()]


def find(library: Library, name: str) -> Feed:
    """The feed that a name means: an id, an address or a title, or a part that only one has.

    Raises InputError: `feed_unknown`, `feed_ambiguous`.
    """
    held = listed(library)
    address = link("", name)
    exact = [
        it for it in held if name in (it.id, it.url, it.title) or (address and it.url == address)
    ]
    folded = name.casefold().strip()
    parts = [it for it in held if folded and folded in f"{it.title}\n{it.url}".casefold()]
    found = exact or parts
    if not found:
        raise InputError("feed_unknown", name=name)
    if len(found) > 1:
        titles = ", ".join(it.name for it in found[:5])
        raise InputError("feed_ambiguous", name=name, titles=titles)
    return found[0]


def subscribe(
    library: Library,
    url: str,
    *,
    folder: str = "",
    full_text: bool = False,
    policy: Policy = DEFAULT,
    stop: Event | None = None,
) -> Subscribed:
    """Subscribe to the feed at an address, or to the first one that the page there names.

    It is fetched first, so that only what can be read is added. Raises InputError as
    `ingest.network.fetch` and `ingest.feeds.read_feed` do, and `feed_none`.
    """
    address = parse_address(_whole(url)).url
    with library.reading() as connection:
        known = store.with_url(connection, address)
    if known is not None:
        return Subscribed(known, new=False)
    offer = offer_feed(library, address, policy, stop)
    return accept(library, offer, folder=folder, full_text=full_text)


def unsubscribe(library: Library, feed: str) -> None:
    """Forget a feed by its id; its articles stay."""
    library.submit(lambda edits: edits.feeds.unsubscribe(feed)).result()


def set_folder(library: Library, feed: str, folder: str) -> None:
    """Put a feed, by its id, into a folder; an empty name takes it out."""
    name = folder_name(folder)
    library.submit(lambda edits: edits.feeds.put_folder(feed, name)).result()


def set_full_text(library: Library, feed: str, full_text: bool) -> None:
    """Whether the pages of a feed's new items are fetched; the feed is named by its id."""
    library.submit(lambda edits: edits.feeds.put_full_text(feed, full_text)).result()


def refresh(
    library: Library,
    feeds: Sequence[str] | None = None,
    *,
    policy: Policy = DEFAULT,
    progress: FeedProgressCallback | None = None,
    stop: Event | None = None,
    force: bool = False,
    fetched: Mapping[str, Reply] | None = None,
    apart: float | None = None,
) -> Refreshed:
    """Take in what is new in these feeds (ids), or in all of them; one never stops another.

    Only feeds that are due are asked, unless `force`. `progress` is called in this thread. Setting
    `stop` ends it soon; what came in by then is kept. `fetched` are replies that are there already,
    by the feed's address; `apart` is in seconds (see `refreshing.APART`). It may take minutes: call
    it from a thread of its own. Raises `LibraryError` if nothing can be kept, and `InputError`
    `web_missing`; what is wrong with a feed is in its outcome.
    """
    from reader.library.feeds.refresh_run import APART, Refresh

    wanted = listed(library)
    if feeds is not None:
        wanted = [feed for feed in wanted if feed.id in set(feeds)]
    run = Refresh(
        library,
        policy,
        stop or Event(),
        force=force,
        apart=APART if apart is None else apart,
        fetched=fetched or {},
    )
    return run.run(wanted, progress)


def import_opml(library: Library, data: bytes, path: str = "…") -> Imported:
    """Subscribe to the feeds of a list without asking them yet.

    Raises InputError as `read_opml` does.
    """
    from reader.ingest.feeds.opml import read_opml

    read = read_opml(data, path)
    rows = [
        Feed("", it.url, it.title, it.site, folder=it.folder, full_text=it.full_text)
        for it in read.feeds
    ]

    def write(edits: Edits) -> list[tuple[Feed, bool]]:
        with edits.batch():
            return [edits.feeds.subscribe(row) for row in rows]

    done = library.submit(write).result()
    added = tuple(feed for feed, new in done if new)
    return Imported(added, len(done) - len(added) + read.repeated, read.skipped, read.broken)


def export_opml(library: Library, title: str = "Meipi") -> bytes:
    """All feeds as a list that other readers take."""
    from reader.ingest.feeds.opml import OpmlOutline, write_opml

    return write_opml(
        (
            OpmlOutline(feed.url, feed.name, feed.site, feed.folder, feed.full_text)
            for feed in listed(library)
        ),
        title,
    )


def _whole(url: str) -> str:
    """An address as browsers take it: `feed:` and a missing scheme are put right."""
    url = url.strip()
    if url.lower().startswith("feed:"):
        rest = url[5:]
        url = rest if rest.lower().startswith("http") else f"https:{rest}"
    named = re.match(r"[a-z][a-z0-9+-]*:(?!\d)", url, re.IGNORECASE)  # not the port of a host
    return url if named or not url else f"https://{url}"
