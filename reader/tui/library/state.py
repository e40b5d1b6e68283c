"""The library screen as it stands: which shelf, what is typed, what is known, where the cursor is.

It outlives the screen, so that a library that is opened again is as it was left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from reader.model import Entry
from reader.model.listing import Shelf, Shelves
from reader.tui.kit.list_model import At, Cursor
from reader.tui.kit.list_rows import Place
from reader.tui.kit.marked_rows import MarkedRows

if TYPE_CHECKING:
    from reader.model.search import Query

INDEXED = frozenset({"newest", "added", "read", "title", "source"})
"""Orders whose first page is there at once, in any library."""


class Listed(NamedTuple):
    """Result of a read: ids on a shelf, all of them or the first, and rows of those in sight.

    `query` is what narrowed the shelf, None for nothing.
    """

    ids: Sequence[str]
    whole: bool
    entries: Sequence[Entry]
    query: Query | None


@dataclass
class Browsing:
    """State of the list: `ids` are the shelf's in its order, `whole` once all of them are there.

    `entries` holds the rows that were read, by id. `text` is what stands in the typing line,
    `saved` the id of the kept filter that it came from. `at` and `top` count articles. `marks` are
    the articles that the next command is about, instead of the one at the cursor.
    """

    shelf: Shelf = field(default_factory=Shelf)
    text: str = ""
    saved: str = ""
    query: Query | None = None
    ids: Sequence[str] = ()
    whole: bool = False
    loaded: bool = False
    entries: dict[str, Entry] = field(default_factory=dict)
    shelves: Shelves = field(default_factory=Shelves)
    cursor: Cursor = field(default_factory=Cursor)
    marks: MarkedRows[str] = field(default_factory=MarkedRows)

    @property
    def marked(self) -> list[str]:
        """The marked articles in the order of the list, as far as it is known."""
        return [article for article in self.ids if article in self.marks]

    @property
    def at(self) -> int:
        """The article at the cursor."""
        return self.cursor.at.block

    @at.setter
    def at(self, article: int) -> None:
        self.cursor.at = At(article)

    @property
    def top(self) -> int:
        """The first article in sight."""
        return self.cursor.top.block

    @top.setter
    def top(self, article: int) -> None:
        self.cursor.top = Place(article, 0)

    @property
    def here(self) -> Entry | None:
        """The article at the cursor, if it is known already."""
        return self.entries.get(self.ids[self.at]) if self.at < len(self.ids) else None

    def take(self, listed: Listed, *, again: bool, to: str | None = None) -> None:
        """Take in what was read; `again` keeps the cursor on its article, or near it.

        If the article `to` is listed, the cursor goes there. Marks on rows belong to one list.
        """
        if not again:
            self.marks.put_all(marked=False)
        elif listed.whole:
            self.marks.keys.intersection_update(listed.ids)
        stood = self.ids[self.at] if again and self.at < len(self.ids) else None
        above = self.at - self.top
        self.ids, self.whole, self.query = listed.ids, listed.whole, listed.query
        self.loaded = True
        if not again:
            self.at = self.top = 0
        for article in (to, stood):
            if article is not None and not self._stands(article) and article in self.ids:
                self.at = self.ids.index(article)
                self.top = max(0, self.at - above)
            if article is not None and self._stands(article):
                break
        self.at = min(self.at, max(0, len(self.ids) - 1))
        self.entries = {entry.head.id: entry for entry in listed.entries}

    def _stands(self, article: str) -> bool:
        return self.at < len(self.ids) and self.ids[self.at] == article

    def leave(self, article: str) -> None:
        """Take an article off the shelf; the cursor goes to the one that follows."""
        if article in self.ids:
            at = self.ids.index(article)
            self.ids = [*self.ids[:at], *self.ids[at + 1 :]]
            self.at = min(self.at - (at < self.at), max(0, len(self.ids) - 1))
