"""Moving about: among the articles, among the shelves, and between the two."""

from __future__ import annotations

from functools import partial

from reader.tui.library.controllers.controller import LibraryController, LibraryControllerHost
from reader.tui.library.controllers.shelves import ShelfChoice
from reader.tui.library.host import BESIDE_FROM


class ShelfNavigation(LibraryController):
    """Movement among articles or shelves, whichever the keys are about."""

    def __init__(self, host: LibraryControllerHost, shelves: ShelfChoice) -> None:
        super().__init__(host)
        self._shelves = shelves

    def move(self, direction: int) -> None:
        """Move to the next or previous article, or shelf."""
        if self.host.places.active:
            self._shelves.choose(self.host.shelves.row_at(direction))
        else:
            self.reader.then(partial(self.host.catalogue.step, direction))

    def page(self, direction: int) -> None:
        """Move by a page, on or back."""
        if not self.host.places.active:
            self.reader.then(partial(self.host.catalogue.page, direction))

    def edge(self, direction: int) -> None:
        """Move to the first or the last one."""
        if self.host.places.active:
            self._shelves.choose(self.host.shelves.row_at(direction, edge=True))
        else:
            self.reader.then(partial(self._go_to_edge, direction))

    def _go_to_edge(self, direction: int) -> None:
        self.reader.to_end = direction > 0 and not self.browsing.whole
        self.host.catalogue.edge(direction)

    def open(self) -> None:
        """Open the article where it was left; among the shelves, go to the articles."""
        if self.host.places.active:
            self.leave_shelves()
        else:
            self.reader.then(self._open_here)

    def _open_here(self) -> None:
        if self.browsing.ids:
            self.host.navigator.open(self.browsing.ids[self.browsing.at])

    def turn(self) -> None:
        """Go to the shelves, or back."""
        if self.host.places.active:
            self.leave_shelves()
            return
        self.host.set_focus(None)
        if not self.host.places.display:
            self.host.wants_places = True
            self.host.share_out()
        self.host.shelves.fill()
        self.turn_to(shelves=True)
        self.host.show_bars()

    def leave_shelves(self) -> None:
        self.turn_to(shelves=False)
        if self.host.app.size.width < BESIDE_FROM:
            self.host.wants_places = None
        self.host.share_out()
        self.host.show_later()

    def toggle_shelves(self) -> None:
        """Show or hide the shelves."""
        self.host.wants_places = not self.host.places.display
        if not self.host.wants_places:
            self.turn_to(shelves=False)
        elif self.host.app.size.width < BESIDE_FROM:
            self.turn_to(shelves=True)
        self.host.share_out()
        self.host.show_later()

    def turn_to(self, *, shelves: bool) -> None:
        """Have the keys be about the shelves, or about the articles."""
        self.host.places.active, self.host.catalogue.active = shelves, not shelves
        self.host.catalogue.show()
        self.host.places.bring()
