"""Counting annotations by what a reader asks for."""

from array import array
from dataclasses import replace
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from reader.analysis.statistics import Counts, Statistics, count, statistics
from reader.model import ROLES, Annotation, Head, Outline, Role, Span, Status, Tag
from reader.model.speaker import Attribution, Speaker, speaker

OUTLINE = Outline(
    paragraph_starts=array("I", [0, 10, 20]),
    paragraph_ends=array("I", [9, 19, 29]),
    roles=bytes([ROLES.index(Role.BODY), ROLES.index(Role.EDITOR_NOTE), ROLES.index(Role.BODY)]),
    sections=array("I", [0, 2]),
    levels=bytes([1, 2]),
    headed=bytes(2),
)
says = partial(speaker, outline=OUTLINE, head=Head("1", "2", "題", source="試刊"))
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
    found = statistics(MARKS, says, OUTLINE)
    assert found.overall == Counts(5, 2, 1, 1, untagged=1, unsure=1, notes=1, highlights=1)
    assert found.left_out == 1
    assert "線人" not in {name for _, name in found.sources}


def test_by_section_leaves_orphans_out() -> None:
    found = statistics(MARKS, says, OUTLINE)
    assert {section: counts.total for section, counts in found.sections.items()} == {0: 2, 1: 2}
    assert found.orphans == count([MARKS[4]])


def test_by_source_and_status() -> None:
    found = statistics(MARKS, says, OUTLINE)
    assert {who: counts.total for who, counts in found.sources.items()} == {
        (Attribution.NAMED, "京東"): 1,
        (Attribution.EDITOR, "試刊"): 1,
        (Attribution.AUTHOR, "試刊"): 3,
    }
    assert found.status[Status.TO_CHECK].facts == 1
    assert found.status[Status.UNCHECKED].total == 4


def test_what_is_not_tagged_is_in_every_grouping() -> None:
    said = replace(PLAIN, source="記者", status=Status.ASKED, note="問過")
    found = statistics([said], says, OUTLINE)
    for counts in (
        found.sections[0],
        found.sources[Speaker(Attribution.NAMED, "記者")],
        found.status[Status.ASKED],
    ):
        assert (counts.total, counts.untagged) == (1, 1)


anything = st.builds(
    lambda **said: replace(PLAIN, **said),
    span=st.sampled_from([None, Span(0, 5), Span(10, 15), Span(20, 25)]),
    tag=st.sampled_from([None, *Tag]),
    source=st.sampled_from(["", "京東"]),
    status=st.sampled_from(Status),
    annotator=st.sampled_from(["lin", "wong"]),
    private=st.booleans(),
)


@given(st.lists(anything))
def test_every_grouping_adds_up_to_all(annotations: list[Annotation]) -> None:
    found = statistics(annotations, says, OUTLINE)
    sections = [*found.sections.values(), found.orphans]
    groupings = (sections, found.sources.values(), found.status.values(), found.annotators.values())
    for grouping in groupings:
        for name in Counts.__slots__:
            assert sum(getattr(it, name) for it in grouping) == getattr(found.overall, name)
    whole = found.overall
    assert whole.total == whole.facts + whole.opinions + whole.nones + whole.untagged
    assert whole.total + found.left_out == len(annotations)


def test_by_annotator() -> None:
    found = statistics(MARKS, says)
    assert {name: counts.total for name, counts in found.annotators.items()} == {
        "lin": 4,
        "wong": 1,
    }
    assert found.sections == {}


def test_nothing_gives_zeros() -> None:
    assert count([]) == Counts()
    assert statistics([], says) == Statistics()
