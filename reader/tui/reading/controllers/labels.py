"""Labels of the code book, by their digits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.model import Change, Span
from reader.tui.kit.question import Question
from reader.tui.reading.controllers.controller import ReadingController, ReadingControllerHost
from reader.tui.reading.discretion import ask_discreetly
from reader.tui.session.aim import Deed

if TYPE_CHECKING:
    from reader.library import Edits


class Labels(ReadingController):
    """Labels: put on and taken off; one without a name gets it at its first use."""

    def __init__(self, host: ReadingControllerHost) -> None:
        super().__init__(host)
        self._naming: dict[int, str] = {}  # on their way to the code book, by their digit

    @property
    def digits(self) -> dict[int, str]:
        """The labels that have a digit now; another program may have changed that."""
        return self.library.book.digits() | self._naming

    def turn(self, number: int) -> None:
        """Put a label of the code book on, or take it off; name it at its first use."""
        self.targets.act(Deed.SAY, partial(self._turn_label, number))

    def _turn_label(self, number: int, target: Span | str, span: Span) -> None:
        name = self.digits.get(number)
        if name:
            self.edits.sign(lambda: self._put_label_discreetly(number, target, span, name))
            return

        def forget() -> None:
            self._naming.pop(number, None)

        def named(text: str) -> None:
            if text:
                self._naming[number] = text
                self._put_label(
                    lambda edits: edits.label_first(self.article, target, number, text),
                    span,
                    forget,
                )

        question = Question(
            "label", self.session.quote(span, 40), kept=named,
            gaps=(("number", number),),
            completes=self._labels_like,
        )  # fmt: skip
        self.edits.sign(lambda: ask_discreetly(self.host, question, target))

    def _labels_like(self, typed: str) -> Sequence[str]:
        """The labels that begin with what is typed."""
        return [it.name for it in self.library.book.labels() if it.name.startswith(typed)]

    def _put_label_discreetly(self, number: int, target: Span | str, span: Span, name: str) -> None:
        """Put a label on or take it off; one that names a private source is asked for."""

        def put() -> None:
            self._put_label(lambda edits: edits.label_by_digit(self.article, target, number), span)

        own = self.session.own(target)
        known = own is not None and (own.private or name in own.labels)
        known = known or (own is None and self.host.config.default_privacy.annotations)
        names = () if known else self.library.sources.private_in(name)
        if not names:
            put()
            return
        question = Question(
            "publish",
            self.session.quote(span, 40),
            kept=lambda _: put(),
            choices=[self.words("publish.as_is")],
            only_choices=True,
            wrong=self.words("prompt.publish.private", name="、".join(names)),
        )
        self.host.ask(question)

    def _put_label(
        self,
        work: Callable[[Edits], Change],
        span: Span,
        after: Callable[[], None] = lambda: None,
    ) -> None:
        """Write the work of a digit, and show the label's name; `after` is called in any case."""
        quote = self.session.quote(span)

        def done(change: Change) -> None:
            after()
            off, on = (
                [name for pair in change.pairs if (it := pair[n]) for name in it.labels]
                for n in (0, 1)
            )
            key = "done.label" if len(on) > len(off) else "done.unlabel"
            name = "、".join(sorted({*off} ^ {*on}))
            self.edits.show_kept(
                change, lambda: self.host.show_message(key, label=name, quote=quote)
            )

        self.targets.leave_selection()
        self.edits.edit(work, done, span, after)
