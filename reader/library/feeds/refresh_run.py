"""The refresh of feeds: several hosts at once, each of them politely."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from reader.errors import InputError
from reader.ingest import feeds as reading
from reader.ingest.network import Policy, Reply, fetch
from reader.library.feeds import item_articles as feed_articles
from reader.library.feeds import item_matching as feed_matching
from reader.library.feeds.feed_state import failed, settled
from reader.library.feeds.hosts import Hosts
from reader.library.feeds.page_looks import PageLooks
from reader.library.feeds.tally import RefreshTally
from reader.library.intake import identity as identifying
from reader.library.intake import page_fates as fates
from reader.model.feed import Feed, FeedOutcome, FeedProgress, Refreshed
from reader.store import aliases, articles
from reader.store import feeds as store
from reader.store.clocks.clock import utc_now
from reader.store.feeds import ItemRow
from reader.text.structure.page_conversion import article_of

if TYPE_CHECKING:
    from reader.ingest.feeds import FeedItem, FeedRead
    from reader.library.feeds.item_matching import ItemMatch, KnownItem
    from reader.library.library import Library
    from reader.model.page_content import PageContent
    from reader.model.revision import Kept

THREADS = 6
"""Hosts that are asked at the same time."""
APART = 1.0
"""Seconds between the end of a request and the next one to the same host."""
_FOR_ALL = ("network_stopped", "web_missing")
"""Errors that are not one feed's."""

FeedProgressCallback = Callable[[FeedProgress], None]
_Happening = FeedOutcome | str | BaseException


class Taken(NamedTuple):
    """The article that an item is, if any; `later` if the item is to be asked again."""

    article: str | None
    later: bool = False


