"""Tagging: one key marks a sentence and moves on; back, remove, undo and redo."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.model import Change, Span, Tag
from reader.model.journal import JournalEntry
from reader.tui.desk.aim import Deed
from reader.tui.desk.marks import touched
from reader.tui.names import covered
from reader.tui.question import Question
from reader.tui.reading.moving import Moving

if TYPE_CHECKING:
    from reader.library import Edits


class Tagging(Moving):
    """Actions that tag, and those that take back."""

    def action_tag(self, name: str, unsure: bool = False) -> None:
        """Tag what is meant and move on; nothing out of sight is ever tagged."""
        tag = Tag(name)

        def do(target: Span | str, span: Span) -> None:
            desk = self.desk
            if span == desk.sentence_span and not desk.outline.is_stop(desk.sentence):
                self.say("nothing.claim")
            else:
                self.sign(lambda: self._tag(target, span, tag, unsure))

        self.targets.act(Deed.TAG, do)

    def _tag(self, target: Span | str, span: Span, tag: Tag, unsure: bool) -> None:
        desk, article = self.desk, self.article
        desk.trail.append(span)
        goes_on = True if desk.lost_at(span) else self._go_on_after(span)

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

    def _go_on_after(self, span: Span) -> bool:
        """After a part of a sentence is tagged its rest is selected; after the end, move on."""
        desk = self.desk
        selected, desk.selection = desk.selection is not None, None
        within = desk.sentence_span
        if span != within:
            if within.start <= span.start and span.end <= within.end:
                rest = self._rest_after(span) if selected or self._moves_on else None
                if rest is not None:
                    desk.focus = None
                    desk.selection = desk.selector.all_of(rest)._replace(given=True)
                    return True
            else:
                desk.sentence = desk.outline.sentence_at(max(span.start, span.end - 1))
        return self._move_on()

    def _rest_after(self, span: Span) -> Span | None:
        """What is still untagged of the sentence: the piece after a part, else the first one."""
        desk = self.desk
        if self.panel is not None:
            return None
        rests = desk.rests(desk.sentence, span, *self.targets.under_way)
        return next((it for it in rests if it.start >= span.end), next(iter(rests), None))

    @property
    def _moves_on(self) -> bool:
        return self.advance and self.panel is None

    def _move_on(self) -> bool:
        """Go to the next sentence unless marks are to stay; false at the article's end."""
        if not self._moves_on:
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

    def _turn(self, op: str, agreed: int = 0) -> None:
        """Turn an entry of the journal; one that covers more than a mark only if it is `agreed`."""

        def work(edits: Edits) -> Change | JournalEntry | None:
            return edits.turn_unless_wide(op, self.article, agreed)

        everything = Span(0, len(self.desk.paper.text) + 1)

        def done(change: Change | JournalEntry | None) -> None:
            self.targets.end(everything)
            if change is None:
                self.say(f"nothing.{op}")
                return
            if isinstance(change, JournalEntry):
                if led:
                    self._lead("redo" if op == "undo" else "undo")
                self._ask_wide(op, change)
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
            self._say_turned(op, change, span)
            self.check_panel()
            self.moved()
            if settled:
                self.page.show(all_rows=True)
            self.show_marks()

        if self.desk.marks.me is None and not self.pen.busy:
            self.say(f"nothing.{op}")
        else:
            led = not agreed and self._lead(op)
            self.targets.begin(everything)
            failed = partial(self.targets.end, everything, kept=False)
            self.pen.write(self.signed(work), done, failed)

    def _say_turned(self, op: str, change: Change, span: Span | None) -> None:
        """Say what was turned: an entry that covers more as a whole, else the passage."""
        wide = change.entry is not None and change.entry.wide
        nothing = False
        if change.entry is not None and wide:
            self.say(f"done.{op}ne.wide", what=covered(change.entry, self.words))
        elif span is not None:
            fields = [self.words(f"field.{name}") for name in touched(change) or ("place",)]
            what = self.words("field.and").join(fields)
            nothing = change.left > 0 and all(one == other for one, other in change.pairs)
            key = f"nothing.{op}.left" if nothing else f"done.{op}ne"
            if change.private and not touched(change):
                nothing, key = True, "nothing.turned.private"
            self.say(key, quote=self.desk.quote(span), what=what)
        if change.left and not nothing:
            self.also("done.turned.left", count=change.left)
        if change.private and not nothing:
            self.also("done.turned.private")

    def _ask_wide(self, op: str, entry: JournalEntry) -> None:
        """Say what an entry covers, and turn it if that is meant."""
        self.ask(
            Question(
                f"{op}_wide", "", lambda _: self._turn(op, entry.number), lambda _: self.tell(""),
                only_choices=True, confirms=True,
                gaps=(("what", covered(entry, self.words)),),
            )
        )  # fmt: skip

    def _lead(self, op: str) -> bool:
        """Go where an undo or redo is about to change something; whether that is known."""
        here, there = self.turns[op], self.turns["redo" if op == "undo" else "undo"]
        if here:
            there.append(here.pop())
            self.desk.go_to(there[-1])
            self.moved()
            return True
        return False
