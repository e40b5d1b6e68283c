"""What every controller of the library screen has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from reader.tui.library.host import LibraryHost

if TYPE_CHECKING:
    from reader.library import Library
    from reader.tui.library.lines import LibraryLines
    from reader.tui.library.shelf_reader import ShelfReader
    from reader.tui.library.state import Browsing
    from reader.words import Words


class Host(LibraryHost, Protocol):
    """The library screen with what reads it, and what its lines say."""

    reader: ShelfReader
    lines: LibraryLines


class Controller:
    """One behaviour of the library screen: it reads its state and acts through the host."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.browsing: Browsing = host.browsing
        self.reader: ShelfReader = host.reader
        self.words: Words = host.words
        self.library: Library = host.library
