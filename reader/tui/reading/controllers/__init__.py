"""The behaviours of the reading screen; its commands name one of these each."""

from __future__ import annotations

from reader.tui.reading.controllers.article_search import ArticleSearch
from reader.tui.reading.controllers.checks import Checks
from reader.tui.reading.controllers.claims import ClaimEdits
from reader.tui.reading.controllers.controller import ReadingControllerHost
from reader.tui.reading.controllers.end_of_article import EndOfArticle
from reader.tui.reading.controllers.evidence import EvidenceOfClaims
from reader.tui.reading.controllers.export import Exporter
from reader.tui.reading.controllers.hint_display import HintDisplay
from reader.tui.reading.controllers.hooks import Hooks
from reader.tui.reading.controllers.labels import Labels
from reader.tui.reading.controllers.name_lists import NameLists
from reader.tui.reading.controllers.navigation import Navigation
from reader.tui.reading.controllers.notes import Notes
from reader.tui.reading.controllers.outside_changes import OutsideChanges
from reader.tui.reading.controllers.overlays import Overlays
from reader.tui.reading.controllers.passage_copy import PassageCopy
from reader.tui.reading.controllers.placing import Placing
from reader.tui.reading.controllers.privacy import Privacy
from reader.tui.reading.controllers.revisions import Revisions
from reader.tui.reading.controllers.script_views import ScriptViews
from reader.tui.reading.controllers.selecting import Selecting
from reader.tui.reading.controllers.sources import SourceEdits
from reader.tui.reading.controllers.tagging import Tagging
from reader.tui.reading.controllers.undoing import Undoing


class ReadingControllers:
    """All controllers of one reading screen, each with those it builds on."""

    def __init__(self, host: ReadingControllerHost) -> None:
        self.host = host
        self.navigation = Navigation(host)
        self.searching = ArticleSearch(host)
        self.selecting = Selecting(host)
        self.views = ScriptViews(host, self.selecting)
        self.hinting = HintDisplay(host)
        self.hooks = Hooks(host, self.hinting)
        self.placing = Placing(host, self.selecting)
        self.revisions = Revisions(host, self.placing)
        self.overlays = Overlays(host, self.navigation)
        self.end = EndOfArticle(host, self.navigation)
        self.tagging = Tagging(host, self.end)
        self.undoing = Undoing(host)
        self.claims = ClaimEdits(host)
        self.sources = SourceEdits(host)
        self.checks = Checks(host)
        self.privacy = Privacy(host)
        self.labels = Labels(host)
        self.evidence = EvidenceOfClaims(host)
        self.notes = Notes(host, self.evidence)
        self.names = NameLists(host)
        self.exporter = Exporter(host)
        self.copying = PassageCopy(host)
        self.outside = OutsideChanges(host)
