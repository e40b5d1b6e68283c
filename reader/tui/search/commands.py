"""Commands of the search screen."""

from __future__ import annotations

from reader.tui.kit.commands import Command

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
