"""An action as the journal has it, to say what undo would take back."""

from __future__ import annotations

from dataclasses import dataclass

from reader.model.code_book import Verdict


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


@dataclass(frozen=True, slots=True)
class FieldChange:
    """Change of one field of a claim or its check; None stands for no value.

    With neither value, `field` says by itself what was done ("removed", "place" …).
    """

    field: str
    before: str | Verdict | None
    after: str | Verdict | None


@dataclass(frozen=True, slots=True)
class ClaimEvent:
    """Effect of one action on a claim: when (ISO 8601, UTC), who, and whether it was done,
    undone, redone or merged (`op`).
    """

    moment: str
    who: str
    op: str
    changes: tuple[FieldChange, ...]
