"""Counts of annotations: in all, by section, by source, by status, by verdict, by
annotator.

Private annotations are not counted, only how many there are: figures are shown to others.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from reader.model import Annotation, Outline, Status, Tag, Verdict
from reader.model.leaving import leaving
from reader.model.speaker import Speaker

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of annotations, in all and by each thing they may have.

    `total` is the sum of `facts`, `opinions`, `nones` and `untagged`.
    """

    total: int = 0
    facts: int = 0
    opinions: int = 0
    nones: int = 0
    untagged: int = 0
    unsure: int = 0
    notes: int = 0
    highlights: int = 0


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts in all, and by group in the order of first appearance.

    Each grouping counts every public annotation once, tagged or not, so that its totals add up to
    that of `overall`. `sections` goes by section number, and what lies in none is in `orphans`;
    `sources` by who says it, `status` by the state of the check, `annotators` by id. `verdicts`
    counts what was judged. `notes` of all counts are those that may be exported.
    """

    overall: Counts = Counts()
    sections: Mapping[int, Counts] = field(default_factory=dict)
    sources: Mapping[Speaker, Counts] = field(default_factory=dict)
    status: Mapping[Status, Counts] = field(default_factory=dict)
    verdicts: Mapping[Verdict, Counts] = field(default_factory=dict)
    annotators: Mapping[str, Counts] = field(default_factory=dict)
    orphans: Counts = Counts()
    left_out: int = 0


def count(annotations: Iterable[Annotation]) -> Counts:
    """Count some annotations."""
    taken = list(annotations)
    tags = [annotation.tag for annotation in taken]
    return Counts(
        total=len(taken),
        facts=tags.count(Tag.FACT),
        opinions=tags.count(Tag.OPINION),
        nones=tags.count(Tag.NONE),
        untagged=tags.count(None),
        unsure=sum(annotation.unsure for annotation in taken),
        notes=sum(it.note != "" and not it.note_private for it in taken),
        highlights=sum(annotation.highlight != "" for annotation in taken),
    )


def statistics(
    annotations: Iterable[Annotation],
    speaker: Callable[[Annotation], Speaker],
    outline: Outline | None = None,
) -> Statistics:
    """The statistics of annotations; by section only with the outline of their one article.

    `speaker` gives the speaker of an annotation's passage (`model.speaker`).
    """
    every = list(annotations)
    left = leaving(every)
    public = left.annotations
    placed = [annotation for annotation in public if annotation.span is not None]
    orphans = [annotation for annotation in public if annotation.span is None]
    return Statistics(
        overall=count(public),
        sections=_by(_section_in(outline), placed) if outline is not None else {},
        sources=_by(speaker, public),
        status=_by(lambda annotation: annotation.status, public),
        verdicts=_by(lambda it: it.verdict or Verdict(""), [it for it in public if it.verdict]),
        annotators=_by(lambda annotation: annotation.annotator, public),
        orphans=count(orphans),
        left_out=left.left_out,
    )


def _section_in(outline: Outline) -> Callable[[Annotation], int]:
    return lambda it: outline.section_at(it.span.start) if it.span else 0


def _by(key: Callable[[Annotation], Key], annotations: Iterable[Annotation]) -> dict[Key, Counts]:
    groups: dict[Key, list[Annotation]] = {}
    for annotation in annotations:
        groups.setdefault(key(annotation), []).append(annotation)
    return {name: count(group) for name, group in groups.items()}
