"""The review screen: annotations on changed words, one after another, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from reader.model import Change, Span
from reader.model.journal import JournalEntry
from reader.model.revision import Review
from reader.tui.commands import REVIEWING, bindings
from reader.tui.comparing.base import ComparingScreen
from reader.tui.comparing.host import ReviewHost
from reader.tui.goal import Goal
from reader.tui.kit.list_model import At
from reader.tui.kit.requests import LatestRequest
from reader.tui.names import covered
from reader.tui.pen import Pen, Written
from reader.tui.review.item_list import ItemList
from reader.tui.review.items import Item, Reviewing, Verdict

if TYPE_CHECKING:
    from reader.library import Edits

Decision = Callable[["Edits", str, str], Change]


class ReviewScreen(ComparingScreen):
    """Goes through a review; what is decided is written at once, and undone with the same keys."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(REVIEWING)
    COMMANDS_SHOWN = REVIEWING

    def __init__(self, reading: ReviewHost, reviewing: Reviewing, *, resumed: bool = False) -> None:
        """`resumed`: it comes back from the page, where a place may have been chosen."""
        self.reviewing, self._resumed = reviewing, resumed
        super().__init__(reading, ItemList(reading.context, reviewing))
        self.leaf.at = reviewing.at
        self._pen = self._pen_for(reviewing)
        self._asking: LatestRequest[Review] = LatestRequest(self)
        self._deciding: set[str] = set()

    def on_mount(self) -> None:
        """Take in what was decided on the page."""
        if self._resumed:
            self._ask_again(None)

    def _pen_for(self, reviewing: Reviewing) -> Pen:
        read = (self.article, reviewing.review.head.text)
        return Pen(self.library, self.post_message, read)

    @property
    def busy(self) -> bool:
        """Whether something that was decided is not on disk and on the screen yet."""
        return self._pen.busy or self._asking.busy

    # what it says of itself

    def name_told(self) -> str:
        """What the screen is called."""
        return self.words("review.title")

    def where_told(self) -> str:
        """The number of the item, of how many, and how many are left to others."""
        words, others = self.words, self.reviewing.review.others
        where = words("review.where", number=self.leaf.at + 1, count=len(self.reviewing.items))
        return f"{words('review.others', count=others)}  {where}" if others else where

    def sides_told(self) -> tuple[str, str]:
        """What the old and the new side are."""
        return self.words("review.old"), self.words("review.new")

    # moving

    @property
    def item(self) -> Item:
        """The item under the cursor."""
        return self.reviewing.items[self.leaf.at]

    def show_bars(self) -> None:
        """Draw the lines around the list, and keep where the cursor is."""
        self.reviewing.at = self.leaf.at
        super().show_bars()

    def action_move(self, direction: int) -> None:
        """The next or previous item; at either end, read on."""
        there = self.passages.step(self.leaf.cursor.at, direction)
        if there != self.leaf.cursor.at:
            self.tell("")
            self.leaf.go(there)
        else:
            self.leaf.scroll_rows(direction)

    # deciding

    def action_accept(self) -> None:
        """The annotation lies right where it was carried to."""
        self._decide(lambda edits, article, ident: edits.accept_place(article, ident))

    def action_orphan(self) -> None:
        """The annotation has no place any more, and is kept."""
        self._decide(lambda edits, article, ident: edits.keep_as_orphan(article, ident))

    def _decide(self, decision: Decision) -> None:
        """Write what was decided, and go on to the next item that is open."""
        item, article = self.item, self.article
        self._deciding.add(item.id)

        def landed(change: Change) -> None:
            self.reading.take_in(change)
            self._ask_again(None)

        def failed() -> None:
            self._deciding.discard(item.id)
            self._ask_again(item.id)

        self._pen.write(
            self.reading.signed(lambda edits: decision(edits, article, item.id)), landed, failed
        )
        self._go_on()

    def _go_on(self) -> None:
        """The next item that nothing was decided about, around the end of the list."""
        here = self.leaf.at
        left = [n for n in self.reviewing.open if self.reviewing.items[n].id not in self._deciding]
        ahead = [n for n in left if n > here] or left
        self.tell("")
        if ahead:
            self.leaf.go(At(ahead[0]))

    def on_written(self, event: Written) -> None:
        """Go on with what is on disk now, or say why it is not."""
        event.stop()
        self._pen.settle(event)
        if event.error is not None:
            message = self.wording(event.error)
            self.tell(self.words("not_saved", message=message), bad=True)

    def _ask_again(self, go_to: str | None) -> None:
        """Read what is still to be reviewed; then stand on an item, if one is named."""
        self._asking.ask(
            lambda: self.library.review(self.article),
            lambda review: self._know(review, go_to),
            self.fail,
        )

    def _know(self, review: Review, go_to: str | None) -> None:
        reviewing = self.reviewing
        if review.head.text != reviewing.review.head.text:
            self.dismiss()  # the page shows the new text, and says what there is to review
            return
        stood = self.item.id
        reviewing.know(review, self.reading.desk.marks.get)
        if not reviewing.items:  # the marks themselves were taken back
            self.dismiss()
            return
        self._deciding.difference_update(
            item.id for item in reviewing.items if item.verdict is not None
        )
        number = reviewing.number(go_to or stood)
        self.leaf.at = reviewing.at if number is None else number
        self.leaf.renew()
        self.show()
        resumed, self._resumed = self._resumed, False
        if not reviewing.open:
            self._say_end()
        elif resumed and self.item.verdict is not None:
            self._go_on()

    def _say_end(self) -> None:
        counts = {str(verdict): self.reviewing.count(verdict) for verdict in Verdict}
        self.say("review.end", **counts)

    # taking back

    def action_undo(self) -> None:
        """Take back my last change in this article."""
        self._turn("undo")

    def action_redo(self) -> None:
        """Do again what was taken back last."""
        self._turn("redo")

    def _turn(self, op: str) -> None:
        article = self.article

        def work(edits: Edits) -> Change | JournalEntry | None:
            return edits.turn_unless_wide(op, article)

        def done(change: Change | JournalEntry | None) -> None:
            if change is None:
                self.say(f"nothing.{op}")
                return
            if isinstance(change, JournalEntry):
                self.say("review.wide", what=covered(change, self.words))
                return
            self.reading.take_in(change)
            ids = [after.id for _, after in change.pairs if after is not None]
            self._deciding.difference_update(ids)
            known = next((ident for ident in ids if self.reviewing.number(ident) is not None), None)
            self.say(f"review.{op}ne" if known else f"review.{op}ne_elsewhere")
            self._ask_again(known)

        self._pen.write(self.reading.signed(work), done)

    # to the page

    def action_open(self) -> None:
        """Read the article at the passage."""
        annotation = self.item.annotation
        self.reading.read_at(Goal(annotation.span, annotation.id))

    def action_choose(self) -> None:
        """Choose the passage on the page, by hand."""
        item = self.item
        span = item.annotation.span or Span(item.near, item.near)
        self.dismiss()
        self.reading.begin_placing(item.annotation, span, self.reviewing)
