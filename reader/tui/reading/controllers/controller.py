"""The base of every controller of the reading screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from reader.tui.reading.host import ReadingHost

if TYPE_CHECKING:
    from reader.library import Library
    from reader.tui.kit.edit_queue import EditQueue
    from reader.tui.page.page import Page
    from reader.tui.reading.display import Display
    from reader.tui.reading.edits import SignedEdits
    from reader.tui.reading.targeting import Targeting
    from reader.tui.session.session import ArticleSession
    from reader.words import Words


class ReadingControllerHost(ReadingHost, Protocol):
    """The reading screen with what paints, writes, and finds what a key is about."""

    page_display: Display
    edits: SignedEdits
    targets: Targeting


class ReadingController:
    """One behaviour of the reading screen: it reads the session and acts through the host."""

    def __init__(self, host: ReadingControllerHost) -> None:
        self.host = host
        self.article = host.article
        self.session: ArticleSession = host.session
        self.words: Words = host.words
        self.library: Library = host.library
        self.page: Page = host.page
        self.display: Display = host.page_display
        self.edit_queue: EditQueue = host.edit_queue
        self.edits: SignedEdits = host.edits
        self.targets: Targeting = host.targets
