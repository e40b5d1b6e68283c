"""Commands of the library."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from reader.tui.kit.commands import Command

if TYPE_CHECKING:
    from reader.tui.library.controllers import LibraryControllers


def is_asking_nothing(it: LibraryControllers) -> bool:
    """Whether no prompt is open; the typing line may be."""
    return not it.host.status.asking


def is_listing(it: LibraryControllers) -> bool:
    """Whether the keys are about the lists."""
    return not it.host.status.asking and not it.host.is_typing


def is_on_feed(it: LibraryControllers) -> bool:
    """Whether the keys are about the shelf of a feed."""
    return is_listing(it) and it.feeds.here is not None


def is_marking(it: LibraryControllers) -> bool:
    """Whether articles are marked."""
    return is_listing(it) and bool(it.host.browsing.marks)


def on_article(
    action: Callable[[LibraryControllers], Callable[[], None]],
) -> Callable[[LibraryControllers], None]:
    """An action about the article at the cursor: it waits until what was chosen is shown."""
    return lambda it: it.host.reader.then(action(it))


command = partial(Command, group="library", when=is_listing)
anyhow = partial(Command, group="library", when=is_asking_nothing)
"""A command that works in the typing line as well."""
of_feed = partial(Command, group="library", when=is_on_feed)

LIBRARY: tuple[Command, ...] = (
    anyhow("list_next", "j,down", lambda it: it.navigation.move(1), words="listing.next"),
    anyhow("list_previous", "k,up", lambda it: it.navigation.move(-1), words="listing.previous"),
    anyhow(
        "list_page_down", "space,pagedown", lambda it: it.navigation.page(1),
        words="listing.page_down",
    ),
    anyhow(
        "list_page_up", "b,pageup", lambda it: it.navigation.page(-1),
        words="listing.page_up",
    ),
    command("list_top", "g,home", lambda it: it.navigation.edge(-1), words="listing.top"),
    command("list_bottom", "G,end", lambda it: it.navigation.edge(1), words="listing.bottom"),
    command("list_open", "enter", lambda it: it.navigation.open(), hint=1, words="listing.open"),
    command("list_filter", "/", lambda it: it.filters.begin(), hint=2, words="listing.filter"),
    command("list_order", "o", lambda it: it.shelves.order(), hint=3, words="listing.order"),
    anyhow("list_places", "tab", lambda it: it.navigation.turn(), hint=4, words="listing.places"),
    command("list_column", "t", lambda it: it.navigation.toggle_shelves(), words="listing.column"),
    command("list_mark", "m", on_article(lambda it: it.marks.turn), words="listing.mark"),
    command("list_mark_all", "ctrl+a", on_article(lambda it: it.marks.turn_all),
            words="listing.mark_all"),
    command("list_read", "r", on_article(lambda it: it.articles.read), hint=5,
            words="listing.read"),
    command("list_star", "*", on_article(lambda it: it.articles.star), hint=6,
            words="listing.star"),
    command("list_archive", "z", on_article(lambda it: it.articles.archive), hint=7,
            words="listing.archive"),
    command("list_queue", "a", on_article(lambda it: it.articles.queue), hint=8,
            words="listing.queue"),
    command("list_later", "J", on_article(lambda it: partial(it.articles.shift, 1)),
            words="listing.later"),
    command("list_earlier", "K", on_article(lambda it: partial(it.articles.shift, -1)),
            words="listing.earlier"),
    command("list_line", "Q", lambda it: it.shelves.show_queue(), words="listing.line"),
    command("list_rename", "R", on_article(lambda it: it.articles.rename), hint=10,
            words="listing.rename"),
    command("list_topics", "#", on_article(lambda it: it.articles.topics), hint=11,
            words="listing.topics"),
    command("list_private", "p", on_article(lambda it: it.articles.make_private),
            words="listing.private"),
    command("list_undo", "u", lambda it: it.articles.turn("undo"), hint=9, words="listing.undo"),
    Command("list_unmark", "escape", lambda it: it.marks.clear(), "library", when=is_marking,
            words="listing.unmark"),
    command("list_redo", "U", lambda it: it.articles.turn("redo"), words="listing.redo"),
    command("list_keep", "F", lambda it: it.filters.keep(), words="listing.keep"),
    command("list_view", "s", lambda it: it.views.choice.cycle(), words="listing.view"),
    command("list_views", "S", lambda it: it.views.choice.choose(), words="listing.views"),
    command("list_refresh", "f", lambda it: it.feeds.refresh(), words="listing.refresh"),
    of_feed("list_feed", "e", lambda it: it.feeds.change(), words="listing.feed"),
    of_feed("list_unsubscribe", "x", lambda it: it.feeds.unsubscribe(),
            words="listing.unsubscribe"),
    command("list_claims", "c", lambda it: it.host.navigator.open_desk(), words="command.claims"),
    command("list_add", "+", lambda it: it.host.navigator.add(), hint=9, words="command.add"),
    anyhow("list_search", "ctrl+f", lambda it: it.host.navigator.search(),
           words="listing.search"),
    command("list_theme", "T", lambda it: it.host.action_theme(), words="listing.theme"),
    Command("list_palette", "ctrl+p", "app.command_palette", "library", words="listing.palette"),
    command("list_back", "q,l", lambda it: it.host.back(), hint=12, words="listing.back"),
    command("list_help", "?", lambda it: it.host.show_help(("library", "search")), hint=13,
            words="listing.help"),
)  # fmt: skip

HINTS = sorted((each for each in LIBRARY if each.hint), key=lambda each: each.hint)
FEED_HINTS = [
    *(c for c in LIBRARY if c.id in ("list_refresh", "list_feed", "list_unsubscribe")),
    *(c for c in HINTS if c.id in ("list_places", "list_add", "list_help")),
]
"""Commands on the bottom line while the keys are about a feed."""
MARKED_HINTS = [
    c
    for c in LIBRARY
    if c.id in ("list_mark", "list_mark_all", "list_unmark", "list_undo", "list_help")
    or c.id in ("list_read", "list_star", "list_archive", "list_queue", "list_topics")
]
"""Commands there while articles are marked."""


def hints(it: LibraryControllers) -> list[Command]:
    """Commands that the bottom line names now."""
    table = (
        FEED_HINTS
        if it.feeds.here is not None
        else MARKED_HINTS
        if it.host.browsing.marks
        else HINTS
    )
    return [command for command in table if command.when(it)]
