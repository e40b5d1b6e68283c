"""Comparison of hints with tags: how often they point to what a person said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from reader.analysis.hinted_text import HintedText
from reader.model import Annotation, Outline, Tag
from reader.text.hints import HintKind, leaning


class KindScore(NamedTuple):
    """Agreement about one tag: passages with it, those the hints point to, those that are both."""

    tagged: int
    pointed: int
    both: int

    @property
    def precision(self) -> float | None:
        """The share of what the hints point to that is tagged so; None if they never do."""
        return self.both / self.pointed if self.pointed else None

    @property
    def recall(self) -> float | None:
        """The share of what is tagged so that the hints point to; None if nothing is."""
        return self.both / self.tagged if self.tagged else None


@dataclass(slots=True)
class HintScores:
    """Tagged passages, counted by their tag and the kind that the hints in them point to."""

    counts: Counter[tuple[Tag, HintKind | None]] = field(default_factory=Counter)

    @property
    def passages(self) -> int:
        """Number of tagged passages."""
        return self.counts.total()

    def of(self, kind: HintKind) -> KindScore:
        """The score of fact or of opinion."""
        tagged = sum(n for (tag, _), n in self.counts.items() if tag == kind.value)
        pointed = sum(n for (_, said), n in self.counts.items() if said is kind)
        return KindScore(tagged, pointed, self.counts[Tag(kind.value), kind])

    def add(self, text: str, outline: Outline, annotations: Iterable[Annotation]) -> None:
        """Count the tagged passages of an article; those without a place in it are none."""
        hinted = HintedText(text, outline)
        for it in annotations:
            if it.tag is not None and it.span is not None:
                found = hinted.overlapping(it.span)
                inside = [one for one in found if it.span.start <= one.span.start < it.span.end]
                self.counts[Tag(it.tag), leaning(inside)] += 1
