"""Entries in the margin: beside their own paragraph, never over each other, none lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.typesetting.margin_notes import FOLDED, MarginNote, MarginRow, place_notes

Places = dict[int, tuple[int, int]]


def note(
    row: int, lines: int, *, current: bool = False, first: int = 0, end: int = 99
) -> MarginNote:
    """An entry of a paragraph that goes on for ever, unless it is said how far it goes."""
    return MarginNote(row, lines, first, end, current)


def drawn(notes: list[MarginNote], height: int) -> str:
    """The margin as letters: entry a, b, c…; the last row of a shortened entry in capitals."""
    letters = []
    for row in place_notes(notes, height):
        if row is None:
            letters.append(".")
            continue
        cut = row.line == row.shown - 1 and row.shown < notes[row.note].lines
        letters.append(
            chr(ord("A" if cut else "a") + row.note) + (str(row.hidden) if row.hidden else "")
        )
    return "".join(letters)


def test_entries_stand_beside_their_lines() -> None:
    assert drawn([note(1, 2), note(5, 1)], 8) == ".aa..b.."


def test_crowded_entries_move_down_without_blank_rows() -> None:
    assert drawn([note(0, 1), note(0, 1), note(1, 1), note(5, 1)], 7) == "abc..d."


def test_a_long_entry_is_folded_unless_it_is_the_current_one() -> None:
    assert drawn([note(0, 9), note(4, 1)], 9) == "aaA.b...."
    assert drawn([note(0, 9, current=True)], 10) == "aaaaaaaaa."


def test_no_entry_goes_into_the_next_paragraph_while_its_own_has_room() -> None:
    one, other = {"first": 0, "end": 4}, {"first": 4, "end": 8}
    assert drawn([note(3, 3, **one)], 8) == ".aaa...."
    assert drawn([note(2, 2, **one), note(3, 2, **one), note(4, 1, **other)], 8) == "aabbc..."
    assert drawn([note(0, 3, **one), note(1, 3, **one), note(4, 1, **other)], 8) == "aAbBc..."


def test_more_entries_than_rows_are_counted_beside_their_own_paragraph() -> None:
    one, other = {"first": 0, "end": 2}, {"first": 2, "end": 5}
    notes = [note(0, 1, **one), note(0, 1, **one), note(1, 1, **one), note(3, 1, **other)]
    assert drawn(notes, 5) == "ab1.d."


def test_only_a_full_paragraph_goes_on_over_rows_that_nobody_wants() -> None:
    one, other = {"first": 0, "end": 1}, {"first": 1, "end": 6}
    assert drawn([note(0, 3, **one)], 6) == "aaa..."
    assert drawn([note(0, 3, **one), note(2, 1, **other)], 6) == "aAb..."


def test_the_current_entry_takes_free_rows_and_nobody_moves() -> None:
    notes = [note(0, 1), note(3, 6, current=True), note(7, 1)]
    assert drawn(notes, 9) == "abbbbbbc."


def test_where_rows_do_not_suffice_the_entries_below_give_way() -> None:
    assert drawn([note(0, 6, current=True), note(3, 1), note(4, 1)], 9) == "aaaaaabc."
    here = {"first": 0, "end": 4}
    assert drawn([note(0, 4, current=True, **here), note(3, 1, **here)], 6) == "aaaa1.."


def test_a_current_entry_at_the_lower_edge_begins_higher_up() -> None:
    assert drawn([note(0, 1), note(4, 4, current=True)], 5) == "abbbb"
    assert drawn([note(0, 1), note(4, 3)], 5) == "a...b"


def test_what_begins_above_the_page_is_held_at_its_top_while_its_paragraph_is_in_sight() -> None:
    assert place_notes([note(-2, 3, first=-4, end=1)], 2) == [
        MarginRow(0, 0, 3),
        MarginRow(0, 1, 3),
    ]
    assert place_notes([note(-2, 3, first=-4, end=0)], 2) == [None, None]


@st.composite
def margins(draw: st.DrawFn) -> tuple[list[MarginNote], int]:
    """Paragraphs one under the other, the first ones above the page, each with some entries."""
    first, notes = draw(st.integers(-6, 1)), list[MarginNote]()
    for rows in draw(st.lists(st.integers(1, 7), max_size=5)):
        places = draw(st.lists(st.integers(first, first + rows - 1), max_size=5).map(sorted))
        notes += [MarginNote(at, draw(st.integers(1, 8)), first, first + rows) for at in places]
        first += rows
    return notes, draw(st.integers(0, 16))


def places(page: list[MarginRow | None]) -> Places:
    """Where each entry begins, and how many of its rows are on the page."""
    found: Places = {}
    for at, row in enumerate(page):
        if row:
            start, shown = found.get(row.note, (at, 0))
            found[row.note] = start, shown + 1
    return found


def with_current(notes: list[MarginNote], *current: int) -> list[MarginNote]:
    return [one._replace(current=number in current) for number, one in enumerate(notes)]


@settings(max_examples=400)
@given(margins(), st.sets(st.integers(0, 20), max_size=3))
def test_every_margin_is_in_order_and_complete(
    margin: tuple[list[MarginNote], int], current: set[int]
) -> None:
    notes, height = with_current(margin[0], *current), margin[1]
    page = place_notes(notes, height)
    assert len(page) == height
    rows = [row for row in page if row]
    assert [row.note for row in rows] == sorted(row.note for row in rows)
    on_page = {n for n, one in enumerate(notes) if max(0, one.row) < height and one.end > 0}
    assert len(on_page - set(places(page))) == sum(row.hidden for row in rows)
    for number, (start, shown) in places(page).items():
        own = [row for row in page[start : start + shown] if row]
        assert [(row.note, row.line) for row in own] == [(number, n) for n in range(shown)]
        assert shown <= own[0].shown <= notes[number].lines
        assert own[0].shown <= FOLDED or number in current


@settings(max_examples=400)
@given(margins(), st.one_of(st.none(), st.integers(0, 20)))
def test_no_entry_stands_beside_another_paragraph_while_its_own_has_room(
    margin: tuple[list[MarginNote], int], current: int | None
) -> None:
    notes, height = with_current(margin[0], *([] if current is None else [current])), margin[1]
    page = place_notes(notes, height)
    for number, (start, shown) in places(page).items():
        first, end = max(0, notes[number].first), notes[number].end
        assert first <= start < end
        assert start + shown <= end or all(page[first : min(end, height)])


@settings(max_examples=400)
@given(margins())
def test_an_entry_that_nothing_crowds_starts_on_the_row_of_its_passage(
    margin: tuple[list[MarginNote], int],
) -> None:
    notes, height = margin
    found = places(place_notes(notes, height))
    for end in {one.end for one in notes if one.end > 0}:
        own = [
            (n, one) for n, one in enumerate(notes) if one.end == end and max(0, one.row) < height
        ]
        wanted = [
            (n, range(max(0, one.row), max(0, one.row) + min(FOLDED, one.lines))) for n, one in own
        ]
        taken = [row for _, rows in wanted for row in rows]
        if len(taken) == len(set(taken)) and all(row < end for row in taken):
            assert [found[n][0] for n, _ in wanted] == [rows.start for _, rows in wanted]


@settings(max_examples=400)
@given(margins(), st.integers(0, 20))
def test_the_cursor_moves_no_entry_unless_one_unfolds_and_has_no_room(
    margin: tuple[list[MarginNote], int], current: int
) -> None:
    notes, height = margin
    before = places(place_notes(notes, height))
    if current not in before:
        return
    after = places(place_notes(with_current(notes, current), height))
    others = {number: place for number, place in before.items() if number != current}
    start, shown = before[current]
    lines, own_end = notes[current].lines, min(height, notes[current].end)
    following = min((at for at, _ in others.values() if at > start), default=height)
    above = [at + rows for n, (at, rows) in others.items() if n < current]
    floor = max([*above, max(0, notes[current].first)])
    if shown == lines:
        assert after == before
    elif shown + (min(following, own_end) - start - shown) + (start - floor) >= lines:
        assert {n: place for n, place in after.items() if n != current} == others
    # What hangs over into another paragraph gives way to an entry of it.
    in_other = {
        n
        for n, (at, rows) in others.items()
        if at + rows <= notes[n].end != notes[current].end and n < current
    }
    assert {n: after.get(n) for n in in_other} == {n: others[n] for n in in_other}


@settings(max_examples=400)
@given(margins(), st.integers(0, 20))
def test_the_current_entry_is_whole_where_the_page_is_high_enough(
    margin: tuple[list[MarginNote], int], current: int
) -> None:
    notes, height = margin
    if current >= len(notes) or max(0, notes[current].row) >= height or notes[current].end <= 0:
        return
    page = place_notes(with_current(notes, current), height)
    _, shown = places(page)[current]
    room = height - max(0, notes[current].first)
    above = sum(one.end == notes[current].end for one in notes[:current])
    assert shown >= min(notes[current].lines, max(1, room - FOLDED * above))
