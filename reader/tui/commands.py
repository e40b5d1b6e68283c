"""Every command in one place: its binding id, keys, action, and where it is shown.

Bindings, the bottom line, the help, the palette and the user's keymap are all made from this
table, so they cannot disagree. A command's words are `command.<id>` (short) and
`command.<id>.help` (a sentence; the short one where there is none).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import InputError
from reader.tui.keys import expand, forms, split
from reader.words import Words

if TYPE_CHECKING:
    from textual.binding import BindingType

GLYPHS = {
    "backspace": "⌫",
    "tab": "tab",
    "shift+tab": "⇧tab",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "comma": ",",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "escape": "esc",
    "shift+down": "⇧↓",
    "shift+up": "⇧↑",
    "ctrl+f": "^f",
    "ctrl+l": "^l",
    "ctrl+n": "^n",
    "ctrl+p": "^p",
    "ctrl+z": "^z",
}


class Command(NamedTuple):
    """One thing the reader can do. `hint` ranks it on the bottom line (0: not there)."""

    id: str
    keys: str
    action: str
    group: str
    hint: int = 0
    words: str = ""

    @property
    def title(self) -> str:
        """The key of its short words."""
        return self.words or f"command.{self.id}"

    def sentence(self, words: Words) -> str:
        """What it does, for the help and the palette."""
        full = f"{self.title}.help"
        return words(full if full in words else self.title)


READING: tuple[Command, ...] = (
    Command("next_sentence", "j,down", "step(1)", "move"),
    Command("previous_sentence", "k,up", "step(-1)", "move"),
    Command("next_paragraph", "J", "paragraph(1)", "move"),
    Command("previous_paragraph", "K", "paragraph(-1)", "move"),
    Command("next_section", "]", "section(1)", "move"),
    Command("previous_section", "[", "section(-1)", "move"),
    Command("next_annotation", "}", "annotation(1)", "move"),
    Command("previous_annotation", "{", "annotation(-1)", "move"),
    Command("next_unmarked", "tab", "unmarked(1)", "move"),
    Command("previous_unmarked", "shift+tab", "unmarked(-1)", "move"),
    Command("page_down", "space,pagedown", "page(1)", "move"),
    Command("page_up", "b,pageup", "page(-1)", "move"),
    Command("top", "g,home", "edge(-1)", "move"),
    Command("bottom", "G,end", "edge(1)", "move"),
    Command("fact", "f,f2", "tag('fact')", "tag", hint=1),
    Command("opinion", "o,f3", "tag('opinion')", "tag", hint=2),
    Command("none", "d,f4", "tag('none')", "tag", hint=3),
    Command("fact_unsure", "F", "tag('fact',True)", "tag"),
    Command("opinion_unsure", "O", "tag('opinion',True)", "tag"),
    Command("back", "backspace", "back", "tag", hint=4),
    Command("advance", "A", "toggle_advance", "tag"),
    Command("highlight", "h", "highlight", "write"),
    *(
        Command(f"label_{n}", str(n), f"label({n})", "write", words="command.label")
        for n in range(1, 10)
    ),
    Command("note", "a", "note", "write", hint=5),
    Command("source", "w", "source", "write", hint=6),
    Command("source_again", "W", "source_again", "write"),
    Command("check", "!", "check", "write"),
    Command("result", "r", "result", "write"),
    Command("private", "p", "private", "write"),
    Command("select", "v", "select", "select", hint=7),
    Command("open", "enter", "open", "write", hint=10),
    Command("remove", "x", "remove", "write"),
    Command("undo", "u", "undo", "write", hint=9),
    Command("redo", "U", "redo", "write"),
    Command("view", "s", "view", "page", hint=10),
    Command("views", "S", "views", "page"),
    Command("search", "/", "search", "page", hint=8),
    Command("search_library", "ctrl+f", "search_library", "page"),
    Command("library", "l", "library", "page"),
    Command("next_hit", "n", "hit(1)", "page"),
    Command("previous_hit", "N", "hit(-1)", "page"),
    Command("changes", "D", "changes", "page"),
    Command("review", "R", "review", "page"),
    Command("left_out", "X", "left_out", "page"),
    Command("copy", "y", "copy", "out"),
    Command("export", "e", "export", "out", hint=11),
    Command("add", "+", "add", "page"),
    Command("annotators", "L", "annotators", "page"),
    Command("contents", "t", "toggle_contents", "page"),
    Command("margin", "m", "toggle_margin", "page"),
    Command("theme", "T", "theme", "page"),
    Command("help", "?", "help", "page", hint=12),
    Command("palette", "ctrl+p", "app.command_palette", "page"),
    Command("quit", "q", "quit", "page"),
)

SELECTING: tuple[Command, ...] = (
    Command("select_grow", ".", "screen.clause(1)", "select", words="select.grow"),
    Command("select_shrink", "comma", "screen.clause(-1)", "select", words="select.shrink"),
    Command("select_word", "w", "screen.word(1)", "select", words="select.word_forward"),
    Command("select_word_back", "b", "screen.word(-1)", "select", words="select.word_back"),
    Command("select_right", "right", "screen.character(1)", "select", words="select.right"),
    Command("select_left", "left", "screen.character(-1)", "select", words="select.left"),
    Command(
        "select_sentence", "j,down", "screen.extend(1)", "select", words="select.sentence_forward"
    ),
    Command(
        "select_sentence_back", "k,up", "screen.extend(-1)", "select", words="select.sentence_back"
    ),
    Command("select_swap", "v", "screen.swap", "select", words="select.swap"),
    Command("select_cancel", "escape", "screen.cancel", "select", words="select.cancel"),
)

CARD: tuple[Command, ...] = (
    Command("evidence", "i", "evidence", "card"),
    Command("evidence_change", "I", "change_evidence", "card"),
    Command("kind", "k", "kind", "card"),
)
"""The keys of an opened annotation besides the page's own."""

