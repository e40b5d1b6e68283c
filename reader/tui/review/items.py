"""Items of a review: each annotation, what became of it, and what was decided. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from reader.model import AnchorStatus, Annotation, Span
from reader.model.revision import Review, ToReview
from reader.text.anchoring import Carrier
from reader.text.anchoring.diff import Difference, DiffKind, differences

FOUND = (AnchorStatus.ORIGINAL, AnchorStatus.SAME, AnchorStatus.SHIFTED)


class ReviewVerdict(StrEnum):
    """Decisions about an item."""

    ACCEPTED = "accepted"
    PLACED = "placed"
    ORPHAN = "orphan"


class ReviewItem(NamedTuple):
    """An annotation to review. `near` is the offset in the text now where an orphan would be.

    Where it lay until somebody took its place away, that is there.
    """

    annotation: Annotation
    text: str
    was: Span
    near: int = 0
    verdict: ReviewVerdict | None = None

    @property
    def id(self) -> str:
        """The annotation's id."""
        return self.annotation.id


@dataclass
class Reviewing:
    """A review as it stands; it outlives the screen while a place is chosen on the page."""

    review: Review
    items: list[ReviewItem] = field(default_factory=list)
    at: int = 0

    def know(self, review: Review, now: Callable[[str], Annotation | None]) -> None:
        """Take in what is still to be reviewed; `now` gives an annotation as it is now."""
        waiting = {item.annotation.id: item for item in review.items}
        kept: list[ReviewItem] = []
        for item in self.items:
            fresh = waiting.pop(item.id, None)
            annotation = fresh.annotation if fresh else now(item.id)
            if annotation is not None:
                verdict = None if fresh else verdict_of(annotation)
                lay = item.annotation.span
                near = item.near if lay is None else lay.start
                kept.append(item._replace(annotation=annotation, verdict=verdict, near=near))
        new = _items(review, waiting.values())
        self.items = sorted([*kept, *new], key=lambda item: (item.was, item.id))
        self.review = replace(review, texts=self.review.texts | review.texts)
        self.at = min(self.at, len(self.items) - 1)

    @property
    def open(self) -> list[int]:
        """The numbers of the items that nothing was decided about."""
        return [n for n, item in enumerate(self.items) if item.verdict is None]

    def number(self, annotation: str) -> int | None:
        """The number of an annotation's item."""
        return next((n for n, item in enumerate(self.items) if item.id == annotation), None)

    def count(self, verdict: ReviewVerdict) -> int:
        """Number of items that were decided so."""
        return sum(item.verdict is verdict for item in self.items)


def begin(review: Review) -> Reviewing:
    """A review with all its items; long texts take a while to compare."""
    return Reviewing(review, _items(review, review.items))


def _items(review: Review, waiting: Iterable[ToReview]) -> list[ReviewItem]:
    carriers: dict[str, Carrier] = {}
    items: list[ReviewItem] = []
    for one in waiting:
        near = 0
        if one.annotation.span is None:
            if one.text not in carriers:
                carriers[one.text] = Carrier(review.texts[one.text], review.text)
            near = carriers[one.text].offset(one.was.start)
        items.append(ReviewItem(one.annotation, one.text, one.was, near))
    return items


def verdict_of(annotation: Annotation) -> ReviewVerdict:
    """The decision about an annotation that is not to be reviewed any more."""
    if annotation.span is None:
        return ReviewVerdict.ORPHAN
    return (
        ReviewVerdict.PLACED if annotation.anchor is AnchorStatus.MANUAL else ReviewVerdict.ACCEPTED
    )


def inner(review: Review, item: ReviewItem) -> list[Difference]:
    """Differences of the passage from what it was, offsets within each; none for orphans."""
    span = item.annotation.span
    if span is None:
        return []
    return differences(item.was.of(review.texts[item.text]), span.of(review.text))


def became(item: ReviewItem, stretches: list[Difference]) -> str:
    """The fate of a passage: the last part of a key `review.became.…`."""
    annotation = item.annotation
    if annotation.span is None:
        return "orphan"
    reworded = any(stretch.kind is not DiffKind.SAME for stretch in stretches)
    rewritten = not reworded and any(stretch.only_script for stretch in stretches)
    if annotation.anchor is AnchorStatus.MOVED:
        return "moved_changed" if reworded else "moved_script" if rewritten else "moved"
    if reworded:
        return "changed"
    if rewritten:
        return "script"
    return "found" if annotation.anchor in FOUND else "same"
