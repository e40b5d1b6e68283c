"""The behaviours of the library screen; its commands name one of these each."""

from __future__ import annotations

from reader.tui.library.controllers.articles import ArticleEdits
from reader.tui.library.controllers.controller import Host
from reader.tui.library.controllers.feeds import FeedEdits
from reader.tui.library.controllers.filters import Filters
from reader.tui.library.controllers.navigation import Navigation
from reader.tui.library.controllers.script_views import ScriptViews
from reader.tui.library.controllers.shelves import ShelfChoice


class Controllers:
    """Every controller of one library screen, each with those it builds on."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.shelves: ShelfChoice = ShelfChoice(host)
        self.navigation: Navigation = Navigation(host, self.shelves)
        self.filters: Filters = Filters(host, self.navigation)
        self.views: ScriptViews = ScriptViews(host)
        self.articles: ArticleEdits = ArticleEdits(host)
        self.feeds: FeedEdits = FeedEdits(host, self.shelves)
