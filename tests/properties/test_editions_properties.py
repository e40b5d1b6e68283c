"""What two editions of a text have in common: matches are equal, in order, and complete."""

from __future__ import annotations

import re
from itertools import pairwise

import strategies as some
from about import about, given
from hypothesis import strategies as st

from reader.model import AnchorStatus, Span
from reader.text.anchoring import Carrier, reanchor
from reader.text.anchoring import matching_blocks as matching
from reader.text.anchoring.chance_matches import settled
from reader.text.anchoring.diff import Comparison, Difference, DiffKind, differences, paragraphs
from reader.text.anchoring.edge_alignment import slid
from reader.text.anchoring.edit_distance import EditMatch, kept
from reader.text.anchoring.matching_blocks import Gap, matching_blocks
from reader.text.anchoring.moved_blocks import moved_blocks
from reader.text.anchoring.normalized_text import UNSEEN, Squeezed, words
from reader.text.anchoring.paragraph_pairs import pairs
from reader.text.anchoring.placement import Passages, Placement, PlacementBlocks, counted
from reader.text.anchoring.quote_search import find_quote
from reader.text.folding import fold

few = st.text("春夏秋，。的a1", max_size=24)
two = st.tuples(few, few) | some.editions()


def sound(matches: list[EditMatch], old: str, new: str) -> None:
    """The matches are equal stretches, none empty, in the order of both texts."""
    for one in matches:
        assert one.size > 0
        assert old[one.old : one.old + one.size] == new[one.new : one.new + one.size]
        assert one.old + one.size <= len(old)
    for one, other in pairwise(matches):
        assert one.old + one.size <= other.old
        assert one.new + one.size <= other.new


def distance(old: str, new: str) -> int:
    """The fewest edits, by the plain table."""
    row = list(range(len(new) + 1))
    for i, one in enumerate(old, 1):
        last, row[0] = row[0], i
        for j, other in enumerate(new, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (one != other))
    return row[-1]


@given(few, few)
@about(kept, settled)
def test_what_is_kept_is_kept_by_the_fewest_edits(old: str, new: str) -> None:
    matches = kept(old, new)
    sound(matches, old, new)
    edits = old_end = new_end = 0
    for match in [*matches, EditMatch(len(old), len(new), 0)]:
        edits += max(match.old - old_end, match.new - new_end)
        old_end, new_end = match.old + match.size, match.new + match.size
    assert edits == distance(old, new)
    sound(settled(old, new), old, new)
    assert settled(old, old) == ([EditMatch(0, 0, len(old))] if old else [])


