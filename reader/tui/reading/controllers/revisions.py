"""The revisions of an article: its review, its changes, and what its page held besides."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from reader.errors import MeipiError
from reader.model import Annotation, Change, Span
from reader.tui.kit.destination import Destination
from reader.tui.kit.request_queue import LatestRequest
from reader.tui.kit.strips import safe
from reader.tui.reading.controllers.controller import ReadingController, ReadingControllerHost
from reader.tui.reading.controllers.placing import Placing

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.library import Edits
    from reader.tui.kit.screen_context import ScreenContext
    from reader.tui.review.items import Reviewing

Result = TypeVar("Result")


class Revisions(ReadingController):
    """Screens that compare revisions: opens them, and takes in what is decided there."""

    def __init__(self, host: ReadingControllerHost, placing: Placing) -> None:
        super().__init__(host)
        self._placing = placing
        self._reviews: LatestRequest[Reviewing] = LatestRequest(host.node, apart=True)

    @property
    def context(self) -> ScreenContext:
        """The context of a screen over the page."""
        return self.host.context

    def notices(self) -> list[str]:
        """Notices of this article, for the time before reading begins."""
        leads = {"revised": "changes", "revised_review": "review"}
        texts = (
            self.words.stored(
                f"notice.{code}",
                {"key": self.host.commands.key(leads[code]) if code in leads else "", **gaps},
            )
            for code, gaps in self.session.document.notices
        )
        return [text for text in texts if text is not None]

    def review(self) -> None:
        """Go through the annotations whose passage was changed, moved or lost."""
        self.edits.when_written(self._ask_review)

    def _ask_review(self) -> None:
        from reader.tui.review.items import begin

        self.host.show_message("changes.wait")
        self._reviews.ask(
            lambda: begin(self.library.review(self.article)),
            self._show_review,
            self.host.show_error,
        )

    def _show_review(self, reviewing: Reviewing) -> None:
        if not self.host.on_top or self.host.status.asking:
            self.host.show_text("")
        elif reviewing.items:
            self._open_review(reviewing)
        elif reviewing.review.others:
            self.host.show_message("nothing.review_others", count=reviewing.review.others)
        else:
            self.host.show_message("nothing.review")

    def _open_review(self, reviewing: Reviewing, *, resumed: bool = False) -> None:
        from reader.tui.review.screen import ReviewScreen

        self.host.close_panel()
        self.host.show_text("")
        self.host.app.push_screen(ReviewScreen(self, reviewing, resumed=resumed))

    def changes(self) -> None:
        """Open the publisher's changes since the revision before."""
        from reader.analysis.changes import fate_lines
        from reader.tui.changes.screen import ChangesScreen

        try:
            history = self.library.revisions(self.article)
            fate = self.library.fate(self.article)
        except MeipiError as error:
            self.host.show_error(error)
            return
        if len(history) == 1:
            messages = fate_lines(fate, self.words) or [self.words("changes.only_one")]
            self.host.show_text(safe(*messages))
        else:
            self.host.close_panel()
            self.host.show_text("")
            self.host.app.push_screen(ChangesScreen(self, history))

    def left_out(self) -> None:
        """List the lines of the page that are not in the article, to be taken back."""
        self.edits.when_written(self._show_left_out)

    def _show_left_out(self) -> None:
        from reader.library.intake.offers import offer_again
        from reader.tui.intake.preview import PreviewScreen

        if not self.library.page_lines(self.article):
            self.host.show_message("nothing.left_out")
            return
        try:
            offer = offer_again(self.library, self.article)
        except MeipiError as error:
            self.host.show_error(error)
            return
        self.host.close_panel()
        self.host.show_text("")
        preview = PreviewScreen(self.host.context, offer)
        self.host.app.push_screen(preview, lambda message: self.host.show_text(message or ""))

    def show_left_out(self) -> None:
        """Show at the first opening how many lines were left out, unless a message is there."""
        if (
            self.session.document.position is not None
            or self.host.status.message
            or self.host.panel
        ):
            return
        lines = self.library.page_lines(self.article)
        if left_out := sum(not line.taken for line in lines):
            self.host.show_message(
                "left_out", count=left_out, key=self.host.commands.key("left_out")
            )

    def take_in(self, change: Change) -> None:
        """Take in what was decided on a screen over the page."""
        self.session.take_in(change)
        self.display.show_marks()

    def read_at(self, destination: Destination) -> None:
        """Read on at a passage of this article, from a screen over the page."""
        self.host.navigator.open(self.article, destination)

    def begin_placing(
        self, annotation: Annotation, near: Span, reviewing: Reviewing | None = None
    ) -> None:
        """Let a passage be selected for an annotation, beginning with the likeliest one."""

        def resume() -> None:
            if reviewing is not None:
                self._open_review(reviewing, resumed=True)

        self._placing.begin(annotation, near, resume)

    def signed(self, work: Callable[[Edits], Result]) -> Callable[[Edits], Result]:
        """An action that signs with my name, then does `work`."""
        return self.edits.signed(work)
