"""Highlights and kinds of claims."""

from __future__ import annotations

from reader.model import HIGHLIGHTS, Span
from reader.tui.kit.question import Question
from reader.tui.reading.controllers.controller import ReadingController
from reader.tui.reading.discretion import ask_discreetly
from reader.tui.session.aim import Deed


class ClaimEdits(ReadingController):
    """Edits of the highlight and of the kind of a claim."""

    def highlight(self) -> None:
        """Turn the highlight on or off."""
        self.targets.act(Deed.SAY, self._turn_highlight)

    def _turn_highlight(self, target: Span | str, span: Span) -> None:
        own = self.session.own(target)
        on = own is None or not own.highlight
        key, quote = "done.highlighted" if on else "done.unhighlighted", self.session.quote(span)
        self.edits.keep(
            target,
            span,
            lambda: self.host.show_message(key, quote=quote),
            highlight=HIGHLIGHTS[0] if on else "",
        )

    def kind(self) -> None:
        """Ask for the kind of a claim."""
        self.targets.act(Deed.SAY, self._ask_kind)

    def _ask_kind(self, target: Span | str, span: Span) -> None:
        own, quote = self.session.own(target), self.session.quote(span)

        def kept(kind: str) -> None:
            name = kind or self.words("none")
            self.edits.keep(
                target,
                span,
                lambda: self.host.show_message("done.kind", kind=name, quote=quote),
                kind=kind,
            )

        question = Question(
            "kind",
            self.session.quote(span, 40),
            kept=kept,
            text=own.kind if own else "",
            afresh=True,
        )
        self.edits.sign(
            lambda: ask_discreetly(self.host, question, target, own.kind if own else "")
        )
