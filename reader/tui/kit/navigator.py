"""The way from one screen to another, without importing any of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from reader.tui.kit.destination import Destination

if TYPE_CHECKING:
    from reader.library import Edits
    from reader.library.feeds.subscriptions import Reply
    from reader.library.quoted_pages import EvidenceDraft
    from reader.model import Annotator
    from reader.model.revision import Kept
    from reader.tui.kit.panel import Content

NOWHERE = Destination()
Result = TypeVar("Result")


class FeedRefresher(Protocol):
    """The refresh of feeds in the background, as far as a screen may call it."""

    @property
    def running(self) -> bool:
        """Whether feeds are being refreshed, or are to be."""
        ...

    def refresh(
        self, ids: Sequence[str] | None = None, fetched: Mapping[str, Reply] | None = None
    ) -> None:
        """Refresh feeds, all that are due if no ids are named; `fetched` are replies by feed."""
        ...

    def stop(self) -> None:
        """Stop, once what is being kept just now is on disk."""
        ...


class Navigator(Protocol):
    """The app, as far as a screen may call it."""

    @property
    def feeding(self) -> FeedRefresher:
        """The refresh of feeds in the background."""
        ...

    def open(
        self, article: str, destination: Destination = NOWHERE, *, anew: int | None = None
    ) -> None:
        """Open an article for reading, by its id, in place of the one that is open.

        `anew` is the cursor's offset in the article that is open, when that came in changed.
        """
        ...

    def open_kept(self, kept: Kept, message: str) -> None:
        """Open an article that came in just now, with a message about it."""
        ...

    def open_library(self) -> None:
        """Open the library over the article, as it was left."""
        ...

    def open_desk(self) -> None:
        """Open the list of all claims over what is shown, as it was left."""
        ...

    def search(self, typed: str | None = None) -> None:
        """Open the search screen on a query, or where it was left."""
        ...

    def help(self, groups: Sequence[str] = ()) -> Content:
        """Show all keys of some groups of commands, or of all that are there."""
        ...

    def add(self, text: str = "") -> None:
        """Open the line that brings articles in; a text put into it is looked at at once."""
        ...

    def find_source(self, then: Callable[[EvidenceDraft | None], None]) -> None:
        """Ask where evidence is from, and for a quote of a page; None if nothing is to be added."""
        ...

    def show_quote(self, evidence: str) -> None:
        """Show the page of a piece of evidence as it was, at its quote."""
        ...

    def show_feed(self, feed: str, message: str) -> None:
        """Close the screens that bring articles in, and show a feed's shelf in the library."""
        ...

    def see(self, choice: str) -> bool:
        """Show the open article in a script view; false if none is open."""
        ...

    def me(self) -> Annotator | None:
        """The annotator who reads here, whatever another window signs with; None for a new one."""
        ...

    def sign(self) -> None:
        """Sign as the annotator, before what the journal keeps is done; in any thread."""
        ...

    def signed(self, work: Callable[[Edits], Result]) -> Callable[[Edits], Result]:
        """An action that signs with the name of the annotator, then does `work`."""
        ...
