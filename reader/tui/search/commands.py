"""Commands of the search screen."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from reader.tui.kit.commands import Command

if TYPE_CHECKING:
    from reader.tui.kit.line_input import LineInput
    from reader.tui.kit.virtual_list import VirtualList
    from reader.tui.search.searcher import Searcher


class Searching(Protocol):
    """The search screen, as its commands see it."""

    box: LineInput
    listing: VirtualList
    searcher: Searcher

    def go_to_article(self, direction: int) -> None:
        """Move to the next or previous article."""

    def dismiss(self) -> object:
        """Return to where the search was opened."""


command = partial(Command, group="search")


def _again(it: Searching) -> None:
    """Select what is typed, so that typing replaces it."""
    it.box.action_select_all()


SEARCHING: tuple[Command, ...] = (
    command("found_next", "down,ctrl+n", lambda it: it.listing.step(1), hint=1,
            words="searching.next"),
    command("found_previous", "up,ctrl+p", lambda it: it.listing.step(-1), hint=2,
            words="searching.previous"),
    command("found_next_article", "shift+down", lambda it: it.go_to_article(1),
            words="searching.article"),
    command("found_article", "shift+up", lambda it: it.go_to_article(-1),
            words="searching.article_before"),
    command("found_page_down", "pagedown", lambda it: it.listing.page(1),
            words="searching.page_down"),
    command("found_page_up", "pageup", lambda it: it.listing.page(-1), words="searching.page_up"),
    command("found_open", "enter", lambda it: it.searcher.go(), hint=3, words="searching.open"),
    command("found_more", "tab", lambda it: it.searcher.more(), hint=4, words="searching.more"),
    command("search_again", "ctrl+f", _again, words="searching.again"),
    command("search_back", "escape", lambda it: it.dismiss(), hint=5, words="searching.back"),
)  # fmt: skip
