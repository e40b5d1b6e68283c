"""Commands of the review."""

from __future__ import annotations

from reader.tui.kit.commands import Command

REVIEWING: tuple[Command, ...] = (
    Command("review_accept", "y", "accept", "review", 1, "reviewing.accept"),
    Command("review_choose", "e", "choose", "review", 2, "reviewing.choose"),
    Command("review_orphan", "x", "orphan", "review", 3, "reviewing.orphan"),
    Command("review_next", "j,down", "move(1)", "review", 4, "reviewing.next"),
    Command("review_previous", "k,up", "move(-1)", "review", 0, "reviewing.previous"),
    Command("review_page_down", "space,pagedown", "page(1)", "review", 0, "reviewing.page_down"),
    Command("review_page_up", "b,pageup", "page(-1)", "review", 0, "reviewing.page_up"),
    Command("review_undo", "u", "undo", "review", 6, "reviewing.undo"),
    Command("review_redo", "U", "redo", "review", 0, "reviewing.redo"),
    Command("review_open", "enter", "open", "review", 7, "reviewing.open"),
    Command("review_back", "q,escape", "back", "review", 8, "reviewing.back"),
)
