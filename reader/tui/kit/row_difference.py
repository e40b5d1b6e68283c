"""The cells in which two drawings of a row differ, so that only those are sent again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from rich.style import Style

from reader.text.typesetting.cell_width import cell_len

Cell = tuple[str, Style | None]


def _cells(segments: Iterable[Segment]) -> list[Cell]:
    return [(character, segment.style) for segment in segments for character in segment.text]


def merged(segments: Sequence[Segment]) -> list[Segment]:
    """The same row with neighbours of one style joined, which is less to send."""
    found: list[Segment] = []
    for segment in segments:
        if found and found[-1].style == segment.style:
            found[-1] = Segment(found[-1].text + segment.text, segment.style)
        elif segment.text:
            found.append(segment)
    return found


def same_tail(before: Iterable[Segment], after: Iterable[Segment]) -> int:
    """The cells at the right end that two rows share, as far as they are ASCII: one cell each."""
    old, new = _cells(before), _cells(after)
    pairs = enumerate(zip(reversed(old), reversed(new), strict=False))
    differ = (n for n, (one, other) in pairs if one != other or not one[0].isascii())
    return next(differ, min(len(old), len(new)))


def difference(
    before: Sequence[Segment], after: Sequence[Segment], ambiguous: int
) -> tuple[int, int] | None:
    """The cells `[first, end)` in which two rows of equal width differ; None if they are equal."""
    if before == after:
        return None
    head = _shared(before, after)
    rest, others = before[head:], after[head:]
    tail = _shared(rest[::-1], others[::-1])
    old, new = _cells(rest[: len(rest) - tail]), _cells(others[: len(others) - tail])
    front = _shared(old, new)
    back = _shared(old[front:][::-1], new[front:][::-1])
    shared = "".join(segment.text for segment in before[:head])
    first = cell_len(shared + _text(old[:front]), ambiguous)
    changed = (cells[front : len(cells) - back] for cells in (old, new))
    return first, first + max(cell_len(_text(cells), ambiguous) for cells in changed)


def _text(cells: Iterable[Cell]) -> str:
    return "".join(character for character, _ in cells)


def _shared(one: Sequence[object], other: Sequence[object]) -> int:
    """Number of items at the beginning that two sequences share."""
    differ = (n for n, (mine, yours) in enumerate(zip(one, other, strict=False)) if mine != yours)
    return next(differ, min(len(one), len(other)))
