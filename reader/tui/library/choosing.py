"""What is chosen: a shelf, an order, a script; filters that are kept; what opens over the list."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from textual import on

from reader.errors import MeipiError
from reader.model.listing import ORDERS
from reader.text.views import STEPS, next_step
from reader.tui.kit.virtual_list import VirtualList
from reader.tui.library.keeping import Keeping
from reader.tui.library.shelf_list import ShelfRow
from reader.tui.question import Question

LETTERS = "abcdefghijklmnop"


class Choosing(Keeping):
    """Actions that decide which articles are listed, and how."""

    # shelves

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
        self._put_text(row.filter.query if row.filter else typed)
        browsing.saved = saved
        self.tell("")
        self.places.bring()
        self.reload()
        self.show_bars()

    def _put_text(self, text: str) -> None:
        """Have a text in the typing line; nothing is narrowed twice for it."""
        self.browsing.text = self.box.value = text
        self.show_box(bool(text))

    @on(VirtualList.Pressed, "#places")
    def press_shelf(self, event: VirtualList.Pressed) -> None:
        """A shelf was pressed with the mouse."""
        event.stop()
        self.choose(self.shelves.rows[event.at.block])

    def action_queue_shelf(self) -> None:
        """Show the queue."""
        self.choose(ShelfRow("queue"))

    # orders

    def action_order(self) -> None:
        """Choose an order; the one that is chosen already is turned round."""
        from reader.tui.panels.lists import Choice, Listing

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
        self.open_panel(
            Listing(words("orders.title"), words("orders.hint"), choices, self.ink, self.ambiguous)
        )  # fmt: skip

    def _sort(self, order: str) -> None:
        self.close_panel()
        browsing = self.browsing
        backward = order == browsing.shelf.order and not browsing.shelf.backward
        browsing.shelf = replace(browsing.shelf, order=order, backward=backward)
        self.reload()
        self.top_bar.refresh()

    # filters

    def action_keep(self) -> None:
        """Keep what is typed under a name; on a kept filter, forget it."""
        browsing = self.browsing
        kept = next((it for it in browsing.shelves.filters if it.id == browsing.saved), None)
        if kept is not None and browsing.text.strip() == kept.query:
            self.write(lambda edits: edits.drop_filter(kept.id), lambda _: self._dropped(kept.name))
        elif not browsing.text.strip() or self.wrong:
            self.say("nothing.filter")
        else:
            name = kept.name if kept else ""
            self.ask(
                Question("filter", browsing.text.strip(), self._keep, lambda _: self.tell(""),
                         text=name, afresh=True)
            )  # fmt: skip

    def _keep(self, name: str) -> None:
        query = self.browsing.text.strip()

        def kept(ident: str) -> None:
            self.browsing.saved = ident
            self.browsing.shelf = replace(self.browsing.shelf, kind="all", name="")
            self.say("shelved.kept", name=name)
            self.reload(again=True)
            self.count()

        if name:
            self.write(lambda edits: edits.keep_filter(name, query), kept)

    def _dropped(self, name: str) -> None:
        self.browsing.saved = ""
        self.say("shelved.dropped", name=name)
        self.count()

    # scripts

    def action_view(self) -> None:
        """The next script view: source, Taiwan, Hong Kong, Simplified."""
        self.see(next_step(self.view))

    def action_views(self) -> None:
        """All views by their plain names."""
        from reader.text.scripts import configs
        from reader.tui.panels.lists import Choice, Listing

        words = self.words
        names = [*zip("0123", STEPS, strict=True), *zip(LETTERS, configs(), strict=True)]
        choices = [
            Choice(
                key,
                words(f"view.{name}") if name else words("view.source"),
                partial(self._pick_view, name),
                words("views.current") if name == self.view else "",
            )
            for key, name in names
        ]
        self.open_panel(
            Listing(words("views.title"), words("views.hint"), choices, self.ink, self.ambiguous,
                    columns=True, others={"s": self.action_view, "S": self.close_panel})
        )  # fmt: skip

    def _pick_view(self, name: str) -> None:
        self.close_panel()
        self.see(name)

    def see(self, choice: str) -> None:
        """Show titles and sources in a script; the choice holds for every article from now on."""
        from reader.text.rendition import in_region
        from reader.text.views import region_of

        region = region_of(choice)
        try:
            if region:
                in_region(self.words("library.title"), region)
        except MeipiError as error:
            self.fail(error)
            return
        self.view = choice
        self.draw_anew()
        self.show_bars()
        if self.panel is not None:
            self.action_views()
        self.say("listing.seen", name=self.view_name(choice))
        self.seen_in(choice)

    def seen_in(self, choice: str) -> None:
        """Have the choice kept, and the open article shown in it."""
        self.pen.write(lambda edits: edits.choose_view(choice))

    # what opens over the list

    def action_help(self) -> None:
        """All keys of the library."""
        self.show_help(("library", "search"))
