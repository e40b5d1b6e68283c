"""Claims: who says it, the result of the check, evidence, kind, labels, highlights."""

from __future__ import annotations

from collections.abc import Callable

from reader.model import Change, Span, Status
from reader.tui.question import Question
from reader.tui.reading.tagging import Tagging

HIGHLIGHT = "yellow"
SOURCES_SHOWN = 9


class Claiming(Tagging):
    """Actions that say something about a passage besides its tag and its note."""

    def _about(self) -> tuple[Span | str, Span] | None:
        """What the next remark is about, with its passage; None if that is not in sight."""
        if not self.desk.walk.count:
            return None
        target = self.desk.target()
        span = self.desk.span_of(target)
        return (target, span) if self.in_sight(span) and not self.is_anothers(target) else None

    def _keep(
        self, target: Span | str, span: Span, say: Callable[[], None], **fields: object
    ) -> None:
        """Write some fields of an annotation; the selection is done with."""
        self._close_selection()
        self.edit(
            lambda edits: edits.edit(self.article, target, **fields),
            lambda change: self._kept(change, say),
            span,
        )

    def _kept(self, change: Change, say: Callable[[], None]) -> None:
        """Say what has changed; nothing is said where nothing has."""
        if change.pairs:
            say()
        else:
            self.tell("")
        self.check_panel()

    def _close_selection(self) -> None:
        if self.desk.selection is not None:
            self.desk.selection = None
            self.show()

    # who says it

    def action_source(self) -> None:
        """Ask who says it; the sources used in this article can be picked by a digit."""
        about = self._about()
        if about is None:
            return
        target, span = about
        annotation = self.desk.own(target)

        def asking() -> None:
            self.ask(
                Question(
                    "source",
                    self.desk.quote(span, 40),
                    kept=lambda source: self._keep_source(target, span, source),
                    left=lambda _: self.tell(""),
                    text=annotation.source if annotation else "",
                    choices=self.desk.marks.sources()[:SOURCES_SHOWN],
                    afresh=True,
                )
            )

        self.sign(asking)

    def _keep_source(self, target: Span | str, span: Span, source: str) -> None:
        self.last_source = source or self.last_source
        quote = self.desk.quote(span)
        said = self.desk.rendition.told(source) or self.words("author")
        self._keep(
            target, span, lambda: self.say("done.source", quote=quote, source=said), source=source
        )

    def action_source_again(self) -> None:
        """The same source as the last one."""
        about = self._about()
        source = self.last_source or self.desk.last_source()
        if not source:
            self.say("nothing.source")
        elif about is not None:
            target, span = about
            self.sign(lambda: self._keep_source(target, span, source))

    # checking

    def action_result(self) -> None:
        """Ask for the result of the check; one digit answers."""
        about = self._about()
        if about is None:
            return
        target, span = about
        names = {self.words(f"status.{status}"): status for status in Status}

        def asking() -> None:
            self.ask(
                Question(
                    "status",
                    self.desk.quote(span, 40),
                    kept=lambda name: self._keep_status(target, span, names[name]),
                    left=lambda _: self.tell(""),
                    choices=list(names),
                    first=0,
                    only_choices=True,
                )
            )

        self.sign(asking)

    def _keep_status(self, target: Span | str, span: Span, status: Status) -> None:
        quote, name = self.desk.quote(span), self.words(f"status.{status}")
        self._keep(
            target, span, lambda: self.say("done.status", quote=quote, status=name), status=status
        )

    def action_check(self) -> None:
        """To be checked, on and off."""
        about = self._about()
        if about is None:
            return
        target, span = about
        annotation = self.desk.own(target)
        on = annotation is None or annotation.status is not Status.TO_CHECK
        status = Status.TO_CHECK if on else Status.UNCHECKED
        self.sign(lambda: self._keep_status(target, span, status))

    def action_private(self) -> None:
        """Private, on and off; a private annotation is never exported."""
        about = self._about()
        if about is None:
            return
        target, span = about
        own = self.desk.own(target)
        if own is None:
            self.say("nothing.remove")
            return
        on = not own.private
        key, quote = "done.private" if on else "done.public", self.desk.quote(span)
        self._keep(target, span, lambda: self.say(key, quote=quote), private=on)

    def action_highlight(self) -> None:
        """Highlight, on and off."""
        about = self._about()
        if about is None:
            return
        target, span = about
        own = self.desk.own(target)
        on = own is None or not own.highlight
        key, quote = "done.highlighted" if on else "done.unhighlighted", self.desk.quote(span)
        self._keep(
            target, span, lambda: self.say(key, quote=quote), highlight=HIGHLIGHT if on else ""
        )

    # evidence, kind, labels

    def ask_evidence(self) -> None:
        """Ask for the address of a piece of evidence and a remark."""
        about = self._about()
        if about is not None:
            target, span = about
            self.ask(
                Question(
                    "evidence", self.desk.quote(span, 40),
                    kept=lambda text: self._keep_evidence(target, span, text) if text else None,
                    left=lambda _: self.tell(""),
                )
            )  # fmt: skip

    def _keep_evidence(self, target: Span | str, span: Span, text: str) -> None:
        url, _, remark = text.partition(" ")
        self.edit(
            lambda edits: edits.add_evidence(self.article, target, url, remark.strip()),
            lambda change: self._kept(change, lambda: self.say("done.evidence", url=url)),
            span,
        )

    def ask_kind(self) -> None:
        """Ask what kind of claim it is."""
        about = self._about()
        if about is None:
            return
        target, span = about
        own, quote = self.desk.own(target), self.desk.quote(span)

        def kept(kind: str) -> None:
            said = kind or self.words("none")
            self._keep(
                target, span, lambda: self.say("done.kind", kind=said, quote=quote), kind=kind
            )

        self.ask(
            Question(
                "kind",
                self.desk.quote(span, 40),
                kept=kept,
                left=lambda _: self.tell(""),
                text=own.kind if own else "",
                afresh=True,
            )
        )

    def action_label(self, number: int) -> None:
        """Put a label of the code book on, or take it off; name it at its first use."""
        about = self._about()
        if about is None:
            return
        target, span = about
        name = self.code_book.get(number)
        if name:
            self.sign(lambda: self._put_label(target, span, name))
            return

        def named(text: str) -> None:
            if text:
                self.code_book[number] = text
                self.pen.write(lambda edits: edits.name_label(number, text))
                self._put_label(target, span, text)

        question = Question(
            "label", self.desk.quote(span, 40), kept=named, left=lambda _: self.tell(""),
            gaps=(("number", number),),
        )  # fmt: skip
        self.sign(lambda: self.ask(question))

    def _put_label(self, target: Span | str, span: Span, name: str) -> None:
        own = self.desk.own(target)
        on = own is None or name not in own.labels
        key, quote = "done.label" if on else "done.unlabel", self.desk.quote(span)
        self._close_selection()
        self.edit(
            lambda edits: edits.label(self.article, target, name, on),
            lambda change: self._kept(change, lambda: self.say(key, label=name, quote=quote)),
            span,
        )
