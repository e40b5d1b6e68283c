"""How far long work is, as a share from 0 to 1, and ⌃c that ends it at once."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Told = Callable[[float], None]
"""Called with the share that is done; it only rises, and is called often."""

TICK = 50_000
"""Steps of SQLite's machine between two looks: some milliseconds."""


def silent(_: float) -> None:
    """Tell nobody."""


def part(told: Told, start: float, end: float) -> Told:
    """What tells the shares of a piece of the work as those of the whole, `start` to `end`."""
    return lambda share: told(start + (end - start) * min(1.0, max(0.0, share)))


@contextmanager
def ticking(
    connection: sqlite3.Connection,
    told: Told,
    expected: float,
    abandoned: Callable[[], bool] = lambda: False,
) -> Iterator[None]:
    """Tell how far what runs inside is, of `expected` steps of SQLite's machine, a rough guess.

    The share nears 1 ever more slowly, so that it moves however wrong the guess was. Once
    `abandoned` says so, what runs ends with SQLITE_INTERRUPT. ⌃c that came meanwhile, which SQLite
    can only report as that, is raised as what it is.
    """
    done = 0

    def tick() -> int:
        nonlocal done
        done += TICK
        told(1 - math.exp(-done / max(expected, 1.0)))
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
