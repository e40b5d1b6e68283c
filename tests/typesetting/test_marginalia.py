"""Notes in the margin: beside their lines, never over each other, none lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.text.marginalia import MarginNote, MarginRow, place_notes


def drawn(notes: list[MarginNote], height: int) -> str:
    """The margin as letters: note a, b, c…; the last line of a shortened note in capitals."""
    page = place_notes(notes, height)
    letters = [
        (chr(ord("A" if row.cut else "a") + row.note) + (str(row.hidden) if row.hidden else ""))
        if row
        else "."
        for row in page
    ]
    return "".join(letters)


def test_notes_stand_beside_their_lines() -> None:
    assert drawn([MarginNote(1, 2), MarginNote(5, 1)], 8) == ".aa..b.."


def test_a_note_moves_down_and_keeps_a_blank_row() -> None:
    assert drawn([MarginNote(0, 3), MarginNote(1, 2)], 8) == "aaa.bb.."


def test_the_blank_row_goes_before_any_line_does() -> None:
    assert drawn([MarginNote(0, 3), MarginNote(1, 2)], 5) == "aaabb"


def test_without_room_notes_are_shortened_not_dropped() -> None:
    assert drawn([MarginNote(0, 9), MarginNote(1, 9), MarginNote(2, 1)], 6) == "aaaABc"


def test_what_has_no_row_is_counted() -> None:
    assert drawn([MarginNote(2, 4)] + [MarginNote(3, 1)] * 5, 6) == "..Abcd2"


def test_the_current_note_stays_and_others_give_way() -> None:
    notes = [MarginNote(0, 6), MarginNote(2, 2, current=True), MarginNote(2, 3)]
    assert drawn(notes, 9) == "aAbb.ccc."


def test_a_note_on_the_row_of_the_current_one_moves_up() -> None:
    assert drawn([MarginNote(3, 2), MarginNote(3, 2, current=True)], 6) == "..Abb."


def test_at_the_top_it_is_counted_instead() -> None:
    assert drawn([MarginNote(0, 2), MarginNote(0, 2, current=True)], 4) == "b1b.."


def test_a_note_that_begins_above_the_page_scrolls_away() -> None:
    assert place_notes([MarginNote(-2, 3)], 2) == [MarginRow(0, 2), None]
    assert drawn([MarginNote(-9, 3), MarginNote(0, 1)], 2) == "b."


NOTES = st.lists(st.tuples(st.integers(-6, 30), st.integers(1, 8)), max_size=12).map(sorted)


@settings(max_examples=500)
@given(NOTES, st.integers(0, 30), st.one_of(st.none(), st.integers(0, 11)))
def test_every_margin_is_in_order_and_complete(
    places: list[tuple[int, int]], height: int, current: int | None
) -> None:
    notes = [MarginNote(row, lines, i == current) for i, (row, lines) in enumerate(places)]
    page = place_notes(notes, height)
    rows = [row for row in page if row]
    assert len(page) == height
    assert [row.note for row in rows] == sorted(row.note for row in rows)
    on_page = {i for i, note in enumerate(notes) if 0 <= note.row < height}
    shown = {row.note for row in rows}
    assert len(on_page - shown) == sum(row.hidden for row in rows)
    for number in shown:
        taken = [(at, row) for at, row in enumerate(page) if row and row.note == number]
        first, last = taken[0], taken[-1]
        assert last[0] - first[0] == len(taken) - 1 == last[1].line - first[1].line
        assert first[1].line == 0 or first[0] == 0
        assert [row.cut for _, row in taken[:-1]] == [False] * (len(taken) - 1)
        assert last[1].cut == (last[1].line < notes[number].lines - 1)
    if current is not None and current < len(notes) and 0 <= notes[current].row < height:
        standing = page[notes[current].row]
        assert standing is not None
        assert (standing.note, standing.line) == (current, 0)


@given(NOTES, st.integers(1, 30))
def test_a_note_below_its_row_has_the_notes_above_to_blame(
    places: list[tuple[int, int]], height: int
) -> None:
    notes = [MarginNote(row, lines) for row, lines in places]
    page = place_notes(notes, height)
    for at, row in enumerate(page):
        if row and row.line == 0 and at > max(0, notes[row.note].row):
            assert any(page[max(0, at - 2) : at]) or at == 1
