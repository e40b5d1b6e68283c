"""The stamps that a library holds: the newest, and those that a wrong clock made."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from reader.store import settings
from reader.store.clocks.clock import GLOB, STAMP, Clock, horizon

SOUND = f"clock GLOB '{GLOB}' AND length(CAST(clock AS BLOB)) = 26"
"""Condition of entries whose stamp is one."""


def newest(connection: sqlite3.Connection) -> tuple[int, str]:
    """The number and the stamp of the newest change, whatever that is; 0 and "" if none is."""
    row = connection.execute("SELECT seq, clock FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return (int(row[0]), str(row[1])) if row else (0, "")


def at(connection: sqlite3.Connection, seq: int) -> str | None:
    """The stamp of a change; None if there is none of that number."""
    row = connection.execute("SELECT clock FROM journal WHERE seq = ?", (seq,)).fetchone()
    return None if row is None else str(row[0])


def clock(connection: sqlite3.Connection, device: str) -> Clock:
    """A clock whose stamps come after those in the library, but for what is from the future.

    A wrong time would else be handed on for ever: `passed` says how far that reaches.
    """
    made = Clock(device)
    made.observe(passed(connection))
    row = connection.execute(
        f"SELECT clock FROM journal WHERE {SOUND} ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    if row and not made.observe(row[0]):
        row = connection.execute(
            f"SELECT clock FROM journal WHERE {SOUND} AND clock <= ? ORDER BY seq DESC LIMIT 1",
            (horizon(),),
        ).fetchone()
        made.observe(row[0] if row else "")
    return made


def passed(connection: sqlite3.Connection) -> str:
    """The greatest stamp from the future that new ones stay below; "" if there is none."""
    found = settings.get(connection, settings.AHEAD) or ""
    return found if STAMP.fullmatch(found) else ""


def keep_up(connection: sqlite3.Connection, clock: Clock) -> str:
    """Have a clock go on from the newest change; the stamp that it passed over, or ""."""
    _, stamp = newest(connection)
    if clock.observe(stamp) or not STAMP.fullmatch(stamp):
        return ""
    if stamp > passed(connection):
        settings.put(connection, settings.AHEAD, stamp)
    return stamp


class AtStart(NamedTuple):
    """State of a library's stamps that can be seen without a search."""

    ahead: str
    """The greatest stamp from the future that is known of, or ""."""
    device: bool
    """Whether the library holds the device of an older version."""


def at_start(connection: sqlite3.Connection) -> AtStart:
    """State of the stamps at start, read in one statement; all well where it cannot be read."""
    try:
        device, ahead, last = connection.execute(
            "SELECT (SELECT 1 FROM setting WHERE key = ?),"
            " (SELECT value FROM setting WHERE key = ?),"
            " (SELECT clock FROM journal ORDER BY seq DESC LIMIT 1)",
            (settings.DEVICE, settings.AHEAD),
        ).fetchone()
    except sqlite3.Error:
        return AtStart("", device=False)
    limit = horizon()
    found = [each for each in (ahead, last) if each and STAMP.fullmatch(each)]
    known = [each for each in found if each > limit or each is ahead]
    return AtStart(max(known, default=""), device is not None)


def tables(connection: sqlite3.Connection) -> list[str]:
    """The tables whose rows have a stamp for each field, as SQL names them."""
    found = connection.execute(
        "SELECT s.name FROM sqlite_schema s, pragma_table_info(s.name) c"
        " WHERE s.type = 'table' AND c.name = 'clock' AND s.name <> 'journal' ORDER BY s.name"
    )
    names = (str(name).replace('"', '""') for (name,) in found.fetchall())
    return [f'"{name}"' for name in names]


def beyond(connection: sqlite3.Connection, limit: str) -> Iterator[str]:
    """The stamps in rows and changes that are greater than another, some more than once."""
    every = " AND s.value GLOB ? AND s.type = 'text' AND length(CAST(s.value AS BLOB)) = 26"
    for table in tables(connection):
        yield from _texts(
            connection.execute(
                f"SELECT DISTINCT s.value FROM {table} t, json_each(t.clock) s"
                f" WHERE s.value > ?{every}",
                (limit, GLOB),
            )
        )
    yield from _texts(
        connection.execute(f"SELECT clock FROM journal WHERE {SOUND} AND clock > ?", (limit,))
    )


def _texts(rows: sqlite3.Cursor) -> Iterator[str]:
    return (str(row[0]) for row in rows)
