"""Sources of claims."""

from __future__ import annotations

from reader.model import Annotation, Span
from reader.tui.kit.question import Question
from reader.tui.reading.controllers.controller import ReadingController
from reader.tui.session.aim import Deed
from reader.tui.session.sources import NUMBERED
from reader.words.speakers import speaker_name


class SourceEdits(ReadingController):
    """Source of a claim: asked for, or the same one put again."""

    def ask(self) -> None:
        """Ask for the source; the ones used in this article can be picked by a digit."""
        self.targets.act(Deed.SAY, self._ask_source)

    def _ask_source(self, target: Span | str, span: Span, typed: str = "", wrong: str = "") -> None:
        """Ask for a source; a private name is taken for a public annotation when typed twice."""
        own, sources = self.session.own(target), self.session.sources
        private = own.private if own is not None else self.host.config.default_privacy.annotations

        def kept(source: str) -> None:
            if not private and source != typed and self.library.sources.is_private(source):
                warning = self.words("prompt.source.private", name=source)
                self._ask_source(target, span, source, warning)
            else:
                self._keep_source(target, span, source)

        question = Question(
            "source",
            self.session.quote(span, 40),
            kept=kept,
            completes=lambda typed: sources.completed(typed, private=private),
            text=typed or (own.source if own else ""),
            choices=sources.offered(private=private)[:NUMBERED],
            afresh=True,
            wrong=wrong,
        )
        self.edits.sign(lambda: self.host.ask(question))

    def _keep_source(self, target: Span | str, span: Span, source: str) -> None:
        own = self.session.own(target)
        private = own.private if own is not None else self.host.config.default_privacy.annotations
        self.session.sources.remember(source, private=private)
        quote = self.session.quote(span)
        who = self.session.speaker(Annotation("", "", "", span, source=source))
        name = speaker_name(self.words, who)
        self.edits.keep(
            target,
            span,
            lambda: self.host.show_message("done.source", quote=quote, source=name),
            source=source,
        )

    def put_last(self) -> None:
        """Put the same source as the last one."""
        self.targets.act(Deed.SAY, self._put_last_source)

    def _put_last_source(self, target: Span | str, span: Span) -> None:
        own = self.session.own(target)
        private = own.private if own is not None else self.host.config.default_privacy.annotations
        source = self.session.sources.last(private=private)
        if source:
            self.edits.sign(lambda: self._keep_source(target, span, source))
        else:
            known = self.session.sources.last(private=True)
            self.host.show_message("nothing.source.private" if known else "nothing.source")
