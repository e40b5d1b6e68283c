"""Commands of the screens that bring articles in."""

from __future__ import annotations

from functools import partial

from reader.tui.kit.commands import Command

command = partial(Command, group="adding")

GIVING: tuple[Command, ...] = (
    command("give_look", "enter", lambda it: it.submit(), hint=1, words="giving.look"),
    command("give_complete", "tab", lambda it: it.complete(), hint=2, words="giving.complete"),
    command("give_leave", "escape", lambda it: it.leave(), hint=3, words="giving.leave"),
)
"""Commands of the typing line."""

ADDING: tuple[Command, ...] = (
    command("add_next", "j,down", lambda it: it.view.step(1), words="adding.next"),
    command("add_previous", "k,up", lambda it: it.view.step(-1), words="adding.previous"),
    command("add_page_down", "pagedown", lambda it: it.view.page(1), words="adding.page_down"),
    command("add_page_up", "pageup", lambda it: it.view.page(-1), words="adding.page_up"),
    command("add_top", "g,home", lambda it: it.view.edge(-1), words="adding.top"),
    command("add_bottom", "G,end", lambda it: it.view.edge(1), words="adding.bottom"),
    command("add_switch", "space,x", lambda it: it.acts.switch(), hint=2, words="adding.switch"),
    command("add_range", "v", lambda it: it.acts.range(), words="adding.range"),
    command("add_longer", "J,shift+down", lambda it: it.acts.extend(1), words="adding.longer"),
    command("add_shorter", "K,shift+up", lambda it: it.acts.extend(-1), words="adding.shorter"),
    command("add_body", "1", lambda it: it.acts.role("body"), words="role.body"),
    command("add_heading", "2", lambda it: it.acts.role("heading"), words="role.heading"),
    command("add_caption", "3", lambda it: it.acts.role("caption"), words="role.caption"),
    command("add_editor_note", "4", lambda it: it.acts.role("editor_note"),
            words="role.editor_note"),
    command("add_attribution", "5", lambda it: it.acts.role("attribution"),
            words="role.attribution"),
    command("add_roles", "r", lambda it: it.acts.roles(), hint=3, words="adding.roles"),
    command("add_higher", "<", lambda it: it.acts.level(-1), words="adding.higher"),
    command("add_deeper", ">", lambda it: it.acts.level(1), words="adding.deeper"),
    command("add_correct", "e", lambda it: it.acts.correct(), hint=4, words="adding.correct"),
    command("add_unfold", "tab", lambda it: it.acts.unfold(), hint=6, words="adding.unfold"),
    command("add_undo", "u", lambda it: it.acts.undo(), hint=7, words="command.undo"),
    command("add_redo", "U", lambda it: it.acts.redo(), words="command.redo"),
    command("add_keep", "enter,y", lambda it: it.keep(), hint=1, words="adding.keep"),
    command("add_keep_next", "+", lambda it: it.keep_next(), hint=9, words="adding.keep_next"),
    command("add_help", "?", lambda it: it.help(), hint=8, words="command.help"),
    command("add_leave", "escape,q", lambda it: it.leave(), hint=5, words="adding.leave"),
)  # fmt: skip
"""Commands of the lists; `acts` edits what is at the cursor."""
