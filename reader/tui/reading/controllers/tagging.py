"""Tagging: one key marks a sentence and moves on; back, and remove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.model import Change, Span, Tag
from reader.tui.reading.controllers.controller import ReadingController, ReadingControllerHost
from reader.tui.reading.controllers.end_of_article import EndOfArticle
from reader.tui.session.aim import Deed

if TYPE_CHECKING:
    from reader.library import Edits


class Tagging(ReadingController):
    """Tags of passages, and the removal of annotations."""

    def __init__(self, host: ReadingControllerHost, end: EndOfArticle) -> None:
        super().__init__(host)
        self._end = end

    def tag(self, name: str, *, unsure: bool = False) -> None:
        """Tag what is meant and move on; nothing out of sight is ever tagged."""
        tag = Tag(name)

        def do(target: Span | str, span: Span) -> None:
            session = self.session
            if span == session.sentence_span and not session.outline.is_stop(session.sentence):
                self.host.show_message("nothing.claim")
            else:
                self.edits.sign(lambda: self._tag(target, span, tag, unsure))

        self.targets.act(Deed.TAG, do)

    def _tag(self, target: Span | str, span: Span, tag: Tag, unsure: bool) -> None:
        session, article = self.session, self.article
        session.trail.append(span)
        goes_on = True if session.lost_at(span) else self._go_on_after(span)

        def work(edits: Edits) -> Change:
            return edits.edit(article, target, tag=tag, unsure=unsure)

        def done(change: Change) -> None:
            glyph = self.words(f"tag.{tag}.glyph") + ("?" if unsure else "")
            key = "done.tagged" if change.pairs else "done.kept"
            self.host.show_message(key, glyph=glyph, quote=session.quote(span))
            if change.stepped_aside:
                self.host.add_message("sample.aside")
            first = not any(before and before.tag for before, _ in change.pairs)
            if change.pairs and (not goes_on or (first and not session.progress.left)):
                self._end.announce()

        self.edits.edit(work, done, span)
        self.display.moved()

    def _go_on_after(self, span: Span) -> bool:
        """Select the rest of a sentence after a part is tagged; after the end, move on."""
        session = self.session
        selected, session.selection = session.selection is not None, None
        within = session.sentence_span
        if span != within:
            if within.start <= span.start and span.end <= within.end:
                rest = self._rest_after(span) if selected or self._moves_on else None
                if rest is not None:
                    session.focus = None
                    session.selection = session.selector.all_of(rest)._replace(automatic=True)
                    return True
            else:
                session.sentence = session.outline.sentence_at(max(span.start, span.end - 1))
        return self._move_on()

    def _rest_after(self, span: Span) -> Span | None:
        """The untagged piece of the sentence after a part of it, else the first one."""
        session = self.session
        if self.host.panel is not None:
            return None
        rests = session.rests(session.sentence, span, *self.targets.under_way)
        return next((it for it in rests if it.start >= span.end), next(iter(rests), None))

    @property
    def _moves_on(self) -> bool:
        return self.host.advance and self.host.panel is None

    def _move_on(self) -> bool:
        """Go to the next sentence unless marks are to stay; false at the article's end."""
        if not self._moves_on:
            return True
        return self.session.go(self.session.walk.step(self.session.sentence, 1))

    def back(self) -> None:
        """Go back to the sentence just marked, and to the one before it."""
        if not self.session.trail:
            self.host.show_message("nothing.back")
            return
        self.session.return_to(self.session.trail.pop())
        self.host.show_text("")
        self.display.moved()

    def toggle_advance(self) -> None:
        """Whether a mark moves on."""
        self.host.advance = not self.host.advance
        self.host.show_message("advance.on" if self.host.advance else "advance.off")

    def remove(self) -> None:
        """Remove my annotation here; where it is not clear which, ask."""
        self.targets.act(Deed.CHANGE, self._remove)

    def _remove(self, target: Span | str, span: Span) -> None:
        quote = self.session.quote(span)

        def done(_: Change) -> None:
            self.host.show_message("done.removed", quote=quote)
            self.display.check_panel()

        if isinstance(target, str):
            self.targets.leave_selection()
            self.edits.edit(lambda edits: edits.remove(target), done, span)
