"""Counting annotations by what a reader asks for."""

from array import array
from dataclasses import replace

from reader.analysis.statistics import Counts, Statistics, count, statistics
from reader.model import Annotation, Outline, Span, Status, Tag

OUTLINE = Outline(
    paragraph_starts=array("I", [0, 10, 20]),
    paragraph_ends=array("I", [9, 19, 29]),
    roles=bytes(3),
    sections=array("I", [0, 2]),
    levels=bytes([1, 2]),
    headed=bytes(2),
)
PLAIN = Annotation("1", "article", "lin", Span(0, 5))
MARKS = [
    replace(PLAIN, tag=Tag.FACT, source="京東", status=Status.TO_CHECK, note="查"),
    replace(PLAIN, id="2", span=Span(10, 15), tag=Tag.FACT, unsure=True),
    replace(PLAIN, id="3", span=Span(20, 25), tag=Tag.OPINION, annotator="wong"),
    replace(PLAIN, id="4", span=Span(20, 22), highlight="yellow"),
    replace(PLAIN, id="5", span=None, tag=Tag.NONE),
    replace(PLAIN, id="6", tag=Tag.FACT, private=True, source="線人"),
]


def test_everything_is_counted_but_the_private() -> None:
    found = statistics(MARKS, OUTLINE)
    assert found.overall == Counts(5, 2, 1, 1, unsure=1, notes=1, highlights=1)
    assert found.left_out == 1
    assert "線人" not in found.sources


def test_by_section_leaves_orphans_out() -> None:
    found = statistics(MARKS, OUTLINE)
    assert {section: counts.total for section, counts in found.sections.items()} == {0: 2, 1: 2}
    assert found.orphans == 1


def test_by_source_and_status_counts_claims_only() -> None:
    found = statistics(MARKS, OUTLINE)
    assert {source: counts.total for source, counts in found.sources.items()} == {"京東": 1, "": 3}
    assert found.status[Status.TO_CHECK].facts == 1
    assert found.status[Status.UNCHECKED].total == 3


def test_by_annotator() -> None:
    found = statistics(MARKS)
    assert {name: counts.total for name, counts in found.annotators.items()} == {
        "lin": 4,
        "wong": 1,
    }
    assert found.sections == {}


def test_nothing_gives_zeros() -> None:
    assert count([]) == Counts()
    assert statistics([]) == Statistics()
