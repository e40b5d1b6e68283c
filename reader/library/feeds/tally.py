"""Tally of what a feed has brought in so far, for the report of a refresh."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.library.changes import published_otherwise
from reader.model.feed import Feed, FeedOutcome, HeadChange, PageNotice

if TYPE_CHECKING:
    from reader.library.reads import LibraryReads
    from reader.model.revision import Kept


@dataclass(slots=True)
class RefreshTally:
    """Tally of the outcomes of the items of one feed."""

    new: int = 0
    changed: int = 0
    fallbacks: int = 0
    empty: int = 0
    left_out: int = 0
    heads: list[HeadChange] = field(default_factory=list)
    pages: list[PageNotice] = field(default_factory=list)

    def count(self, library: LibraryReads, kept: Kept) -> None:
        """Count an article that was kept just now, and the changes to its head."""
        if kept.what == "same":
            return
        self.left_out += sum(not line.taken for line in library.page_lines(kept.article))
        if kept.what == "new":
            self.new += 1
            return
        self.changed += 1
        if published := published_otherwise(library.revisions(kept.article)):
            self.heads.append(HeadChange(kept.article, kept.title, published))

    def note_page(self, what: str, title: str, became: str, article: str = "") -> None:
        """Note the notice that an item's page shows in place of its article, if it shows one."""
        if what:
            self.pages.append(PageNotice(what, title, became, article))

    def outcome(self, feed: Feed) -> FeedOutcome:
        """Outcome of the refresh for a feed, in the state that it is in now."""
        return FeedOutcome(
            feed,
            new=self.new,
            changed=self.changed,
            fallbacks=self.fallbacks,
            empty=self.empty,
            left_out=self.left_out,
            heads=tuple(self.heads),
            pages=tuple(self.pages),
            problem=feed.problem,
        )
