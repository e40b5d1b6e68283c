"""Protocols of the screens that compare revisions, and of the page they lie over."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

from reader.tui.kit.destination import Destination
from reader.tui.kit.host import ScreenHost

if TYPE_CHECKING:
    from textual.message import Message

    from reader.library import Edits
    from reader.model import Annotation, Change, Span
    from reader.tui.compare.passage_list import PassageList
    from reader.tui.kit.screen_context import ScreenContext
    from reader.tui.kit.virtual_list import VirtualList
    from reader.tui.review.items import Reviewing
    from reader.tui.session.session import ArticleSession

Result = TypeVar("Result")


class ComparingHost(ScreenHost, Protocol):
    """A screen that lists compared passages of the article that it lies over."""

    article: str
    listing: VirtualList
    passages: PassageList
    reading: ReviewHost

    def show(self) -> None:
        """Repaint what has changed."""

    def post_message(self, message: Message) -> bool:
        """Hand a message to the screen."""
        ...


class ReviewHost(Protocol):
    """The page of the article whose revisions are compared."""

    article: str
    session: ArticleSession

    @property
    def context(self) -> ScreenContext:
        """The context of a screen over the page."""
        ...

    def read_at(self, destination: Destination) -> None:
        """Read on at a passage of this article, from a screen over the page."""

    def signed(self, work: Callable[[Edits], Result]) -> Callable[[Edits], Result]:
        """An action that signs with my name, then does `work`."""

    def take_in(self, change: Change) -> None:
        """Take in what was decided on a screen over the page."""

    def begin_placing(
        self, annotation: Annotation, near: Span, reviewing: Reviewing | None = None
    ) -> None:
        """Let a passage be selected for an annotation, beginning with the likeliest one."""
