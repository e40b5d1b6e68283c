"""From what was found to where it stands, and more of it."""

from __future__ import annotations

from reader.model import Span
from reader.model.search import Passage
from reader.text.query import about_annotations
from reader.tui.goal import Goal
from reader.tui.search.base import SearchBase
from reader.tui.search.sheet import MANY, At


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
        stop = self.listing.sheet.stop(finding.at)
        if stop.more:
            self.action_more()
            return
        ident = finding.found[finding.at.article].head.id
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
        finding, listing = self.finding, self.listing
        if not finding.found:
            return
        article, stop = finding.at
        ident = finding.found[article].head.id
        if listing.sheet.block(article).stops[-1].more:
            finding.shown[ident] = finding.shown.get(ident, listing.sheet.few) + MANY
        elif finding.shown.pop(ident, None) is None:
            return
        listing.sheet.forget(article)
        stops = len(listing.sheet.block(article).stops)
        listing.go(At(article, min(stop, stops - 1)))
