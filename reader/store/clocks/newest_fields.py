"""Last writer wins, field by field, where two states of a library meet.

Where a field has a stamp, stamps decide. What has none goes by the moment that stands beside it, or
by which of the two states of the library is the later one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from reader.store import settings
from reader.store.clocks.clock import STAMP, horizon, is_set, moment_of
from reader.store.clocks.clocked_rows import TOGETHER

Row = dict[str, Any]

_MOMENTS = {
    "reading": ("last_read", frozenset({"text", "position", "progress", "last_read"})),
    "draft": ("saved", frozenset({"words", "saved"})),
}
"""Moments by table: the column that says when, as ISO 8601 in UTC, and the columns it is for."""

_WITHOUT_STAMP: dict[str, frozenset[str]] = {
    "alias": frozenset({"deleted"}),
    "anchor": TOGETHER["anchor"],
    "annotator": frozenset({"shown"}),
    "article": frozenset({"revision", "text"}),
    "feed": frozenset({"title", "site"}),
    "feed_item": frozenset({"article"}),
    "file": frozenset({"article", "former"}),
    "page_line": frozenset({"paragraph", "words", "role", "level", "taken", "decided"}),
    "reading": frozenset({"read"}),
    "revision": frozenset({"article", "parent", "url", "lang", "topics"}),
}
"""Fields that are written without a stamp, too. Of files and items the rest stays as it was known:
what has come since is read again, and so is what was lost with the damaged tables.
"""

_KEPT_SETTINGS = (settings.ME, settings.VIEW)
"""Settings that the reader chose; of those that belong to the program only new ones come."""


def written_last(table: str, row: Row, old: Row, *, later: bool) -> Row:
    """The columns of `old` that another state of the same row says otherwise, and says last.

    `later` says that the state which `row` is of is the later one, as a whole.
    """
    if table == "journal":  # what an entry did never changes; it may have been stamped anew
        return _differing(row, old, {"standing", "clock", "device"} if later else ())
    if table == "setting":
        chosen = later and row["key"] in _KEPT_SETTINGS
        return _differing(row, old, {"value"} if chosen else ())
    stamps, known = stamps_of(row.get("clock")) or {}, stamps_of(old.get("clock")) or {}
    taken: Row = {}
    clock = dict(known)
    for names in _values(table, row):
        if _wins(table, names, (row, stamps), (old, known), later=later):
            taken |= _differing(row, old, names)
            for name in names:
                clock.pop(name, None)
            clock |= {name: stamps[name] for name in names if name in stamps}
    return taken if clock == known else taken | {"clock": json.dumps(clock)}


def _wins(
    table: str, names: frozenset[str], new: tuple[Row, Row], old: tuple[Row, Row], *, later: bool
) -> bool:
    moment, spoken_for = _MOMENTS.get(table, ("", frozenset()))
    if names == spoken_for:
        one, other = str(new[0].get(moment, "")), str(old[0].get(moment, ""))
        limit = moment_of(horizon()) if is_set() else "g"
        return _rank(one, limit) > _rank(other, limit) or (one == other and later)
    one, other = (max(it[1].get(name, "") for name in names) for it in (new, old))
    if one and one != other:
        limit = horizon() if is_set() else "g"
        return _rank(one, limit) > _rank(other, limit)
    return later and names <= _WITHOUT_STAMP.get(table, frozenset())


def _rank(moment: str, limit: str) -> tuple[bool, str]:
    """Sort key of a time: one that a wrong clock made is earlier than all others."""
    return moment <= limit, moment


def _differing(row: Row, old: Row, names: set[str] | frozenset[str] | tuple[()]) -> Row:
    return {it: row[it] for it in names if it in row and row[it] != old.get(it)}


def _values(table: str, row: Row) -> Iterator[frozenset[str]]:
    """The columns of a row, those together that are one value."""
    one_value = [_MOMENTS[table][1]] if table in _MOMENTS else []
    one_value += [TOGETHER[table]] if table in TOGETHER else []
    yield from one_value
    alone = row.keys() - {"clock"}.union(*one_value)
    yield from (frozenset({it}) for it in row if it in alone)


def stamps_of(clock: object) -> dict[str, str] | None:
    """The stamps of a row's clock by field; None if it is no clock."""
    try:
        stamps: Any = json.loads(clock) if isinstance(clock, str) else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(stamps, dict):
        return None
    return stamps if all(STAMP.fullmatch(str(it)) for it in stamps.values()) else None
