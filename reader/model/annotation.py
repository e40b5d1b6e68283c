"""Annotations: one annotator's marks on a passage, and where it lies."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from reader.model.article import Span
from reader.model.code_book import Verdict
from reader.model.web_address import strip_credentials

if TYPE_CHECKING:
    from reader.model.journal import JournalEntry


class Tag(StrEnum):
    """Judgements of a passage; `NONE` means read and found to claim nothing."""

    FACT = "fact"
    OPINION = "opinion"
    NONE = "none"


MOST_URGENT = 3
"""The highest priority of a check; 0 is none."""

HIGHLIGHTS = ("yellow",)
"""The colours that there are."""


class Status(StrEnum):
    """Steps in checking a claim; the outcome is its verdict."""

    UNCHECKED = "unchecked"
    TO_CHECK = "to_check"
    ASKED = "asked"
    DECIDED = "decided"


class AnchorStatus(StrEnum):
    """Ways in which an annotation came to its place in a revision."""

    ORIGINAL = "original"
    SAME = "same"
    SHIFTED = "shifted"
    CHANGED = "changed"
    MOVED = "moved"
    ORPHAN = "orphan"
    MANUAL = "manual"


class Withheld(StrEnum):
    """Reasons why a verdict is published nowhere."""

    NO_CLAIM = "no_claim"
    STALE = "stale"
    UNFOUNDED = "unfounded"
    UNAPPROVED = "unapproved"


NO_CLAIMS = (Tag.OPINION, Tag.NONE)
"""Tags that say that there is nothing to look up, so no verdict goes with them."""

OTHER_WORDS = (AnchorStatus.CHANGED, AnchorStatus.MOVED, AnchorStatus.ORPHAN)
"""Anchors on other words than those that were marked, or on none, which nobody confirmed."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Place of an annotation in one revision; `span` is None for an orphan. Score is 0 to 1."""

    span: Span | None
    status: AnchorStatus
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Annotator:
    """A person, or the sample that a starter library carries (`kind` is "person" or "sample")."""

    id: str
    name: str
    kind: str = "person"
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Evidence:
    """One answer to one question about a claim; any of it may be empty, but not all.

    `url` is where the answer comes from, `medium` what that is (page, picture, phone call …),
    `quote` the words of a stored page that are quoted, on the text they were taken from. One that
    quotes a `private` article is as private as that. `came_in` is when that text did (ISO 8601,
    UTC), "" where only the words are kept, and `page_changed` says that another text has come in
    from there since; both are facts about this library, not part of what the evidence says.
    """

    id: str
    url: str
    remark: str = ""
    question: str = ""
    answer: str = ""
    medium: str = ""
    quote: str = ""
    private: bool = False
    came_in: str = field(default="", compare=False)
    page_changed: bool = field(default=False, compare=False)

    def __post_init__(self) -> None:
        strip_credentials(self, "url")

    @property
    def texts(self) -> tuple[str, ...]:
        """All that it says, without what is empty."""
        fields = (self.url, self.remark, self.question, self.answer, self.medium, self.quote)
        return tuple(filter(None, fields))


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of an article in the library, as evidence: their place in its text, or themselves.

    With `text`, the sha256 of one of its texts, they are quoted from that, also of a snapshot or of
    an article that was removed; without, from the one that is read.
    """

    article: str
    place: Span | str
    text: str = ""


class EvidenceFields(NamedTuple):
    """Fields of a piece of evidence as somebody gives them; not all of them may be empty."""

    url: str = ""
    remark: str = ""
    question: str = ""
    answer: str = ""
    medium: str = ""
    quoted: Quotation | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """All of one annotator's marks on one passage.

    `span` is where it lies in the open revision (None: an orphan). `highlight` is empty or the
    name of a colour; `source` is who says it (empty: the author). `exact`, `prefix` and `suffix`
    are the quote and up to 32 code points on either side. Times are ISO 8601 in UTC.
    One is `private` by itself, or since its article is; `note_private` keeps the note, and only
    that, out of whatever leaves the library. From `status`
    to `evidence` stands what the claim's check says, which others may share; `claim_check` is its
    id, empty for none. `priority` is 0 to 3, the higher the sooner; `assignee` and `checked_by` are
    names, `due` and `checked_on` ISO 8601 days. `ready` says that the check may be approved, which
    `approved_by` did on the day `approved_on`.
    """

    id: str
    article: str
    annotator: str
    span: Span | None
    anchor: AnchorStatus = AnchorStatus.ORIGINAL
    tag: Tag | None = None
    unsure: bool = False
    private: bool = False
    highlight: str = ""
    source: str = ""
    kind: str = ""
    note: str = ""
    note_private: bool = False
    labels: tuple[str, ...] = ()
    claim_check: str = ""
    status: Status = Status.UNCHECKED
    verdict: Verdict | None = None
    justification: str = ""
    method: str = ""
    priority: int = 0
    due: str = ""
    assignee: str = ""
    checked_by: str = ""
    checked_on: str = ""
    ready: bool = False
    approved_by: str = ""
    approved_on: str = ""
    evidence: tuple[Evidence, ...] = ()
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    created: str = ""
    updated: str = ""

    @property
    def is_stale(self) -> bool:
        """Whether its verdict was given for other words than it stands on; it waits for a look."""
        return self.verdict is not None and self.anchor in OTHER_WORDS

    @property
    def is_unfounded(self) -> bool:
        """Whether its verdict stands on nothing: no evidence and no reasons."""
        return self.verdict is not None and not self.justification and not self.evidence

    @property
    def published_verdict(self) -> Verdict | None:
        """The verdict that may be published: decided, of a claim, founded, for these words."""
        claim = self.tag is Tag.FACT and self.status is Status.DECIDED
        return self.verdict if claim and not (self.is_stale or self.is_unfounded) else None

    @property
    def is_approved(self) -> bool:
        """Whether somebody else than who gave the verdict approved it."""
        return self.verdict is not None and self.approved_by not in ("", self.checked_by)

    def verdict_to_publish(self, *, approval: bool) -> Verdict | None:
        """The verdict that may be published where an `approval` is asked for, or is not."""
        return self.published_verdict if self.is_approved or not approval else None

    def withheld(self, *, approval: bool = False) -> Withheld | None:
        """The reason why a verdict is not published; None for none, or where there is no verdict.

        A status that says that it is looked at once more is no reason of its own.
        """
        if self.verdict is None:
            return None
        if self.tag in NO_CLAIMS:
            return Withheld.NO_CLAIM
        if self.is_stale:
            return Withheld.STALE
        if self.is_unfounded:
            return Withheld.UNFOUNDED
        return Withheld.UNAPPROVED if approval and not self.is_approved else None

    @property
    def exported_texts(self) -> list[str]:
        """All in its annotator's own words that is not private by itself, besides the source."""
        note = [] if self.note_private else [self.note]
        evidence = (" ".join(it.texts) for it in self.evidence if not it.private)
        return [*note, self.kind, self.justification, self.method, *self.labels, *evidence]


@dataclass(frozen=True, slots=True)
class Change:
    """Effect of one action on annotations: pairs of before and after, None where there was none.

    `op` is "do", "undo" or "redo". `stepped_aside` says that the sample annotator was hidden by
    this action, because it was the reader's first own tag. `left` counts what an undo or redo did
    not put back, because it was set anew meanwhile, `private` the annotations that stay private;
    `entry` is what they turned, of which `pairs` may be a part.
    """

    op: str
    pairs: tuple[tuple[Annotation | None, Annotation | None], ...]
    stepped_aside: bool = False
    left: int = 0
    private: int = 0
    entry: JournalEntry | None = None

    @property
    def focus(self) -> Span | None:
        """The place for the cursor after the change: the first passage that it touched."""
        spans = [
            annotation.span
            for pair in self.pairs
            for annotation in pair
            if annotation and annotation.span
        ]
        return min(spans, default=None)


@dataclass(frozen=True, slots=True)
class Draft:
    """A text being typed and not yet kept: for a field ("note", "source") of a passage."""

    span: Span
    field: str
    text: str
