"""Commands of the screen of changes."""

from __future__ import annotations

from reader.tui.kit.commands import Command

CHANGES: tuple[Command, ...] = (
    Command("change_next", "j,down,n", "move(1)", "changes", 1, "changing.next"),
    Command("change_previous", "k,up,N", "move(-1)", "changes", 0, "changing.previous"),
    Command("change_next_claim", "tab", "touched(1)", "changes", 3, "changing.claim"),
    Command("change_claim", "shift+tab", "touched(-1)", "changes", 0, "changing.claim_before"),
    Command("change_page_down", "space,pagedown", "page(1)", "changes", 0, "changing.page_down"),
    Command("change_page_up", "b,pageup", "page(-1)", "changes", 0, "changing.page_up"),
    Command("change_top", "g,home", "edge(-1)", "changes", 0, "changing.top"),
    Command("change_bottom", "G,end", "edge(1)", "changes", 0, "changing.bottom"),
    Command("change_open", "enter", "open", "changes", 4, "changing.open"),
    Command("change_older", "[", "older", "changes", 5, "changing.older"),
    Command("change_newer", "]", "newer", "changes", 6, "changing.newer"),
    Command("change_revisions", "r", "revisions", "changes", 7, "changing.revisions"),
    Command("change_script", "s", "script", "changes", 0, "changing.script"),
    Command("change_back", "q,escape", "back", "changes", 8, "changing.back"),
)
