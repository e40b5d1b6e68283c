"""Commands of the library."""

from __future__ import annotations

from reader.tui.kit.commands import Command

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
