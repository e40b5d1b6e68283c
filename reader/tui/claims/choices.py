"""Choice of what the desk shows: order and groups, queues, filter, marked rows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.model.claim_rows import Order
from reader.model.listing import SavedFilter
from reader.text.query.parser import quoted
from reader.tui.kit.choice_list import Choice
from reader.tui.kit.question import Question

if TYPE_CHECKING:
    from reader.tui.claims.host import DeskHost
    from reader.tui.claims.reader import ClaimReader

QUEUES = (
    ("to_check", "status:to_check", Order.PRIORITY),
    ("due", "due:<=today -status:decided", Order.DUE),
    ("mine", "assigned:{me}", Order.DUE),
    ("sourceless", "tag:fact -has:source", Order.PLACE),
    ("unchecked", "tag:fact status:unchecked", Order.PLACE),
    ("stale", "is:stale", Order.CHANGED),
    ("unfounded", "has:verdict -has:evidence", Order.CHECKED),
    ("contradicts", "link:contradicts", Order.PLACE),
)
"""Queues of work: what each is called, what it finds, in which order."""
KEPT_KEYS = "abcdefghilmnoprstuvwxyz"
"""Keys of the filters that were kept; the others move or close the list."""


class DeskChoices:
    """Choice of what is listed, in which order, and which rows the next key is about."""

    def __init__(self, host: DeskHost, reader: ClaimReader) -> None:
        self.host, self.reader = host, reader
        self.desk, self.words = host.desk, host.words

    # order

    def order(self) -> None:
        """Choose an order; the one that is chosen already is turned round."""
        words, desk = self.words, self.desk
        keys = "1234567890abc"
        choices = []
        for key, order in zip(keys, Order, strict=False):
            here = order is desk.order
            turned = words("orders.backward") if here and desk.backward else ""
            remark = "　".join(filter(None, (words("views.current") if here else "", turned)))
            text = words(f"desk.order.{order}.help")
            choices.append(Choice(key, text, partial(self._sort, order), remark))
        self.host.list_choices("orders", choices)

    def _sort(self, order: Order) -> None:
        self.host.close_panel()
        desk = self.desk
        desk.backward = order is desk.order and not desk.backward
        desk.order = order
        self.reader.reload()
        self.host.show_bars()

    # queues and the filter

    def queues(self) -> None:
        """Choose a queue, or all claims."""
        me = self.reader.names.me
        choices = [Choice("0", self.words("desk.queue.all"), partial(self._queue, "", Order.PLACE))]
        for number, (name, found, order) in enumerate(QUEUES, 1):
            if (query := found.replace("{me}", quoted(me.name) if me else "")) == "assigned:":
                continue
            pick = partial(self._queue, query, order)
            choices.append(Choice(str(number), self.words(f"desk.queue.{name}"), pick, query))
        kept = zip(KEPT_KEYS, self.reader.names.filters, strict=False)
        choices += [
            Choice(key, it.name, partial(self._queue, it.query, self.desk.order), it.query)
            for key, it in kept
        ]
        self.host.list_choices("queues", choices)

    def keep(self) -> None:
        """Keep what is typed as a queue, under a name; one that is kept already is forgotten."""
        query = self.desk.text.strip()
        if not query or self.reader.wrong:
            self.host.show_message("nothing.filter")
            return
        kept = next((it for it in self.reader.names.filters if it.query == query), None)
        if kept is not None:
            self._forget(kept)
        else:
            self.host.ask(Question("filter", query, partial(self._keep, query), afresh=True))

    def _keep(self, query: str, name: str) -> None:
        def done(_: str) -> None:
            self.host.show_message("desk.kept", name=name)
            self.reader.reload(again=True)

        if name:
            self.host.edit_queue.write(lambda edits: edits.shelf.keep_filter(name, query), done)

    def _forget(self, kept: SavedFilter) -> None:
        def done(_: bool) -> None:
            self.host.show_message("shelved.dropped", name=kept.name)
            self.reader.reload(again=True)

        self.host.edit_queue.write(lambda edits: edits.shelf.drop_filter(kept.id), done)

    def _queue(self, query: str, order: Order) -> None:
        self.host.close_panel()
        self.desk.order, self.desk.backward = order, False
        self.host.typing.put(query)
        self.host.show_text("")
        self.reader.reload()
        self.host.show_bars()

    def begin_filter(self) -> None:
        """Type what to narrow the list to."""
        self.host.typing.show(shown=True)
        self.host.set_focus(self.host.typing.box)
        self.host.typing.box.action_select_all()
        self.host.place_cursor_later()

    def finish_filter(self) -> None:
        """Go on to what was found, after enter in the typing line."""
        self.host.set_focus(None)
        self.host.typing.show(shown=bool(self.desk.text))
        self.host.place_cursor_later()

    def end_filter(self) -> None:
        """Narrow to nothing."""
        self.host.set_focus(None)
        self.reader.wrong = ""
        self.host.typing.put("")
        self.host.show_text("")
        self.reader.reload()
        self.host.place_cursor_later()

    # marked rows

    def mark(self) -> None:
        """Mark the claim at the cursor, or not any more, and go on to the next."""
        desk = self.desk
        if desk.placed:
            desk.marks.turn(desk.row(desk.cursor.at.block).annotation)
            self.host.listing.step(1)
            self._show_marks()

    def mark_all(self) -> None:
        """Mark all that are found, those too that are not read yet; or none if all are."""
        marks = self.desk.marks
        if not self.desk.placed:
            return
        marks.put_all(marked=not (marks.everything and not marks.keys))
        self._show_marks()

    def unmark(self) -> None:
        """Mark none."""
        self.desk.marks.put_all(marked=False)
        self._show_marks()

    def _show_marks(self) -> None:
        self.host.show_text("")
        self.host.listing.show()
        self.host.show_bars()
        self.host.bottom_bar.refresh()
