"""What the parts of the library screen may ask of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from textual.app import App
    from textual.dom import DOMNode
    from textual.widget import Widget

    from reader.errors import MeipiError
    from reader.library import Library
    from reader.tui.bars import Bar
    from reader.tui.kit.navigator import Navigator
    from reader.tui.kit.status_line import StatusLine
    from reader.tui.kit.virtual_list import VirtualList
    from reader.tui.library.article_list import ArticleList
    from reader.tui.library.shelf_list import ShelfList
    from reader.tui.library.state import Browsing
    from reader.tui.library.typing_line import TypingLine
    from reader.tui.page.styles import Styles
    from reader.tui.panels.panel import Content, Panel
    from reader.tui.pen import Pen
    from reader.tui.question import Question
    from reader.words import Words

Result = TypeVar("Result")

BESIDE_FROM = 60
"""Columns from which the shelves leave room for the articles."""


class LibraryHost(Protocol):
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
    top_bar: Bar
    node: DOMNode
    status: StatusLine
    panel: Panel | None
    pen: Pen

    @property
    def app(self) -> App[Any]:
        """The app."""
        ...

    @property
    def library(self) -> Library:
        """The library that is read."""
        ...

    @property
    def words(self) -> Words:
        """The texts of the screen."""
        ...

    @property
    def ink(self) -> Styles:
        """The styles of the theme."""
        ...

    @property
    def ambiguous(self) -> int:
        """Cells of a character of ambiguous width."""
        ...

    @property
    def navigator(self) -> Navigator:
        """The way to other screens."""
        ...

    @property
    def is_free(self) -> bool:
        """Whether nothing is open over the list, and nothing is being typed."""
        ...

    @property
    def is_typing(self) -> bool:
        """Whether the keys go to the typing line."""
        ...

    # telling and asking

    def say(self, key: str, /, **gaps: object) -> None:
        """Put a message on the bottom line."""

    def tell(self, text: str, *, bad: bool = False) -> None:
        """Put a text on the bottom line."""

    def fail(self, error: MeipiError) -> None:
        """Say on the bottom line what could not be done."""

    def wording(self, error: MeipiError) -> str:
        """An error in the language of the screen."""
        ...

    def ask(self, question: Question) -> None:
        """Open the prompt."""

    def open_panel(self, content: Content) -> None:
        """Show something over the lower part of the list."""

    def close_panel(self) -> None:
        """Give the list its room back."""

    def show_help(self, groups: Sequence[str] = ()) -> None:
        """All keys of some groups."""

    def action_theme(self) -> None:
        """From paper to ink and back."""

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

    def set_focus(self, widget: Widget | None) -> None:
        """Give the keys to a widget."""

    # writing, leaving

    def back(self) -> None:
        """Back to the open article; without one, leave."""
