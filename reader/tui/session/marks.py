"""The annotations of an open article, ready to be found by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from reader.model import Annotation, Annotator, Change, Span


def order(annotation: Annotation) -> tuple[int, int, str]:
    """Reading order: by start, the longer first."""
    span = annotation.span
    return (span.start, -span.end, annotation.id) if span else (0, 0, annotation.id)


FIELDS = (
    "tag", "source", "status", "justification", "method", "priority", "due", "assignee", "evidence",
    "labels", "highlight", "private", "kind", "note", "note_private",
)  # fmt: skip
"""Fields of an annotation, in the order in which they are named on screen."""


def touched(change: Change) -> list[str]:
    """The fields that an action changed."""

    def values_of(annotation: Annotation | None, field: str) -> object:
        if annotation is None:
            annotation = Annotation("", "", "", None)
        value = getattr(annotation, field)
        also = {"tag": annotation.unsure, "status": annotation.verdict}
        return (value, also.get(field))

    pairs = change.pairs
    return [
        field
        for field in FIELDS
        if any(values_of(before, field) != values_of(after, field) for before, after in pairs)
    ]


class Marks:
    """All live annotations: those with a place in reading order, and those that have `lost` it.

    Those of hidden annotators are kept but not shown; `hands` are the ids of those whose are.
    """

    def __init__(
        self,
        annotations: Iterable[Annotation],
        annotators: Iterable[Annotator],
        me: Annotator | None,
    ) -> None:
        self._all = {annotation.id: annotation for annotation in annotations}
        self.annotators = {annotator.id: annotator for annotator in annotators}
        self.me = me
        self.revision = 0
        self.changed: tuple[Span, ...] | None = None  # by the last revision; None: anything
        self._index()

    def changed_since(self, revision: int) -> tuple[Span, ...] | None:
        """The passages whose marks differ from those of a revision; None if it may be any."""
        if revision == self.revision:
            return ()
        return self.changed if revision == self.revision - 1 else None

    def _index(self) -> None:
        self.changed = None
        shown = [
            annotation
            for annotation in self._all.values()
            if annotation.span and self._is_shown(annotation)
        ]
        self.shown = sorted(shown, key=order)
        lost = (a for a in self._all.values() if a.span is None and self._is_shown(a))
        self.lost = sorted(lost, key=lambda annotation: (annotation.created, annotation.id))
        self._starts = [span.start for a in self.shown if (span := a.span)]
        ends = [span.end for a in self.shown if (span := a.span)]
        self._furthest = list(accumulate(ends, max))
        self.hands = {annotation.annotator for annotation in (*self.shown, *self.lost)}
        self.revision += 1

    def _is_shown(self, annotation: Annotation) -> bool:
        annotator = self.annotators.get(annotation.annotator)
        return annotator is None or annotator.shown

    def apply(self, change: Change) -> None:
        """Take in what an action did."""
        hands = self.hands
        for before, after in change.pairs:
            if before is not None:
                self._all.pop(before.id, None)
            if after is not None:
                self._all[after.id] = after
        self._index()
        spans = [one.span for pair in change.pairs for one in pair if one is not None]
        anything = None in spans or hands != self.hands  # who marked what is shown everywhere
        self.changed = None if anything else tuple(filter(None, spans))

    def know(self, annotators: Iterable[Annotator], me: Annotator | None) -> None:
        """Take in who annotates, who is shown and who I am."""
        self.annotators = {annotator.id: annotator for annotator in annotators}
        self.me = me
        self._index()

    def renew(self, annotations: Iterable[Annotation]) -> bool:
        """Take in all annotations as they are on disk; false if nothing is new."""
        fresh = {annotation.id: annotation for annotation in annotations}
        if fresh == self._all:
            return False
        self._all = fresh
        self._index()
        return True

    @property
    def every(self) -> tuple[Annotation, ...]:
        """All annotations, shown or not."""
        return tuple(self._all.values())

    def get(self, annotation: str) -> Annotation | None:
        """An annotation by its id."""
        return self._all.get(annotation)

    def is_mine(self, annotation: Annotation) -> bool:
        """Whether I made it."""
        return self.me is not None and annotation.annotator == self.me.id

    def overlapping(self, span: Span) -> Iterator[Annotation]:
        """The shown annotations that overlap a span, in reading order."""
        first = bisect_right(self._furthest, span.start)
        for annotation in self.shown[first : bisect_left(self._starts, span.end)]:
            if annotation.span and annotation.span.overlaps(span):
                yield annotation

    def mine(self) -> list[Annotation]:
        """All of my annotations that have a place."""
        return [a for a in self._all.values() if a.span and self.is_mine(a)]

    @property
    def has_tagged(self) -> bool:
        """Whether I have tagged anything here, even what has lost its place."""
        return any(annotation.tag and self.is_mine(annotation) for annotation in self._all.values())

    def mine_overlapping(self, span: Span) -> list[Annotation]:
        """My annotations that overlap a span, in reading order, shown or not."""
        if self.me is None:
            return []
        if self._is_hidden(self.me):
            found = (a for a in self._all.values() if self.is_mine(a))
            return sorted((a for a in found if a.span and a.span.overlaps(span)), key=order)
        return [a for a in self.overlapping(span) if self.is_mine(a)]

    def _is_hidden(self, annotator: Annotator) -> bool:
        known = self.annotators.get(annotator.id)
        return known is not None and not known.shown

    def mine_at(self, span: Span) -> Annotation | None:
        """My annotation with exactly this span."""
        return next((a for a in self.mine_overlapping(span) if a.span == span), None)

    def neighbour(self, offset: int, direction: int) -> Annotation | None:
        """The next shown annotation that starts after an offset, or the last before it."""
        if direction > 0:
            index = bisect_right(self._starts, offset)
            return self.shown[index] if index < len(self.shown) else None
        index = bisect_left(self._starts, offset)
        return self.shown[index - 1] if index else None

    def present(self) -> list[Annotator]:
        """The annotators of this article, shown or not."""
        ids = {annotation.annotator for annotation in self._all.values()}
        return [annotator for id, annotator in self.annotators.items() if id in ids]

    def private(self) -> int:
        """Number of shown annotations that are private."""
        return sum(annotation.private for annotation in self.shown)

    def private_notes(self) -> int:
        """Number of the other shown annotations that have a private note."""
        return sum(it.note_private and it.note != "" and not it.private for it in self.shown)

    def sources(self) -> list[str]:
        """Names of sources in this article, my own first, most used first."""
        counts: dict[str, int] = {}
        for annotation in self._all.values():
            if annotation.source:
                weight = 1000 if self.is_mine(annotation) else 1
                counts[annotation.source] = counts.get(annotation.source, 0) + weight
        return sorted(counts, key=lambda source: (-counts[source], source))

    def labels(self) -> list[str]:
        """The labels used in this article, in alphabetical order."""
        return sorted({label for annotation in self._all.values() for label in annotation.labels})
