"""A place chosen by hand for an annotation that has lost its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.errors import MeipiError
from reader.model import Annotation, Change, Span
from reader.tui.goal import Goal
from reader.tui.reading.controllers.controller import Controller, Host
from reader.tui.reading.controllers.selecting import Selecting

if TYPE_CHECKING:
    from reader.library import Edits


class Placing(Controller):
    """Lets a passage be selected for an annotation, and puts it there."""

    def __init__(self, host: Host, selecting: Selecting) -> None:
        super().__init__(host)
        self._selecting = selecting
        self._back: Callable[[], None] = lambda: None  # to where the place was asked for

    def select(self) -> None:
        """Select the clause at the cursor; of a focused annotation, all of it."""
        desk = self.desk
        focused = desk.focused
        if focused is not None and self._begin_finding(focused):
            return
        if focused is not None and focused.span is not None:
            self._selecting.select(desk.selector.all_of(focused.span))
        elif desk.walk.count:
            self._selecting.select(desk.selector.start(desk.sentence))

    def _begin_finding(self, annotation: Annotation) -> bool:
        """Let a passage be selected for a mark of mine that has none; false for any other."""
        if annotation.span is not None or not self.desk.marks.is_mine(annotation):
            return False
        near = self.desk.likely(annotation)
        self.begin(annotation, Span(near, near))
        return True

    def begin(
        self, annotation: Annotation, near: Span, back: Callable[[], None] = lambda: None
    ) -> None:
        """Let a passage be selected for an annotation, beginning with the likeliest one.

        `back` leads to where that was asked for.
        """
        desk = self.desk
        if not desk.walk.count:
            return
        if not near:
            near = desk.outline.sentence(desk.outline.sentence_at(near.start))
        desk.go_to(near)
        desk.placing, self._back = annotation, back
        self._selecting.select(desk.selector.all_of(near))
        self.page.view.bring(near)
        self.display.show()
        self.host.say("placing", quote=desk.short(annotation.exact))

    def put(self) -> None:
        """Put the annotation on what is selected."""
        placing, chosen = self.desk.placing, self.desk.selection
        if chosen is None:
            self.host.say("placing.select")
        elif placing is not None:
            self._put(placing.id, chosen.span)

    def _put(self, ident: str, span: Span) -> None:
        article = self.article

        def done(_: Change) -> None:
            quote = self.desk.quote(span)
            self.stop()
            self.host.say("done.placed", quote=quote)

        def work(edits: Edits) -> Change:
            return edits.anchors.place(article, ident, span)

        self.edits.edit(work, done, span, self._put_on_new_text)

    def _put_on_new_text(self) -> None:
        """A place could not be chosen; if the text is another one by now, show that one.

        The choosing ends, for what was selected is a passage of the old text.
        """
        try:
            if self.library.revision(self.article) == self.desk.document.head.revision:
                return
        except MeipiError as error:
            self.host.fail(error)
            return
        self.desk.placing = None
        at = self.desk.sentence_span.start
        self.host.navigator.open(self.article, Goal(said=self.words("placing.revised")), anew=at)

    def stop(self) -> None:
        """Go back to where the place was asked for."""
        self.desk.placing = None
        self._selecting.select(None)
        back, self._back = self._back, lambda: None
        back()
