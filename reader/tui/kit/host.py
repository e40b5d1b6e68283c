"""The protocol by which the parts of any screen call it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from textual.app import App
    from textual.dom import DOMNode
    from textual.widget import Widget

    from reader.config import Config
    from reader.errors import MeipiError
    from reader.library import Library
    from reader.tui.kit.bars import Bar
    from reader.tui.kit.choice_list import Choice
    from reader.tui.kit.navigator import Navigator
    from reader.tui.kit.panel import Content, Panel
    from reader.tui.kit.question import Question
    from reader.tui.kit.screen_context import ScreenContext
    from reader.tui.kit.status_line import StatusLine
    from reader.tui.kit.styles import Styles
    from reader.words import Words


class ScreenHost(Protocol):
    """An `AppScreen`: what it draws with, its bottom line, its prompt and its panel.

    `node` is what threads and tasks end with; `ready` says whether the open prompt takes keys.
    """

    context: ScreenContext
    library: Library
    config: Config
    words: Words
    ink: Styles
    ambiguous: int
    navigator: Navigator
    node: DOMNode
    status: StatusLine
    top_bar: Bar
    bottom_bar: Bar
    panel: Panel | None
    ready: bool

    @property
    def app(self) -> App[Any]:
        """The app."""
        ...

    # telling

    def show_message(self, key: str, /, **gaps: object) -> None:
        """Put a message on the bottom line."""

    def add_message(self, key: str, /, **gaps: object) -> None:
        """Add a message to the one on the bottom line."""

    def show_text(self, text: str, *, bad: bool = False) -> None:
        """Put a text on the bottom line."""

    def show_under_way(self, text: str) -> None:
        """Show the work in the background, while there is no other message."""

    def show_error(self, error: MeipiError) -> None:
        """Show on the bottom line an action that failed."""

    def show_unsaved(self, error: MeipiError) -> None:
        """Show on the bottom line that something is not on disk, and why."""

    def error_text(self, error: MeipiError) -> str:
        """An error in the language of the screen."""
        ...

    # asking

    def ask(self, question: Question) -> None:
        """Open a prompt at the bottom."""

    def ask_with(self, keys: str) -> None:
        """Name the keys of the open prompt."""

    def open_panel(self, content: Content) -> None:
        """Show something over the lower part of the screen."""

    def list_choices(
        self,
        name: str,
        choices: Sequence[Choice],
        *,
        title: str = "",
        hint: str = "",
        intro: str = "",
        columns: bool = False,
        others: Mapping[str, Callable[[], None]] | None = None,
    ) -> None:
        """Open a list in the panel."""

    def list_messages(self, title: str, messages: Sequence[str]) -> None:
        """Show in the panel messages that are too long for one line, or several."""

    def close_panel(self) -> None:
        """Give the screen its room back."""

    def show_help(self, groups: Sequence[str] = ()) -> None:
        """Show all keys of some groups."""

    def action_theme(self) -> None:
        """Switch between the paper and the ink theme."""

    def set_focus(self, widget: Widget | None) -> None:
        """Give the keys to a widget."""

    def dismiss(self) -> object:
        """Close the screen."""
