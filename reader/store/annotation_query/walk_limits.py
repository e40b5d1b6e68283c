"""Limits on SQLite's work: a statement ended once nobody waits for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

STEPS = 5_000
"""Instructions of SQLite between two looks at whether it is to end."""


class StoppedError(Exception):
    """Statement ended before it was done."""


@contextmanager
def until(connection: sqlite3.Connection, stop: Callable[[], bool]) -> Iterator[None]:
    """Interrupt SQLite once `stop` is true; raises `StoppedError` then."""
    connection.set_progress_handler(stop, STEPS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            raise StoppedError from error
        raise
    finally:
        connection.set_progress_handler(None, 0)


def steps(most: int) -> Callable[[], bool]:
    """A `stop` that ends it after about so many instructions."""
    looks = 0

    def stop() -> bool:
        nonlocal looks
        looks += 1
        return looks * STEPS > most

    return stop
