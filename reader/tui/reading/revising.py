"""An article that came in again changed: its review, its changes, and places chosen by hand."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import MeipiError
from reader.model import Annotation, Change, Span
from reader.tui.commands import READING, shown_keys
from reader.tui.goal import Goal
from reader.tui.reading.ending import Ending
from reader.tui.reading.selecting import WHILE_READING
from reader.tui.strips import safe

if TYPE_CHECKING:
    from reader.library import Edits
    from reader.tui.kit.requests import LatestRequest
    from reader.tui.review.items import Reviewing

WHILE_PLACING = frozenset(
    {"step", "paragraph", "section", "page", "edge", "select", "open", "view", "help", "theme"}
    | {"toggle_contents", "toggle_margin", "search", "hit", "quit"}
)
"""Actions of the page that work while a place is chosen: those that write nothing."""


class Placing(NamedTuple):
    """An annotation whose passage is being chosen, and the review to go back to."""

    annotation: Annotation
    reviewing: Reviewing | None = None


class Revising(Ending):
    """Actions about the revisions of an article."""

    placing: Placing | None = None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a place is chosen nothing is marked or removed."""
        if self.placing is not None and action in WHILE_READING - WHILE_PLACING:
            return False
        return super().check_action(action, parameters)

    # the review

    @cached_property
    def _reviews(self) -> LatestRequest[Reviewing]:
        from reader.tui.kit.requests import LatestRequest

        return LatestRequest(self, apart=True)

    def action_review(self) -> None:
        """Go through the annotations whose passage was changed, moved or lost."""
        self.when_written(self._ask_review)

    def _ask_review(self) -> None:
        from reader.tui.review.items import begin

        self.say("changes.wait")
        self._reviews.ask(
            lambda: begin(self.library.review(self.article)),
            self._show_review,
            self.fail,
        )

    def _show_review(self, reviewing: Reviewing) -> None:
        if not self.on_top or self.status.asking:
            self.tell("")
        elif reviewing.items:
            self._open_review(reviewing)
        elif reviewing.review.others:
            self.say("nothing.review_others", count=reviewing.review.others)
        else:
            self.say("nothing.review")

    def _open_review(self, reviewing: Reviewing, *, resumed: bool = False) -> None:
        from reader.tui.review.screen import ReviewScreen

        self.close_panel()
        self.tell("")
        self.app.push_screen(ReviewScreen(self, reviewing, resumed=resumed))

    def action_changes(self) -> None:
        """What the publisher changed since the revision before."""
        from reader.analysis.changes import fate_told
        from reader.tui.changes.screen import ChangesScreen

        try:
            history = self.library.revisions(self.article)
            fate = self.library.fate(self.article)
        except MeipiError as error:
            self.fail(error)
            return
        if len(history) == 1:
            told = fate_told(fate, self.words) or [self.words("changes.only_one")]
            self.tell(safe(*told))
        else:
            self.close_panel()
            self.tell("")
            self.app.push_screen(ChangesScreen(self, history))

    # what the page held besides

    def action_left_out(self) -> None:
        """The lines of the page that are not in the article, to be taken back."""
        self.when_written(self._show_left_out)

    def _show_left_out(self) -> None:
        from reader.library.adding import offer_again
        from reader.tui.adding.preview import PreviewScreen

        if not self.library.page_lines(self.article):
            self.say("nothing.left_out")
            return
        try:
            offer = offer_again(self.library, self.article)
        except MeipiError as error:
            self.fail(error)
            return
        self.close_panel()
        self.tell("")
        preview = PreviewScreen(self.context, offer)
        self.app.push_screen(preview, lambda told: self.tell(told or ""))

    def tell_left_out(self) -> None:
        """Say at the first opening what is not there, unless there is something else to say."""
        if self.desk.document.position is not None or self.status.message or self.panel:
            return
        lines = self.library.page_lines(self.article)
        if left_out := sum(not line.taken for line in lines):
            command = next(each for each in READING if each.id == "left_out")
            key = shown_keys(command, self.config.keymap, 1)
            self.say("left_out", count=left_out, key=key)

    def take_in(self, change: Change) -> None:
        """Take in what was decided on a screen over the page."""
        self.desk.take_in(change)
        self.show_marks()

    def read_at(self, goal: Goal) -> None:
        """Read on at a passage of this article, from a screen over the page."""
        self.navigator.open(self.article, goal)

    # a place chosen by hand

    def begin_finding(self, annotation: Annotation) -> bool:
        """Let a passage be selected for a mark of mine that has none; false for any other."""
        if annotation.span is not None or not self.desk.marks.is_mine(annotation):
            return False
        near = self.desk.likely(annotation)
        self.begin_placing(annotation, Span(near, near))
        return True

    def begin_placing(
        self, annotation: Annotation, near: Span, reviewing: Reviewing | None = None
    ) -> None:
        """Let a passage be selected for an annotation, beginning with the likeliest one."""
        desk = self.desk
        if not desk.walk.count:
            return
        if not near:
            near = desk.outline.sentence(desk.outline.sentence_at(near.start))
        desk.go_to(near)
        self.placing = Placing(annotation, reviewing)
        self.chrome.placing = True
        self.select(desk.selector.all_of(near))
        self.page.view.bring(near)
        self.show()
        self.say("placing", quote=desk.short(annotation.exact))

    def action_open(self) -> None:
        """Enter puts the annotation on what is selected, while a place is chosen."""
        placing, chosen = self.placing, self.desk.selection
        if placing is None:
            super().action_open()
        elif chosen is None:
            self.say("placing.select")
        else:
            self._place(placing, chosen.span)

    def _place(self, placing: Placing, span: Span) -> None:
        article, ident = self.article, placing.annotation.id

        def done(_: Change) -> None:
            quote = self.desk.quote(span)
            self.stop_placing()
            self.say("done.placed", quote=quote)

        def work(edits: Edits) -> Change:
            return edits.choose_place(article, ident, span)

        self.edit(work, done, span, self._place_on_new_text)

    def _place_on_new_text(self) -> None:
        """A place could not be chosen; if the text is another one by now, show that one.

        The choosing ends, for what was selected is a passage of the old text.
        """
        try:
            if self.library.revision(self.article) == self.desk.document.head.revision:
                return
        except MeipiError as error:
            self.fail(error)
            return
        self.placing, self.chrome.placing = None, False
        at = self.desk.sentence_span.start
        self.navigator.open(self.article, Goal(said=self.words("placing.revised")), anew=at)

    def action_cancel(self) -> None:
        """Drop the selection; while a place is chosen, leave the annotation where it is."""
        if self.placing is not None:
            self.stop_placing()
        else:
            super().action_cancel()

    def stop_placing(self) -> None:
        """Go back to where the place was asked for."""
        placing, self.placing = self.placing, None
        self.chrome.placing = False
        self.select(None)
        if placing is not None and placing.reviewing is not None:
            self._open_review(placing.reviewing, resumed=True)
