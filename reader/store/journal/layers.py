"""Layers of the journal beneath and over an entry, where others wrote to the same rows."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from reader.store.clocks.clocked_rows import Fields
from reader.store.db import checked_values as values

BLANK: Fields = {
    "tag": None, "unsure": 0, "private": 0, "highlight": "", "source": "", "kind": "", "note": "",
    "note_private": 0,
}  # fmt: skip
"""Fields of an annotation without content."""
SECRET = ("private", "note_private")
"""Fields that a tombstone keeps: what was private stays so."""
_UNMADE: Fields = {name: none for name, none in BLANK.items() if name not in SECRET} | {
    "deleted": 1
}
"""Fields of a row whose making was taken back."""

_OTHERS = """
  SELECT r.name, r.key, o.before, o.after, o.journal, o.position, iif(j.standing = 'done', NULL,
    (SELECT coalesce(max(u.seq), 0) FROM journal u WHERE u.undoes = o.journal)) AS undone,
    (SELECT max(u.seq) FROM journal u WHERE u.undoes = o.journal) > :entry AS since
  FROM journal_row r CROSS JOIN journal_row o ON o.journal <> r.journal
    AND o.name = r.name AND o.key = r.key AND {}
  CROSS JOIN journal j ON j.seq = o.journal AND j.op = 'do'
  WHERE r.journal = :entry AND {}"""
_SHARED = "name IN ('claim_check', 'evidence')"
_ALL = " UNION ALL ".join(
    _OTHERS.format(*parts)
    for parts in (
        ("o.annotation = r.annotation", f"r.annotation IS NOT NULL AND NOT r.{_SHARED}"),
        ("o.annotation IS NULL", "r.annotation IS NULL"),
        (f"o.{_SHARED}", f"r.{_SHARED}"),
    )
)
"""Changes of other entries to the same rows. Several annotations may have one check, so its edits
are found by the row itself.
"""
_TANGLED = f"""SELECT 1 FROM ({_ALL}) o
  WHERE CASE WHEN o.journal > :entry THEN o.undone IS NULL
    ELSE o.undone > :entry OR o.since END LIMIT 1"""
"""Whether newer entries stand on the rows of one, or what it stands on was turned since."""
_HISTORY = f"""SELECT * FROM ({_ALL}) o WHERE o.journal < :entry OR o.undone IS NULL
  ORDER BY o.journal DESC, o.position DESC"""
"""Changes that other entries made to the rows of one, the newest first, and when they were undone,
if so.
"""


class Layer(NamedTuple):
    """Change that another entry made to a row: its number, that of its undo (None if it stands),
    and whether it was done again since the one that stands on it.
    """

    number: int
    undone: int | None
    since: bool
    before: Fields | None
    after: Fields


class Layers(NamedTuple):
    """Layers beneath a change of a row, the newest first, and the fields that others wrote since
    and that stand.
    """

    under: list[Layer]
    rewritten: set[str]


def layers(connection: sqlite3.Connection, entry: int) -> dict[tuple[str, tuple[str, ...]], Layers]:
    """Changes of others to the rows of an entry, by table and key; empty if nothing hinders it."""
    found: dict[tuple[str, tuple[str, ...]], Layers] = {}
    if connection.execute(_TANGLED, {"entry": entry}).fetchone() is None:
        return found
    for table, key, before, after, number, _, undone, since in connection.execute(
        _HISTORY, {"entry": entry}
    ):
        one = found.setdefault((table, values.names(key)), Layers([], set()))
        if number > entry:
            one.rewritten.update(values.fields(after))
        else:
            was = None if before is None else values.fields(before)
            one.under.append(Layer(number, undone, bool(since), was, values.fields(after)))
    return found


def beneath(before: Fields | None, entry: int, under: list[Layer]) -> Fields | None:
    """Fields beneath an entry's change, as if what was taken back there had never been, and what
    was done again had stood all the time.
    """
    if before is None:
        return None
    fields, sought = dict(before), dict.fromkeys(before, entry)
    for number, undone, since, was, after in under:
        for name in sought.keys() & after.keys():
            if undone is not None and undone < sought[name]:
                continue  # it stood no more when what lies on it was done
            if since:
                fields[name] = after[name]
            if undone is None or after[name] != fields[name]:
                del sought[name]
            else:
                fields[name] = _UNMADE.get(name, fields[name]) if was is None else was[name]
                sought[name] = number
    return fields
