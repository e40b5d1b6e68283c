"""Refresh of feeds in the background: in threads, one at a time, until stopped."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from threading import Event
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.app import App

from reader.analysis.refreshed import head_lines, page_notice
from reader.errors import MeipiError
from reader.library.feeds import subscriptions as feeds
from reader.model.feed import FeedProgress, Refreshed
from reader.tui.kit.request_queue import in_its_own_thread
from reader.tui.kit.strips import cut, safe
from reader.tui.kit.workers import run_in_background
from reader.words import Words

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.library import Library

LOOK = 0.25  # seconds between two looks at how far it is
AFTER = 20.0  # seconds that the program is open before feeds are refreshed by themselves
MOMENT = 0.5  # seconds that leaving waits for what is being kept just now
NAMES, NAME = 3, 20  # feeds that are named at the end, and the cells of a name


class Wish(NamedTuple):
    """Feeds to refresh: by their ids, or all that are due (None).

    `fetched` are replies that are there already. One that nobody asked for is `quiet`: it reports
    what came in, and which feeds have begun to fail.
    """

    ids: tuple[str, ...] | None = None
    fetched: Mapping[str, feeds.Reply] = {}
    quiet: bool = False


class Feeding:
    """Refresh of feeds: `show` gets its progress, "" when none goes on; `announce` its outcome,
    `report` its details, text by text.
    """

    def __init__(
        self,
        app: App[Any],
        library: Library,
        words: Words,
        *,
        allow_private: bool,
        show: Callable[[str], None],
        announce: Callable[[str, bool], None],
        report: Callable[[Sequence[str]], None],
        error_text: Callable[[MeipiError], str],
    ) -> None:
        self._app, self._library, self._words = app, library, words
        self._policy = feeds.Policy(allow_private=allow_private)
        self._show, self._announce, self._report, self._error_text = (
            show,
            announce,
            report,
            error_text,
        )
        self._waiting: deque[Wish] = deque()
        self._stop, self._ended = Event(), Event()
        self._far: FeedProgress | None = None
        self._timer: Timer | None = None
        self.running = False

    # asking

    def refresh(
        self, ids: Sequence[str] | None = None, fetched: Mapping[str, feeds.Reply] | None = None
    ) -> None:
        """Refresh these feeds whether they are due or not, or all that are due."""
        self._wish(Wish(None if ids is None else tuple(ids), fetched or {}))

    def stop(self) -> None:
        """Stop soon; what came in is kept."""
        self._waiting.clear()
        self._stop.set()

    def leave(self) -> None:
        """Stop at the program's end, waiting no longer than for what is being kept just now."""
        if self.running:
            self.stop()
            self._ended.wait(MOMENT)

    def every(self, minutes: int) -> None:
        """Refresh due feeds every so many minutes from now on."""
        self._app.set_timer(AFTER, self._by_itself)
        self._app.set_interval(60.0 * minutes, self._by_itself)

    def _by_itself(self) -> None:
        if not self.running:
            self._wish(Wish(quiet=True))

    def _wish(self, wish: Wish) -> None:
        self._waiting.append(wish)
        if not self.running:
            self.running = True
            run_in_background(self._app, self._run)

    # doing

    async def _run(self) -> None:
        """Fulfil one wish after another."""
        self._timer = self._app.set_interval(LOOK, self._look)
        try:
            while self._waiting:
                await self._fulfil(self._waiting.popleft())
        finally:
            self.running = False
            self._timer.stop()
        self._show("")

    async def _fulfil(self, wish: Wish) -> None:
        self._far = None
        stop, ended = self._stop, self._ended = Event(), Event()
        try:
            done = await in_its_own_thread(lambda: self._refresh(wish, stop, ended))
        except MeipiError as error:
            self._announce(self._error_text(error), True)
            return
        if isinstance(done, str):
            if not wish.quiet:
                self._announce(self._words(done), False)
        else:
            self._sum_up(done, quiet=wish.quiet)

    def _refresh(self, wish: Wish, stop: Event, ended: Event) -> Refreshed | str:
        """The result of a wish, or the key of the words why nothing was asked. Runs in a thread."""
        try:
            ids = feeds.due(self._library) if wish.ids is None else wish.ids
            if not ids:
                return "feeds.not_due" if feeds.listed(self._library) else "nothing.feeds"
            self._noted(FeedProgress(0, len(ids), 0, 0))
            return feeds.refresh(
                self._library, ids, policy=self._policy, progress=self._noted, stop=stop,
                force=wish.ids is not None, fetched=wish.fetched,
            )  # fmt: skip
        finally:
            ended.set()

    def _noted(self, far: FeedProgress) -> None:
        """Keep the progress, which the screen reads now and then. Runs in a thread."""
        self._far = far

    # messages

    def _look(self) -> None:
        far = self._far
        if far is not None:
            self._show(self._words("feeds.progress", done=far.done, total=far.total, new=far.new))

    def _sum_up(self, done: Refreshed, *, quiet: bool) -> None:
        """Say in one line what came in, or which feeds could not be read."""
        words = self._words
        failed = [
            cut(safe(outcome.feed.name), NAME)
            for outcome in done.problems
            if outcome.feed.failures and (not quiet or outcome.feed.failures == 1)
        ]
        if done.stopped:
            self._announce(words("feeds.stopped", new=done.new), False)
        elif failed:
            names = words("feeds.name.and").join(failed[:NAMES])
            if len(failed) > NAMES:
                names = words("feeds.more", names=names)
            self._announce(words("feeds.failed", count=len(failed), names=names), True)
        elif done.new or done.changed or not quiet:
            self._announce(came_in(done, words), False)
        if not quiet and (messages := details(done, words)):
            self._report(messages)


def came_in(done: Refreshed, words: Words) -> str:
    """Numbers of articles that a refresh brought in, and of lines left out, in words."""
    key = "feeds.done.changed" if done.changed else "feeds.done"
    if not done.new:
        key = "feeds.done.only_changed" if done.changed else "feeds.done.none"
    parts = [words(key, new=done.new, changed=done.changed)]
    if done.pages:
        parts.append(words("feeds.pages", count=len(done.pages)))
    if done.left_out:
        parts.append(words("feeds.left_out", count=done.left_out))
    return words("feeds.also").join(parts)


def details(done: Refreshed, words: Words) -> list[str]:
    """The fate of each article at a refresh, a text each."""
    heads = (text for head in done.heads for text in head_lines(head, words, safe))
    return [*(page_notice(page, words, safe) for page in done.pages), *heads]
