"""The protocol by which the parts of the reading screen call it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from reader.tui.kit.host import ScreenHost

if TYPE_CHECKING:
    from reader.tui.kit.bars import Bar
    from reader.tui.kit.commands import Commands
    from reader.tui.kit.edit_queue import EditQueue
    from reader.tui.page.page import Page
    from reader.tui.reading.contents import Contents
    from reader.tui.session.session import ArticleSession


class ReadingHost(ScreenHost, Protocol):
    """The reading screen of one article: its session, its widgets, and what acts on them.

    `advance` says whether a mark moves on; `node` is what threads and tasks end with.
    """

    article: str
    session: ArticleSession
    edit_queue: EditQueue
    commands: Commands
    contents: Contents
    renew_panel: Callable[[], None] | None
    advance: bool

    @property
    def on_top(self) -> bool:
        """Whether nothing lies over the page."""
        ...

    @property
    def page(self) -> Page:
        """The text with its margin."""
        ...

    @property
    def strip_bars(self) -> Sequence[Bar]:
        """The lines that stand in for the margin."""
        ...

    # the screen

    def open_desk(self) -> None:
        """Open the list of all claims."""

    def open_library(self) -> None:
        """Open the library, with what is on its way to the disk."""

    def toggle_contents(self) -> None:
        """Show or hide the contents."""

    def toggle_margin(self) -> None:
        """Show or hide the margin."""

    def quit(self) -> None:
        """Leave when everything is on disk."""
