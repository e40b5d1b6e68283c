"""The result of a check."""

from __future__ import annotations

from dataclasses import replace

from reader.model import Annotation, Span, Status
from reader.tui.kit.question import Question
from reader.tui.reading.controllers.controller import ReadingController
from reader.tui.session.aim import Deed
from reader.tui.session.check_choices import check_choices
from reader.words.verdicts import check_text


class Checks(ReadingController):
    """Checks of claims: their status, and the verdict."""

    def ask_result(self) -> None:
        """Ask for the result of the check; one digit answers, 0 takes it back."""
        self.targets.act(Deed.SAY, self._ask_result)

    def _ask_result(self, target: Span | str, span: Span) -> None:
        ways = check_choices(self.words, self.library.book.scale())
        question = Question(
            "status",
            self.session.quote(span, 40),
            kept=lambda name: self._keep_check(target, span, name, **ways[name]),
            choices=list(ways),
            first=0,
            only_choices=True,
        )
        self.edits.sign(lambda: self.host.ask(question))

    def _keep_check(self, target: Span | str, span: Span, name: str, **changes: object) -> None:
        quote = self.session.quote(span)
        self.edits.keep(
            target,
            span,
            lambda: self.host.show_message("done.status", quote=quote, status=name),
            **changes,
        )

    def turn(self) -> None:
        """Turn "to be checked" on and off; a verdict stays, and stands again when it is off."""
        self.targets.act(Deed.SAY, self._turn_check)

    def _turn_check(self, target: Span | str, span: Span) -> None:
        own = self.session.own(target)
        status = Status.TO_CHECK
        if own is not None and own.status is Status.TO_CHECK:
            status = Status.DECIDED if own.verdict else Status.UNCHECKED
        shown = replace(own, status=status) if own else Annotation("", "", "", span, status=status)
        name = check_text(self.words, shown) or self.words("status.unchecked")
        self.edits.sign(lambda: self._keep_check(target, span, name, status=status))
