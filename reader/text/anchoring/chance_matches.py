"""The matches of a gap, without those that are chance.

The fewest edits keep every character that they can, wherever it is: the 的 of a sentence that was
removed for the 的 of one that was added. What a person would call kept lies together.
"""

from __future__ import annotations

from itertools import pairwise

from reader.text.anchoring.edit_distance import EditMatch, kept

NEAR = (0, 3, 6, 10)
"""Distance at which a run of so many characters may stand from what else was kept, at most."""

SMALL, MANY, JUMP, REACH = 3, 4, 3, 16
"""Limits in characters: up to MANY runs of up to SMALL each are tried on their neighbour's
diagonal, if it is at least JUMP away; no farther than REACH from it.
"""


def settled(old: str, new: str) -> list[EditMatch]:
    """Matches kept when `old` becomes `new`: those that lie together, and at the edges."""
    matches = kept(old, new)
    if any(abs(_turn(one, other)) >= JUMP for one, other in pairwise(matches)):
        matches = _gathered(matches, old, new)
        back = [_turned(match, old, new) for match in reversed(matches)]
        back = _gathered(back, old[::-1], new[::-1])
        matches = [_turned(match, old, new) for match in reversed(back)]
    return _together(matches, len(old), len(new))


def _turned(match: EditMatch, old: str, new: str) -> EditMatch:
    """The same match, counted from the ends of both texts."""
    return EditMatch(
        len(old) - match.old - match.size, len(new) - match.new - match.size, match.size
    )


def _gathered(matches: list[EditMatch], old: str, new: str) -> list[EditMatch]:
    """Small runs before a large jump, on the diagonal after it, if they fit there as well.

    Each change of the diagonal is an insertion or a removal: fewer of them are likelier.
    """
    done: list[EditMatch] = []
    edges = [EditMatch(0, 0, 0), *matches, EditMatch(len(old), len(new), 0)]
    for match in edges:
        done.append(match)
        if len(done) > 2 and done[-2].size <= SMALL:
            _pull(done, old, new)
    return [match for match in done if match.size]


def _turn(one: EditMatch, other: EditMatch) -> int:
    return (other.old - other.new) - (one.old - one.new)


def _pull(done: list[EditMatch], old: str, new: str) -> None:
    """Put the runs before the last one on its diagonal, as many as gain by it."""
    last = done[-1]
    best, chosen = 0.0, None
    gain = turns = 0
    for count in range(1, min(MANY, len(done) - 2) + 1):
        island = done[-1 - count]
        length = min(last.old - island.old, last.new - island.new)
        if island.size > SMALL or length > REACH:
            break
        gain -= island.size
        turns += _turn(island, done[-count]) != 0
        before = done[-2 - count]
        room = min(last.old - before.old - before.size, last.new - before.new - before.size)
        if length > room or abs(_turn(island, last)) < JUMP:
            continue
        runs = _diagonal(last, length, old, new)
        less = turns + (_turn(before, island) != 0) - (_turn(before, last) != 0)
        value = gain + sum(run.size for run in runs) + 0.5 * less
        if value > best:
            best, chosen = value, (count, runs)
    if chosen:
        count, runs = chosen
        done[-1 - count :] = [*runs, last]


def _diagonal(last: EditMatch, length: int, old: str, new: str) -> list[EditMatch]:
    """The equal characters on the diagonal of a run, up to so far before it."""
    runs: list[EditMatch] = []
    for back in range(length, 0, -1):
        i, j = last.old - back, last.new - back
        if old[i] != new[j]:
            continue
        if runs and runs[-1].old + runs[-1].size == i:
            runs[-1] = runs[-1]._replace(size=runs[-1].size + 1)
        else:
            runs.append(EditMatch(i, j, 1))
    return runs


def _together(matches: list[EditMatch], length: int, new_length: int) -> list[EditMatch]:
    """The matches without short ones that stand alone."""
    last_end = (0, 0)
    found: list[EditMatch] = []
    for match, following in pairwise([*matches, EditMatch(length, new_length, 0)]):
        i, j, size = match
        gap = max(i - last_end[0], j - last_end[1])
        room = max(following.old - i - size, following.new - j - size)
        if size >= len(NEAR) or min(gap, room) <= NEAR[size]:
            found.append(match)
            last_end = (i + size, j + size)
    return found
