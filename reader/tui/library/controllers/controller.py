"""The base of every controller of the library screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

from reader.tui.library.host import LibraryHost

if TYPE_CHECKING:
    from reader.library import Edits, Library
    from reader.tui.library.lines import LibraryLines
    from reader.tui.library.shelf_reader import ShelfReader
    from reader.tui.library.state import Browsing
    from reader.words import Words

Result = TypeVar("Result")


class LibraryControllerHost(LibraryHost, Protocol):
    """The library screen with what reads it, and what its lines say."""

    reader: ShelfReader
    lines: LibraryLines


class LibraryController:
    """One behaviour of the library screen: it reads its state and acts through the host."""

    def __init__(self, host: LibraryControllerHost) -> None:
        self.host = host
        self.browsing: Browsing = host.browsing
        self.reader: ShelfReader = host.reader
        self.words: Words = host.words
        self.library: Library = host.library

    def write(
        self,
        work: Callable[[Edits], Result],
        done: Callable[[Result], None],
        failed: Callable[[], None] | None = None,
    ) -> None:
        """Write what the journal keeps, under the name of who reads here."""
        self.host.edit_queue.write(self.host.navigator.signed(work), done, failed)
