"""What every controller of the reading screen has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from reader.tui.reading.host import ReadingHost

if TYPE_CHECKING:
    from reader.library import Library
    from reader.tui.desk.desk import Desk
    from reader.tui.page.page import Page
    from reader.tui.pen import Pen
    from reader.tui.reading.display import Display
    from reader.tui.reading.edits import SignedEdits
    from reader.tui.reading.targeting import Targeting
    from reader.words import Words


class Host(ReadingHost, Protocol):
    """The reading screen with what paints, writes, and finds what a key is about."""

    page_display: Display
    edits: SignedEdits
    targets: Targeting


class Controller:
    """One behaviour of the reading screen: it reads the session and acts through the host."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.article = host.article
        self.desk: Desk = host.desk
        self.words: Words = host.words
        self.library: Library = host.library
        self.page: Page = host.page
        self.display: Display = host.page_display
        self.pen: Pen = host.pen
        self.edits: SignedEdits = host.edits
        self.targets: Targeting = host.targets
