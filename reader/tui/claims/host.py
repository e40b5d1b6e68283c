"""The protocol by which the parts of the desk call it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from reader.tui.kit.host import ScreenHost

if TYPE_CHECKING:
    from reader.tui.claims.claim_list import ClaimList
    from reader.tui.claims.state import DeskState
    from reader.tui.kit.edit_queue import EditQueue
    from reader.tui.kit.typing_line import TypingLine
    from reader.tui.kit.virtual_list import VirtualList


class DeskHost(ScreenHost, Protocol):
    """The desk: what it shows, its list, and what writes.

    `view` is the script that quotes are shown in, `node` what threads and tasks end with.
    """

    desk: DeskState
    view: str
    claims: ClaimList
    listing: VirtualList
    typing: TypingLine
    edit_queue: EditQueue

    @property
    def is_typing(self) -> bool:
        """Whether the keys go to the typing line."""
        ...

    @property
    def is_card_shown(self) -> bool:
        """Whether the card stands beside the list."""
        ...

    def show(self) -> None:
        """Draw anew what differs."""

    def show_bars(self) -> None:
        """Draw the lines around the list, and the card beside it, anew."""

    def show_notice(self) -> None:
        """Show what is wrong with what is typed, or nothing."""

    def place_cursor_later(self) -> None:
        """Put the terminal's own cursor where the keys go."""
