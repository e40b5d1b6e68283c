"""The shelf that is shown, and in which order."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from reader.model.listing import ORDERS
from reader.tui.library.controllers.controller import LibraryController
from reader.tui.library.shelf_list import ShelfRow


class ShelfChoice(LibraryController):
    """Choice of the shelf, or of a kept filter, and of its order."""

    def choose(self, row: ShelfRow | None) -> None:
        """Show a shelf, or what a kept filter finds."""
        if row is None or not row.kind:
            return
        browsing = self.browsing
        shown = (browsing.shelf.kind, browsing.shelf.name, browsing.saved)
        saved = row.filter.id if row.filter else ""
        kind, name = ("all", "") if row.filter else (row.kind, row.name)
        if (kind, name, saved) == shown:
            return
        browsing.shelf = replace(browsing.shelf, kind=kind, name=name)
        typed = "" if browsing.saved else browsing.text  # what is typed goes along
        self.host.typing.put(row.filter.query if row.filter else typed)
        browsing.saved = saved
        self.host.show_text("")
        self.host.places.bring()
        self.reader.reload()
        self.host.show_bars()

    def show_queue(self) -> None:
        """Show the queue."""
        self.choose(ShelfRow("queue"))

    def order(self) -> None:
        """Choose an order; the one that is chosen already is turned round."""
        from reader.tui.kit.choice_list import Choice

        words, shelf = self.words, self.browsing.shelf
        choices = []
        for number, order in enumerate(ORDERS, 1):
            here = order == shelf.order
            turned = words("orders.backward") if here and shelf.backward else ""
            remark = "　".join(filter(None, (words("views.current") if here else "", turned)))
            choices.append(
                Choice(
                    str(number), words(f"order.{order}.help"), partial(self._sort, order), remark
                )
            )
        self.host.list_choices("orders", choices)

    def _sort(self, order: str) -> None:
        self.host.close_panel()
        browsing = self.browsing
        backward = order == browsing.shelf.order and not browsing.shelf.backward
        browsing.shelf = replace(browsing.shelf, order=order, backward=backward)
        self.reader.reload()
        self.host.top_bar.show()