SEARCHING: tuple[Command, ...] = (
    Command("found_next", "down,ctrl+n", "move(1)", "search", 1, "searching.next"),
    Command("found_previous", "up,ctrl+p", "move(-1)", "search", 2, "searching.previous"),
    Command("found_next_article", "shift+down", "article(1)", "search", 0, "searching.article"),
    Command("found_article", "shift+up", "article(-1)", "search", 0, "searching.article_before"),
    Command("found_page_down", "pagedown", "page(1)", "search", 0, "searching.page_down"),
    Command("found_page_up", "pageup", "page(-1)", "search", 0, "searching.page_up"),
    Command("found_open", "enter", "go", "search", 3, "searching.open"),
    Command("found_more", "tab", "more", "search", 4, "searching.more"),
    Command("search_again", "ctrl+f", "again", "search", 0, "searching.again"),
    Command("search_back", "escape", "back", "search", 5, "searching.back"),
)

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

LIBRARY: tuple[Command, ...] = (
    Command("list_next", "j,down", "move(1)", "library", words="listing.next"),
    Command("list_previous", "k,up", "move(-1)", "library", words="listing.previous"),
    Command("list_page_down", "space,pagedown", "page(1)", "library", words="listing.page_down"),
    Command("list_page_up", "b,pageup", "page(-1)", "library", words="listing.page_up"),
    Command("list_top", "g,home", "edge(-1)", "library", words="listing.top"),
    Command("list_bottom", "G,end", "edge(1)", "library", words="listing.bottom"),
    Command("list_open", "enter", "open", "library", 1, "listing.open"),
    Command("list_filter", "/", "filter", "library", 2, "listing.filter"),
    Command("list_order", "o", "order", "library", 3, "listing.order"),
    Command("list_places", "tab", "places", "library", 4, "listing.places"),
    Command("list_column", "t", "column", "library", words="listing.column"),
    Command("list_read", "r", "read", "library", 5, "listing.read"),
    Command("list_star", "*", "star", "library", 6, "listing.star"),
    Command("list_archive", "z", "archive", "library", 7, "listing.archive"),
    Command("list_queue", "a", "queue", "library", 8, "listing.queue"),
    Command("list_later", "J", "shift(1)", "library", words="listing.later"),
    Command("list_earlier", "K", "shift(-1)", "library", words="listing.earlier"),
    Command("list_line", "Q", "queue_shelf", "library", words="listing.line"),
    Command("list_rename", "R", "rename", "library", 10, "listing.rename"),
    Command("list_topics", "#", "topics", "library", 11, "listing.topics"),
    Command("list_undo", "u", "undo", "library", 9, "listing.undo"),
    Command("list_redo", "U", "redo", "library", words="listing.redo"),
    Command("list_keep", "F", "keep", "library", words="listing.keep"),
    Command("list_view", "s", "view", "library", words="listing.view"),
    Command("list_views", "S", "views", "library", words="listing.views"),
    Command("list_refresh", "f", "refresh", "library", words="listing.refresh"),
    Command("list_feed", "c", "feed", "library", words="listing.feed"),
    Command("list_unsubscribe", "x", "unsubscribe", "library", words="listing.unsubscribe"),
    Command("list_add", "+", "add", "library", 9, "command.add"),
    Command("list_search", "ctrl+f", "search_library", "library", words="listing.search"),
    Command("list_theme", "T", "theme", "library", words="listing.theme"),
    Command("list_palette", "ctrl+p", "app.command_palette", "library", words="listing.palette"),
    Command("list_back", "q,l", "back", "library", 12, "listing.back"),
    Command("list_help", "?", "help", "library", 13, "listing.help"),
)

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

