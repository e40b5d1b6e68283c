"""Stamps that a wrong clock made, and whether this machine's own clock can be right."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from reader.store.clocks import restamping, stamps
from reader.store.clocks.clock import day_of, is_set, today
from reader.store.repair.checks.finding import Finding


def findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Faults of times; where the clock was never set no others can be found."""
    if not is_set():
        yield Finding("clock_unset", params={"now": today()})
        return
    found = restamping.wrong(connection)
    until = max([*found, stamps.passed(connection)])
    if until:
        yield Finding("clock_ahead", len(found), params={"until": day_of(until)}, repairable=True)
