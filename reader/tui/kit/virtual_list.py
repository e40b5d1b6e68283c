"""The list: a line-API widget over a model, with a cursor that keys, wheel and clicks move."""

from __future__ import annotations

from collections.abc import Callable

from rich.style import Style
from textual import events
from textual.geometry import Offset, Size
from textual.message import Message

from reader.tui.kit.list_model import At, Cursor, Drawn, ListModel, Room
from reader.tui.kit.list_rows import Place
from reader.tui.kit.row_surface import RowSurface
from reader.tui.kit.terminal_cursor import holds_cursor

WHEEL = 3
FAR = 4
"""Heights of the list that are looked at to find out how far off a row is."""


class VirtualList(RowSurface, can_focus=True):
    """List widget over a model, of which it only looks at the blocks in sight.

    `moved` hears at once where the cursor was before a key or a press, so that what is drawn about
    it comes in the same frame. `wheel` takes the wheel's turns where they are not about scrolling.
    """

    DEFAULT_CSS = "VirtualList { width: 1fr; height: 1fr; }"

    class Missing(Message):
        """Request to read more of the model, for the blocks in sight."""

    class Pressed(Message):
        """Press on a stop with the mouse; the cursor stands there now. `twice`: in a row."""

        def __init__(self, control: VirtualList, at: At, *, twice: bool) -> None:
            super().__init__()
            self.list, self.at, self.twice = control, at, twice

        @property
        def control(self) -> VirtualList:
            """The list."""
            return self.list

    def __init__(
        self,
        model: ListModel,
        cursor: Cursor,
        *,
        id: str,
        focusable: bool = False,
        moved: Callable[[At], None] | None = None,
        wheel: Callable[[int], None] | None = None,
    ) -> None:
        super().__init__(id=id)
        self.model, self.cursor = model, cursor
        self.can_focus = focusable
        self.active = True
        """Whether the keys are about this list."""
        self._moved, self._wheel = moved, wheel
        self._fitted = Size()
        self._seen: list[Place] = []

    @property
    def blank(self) -> Style:
        """The style of cells without content."""
        return self.model.ink.blank

    @property
    def at(self) -> int:
        """The block under the cursor."""
        return self.cursor.at.block

    @at.setter
    def at(self, block: int) -> None:
        self.cursor.at = At(block)

    @property
    def room(self) -> int:
        """Number of rows for blocks."""
        return max(1, self.size.height - len(self.model.head) - self.model.foot)

    @property
    def blocks_in_sight(self) -> list[int]:
        """The blocks of which a row that is not blank is on the screen."""
        return list(dict.fromkeys(at.block for at in self._seen if not self.model.is_blank(at)))

    # what is shown

    def on_resize(self) -> None:
        """Set everything for the new size; the cursor stays in sight."""
        self.renew()

    def renew(self) -> None:
        """Lay everything out anew; the cursor stays in sight."""
        if self.size.width and self.size.height:
            self._fitted = self.size
            self.model.fit(Room(*self.size, self.app.size.height))
            self.bring()

    def prepended(self, blocks: int) -> None:
        """Keep the rows in sight after so many blocks came in before the first one."""
        cursor = self.cursor
        cursor.at = At(cursor.at.block + blocks, cursor.at.stop)
        cursor.top = Place(cursor.top.block + blocks, cursor.top.row)
        if cursor.began is not None:
            cursor.began += blocks
        self.show()

    def show(self) -> None:
        """Draw what is in sight, and send the rows that have changed."""
        model, cursor = self.model, self.cursor
        if self._fitted != self.size or not self.size.height:
            return
        self._seen = model.places(cursor.top, self.room) if model.blocks() else []
        seen = list(map(self._paint, self._seen))
        self.put([*model.head, *seen] if seen else model.instead())
        self.place_cursor()
        if seen and model.lacks(self._seen[0].block, self._seen[-1].block):
            self.post_message(self.Missing())

    def _paint(self, place: Place) -> Drawn:
        model, cursor, block = self.model, self.cursor, place.block
        ranged = cursor.began is not None and block in cursor.chosen
        chosen = ranged or model.is_marked(block)
        return model.paint(place, here=self._is_here(place), chosen=chosen, active=self.active)

    def on_focus(self) -> None:
        """Place the cursor anew, once nothing lies over the list any more."""
        self.place_cursor()

    def place_cursor(self) -> None:
        """Put the terminal's own cursor on the stop, for braille displays and input methods."""
        if not (self.active and holds_cursor(self)):
            return
        rows = enumerate(self._seen, len(self.model.head))
        first = (y for y, place in rows if self._is_here(place) and not self.model.is_blank(place))
        y = next(first, None)
        if y is not None and self.screen.focused in (None, self):
            self.app.cursor_position = self.region.offset + Offset(self.model.column, y)

    def _is_here(self, place: Place) -> bool:
        at = self.cursor.at
        return place.block == at.block and self.model.stop_at(place) == at.stop

    # the cursor

    def bring(self) -> None:
        """Scroll until the stop at the cursor is in sight, its first row above all."""
        self._bring()
        self.show()

    def _bring(self) -> None:
        model, cursor, height = self.model, self.cursor, self.room
        if model.blocks() and self.size.height and self._fitted == self.size:
            cursor.at = model.valid(cursor.at)
            top = model.nearest(cursor.top)
            if cursor.at.block >= 0 and model.stops(cursor.at.block):
                first, last = model.around(cursor.at, height)
                if model.distance(top, last, FAR * height) >= height:
                    top = model.move(last, 1 - height)
                    top = self._begin(top)
                if model.distance(top, first, FAR * height) < 0:
                    top = first
            if model.whole:
                top = min(top, self._begin(model.last_top(height)))
            cursor.top = top

    def _begin(self, top: Place) -> Place:
        """A first row in sight; no part of a block, where blocks are whole."""
        if not self.model.whole or not top.row:
            return top
        return Place(min(top.block + 1, self.model.blocks() - 1), 0)

    def go(self, at: At) -> None:
        """Put the cursor somewhere."""
        before, self.cursor.at = self.cursor.at, at
        self._bring()
        self._show_move(before)

    def _show_move(self, before: At) -> None:
        self.show()
        if self._moved is not None:
            self._moved(before)

    def step(self, direction: int) -> None:
        """Move to the next or previous stop."""
        model, height = self.model, self.room
        if not model.blocks():
            return
        if model.long and direction > 0:
            last = model.rows_of(self.cursor.at)[1]
            if model.distance(self.cursor.top, last, FAR * height) >= height:
                self.scroll_rows(max(1, height // 2))
                return
        before, top = self.cursor.at, self.cursor.top
        self.cursor.at = model.step(before, direction)
        self._bring()
        if self.cursor.top != top:
            self._go_on_by_half(direction)
        self._show_move(before)

    def _go_on_by_half(self, direction: int) -> None:
        """Scroll on, for rows that stay where they are are calmer, and less is sent."""
        model, height, top = self.model, self.room, self.cursor.top
        self._scroll(direction * (height // 2))
        there = self.cursor.top = self._begin(self.cursor.top)
        first, last = (
            model.distance(there, row, height) for row in model.around(self.cursor.at, height)
        )
        if first < 0 or last >= height:
            self.cursor.top = top

    def page(self, direction: int) -> None:
        """Move by a page of rows, on or back, and the cursor with it."""
        model, at = self.model, self.cursor.at
        if not model.blocks():
            return
        rows = direction * model.page(self.room)
        there = model.near(model.move(model.rows_of(at)[0], rows), direction)
        self._scroll(rows)
        if not model.stops(there.block):
            self.show()
        elif there == at:
            self.step(direction)
        else:
            self.go(there)

    def edge(self, direction: int) -> None:
        """Move to the first or the last stop."""
        if self.model.blocks():
            self.go(self.model.edge(direction))

    # scrolling

    def scroll_rows(self, rows: int) -> bool:
        """Scroll without the cursor; false at either end."""
        before = self.cursor.top
        if self.model.blocks():
            self._scroll(rows)
            self.show()
        return self.cursor.top != before

    def _scroll(self, rows: int) -> None:
        model, top = self.model, self.cursor.top
        there = model.move(top, rows)
        if rows > 0:
            there = min(there, max(self._begin(model.last_top(self.room)), top))
        self.cursor.top = there

    # the mouse

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on what is under the mouse."""
        y = event.y - len(self.model.head)
        if 0 <= y < len(self._seen):
            place = self._seen[y]
            at = At(place.block, self.model.stop_at(place))
            if at.stop >= 0:
                self.go(at)
                self.post_message(self.Pressed(self, at, twice=event.chain == 2))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll some rows down."""
        event.stop()
        self._turn(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll some rows up."""
        event.stop()
        self._turn(-1)

    def _turn(self, direction: int) -> None:
        """Scroll without the cursor; where blocks are whole, it stays in sight."""
        if self._wheel is not None:
            self._wheel(direction)
        elif not self.model.whole:
            self.scroll_rows(direction * WHEEL)
        elif self.model.blocks():
            model, height, at = self.model, self.room, self.cursor.at
            each = model.height_of(self.cursor.top.block)
            self._scroll(direction * WHEEL * each)
            first = self.cursor.top.block
            last = first + max(1, (height + model.trailing()) // each) - 1
            self.go(At(min(max(at.block, first), last)))
