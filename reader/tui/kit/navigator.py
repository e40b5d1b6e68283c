"""The way from one screen to another, without importing any of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from reader.tui.kit.destination import Destination

if TYPE_CHECKING:
    from reader.library import Edits
    from reader.model.revision import Kept
    from reader.tui.kit.panel import Content
    from reader.tui.services.feed_refresh import Feeding

NOWHERE = Destination()
Result = TypeVar("Result")


class Navigator(Protocol):
    """What a screen may ask of the app."""

    @property
    def feeding(self) -> Feeding:
        """The refresh of feeds in the background."""
        ...

    def open(
        self, article: str, destination: Destination = NOWHERE, *, anew: int | None = None
    ) -> None:
        """Open an article for reading, by its id, in place of the one that is open.

        `anew` is the cursor's offset in the article that is open, when that came in changed.
        """
        ...

    def open_kept(self, kept: Kept, said: str) -> None:
        """Open an article that came in just now, and say what became of it."""
        ...

    def open_library(self) -> None:
        """Open the library over the article, as it was left."""
        ...

    def search(self, typed: str | None = None) -> None:
        """Open the search screen on what is typed, or where it was left."""
        ...

    def help(self, groups: Sequence[str] = ()) -> Content:
        """All keys of some groups of commands, or of all that are there."""
        ...

    def add(self, given: str = "") -> None:
        """Open the line that brings articles in; what is given is looked at at once."""
        ...

    def show_feed(self, feed: str, said: str) -> None:
        """Close the screens that bring articles in, and show a feed's shelf in the library."""
        ...

    def see(self, choice: str) -> bool:
        """Show the open article in a script view; false if none is open."""
        ...

    def sign(self) -> None:
        """Be who reads here, before something is done that the journal keeps; in any thread."""
        ...

    def signed(self, work: Callable[[Edits], Result]) -> Callable[[Edits], Result]:
        """`work` after the name of who reads here, in one action."""
        ...
