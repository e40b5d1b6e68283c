"""Tagging: one key marks a sentence and moves on; back, remove, undo and redo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import Change, Span, Tag
from reader.tui.desk.marks import touched
from reader.tui.names import called
from reader.tui.reading.moving import Moving

if TYPE_CHECKING:
    from reader.library import Edits


class Tagging(Moving):
    """Actions that tag, and those that take back."""

    def action_tag(self, name: str, unsure: bool = False) -> None:
        """Tag the selection or the sentence and move on; nothing out of sight is ever tagged."""
        desk = self.desk
        if not desk.walk.count:
            return
        target = desk.tag_target()
        span = desk.span_of(target)
        if not self.in_sight(span) or self.is_anothers(target):
            return
        whole = desk.selection is None and isinstance(target, Span)
        if whole and not desk.outline.is_claim(desk.sentence):
            self.say("nothing.claim")
            return
        tag = Tag(name)
        partial = desk.selection is not None
        self.sign(lambda: self._tag(target, span, tag, unsure, partial))

    def is_anothers(self, target: Span | str) -> bool:
        """Whether a target is another's mark without a place; there nothing else can be marked."""
        lost = self.desk.lost_at(target) if isinstance(target, Span) else None
        if lost is not None:
            name = called(self.desk.marks.annotators.get(lost.annotator), self.words)
            self.say("no_own", name=name)
        return lost is not None

    def in_sight(self, span: Span) -> bool:
        """Whether a passage is in sight; one that is not is shown, and can be marked then."""
        sight = self.page.view.in_sight()
        if sight is not None and sight.overlaps(span):
            return True
        self.page.view.bring(span)
        self.page.show()
        return False

    def _tag(self, target: Span | str, span: Span, tag: Tag, unsure: bool, partial: bool) -> None:
        desk, article = self.desk, self.article
        sentence = desk.sentence
        desk.trail.append(span)
        if desk.lost_at(span):
            goes_on = True
        else:
            goes_on = self._after_part(sentence, span) if partial else self._move_on()

        def work(edits: Edits) -> Change:
            return edits.edit(article, target, tag=tag, unsure=unsure)

        def done(change: Change) -> None:
            glyph = self.words(f"tag.{tag}.glyph") + ("?" if unsure else "")
            key = "done.tagged" if change.pairs else "done.kept"
            self.say(key, glyph=glyph, quote=desk.quote(span))
            if change.stepped_aside:
                self.also("sample.aside")
            first = not any(before and before.tag for before, _ in change.pairs)
            if change.pairs and (not goes_on or (first and not desk.progress.left)):
                self._say_end()

        self.edit(work, done, span)
        self.moved()

    def _after_part(self, sentence: int, span: Span) -> bool:
        """After a part of a sentence is tagged its rest is selected; after the end, move on."""
        desk = self.desk
        within = desk.outline.sentence(sentence)
        if within.start <= span.start and span.end <= within.end:
            desk.selection = desk.selector.rest(sentence, span)
            if desk.selection is not None:
                return True
        else:
            last = desk.outline.sentence_at(max(span.start, span.end - 1))
            desk.selection = None
            sentence = last
        desk.sentence = sentence
        return self._move_on()

    def _move_on(self) -> bool:
        """Go to the next sentence unless marks are to stay; false at the article's end."""
        if not self.advance or self.panel is not None:
            return True
        return self.desk.go(self.desk.walk.step(self.desk.sentence, 1))

    def _say_end(self) -> None:
        progress = self.desk.progress
        tally = progress.tally
        self.say(
            "end.left" if progress.left else "end.complete",
            facts=tally.facts, opinions=tally.opinions, nones=tally.nones, left=progress.left,
        )  # fmt: skip

    def action_back(self) -> None:
        """Back to the sentence just marked, and to the one before it."""
        if not self.desk.trail:
            self.say("nothing.back")
            return
        self.desk.return_to(self.desk.trail.pop())
        self.tell("")
        self.moved()

    def action_toggle_advance(self) -> None:
        """Whether a mark moves on."""
        self.advance = not self.advance
        self.say("advance.on" if self.advance else "advance.off")

    # taking back

    def action_undo(self) -> None:
        """Take back my last change in this article and go there."""
        self._turn("undo")

    def action_redo(self) -> None:
        """Do again what was taken back last, and go there."""
        self._turn("redo")

    def _turn(self, op: str) -> None:
        def work(edits: Edits) -> Change | None:
            return edits.undo(self.article) if op == "undo" else edits.redo(self.article)

        def done(change: Change | None) -> None:
            if change is None:
                self.say(f"nothing.{op}")
                return
            self.desk.take_in(change)
            if self.signature:
                self.know_annotators()
            settled = self.desk.settle()
            if settled:
                self.page.view.renew()
            places = (self.desk.place(a) for pair in change.pairs for a in pair if a)
            span = change.focus or next(filter(None, places), None)
            if span is not None:
                self.desk.return_to(span)
                fields = [self.words(f"field.{name}") for name in touched(change) or ("place",)]
                what = self.words("field.and").join(fields)
                self.say(f"done.{op}ne", quote=self.desk.quote(span), what=what)
            self.check_panel()
            self.moved()
            if settled:
                self.page.show(all_rows=True)
            self.show_marks()

        if self.desk.marks.me is None and not self.pen.busy:
            self.say(f"nothing.{op}")
        else:
            self._lead(op)
            self.pen.write(self.signed(work), done)

    def _lead(self, op: str) -> None:
        """Go where an undo or redo is about to change something, as far as that is known."""
        here, there = self.turns[op], self.turns["redo" if op == "undo" else "undo"]
        if here:
            there.append(here.pop())
            self.desk.go_to(there[-1])
            self.moved()
