"""The articles of a shelf: one line-API widget that draws those in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment
from textual import events
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip

from reader.tui.library.painting import STATES, Brush
from reader.tui.library.state import Browsing
from reader.tui.strips import Part, fit
from reader.tui.surface import Surface

WIDEST = 100  # cells of a row, so that title and date are seen together
BORDER = 2
PAIRED_FROM, SPACED_FROM = 14, 30
"""Rows of the screen from which an article takes two rows, and from which a blank one as well."""
WHEEL = 3


class Catalogue(Surface):
    """Draws a shelf. `instead` gives what to show where there is no article, set to a width."""

    DEFAULT_CSS = "Catalogue { width: 1fr; height: 1fr; }"

    class Missing(Message):
        """Some articles in sight are not known yet."""

    class Moved(Message):
        """The cursor stands on another article."""

    class Pressed(Message):
        """An article was pressed with the mouse; the cursor stands there now."""

        def __init__(self, *, twice: bool) -> None:
            super().__init__()
            self.twice = twice

    def __init__(
        self,
        browsing: Browsing,
        brush: Brush,
        instead: Callable[[int], Sequence[Sequence[Part]]],
    ) -> None:
        super().__init__(id="catalogue")
        self.browsing, self.brush = browsing, brush
        self._instead = instead
        self.idle = False  # whether the keys are about something else
        self._drawn: list[Strip] = []

    # how much there is room for

    @property
    def rows_each(self) -> int:
        """The rows that an article takes, with the blank one after it."""
        height = self.app.size.height
        return 1 if height < PAIRED_FROM else 2 if height < SPACED_FROM else 3

    @property
    def many(self) -> int:
        """How many articles are wholly in sight."""
        each, spaced = self.rows_each, self.rows_each == 3
        return max(1, (self.size.height - self._above + spaced - self._below) // each)

    @property
    def window(self) -> range:
        """The places of the articles to know: those in sight, a page before and a page after."""
        top, many = self.browsing.top, self.many + 1
        return range(max(0, top - many), min(len(self.browsing.ids), top + 2 * many))

    @property
    def _above(self) -> int:
        """Blank rows above the first article."""
        return int(self.rows_each > 1)

    @property
    def _below(self) -> int:
        """Blank rows at the bottom."""
        return int(self.rows_each == 3)

    @property
    def _room(self) -> int:
        return max(8, min(WIDEST, self.size.width - 2 * BORDER))

    @property
    def _left(self) -> int:
        return max(1, (self.size.width - self._room) // 2)

    # what is shown

    def on_resize(self) -> None:
        """The cursor stays in sight."""
        self.bring()

    def use(self, brush: Brush) -> None:
        """Draw everything in other styles or another script."""
        self.brush = brush
        self._drawn = []
        self.show()

    def show(self) -> None:
        """Draw what is in sight, and send the rows that have changed."""
        width, height = self.size
        if not width or not height:
            return
        before, self._drawn = self._drawn, self._draw(width, height)
        if len(before) != len(self._drawn):
            self.refresh()
        else:
            for y, (old, new) in enumerate(zip(before, self._drawn, strict=True)):
                if old != new:
                    self.refresh(Region(0, y, width, 1))
        self.place_cursor()
        browsing = self.browsing
        if any(browsing.ids[at] not in browsing.entries for at in self._in_sight):
            self.post_message(Catalogue.Missing())

    @property
    def _in_sight(self) -> range:
        top = self.browsing.top
        return range(top, min(len(self.browsing.ids), top + self.many + 1))

    def place_cursor(self) -> None:
        """Put the terminal's own cursor on the current title, for braille and input methods."""
        if self.is_attached and self.screen.is_current and self.screen.focused is None:
            row = self._above + (self.browsing.at - self.browsing.top) * self.rows_each
            self.app.cursor_position = self.region.offset + Offset(self._left + STATES, row)

    def _draw(self, width: int, height: int) -> list[Strip]:
        if not self.browsing.ids:
            rows = self._said(width, height)
        else:
            rows = [[] for _ in range(self._above)]
            for at in self._in_sight:
                rows += self._article(at)
            rows = rows[: height - self._below]
        blank = self.brush.ink.blank
        rows += [[] for _ in range(height - len(rows))]
        return [Strip(self._set(row, width), width) if row else Strip.blank(width, blank)
                for row in rows[:height]]  # fmt: skip

    def _article(self, at: int) -> list[list[Segment]]:
        entry = self.browsing.entries.get(self.browsing.ids[at])
        each = self.rows_each
        if entry is None:
            return [[] for _ in range(each)]
        here = at == self.browsing.at
        rows = [self.brush.first(entry, self._room, here=here, lit=not self.idle)]
        if each > 1:
            rows.append(self.brush.second(entry, self._room))
        return [*rows, *([] for _ in range(each - len(rows)))]

    def _set(self, row: list[Segment], width: int) -> list[Segment]:
        blank, left = self.brush.ink.blank, self._left
        return [
            Segment(" " * left, blank), *row, Segment(" " * (width - left - self._room), blank)
        ]  # fmt: skip

    def _said(self, width: int, height: int) -> list[list[Segment]]:
        """What to say where there is nothing to list, a little above the middle."""
        if not self.browsing.loaded:
            return []
        room = max(8, self._room - STATES)
        lines = self._instead(room)
        above = max(0, (height - len(lines)) // 3)
        blank = self.brush.ink.blank
        indent = Segment(" " * (self._room - room), blank)
        return [
            *([] for _ in range(above)),
            *([indent, *fit(line, room, blank, self.brush.ambiguous)] for line in lines),
        ]

    def render_line(self, y: int) -> Strip:
        """One row."""
        if y < len(self._drawn) and self._drawn[y].cell_length == self.size.width:
            return self._drawn[y]
        return Strip.blank(self.size.width, self.brush.ink.blank)

    # the cursor

    def bring(self) -> None:
        """Scroll until the cursor is in sight."""
        browsing = self.browsing
        last = max(0, len(browsing.ids) - self.many)
        top = min(browsing.top, browsing.at, last)
        browsing.top = max(top, browsing.at - self.many + 1, 0)
        self.show()

    def go(self, at: int) -> None:
        """Put the cursor on an article, the nearest there is."""
        at = min(max(0, at), max(0, len(self.browsing.ids) - 1))
        if at != self.browsing.at:
            self.browsing.at = at
            self.post_message(Catalogue.Moved())
        self.bring()

    def step(self, direction: int) -> None:
        """The next or previous article."""
        self.go(self.browsing.at + direction)

    def page(self, direction: int) -> None:
        """A page on or back; the cursor keeps its place on it."""
        many = max(1, self.many - 1)
        browsing = self.browsing
        last = max(0, len(browsing.ids) - self.many)
        browsing.top = min(max(0, browsing.top + direction * many), last)
        self.go(browsing.at + direction * many)

    # the mouse

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the article under the mouse; a second click opens it."""
        at = self.browsing.top + (event.y - self._above) // self.rows_each
        if event.y >= self._above and at < len(self.browsing.ids):
            self.go(at)
            self.post_message(Catalogue.Pressed(twice=event.chain == 2))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Some articles down; the cursor stays on the page."""
        event.stop()
        self._wheel(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Some articles up."""
        event.stop()
        self._wheel(-1)

    def _wheel(self, direction: int) -> None:
        browsing = self.browsing
        last = max(0, len(browsing.ids) - self.many)
        browsing.top = min(max(0, browsing.top + direction * WHEEL), last)
        self.go(min(max(browsing.at, browsing.top), browsing.top + self.many - 1))
