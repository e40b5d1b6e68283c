"""Functions of Python that the SQL of migrations may call.

They are there while a migration runs, not afterwards: no trigger, index, view or CHECK rule may
name one, or the database could be read by this program alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from reader.model.web_address import address_key
from reader.store.clocks.clock import uuid8


def _of_text(function: Callable[[str], str]) -> Callable[[str | None], str | None]:
    """The function for what SQL passes, where NULL stays NULL."""
    return lambda value: None if value is None else function(value)


FUNCTIONS: tuple[tuple[str, int, Callable[..., str | None]], ...] = (
    ("uuid8", 1, _of_text(uuid8)),
    ("url_key", 1, _of_text(address_key)),
)
"""Each one's name, how many arguments it takes, and what it is; the same in, the same out."""


def register(connection: sqlite3.Connection) -> None:
    """Make the functions callable on a connection."""
    for name, arguments, function in FUNCTIONS:
        connection.create_function(name, arguments, function, deterministic=True)
