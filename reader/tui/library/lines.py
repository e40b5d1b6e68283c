"""The lines around the list: shelf and order, the article at the cursor, the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style

from reader.text.typesetting import set_paragraph
from reader.tui.kit.strips import Ends, Part
from reader.tui.kit.title_line import Aside, Title
from reader.tui.kit.view_choice import view_name

if TYPE_CHECKING:
    from reader.model.feed import Feed
    from reader.tui.library.host import LibraryHost
    from reader.tui.library.shelf_reader import ShelfReader

LEAST_TITLE = 10
EMPTY = 3
"""Lines that say how articles get in."""


class LibraryLines:
    """Parts of each line; nothing here changes anything."""

    def __init__(self, host: LibraryHost, reader: ShelfReader) -> None:
        self._host, self._reader, self.browsing, self.words = (
            host,
            reader,
            host.browsing,
            host.words,
        )

    @property
    def box_name(self) -> str:
        """The name before the typing line."""
        return f"  {self.words('listing.filter')}  "

    @property
    def feed_here(self) -> Feed | None:
        """The feed that the keys are about, while they are about the shelves."""
        place = self._host.shelves.here if self._host.places.active else None
        return place.feed if place else None

    def top_line(self) -> Title:
        """The shelf; how many there are, in which order, in which script."""
        browsing, shelves = self.browsing, self._host.shelves
        brief = self._marked() or self._count()
        parts = [self._marked(), self._count(), self._order()]
        if self._host.view:
            parts.append(view_name(self.words, self._host.view))
        dot = f" {self._host.articles.painter.glyphs.dot} "
        aside = Aside((dot.join(filter(None, parts)), brief), LEAST_TITLE, sure=True)
        name = self.words("library.title")
        if browsing.saved or browsing.shelf.kind != "all":
            name = shelves.label(shelves.here) if shelves.here else ""
        return Title(title=name, asides=(aside,))

    def _count(self) -> str:
        browsing = self.browsing
        if not browsing.ids or not browsing.whole:
            return ""
        total = f"{len(browsing.ids):,}"
        return self.words("library.at", at=f"{browsing.at + 1:,}", count=total)

    def _marked(self) -> str:
        count = self.browsing.marks.count(len(self.browsing.ids) if self.browsing.whole else None)
        if count is None:
            return self.words("library.all_marked")
        return self.words("library.marked", count=f"{count:,}") if count else ""

    def _order(self) -> str:
        shelf = self.browsing.shelf
        if shelf.kind == "queue":
            return ""
        name = self.words(f"order.{shelf.order}")
        return self.words("orders.turned", name=name) if shelf.backward else name

    def box_line(self, _width: int) -> Ends:
        return [(self.box_name, self._host.ink.bar_key)], []

    def notice(self) -> tuple[str, Style, int]:
        return self._reader.wrong or self._reader.problem, self._host.ink.note_here, 2

    def instead(self, width: int) -> list[list[Part]]:
        """The text of an empty list: how articles get in, or that there is none here."""
        words, ink, browsing = self.words, self._host.ink, self.browsing
        if browsing.text.strip():
            said = [(words("nothing.found", query=browsing.text.strip()), ink.muted)]
        elif browsing.shelf.kind != "all" or browsing.shelves.archived:
            said = [(words(f"library.none.{self._why}"), ink.muted)]
        else:
            said = [(words("library.empty"), ink.title), ("", ink.blank)]
            folder = str(self._host.library.articles)
            said += [
                (words(f"library.empty.{n}", path=folder), ink.text) for n in range(1, EMPTY + 1)
            ]
        rows: list[list[Part]] = []
        for text, style in said:
            set_rows = set_paragraph(text, width, ambiguous=self._host.ambiguous) if text else []
            rows += [[(row.text, style)] for row in set_rows] or [[]]
        return rows

    @property
    def _why(self) -> str:
        kind = self.browsing.shelf.kind
        if kind in ("feed", "folder"):
            return "feed"
        return kind if kind in ("unread", "starred", "queue", "archived") else "other"

    def detail_line(self, width: int, line: int) -> Ends:
        """One of the two lines about the article at the cursor, or the feed among the shelves."""
        entry, painter, feed = self.browsing.here, self._host.articles.painter, self.feed_here
        room = max(8, width - 6)
        parts: list[Part] = []
        if feed is not None:
            from reader.tui.library.feed_lines import feed_line

            parts = feed_line(feed, line, room, painter)
        elif entry is not None:
            parts = (
                painter.progress(entry, room, self._reader.names)
                if line
                else painter.about(entry, room)
            )
        if not any(text for text, _ in parts):
            return [], []
        return [
            ("  ", self._host.ink.blank),
            (f"{painter.glyphs.rule} ", self._host.ink.rule),
            *parts,
        ], []
