"""The state of a search: the text typed, the results, the place of the cursor.

It outlives the screen, so that a search that is opened again goes on where it was left.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from reader.model.search import Found, Passage, Query, Results
from reader.tui.kit.list_model import FIRST, Cursor
from reader.tui.kit.list_rows import TOP

WORDS = 4
"""Maximum of other regions' words that are named."""

Key = tuple[str, str, str, str]
Answer = tuple[Query, Results]


@dataclass
class SearchState:
    """The state of a search. `count` is the number of articles found, None until it is known.

    `found` belongs to `query`, `text` is that of the typing line, which may be ahead.
    `shown` has the number of passages of an article that shows more than a few, by its id.
    """

    text: str = ""
    query: Query = field(default_factory=Query)
    found: list[Found] = field(default_factory=list)
    after: tuple[str, str, str] | None = None
    count: int | None = None
    shown: dict[str, int] = field(default_factory=dict)
    cursor: Cursor = field(default_factory=Cursor)

    def begin(self) -> None:
        """Put the cursor on the first result, for results are others than before."""
        self.shown.clear()
        self.cursor.at, self.cursor.top = FIRST, TOP

    def forget(self) -> None:
        """Drop the query and its results."""
        self.query, self.found, self.after, self.count = Query(), [], None, None
        self.begin()

    def other_words(self) -> list[str]:
        """Another region's words that were found, as spelt in the articles."""
        words: dict[str, None] = {}
        for found in self.found:
            for passage in found.passages:
                for hit, also in zip(passage.hits, passage.also, strict=True):
                    if also:
                        words[hit.of(passage.text)] = None
            if len(words) >= WORDS:
                break
        return list(words)[:WORDS]


def key(article: str, passage: Passage | None) -> Key:
    """The identity of a passage, the same after the same search is made again."""
    if passage is None:
        return article, "", "", ""
    own = passage.annotations[0].id if passage.place == "note" else ""
    return article, passage.place, str(passage.span), own
