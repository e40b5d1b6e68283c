"""Commands of the screens that bring articles in."""

from __future__ import annotations

from reader.tui.kit.commands import Command

GIVING: tuple[Command, ...] = (
    Command("give_look", "enter", "look", "adding", 1, "giving.look"),
    Command("give_complete", "tab", "complete", "adding", 2, "giving.complete"),
    Command("give_leave", "escape", "leave", "adding", 3, "giving.leave"),
)

ADDING: tuple[Command, ...] = (
    Command("add_next", "j,down", "move(1)", "adding", words="adding.next"),
    Command("add_previous", "k,up", "move(-1)", "adding", words="adding.previous"),
    Command("add_page_down", "pagedown", "page(1)", "adding", words="adding.page_down"),
    Command("add_page_up", "pageup", "page(-1)", "adding", words="adding.page_up"),
    Command("add_top", "g,home", "edge(-1)", "adding", words="adding.top"),
    Command("add_bottom", "G,end", "edge(1)", "adding", words="adding.bottom"),
    Command("add_switch", "space,x", "switch", "adding", 2, "adding.switch"),
    Command("add_range", "v", "range", "adding", words="adding.range"),
    Command("add_longer", "J,shift+down", "extend(1)", "adding", words="adding.longer"),
    Command("add_shorter", "K,shift+up", "extend(-1)", "adding", words="adding.shorter"),
    Command("add_body", "1", "role('body')", "adding", words="role.body"),
    Command("add_heading", "2", "role('heading')", "adding", words="role.heading"),
    Command("add_caption", "3", "role('caption')", "adding", words="role.caption"),
    Command("add_editor_note", "4", "role('editor_note')", "adding", words="role.editor_note"),
    Command("add_attribution", "5", "role('attribution')", "adding", words="role.attribution"),
    Command("add_roles", "r", "roles", "adding", 3, "adding.roles"),
    Command("add_higher", "<", "level(-1)", "adding", words="adding.higher"),
    Command("add_deeper", ">", "level(1)", "adding", words="adding.deeper"),
    Command("add_correct", "e", "correct", "adding", 4, "adding.correct"),
    Command("add_unfold", "tab", "unfold", "adding", 6, "adding.unfold"),
    Command("add_undo", "u", "undo", "adding", 7, "command.undo"),
    Command("add_redo", "U", "redo", "adding", words="command.redo"),
    Command("add_keep", "enter,y", "keep", "adding", 1, "adding.keep"),
    Command("add_keep_next", "+", "keep_next", "adding", 9, "adding.keep_next"),
    Command("add_help", "?", "help", "adding", 8, "command.help"),
    Command("add_leave", "escape,q", "leave", "adding", 5, "adding.leave"),
)
