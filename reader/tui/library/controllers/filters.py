"""Narrowing a shelf by typing, and filters that are kept under a name."""

from __future__ import annotations

from dataclasses import replace

from reader.tui.kit.question import Question
from reader.tui.library.controllers.controller import LibraryController, LibraryControllerHost
from reader.tui.library.controllers.navigation import ShelfNavigation


class Filters(LibraryController):
    """Filter of the shelf by what is typed; kept under a name, and forgotten."""

    def __init__(self, host: LibraryControllerHost, navigation: ShelfNavigation) -> None:
        super().__init__(host)
        self._navigation = navigation

    def begin(self) -> None:
        """Type what to narrow the shelf to."""
        self._navigation.turn_to(shelves=False)
        self.host.typing.show(shown=True)
        self.host.set_focus(self.host.typing.box)
        self.host.typing.box.action_select_all()
        self.host.place_cursor_later()
        self.reader.prepare_words()

    def finish(self) -> None:
        """Go on to what was found, after enter in the typing line."""
        self.host.set_focus(None)
        self.host.typing.show(shown=bool(self.browsing.text))
        self.host.place_cursor_later()

    def end(self) -> None:
        """Narrow to nothing; the cursor stays on its article."""
        self.host.set_focus(None)
        self.reader.wrong = ""
        here = self.browsing.ids[self.browsing.at] if self.browsing.ids else None
        self.host.typing.put("")
        self.browsing.saved = ""
        self.host.show_text("")
        self.reader.reload(again=True, to=here)
        self.host.places.bring()
        self.host.place_cursor_later()

    def keep(self) -> None:
        """Keep what is typed under a name; on a kept filter, forget it."""
        browsing = self.browsing
        kept = next((it for it in browsing.shelves.filters if it.id == browsing.saved), None)
        if kept is not None and browsing.text.strip() == kept.query:
            self.write(
                lambda edits: edits.shelf.drop_filter(kept.id), lambda _: self._dropped(kept.name)
            )
        elif not browsing.text.strip() or self.reader.wrong:
            self.host.show_message("nothing.filter")
        else:
            name = kept.name if kept else ""
            self.host.ask(
                Question("filter", browsing.text.strip(), self._keep, text=name, afresh=True)
            )  # fmt: skip

    def _keep(self, name: str) -> None:
        query = self.browsing.text.strip()

        def kept(ident: str) -> None:
            self.browsing.saved = ident
            self.browsing.shelf = replace(self.browsing.shelf, kind="all", name="")
            self.host.show_message("shelved.kept", name=name)
            self.reader.reload(again=True)
            self.reader.count()

        if name:
            self.write(lambda edits: edits.shelf.keep_filter(name, query), kept)

    def _dropped(self, name: str) -> None:
        self.browsing.saved = ""
        self.host.show_message("shelved.dropped", name=name)
        self.reader.count()
