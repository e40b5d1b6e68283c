"""What the parts of the reading screen may ask of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from reader.errors import MeipiError
    from reader.library import Edits
    from reader.model import Span
    from reader.tui.desk.desk import Desk
    from reader.tui.kit.context import ScreenContext
    from reader.tui.panels.lists import Choice
    from reader.tui.panels.panel import Content, Panel
    from reader.tui.pen import Pen
    from reader.tui.question import Question

Result = TypeVar("Result")


class ReadingHost(Protocol):
    """The page of one article, with its status line, prompts and panel."""

    context: ScreenContext
    article: str
    desk: Desk
    pen: Pen
    signature: str
    panel: Panel | None
    renew_panel: Callable[[], None] | None

    # telling

    def say(self, key: str, /, **gaps: object) -> None:
        """Put a message on the bottom line."""

    def also(self, key: str, /, **gaps: object) -> None:
        """Add a message to the one on the bottom line."""

    def tell(self, text: str, *, bad: bool = False) -> None:
        """Put a text on the bottom line."""

    def wording(self, error: MeipiError) -> str:
        """An error in the language of the screen."""
        ...

    # showing

    def show(self) -> None:
        """Repaint what differs."""

    def show_marks(self) -> None:
        """Repaint what depends on annotations."""

    def in_sight(self, span: Span) -> bool:
        """Whether a passage is in sight; show it if not."""
        ...

    # writing

    def hold(self, action: Callable[[], None]) -> None:
        """Do something once everything is on disk."""

    def signed(self, work: Callable[[Edits], Result]) -> Callable[[Edits], Result]:
        """`work` after my name, in one action."""
        ...

    def know_annotators(self) -> None:
        """Take in who annotates here now."""

    # asking

    def ask(self, question: Question) -> None:
        """Open the prompt."""

    def discreet(self, question: Question, known: str = "") -> Question:
        """A question for a text that is exported."""
        ...

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
