"""A publisher's changes from one revision of an article to another, by paragraphs.

Pure functions: the differences of `text.anchoring.diff`, and the annotations that they touch.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from reader.model import Annotation, Head, Span
from reader.model.leaving import may_leave
from reader.model.revision import Fate, Revision
from reader.text.anchoring.diff import Difference, DiffKind
from reader.words import Words


class Touched(NamedTuple):
    """An annotation on words that were changed: its place in either text, where it has one."""

    annotation: Annotation
    old: Span | None
    new: Span | None


@dataclass(frozen=True, slots=True)
class ChangedPassage:
    """A paragraph and what became of it, or several in a row that stayed as they were.

    `old` or `new` is empty where the paragraph is only in the other text. `stretches` are its
    differences, none for paragraphs that stayed; `count` says how many those are. `only_script`:
    a paragraph whose words stayed, in other characters (script, width, quotation marks).
    """

    kind: DiffKind
    old: Span
    new: Span
    stretches: tuple[Difference, ...] = ()
    count: int = 1
    only_script: bool = False
    touched: tuple[Touched, ...] = ()

    @property
    def went(self) -> bool:
        """Whether it is the former place of a paragraph that was moved."""
        return self.kind is DiffKind.MOVED and not self.new

    @property
    def other(self) -> Span | None:
        """The place of a moved paragraph in the other text."""
        return self.stretches[0].other if self.kind is DiffKind.MOVED else None


@dataclass(frozen=True, slots=True)
class Changes:
    """Two revisions of an article, their texts, and all paragraphs of both in order.

    `fate` is what became of its page, if that shows the article no more.
    """

    head: Head
    before: Revision
    after: Revision
    old: str
    new: str
    passages: tuple[ChangedPassage, ...]
    fate: Fate | None = None

    @property
    def changed(self) -> tuple[ChangedPassage, ...]:
        """The paragraphs whose words were changed, added, removed or moved."""
        return tuple(passage for passage in self.passages if passage.kind is not DiffKind.SAME)

    @property
    def kinds(self) -> Counter[DiffKind]:
        """Numbers of paragraphs by kind of change, but for those that stayed."""
        return Counter(passage.kind for passage in self.changed if not passage.went)

    @property
    def published(self) -> dict[str, tuple[str, str]]:
        """The changed parts of the head, by name; nothing of a text that is no revision."""
        if not (self.before.id and self.after.id):
            return {}
        return self.after.published_otherwise(self.before)

    @property
    def only_script(self) -> int:
        """The number of paragraphs that were only set in other characters."""
        return sum(passage.count for passage in self.passages if passage.only_script)

    @property
    def touched(self) -> tuple[Touched, ...]:
        """The annotations on changed words, each once."""
        found = {it.annotation.id: it for passage in self.passages for it in passage.touched}
        return tuple(found.values())


def without_private(changes: Changes) -> tuple[Changes, int]:
    """The changes without private annotations, and how many of those they touch."""
    passages = tuple(
        replace(
            it,
            touched=tuple(
                one._replace(annotation=told)
                for one in it.touched
                if (told := may_leave(one.annotation)) is not None
            ),
        )
        for it in changes.passages
    )
    left = sum(may_leave(it.annotation) is None for it in changes.touched)
    return replace(changes, passages=passages), left


class PlacedMark:
    """Annotations in one text, found by place."""

    def __init__(self, annotations: Iterable[Annotation]) -> None:
        placed = [(a.span, a.id) for a in annotations if a.span]
        self._placed = sorted(placed, key=itemgetter(0))
        self._starts = [span.start for span, _ in self._placed]
        self._furthest = list(accumulate((span.end for span, _ in self._placed), max))

    def overlapping(self, span: Span) -> list[str]:
        """The ids of those that share a code point with a span."""
        first = bisect_right(self._furthest, span.start)
        last = bisect_left(self._starts, span.end)
        return [ident for own, ident in self._placed[first:last] if own.overlaps(span)]


def arrange(
    paragraphs: Iterable[Sequence[Difference]],
    before: Sequence[Annotation],
    after: Sequence[Annotation],
) -> tuple[ChangedPassage, ...]:
    """Paragraphs as `differing.paragraphs` gives them, with the annotations that changes touch.

    `before` and `after` are the same annotations where they lie in either text.
    """
    then, now = PlacedMark(before), PlacedMark(after)
    places = {a.id: a.span for a in before}
    every = {a.id: Touched(a, places.get(a.id), a.span) for a in after}
    passages: list[ChangedPassage] = []
    for stretches in paragraphs:
        passage = _passage(tuple(stretches))
        last = passages[-1] if passages else None
        if passage.kind is not DiffKind.SAME:
            ids = dict.fromkeys(_touched(passage.stretches, then, now))
            touched = tuple(every[ident] for ident in ids if ident in every)
            passage = replace(passage, touched=touched)
        elif last and last.kind is DiffKind.SAME and not (last.only_script or passage.only_script):
            passages[-1] = _together(last, passage)
            continue
        passages.append(passage)
    return tuple(passages)


def _passage(stretches: tuple[Difference, ...]) -> ChangedPassage:
    old = Span(stretches[0].old.start, stretches[-1].old.end)
    new = Span(stretches[0].new.start, stretches[-1].new.end)
    kinds = {stretch.kind for stretch in stretches}
    if kinds == {DiffKind.SAME}:
        only_script = any(stretch.only_script for stretch in stretches)
        return ChangedPassage(
            DiffKind.SAME, old, new, stretches if only_script else (), 1, only_script
        )
    kind = kinds.pop() if len(kinds) == 1 else DiffKind.CHANGED
    return ChangedPassage(kind, old, new, stretches)


def _together(one: ChangedPassage, other: ChangedPassage) -> ChangedPassage:
    """Paragraphs in a row that stayed as they were."""
    old, new = Span(one.old.start, other.old.end), Span(one.new.start, other.new.end)
    return ChangedPassage(DiffKind.SAME, old, new, (), one.count + other.count)


def _touched(stretches: Iterable[Difference], then: PlacedMark, now: PlacedMark) -> list[str]:
    found: list[str] = []
    for stretch in stretches:
        if stretch.kind is not DiffKind.SAME:
            found += then.overlapping(stretch.old) + now.overlapping(stretch.new)
    return found


def summary(changes: Changes, words: Words) -> list[str]:
    """Numbers of paragraphs changed, added, removed and moved, and what that touches."""
    kinds = changes.kinds
    parts = [words(f"changes.count.{kind}", count=kinds[kind]) for kind in DiffKind if kinds[kind]]
    parts = parts or [words("changes.none")]
    if changes.only_script:
        parts.append(words("changes.script", count=changes.only_script))
    if changes.touched:
        parts.append(words("changes.touched", count=len(changes.touched)))
    return parts


def published_lines(changes: Changes, words: Words) -> list[str]:
    """The changed parts of the head, a line each."""
    return [
        words(f"notice.head.{name}", before=was or "–", after=now or "–")
        for name, (was, now) in changes.published.items()
    ]


def fate_lines(fate: Fate | None, words: Words) -> list[str]:
    """The fate of an article's page: one line, or none."""
    return [words(f"notice.{fate.what}", day=fate.day, url=fate.url)] if fate else []
