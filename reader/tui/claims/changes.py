"""Changes of claims from the desk: of the one at the cursor, or of all that are marked."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from reader.model import MOST_URGENT, Change, Status, Tag
from reader.model.journal import JournalEntry
from reader.tui.claims.targets import ClaimChange, Picked, Targets
from reader.tui.kit.question import Question
from reader.tui.reading.discretion import discreet
from reader.tui.session.check_choices import check_choices
from reader.tui.session.names import covered

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.library import Edits
    from reader.model.claim_rows import ShownAnnotation
    from reader.tui.claims.host import DeskHost
    from reader.tui.claims.reader import ClaimReader

Write = Callable[["Edits", Picked], Change]
SLOW = 0.3
"""Seconds between two looks at how far a long change has come."""


class ClaimChanges:
    """The keys of the page, on claims of any number of articles; each is one entry of the journal.

    A tag is only changed, and a claim only removed, once that is agreed to: the same keys do other
    things in the library, and what was done there by habit must not change a claim.
    """

    def __init__(self, host: DeskHost, reader: ClaimReader, targets: Targets) -> None:
        self.host, self.reader, self.targets = host, reader, targets
        self.words, self.library = host.words, host.library
        self._aside: dict[tuple[str, str], str] = {}  # texts that were put aside, by their claim
        self._done = 0  # claims that a change under way has come to
        self._looking: Timer | None = None

    # what can be changed at one or at many

    def tag(self, name: str, *, unsure: bool = False) -> None:
        """Tag as fact, opinion or no claim."""
        tag = Tag(name)
        what = self.words(f"tag.{tag}")
        what = self.words("export.unsure", tag=what) if unsure else what
        self._put(what, {"tag": tag, "unsure": unsure}, sure=False)

    def turn_check(self) -> None:
        """Put on the list of what is to be checked; the claim at the cursor, off it as well."""
        status, here = Status.TO_CHECK, self.reader.desk.here
        if not self.reader.desk.marks and here is not None:
            annotation = here.annotation
            if annotation.status is Status.TO_CHECK:
                status = Status.DECIDED if annotation.verdict else Status.UNCHECKED
        self._put(self.words(f"status.{status}"), {"status": status}, check=True)

    def ask_result(self) -> None:
        """Ask for the result of the check; one digit answers, 0 takes it back."""
        choices = check_choices(self.words, self.library.book.scale())
        self._ask_each(
            Question(
                "status", "", lambda name: self._put(
                    name, choices[name], check=True, judges="verdict" in choices[name]
                ),
                choices=list(choices), first=0, only_choices=True,
            )
        )  # fmt: skip

    def ask_priority(self) -> None:
        """Ask how urgent the check is; 0 is not at all."""
        names = [self.words(f"priority.{number}") for number in range(MOST_URGENT + 1)]
        self._ask_each(
            Question(
                "priority", "",
                lambda name: self._put(name, {"priority": names.index(name)}, check=True),
                choices=names, first=0, only_choices=True,
            )
        )  # fmt: skip

    def ask_due(self, typed: str | None = None, wrong: str = "") -> None:
        """Ask by which day it should be checked; an empty answer takes the day away."""

        def kept(text: str) -> None:
            day = due_day(text, date.today())
            if day is None:
                self.ask_due(text, self.words("desk.no_day", text=text))
                return
            what = self.words("desk.due", day=day) if day else self.words("desk.none.due")
            self._put(what, {"due": day}, check=True)

        text = self._known("due") if typed is None else typed
        self._ask_each(Question("due", "", kept, text=text, afresh=not wrong, wrong=wrong))

    def ask_assignee(self) -> None:
        """Ask who should check it; an empty answer takes the name away."""

        def kept(name: str) -> None:
            what = f"{self.words('field.assignee')} {name}" if name else ""
            self._put(what or self.words("desk.none.assignee"), {"assignee": name}, check=True)

        names = [each.name for each in self.reader.names.annotators.values()]
        self._ask_each(
            Question(
                "assignee", "", kept, text=self._known("assignee"), afresh=True,
                completes=lambda typed: [name for name in names if name.startswith(typed)],
            )
        )  # fmt: skip

    def turn_ready(self) -> None:
        """Ready for somebody else to look at, or not any more."""
        here, marks = self.reader.desk.here, self.reader.desk.marks
        on = bool(marks) or here is None or not here.annotation.ready
        what = self.words("ready.yes" if on else "desk.not_ready")
        self._put(what, {"ready": on}, check=True, judged=True)

    def approve(self) -> None:
        """Approve the verdict, or take the approval back."""
        here, marks = self.reader.desk.here, self.reader.desk.marks
        on = bool(marks) or here is None or not here.annotation.approved_by
        me = self.reader.names.me
        own = here is not None and me is not None and here.annotation.checked_by == me.name
        if on and own and not marks and self.host.config.approval:
            self.host.show_message("desk.own_verdict")
            return
        what = self.words("desk.approved" if on else "desk.not_approved")
        self._put(what, {"approved": on}, check=True, judges=True, judged=True)

    def turn_label(self, digit: int) -> None:
        """Put on the label of a digit; off the claim at the cursor where it is on."""
        name = self.library.book.digits().get(digit)
        if name is None:
            self.host.show_message("desk.label_free", digit=digit)
            return
        on = None if not self.reader.desk.marks else True
        self._change(name, lambda edits, it: edits.label(it.article, it.annotation, name, on))

    def remove(self) -> None:
        """Remove annotations; they can be brought back."""
        what = self.words("desk.remove")
        self._change(what, lambda edits, it: edits.remove(it.annotation), sure=False)

    # what is asked about one alone

    def ask_text(self, field: str) -> None:
        """Ask for a text about the claim at the cursor: its source, note, reasons or method."""

        def ask(claim: ShownAnnotation) -> None:
            annotation = claim.annotation
            known = str(getattr(annotation, field))
            key = annotation.id, field
            picked = [Picked(claim.row.article, claim.row.annotation)]

            def put_aside(text: str) -> None:
                self._aside[key] = text
                self.host.show_message("desk.aside")

            def kept(text: str) -> None:
                what = self.words(f"field.{field}")
                values = {field: text}
                self._write(
                    what, picked,
                    lambda edits, it: edits.edit(it.article, it.annotation, **values),
                )  # fmt: skip

            question = Question(
                field if field in ("note", "source") else "check_text",
                self.targets.quote(claim),
                kept,
                left=put_aside if field != "source" else None,
                text=self._aside.pop(key, known),
                many_lines=field != "source",
                afresh=field == "source",
                gaps=()
                if field in ("note", "source")
                else (("name", self.words(f"field.{field}")),),
            )
            quiet = annotation.private or (annotation.note_private and field == "note")
            self.host.ask(question if quiet else discreet(question, self.host, known))

        self.targets.one(ask, check=field in ("justification", "method"))

    # writing

    def _known(self, field: str) -> str:
        here = self.reader.desk.here
        return (
            "" if here is None or self.reader.desk.marks else str(getattr(here.annotation, field))
        )

    def _ask_each(self, question: Question) -> None:
        """Ask something about the claim at the cursor or the marked ones."""
        desk = self.reader.desk
        if desk.marks:
            self.host.ask(question._replace(quote=self.words("desk.about_marked")))
            return
        asked = desk.here
        if asked is None:
            return

        def kept(answer: str) -> None:
            now = desk.here
            if now is None or (now.annotation.id, now.quote) != (asked.annotation.id, asked.quote):
                self.host.show_message("desk.reworded")
            else:
                question.kept(answer)

        self.host.ask(question._replace(quote=self.targets.quote(asked), kept=kept))

    def _put(self, what: str, fields: Mapping[str, object], **kind: bool) -> None:
        self._change(
            what, lambda edits, it: edits.edit(it.article, it.annotation, **fields), **kind
        )

    def _change(self, what: str, write: Write, **kind: bool) -> None:
        self.targets.each(
            ClaimChange(what, lambda picked: self._write(what, picked, write), **kind)
        )

    def _write(self, what: str, picked: Sequence[Picked], write: Write) -> None:
        """Write a change at all that were picked, as one action."""
        desk, self._done = self.reader.desk, 0
        quote = self.targets.quote(here) if (here := desk.here) else ""

        def work(edits: Edits) -> int:
            changed = 0
            with edits.batch():
                for each in picked:
                    changed += bool(write(edits, each).pairs)
                    self._done += 1
            return changed

        def done(changed: int) -> None:
            self._end()
            desk.marks.put_all(marked=False)
            if not changed:
                self.host.show_message("desk.same", what=what)
            elif len(picked) == 1:
                self.host.show_message("desk.done", what=what, quote=quote)
            else:
                self.host.show_message("desk.done.many", what=what, count=changed)
            self.reader.reload(again=True)

        if len(picked) > 1:
            self._looking = self.host.node.set_interval(SLOW, lambda: self._tell(len(picked)))
        self.host.edit_queue.write(self.host.navigator.signed(work), done, self._end)

    def _tell(self, total: int) -> None:
        self.host.show_under_way(self.words("desk.writing", done=self._done, count=total))

    def _end(self) -> None:
        if self._looking is not None:
            self._looking.stop()
            self._looking = None
            self.host.show_under_way("")

    # undo

    def turn(self, op: str, agreed: int = 0) -> None:
        """Undo or redo my last change of claims; one that covers many only once that is agreed."""

        def work(edits: Edits) -> Change | JournalEntry | None:
            entry = edits.history.next_turn(op)
            if entry is None or (entry.wide and entry.number != agreed):
                return entry
            return edits.history.turn(op, entry)

        def done(turned: Change | JournalEntry | None) -> None:
            if turned is None:
                self.host.show_message(f"nothing.{op}")
            elif isinstance(turned, JournalEntry):
                self.host.ask(
                    Question(
                        f"{op}_wide", "", lambda _: self.turn(op, turned.number),
                        only_choices=True, confirms=True,
                        gaps=(("what", covered(turned, self.words)),),
                    )
                )  # fmt: skip
            else:
                self._show_turned(op, turned)
                touched = next((it.id for pair in turned.pairs for it in pair if it), "")
                self.reader.reload(again=True, to=touched)

        if self.reader.names.me is None:
            self.host.show_message(f"nothing.{op}")
        else:
            self.host.edit_queue.write(self.host.navigator.signed(work), done)

    def _show_turned(self, op: str, change: Change) -> None:
        entry = change.entry
        if entry is not None and entry.wide:
            self.host.show_message(f"done.{op}ne.wide", what=covered(entry, self.words))
        else:
            self.host.show_message(f"desk.{op}ne")
        if change.left:
            self.host.add_message("done.turned.left", count=change.left)
        if change.private:
            self.host.add_message("done.turned.private")


def due_day(text: str, today: date) -> str | None:
    """The ISO 8601 day that somebody typed, in any width, or as today or tomorrow; "" for none.

    None where it is no day.
    """
    typed = unicodedata.normalize("NFKC", text).strip().casefold()
    days = {"": "", "今天": today, "today": today}
    days |= dict.fromkeys(("明天", "tomorrow"), today + timedelta(days=1))
    if typed in days:
        return str(days[typed])
    try:
        return str(date.fromisoformat(typed.replace("/", "-")))
    except ValueError:
        return None
