"""Private annotations and private notes, which are never exported."""

from __future__ import annotations

from collections.abc import Sequence

from reader.model import Annotation, Span
from reader.tui.kit.question import Question
from reader.tui.reading.controllers.controller import ReadingController
from reader.tui.session.aim import Deed


class Privacy(ReadingController):
    """Privacy of an annotation: made private, and public again."""

    def turn(self) -> None:
        """Make an annotation private, or public again; a private one is never exported."""
        self.targets.act(Deed.CHANGE, self._turn_private)

    def turn_note(self) -> None:
        """Make the note alone private, or public again; its mark is exported all the same."""
        self.targets.act(Deed.CHANGE, self._turn_note)

    def _turn_note(self, target: Span | str, span: Span) -> None:
        own = self.session.own(target)
        if own is None:
            return
        if not own.note:
            self.host.show_message("nothing.note")
        elif own.note_private and (names := self.library.sources.private_in(own.note)):
            question = Question(
                "publish",
                self.session.quote(span, 40),
                kept=lambda _: self._put_private(own.id, span, note_private=False),
                choices=[self.words("publish.as_is")],
                only_choices=True,
                wrong=self.words("prompt.publish.private", name="、".join(names)),
            )
            self.host.ask(question)
        else:
            self._put_private(target, span, note_private=not own.note_private)

    def _turn_private(self, target: Span | str, span: Span) -> None:
        own = self.session.own(target)
        if own is None:
            return
        texts = [own.source, *own.exported_texts]
        if own.private and (names := self.library.sources.private_in("\n".join(texts))):
            self._ask_publish(own, span, names)
        elif own.private and own.source and self.library.sources.is_private(own.source):
            self._ask_publish(own, span, (own.source,))
        else:
            self._put_private(target, span, private=not own.private)

    def _put_private(self, target: Span | str, span: Span, **fields: object) -> None:
        if "private" in fields:
            key = "done.private" if fields["private"] else "done.public"
        else:
            key = "done.note.private" if fields["note_private"] else "done.note.public"
        quote = self.session.quote(span)
        self.edits.keep(target, span, lambda: self.host.show_message(key, quote=quote), **fields)

    def _ask_publish(self, own: Annotation, span: Span, names: Sequence[str]) -> None:
        """Ask before a name that only private annotations use becomes public."""
        inside = set(names) & set(self.library.sources.private_in("\n".join(own.exported_texts)))
        plain: dict[str, object] = {"private": False}
        ways = {
            self.words("publish.as_is" if inside else "publish.with"): plain,
            self.words("publish.without"): plain | {"source": ""},
        }
        if inside:  # taking the source away would not take the name out of the note
            del ways[self.words("publish.without")]
        question = Question(
            "publish",
            self.session.quote(span, 40),
            kept=lambda way: self._put_private(own.id, span, **ways[way]),
            choices=list(ways),
            only_choices=True,
            wrong=self.words("prompt.publish.private", name="、".join(names)),
        )
        self.host.ask(question)
