"""The code book: labels, and the verdicts that a check may come to."""

from __future__ import annotations

from dataclasses import dataclass

VERDICTS = {
    "correct": "56a5e682-ae3a-8089-adeb-c5112a8f6ee4",
    "incorrect": "c210beb2-c119-8a90-8871-e66c62348a8a",
    "partly_incorrect": "6caf42f9-eac6-87d2-8608-2e1827346e89",
    "clarification": "a2a7d12a-00af-829a-a03c-b304adf93597",
    "not_enough_evidence": "1e0a1243-745d-8ad9-92e3-b6082deb9d35",
    "disputed": "ea1f2c1f-7dd0-81b5-b5ca-132ad3369270",
}
"""The verdicts that come with the program, by their word in the code, and their ids."""

AVERITEC = ("Supported", "Refuted", "Not Enough Evidence", "Conflicting Evidence/Cherrypicking")
"""The labels of AVeriTeC (Schlichtkrull et al. 2023), to one of which each verdict is mapped."""
RATINGS = ("1", "2", "3", "4", "5")
"""The values of `ratingValue` in schema.org's ClaimReview that are used: 1 is false, 5 is true."""

KEYS = {ident: key for key, ident in VERDICTS.items()}

FORMER = {
    "supported": "correct",
    "refuted": "incorrect",
    "no_evidence": "not_enough_evidence",
    "disputed": "disputed",
}
"""Words that once were a status, and the verdicts that they mean."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """An entry of the verdict scale. Without a name it is worded in the reader's language."""

    id: str
    name: str = ""

    @property
    def key(self) -> str:
        """The name in data: the code's word for it, else its name."""
        return KEYS.get(self.id, self.name)


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """A label (`kind` "label") or a verdict of the scale.

    `used` is how many annotations of articles that are in the library have it.

    `digit` is the key of a label, 1 to 9. `averitec` and `rating` are what AVeriTeC and schema.org
    call a verdict; either may be empty.
    """

    id: str
    kind: str
    name: str
    digit: int | None = None
    description: str = ""
    averitec: str = ""
    rating: str = ""
    used: int = 0

    @property
    def verdict(self) -> Verdict:
        """The entry as the verdict of a check."""
        return Verdict(self.id, self.name)


@dataclass(frozen=True, slots=True)
class Guide:
    """The guide that says how labels and verdicts are to be used, a text or an address, and its
    version. Both may be empty.
    """

    text: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class CodeBook:
    """A whole code book; None stands for a part that a file says nothing of.

    An entry of a file may have no id. The verdicts are in the order of the scale.
    """

    labels: tuple[CodeEntry, ...] | None = None
    verdicts: tuple[CodeEntry, ...] | None = None
    guide: Guide | None = None


@dataclass(frozen=True, slots=True)
class EntryChange:
    """A change of an entry: one that comes has no `before`, one that goes no `after`.

    `kept` is how many annotations have one that would go and stays for that; 0 for all others.
    """

    before: CodeEntry | None
    after: CodeEntry | None
    kept: int = 0


@dataclass(frozen=True, slots=True)
class BookChanges:
    """Changes that another code book makes to one; `reordered` says that the scale's order does."""

    entries: tuple[EntryChange, ...] = ()
    reordered: bool = False
    guide: tuple[Guide, Guide] | None = None

    @property
    def some(self) -> bool:
        """Whether anything changes."""
        changing = any(not change.kept for change in self.entries)
        return changing or self.reordered or self.guide is not None
