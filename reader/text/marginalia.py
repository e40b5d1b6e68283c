"""Places notes in the margin beside their lines, none over another.

Each note wants to begin at the row of its passage. Where that row is taken it moves down; where
not all of it has room it is shortened, and says so; where not one line has room it is counted on a
row of a neighbour. The current note never moves: the others give way to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_FAR_ABOVE = -1_000_000


class MarginNote(NamedTuple):
    """A note that wants to begin beside `row` of the page (negative: above its top edge).

    `lines` is how many rows all of it takes, at least one. Of several `current` notes the first
    counts.
    """

    row: int
    lines: int
    current: bool = False


class MarginRow(NamedTuple):
    """What stands on one row of the margin: line `line` of the note with index `note`.

    `cut` says that this is the last line shown of a note that has more, so it should end with an
    ellipsis. `hidden` is the number of notes that found no room and are to be mentioned here.
    """

    note: int
    line: int
    cut: bool = False
    hidden: int = 0


class _Placed(NamedTuple):
    note: int
    start: int
    shown: int


def place_notes(notes: Sequence[MarginNote], height: int) -> list[MarginRow | None]:
    """What stands on each of the rows 0 to `height - 1` of the margin; None is an empty row.

    `notes` are in the order of their rows, and keep that order. A note begins at its row or as
    soon below it as the notes above allow, with a blank row between two where there is room; notes
    above the current one are shortened before it, and move up if even one line would collide.
    Lines above the top edge are not shown; a note that begins above it scrolls away line by line.
    Every note whose row is on the page is either shown or counted as `hidden`.
    """
    numbers = [number for number, note in enumerate(notes) if note.row < height]
    current = next((number for number in numbers if notes[number].current), None)
    if current is None:
        return _paint(notes, _stack(notes, numbers, _FAR_ABOVE, height), height)
    row = notes[current].row
    shown = min(notes[current].lines, height - row)
    above = [number for number in numbers if number < current]
    below = [number for number in numbers if number > current]
    placed = _stack(notes, above, _FAR_ABOVE, row, rising=True)
    placed.append(_Placed(current, row, shown))
    placed += _stack(notes, below, row + shown, height)
    return _paint(notes, placed, height)


def _stack(
    notes: Sequence[MarginNote], numbers: list[int], top: int, bottom: int, *, rising: bool = False
) -> list[_Placed]:
    """Stack notes between the rows `top` and `bottom`, each at its row or below.

    Every note leaves a row for each one after it. With `rising`, a note that comes too late to
    leave them begins higher up, so that none is without a line.
    """
    placed: list[_Placed] = []
    free = top
    unhurried = _unhurried(notes, numbers, bottom)
    for index, number in enumerate(numbers):
        note, after = notes[number], len(numbers) - 1 - index
        start = min(note.row, bottom - 1 - after) if rising else note.row
        if free + 1 <= unhurried[index]:
            start = max(start, free + 1)
        start = max(start, free)
        room = bottom - start
        if room > 0:
            shown = min(note.lines, max(1, room - after))
            placed.append(_Placed(number, start, shown))
            free = start + shown
    return placed


def _unhurried(notes: Sequence[MarginNote], numbers: list[int], bottom: int) -> list[int]:
    """For each note the last row to begin at that lets it and all after it show what they can."""
    rows: list[int] = []
    for number in reversed(numbers):
        note = notes[number]
        bottom -= min(note.lines, max(0, bottom - note.row))
        rows.append(bottom)
    return rows[::-1]


def _paint(
    notes: Sequence[MarginNote], placed: list[_Placed], height: int
) -> list[MarginRow | None]:
    page: list[MarginRow | None] = [None] * height
    seen: set[int] = set()
    for number, start, shown in placed:
        for row in range(max(0, start), start + shown):
            line = row - start
            cut = line == shown - 1 and shown < notes[number].lines
            page[row] = MarginRow(number, line, cut)
            seen.add(number)
    for number, note in enumerate(notes):
        if 0 <= note.row < height and number not in seen:
            _count_hidden(page, number)
    return page


def _count_hidden(page: list[MarginRow | None], number: int) -> None:
    """Count a note without a row on the last row of the notes before it, else on the first."""
    taken = [row for row, held in enumerate(page) if held]
    earlier = [row for row in taken if (held := page[row]) and held.note < number]
    row = earlier[-1] if earlier else taken[0]
    held = page[row]
    if held:
        page[row] = held._replace(hidden=held.hidden + 1)
