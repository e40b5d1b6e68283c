"""Claims: who says it, the result of the check, evidence, kind, labels, highlights."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from reader.model import HIGHLIGHTS, Annotation, Change, Evidence, Span, Status
from reader.text.evidence import address_and_remark
from reader.tui.desk.aim import Deed
from reader.tui.desk.sources import NUMBERED
from reader.tui.question import Question
from reader.tui.reading.tagging import Tagging
from reader.words.speakers import speaker_name
from reader.words.verdicts import check_said, verdict_name

if TYPE_CHECKING:
    from reader.library import Edits


class Claiming(Tagging):
    """Actions that say something about a passage besides its tag and its note."""

    def _keep(
        self, target: Span | str, span: Span, say: Callable[[], None], **fields: object
    ) -> None:
        """Write some fields of an annotation; the selection is done with."""
        self.targets.leave_selection()
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

    # who says it

    def action_source(self) -> None:
        """Ask who says it; the sources used in this article can be picked by a digit."""
        self.targets.act(Deed.SAY, self._ask_source)

    def _ask_source(self, target: Span | str, span: Span, typed: str = "", wrong: str = "") -> None:
        """Ask for a source; a private name is taken for a public annotation when typed twice."""
        own, sources = self.desk.own(target), self.desk.sources
        private = own is not None and own.private

        def kept(source: str) -> None:
            if not private and source != typed and self.library.is_private_source(source):
                told = self.words("prompt.source.private", name=source)
                self._ask_source(target, span, source, told)
            else:
                self._keep_source(target, span, source)

        question = Question(
            "source",
            self.desk.quote(span, 40),
            kept=kept,
            left=lambda _: self.tell(""),
            completes=lambda typed: sources.completed(typed, private=private),
            text=typed or (own.source if own else ""),
            choices=sources.offered(private=private)[:NUMBERED],
            afresh=True,
            wrong=wrong,
        )
        self.sign(lambda: self.ask(question))

    def _keep_source(self, target: Span | str, span: Span, source: str) -> None:
        own = self.desk.own(target)
        self.desk.sources.say(source, private=own is not None and own.private)
        quote = self.desk.quote(span)
        who = self.desk.speaker(Annotation("", "", "", span, source=source))
        said = speaker_name(self.words, who)
        self._keep(
            target, span, lambda: self.say("done.source", quote=quote, source=said), source=source
        )

    def action_source_again(self) -> None:
        """The same source as the last one."""
        self.targets.act(Deed.SAY, self._put_last_source)

    def _put_last_source(self, target: Span | str, span: Span) -> None:
        own = self.desk.own(target)
        source = self.desk.sources.last(private=own is not None and own.private)
        if source:
            self.sign(lambda: self._keep_source(target, span, source))
        else:
            known = self.desk.sources.last(private=True)
            self.say("nothing.source.private" if known else "nothing.source")

    def ask_discreetly(self, question: Question, target: Span | str, known: str = "") -> None:
        """Ask for a text that is exported, unless it is of a private annotation."""
        own = self.desk.own(target)
        quiet = own is not None and (own.private or (own.note_private and question.kind == "note"))
        if not quiet:
            question = self.discreet(question, known)
        self.ask(question)

    # checking

    def action_result(self) -> None:
        """Ask what came out of the check; one digit answers, 0 takes it back."""
        self.targets.act(Deed.SAY, self._ask_result)

    def _ask_result(self, target: Span | str, span: Span) -> None:
        ways: dict[str, dict[str, object]] = {}
        for status in (Status.UNCHECKED, None, Status.TO_CHECK, Status.ASKED):
            if status is not None:
                ways[self.words(f"status.{status}")] = {"status": status}
                continue
            for verdict in self.library.scale()[: NUMBERED - 2]:
                ways[verdict_name(self.words, verdict)] = {"verdict": verdict}
        question = Question(
            "status",
            self.desk.quote(span, 40),
            kept=lambda name: self._keep_check(target, span, name, **ways[name]),
            left=lambda _: self.tell(""),
            choices=list(ways),
            first=0,
            only_choices=True,
        )
        self.sign(lambda: self.ask(question))

    def _keep_check(self, target: Span | str, span: Span, name: str, **said: object) -> None:
        quote = self.desk.quote(span)
        self._keep(target, span, lambda: self.say("done.status", quote=quote, status=name), **said)

    def action_check(self) -> None:
        """To be checked, on and off; a verdict stays, and stands again when it is off."""
        self.targets.act(Deed.SAY, self._turn_check)

    def _turn_check(self, target: Span | str, span: Span) -> None:
        own = self.desk.own(target)
        status = Status.TO_CHECK
        if own is not None and own.status is Status.TO_CHECK:
            status = Status.DECIDED if own.verdict else Status.UNCHECKED
        shown = replace(own, status=status) if own else Annotation("", "", "", span, status=status)
        name = check_said(self.words, shown) or self.words("status.unchecked")
        self.sign(lambda: self._keep_check(target, span, name, status=status))

    def action_private(self) -> None:
        """Private, on and off; a private annotation is never exported."""
        self.targets.act(Deed.CHANGE, self._turn_private)

    def _turn_private(self, target: Span | str, span: Span) -> None:
        own = self.desk.own(target)
        if own is None:
            return
        texts = [own.source, *own.exported_texts]
        if own.private and (names := self.library.private_sources_in("\n".join(texts))):
            self._ask_publish(own, span, names)
        elif own.private and own.source and self.library.is_private_source(own.source):
            self._ask_publish(own, span, (own.source,))
        else:
            self._put_private(target, span, private=not own.private)

    def _put_private(self, target: Span | str, span: Span, **fields: object) -> None:
        key = "done.private" if fields["private"] else "done.public"
        quote = self.desk.quote(span)
        self._keep(target, span, lambda: self.say(key, quote=quote), **fields)

    def _ask_publish(self, own: Annotation, span: Span, names: Sequence[str]) -> None:
        """Before a name that only private annotations use becomes public, say so."""
        inside = set(names) & set(self.library.private_sources_in("\n".join(own.exported_texts)))
        plain: dict[str, object] = {"private": False}
        ways = {
            self.words("publish.as_is" if inside else "publish.with"): plain,
            self.words("publish.without"): plain | {"source": ""},
        }
        if inside:  # taking the source away would not take the name out of the note
            del ways[self.words("publish.without")]
        question = Question(
            "publish",
            self.desk.quote(span, 40),
            kept=lambda way: self._put_private(own.id, span, **ways[way]),
            left=lambda _: self.tell(""),
            choices=list(ways),
            only_choices=True,
            wrong=self.words("prompt.publish.private", name="、".join(names)),
        )
        self.ask(question)

    def action_highlight(self) -> None:
        """Highlight, on and off."""
        self.targets.act(Deed.SAY, self._turn_highlight)

    def _turn_highlight(self, target: Span | str, span: Span) -> None:
        own = self.desk.own(target)
        on = own is None or not own.highlight
        key, quote = "done.highlighted" if on else "done.unhighlighted", self.desk.quote(span)
        self._keep(
            target, span, lambda: self.say(key, quote=quote), highlight=HIGHLIGHTS[0] if on else ""
        )

    # evidence, kind, labels

    def action_evidence(self) -> None:
        """Ask for the address of a piece of evidence and a remark."""
        self.targets.act(Deed.SAY, self._ask_evidence)

    def _ask_evidence(self, target: Span | str, span: Span) -> None:
        question = Question(
            "evidence", self.desk.quote(span, 40),
            kept=lambda text: self._keep_evidence(target, span, text) if text else None,
            left=lambda _: self.tell(""),
        )  # fmt: skip
        self.sign(lambda: self.ask_discreetly(question, target))

    def action_change_evidence(self) -> None:
        """Correct a piece of evidence, or take it away; of several, ask which."""
        self.targets.act(Deed.CHANGE, self._choose_evidence)

    def _choose_evidence(self, target: Span | str, span: Span) -> None:
        own = self.desk.own(target)
        known = own.evidence if own else ()
        if len(known) < 2:
            for evidence in known:
                self._ask_change(target, evidence, span)
            if not known:
                self.say("nothing.evidence")
            return
        pieces = {f"{it.url} {it.remark}".strip(): it for it in known[:NUMBERED]}
        question = Question(
            "evidence_which",
            self.desk.quote(span, 40),
            kept=lambda text: self._ask_change(target, pieces[text], span),
            left=lambda _: self.tell(""),
            choices=list(pieces),
            only_choices=True,
        )
        self.ask(question)

    def _ask_change(self, target: Span | str, evidence: Evidence, span: Span) -> None:
        """Ask for the address and remark anew; nothing typed takes the evidence away."""

        def kept(text: str) -> None:
            url, remark = address_and_remark(text)

            def work(edits: Edits) -> Change:
                if not text:
                    return edits.remove_evidence(evidence.id)
                return edits.change_evidence(evidence.id, url, remark)

            key = "done.evidence" if text else "done.evidence_removed"
            done = text or known
            self.edit(work, lambda it: self._kept(it, lambda: self.say(key, url=done)), span)

        known = f"{evidence.url} {evidence.remark}".strip()
        question = Question(
            "evidence_change", self.desk.quote(span, 40), kept=kept,
            left=lambda _: self.tell(""), text=known,
        )  # fmt: skip
        self.ask_discreetly(question, target, known)

    def _keep_evidence(self, target: Span | str, span: Span, text: str) -> None:
        url, remark = address_and_remark(text)
        self.targets.leave_selection()
        self.edit(
            lambda edits: edits.add_evidence(self.article, target, url, remark),
            lambda change: self._kept(change, lambda: self.say("done.evidence", url=text)),
            span,
        )

    def action_kind(self) -> None:
        """Ask what kind of claim it is."""
        self.targets.act(Deed.SAY, self._ask_kind)

    def _ask_kind(self, target: Span | str, span: Span) -> None:
        own, quote = self.desk.own(target), self.desk.quote(span)

        def kept(kind: str) -> None:
            said = kind or self.words("none")
            self._keep(
                target, span, lambda: self.say("done.kind", kind=said, quote=quote), kind=kind
            )

        question = Question(
            "kind",
            self.desk.quote(span, 40),
            kept=kept,
            left=lambda _: self.tell(""),
            text=own.kind if own else "",
            afresh=True,
        )
        self.sign(lambda: self.ask_discreetly(question, target, own.kind if own else ""))

    def action_label(self, number: int) -> None:
        """Put a label of the code book on, or take it off; name it at its first use."""
        self.targets.act(Deed.SAY, partial(self._turn_label, number))

    def _turn_label(self, number: int, target: Span | str, span: Span) -> None:
        name = self.digits.get(number)
        if name:
            self.sign(lambda: self._put_label_discreetly(number, target, span, name))
            return

        def forget() -> None:
            self.naming.pop(number, None)

        def named(text: str) -> None:
            if text:
                self.naming[number] = text
                self._put_label(
                    lambda edits: edits.label_first(self.article, target, number, text),
                    span,
                    forget,
                )

        question = Question(
            "label", self.desk.quote(span, 40), kept=named, left=lambda _: self.tell(""),
            gaps=(("number", number),), completes=self._labels_like,
        )  # fmt: skip
        self.sign(lambda: self.ask_discreetly(question, target))

    def _labels_like(self, typed: str) -> Sequence[str]:
        """The labels that begin with what is typed."""
        return [it.name for it in self.library.labels() if it.name.startswith(typed)]

    def _put_label_discreetly(self, number: int, target: Span | str, span: Span, name: str) -> None:
        """Put a label on or take it off; one that names a private source is asked for."""

        def put() -> None:
            self._put_label(lambda edits: edits.label_by_digit(self.article, target, number), span)

        own = self.desk.own(target)
        known = own is not None and (own.private or name in own.labels)
        names = () if known else self.library.private_sources_in(name)
        if not names:
            put()
            return
        question = Question(
            "publish",
            self.desk.quote(span, 40),
            kept=lambda _: put(),
            left=lambda _: self.tell(""),
            choices=[self.words("publish.as_is")],
            only_choices=True,
            wrong=self.words("prompt.publish.private", name="、".join(names)),
        )
        self.ask(question)

    def _put_label(
        self,
        work: Callable[[Edits], Change],
        span: Span,
        over: Callable[[], None] = lambda: None,
    ) -> None:
        """Write what a digit does, and say which label it was; `over` follows in any case."""
        quote = self.desk.quote(span)

        def done(change: Change) -> None:
            over()
            off, on = (
                [name for pair in change.pairs if (it := pair[n]) for name in it.labels]
                for n in (0, 1)
            )
            key = "done.label" if len(on) > len(off) else "done.unlabel"
            name = "、".join(sorted({*off} ^ {*on}))
            self._kept(change, lambda: self.say(key, label=name, quote=quote))

        self.targets.leave_selection()
        self.edit(work, done, span, over)
