"""Commands of the review."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from reader.tui.kit.commands import Command

if TYPE_CHECKING:
    from reader.tui.review.decisions import Decisions


class ReviewInHand(Protocol):
    """The screen of a review, as its commands see it."""

    decisions: Decisions

    def turn_page(self, direction: int) -> None:
        """Move by a page of rows, on or back."""

    def dismiss(self) -> object:
        """Return to reading."""


command = partial(Command, group="review")

REVIEWING: tuple[Command, ...] = (
    command("review_accept", "y", lambda it: it.decisions.accept(), hint=1,
            words="reviewing.accept"),
    command("review_choose", "e", lambda it: it.decisions.choose(), hint=2,
            words="reviewing.choose"),
    command("review_orphan", "x", lambda it: it.decisions.orphan(), hint=3,
            words="reviewing.orphan"),
    command("review_next", "j,down", lambda it: it.decisions.move(1), hint=4,
            words="reviewing.next"),
    command("review_previous", "k,up", lambda it: it.decisions.move(-1),
            words="reviewing.previous"),
    command("review_page_down", "space,pagedown", lambda it: it.turn_page(1),
            words="reviewing.page_down"),
    command("review_page_up", "b,pageup", lambda it: it.turn_page(-1), words="reviewing.page_up"),
    command("review_undo", "u", lambda it: it.decisions.turn("undo"), hint=6,
            words="reviewing.undo"),
    command("review_redo", "U", lambda it: it.decisions.turn("redo"), words="reviewing.redo"),
    command("review_open", "enter", lambda it: it.decisions.open(), hint=7,
            words="reviewing.open"),
    command("review_back", "q,escape", lambda it: it.dismiss(), hint=8, words="reviewing.back"),
)  # fmt: skip
