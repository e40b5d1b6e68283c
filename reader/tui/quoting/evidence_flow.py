"""Evidence of a claim, asked for step by step: where it is from, then what it says.

What is confirmed is on disk as a draft after each step; the evidence itself is one change.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.library import quoted_pages
from reader.library.quoted_pages import EvidenceDraft
from reader.model import Draft, Span
from reader.tui.kit.question import Question
from reader.tui.reading.discretion import discreet

if TYPE_CHECKING:
    from reader.library import Edits
    from reader.tui.kit.edit_queue import EditQueue
    from reader.tui.kit.host import ScreenHost

STEPS = ("question", "answer", "medium", "remark")
"""Texts of a piece of evidence, in the order in which they are asked for."""


class EvidenceClaim(NamedTuple):
    """The claim that evidence is added to: its quote as prompts show it, and where it stands.

    Of one that is `quiet`, names need not be asked about. `keep` writes the evidence.
    """

    quote: str
    article: str
    span: Span | None
    quiet: bool
    keep: Callable[[EvidenceDraft], None]


class EvidenceFlow:
    """The steps from the key to a piece of evidence, on any screen."""

    def __init__(self, host: ScreenHost, edit_queue: EditQueue) -> None:
        self._host, self._edit_queue = host, edit_queue
        self._aside: dict[str, EvidenceDraft] = {}  # of claims without a passage, by their quote

    def begin(self, claim: EvidenceClaim) -> None:
        """Ask where the evidence is from, or whether to go on with what was put aside."""
        draft = self._known(claim)
        if draft is None:
            self._ask_source(claim)
            return
        choices = [self._host.words("evidence.resume"), self._host.words("evidence.anew")]

        def chosen(choice: str) -> None:
            if choice == choices[0]:
                self._ask(claim, draft, STEPS[0])
            else:
                self._drop(claim)
                self._ask_source(claim)

        self._host.ask(
            Question("evidence_resume", claim.quote, chosen, choices=choices, only_choices=True)
        )

    def _ask_source(self, claim: EvidenceClaim) -> None:
        def found(draft: EvidenceDraft | None) -> None:
            if draft is not None:
                self._keep_draft(claim, draft)
                self._ask(claim, draft, STEPS[0])

        self._host.navigator.find_source(found)

    # what it says

    def _ask(self, claim: EvidenceClaim, draft: EvidenceDraft, step: str) -> None:
        """Ask for one of the texts; tab leaves the rest as it is and keeps all."""
        host, known = self._host, str(getattr(draft, step))
        rest = False

        def kept(text: str) -> None:
            grown = _said(draft, step, text)
            following = self._following(claim, grown, step) if rest else step
            self._go_on(claim, grown, following)

        def tabbed(text: str) -> None:
            nonlocal rest
            rest = True
            question.kept(text)

        def left(text: str) -> None:
            self._keep_draft(claim, _said(draft, step, text.strip()))
            host.show_message("evidence.aside")

        question = Question(
            f"evidence_{step}", draft.words or claim.quote, kept, left=left, tabbed=tabbed,
            text=known, many_lines=step == "answer",
        )  # fmt: skip
        question = question if claim.quiet else discreet(question, host)
        host.ask(question)

    def _following(self, claim: EvidenceClaim, draft: EvidenceDraft, step: str) -> str:
        """The step after which nothing has to be asked; a remark that names somebody new is."""
        named = self._host.library.sources.private_in
        ask = step != STEPS[-1] and not claim.quiet and any(named(draft.remark))
        return STEPS[-2] if ask else STEPS[-1]

    def _go_on(self, claim: EvidenceClaim, draft: EvidenceDraft, step: str) -> None:
        if step == STEPS[-1]:
            claim.keep(draft)
            return
        self._keep_draft(claim, draft)
        self._ask(claim, draft, STEPS[STEPS.index(step) + 1])

    # drafts

    def _known(self, claim: EvidenceClaim) -> EvidenceDraft | None:
        if claim.span is None:
            return self._aside.get(claim.quote)
        return quoted_pages.kept_draft(self._host.library, claim.article, claim.span)

    def _keep_draft(self, claim: EvidenceClaim, draft: EvidenceDraft) -> None:
        if claim.span is None:
            self._aside[claim.quote] = draft
            return
        kept = Draft(claim.span, quoted_pages.DRAFT, draft.as_text())
        self._edit_queue.write(lambda edits: edits.save_draft(claim.article, kept))

    def _drop(self, claim: EvidenceClaim) -> None:
        self._aside.pop(claim.quote, None)
        self._edit_queue.write(partial(drop_draft, claim))


def _said(draft: EvidenceDraft, step: str, text: str) -> EvidenceDraft:
    """A draft with one of its texts as it was typed."""
    said: dict[str, Any] = {step: text}
    return replace(draft, **said)


def drop_draft(claim: EvidenceClaim, edits: Edits) -> None:
    """Forget the draft of a claim's evidence, within the action that writes the evidence."""
    if claim.span is not None:
        edits.drop_draft(claim.article, claim.span, quoted_pages.DRAFT)
