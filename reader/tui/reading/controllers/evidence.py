"""Evidence on the page: added step by step, corrected, taken away; its quotes opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.quoted_pages import EvidenceDraft
from reader.model import Change, Evidence, Span
from reader.text.evidence import address_and_remark
from reader.tui.kit.question import Question
from reader.tui.quoting.evidence_flow import EvidenceClaim, EvidenceFlow, drop_draft
from reader.tui.quoting.quote_choice import choose_quote
from reader.tui.reading.controllers.controller import ReadingController, ReadingControllerHost
from reader.tui.reading.discretion import ask_discreetly
from reader.tui.session.aim import Deed
from reader.tui.session.sources import NUMBERED

if TYPE_CHECKING:
    from reader.library import Edits


class EvidenceOfClaims(ReadingController):
    """Evidence of a claim: added, corrected, taken away."""

    def __init__(self, host: ReadingControllerHost) -> None:
        super().__init__(host)
        self._flow = EvidenceFlow(host, host.edit_queue)

    def add(self) -> None:
        """Ask where a piece of evidence is from, for a quote, and what it says."""
        self.targets.act(Deed.SAY, self._ask_evidence)

    def _ask_evidence(self, target: Span | str, span: Span) -> None:
        session, own = self.session, self.session.own(target)
        lost = own is not None and own.span is None

        def keep(draft: EvidenceDraft) -> None:
            self.targets.leave_selection()
            self.edits.edit(
                lambda edits: work(edits, draft),
                lambda change: self.edits.show_kept(change, lambda: self._say_kept(draft)),
                span,
            )

        def work(edits: Edits, draft: EvidenceDraft) -> Change:
            change = edits.annotate(self.article, target, {}, evidence=[draft.evidence])
            drop_draft(claim, edits)
            return change

        quiet = own is not None and own.private
        claim = EvidenceClaim(
            session.quote(span, 40), self.article, None if lost else span, quiet, keep
        )
        self.edits.sign(lambda: self._flow.begin(claim))

    def _say_kept(self, draft: EvidenceDraft) -> None:
        said = next(filter(None, (draft.url, draft.remark, draft.answer, draft.question)), "")
        self.host.show_message("done.evidence", url=said)

    def show_quote(self) -> None:
        """Show the page that evidence at the cursor quotes; of several quotes, ask which."""
        choose_quote(self.host, self.session.shown_here())

    def change(self) -> None:
        """Correct a piece of evidence, or take it away; of several, ask which."""
        self.targets.act(Deed.CHANGE, self._choose_evidence)

    def _choose_evidence(self, target: Span | str, span: Span) -> None:
        own = self.session.own(target)
        known = own.evidence if own else ()
        if len(known) < 2:
            for evidence in known:
                self._ask_change(target, evidence, span)
            if not known:
                self.host.show_message("nothing.evidence")
            return
        pieces = {" ".join(it.texts): it for it in known[:NUMBERED]}
        question = Question(
            "evidence_which",
            self.session.quote(span, 40),
            kept=lambda text: self._ask_change(target, pieces[text], span),
            choices=list(pieces),
            only_choices=True,
        )
        self.host.ask(question)

    def _ask_change(self, target: Span | str, evidence: Evidence, span: Span) -> None:
        """Ask for the address and remark anew; nothing typed takes the evidence away, if it says
        nothing else.
        """
        more = evidence.question or evidence.answer or evidence.medium or evidence.quote

        def kept(text: str) -> None:
            url, remark = address_and_remark(text)

            def work(edits: Edits) -> Change:
                if not (text or more):
                    return edits.remove_evidence(evidence.id)
                return edits.change_evidence(evidence.id, url, remark)

            key = "done.evidence" if text or more else "done.evidence_removed"
            done = text or more or known
            self.edits.edit(
                work,
                lambda it: self.edits.show_kept(it, lambda: self.host.show_message(key, url=done)),
                span,
            )

        known = f"{evidence.url} {evidence.remark}".strip()
        question = Question(
            "evidence_change", self.session.quote(span, 40), kept=kept,
            text=known,
        )  # fmt: skip
        ask_discreetly(self.host, question, target, known)

    def keep(self, target: Span | str, span: Span, text: str) -> None:
        url, remark = address_and_remark(text)
        self.targets.leave_selection()
        self.edits.edit(
            lambda edits: edits.add_evidence(self.article, target, url, remark),
            lambda change: self.edits.show_kept(
                change, lambda: self.host.show_message("done.evidence", url=text)
            ),
            span,
        )
