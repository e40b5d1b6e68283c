"""Commands of the screen of changes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from reader.tui.kit.commands import Command

if TYPE_CHECKING:
    from reader.tui.changes.revision_choice import RevisionChoice
    from reader.tui.changes.walk import ChangeWalk


class ComparedRevisions(Protocol):
    """The screen of changes, as its commands see it."""

    walk: ChangeWalk
    choice: RevisionChoice

    def turn_page(self, direction: int) -> None:
        """Move by a page of rows, on or back."""

    def open(self) -> None:
        """Read the article at the passage."""

    def dismiss(self) -> object:
        """Return to reading."""


command = partial(Command, group="changes")

CHANGES: tuple[Command, ...] = (
    command("change_next", "j,down,n", lambda it: it.walk.move(1), hint=1, words="changing.next"),
    command("change_previous", "k,up,N", lambda it: it.walk.move(-1), words="changing.previous"),
    command("change_next_claim", "tab", lambda it: it.walk.touched(1), hint=3,
            words="changing.claim"),
    command("change_claim", "shift+tab", lambda it: it.walk.touched(-1),
            words="changing.claim_before"),
    command("change_page_down", "space,pagedown", lambda it: it.turn_page(1),
            words="changing.page_down"),
    command("change_page_up", "b,pageup", lambda it: it.turn_page(-1), words="changing.page_up"),
    command("change_top", "g,home", lambda it: it.walk.edge(-1), words="changing.top"),
    command("change_bottom", "G,end", lambda it: it.walk.edge(1), words="changing.bottom"),
    command("change_open", "enter", lambda it: it.open(), hint=4, words="changing.open"),
    command("change_older", "[", lambda it: it.choice.older(), hint=5, words="changing.older"),
    command("change_newer", "]", lambda it: it.choice.newer(), hint=6, words="changing.newer"),
    command("change_revisions", "r", lambda it: it.choice.choose(), hint=7,
            words="changing.revisions"),
    command("change_script", "s", lambda it: it.walk.script(), words="changing.script"),
    command("change_back", "q,escape", lambda it: it.dismiss(), hint=8, words="changing.back"),
)  # fmt: skip