@given(two)
@about(
    matching_blocks, matching.clauses, matching.grams, matching.sample, matching.once,
    matching.in_order, matching.merged, matching.common_prefix, matching.common_suffix,
)  # fmt: skip
def test_blocks_in_common_are_equal_and_in_order(both: tuple[str, str]) -> None:
    old, new = both
    sound(matching_blocks(old, new), old, new)
    whole = Gap(0, len(old), 0, len(new))
    head, tail = matching.common_prefix(old, new, whole), matching.common_suffix(old, new, whole)
    assert old[:head] == new[:head]
    assert head == min(len(old), len(new)) or old[head] != new[head]
    assert old[len(old) - tail :] == new[len(new) - tail :]
    assert tail == min(len(old), len(new)) or old[-1 - tail] != new[-1 - tail]
    parts, places = matching.clauses(old)
    assert all(old[at : at + len(part)] == part for part, at in zip(parts, places, strict=True))
    runs, places = matching.grams(old, 4)
    assert [old[at : at + 4] for at in places] == list(runs)
    assert len(runs) == max(0, len(old) - 3)
    some_runs, at = matching.grams(old, 4, re.compile("[，。]"))
    assert list(some_runs) == [run for run in runs if run[0] in "，。"]
    assert len(at) == len(some_runs)
    matches = matching.once((runs, places), matching.grams(new, 4))
    for match in matches:
        assert old.count(old[match.old : match.old + 4]) >= 1
        assert new[match.new : match.new + 4] == old[match.old : match.old + 4]
    sound(matching.in_order(matches), old, new)
    assert matching.merged(matching_blocks(old, new)) == matching_blocks(old, new)
    assert matching.sample(old, new) is None
    large = (old or "甲") * (matching.LARGE // len(old or "甲") + 1)
    drawn = matching.sample(large, large)
    assert drawn is None or set(drawn.findall(large)) <= set(large)


@given(two, st.data())
@about(
    Squeezed.index, Squeezed.offset, Squeezed.line, Squeezed.end, words, moved_blocks, slid, pairs,
    counted,
)  # fmt: skip
def test_squeezed_texts_find_their_offsets_again(
    both: tuple[str, str], data: st.DataObject
) -> None:
    old, new = both
    before, after = Squeezed(old), Squeezed(new)
    seen = re.sub(f"[{UNSEEN}]", "", old)
    assert before.seen == seen
    assert len(before.text) == len(seen)
    for index in range(len(before.text)):
        offset = before.offset(index)
        assert old[offset] == before.seen[index]
        assert before.index(offset) == index
        assert before.end(index + 1) == offset + 1
        start, end = before.line(index)
        assert start <= index < end
        assert "\n" not in old[before.offset(start) : before.end(end)]
    at = data.draw(st.integers(0, len(old)))
    assert before.index(at) == len(re.sub(f"[{UNSEEN}]", "", old[:at]))
    blocks = matching_blocks(before.text, after.text)
    moved = slid(blocks, before, after)
    sound(moved, before.text, after.text)
    assert sum(one.size for one in moved) == sum(one.size for one in blocks)
    for passage in moved_blocks(before, after, moved):
        sound([match for match in passage if match.size], before.text, after.text)
    found = pairs(moved, before.lines, after.lines)
    assert "".join(before.text[p.gap.start : p.gap.end] for p in found) == before.text
    assert "".join(after.text[p.gap.new_start : p.gap.new_end] for p in found) == after.text
    for pair in found:
        sound(list(pair.kept), before.text, after.text)
    assert list(counted(old)) == [sum(map(str.isalnum, old[:n])) for n in range(len(old) + 1)]
    assert words(words(old)) == words(old)
    assert words(f"\u3000{old}\n") == words(old)


@given(two, st.data())
@about(
    PlacementBlocks.within,
    PlacementBlocks.clipped,
    PlacementBlocks.before,
    PlacementBlocks.around,
    PlacementBlocks.place,
    Placement.dense,
    Placement.around,
    Passages.touching,
    Carrier.before,
    Carrier.after,
    Carrier.stayed,
    Carrier.moved,
)
def test_a_passage_is_placed_where_what_is_kept_of_it_lies(
    both: tuple[str, str], data: st.DataObject
) -> None:
    carrier = Carrier(*both)
    old, new = carrier.before.text, carrier.after.text
    if not old:
        return
    span = data.draw(some.some_of(old))
    stayed = carrier.stayed
    pieces = stayed.within(span.start, span.end)
    sound(pieces, old, new)
    assert all(span.start <= it.old and it.old + it.size <= span.end for it in pieces)
    assert stayed.clipped(span.start, span.end, 0) == pieces
    for piece in stayed.clipped(0, len(new), 1):
        assert old[piece.old : piece.old + piece.size] == new[piece.new : piece.new + piece.size]
    assert 0 <= stayed.before(span.start) <= stayed.before(span.end) <= len(new)
    low, high = stayed.around(span.start, span.end)
    assert low == stayed.before(span.start) <= high <= len(new)
    place = stayed.place(span.start, span.end)
    assert (place is None) == (not pieces)
    if place:
        assert 0 <= place.start < place.end <= len(new)
        for share in (place.share, place.dense, place.around, place.before, place.after):
            assert 0 <= share <= 1
        assert place.kept <= place.letters or not place.letters
        assert place.longest <= place.run
    for passage in carrier.moved.touching(0, len(old)):
        sound([match for match in passage.blocks if match.size], old, new)
    assert isinstance(carrier.moved, Passages)


@given(two, st.data())
@about(reanchor, Carrier.anchor, Carrier.offset)
def test_every_anchor_lies_in_the_new_text_and_says_what_happened(
    both: tuple[str, str], data: st.DataObject
) -> None:
    old, new = both
    spans = data.draw(st.lists(some.within(old), max_size=4))
    anchors = reanchor(old, new, spans)
    assert len(anchors) == len(spans)
    carrier = Carrier(old, new)
    for span, anchor in zip(spans, anchors, strict=True):
        assert carrier.anchor(span) == anchor
        assert 0 <= anchor.score <= 1
        assert (anchor.span is None) == (anchor.status is AnchorStatus.ORPHAN)
        if anchor.span is None:
            continue
        assert 0 <= anchor.span.start <= anchor.span.end <= len(new)
        same = words(span.of(old)) == words(anchor.span.of(new))
        if anchor.status in (AnchorStatus.SAME, AnchorStatus.SHIFTED):
            assert same
            assert (anchor.status is AnchorStatus.SAME) == (anchor.span == span)
    assert [a.status for a in reanchor(old, old, spans)] == [AnchorStatus.SAME] * len(spans)
    assert 0 <= carrier.offset(data.draw(st.integers(0, len(old)))) <= len(new)


@given(some.news, st.data())
@about(find_quote)
def test_a_quote_of_the_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    span = data.draw(some.within(text))
    anchor = find_quote(
        text, span.of(text), text[: span.start][-32:], text[span.end :][:32], span.start
    )
    if len("".join(span.of(text).split())) > 4 and any(map(str.isalnum, span.of(text))):
        assert anchor.span is not None
        assert words(anchor.span.of(text)) == words(span.of(text))
    other = find_quote(text, data.draw(some.wild))
    assert (other.span is None) == (other.status is AnchorStatus.ORPHAN)
    if other.span:
        assert 0 <= other.span.start < other.span.end <= len(text)
        assert other.score >= 0.7


@given(two)
@about(differences, paragraphs, Comparison.paragraphs)
def test_differences_are_all_of_both_texts(both: tuple[str, str]) -> None:
    old, new = both
    found = differences(old, new)
    assert found == [it for part in paragraphs(old, new) for it in part]
    assert Comparison(Carrier(old, new)).paragraphs() == paragraphs(old, new)
    whole("old", found, old)
    whole("new", found, new)
    for one in found:
        before, after = one.old.of(old), one.new.of(new)
        assert "\n" not in before.strip()
        assert "\n" not in after.strip()
        if one.kind is DiffKind.SAME:
            assert words(before) == words(after)
        if one.kind is DiffKind.ADDED:
            assert one.old.start == one.old.end
        if one.kind is DiffKind.REMOVED:
            assert one.new.start == one.new.end
        if one.kind is DiffKind.MOVED:
            assert one.other is not None
    assert all(one.kind is DiffKind.SAME for one in differences(old, old))


def whole(side: str, found: list[Difference], text: str) -> None:
    spans = [span for one in found if (span := getattr(one, side)).start < span.end]
    assert all(one.end <= other.start for one, other in pairwise(spans))
    left = "".join(span.of(text) for span in spans)
    assert re.sub(f"[{UNSEEN}]", "", left) == re.sub(f"[{UNSEEN}]", "", text)


@given(some.news)
@about(differences)
def test_another_script_or_quotes_are_no_change_of_words(text: str) -> None:
    other = text.replace("「", "“").replace("」", "”").replace("說", "说")
    assert fold(other) == fold(text)
    found = differences(text, other)
    assert all(one.kind is DiffKind.SAME for one in found)
    changed = any(one.only_script for one in found)
    assert changed == (other != text)
    assert Span(0, 0) not in [one.old for one in found]
