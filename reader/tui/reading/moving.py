"""Moving about: sentences, paragraphs, sections, annotations, pages, and the search."""

from __future__ import annotations

from reader.model import Span
from reader.text.folding import find_all
from reader.tui.contents import Contents
from reader.tui.page.page import Page
from reader.tui.question import Question
from reader.tui.reading.base import ReadingBase


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
        found = self.desk.walk.step(self.desk.sentence, direction)
        if found is None:
            self.page.view.scroll(direction)
            self.show()
        self.walk_to(found)

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
        beside = desk.marks.beside(desk.here.start, direction)
        same = [a for a in desk.marks.over(desk.here) if a.span and a.span.start == desk.here.start]
        ids = [a.id for a in same]
        if desk.focus in ids:
            at = ids.index(desk.focus) + direction
            beside = same[at] if 0 <= at < len(same) else beside
        elif same and direction > 0:
            beside = same[0]
        if beside is None or beside.span is None:
            self.say("nothing.annotation")
            return
        desk.go_to(beside.span, beside.id)
        self.tell("")
        self.moved()

    def action_unmarked(self, direction: int) -> None:
        """The next sentence that has no tag of mine."""
        found = self.desk.unmarked(direction)
        if found is None:
            tally = self.desk.progress.tally
            self.say(
                "nothing.unmarked",
                facts=tally.facts, opinions=tally.opinions, nones=tally.nones,
            )  # fmt: skip
        else:
            self.walk_to(found)

    def action_page(self, direction: int) -> None:
        """A page on or back, with a little of what was read; the cursor follows."""
        rows = max(1, self.page.size.height - 3)
        if self.page.view.scroll(direction * rows):
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
        """Ask what to look for."""
        self.ask(Question("search", "", self.search, text=self.desk.query, afresh=True))

    def search(self, query: str) -> None:
        """Find a text in the article, in any width and case, and go to the nearest hit."""
        desk = self.desk
        desk.found(query, find_all(desk.text, query) if query else [])
        if query and not desk.hits:
            self.say("nothing.found", query=query)
        elif desk.hit is not None:
            self._go_hit(desk.hit)
        else:
            self.tell("")
        self.show()

    def action_hit(self, direction: int) -> None:
        """The next or previous hit, around the ends of the article."""
        hit = self.desk.next_hit(direction)
        if hit is None:
            self.action_search()
        else:
            self._go_hit(hit)

    def _go_hit(self, hit: Span) -> None:
        desk = self.desk
        desk.go_to(hit)
        number = desk.hits.index(hit) + 1
        self.say("found", number=number, total=len(desk.hits), query=desk.query)
        self.page.view.bring(hit)
        self.show()
