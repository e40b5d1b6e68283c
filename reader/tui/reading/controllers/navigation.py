"""Moving about: sentences, paragraphs, sections, annotations, pages."""

from __future__ import annotations

from reader.model import Annotation, Span
from reader.tui.reading.page_host import PageController


class Navigation(PageController):
    """Movement of the cursor; nothing else changes."""

    def walk_to(self, sentence: int | None) -> None:
        """Go to a sentence, if there is one."""
        if self.session.go(sentence):
            self.host.show_text("")
            self.display.moved()

    def step(self, direction: int) -> None:
        """Go to the next or previous sentence; at the end, read on to the last row."""
        if self.session.lost_at(self.session.here):
            self._step_after_text(direction)
            return
        found = self.session.walk.step(self.session.sentence, direction)
        if found is None:
            self.page.view.scroll(direction)
            self.display.show()
        self.walk_to(found)

    def _step_after_text(self, direction: int) -> None:
        """Go among the marks without a place, and back from them to the last sentence."""
        annotation = self.session.neighbour(direction)
        if annotation is not None and annotation.span is None:
            self._go_annotation(annotation)
        elif direction < 0:
            self.walk_to(self.session.walk.last())

    def paragraph(self, direction: int) -> None:
        """Go to the next or previous paragraph."""
        self.walk_to(self.session.walk.paragraph(self.session.sentence, direction))

    def section(self, direction: int) -> None:
        """Go to the next or previous section, its heading at the top of the page."""
        self.go_section(self.session.walk.section(self.session.sentence, direction))

    def go_section(self, sentence: int | None) -> None:
        """Go to the first sentence of a section and show its heading."""
        if self.session.go(sentence):
            self.host.show_text("")
            outline = self.session.outline
            section = outline.section_at(self.session.here.start)
            self.page.view.lead_with(outline.section_span(section).start)
            self.display.moved()

    def annotation(self, direction: int) -> None:
        """Go to the next or previous annotation that is shown."""
        session = self.session
        found = session.neighbour(direction)
        same = [
            a
            for a in session.marks.overlapping(session.here)
            if a.span and a.span.start == session.here.start
        ]
        ids = [a.id for a in same]
        if session.focus in ids:
            at = ids.index(session.focus) + direction
            found = same[at] if 0 <= at < len(same) else found
        elif same and direction > 0:
            found = same[0]
        if found is None:
            self.host.show_message("nothing.annotation")
        else:
            self._go_annotation(found)

    def _go_annotation(self, annotation: Annotation) -> None:
        place = self.session.place(annotation)
        if place is not None:
            self.session.go_to(place, annotation.id)
            self.host.show_text("")
            self.display.moved()

    def unmarked(self, direction: int) -> None:
        """Go to the next sentence without a tag of mine, or the rest of one that has some."""
        found = self.session.unmarked(direction)
        if found is None:
            tally = self.session.progress.tally
            self.host.show_message(
                "nothing.unmarked",
                facts=tally.facts, opinions=tally.opinions, nones=tally.nones,
            )  # fmt: skip
        else:
            self.walk_to(found)
            self.select_rest()

    def select_rest(self) -> None:
        """Select the first untagged piece of a sentence that is tagged in part."""
        session = self.session
        if any(
            annotation.tag for annotation in session.marks.mine_overlapping(session.sentence_span)
        ):
            (rest, *_) = session.rests(session.sentence)
            session.selection = session.selector.all_of(rest)
            self.host.show_message("selected.rest", quote=session.quote(rest))
            self.display.moved()

    def turn_page(self, direction: int) -> None:
        """Move by a page, with a little of the last one in sight; the cursor follows."""
        view = self.page.view
        if view.scroll(direction * view.page_rows):
            self.follow()
        elif direction > 0:
            self.walk_to(self.session.walk.last())
        else:
            self.walk_to(self.session.walk.first())

    def edge(self, direction: int) -> None:
        """Go to the beginning or the end of the article."""
        walk = self.session.walk
        found = walk.last() if direction > 0 else walk.first()
        if direction < 0:
            self.page.view.to_top()
        self.walk_to(found)
        self.page.show()

    def follow(self) -> None:
        """Stand on the first whole sentence in sight after scrolling; only that can be tagged."""
        session = self.session
        if session.selection is None and not self.page.view.whole_in_sight(session.here):
            sight = self.page.view.in_sight()
            if sight is not None:
                session.go(self._first_whole(sight))
        self.display.show()

    def _first_whole(self, sight: Span) -> int | None:
        outline, walk = self.session.outline, self.session.walk
        inside = outline.sentences_in(sight)
        stops = [n for n in inside if walk.is_stop(n)]
        whole = [
            n
            for n in stops
            if sight.start <= outline.sentence_starts[n] and outline.sentence_ends[n] <= sight.end
        ]
        begun = [n for n in stops if outline.sentence_starts[n] >= sight.start]
        return next(iter(whole or begun or stops), None)