class Refresh:
    """One refresh. Its threads fetch and read; articles are kept one after the other."""

    def __init__(
        self,
        library: Library,
        policy: Policy,
        stop: Event,
        *,
        force: bool,
        apart: float,
        fetched: Mapping[str, Reply],
    ) -> None:
        self._library = library
        self._policy = policy
        self._stop = stop
        self._force = force
        self._fetched = dict(fetched)
        self._hosts = Hosts(apart, stop)
        self._keeping = Lock()
        self._groups: SimpleQueue[list[Feed]] = SimpleQueue()
        self._events: SimpleQueue[_Happening] = SimpleQueue()

    def run(self, feeds: Sequence[Feed], progress: FeedProgressCallback | None) -> Refreshed:
        """Refresh these feeds; `progress` is called in the thread that calls this."""
        groups: dict[str, list[Feed]] = {}
        for feed in feeds:
            groups.setdefault(urlsplit(feed.url).netloc, []).append(feed)
        for group in groups.values():
            self._groups.put(group)
        count = min(THREADS, len(groups))
        threads = [Thread(target=self._work, name="feeds", daemon=True) for _ in range(count)]
        for thread in threads:
            thread.start()
        try:
            return self._follow(len(feeds), len(threads), progress)
        except BaseException:
            self._stop.set()
            raise
        finally:
            for thread in threads:
                thread.join()

    def _follow(self, total: int, working: int, progress: FeedProgressCallback | None) -> Refreshed:
        """Report what happens until all threads have ended."""
        outcomes: list[FeedOutcome] = []
        kept = {"new": 0, "changed": 0}
        while working:
            event = self._events.get()
            if isinstance(event, BaseException):
                raise event
            if event == "ended":
                working -= 1
                continue
            if isinstance(event, FeedOutcome):
                outcomes.append(event)
            else:
                kept[event] += 1
            if progress is not None:
                outcome = event if isinstance(event, FeedOutcome) else None
                done = len(outcomes)
                progress(FeedProgress(done, total, kept["new"], kept["changed"], outcome))
        return Refreshed(tuple(outcomes), stopped=self._stop.is_set())

    def _work(self) -> None:
        try:
            while not self._stop.is_set():
                for feed in self._groups.get_nowait():
                    self._events.put(self._refreshed(feed))
        except Empty:
            pass
        except InputError as error:
            if error.code != "network_stopped":
                self._events.put(error)
        except BaseException as error:
            self._events.put(error)
        self._events.put("ended")

    def _refreshed(self, feed: Feed) -> FeedOutcome:
        """Ask one feed and take in its new items; an error is kept with it."""
        if feed.due > utc_now() and not self._force:
            return FeedOutcome(feed, waiting=True)
        tally = RefreshTally()
        try:
            state = self._asked(feed, tally)
        except InputError as error:
            if error.code in _FOR_ALL:
                raise
            state = failed(feed, error)
        self._library.submit(lambda edits: store.put_state(edits.connection, state)).result()
        return tally.outcome(state)

    def _asked(self, feed: Feed, tally: RefreshTally) -> Feed:
        """The feed's state after it was asked and its items were taken in."""
        looks = PageLooks(self._library, feed.id) if feed.full_text else None
        whole = looks is not None and looks.is_any_due()
        reply = self._fetched.pop(feed.url, None) or self._fetch(
            feed.url,
            replace(self._policy, largest=max(self._policy.largest, reading.LARGEST)),
            etag="" if whole else feed.etag,
            modified="" if whole else feed.modified,
            accept=reading.ACCEPT,
        )
        if reply.status == 304:
            return settled(feed, reply, None)
        read = reading.read_feed(reply.body, reply.url, reply.charset, stop=self._stop)
        feed = replace(feed, title=read.title or feed.title, site=read.site or feed.site)
        self._take(feed, read, tally, looks)
        return settled(feed, reply, read)

    def _fetch(self, url: str, policy: Policy, **asked: str) -> Reply:
        with self._hosts.turn(url):
            return fetch(url, policy, stop=self._stop, **asked)

    def _take(
        self, feed: Feed, read: FeedRead, tally: RefreshTally, looks: PageLooks | None
    ) -> None:
        """Take in the items that are new or changed, the oldest first, and pages that are due."""
        with self._library.reading() as connection:
            known = feed_matching.known(connection, feed)
            matches = list(known.matches(connection, read.items))
        present = {match.item.key for match in matches}
        for match in reversed(matches):
            item, row = match.item, match.row
            same = row is not None and row.sha256 == item.sha256
            unchanged = same and row is not None and row.key == item.key
            again = unchanged and looks is not None and looks.takes(item.key) and bool(item.url)
            if unchanged and not again:
                continue
            if self._stop.is_set():
                raise InputError("network_stopped")
            if again:
                taken = self._item(feed, known, match, tally, again=True)
            else:
                taken = (
                    Taken(row.article) if same and row else self._item(feed, known, match, tally)
                )
            if looks is not None and not taken.later:
                (looks.looked if again else looks.begin)(item.key)
            if article := taken.article:
                known.used.add(article)
            if taken.later:
                continue
            for key in (item.key, *(it for it in known.further_keys(row) if it not in present)):
                self._note(feed, ItemRow(key, article, item.url, item.sha256))
        if looks is not None:
            looks.save(present)

    def _note(self, feed: Feed, row: ItemRow) -> None:
        self._library.submit(lambda edits: store.put_item(edits.connection, feed.id, row)).result()

    def _item(
        self,
        feed: Feed,
        known: KnownItem,
        match: ItemMatch,
        tally: RefreshTally,
        *,
        again: bool = False,
    ) -> Taken:
        """Keep an item's article, unless there is nothing to read in it.

        An article that another feed or the reader brought in from the same address stays as it is.
        So does one whose page cannot be read, where what the feed carries is less than half of it,
        and one of which something shorter came that has nothing of it.
        One that was removed gets the text, and stays away. `again` says that the feed says nothing
        new, so that only its page counts.
        """
        ident, other = self._article(feed, known, match)
        if other is not None:
            return Taken(other)
        item = match.item
        page, fallback, what = self._page(feed, item, again=again)
        if again and (fallback or what):
            article = self._note_fate(ident, item, what, tally)
            return Taken(article, later=not what and page is None)
        length = feed_articles.length(page) if page else 0
        if stays := self._stays(ident, page, fallback=fallback, what=what):
            less = fates.TEASER if page and page.teaser else fates.SHRUNK
            what = what or ("" if fallback else less)
            title = fates.note(self._library, stays, what, item.url)
            tally.note_page(what, title, "stays", stays)
            return Taken(stays, later=not what or what in fates.PASSING)
        if page is None or not length:
            tally.empty += not what
            tally.note_page(what, item.title, "not_taken")
            return Taken(None)
        kept = self._keep(feed, known, match, page, tally, fallback=fallback)
        if isinstance(kept, str):
            return Taken(kept)
        tally.note_page(what, kept.title, "own_text", kept.article)
        if not fallback:
            fates.forget(self._library, kept.article)
        tally.fallbacks += fallback
        if kept.what != "same":
            self._events.put(kept.what)
        return Taken(kept.article)

    def _keep(
        self,
        feed: Feed,
        known: KnownItem,
        match: ItemMatch,
        page: PageContent,
        tally: RefreshTally,
        *,
        fallback: bool,
    ) -> Kept | str:
        """Keep a page; the outcome, or the article that has the item by now or is removed."""
        with self._keeping:
            ident, other = self._article(feed, known, match)
            if other is not None:
                return other
            notices = [("feed_text_only", {"url": match.item.url})] if fallback else []
            kept = self._library.keep(article_of(page, id=ident), notices, asked=False)
            with self._library.reading() as connection:
                if articles.is_removed(connection, kept.article):
                    return kept.article  # the notice follows once it is put back
            tally.count(self._library, kept)
        return kept

    def _note_fate(self, ident: str, item: FeedItem, what: str, tally: RefreshTally) -> str:
        """Note what the page of an item that did not change shows in its place, the first time.

        Returns the article.
        """
        with self._library.reading() as connection:
            article = aliases.resolved(connection, ident)
        before = self._library.fate(article)
        if what and (before is None or before.what != what):
            title = fates.note(self._library, article, what, item.url)
            tally.note_page(what, title, "stays", article)
        return article

    def _stays(
        self, ident: str, page: PageContent | None, *, fallback: bool, what: str
    ) -> str | None:
        """The article of an id if what came is no edition of it, and less than it."""
        length = feed_articles.length(page) if page else 0
        less = fallback or what or (page and page.teaser)
        if less and (stays := fates.longer_than(self._library, ident, 2 * length)):
            return stays
        return fates.shrank(self._library, ident, feed_articles.text(page)) if page else None

    def _article(self, feed: Feed, known: KnownItem, match: ItemMatch) -> tuple[str, str | None]:
        """The id that an item has of its own, and the article that it is already or that stays."""
        item, row = match.item, match.row
        made = known.own(row) if row else feed_articles.identity(feed, item.key)
        key = row.key if row else item.key
        with self._library.reading() as connection:
            own = aliases.resolved(connection, made)
            takes = known.takes(connection, match)
            found = identifying.of_item(
                connection, made, feed.url, key, item.url, takes=takes
            ).article
        return made, found if found != own else None

    def _page(
        self, feed: Feed, item: FeedItem, *, again: bool = False
    ) -> tuple[PageContent | None, bool, str]:
        """Content to be read of an item, whether its page was wanted but gave less, and the fate
        that its page reports in place of the article, as `fates.fate_of` has it.
        """
        own, what = None, ""
        try:
            own = feed_articles.from_item(feed, item, self._stop)
        except InputError as error:
            if not (what := fates.fate_of(error)):
                raise
        if not feed.full_text or not item.url:
            return own, False, what
        try:
            reply = self._fetch(item.url, self._policy)
            whole = feed_articles.from_reply(feed, item, reply, self._stop)
        except InputError as error:
            if error.code in _FOR_ALL:
                raise
            what = fates.fate_of(error) or what
            return (None if again and not what else own), True, what
        less = own is not None and feed_articles.length(whole) < feed_articles.length(own)
        return (own, True, "") if less else (whole, False, "")
