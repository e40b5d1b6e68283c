"""The search screen: a line to type in at the top, what is found below it."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.widgets import Input

from reader.text import vocabulary
from reader.tui.kit.commands import bindings
from reader.tui.kit.virtual_list import VirtualList
from reader.tui.search.asking import Asking
from reader.tui.search.commands import SEARCHING
from reader.tui.workers import run_beside


class SearchScreen(Asking):
    """Searches the whole library as it is typed. `go` opens an article at a passage."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(SEARCHING)

    @property
    def busy(self) -> bool:
        """Whether something that was asked for is still being looked for or counted."""
        return self._searching.busy or self._counting.busy

    # opening

    def on_mount(self) -> None:
        """Go on with the last search; what is typed replaces it."""
        self.box.focus()
        if self._typed is None:
            self.box.action_select_all()
        self.look_for(self.box.value, again=self._typed is None)
        self.call_after_refresh(self._begin)
        if not vocabulary.ready():
            run_beside(self, self._know_vocabulary)

    def _begin(self) -> None:
        """Everything stands in its place."""
        self._begun = True
        self._place_cursor()

    @property
    def opening(self) -> bool:
        """Whether there is no line to type in yet."""
        return not self._begun

    def left_over(self, event: events.Key) -> None:
        """A key that nothing took."""

    async def _know_vocabulary(self) -> None:
        """Build the converters, and search again with the other regions' words."""
        await asyncio.to_thread(vocabulary.prepare().join)
        if vocabulary.ready():
            self.look_for(self.box.value, again=True)

    def on_resize(self) -> None:
        """The columns have moved."""
        self.call_after_refresh(self._place_cursor)

    def _place_cursor(self) -> None:
        """Put the terminal's own cursor where the typing goes on."""
        self.app.cursor_position = self.box.cursor_screen_offset

    # keys

    def action_move(self, direction: int) -> None:
        """The next or previous passage."""
        self.listing.step(direction)

    def action_article(self, direction: int) -> None:
        """The next or previous article."""
        if self.finding.found:
            self.listing.go(self.results.step_article(self.finding.cursor.at, direction))

    def action_page(self, direction: int) -> None:
        """A page of results on or back."""
        self.listing.page(direction)

    def action_again(self) -> None:
        """Select what is typed, so that typing replaces it."""
        self.box.action_select_all()

    def action_back(self) -> None:
        """Back to reading."""
        self.dismiss()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter was pressed in the typing line."""
        event.stop()
        self.action_go()

    def on_virtual_list_pressed(self, event: VirtualList.Pressed) -> None:
        """A passage was pressed with the mouse."""
        event.stop()
        self.action_go()
