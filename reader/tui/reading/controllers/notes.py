"""Notes: written at the bottom, kept in the margin; and what is pasted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.model import Change, Draft, Span
from reader.tui.kit.keys import composed
from reader.tui.kit.question import Question
from reader.tui.reading.controllers.controller import ReadingController, ReadingControllerHost
from reader.tui.reading.controllers.evidence import EvidenceOfClaims
from reader.tui.reading.discretion import ask_discreetly
from reader.tui.session.aim import Deed
from reader.tui.terminal.events import Burst

if TYPE_CHECKING:
    from textual import events

    from reader.library import Edits


class Notes(ReadingController):
    """Notes and their drafts."""

    def __init__(self, host: ReadingControllerHost, evidence: EvidenceOfClaims) -> None:
        super().__init__(host)
        self._evidence = evidence
        document = host.session.document
        self.drafts: dict[Span | str, str] = {  # of a mark without a place by its id
            draft.span: draft.text for draft in document.drafts if draft.field == "note"
        }
        self.drafts |= dict(document.note_drafts)

    def note(self) -> None:
        """Write a note, or go on with a draft."""
        self.targets.act(Deed.SAY, self._write_note)

    def _write_note(self, target: Span | str, span: Span) -> None:
        annotation = self.session.own(target)
        written = annotation.note if annotation else ""
        draft = self.drafts.get(self._draft_of(target, span))
        self.edits.sign(lambda: self._ask_note(target, span, draft or written))
        if draft and draft != written:
            self.host.show_message("restored")

    def _ask_note(self, target: Span | str, span: Span, text: str) -> None:
        own = self.session.own(target)
        question = Question(
            "note",
            self.session.quote(span, 40),
            kept=lambda note: self._keep_note(target, span, note),
            left=lambda note: self._put_aside(target, span, note),
            typed=lambda note: self._save_draft(target, span, note),
            pasted_url=lambda url: self._evidence.keep(target, span, url),
            text=text,
            many_lines=True,
        )
        ask_discreetly(self.host, question, target, own.note if own else "")

    def _draft_of(self, target: Span | str, span: Span) -> Span | str:
        """The key of a draft: the passage, or the mark if that had none when the draft began."""
        own = self.session.own(target)
        begun = own is not None and own.id in self.drafts
        return own.id if own is not None and (begun or self.session.lost_at(span)) else span

    def _keep_note(self, target: Span | str, span: Span, note: str) -> None:
        quote = self.session.quote(span)
        draft = self._draft_of(target, span)
        self.drafts[draft] = note  # until it is on disk

        def work(edits: Edits) -> Change:
            change = edits.edit(self.article, target, note=note)
            self._drop(edits, draft)
            return change

        def done(change: Change) -> None:
            self.drafts.pop(draft, None)
            self.edits.show_kept(change, lambda: self.host.show_message(key, quote=quote))

        self.targets.leave_selection()
        key = "done.note" if note else "done.note_removed"
        # What was typed since the last draft would be lost with the page that cannot keep it.
        self.edits.edit(work, done, span, lambda: self._save_draft(target, span, note))

    def _drop(self, edits: Edits, draft: Span | str) -> None:
        if isinstance(draft, Span):
            edits.drop_draft(self.article, draft, "note")
        else:
            edits.drop_note_draft(draft)

    def _save_draft(
        self,
        target: Span | str,
        span: Span,
        text: str,
        then: Callable[[], None] = lambda: None,
    ) -> None:
        """Have a draft on disk; `then` follows when it is there."""
        draft = self._draft_of(target, span)
        self.drafts[draft] = text

        def work(edits: Edits) -> None:
            if isinstance(draft, Span):
                edits.save_draft(self.article, Draft(draft, "note", text))
            else:
                edits.save_note_draft(draft, text)

        self.edit_queue.write(work, lambda _: then())

    def _put_aside(self, target: Span | str, span: Span, text: str) -> None:
        annotation = self.session.own(target)
        if text.strip() and text != (annotation.note if annotation else ""):
            self._save_draft(
                target, span, text, lambda: self.host.show_message("done.draft", key="a")
            )
        else:
            draft = self._draft_of(target, span)
            self.drafts.pop(draft, None)
            self.edit_queue.write(lambda edits: self._drop(edits, draft))
            self.host.show_text("")

    def notices(self) -> list[str]:
        """Notices of drafts, for the time before reading begins."""
        if not self.drafts:
            return []
        quote = self.session.quote(min(map(self.session.span_of, self.drafts)))
        return [self.words("notice.drafts", count=len(self.drafts), quote=quote)]

    def paste(self, event: events.Paste) -> None:
        """Take a pasted address as evidence for the passage; other text never acts as keys."""
        from reader.tui.kit.prompt import is_address

        url = event.text.strip()
        if isinstance(event, Burst):
            self.host.show_message("ime" if composed(event.text) else "paste.ignored")
        elif is_address(url):

            def keep(target: Span | str, span: Span) -> None:
                self.edits.sign(lambda: self._evidence.keep(target, span, url))

            self.targets.act(Deed.SAY, keep)
        elif url:
            self.host.show_message("paste.ignored")
