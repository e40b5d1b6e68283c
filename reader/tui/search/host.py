"""What the parts of the search screen may ask of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from textual.dom import DOMNode

    from reader.library import Library
    from reader.tui.bars import Bar
    from reader.tui.kit.navigator import Navigator
    from reader.tui.kit.virtual_list import VirtualList
    from reader.tui.notice import Notice
    from reader.tui.search.box import Box
    from reader.tui.search.result_list import ResultList
    from reader.tui.search.state import Finding
    from reader.words import Words


class SearchHost(Protocol):
    """The search screen: what is typed, what is found, and how both are shown.

    `node` is what threads end with.
    """

    node: DOMNode
    finding: Finding
    box: Box
    results: ResultList
    listing: VirtualList
    notice: Notice
    bottom_bar: Bar

    @property
    def margin(self) -> int:
        """The cells before the results."""
        ...

    @property
    def library(self) -> Library:
        """The library that is searched."""
        ...

    @property
    def words(self) -> Words:
        """The texts of the screen."""
        ...

    @property
    def navigator(self) -> Navigator:
        """The way to other screens."""
        ...

    def tell(self, text: str, *, bad: bool = False) -> None:
        """Put a text on the bottom line."""
