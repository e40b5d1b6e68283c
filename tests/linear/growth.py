"""How the time that something takes grows with the length of what it is given."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

FLOOR = 0.004
"""Seconds below which a time says nothing."""

WORST = 8.0
"""Times as long for four times the text: linear is 4, quadratic 16."""


def best(run: Callable[[], object], times: int) -> float:
    """The shortest of several runs, in seconds."""
    taken = []
    for _ in range(times):
        begun = perf_counter()
        run()
        taken.append(perf_counter() - begun)
    return min(taken)


def growth(run: Callable[[int], Callable[[], object]], start: int, largest: int) -> float:
    """How many times as long four times the text takes, at the first length where that shows.

    `run` makes what is timed for a length. 1.0 if even the largest takes no time to speak of.
    """
    size = start
    while 4 * size <= largest:
        large = best(run(4 * size), 1)
        if large >= 4 * FLOOR:
            small = max(best(run(size), 3), FLOOR / 8)
            ratio = large / small
            if ratio < WORST:
                return ratio
            ratio = best(run(4 * size), 3) / max(best(run(size), 5), FLOOR / 8)
            if ratio < WORST or large >= 25 * FLOOR:
                return ratio
        size *= 2
    return 1.0
