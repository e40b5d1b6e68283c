"""From what was found to where it stands, and more of it."""

from __future__ import annotations

from reader.model import Span
from reader.model.search import Passage
from reader.text.query import about_annotations
from reader.tui.goal import Goal
from reader.tui.kit.list_model import At
from reader.tui.search.base import SearchBase
from reader.tui.search.result_list import MANY


class Going(SearchBase):
    """Actions at the passage under the cursor."""

    def action_go(self) -> None:
        """Open the article at the passage; if it is not known yet, as soon as it is."""
        finding = self.finding
        if self._searching.busy or self.box.value != finding.text:
            self._go_on_with = self.box.value
            return
        if self._wrong or not finding.found:
            return
        at = finding.cursor.at
        stop = self.results.stop(at)
        if stop.more:
            self.action_more()
            return
        ident = finding.found[at.block].head.id
        self.navigator.open(ident, self._goal(stop.passage))

    def _goal(self, passage: Passage | None) -> Goal:
        query = self.finding.query
        if passage is None:
            return Goal(query=query)
        if passage.place == "title":
            return Goal(Span(0, 0), query=query)
        own = passage.place == "note" or about_annotations(query)
        annotation = passage.annotations[0].id if own else None
        return Goal(passage.span, annotation, query)

    def action_more(self) -> None:
        """More passages of the article at the cursor; when all are shown, few again."""
        finding, results = self.finding, self.results
        if not finding.found:
            return
        article, stop = finding.cursor.at
        ident = finding.found[article].head.id
        if results.block(article).stops[-1].more:
            finding.shown[ident] = finding.shown.get(ident, results.few) + MANY
        elif finding.shown.pop(ident, None) is None:
            return
        results.renew()
        self.listing.go(At(article, min(stop, results.stops(article) - 1)))
