"""Progress of long work, as a share from 0 to 1, and ⌃c that ends it at once."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

ProgressCallback = Callable[[float], None]
"""Callback that gets the share that is done; it only rises, and is called often."""

TICK = 50_000
"""Steps of SQLite's machine between two looks: some milliseconds."""


def silent(_: float) -> None:
    """Report no progress."""


def part(progress: ProgressCallback, start: float, end: float) -> ProgressCallback:
    """Progress of a piece of work, mapped to the shares `start` to `end` of the whole."""
    return lambda share: progress(start + (end - start) * min(1.0, max(0.0, share)))


@contextmanager
def ticking(
    connection: sqlite3.Connection,
    progress: ProgressCallback,
    expected: float,
    abandoned: Callable[[], bool] = lambda: False,
) -> Iterator[None]:
    """Report the progress of what runs inside, of `expected` steps of SQLite's machine, a rough
    guess.

    The share nears 1 ever more slowly, so that it moves however wrong the guess was. Once
    `abandoned` is true, what runs ends with SQLITE_INTERRUPT. ⌃c that came meanwhile, which
    SQLite can only report as that, is raised as what it is.
    """
    done = 0

    def tick() -> int:
        nonlocal done
        done += TICK
        progress(1 - math.exp(-done / max(expected, 1.0)))
        return int(abandoned())

    connection.set_progress_handler(tick, TICK)
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT and not abandoned():
            raise KeyboardInterrupt from error
        raise
    finally:
        connection.set_progress_handler(None, 0)
