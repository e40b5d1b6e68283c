"""Searching in the article, and arriving at a passage from elsewhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.errors import MeipiError
from reader.model import Outline, Span
from reader.text.scripts.view_choices import VOCABULARY
from reader.tui.kit.question import Question
from reader.tui.kit.regional_query import RegionalQuery
from reader.tui.reading.page_host import PageController, PageHost

if TYPE_CHECKING:
    from reader.model.search import Query
    from reader.tui.kit.destination import Destination

SEEN_AT_ONCE = 300_000
"""Code points of an article that are converted as a whole to look for what the view shows."""


class ArticleSearch(PageController):
    """Search in the article, and the way from hit to hit; tab leads to all articles if `wider`."""

    def __init__(self, host: PageHost, *, wider: bool = True) -> None:
        super().__init__(host)
        self._tabbed = host.navigator.search if wider else None
        self._regional = RegionalQuery(host.node)

    def ask(self) -> None:
        """Ask what to look for in the article."""
        self._ask(self.session.query)

    def _ask(self, text: str, wrong: str = "") -> None:
        self.host.ask(
            Question(
                "search", "", self.search, tabbed=self._tabbed, text=text,
                afresh=True, wrong=wrong,
            )
        )  # fmt: skip

    def search(self, text: str) -> None:
        """Find what a query means in the article, and go to the nearest hit.

        A filter that is wrong opens the prompt again with the error.
        """
        from reader.text.query import parse

        try:
            query = parse(text)
        except MeipiError as error:
            self._ask(text, self.host.error_text(error))
            return
        query = self._regional.expanded(query)
        if query:
            self._regional.prepare(lambda: self._search_wider(query))
        self._seek(query)

    def _search_wider(self, query: Query) -> None:
        """Look for the other regions' words too, as soon as they are known."""
        wider = self._regional.expanded(query)
        if self.session.sought is query and wider != query:
            self._seek(wider)

    def _seek(self, query: Query) -> None:
        """Mark the hits of a query and go to the nearest one."""
        from reader.analysis.matching import spans

        session, document = self.session, self.session.as_marked()
        hits = spans(query, document)
        if (
            not hits
            and session.article_view.choice in VOCABULARY
            and len(session.text) <= SEEN_AT_ONCE
        ):
            # Text on the screen is found, though the source has another word for it.
            whole = session.article_view.whole
            seen = spans(
                query, replace(document, text=whole.text, outline=Outline(), annotations=())
            )
            found = set(map(whole.to_source, seen))
            hits = sorted(hit for hit in found if hit.end <= len(session.text))
        session.found(query, hits)
        if query and not session.hits:
            self.host.show_message("nothing.found", query=query.text)
        elif session.hit is not None:
            self._go_hit(session.hit)
        else:
            self.host.show_text("")
        self.display.show()

    def arrive(self, destination: Destination) -> None:
        """Go to a passage; what was looked for is marked, so that the next hits can be gone to."""
        from reader.analysis.matching import spans

        session, span = self.session, destination.span
        named = session.marks.get(destination.annotation) if destination.annotation else None
        if span is None and named is not None:
            span = session.place(named)
        if span is not None:
            session.go_to(span, destination.annotation)
        self.host.show_text(destination.message)
        if destination.query is not None:
            session.found(destination.query, spans(destination.query, session.as_marked()))
            inside = (hit for hit in session.hits if span is not None and hit.overlaps(span))
            session.hit = next(inside, session.hit)
            if session.hit is not None and span is not None:
                self._show_hit(session.hit)
            elif span == Span(0, 0) and destination.query.terms:
                self.host.show_message("found.title", query=destination.query.text)
        self.display.moved()
        if span == Span(0, 0):
            self.page.view.to_top()
        elif session.hit is not None and span is not None and session.hit.overlaps(span):
            self.page.view.bring(session.hit)
        self.display.show()

    def hit(self, direction: int) -> None:
        """Go to the next or previous hit, around the ends of the article."""
        hit = self.session.next_hit(direction)
        if hit is None:
            self.ask()
        else:
            self._go_hit(hit)

    def _go_hit(self, hit: Span) -> None:
        self.session.go_to(hit)
        self._show_hit(hit)
        self.page.view.bring(hit)
        self.display.show()

    def _show_hit(self, hit: Span) -> None:
        """Show the number of a hit, and whether it was found by another region's word."""
        session = self.session
        number, total = session.hits.index(hit) + 1, len(session.hits)
        key = "found.also" if session.by_other_word(hit) else "found"
        self.host.show_message(
            key, number=number, total=total, query=session.query, word=hit.of(session.text)
        )
