"""Searching in the article, and arriving at a passage from elsewhere."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.errors import MeipiError
from reader.model import Outline, Span
from reader.text.views import VOCABULARY
from reader.tui.question import Question
from reader.tui.reading.controllers.controller import Controller
from reader.tui.workers import run_beside

if TYPE_CHECKING:
    from reader.model.search import Query
    from reader.tui.goal import Goal

SEEN_AT_ONCE = 300_000
"""Code points of an article that are converted as a whole to look for what the view shows."""


class ArticleSearch(Controller):
    """What is looked for, and the way from hit to hit."""

    def ask(self) -> None:
        """Ask what to look for in the article."""
        self._ask(self.desk.query)

    def _ask(self, text: str, wrong: str = "") -> None:
        self.host.ask(
            Question(
                "search", "", self.search, tabbed=self.host.navigator.search, text=text,
                afresh=True, wrong=wrong,
            )
        )  # fmt: skip

    def search(self, text: str) -> None:
        """Find what a query means in the article, and go to the nearest hit.

        A filter that is wrong opens the prompt again and says so.
        """
        from reader.text import vocabulary
        from reader.text.query import parse

        try:
            query = parse(text)
        except MeipiError as error:
            self._ask(text, self.host.wording(error))
            return
        if vocabulary.ready():
            query = vocabulary.expanded(query)
        elif query:
            run_beside(
                self.host.node, self._search_wider, query, group="vocabulary", exclusive=True
            )
        self._seek(query)

    async def _search_wider(self, query: Query) -> None:
        """Look for the other regions' words too, as soon as they are known."""
        from reader.text import vocabulary

        await asyncio.to_thread(vocabulary.prepare().join)
        if vocabulary.ready() and self.desk.sought is query:
            wider = vocabulary.expanded(query)
            if wider != query:
                self._seek(wider)

    def _seek(self, query: Query) -> None:
        """Mark the hits of a query and go to the nearest one."""
        from reader.analysis.matching import spans

        desk, document = self.desk, self.desk.as_marked()
        hits = spans(query, document)
        if not hits and desk.rendition.choice in VOCABULARY and len(desk.text) <= SEEN_AT_ONCE:
            # What stands on the screen is found, though the source calls it something else.
            whole = desk.rendition.whole
            seen = spans(
                query, replace(document, text=whole.text, outline=Outline(), annotations=())
            )
            found = set(map(whole.to_source, seen))
            hits = sorted(hit for hit in found if hit.end <= len(desk.text))
        desk.found(query, hits)
        if query and not desk.hits:
            self.host.say("nothing.found", query=query.text)
        elif desk.hit is not None:
            self._go_hit(desk.hit)
        else:
            self.host.tell("")
        self.display.show()

    def arrive(self, goal: Goal) -> None:
        """Go to a passage; what was looked for is marked, so that the next hits can be gone to."""
        from reader.analysis.matching import spans

        desk, span = self.desk, goal.span
        named = desk.marks.get(goal.annotation) if goal.annotation else None
        if span is None and named is not None:
            span = desk.place(named)
        if span is not None:
            desk.go_to(span, goal.annotation)
        self.host.tell(goal.said)
        if goal.query is not None:
            desk.found(goal.query, spans(goal.query, desk.as_marked()))
            inside = (hit for hit in desk.hits if span is not None and hit.overlaps(span))
            desk.hit = next(inside, desk.hit)
            if desk.hit is not None and span is not None:
                self._say_hit(desk.hit)
            elif span == Span(0, 0) and goal.query.terms:
                self.host.say("found.title", query=goal.query.text)
        self.display.moved()
        if span == Span(0, 0):
            self.page.view.to_top()
        elif desk.hit is not None and span is not None and desk.hit.overlaps(span):
            self.page.view.bring(desk.hit)
        self.display.show()

    def hit(self, direction: int) -> None:
        """The next or previous hit, around the ends of the article."""
        hit = self.desk.next_hit(direction)
        if hit is None:
            self.ask()
        else:
            self._go_hit(hit)

    def _go_hit(self, hit: Span) -> None:
        self.desk.go_to(hit)
        self._say_hit(hit)
        self.page.view.bring(hit)
        self.display.show()

    def _say_hit(self, hit: Span) -> None:
        """Which hit it is, and whether it was found by another region's word."""
        desk = self.desk
        number, total = desk.hits.index(hit) + 1, len(desk.hits)
        key = "found.also" if desk.by_other_word(hit) else "found"
        self.host.say(key, number=number, total=total, query=desk.query, word=hit.of(desk.text))
