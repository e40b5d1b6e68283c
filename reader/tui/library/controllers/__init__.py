"""The behaviours of the library screen; its commands name one of these each."""

from __future__ import annotations

from reader.tui.library.controllers.articles import ArticleEdits
from reader.tui.library.controllers.controller import LibraryControllerHost
from reader.tui.library.controllers.feeds import SubscriptionEdits
from reader.tui.library.controllers.filters import Filters
from reader.tui.library.controllers.navigation import ShelfNavigation
from reader.tui.library.controllers.row_marks import RowMarks
from reader.tui.library.controllers.script_views import TitleScripts
from reader.tui.library.controllers.shelves import ShelfChoice


class LibraryControllers:
    """All controllers of one library screen, each with those it builds on."""

    def __init__(self, host: LibraryControllerHost) -> None:
        self.host = host
        self.shelves: ShelfChoice = ShelfChoice(host)
        self.navigation: ShelfNavigation = ShelfNavigation(host, self.shelves)
        self.filters: Filters = Filters(host, self.navigation)
        self.views: TitleScripts = TitleScripts(host)
        self.articles: ArticleEdits = ArticleEdits(host)
        self.marks: RowMarks = RowMarks(host)
        self.feeds: SubscriptionEdits = SubscriptionEdits(host, self.shelves)
