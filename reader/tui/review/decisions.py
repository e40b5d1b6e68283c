"""Decisions about the annotations of a review: written at once, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.model import Change, Span
from reader.model.journal import JournalEntry
from reader.model.revision import Review
from reader.tui.kit.destination import Destination
from reader.tui.kit.edit_queue import EditQueue, Written
from reader.tui.kit.list_model import At
from reader.tui.kit.request_queue import LatestRequest
from reader.tui.review.items import Reviewing, ReviewItem, ReviewVerdict
from reader.tui.session.names import covered

if TYPE_CHECKING:
    from reader.library import Edits
    from reader.tui.compare.host import ComparingHost

Decision = Callable[["Edits", str, str], Change]


class Decisions:
    """Decisions about the item under the cursor, each followed by the next item.

    `resumed` says that the review comes back from the page, where a place may have been chosen.
    """

    def __init__(self, host: ComparingHost, reviewing: Reviewing, *, resumed: bool) -> None:
        self._host, self._article, self.reviewing = host, host.article, reviewing
        self._resumed = resumed
        read = (self._article, reviewing.review.head.text)
        self._edit_queue = EditQueue(host.library, host.post_message, read)
        self._asking: LatestRequest[Review] = LatestRequest(host.node)
        self._deciding: set[str] = set()

    def begin(self) -> None:
        """Take in what was decided on the page."""
        if self._resumed:
            self._ask_again(None)

    @property
    def busy(self) -> bool:
        """Whether something that was decided is not on disk and on the screen yet."""
        return self._edit_queue.busy or self._asking.busy

    @property
    def item(self) -> ReviewItem:
        """The item under the cursor."""
        return self.reviewing.items[self._host.listing.at]

    def move(self, direction: int) -> None:
        """Go to the next or previous item; at either end, read on."""
        there = self._host.passages.step(self._host.listing.cursor.at, direction)
        if there != self._host.listing.cursor.at:
            self._host.show_text("")
            self._host.listing.go(there)
        else:
            self._host.listing.scroll_rows(direction)

    def accept(self) -> None:
        """Accept the place to which the annotation was carried."""
        self._decide(lambda edits, article, ident: edits.anchors.accept(article, ident))

    def orphan(self) -> None:
        """Keep the annotation as one without a place."""
        self._decide(lambda edits, article, ident: edits.anchors.orphan(article, ident))

    def _decide(self, decision: Decision) -> None:
        """Write what was decided, and go on to the next item that is open."""
        item, article = self.item, self._article
        self._deciding.add(item.id)

        def landed(change: Change) -> None:
            self._host.reading.take_in(change)
            self._ask_again(None)

        def failed() -> None:
            self._deciding.discard(item.id)
            self._ask_again(item.id)

        self._edit_queue.write(
            self._host.reading.signed(lambda edits: decision(edits, article, item.id)),
            landed,
            failed,
        )
        self._go_on()

    def _go_on(self) -> None:
        """Go to the next item that nothing was decided about, around the end of the list."""
        here = self._host.listing.at
        left = [n for n in self.reviewing.open if self.reviewing.items[n].id not in self._deciding]
        ahead = [n for n in left if n > here] or left
        self._host.show_text("")
        if ahead:
            self._host.listing.go(At(ahead[0]))

    def settle(self, event: Written) -> None:
        """Go on with what is on disk now, or say why it is not."""
        self._edit_queue.settle(event)
        if event.error is not None:
            self._host.show_unsaved(event.error)

    def _ask_again(self, go_to: str | None) -> None:
        """Read what is still to be reviewed; then stand on an item, if one is named."""
        self._asking.ask(
            lambda: self._host.library.review(self._article),
            lambda review: self._know(review, go_to),
            self._host.show_error,
        )

    def _know(self, review: Review, go_to: str | None) -> None:
        reviewing = self.reviewing
        if review.head.text != reviewing.review.head.text:
            self._host.dismiss()  # the page shows the new text, and says what there is to review
            return
        stood = self.item.id
        reviewing.know(review, self._host.reading.session.marks.get)
        if not reviewing.items:  # the marks themselves were taken back
            self._host.dismiss()
            return
        self._deciding.difference_update(
            item.id for item in reviewing.items if item.verdict is not None
        )
        number = reviewing.number(go_to or stood)
        self._host.listing.at = reviewing.at if number is None else number
        self._host.listing.renew()
        self._host.show()
        resumed, self._resumed = self._resumed, False
        if not reviewing.open:
            self._show_end()
        elif resumed and self.item.verdict is not None:
            self._go_on()

    def _show_end(self) -> None:
        counts = {str(verdict): self.reviewing.count(verdict) for verdict in ReviewVerdict}
        self._host.show_message("review.end", **counts)

    def turn(self, op: str) -> None:
        article = self._article

        def work(edits: Edits) -> Change | JournalEntry | None:
            return edits.history.turn_unless_wide(op, article)

        def done(change: Change | JournalEntry | None) -> None:
            if change is None:
                self._host.show_message(f"nothing.{op}")
                return
            if isinstance(change, JournalEntry):
                self._host.show_message("review.wide", what=covered(change, self._host.words))
                return
            self._host.reading.take_in(change)
            ids = [after.id for _, after in change.pairs if after is not None]
            self._deciding.difference_update(ids)
            known = next((ident for ident in ids if self.reviewing.number(ident) is not None), None)
            self._host.show_message(f"review.{op}ne" if known else f"review.{op}ne_elsewhere")
            self._ask_again(known)

        self._edit_queue.write(self._host.reading.signed(work), done)

    def open(self) -> None:
        """Read the article at the passage."""
        annotation = self.item.annotation
        self._host.reading.read_at(Destination(annotation.span, annotation.id))

    def choose(self) -> None:
        """Choose the passage on the page, by hand."""
        item = self.item
        span = item.annotation.span or Span(item.near, item.near)
        self._host.dismiss()
        self._host.reading.begin_placing(item.annotation, span, self.reviewing)
