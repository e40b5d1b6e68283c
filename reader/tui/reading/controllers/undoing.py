"""Undo and redo: the journal of the article is turned, and the cursor goes where it was."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.model import Change, Span
from reader.model.journal import JournalEntry
from reader.tui.kit.question import Question
from reader.tui.reading.controllers.controller import ReadingController
from reader.tui.session.marks import touched
from reader.tui.session.names import covered

if TYPE_CHECKING:
    from reader.library import Edits


class Undoing(ReadingController):
    """Undo and redo of my last change in this article."""

    def turn(self, op: str, agreed: int = 0) -> None:
        """Turn an entry of the journal; one that covers more than a mark only if it is `agreed`."""

        def work(edits: Edits) -> Change | JournalEntry | None:
            return edits.history.turn_unless_wide(op, self.article, agreed)

        everything = Span(0, len(self.session.paper.text) + 1)

        def done(change: Change | JournalEntry | None) -> None:
            self.targets.end(everything)
            if change is None:
                self.host.show_message(f"nothing.{op}")
                return
            if isinstance(change, JournalEntry):
                if led:
                    self._lead("redo" if op == "undo" else "undo")
                self._ask_wide(op, change)
                return
            self.session.take_in(change)
            if self.edits.signature:
                self.edits.know_annotators()
            settled = self.session.settle()
            if settled:
                self.page.view.renew()
            places = (self.session.place(a) for pair in change.pairs for a in pair if a)
            span = change.focus or next(filter(None, places), None)
            if span is not None:
                self.session.return_to(span)
            self._show_turned(op, change, span)
            self.display.check_panel()
            self.display.moved()
            if settled:
                self.page.show(all_rows=True)
            self.display.show_marks()

        if self.session.marks.me is None and not self.edit_queue.busy:
            self.host.show_message(f"nothing.{op}")
        else:
            led = not agreed and self._lead(op)
            self.targets.begin(everything)
            failed = partial(self.targets.end, everything, kept=False)
            self.edit_queue.write(self.edits.signed(work), done, failed)

    def _show_turned(self, op: str, change: Change, span: Span | None) -> None:
        """Show what was undone or redone: a wide entry as a whole, else the passage."""
        wide = change.entry is not None and change.entry.wide
        nothing = False
        if change.entry is not None and wide:
            self.host.show_message(f"done.{op}ne.wide", what=covered(change.entry, self.words))
        elif span is not None:
            fields = [self.words(f"field.{name}") for name in touched(change) or ("place",)]
            what = self.words("field.and").join(fields)
            nothing = change.left > 0 and all(one == other for one, other in change.pairs)
            key = f"nothing.{op}.left" if nothing else f"done.{op}ne"
            if change.private and not touched(change):
                nothing, key = True, "nothing.turned.private"
            self.host.show_message(key, quote=self.session.quote(span), what=what)
        if change.left and not nothing:
            self.host.add_message("done.turned.left", count=change.left)
        if change.private and not nothing:
            self.host.add_message("done.turned.private")

    def _ask_wide(self, op: str, entry: JournalEntry) -> None:
        """Show what an entry covers, and turn it once that is confirmed."""
        self.host.ask(
            Question(
                f"{op}_wide", "", lambda _: self.turn(op, entry.number),
                only_choices=True, confirms=True,
                gaps=(("what", covered(entry, self.words)),),
            )
        )  # fmt: skip

    def _lead(self, op: str) -> bool:
        """Go where an undo or redo is about to change something; whether that is known."""
        here, there = (
            self.edits.turns[op],
            self.edits.turns["redo" if op == "undo" else "undo"],
        )
        if here:
            there.append(here.pop())
            self.session.go_to(there[-1])
            self.display.moved()
            return True
        return False
