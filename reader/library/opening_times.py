"""Check of a library's times when it is opened."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.errors import LibraryError
from reader.store.clocks import stamps
from reader.store.clocks.clock import day_of, is_set, today

if TYPE_CHECKING:
    from reader.library.core import LibraryCore, Notice


def look(library: LibraryCore) -> Notice | None:
    """One-time notice of times that cannot be right; they are read in one statement.

    A library that holds the device of an older version gives it to this machine. What cannot be
    read is reported by the next read.
    """
    try:
        with library.reading() as connection:
            found = stamps.at_start(connection)
    except LibraryError:
        return None
    if found.device:
        with suppress(LibraryError):
            library.submit(lambda edits: None)
    if not found.ahead:
        return None
    from reader.library.machine_state import remember

    code = "clock_ahead" if is_set() else "clock_unset"
    if not remember("times.jsonl", [os.path.realpath(library.root), code, found.ahead]):
        return None
    return code, {"until": day_of(found.ahead), "now": today()}
