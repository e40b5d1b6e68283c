"""Moving about: sentences, paragraphs, sections, annotations, pages, and the search."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.errors import MeipiError
from reader.model import Annotation, Span
from reader.text.views import VOCABULARY
from reader.tui.contents import Contents
from reader.tui.page.page import Page
from reader.tui.question import Question
from reader.tui.reading.base import ReadingBase
from reader.tui.workers import run_beside

if TYPE_CHECKING:
    from reader.model.search import Query
    from reader.tui.goal import Goal


SEEN_AT_ONCE = 300_000
"""Code points of an article that are converted as a whole to look for what the view shows."""


class Moving(ReadingBase):
    """Actions that change where the reader is, and nothing else."""

    def moved(self, *, settle: bool = False) -> None:
        """Show where the cursor has gone."""
        self.page.view.bring(self.desk.here, settle=settle)
        self.show()

    def walk_to(self, sentence: int | None) -> None:
        """Go to a sentence, if there is one."""
        if self.desk.go(sentence):
            self.tell("")
            self.moved()

    def action_step(self, direction: int) -> None:
        """The next or previous sentence; at the end, read on to the last row."""
        if self.desk.lost_at(self.desk.here):
            self._step_after_text(direction)
            return
        found = self.desk.walk.step(self.desk.sentence, direction)
        if found is None:
            self.page.view.scroll(direction)
            self.show()
        self.walk_to(found)

    def _step_after_text(self, direction: int) -> None:
        """Among the marks without a place, and back from them to the last sentence."""
        beside = self.desk.beside(direction)
        if beside is not None and beside.span is None:
            self._go_annotation(beside)
        elif direction < 0:
            self.walk_to(self.desk.walk.last())

    def action_paragraph(self, direction: int) -> None:
        """The next or previous paragraph."""
        self.walk_to(self.desk.walk.paragraph(self.desk.sentence, direction))

    def action_section(self, direction: int) -> None:
        """The next or previous section, its heading at the top of the page."""
        self.go_section(self.desk.walk.section(self.desk.sentence, direction))

    def go_section(self, sentence: int | None) -> None:
        """Go to the first sentence of a section and show its heading."""
        if self.desk.go(sentence):
            self.tell("")
            outline = self.desk.outline
            section = outline.section_at(self.desk.here.start)
            self.page.view.lead_with(outline.section_span(section).start)
            self.moved()

    def on_contents_chosen(self, event: Contents.Chosen) -> None:
        """A section was pressed in the contents."""
        self.go_section(self.desk.walk.section_start(event.section))
        self.page.focus()

    def action_annotation(self, direction: int) -> None:
        """The next or previous annotation that is shown."""
        desk = self.desk
        beside = desk.beside(direction)
        same = [a for a in desk.marks.over(desk.here) if a.span and a.span.start == desk.here.start]
        ids = [a.id for a in same]
        if desk.focus in ids:
            at = ids.index(desk.focus) + direction
            beside = same[at] if 0 <= at < len(same) else beside
        elif same and direction > 0:
            beside = same[0]
        if beside is None:
            self.say("nothing.annotation")
        else:
            self._go_annotation(beside)

    def _go_annotation(self, annotation: Annotation) -> None:
        place = self.desk.place(annotation)
        if place is not None:
            self.desk.go_to(place, annotation.id)
            self.tell("")
            self.moved()

    def action_unmarked(self, direction: int) -> None:
        """The next sentence that has no tag of mine, or the rest of one that has some."""
        found = self.desk.unmarked(direction)
        if found is None:
            tally = self.desk.progress.tally
            self.say(
                "nothing.unmarked",
                facts=tally.facts, opinions=tally.opinions, nones=tally.nones,
            )  # fmt: skip
        else:
            self.walk_to(found)
            self.select_rest()

    def select_rest(self) -> None:
        """Of a sentence that is tagged in part, the first piece that is not."""
        desk = self.desk
        if any(annotation.tag for annotation in desk.marks.mine_over(desk.sentence_span)):
            (rest, *_) = desk.rests(desk.sentence)
            desk.selection = desk.selector.all_of(rest)
            self.say("selected.rest", quote=desk.quote(rest))
            self.moved()

    def action_page(self, direction: int) -> None:
        """A page on or back, with a little of what was read; the cursor follows."""
        view = self.page.view
        if view.scroll(direction * view.page_rows):
            self.follow()
        elif direction > 0:
            self.walk_to(self.desk.walk.last())
        else:
            self.walk_to(self.desk.walk.first())

    def action_edge(self, direction: int) -> None:
        """The beginning or the end of the article."""
        walk = self.desk.walk
        found = walk.last() if direction > 0 else walk.first()
        if direction < 0:
            self.page.view.to_top()
        self.walk_to(found)
        self.page.show()

    def follow(self) -> None:
        """After scrolling, stand on the first whole sentence in sight; only that can be tagged."""
        desk = self.desk
        if desk.selection is None and not self.page.view.whole_in_sight(desk.here):
            sight = self.page.view.in_sight()
            if sight is not None:
                desk.go(self._first_whole(sight))
        self.show()

    def _first_whole(self, sight: Span) -> int | None:
        outline, walk = self.desk.outline, self.desk.walk
        inside = outline.sentences_in(sight)
        stops = [n for n in inside if walk.is_stop(n)]
        whole = [
            n
            for n in stops
            if sight.start <= outline.sentence_starts[n] and outline.sentence_ends[n] <= sight.end
        ]
        begun = [n for n in stops if outline.sentence_starts[n] >= sight.start]
        return next(iter(whole or begun or stops), None)

    def on_page_scrolled(self, event: Page.Scrolled) -> None:
        """The wheel or the scrollbar moved the page."""
        event.stop()
        self.follow()

    # searching

    def action_search(self) -> None:
        """Ask what to look for in the article."""
        self._ask_search(self.desk.query)

    def _ask_search(self, text: str, wrong: str = "") -> None:
        self.ask(
            Question(
                "search", "", self.search, tabbed=self.navigator.search, text=text, afresh=True,
                wrong=wrong,
            )
        )  # fmt: skip

    def action_add(self) -> None:
        """Bring an article in."""
        self.navigator.add()

    def action_search_library(self) -> None:
        """Search in all articles."""
        self.navigator.search()

    def action_library(self) -> None:
        """All articles, with what is on its way to the disk."""
        self.when_written(self.navigator.open_library)

    def search(self, text: str) -> None:
        """Find what a query means in the article, and go to the nearest hit.

        A filter that is wrong opens the prompt again and says so.
        """
        from reader.text import vocabulary
        from reader.text.query import parse

        try:
            query = parse(text)
        except MeipiError as error:
            self._ask_search(text, self.wording(error))
            return
        if vocabulary.ready():
            query = vocabulary.expanded(query)
        elif query:
            run_beside(self, self._search_wider, query, group="vocabulary", exclusive=True)
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
            seen = spans(query, replace(document, text=whole.text, annotations=()))
            found = set(map(whole.to_source, seen))
            hits = sorted(hit for hit in found if hit.end <= len(desk.text))
        desk.found(query, hits)
        if query and not desk.hits:
            self.say("nothing.found", query=query.text)
        elif desk.hit is not None:
            self._go_hit(desk.hit)
        else:
            self.tell("")
        self.show()

    def arrive(self, goal: Goal) -> None:
        """Go to a passage; what was looked for is marked, so that the next hits can be gone to."""
        from reader.analysis.matching import spans

        desk, span = self.desk, goal.span
        named = desk.marks.get(goal.annotation) if goal.annotation else None
        if span is None and named is not None:
            span = desk.place(named)
        if span is not None:
            desk.go_to(span, goal.annotation)
        self.tell(goal.said)
        if goal.query is not None:
            desk.found(goal.query, spans(goal.query, desk.as_marked()))
            inside = (hit for hit in desk.hits if span is not None and hit.overlaps(span))
            desk.hit = next(inside, desk.hit)
            if desk.hit is not None and span is not None:
                self._say_hit(desk.hit)
            elif span == Span(0, 0) and goal.query.terms:
                self.say("found.title", query=goal.query.text)
        self.moved()
        if span == Span(0, 0):
            self.page.view.to_top()
        elif desk.hit is not None and span is not None and desk.hit.overlaps(span):
            self.page.view.bring(desk.hit)
        self.show()

    def action_hit(self, direction: int) -> None:
        """The next or previous hit, around the ends of the article."""
        hit = self.desk.next_hit(direction)
        if hit is None:
            self.action_search()
        else:
            self._go_hit(hit)

    def _go_hit(self, hit: Span) -> None:
        self.desk.go_to(hit)
        self._say_hit(hit)
        self.page.view.bring(hit)
        self.show()

    def _say_hit(self, hit: Span) -> None:
        """Which hit it is, and whether it was found by another region's word."""
        desk = self.desk
        number, total = desk.hits.index(hit) + 1, len(desk.hits)
        key = "found.also" if desk.by_other_word(hit) else "found"
        self.say(key, number=number, total=total, query=desk.query, word=hit.of(desk.text))
