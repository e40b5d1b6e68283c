"""The shelves at the left: what the list can be narrowed to, with how many there are on each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual import events
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip

from reader.model.listing import SavedFilter, Shelves
from reader.tui.library.painting import Brush
from reader.tui.library.state import Browsing
from reader.tui.page.geometry import CONTENTS_WIDTH
from reader.tui.strips import Part, cells, cut, safe, strip
from reader.tui.surface import Surface

if TYPE_CHECKING:
    from reader.model.feed import Feed

LEFT, RIGHT = 2, 2
INSET = 2  # cells before the name of a feed in a folder
FAULT = "! "  # before the count of a feed that could not be read
KINDS = ("all", "unread", "starred", "queue", "archived")
WHEEL = 3


class Place(NamedTuple):
    """One row: a shelf, a kept filter, or a heading (no `kind`).

    The name of a feed is its id; `inset` counts the cells before what it is called.
    """

    kind: str = ""
    name: str = ""
    number: int | None = None
    filter: SavedFilter | None = None
    feed: Feed | None = None
    inset: int = 0


class Places(Surface):
    """Draws the shelves; the one that is shown is marked, and has the cursor while `active`."""

    DEFAULT_CSS = f"Places {{ width: {CONTENTS_WIDTH}; height: 1fr; }}"

    class Chosen(Message):
        """A shelf was pressed with the mouse."""

        def __init__(self, place: Place) -> None:
            super().__init__()
            self.place = place

    def __init__(self, browsing: Browsing, brush: Brush) -> None:
        super().__init__(id="places")
        self.browsing, self.brush = browsing, brush
        self.active = False
        self.rows: list[Place] = []
        self._top = 0
        self._drawn: list[Strip] = []

    # what there is

    def fill(self) -> None:
        """The rows, as the library has shelves now."""
        shelves = self.browsing.shelves
        counts = (getattr(shelves, kind) for kind in KINDS)
        rows = [Place(kind, "", count) for kind, count in zip(KINDS, counts, strict=True)]
        for heading, kind, named in (
            ("filters", "filter", [(it.name, None, it) for it in shelves.filters]),
            ("sources", "source", [(*it, None) for it in shelves.sources]),
            ("topics", "topic", [(*it, None) for it in shelves.topics]),
        ):
            if heading == "sources" and shelves.feeds:
                rows += [Place(), Place("", "feeds"), *of_feeds(shelves)]
            if named:
                rows += [Place(), Place("", heading)]
                rows += [Place(kind, name, number, saved) for name, number, saved in named]
        self.rows = rows

    @property
    def here(self) -> Place | None:
        """The row of the shelf that is shown, if there is one."""
        return self.rows[self.at] if self.rows else None

    @property
    def at(self) -> int:
        """The row of the shelf that is shown."""
        shelf, saved = self.browsing.shelf, self.browsing.saved
        for number, row in enumerate(self.rows):
            if saved and row.filter is not None and row.filter.id == saved:
                return number
            if not saved and row.kind == shelf.kind and row.name == shelf.name:
                return number
        return 0

    def beside(self, direction: int) -> Place | None:
        """The next or previous shelf, None at either end."""
        steps = range(self.at + direction, len(self.rows) if direction > 0 else -1, direction)
        return next((self.rows[n] for n in steps if self.rows[n].kind), None)

    def edge(self, direction: int) -> Place | None:
        """The first or the last shelf."""
        found = [row for row in self.rows if row.kind]
        return found[-1 if direction > 0 else 0] if found else None

    # what is shown

    def on_resize(self) -> None:
        """The marked shelf stays in sight."""
        self.show()

    def use(self, brush: Brush) -> None:
        """Draw everything in other styles or another script."""
        self.brush = brush
        self._drawn = []
        self.show()

    @property
    def _above(self) -> int:
        return 3 if self.size.height > 16 else 1

    @property
    def _room(self) -> int:
        return max(1, self.size.height - self._above - self._below)

    @property
    def _below(self) -> int:
        return int(self._above > 1)

    def show(self, *, anew: bool = False) -> None:
        """Draw what is in sight, and send the rows that have changed."""
        width, height = self.size
        if anew:
            self.fill()
        if not width or not height:
            return
        last = max(0, len(self.rows) - self._room)
        self._top = min(max(min(self._top, self.at), self.at - self._room + 1, 0), last)
        before, self._drawn = self._drawn, [self._draw(y) for y in range(height)]
        if len(before) != len(self._drawn):
            self.refresh()
        else:
            for y, (old, new) in enumerate(zip(before, self._drawn, strict=True)):
                if old != new:
                    self.refresh(Region(0, y, width, 1))
        self.place_cursor()

    def place_cursor(self) -> None:
        """Put the terminal's own cursor on the shelf, while the keys are about shelves."""
        if self.active and self.is_attached and self.screen.is_current:
            row = self._above + self.at - self._top
            self.app.cursor_position = self.region.offset + Offset(LEFT, row)

    def label(self, place: Place) -> str:
        """What a shelf is called."""
        words = self.brush.words
        if place.kind in KINDS or not place.kind:
            return words(f"library.{place.kind or place.name}")
        name = place.feed.name if place.feed else place.name
        told = name if place.filter else self.brush.told(name)
        return safe(told)

    def render_line(self, y: int) -> Strip:
        """One row of the shelves."""
        if y < len(self._drawn) and self._drawn[y].cell_length == self.size.width:
            return self._drawn[y]
        return Strip.blank(self.size.width, self.brush.ink.blank)

    def _draw(self, y: int) -> Strip:
        number = self._top + y - self._above
        parts: list[Part] = []
        if y == 1 and self._above == 3:
            parts = [(" " * LEFT, self.brush.ink.blank),
                     (self.brush.words("library.title"), self.brush.ink.muted)]  # fmt: skip
        elif self._above <= y < self._above + self._room and number < len(self.rows):
            parts = self._parts(self.rows[number], here=number == self.at)
        return strip(parts, self.size.width, self.brush.ink.blank, self.brush.ambiguous)

    def _parts(self, place: Place, *, here: bool) -> list[Part]:
        ink, ambiguous = self.brush.ink, self.brush.ambiguous
        if not place.kind and not place.name:
            return []
        count = "" if place.number is None else f"{place.number:,}"
        fault = FAULT if place.feed and place.feed.problem else ""
        room = self.size.width - LEFT - RIGHT - (len(count + fault) + 1 if count or fault else 0)
        inset = " " * place.inset
        label = inset + cut(self.label(place), max(2, room - place.inset), ambiguous)
        if not place.kind:
            return [(" " * LEFT, ink.blank), (label, ink.muted)]
        signs = self.brush.glyphs
        mark = (signs.here if self.active else signs.section) if here else " "
        used = cells(label, ambiguous) + len(fault + count)
        gap = " " * (self.size.width - LEFT - RIGHT - used)
        style = ink.title if here else ink.text
        right: list[Part] = [(fault, ink.note)] if fault else []
        return [
            (f"{mark} ", ink.rule),
            (label, style),
            (gap, ink.blank),
            *right,
            (count, ink.muted),
        ]

    # the mouse

    def on_click(self, event: events.Click) -> None:
        """Show the shelf under the mouse."""
        number = self._top + event.y - self._above
        if event.y >= self._above and number < len(self.rows) and self.rows[number].kind:
            self.post_message(Places.Chosen(self.rows[number]))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Nothing to scroll to: what is marked stays in sight; the wheel goes by shelves."""
        event.stop()
        self._wheel(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The shelves above."""
        event.stop()
        self._wheel(-1)

    def _wheel(self, direction: int) -> None:
        place = self.beside(direction)
        if place is not None:
            self.post_message(Places.Chosen(place))


def of_feeds(shelves: Shelves) -> list[Place]:
    """The rows of feeds, those of a folder below it, each with how many articles are unread."""
    rows, folders = list[Place](), dict(shelves.folders)
    for feed in shelves.feeds:
        if feed.folder in folders:
            rows.append(Place("folder", feed.folder, folders.pop(feed.folder) or None))
        inset = INSET if feed.folder else 0
        rows.append(Place("feed", feed.id, feed.unread or None, feed=feed, inset=inset))
    return rows
