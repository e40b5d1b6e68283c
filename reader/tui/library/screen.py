"""The library screen: keys, sizes, and how it is left."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.widgets import Input

from reader.text import vocabulary
from reader.tui.commands import LIBRARY, bindings
from reader.tui.keys import composed, composing
from reader.tui.kit.virtual_list import VirtualList
from reader.tui.library.asking import LOOK_AGAIN
from reader.tui.library.base import BESIDE_FROM
from reader.tui.library.subscriptions import Subscriptions
from reader.tui.terminal.events import Burst
from reader.tui.workers import run_beside

ACTIONS = frozenset(command.action.partition("(")[0] for command in LIBRARY)


class LibraryScreen(Subscriptions):
    """All articles: shelves at the left, one of them as a list."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(LIBRARY)

    # opening

    def on_mount(self) -> None:
        """Go on where it was left; files that are new come in meanwhile."""
        self.seen = self.library.version()
        self.shelves.fill()
        self.reload(again=self.browsing.loaded)
        self.count()
        self.sync()
        self.set_interval(LOOK_AGAIN, self.look_again)
        if not vocabulary.ready() and self.browsing.text:
            run_beside(self, self.know_vocabulary)

    def on_screen_resume(self) -> None:
        """What lay over the list is gone."""
        self.call_after_refresh(self._place_cursor)

    def on_resize(self, event: events.Resize) -> None:
        """Decide anew what there is room for."""
        self.share_out()
        self.call_after_refresh(self.show)

    def _place_cursor(self) -> None:
        """Put the terminal's own cursor where the keys go."""
        if self.focused is self.box:
            self.app.cursor_position = self.box.cursor_screen_offset
        elif self.places.active:
            self.places.place_cursor()
        else:
            self.catalogue.place_cursor()

    # keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No key acts while a prompt is open, and in the typing line only those that move."""
        if action not in ACTIONS:
            return True
        if self.status.asking:
            return False
        if action in ("feed", "unsubscribe") and self.feed_here is None:
            return False
        return self.focused is not self.box or action in (
            "move",
            "page",
            "places",
            "search_library",
        )

    def on_key(self, event: events.Key) -> None:
        """Escape, and what came with it."""
        if self.status.asking:
            return
        if event.key == "escape":
            event.stop()
            self._let_go()

    def _let_go(self) -> None:
        """Escape: close what is open; else leave the shelves, the filter, the library."""
        if self.panel is not None:
            self.close_panel()
        elif self.feeding.running:
            self.feeding.stop()
        elif self.places.active:
            self._leave_places()
        elif self.focused is self.box or self.browsing.text:
            self._end_filter()
        elif self.status.message:
            self.tell("")
        elif not self.root:
            self.action_back()

    def left_over(self, event: events.Key) -> None:
        """A key that nothing took: it may come from an input method that is on."""
        typing = self.status.asking or self.focused is self.box
        if not typing and composing(event.character):
            self.say("listing.ime")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A prompt that is open keeps the focus, wherever the mouse is pressed."""
        if self.status.asking and event.widget in (self.box, self.panel):
            for pad in self.query("Pad"):
                pad.focus()
        elif event.widget is self.box:
            self.call_after_refresh(self._place_cursor)

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted never acts as keys."""
        event.stop()
        composing = isinstance(event, Burst) and composed(event.text)
        self.say("listing.ime" if composing else "paste.nothing")

    # moving about

    def action_move(self, direction: int) -> None:
        """The next or previous article, or shelf."""
        if self.places.active:
            self.choose(self.shelves.row_at(direction))
        else:
            self.then(partial(self.catalogue.step, direction))

    def action_page(self, direction: int) -> None:
        """A page on or back."""
        if not self.places.active:
            self.then(partial(self.catalogue.page, direction))

    def action_edge(self, direction: int) -> None:
        """The first or the last."""
        if self.places.active:
            self.choose(self.shelves.row_at(direction, edge=True))
        else:
            self.then(partial(self._go_to_edge, direction))

    def _go_to_edge(self, direction: int) -> None:
        self._to_end = direction > 0 and not self.browsing.whole
        self.catalogue.edge(direction)

    def action_open(self) -> None:
        """Open the article where it was left; among the shelves, go to the articles."""
        if self.places.active:
            self._leave_places()
        else:
            self.then(self._open_here)

    def _open_here(self) -> None:
        if self.browsing.ids:
            self.navigator.open(self.browsing.ids[self.browsing.at])

    @on(VirtualList.Pressed, "#catalogue")
    def press_article(self, event: VirtualList.Pressed) -> None:
        """An article was pressed with the mouse; twice opens it."""
        event.stop()
        self.turn_to(shelves=False)
        if event.twice:
            self.action_open()

    def action_places(self) -> None:
        """To the shelves and back."""
        if self.places.active:
            self._leave_places()
            return
        self.set_focus(None)
        if not self.places.display:
            self.wants_places = True
            self.share_out()
        self.shelves.fill()
        self.turn_to(shelves=True)
        self.show_bars()

    def turn_to(self, *, shelves: bool) -> None:
        """Have the keys be about the shelves, or about the articles."""
        self.places.active, self.catalogue.active = shelves, not shelves
        self.catalogue.show()
        self.places.bring()

    def _leave_places(self) -> None:
        self.turn_to(shelves=False)
        if self.app.size.width < BESIDE_FROM:
            self.wants_places = None
        self.share_out()
        self.call_after_refresh(self.show)

    def action_column(self) -> None:
        """The shelves, on and off."""
        self.wants_places = not self.places.display
        if not self.wants_places:
            self.turn_to(shelves=False)
        elif self.app.size.width < BESIDE_FROM:
            self.turn_to(shelves=True)
        self.share_out()
        self.call_after_refresh(self.show)

    # narrowing

    def action_filter(self) -> None:
        """Type what to narrow the shelf to."""
        self.turn_to(shelves=False)
        self.show_box(True)
        self.set_focus(self.box)
        self.box.action_select_all()
        self.call_after_refresh(self._place_cursor)
        if not vocabulary.ready():
            run_beside(self, self.know_vocabulary)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the typing line: on to what was found."""
        event.stop()
        self.set_focus(None)
        self.show_box(bool(self.browsing.text))
        self.call_after_refresh(self._place_cursor)

    def _end_filter(self) -> None:
        """Narrow to nothing; the cursor stays on its article."""
        self.set_focus(None)
        self.wrong = ""
        here = self.browsing.ids[self.browsing.at] if self.browsing.ids else None
        self._put_text("")
        self.browsing.saved = ""
        self.tell("")
        self.reload(again=True, to=here)
        self.places.bring()
        self.call_after_refresh(self._place_cursor)

    # elsewhere

    def seen_in(self, choice: str) -> None:
        """Have the open article shown in the same script; it keeps the choice."""
        if not self.navigator.see(choice):
            super().seen_in(choice)

    def action_add(self) -> None:
        """Bring articles in."""
        self.navigator.add()

    def action_search_library(self) -> None:
        """Search in all articles."""
        self.navigator.search()

    def action_back(self) -> None:
        """Back to the open article; without one, leave."""
        if self.root:
            self.app.exit()
        else:
            self.dismiss()
