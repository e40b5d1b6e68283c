"""The protocol of a screen with a page, and the base of what only moves about on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from reader.tui.kit.host import ScreenHost

if TYPE_CHECKING:
    from reader.tui.page.page import Page
    from reader.tui.session.session import ArticleSession


class PageDisplay(Protocol):
    """Repainting of a page."""

    def show(self) -> None:
        """Repaint what differs after the session has changed."""

    def moved(self, *, settle: bool = False) -> None:
        """Show where the cursor has gone."""


class PageHost(ScreenHost, Protocol):
    """A screen that shows one text on a page."""

    session: ArticleSession

    @property
    def page(self) -> Page:
        """The text."""
        ...

    @property
    def page_display(self) -> PageDisplay:
        """Repainting of the page."""
        ...


class PageController:
    """One behaviour of a page that writes nothing."""

    def __init__(self, host: PageHost) -> None:
        self.host = host
        self.session: ArticleSession = host.session
        self.page: Page = host.page
        self.display: PageDisplay = host.page_display