EVERYWHERE: tuple[Command, ...] = (
    Command("redraw", "ctrl+l", "app.redraw", "page"),
    Command("suspend", "ctrl+z", "app.suspend_process", "page"),
)
"""Commands of every screen, also where something is typed."""

MODES = (READING, SELECTING, CARD, SEARCHING, REVIEWING, CHANGES, LIBRARY, GIVING, ADDING)
"""Commands that share the keyboard: a key means one thing in each."""


def bindings(commands: Iterable[Command], *, first: bool = False) -> list[BindingType]:
    """Textual's bindings for some commands, under all forms of their keys.

    With `first` they come before those of whatever is typed in.
    """
    from textual.binding import Binding

    return [
        Binding(
            expand(command.keys),
            command.action,
            command.id,
            show=False,
            id=command.id,
            priority=first,
        )
        for command in commands
    ]


def keymap(chosen: Mapping[str, str]) -> dict[str, str]:
    """The user's keys by binding id, expanded; what is not chosen keeps its keys.

    Raises InputError for an unknown id and for a key that two commands of one mode would share,
    which Textual would settle by silently dropping one.
    """
    from difflib import get_close_matches

    known = {command.id for mode in (*MODES, EVERYWHERE) for command in mode}
    for unknown in (id for id in chosen if id not in known):
        near = ", ".join(get_close_matches(unknown.lower(), sorted(known), n=3, cutoff=0.5))
        code = "keymap_unknown_near" if near else "keymap_unknown"
        raise InputError(code, id=unknown, near=near)
    for commands in MODES:
        owners: dict[str, str] = {}
        for command in (*commands, *EVERYWHERE):
            for key in split(chosen.get(command.id, command.keys)):
                for form in forms(key):
                    if form in owners and {command.id, owners[form]} & chosen.keys():
                        raise InputError("keymap_clash", key=key, one=owners[form], two=command.id)
                    owners[form] = command.id
    return {id: expand(keys) for id, keys in chosen.items()}


def shown_keys(command: Command, chosen: Mapping[str, str], limit: int = 3) -> str:
    """A command's keys as the screen writes them."""
    keys = split(chosen.get(command.id, command.keys))[:limit]
    return " ".join(
        GLYPHS.get(key, key.upper() if key[0] == "f" and len(key) > 1 else key) for key in keys
    )
