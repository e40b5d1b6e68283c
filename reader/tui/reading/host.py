"""What the parts of the reading screen may ask of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from textual.app import App
    from textual.dom import DOMNode

    from reader.config import Config
    from reader.errors import MeipiError
    from reader.library import Library
    from reader.tui.bars import Bar
    from reader.tui.contents import Contents
    from reader.tui.desk.desk import Desk
    from reader.tui.kit.commands import Commands
    from reader.tui.kit.context import ScreenContext
    from reader.tui.kit.navigator import Navigator
    from reader.tui.kit.status_line import StatusLine
    from reader.tui.page.page import Page
    from reader.tui.page.styles import Styles
    from reader.tui.panels.lists import Choice
    from reader.tui.panels.panel import Content, Panel
    from reader.tui.pen import Pen
    from reader.tui.question import Question
    from reader.words import Words


class ReadingHost(Protocol):
    """The reading screen of one article: its session, its widgets, and what acts on them.

    `advance` says whether a mark moves on; `node` is what threads and tasks end with.
    """

    article: str
    context: ScreenContext
    desk: Desk
    pen: Pen
    commands: Commands
    contents: Contents
    top_bar: Bar
    bottom_bar: Bar
    node: DOMNode
    status: StatusLine
    panel: Panel | None
    renew_panel: Callable[[], None] | None
    ready: bool
    advance: bool

    @property
    def app(self) -> App[Any]:
        """The app."""
        ...

    @property
    def library(self) -> Library:
        """The library that is read."""
        ...

    @property
    def config(self) -> Config:
        """The settings."""
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

    # telling

    def say(self, key: str, /, **gaps: object) -> None:
        """Put a message on the bottom line."""

    def also(self, key: str, /, **gaps: object) -> None:
        """Add a message to the one on the bottom line."""

    def tell(self, text: str, *, bad: bool = False) -> None:
        """Put a text on the bottom line."""

    def fail(self, error: MeipiError) -> None:
        """Say on the bottom line what could not be done."""

    def wording(self, error: MeipiError) -> str:
        """An error in the language of the screen."""
        ...

    # asking

    def ask(self, question: Question) -> None:
        """Open the prompt."""

    def ask_with(self, keys: str) -> None:
        """Name the keys of what is asked."""

    def open_panel(self, content: Content) -> None:
        """Show something over the lower part of the page."""

    def close_panel(self) -> None:
        """Give the page its room back."""

    def list_choices(
        self,
        name: str,
        choices: Sequence[Choice],
        *,
        title: str = "",
        intro: str = "",
        columns: bool = False,
        others: Mapping[str, Callable[[], None]] | None = None,
    ) -> None:
        """Open a list in the panel."""

    def show_help(self, groups: Sequence[str] = ()) -> None:
        """All keys of some groups."""

    # the screen

    def view_name(self, choice: str) -> str:
        """What a script view is called in short."""
        ...

    def open_library(self) -> None:
        """All articles, with what is on its way to the disk."""

    def toggle_contents(self) -> None:
        """The contents, on and off."""

    def toggle_margin(self) -> None:
        """The margin, on and off."""

    def action_theme(self) -> None:
        """From paper to ink and back."""

    def quit(self) -> None:
        """Leave when everything is on disk."""
