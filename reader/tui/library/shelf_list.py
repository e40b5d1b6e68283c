"""The shelves as the model of a list: what the articles can be narrowed to, with their counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.model.listing import SavedFilter, Shelves
from reader.tui.kit.list_model import At, Drawn, ListModel, Room
from reader.tui.kit.list_rows import Place
from reader.tui.kit.strips import Part, cells, cut, fit, safe
from reader.tui.library.painting import ArticlePainter
from reader.tui.library.state import Browsing

if TYPE_CHECKING:
    from reader.model.feed import Feed

LEFT, RIGHT = 2, 2
INSET = 2  # cells before the name of a feed in a folder
FAULT = "! "  # before the count of a feed that could not be read
KINDS = ("all", "unread", "starred", "queue", "archived")
TITLED_ABOVE = 16
"""Rows of the list above which it says what it is."""


class ShelfRow(NamedTuple):
    """One row: a shelf, a kept filter, or a heading (no `kind`).

    The name of a feed is its id; `inset` counts the cells before what it is called.
    """

    kind: str = ""
    name: str = ""
    number: int | None = None
    filter: SavedFilter | None = None
    feed: Feed | None = None
    inset: int = 0


class ShelfList(ListModel):
    """Model of shelves, each a block of one row; the cursor stands on the one that is shown."""

    whole = True
    column = LEFT

    def __init__(self, browsing: Browsing, painter: ArticlePainter) -> None:
        self.browsing = browsing
        self.rows: list[ShelfRow] = []
        self._room = Room(0, 0, 0)
        self.use(painter)

    def fit(self, room: Room) -> None:
        """Set the room; a row of the list is a row of the screen, whatever its size."""
        self._room = room
        self._name()

    # what there is

    def fill(self) -> None:
        """Make the rows anew, as the library has shelves now."""
        shelves = self.browsing.shelves
        counts = (getattr(shelves, kind) for kind in KINDS)
        rows = [ShelfRow(kind, "", count) for kind, count in zip(KINDS, counts, strict=True)]
        for heading, kind, named in (
            ("filters", "filter", [(it.name, None, it) for it in shelves.filters]),
            ("sources", "source", [(*it, None) for it in shelves.sources]),
            ("topics", "topic", [(*it, None) for it in shelves.topics]),
        ):
            if heading == "sources" and shelves.feeds:
                rows += [ShelfRow(), ShelfRow("", "feeds"), *of_feeds(shelves)]
            if named:
                rows += [ShelfRow(), ShelfRow("", heading)]
                rows += [ShelfRow(kind, name, number, saved) for name, number, saved in named]
        self.rows = rows

    @property
    def here(self) -> ShelfRow | None:
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

    def row_at(self, direction: int, *, edge: bool = False) -> ShelfRow | None:
        """The next or previous shelf, or the first or last one; None if it is shown already."""
        at = At(self.at)
        there = self.edge(direction) if edge else self.step(at, direction)
        return self.rows[there.block] if self.rows and there != at else None

    def blocks(self) -> int:
        """Number of rows."""
        return len(self.rows)

    def height_of(self, block: int) -> int:
        """One row for each."""
        return 1

    def stops(self, block: int) -> int:
        """One stop for a shelf; none for a heading, which is only read."""
        return int(bool(self.rows[block].kind))

    def valid(self, at: At) -> At:
        """The shelf that is shown."""
        return At(self.at)

    # drawing

    def use(self, painter: ArticlePainter) -> None:
        """Draw in other styles or another script from now on."""
        self.painter, self.ink = painter, painter.ink
        self._name()

    def _name(self) -> None:
        """Say what all of it is, where there is room."""
        self.foot = int(self._room.height > TITLED_ABOVE)
        title = [
            (" " * LEFT, self.ink.blank),
            (self.painter.words("library.title"), self.ink.muted),
        ]
        self.head = [[], self._fit(title), []] if self.foot else [[]]

    def label(self, row: ShelfRow) -> str:
        """The name of a shelf on screen."""
        words = self.painter.words
        if row.kind in KINDS or not row.kind:
            return words(f"library.{row.kind or row.name}")
        name = row.feed.name if row.feed else row.name
        told = name if row.filter else self.painter.in_script(name)
        return safe(told)

    def paint(self, place: Place, *, here: bool, chosen: bool, active: bool) -> Drawn:
        """A shelf or a heading; the one that is shown is marked, as the cursor while `active`."""
        return self._fit(self._parts(self.rows[place.block], here=here, active=active))

    def _fit(self, parts: Sequence[Part]) -> Drawn:
        return fit(parts, self._room.width, self.ink.blank, self.painter.ambiguous)

    def _parts(self, row: ShelfRow, *, here: bool, active: bool) -> list[Part]:
        ink, ambiguous = self.painter.ink, self.painter.ambiguous
        if not row.kind and not row.name:
            return []
        count = "" if row.number is None else f"{row.number:,}"
        fault = FAULT if row.feed and row.feed.problem else ""
        room = self._room.width - LEFT - RIGHT - (len(count + fault) + 1 if count or fault else 0)
        inset = " " * row.inset
        label = inset + cut(self.label(row), max(2, room - row.inset), ambiguous)
        if not row.kind:
            return [(" " * LEFT, ink.blank), (label, ink.muted)]
        signs = self.painter.glyphs
        mark = (signs.here if active else signs.section) if here else " "
        used = cells(label, ambiguous) + len(fault + count)
        gap = " " * (self._room.width - LEFT - RIGHT - used)
        style = ink.title if here else ink.text
        right: list[Part] = [(fault, ink.note)] if fault else []
        return [
            (f"{mark} ", ink.rule),
            (label, style),
            (gap, ink.blank),
            *right,
            (count, ink.muted),
        ]


def of_feeds(shelves: Shelves) -> list[ShelfRow]:
    """The rows of feeds, those of a folder below it, each with how many articles are unread."""
    rows, folders = list[ShelfRow](), dict(shelves.folders)
    for feed in shelves.feeds:
        if feed.folder in folders:
            rows.append(ShelfRow("folder", feed.folder, folders.pop(feed.folder) or None))
        inset = INSET if feed.folder else 0
        rows.append(ShelfRow("feed", feed.id, feed.unread or None, feed=feed, inset=inset))
    return rows
