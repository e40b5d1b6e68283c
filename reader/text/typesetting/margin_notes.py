"""Places entries in the margin beside their lines, none over another.

An entry stands beside its own paragraph: on the row of its passage, or where entries crowd as near
to it as they fit. Long ones are folded; where a paragraph has fewer rows than its entries want,
they are shortened, and what has not one row is counted on the row of a neighbour. All this is so
wherever the reader is. Only the entries of the current passage unfold: over rows that are free, and
where those do not suffice the entries below give way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, zip_longest
from typing import NamedTuple

FOLDED = 3
"""Rows of a long entry that is not the current one."""


class MarginNote(NamedTuple):
    """An entry that wants to begin beside `row` of the page.

    `lines` is how many rows all of it takes, at least one. Its paragraph has the rows `[first,
    end)` of the page, `row` among them, the blank ones below it included; they may begin above the
    page (negative) and end below it. Entries of one paragraph have the same rows.
    """

    row: int
    lines: int
    first: int
    end: int
    current: bool = False


class MarginRow(NamedTuple):
    """Content of one row of the margin: row `line` of the `shown` rows of the entry `note`.

    If `shown` is less than its lines, it is shortened. `hidden` is the number of entries that found
    no room and are to be mentioned here.
    """

    note: int
    line: int
    shown: int
    hidden: int = 0


@dataclass(slots=True)
class _Placed:
    note: int
    start: int
    shown: int

    @property
    def end(self) -> int:
        return self.start + self.shown


def place_notes(notes: Sequence[MarginNote], height: int) -> list[MarginRow | None]:
    """Rows 0 to `height - 1` of the margin with the notes placed on them; None is an empty row.

    `notes` are in the order of their rows, and keep that order. What begins above the page is held
    at its top as long as its paragraph is in sight. An entry leaves the rows of its paragraph only
    when the paragraph's are all taken, and over free rows if it is not a current one. Which is
    current changes only its own place and that of entries it would cover. Every entry whose row is
    on the page is either shown or counted as `hidden`.
    """
    seen = {
        number: note._replace(row=max(note.row, 0), first=max(note.first, 0))
        for number, note in enumerate(notes)
        if max(note.row, 0) < height and note.end > 0
    }
    # Each takes a row at least: what comes after these is below the page, however many there are.
    current = list(islice((number for number, note in seen.items() if note.current), height))
    wanted = [n for n, note in seen.items() if not note.current or n <= current[-1]]
    paragraphs: list[list[_Placed]] = []
    for _, group in groupby(wanted, key=lambda number: (seen[number].first, seen[number].end)):
        numbers = list(group)
        made = _paragraph(seen, numbers)
        if any(one.start >= height and seen[one.note].current for one in made):
            seen |= {number: seen[number]._replace(end=height) for number in numbers}
            made = _paragraph(seen, numbers)
        paragraphs.append(made)
    _spill(paragraphs, seen)
    placed = [one for made in paragraphs for one in made]
    for number in current:
        _unfold(placed, seen, number, height)
    return _paint(placed, seen, height)


def _paragraph(notes: Mapping[int, MarginNote], numbers: list[int]) -> list[_Placed]:
    """The entries of one paragraph, on its rows.

    Where there are more than rows, the current ones come before others and the first before later
    ones; only current ones ever go on below the paragraph.
    """
    first, end = notes[numbers[0]].first, notes[numbers[0]].end
    room = end - first
    if len(numbers) > room:
        kept = sum(notes[number].current for number in numbers)
        ranked = sorted(numbers, key=lambda number: not notes[number].current)
        numbers = sorted(ranked[: max(room, kept)])
    shown = [min(notes[number].lines, FOLDED) for number in numbers]
    surplus = sum(shown) - room
    for size in range(FOLDED, 1, -1):
        for index in reversed(range(len(shown))):
            if shown[index] == size and surplus > 0:
                shown[index] -= 1
                surplus -= 1
    placed: list[_Placed] = []
    free = first
    for number, rows in zip(numbers, shown, strict=True):
        placed.append(_Placed(number, max(notes[number].row, free), rows))
        free = placed[-1].end
    below = max(end, first + len(numbers))
    for one in reversed(placed):
        one.start = min(one.start, below - one.shown)
        below = one.start
    return placed


def _spill(paragraphs: list[list[_Placed]], notes: Mapping[int, MarginNote]) -> None:
    """Let the last entry of a full paragraph go on over rows that nobody wants."""
    for made, following in zip_longest(paragraphs, paragraphs[1:]):
        last = made[-1]
        note = notes[last.note]
        if sum(one.shown for one in made) == note.end - note.first:
            wanted = min(note.lines, FOLDED)
            free = following[0].start - last.start if following else wanted
            last.shown = max(last.shown, min(wanted, free))


def _unfold(
    placed: list[_Placed], notes: Mapping[int, MarginNote], number: int, height: int
) -> None:
    """Show all of a current entry, with as little movement of others as there can be.

    It takes free rows of its paragraph below it, then above it; then others of the paragraph make
    room as far as there is any; only then it covers what is below.
    """
    note = notes[number]
    at = next((index for index, one in enumerate(placed) if one.note == number), None)
    if at is None:  # the current ones above it have taken its rows
        at = sum(one.note < number for one in placed)
        placed.insert(at, _Placed(number, placed[at - 1].end if at else note.first, 1))
    one = placed[at]
    above = [other for other in placed[:at] if notes[other.note].end == note.end]
    below = [other for other in placed[at + 1 :] if notes[other.note].end == note.end]
    end = min(note.end, height)
    one.shown = max(1, min(one.shown, height - one.start))
    slack_below = max(0, end - one.end - sum(other.shown for other in below))
    slack_above = one.start - note.first - sum(other.shown for other in above)
    missing = note.lines - one.shown
    down = min(missing, max(0, (below[0].start if below else end) - one.end))
    up = min(missing - down, one.start - (above[-1].end if above else note.first))
    up += min(max(0, missing - up - max(down, slack_below)), slack_above - up)
    one.start -= up
    one.shown = max(1, min(note.lines, height - one.start))
    ceiling = one.start
    for other in reversed(above):
        other.start = ceiling = min(other.start, ceiling - other.shown)
    _give_way(placed, notes, at + 1)


def _give_way(placed: list[_Placed], notes: Mapping[int, MarginNote], first: int) -> None:
    """Entries that are covered begin lower: shorter, on other rows of their paragraph, or not."""
    index = first
    while index < len(placed) and placed[index].start < placed[index - 1].end:
        one, note = placed[index], notes[placed[index].note]
        end = max(one.end, placed[index - 1].end + 1)
        one.start = placed[index - 1].end
        one.shown = end - one.start
        if end > note.end and not note.current:
            del placed[index]
        else:
            index += 1


def _paint(placed: list[_Placed], seen: Iterable[int], height: int) -> list[MarginRow | None]:
    page: list[MarginRow | None] = [None] * height
    for one in placed:
        for row in range(one.start, min(height, one.end)):
            page[row] = MarginRow(one.note, row - one.start, one.shown)
    shown = {row.note for row in page if row}
    for number in seen:
        if number not in shown:
            _count_hidden(page, number)
    return page


def _count_hidden(page: list[MarginRow | None], number: int) -> None:
    """Count an entry without a row on the last row of those before it, else on the first."""
    rows = [(at, row) for at, row in enumerate(page) if row]
    at, row = next((one for one in reversed(rows) if one[1].note < number), rows[0])
    page[at] = row._replace(hidden=row.hidden + 1)
