"""The protocol by which the parts of the search screen call it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from reader.tui.kit.host import ScreenHost

if TYPE_CHECKING:
    from reader.tui.kit.line_input import LineInput
    from reader.tui.kit.notice import Notice
    from reader.tui.kit.virtual_list import VirtualList
    from reader.tui.search.result_list import ResultList
    from reader.tui.search.state import SearchState


class SearchHost(ScreenHost, Protocol):
    """The search screen: what is typed, what is found, and how both are shown.

    `node` is what threads end with.
    """

    finding: SearchState
    box: LineInput
    results: ResultList
    listing: VirtualList
    notice: Notice

    @property
    def margin(self) -> int:
        """The cells before the results."""
        ...
