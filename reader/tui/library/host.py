"""The protocol by which the parts of the library screen call it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from reader.tui.kit.host import ScreenHost

if TYPE_CHECKING:
    from reader.tui.kit.edit_queue import EditQueue
    from reader.tui.kit.typing_line import TypingLine
    from reader.tui.kit.virtual_list import VirtualList
    from reader.tui.library.article_list import ArticleList
    from reader.tui.library.shelf_list import ShelfList
    from reader.tui.library.state import Browsing

Result = TypeVar("Result")

BESIDE_FROM = 60
"""Columns from which the shelves leave room for the articles."""


class LibraryHost(ScreenHost, Protocol):
    """The library screen: where it stands, its lists, and what writes.

    `view` is the script that titles are shown in, `wants_places` whether the shelves are to be
    seen (None: as the width allows), `node` what threads and tasks end with.
    """

    browsing: Browsing
    view: str
    wants_places: bool | None
    articles: ArticleList
    catalogue: VirtualList
    places: VirtualList
    shelves: ShelfList
    typing: TypingLine
    edit_queue: EditQueue

    @property
    def is_free(self) -> bool:
        """Whether nothing is open over the list, and nothing is being typed."""
        ...

    @property
    def is_typing(self) -> bool:
        """Whether the keys go to the typing line."""
        ...

    # showing

    def show(self) -> None:
        """Draw anew what differs."""

    def show_later(self) -> None:
        """Draw anew what differs, once there is room for it."""

    def show_bars(self) -> None:
        """Draw the lines around the list anew."""

    def show_notice(self) -> None:
        """Show what is wrong, or nothing."""

    def draw_anew(self) -> None:
        """Draw both lists in other styles or another script."""

    def share_out(self) -> None:
        """Decide what there is room for."""

    def place_cursor_later(self) -> None:
        """Put the terminal's own cursor where the keys go."""

    # writing, leaving

    def back(self) -> None:
        """Return to the open article; without one, leave."""
