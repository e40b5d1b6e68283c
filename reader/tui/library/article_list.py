"""The articles of a shelf as the model of a list: only those in sight need be known."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment

from reader.tui.kit.list_model import Drawn, ListModel, Room
from reader.tui.kit.list_rows import Place
from reader.tui.kit.strips import Part, fit
from reader.tui.library.painting import STATES, ArticlePainter
from reader.tui.library.state import Browsing

WIDEST = 100  # cells of a row, so that title and date are seen together
BORDER = 2
PAIRED_FROM, SPACED_FROM = 14, 30
"""Rows of the screen from which an article takes two rows, and from which a blank one as well."""


class ArticleList(ListModel):
    """Model of articles, each a block of one height, so that 100,000 cost what ten do.

    `instead` gives what to show where there is no article, set to a width.
    """

    whole = True

    def __init__(
        self,
        browsing: Browsing,
        painter: ArticlePainter,
        instead: Callable[[int], Sequence[Sequence[Part]]],
    ) -> None:
        self.browsing, self._instead = browsing, instead
        self.use(painter)
        self.fit(Room(0, 0, 0))

    def fit(self, room: Room) -> None:
        """Decide how many rows an article takes, with the blank one after it."""
        self._size, height = room, room.screen
        self._each = 1 if height < PAIRED_FROM else 2 if height < SPACED_FROM else 3
        self._room = max(8, min(WIDEST, room.width - 2 * BORDER))
        self._left = max(1, (room.width - self._room) // 2)
        self.column = self._left + STATES
        self.head, self.foot = [[]] * (self._each > 1), int(self._each == 3)

    # how much there is room for

    @property
    def many(self) -> int:
        """Number of articles that are wholly in sight."""
        rows = self._size.height - len(self.head) - self.foot
        return max(1, (rows + self.trailing()) // self._each)

    @property
    def window(self) -> range:
        """The places of the articles to know: those in sight, a page before and a page after."""
        top, many = self.browsing.top, self.many + 1
        return range(max(0, top - many), min(len(self.browsing.ids), top + 2 * many))

    def page(self, height: int) -> int:
        """Number of articles of a page, one less than are in sight."""
        return self._each * max(1, self.many - 1)

    def blocks(self) -> int:
        """Number of articles on the shelf, as far as is known."""
        return len(self.browsing.ids)

    def height_of(self, block: int) -> int:
        """The one height of all blocks, in rows."""
        return self._each

    def trailing(self) -> int:
        """The blank row after the last one."""
        return int(self._each == 3)

    def is_blank(self, place: Place) -> bool:
        """The row between two articles."""
        return place.row == 2

    def lacks(self, first: int, last: int) -> bool:
        """Whether an article in sight is not known yet."""
        ids, entries = self.browsing.ids, self.browsing.entries
        return any(ids[at] not in entries for at in range(first, last + 1))

    def is_marked(self, block: int) -> bool:
        """Whether an article is marked."""
        return self.browsing.ids[block] in self.browsing.marks

    # drawing

    def use(self, painter: ArticlePainter) -> None:
        """Draw in other styles or another script from now on."""
        self.painter, self.ink = painter, painter.ink

    def paint(self, place: Place, *, here: bool, chosen: bool, active: bool) -> Drawn:
        """The row of a title, or the one below it; nothing of what is not known yet."""
        entry = self.browsing.entries.get(self.browsing.ids[place.block])
        if entry is None or self.is_blank(place):
            return []
        if place.row:
            return self._set(self.painter.second(entry, self._room))
        row = self.painter.first(entry, self._room, here=here, lit=active, marked=chosen)
        return self._set(row)

    def _set(self, row: Drawn) -> Drawn:
        blank, left = self.ink.blank, self._left
        right = self._size.width - left - self._room
        return [Segment(" " * left, blank), *row, Segment(" " * right, blank)]

    def instead(self) -> Sequence[Drawn]:
        """The text of an empty list, a little above the middle."""
        if not self.browsing.loaded:
            return ()
        room, blank = max(8, self._room - STATES), self.ink.blank
        lines = self._instead(room)
        indent = Segment(" " * (self._room - room), blank)
        rows = (
            self._set([indent, *fit(line, room, blank, self.painter.ambiguous)]) for line in lines
        )
        return [*[[]] * ((self._size.height - len(lines)) // 3), *rows]
