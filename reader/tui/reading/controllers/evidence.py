"""Evidence: an address and a remark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import Change, Evidence, Span
from reader.text.evidence import address_and_remark
from reader.tui.kit.question import Question
from reader.tui.reading.controllers.controller import ReadingController
from reader.tui.reading.discretion import ask_discreetly
from reader.tui.session.aim import Deed
from reader.tui.session.sources import NUMBERED

if TYPE_CHECKING:
    from reader.library import Edits


class EvidenceOfClaims(ReadingController):
    """Evidence of a claim: added, corrected, taken away."""

    def add(self) -> None:
        """Ask for the address of a piece of evidence and a remark."""
        self.targets.act(Deed.SAY, self._ask_evidence)

    def _ask_evidence(self, target: Span | str, span: Span) -> None:
        question = Question(
            "evidence", self.session.quote(span, 40),
            kept=lambda text: self.keep(target, span, text) if text else None,
        )  # fmt: skip
        self.edits.sign(lambda: ask_discreetly(self.host, question, target))

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
