"""Edits of subscriptions: feeds are refreshed, changed and unsubscribed from."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.errors import MeipiError
from reader.model.feed import Feed
from reader.tui.kit.question import Question
from reader.tui.kit.strips import cut, safe
from reader.tui.kit.workers import run_in_background
from reader.tui.library.controllers.controller import LibraryController, LibraryControllerHost
from reader.tui.library.controllers.shelves import ShelfChoice
from reader.tui.library.shelf_list import ShelfRow

if TYPE_CHECKING:
    from reader.tui.kit.navigator import FeedRefresher

NAME = 28  # cells of a feed's name in a message


class SubscriptionEdits(LibraryController):
    """Edits of the feed at the shelf where the keys are, and of all feeds."""

    def __init__(self, host: LibraryControllerHost, shelves: ShelfChoice) -> None:
        super().__init__(host)
        self._shelves = shelves
        self._changing = 0  # writes that are on their way to the disk

    @property
    def busy(self) -> bool:
        """Whether something is still being written."""
        return bool(self._changing)

    @property
    def here(self) -> Feed | None:
        """The feed that the keys are about, while they are about the shelves."""
        return self.host.lines.feed_here

    @property
    def feeding(self) -> FeedRefresher:
        """The refresh of feeds in the background."""
        return self.host.navigator.feeding

    def _feed_name(self, feed: Feed) -> str:
        return cut(safe(self.host.articles.painter.in_script(feed.name)), NAME, self.host.ambiguous)

    def refresh(self) -> None:
        """Refresh the feeds that are due; among the shelves, the feed or folder there; or stop."""
        if self.feeding.running:
            self.feeding.stop()
            return
        self.host.show_text("")
        place = self.host.shelves.here if self.host.places.active else None
        if place is not None and place.kind == "feed":
            self.feeding.refresh([place.name])
        elif place is not None and place.kind == "folder":
            feeds = self.browsing.shelves.feeds
            self.feeding.refresh([feed.id for feed in feeds if feed.folder == place.name])
        else:
            self.feeding.refresh()

    def report(self, messages: Sequence[str]) -> None:
        """List what a refresh found beyond what fits on the bottom line; nothing else gives way."""
        if self.host.is_free:
            self.host.list_messages("feeds.report", messages)

    def unsubscribe(self) -> None:
        """Ask once, then forget the feed; its articles stay."""
        feed = self.here
        if feed is None:
            return
        yes, no = self.words("feeds.unsubscribe.yes"), self.words("feeds.unsubscribe.no")

        def answered(answer: str) -> None:
            if answer == yes:
                self._unsubscribe(feed)

        question = Question(
            "unsubscribe", self._feed_name(feed), answered, choices=(yes, no), only_choices=True
        )
        self.host.ask(question)

    def _unsubscribe(self, feed: Feed) -> None:
        from reader.library.feeds import subscriptions as feeds

        def done() -> None:
            if self.browsing.shelf.name == feed.id:
                self._shelves.choose(ShelfRow("all"))
            self.host.show_message("feeds.unsubscribed", name=self._feed_name(feed))
            self.reader.count()

        self._write(lambda: feeds.unsubscribe(self.library, feed.id), done)

    def change(self) -> None:
        """List the settings of the feed that can be changed."""
        from reader.tui.kit.choice_list import Choice

        feed, words = self.here, self.words
        if feed is None:
            return
        full = words("feeds.full_text.on" if feed.full_text else "feeds.full_text.off")
        folder = safe(feed.folder) or words("feeds.folder.none")
        choices = [
            Choice("1", words("feeds.folder"), partial(self._ask_folder, feed), folder),
            Choice("2", words("feeds.full_text"), partial(self._turn_full_text, feed), full),
        ]
        title = words("feeds.settings", name=self._feed_name(feed))
        self.host.list_choices("feeds.settings", choices, title=title)

    def _ask_folder(self, feed: Feed) -> None:
        def kept(folder: str) -> None:
            from reader.library.feeds import subscriptions as feeds

            key = "feeds.moved" if folder else "feeds.moved.out"
            message = self.words(key, name=self._feed_name(feed), folder=safe(folder))
            self._set(lambda: feeds.set_folder(self.library, feed.id, folder), message)

        name = self._feed_name(feed)
        self.host.ask(Question("feed_folder", name, kept, text=feed.folder))

    def _turn_full_text(self, feed: Feed) -> None:
        from reader.library.feeds import subscriptions as feeds

        self.host.close_panel()
        on = not feed.full_text
        message = self.words("feeds.full" if on else "feeds.own", name=self._feed_name(feed))
        self._set(lambda: feeds.set_full_text(self.library, feed.id, on), message)

    def _set(self, write: Callable[[], None], message: str) -> None:
        def done() -> None:
            self.host.show_text(message)
            self.reader.count()

        self._write(write, done)

    def _write(self, write: Callable[[], None], done: Callable[[], None]) -> None:
        """Write in a thread, and go on when it is on disk."""

        async def written() -> None:
            try:
                await asyncio.to_thread(write)
            except MeipiError as error:
                self.host.show_error(error)
            else:
                done()
            finally:
                self._changing -= 1

        self._changing += 1
        self.host.navigator.sign()
        run_in_background(self.host.node, written)
