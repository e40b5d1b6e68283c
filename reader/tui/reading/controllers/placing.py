"""A place chosen by hand for an annotation that has lost its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.errors import MeipiError
from reader.model import Annotation, Change, Span
from reader.tui.kit.destination import Destination
from reader.tui.reading.controllers.controller import ReadingController, ReadingControllerHost
from reader.tui.reading.controllers.selecting import Selecting

if TYPE_CHECKING:
    from reader.library import Edits


class Placing(ReadingController):
    """Selection of a passage for an annotation, which is put there."""

    def __init__(self, host: ReadingControllerHost, selecting: Selecting) -> None:
        super().__init__(host)
        self._selecting = selecting
        self._back: Callable[[], None] = lambda: None  # to where the place was asked for

    def select(self) -> None:
        """Select the clause at the cursor; of a focused annotation, all of it."""
        session = self.session
        focused = session.focused
        if focused is not None and self._begin_finding(focused):
            return
        if focused is not None and focused.span is not None:
            self._selecting.select(session.selector.all_of(focused.span))
        elif session.walk.count:
            self._selecting.select(session.selector.start(session.sentence))

    def _begin_finding(self, annotation: Annotation) -> bool:
        """Let a passage be selected for a mark of mine that has none; false for any other."""
        if annotation.span is not None or not self.session.marks.is_mine(annotation):
            return False
        near = self.session.likely(annotation)
        self.begin(annotation, Span(near, near))
        return True

    def begin(
        self, annotation: Annotation, near: Span, back: Callable[[], None] = lambda: None
    ) -> None:
        """Let a passage be selected for an annotation, beginning with the likeliest one.

        `back` leads to where that was asked for.
        """
        session = self.session
        if not session.walk.count:
            return
        if not near:
            near = session.outline.sentence(session.outline.sentence_at(near.start))
        session.go_to(near)
        session.placing, self._back = annotation, back
        self._selecting.select(session.selector.all_of(near))
        self.page.view.bring(near)
        self.display.show()
        self.host.show_message("placing", quote=session.short(annotation.exact))

    def put(self) -> None:
        """Put the annotation on the selection."""
        placing, chosen = self.session.placing, self.session.selection
        if chosen is None:
            self.host.show_message("placing.select")
        elif placing is not None:
            self._put(placing.id, chosen.span)

    def _put(self, ident: str, span: Span) -> None:
        article = self.article

        def done(_: Change) -> None:
            quote = self.session.quote(span)
            self.stop()
            self.host.show_message("done.placed", quote=quote)

        def work(edits: Edits) -> Change:
            return edits.anchors.place(article, ident, span)

        self.edits.edit(work, done, span, self._put_on_new_text)

    def _put_on_new_text(self) -> None:
        """Say that no place could be chosen; if the text is another one by now, show that one."""
        try:
            if self.library.revision(self.article) == self.session.document.head.revision:
                return
        except MeipiError as error:
            self.host.show_error(error)
            return
        self.session.placing = None
        at = self.session.sentence_span.start
        self.host.navigator.open(
            self.article, Destination(message=self.words("placing.revised")), anew=at
        )

    def stop(self) -> None:
        """Go back to where the place was asked for."""
        self.session.placing = None
        self._selecting.select(None)
        back, self._back = self._back, lambda: None
        back()
