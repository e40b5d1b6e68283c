"""Progress of marking an article: sentences that can be claims, and tags by section.

Two numbers are counted, and each is the same wherever it is shown: sentences, marked or not
(`text.marked_sentences` has the rule), and tagged passages, of which a sentence may hold several.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from reader.model import Annotation, Outline, Span, Tag
from reader.text.marked_sentences import marked_sentences


class Tally(NamedTuple):
    """Numbers of passages by tag."""

    facts: int = 0
    opinions: int = 0
    nones: int = 0


class Progress(NamedTuple):
    """Sentences marked of those that can be claims, and the tags in all and by section.

    `by_section` counts the marked sentences of each section that has any.
    """

    marked: int
    total: int
    tally: Tally
    sections: dict[int, Tally]
    by_section: dict[int, int]

    @property
    def left(self) -> int:
        """The number of sentences that are not marked yet."""
        return self.total - self.marked


def tagged_spans(annotations: Iterable[Annotation]) -> list[Span]:
    """Spans of the annotations that carry a tag and have a place."""
    return [it.span for it in annotations if it.tag and it.span]


def section_claims(outline: Outline, section: int) -> int:
    """The number of a section's sentences that can be claims."""
    sections, first = outline.sections, outline.first_sentence
    end = sections[section + 1] if section + 1 < len(sections) else len(outline.roles)
    return sum(map(outline.is_claim, range(first[sections[section]], first[end])))


def tallies(outline: Outline, annotations: Iterable[Annotation]) -> dict[int, Tally]:
    """Tags by section number; a section without any is absent."""
    counts: Counter[tuple[int, Tag]] = Counter()
    for annotation in annotations:
        if annotation.tag and annotation.span:
            counts[outline.section_at(annotation.span.start), annotation.tag] += 1
    sections = {section for section, _ in counts}
    return {
        section: Tally(
            counts[section, Tag.FACT], counts[section, Tag.OPINION], counts[section, Tag.NONE]
        )
        for section in sections
    }


def progress(outline: Outline, text: str, annotations: Iterable[Annotation]) -> Progress:
    """The progress that some annotations make in an article."""
    taken = list(annotations)
    sections = tallies(outline, taken)
    total = Tally(
        sum(tally.facts for tally in sections.values()),
        sum(tally.opinions for tally in sections.values()),
        sum(tally.nones for tally in sections.values()),
    )
    marked = marked_sentences(outline, text, tagged_spans(taken))
    by_section = Counter(outline.section_at(outline.sentence_starts[it]) for it in marked)
    return Progress(len(marked), outline.claims, total, sections, dict(by_section))
