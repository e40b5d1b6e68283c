"""How the time that something takes grows with the length of what it is given.

Times are the process's own, so that a busy machine changes little, and only the growth counts.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import process_time

SHOWS = 0.016
"""Seconds from which on a time tells how it grew."""

WORST = 8.0
"""Times as long for four times the text: linear is 4, quadratic 16."""

PLAIN = 16.0
"""Ratio that is no step at one length, as where more memory is asked for at once from there on."""

CERTAIN = 4.0
"""Seconds that no other program's work on the machine makes of a sixty-fourth."""

LARGEST = 64_000
_GLANCE = 2048
_TINY = 0.0005


def growth(
    run: Callable[[int], Callable[[], object]], start: int = 16, shows: float = SHOWS
) -> float:
    """How many times as long four times the text takes, at the first length where that shows.

    `run` makes what is timed for a length. Lengths grow in small steps, so that what doubles with
    every sign shows before it takes for ever. 1.0 where even the largest takes next to nothing.
    `shows` is a longer time for what takes long whatever it is given.
    """
    size = start
    while size <= LARGEST:
        work = run(size)
        taken = _best(work, 1)
        if taken >= shows:
            ratio = taken / max(_best(run(size // 4), 3), _TINY)
            if ratio < WORST or taken > CERTAIN:
                return ratio
            ratio = _confirmed(run, size)
            return ratio if ratio > PLAIN else min(ratio, _confirmed(run, _next(size)))
        if size >= _GLANCE and taken < size * SHOWS / LARGEST:
            return 1.0
        size = _next(size) if size < 400 else size * 2
    return 1.0


def _next(size: int) -> int:
    """A length a little larger, which what grows exponentially reaches as well."""
    return max(size + 1, size * 5 // 4)


def _confirmed(run: Callable[[int], Callable[[], object]], size: int) -> float:
    """The smallest of several ratios: a busy machine is slow once, what grows is slow always."""
    work, less, smallest = run(size), run(size // 4), float("inf")
    for _ in range(5):
        smallest = min(smallest, _best(work, 5) / max(_best(less, 15), _TINY))
        if smallest < WORST:
            break
    return smallest


def _best(run: Callable[[], object], times: int) -> float:
    """The shortest of several runs, in seconds of this process."""
    taken = []
    gc.disable()  # how often it looks depends on all that was made before
    for _ in range(times):
        begun = process_time()
        run()
        taken.append(process_time() - begun)
    gc.enable()
    return min(taken)
