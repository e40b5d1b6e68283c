"""Stamping anew what a wrong clock stamped, so that the order of what happened stays."""

from __future__ import annotations

import json
import sqlite3

from reader.store import settings
from reader.store.clocks import stamps
from reader.store.clocks.clock import DAY, Clock, horizon, is_set
from reader.store.clocks.stamps import SOUND

_OWN = f"{SOUND} AND op <> 'merge'"
"""Changes that were made here; what came from elsewhere keeps the stamp that others know."""


def wrong(connection: sqlite3.Connection) -> list[str]:
    """The stamps that are to be replaced, in the order in which they were made.

    They are all those that are more than a day ahead, and those of the changes since the first of
    them, or since the first that is more than a day older than one before: these would else lose
    against what they changed.
    """
    if not is_set():
        return []
    limit = horizon()
    first = _first(connection, limit)
    here = f"SELECT clock FROM journal WHERE {_OWN} AND seq >= ? ORDER BY seq"
    made = [] if first is None else [str(row[0]) for row in connection.execute(here, (first,))]
    return list(dict.fromkeys([*made, *sorted(stamps.beyond(connection, limit))]))


def anew(connection: sqlite3.Connection, clock: Clock) -> int:
    """Replace the stamps that are wrong by new ones; how many they were."""
    found = wrong(connection)
    kept = connection.execute(
        f"SELECT max(clock) FROM journal WHERE {SOUND} AND clock <= ?", (horizon(),)
    )
    clock.observe(kept.fetchone()[0] or "")
    renewed = {stamp: clock.tick() for stamp in found}

    def in_fields(text: str) -> str:
        try:
            fields = json.loads(text)
        except (ValueError, RecursionError):
            return text
        if not isinstance(fields, dict) or renewed.keys().isdisjoint(map(str, fields.values())):
            return text
        return json.dumps({name: renewed.get(str(it), it) for name, it in fields.items()})

    connection.create_function("renewed", 1, lambda stamp: renewed.get(stamp, stamp))
    connection.create_function("renewed_fields", 1, in_fields)
    try:
        for table in stamps.tables(connection):
            connection.execute(
                f"UPDATE {table} SET clock = renewed_fields(clock)"
                " WHERE clock <> renewed_fields(clock)"
            )
        connection.execute(
            "UPDATE journal SET clock = renewed(clock), device = substr(renewed(clock), -8)"
            " WHERE clock <> renewed(clock)"
        )
    finally:
        for name in ("renewed", "renewed_fields"):
            connection.create_function(name, 1, None)
    settings.drop(connection, settings.AHEAD)
    return len(found)


def _first(connection: sqlite3.Connection, limit: str) -> int | None:
    """The number of the first change whose stamp cannot be right."""
    highest = 0
    for seq, stamp in connection.execute(
        f"SELECT seq, clock FROM journal WHERE {_OWN} ORDER BY seq"
    ):
        moment = int(stamp[:12], 16)
        if stamp > limit or moment + DAY < highest:
            return int(seq)
        highest = max(highest, moment)
    return None
