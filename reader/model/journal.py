"""An action as the journal has it, to say what undo would take back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """An entry of the journal, and what it covers.

    `scope` is "marks", "shelf" or "book"; `article` is the first one that it touched, "" for none;
    `annotations` and `articles` are how many. `deed` says what was done in the library, such as
    "starred" or "several"; it is "" for annotations.
    """

    number: int
    scope: str
    article: str
    articles: int
    annotations: int
    deed: str = ""

    @property
    def wide(self) -> bool:
        """Whether it covers more than one annotation of one article."""
        return self.articles > 1 or self.annotations > 1
