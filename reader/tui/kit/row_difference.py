"""The cells in which two drawings of a row differ, so that only those are sent again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

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
    old, new = _cells(before), _cells(after)
    shorter = min(len(old), len(new))
    pairs = zip(old, new, strict=False)
    head = next((n for n, (one, other) in enumerate(pairs) if one != other), shorter)
    backward = zip(
        islice(reversed(old), len(old) - head), islice(reversed(new), len(new) - head), strict=False
    )
    tail = next((n for n, (one, other) in enumerate(backward) if one != other), None)
    if tail is None:
        tail = shorter - head
    first = cell_len("".join(character for character, _ in new[:head]), ambiguous)
    changed = "".join(character for character, _ in new[head : len(new) - tail])
    replaced = "".join(character for character, _ in old[head : len(old) - tail])
    return first, first + max(cell_len(changed, ambiguous), cell_len(replaced, ambiguous))
