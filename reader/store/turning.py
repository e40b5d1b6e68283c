"""What an undo or redo may put back: only fields that nobody else has set meanwhile."""

from __future__ import annotations

import sqlite3

from reader.store import checks, code_book, rows
from reader.store.rows import Fields

_ASIDE = frozenset({"article", "updated"})
"""Fields that follow from the others and are not what anybody said."""
_TOGETHER = {
    "anchor": frozenset({"start", "end", "status", "score", "review", "deleted"}),
    "claim_check": checks.DECISION,
}
"""Fields that are one value: half of a place is none, nor is half of a decision."""
_UNSAID: Fields = {
    "tag": None, "unsure": 0, "private": 0, "highlight": "", "source": "", "kind": "", "note": "",
    "note_private": 0,
}  # fmt: skip
"""What an annotation holds of which nothing is said."""


def restored(
    connection: sqlite3.Connection,
    table: str,
    key: tuple[str, ...],
    wanted: Fields | None,
    held: Fields | None,
) -> tuple[Fields, int]:
    """The fields to write so that a row is as `wanted`, and how many others were set meanwhile.

    `held` is what the row has to hold; None stands for no row. A row that was made is taken away
    only while it is as it was made: else what was said with it is taken back and the rest stays.
    """
    fields, left = _restored(connection, table, key, wanted, held)
    if table == "code_book" and (taken := code_book.taken(connection, key[0], fields)):
        return {name: fields[name] for name in fields if name not in taken}, left + 1
    return fields, left


def _restored(
    connection: sqlite3.Connection,
    table: str,
    key: tuple[str, ...],
    wanted: Fields | None,
    held: Fields | None,
) -> tuple[Fields, int]:
    now = rows.values(connection, table, key)
    if wanted is None:
        return _unmade(connection, key, now, held or {}, _UNSAID if table == "annotation" else {})
    if held is None and now is not None:
        wanted = {name: it for name, it in wanted.items() if name != "article"}  # it may be joined
        held = {name: 1 if name == "deleted" else _UNSAID.get(name, now[name]) for name in wanted}
        held = now if now["deleted"] else held  # nobody has said anything of what was taken away
    if now is None or held is None:
        return wanted, 0
    set_since = {
        name
        for name in held
        if name not in _ASIDE and now[name] not in (held[name], wanted.get(name))
    }
    together = _TOGETHER.get(table, frozenset())
    if not set_since.isdisjoint(together):
        wanted = {name: value for name, value in wanted.items() if name not in together}
        set_since = set_since - together | {table}
    return {name: wanted[name] for name in wanted if now[name] == held[name]}, len(set_since)


def _unmade(
    connection: sqlite3.Connection,
    key: tuple[str, ...],
    now: Fields | None,
    made: Fields,
    unsaid: Fields,
) -> tuple[Fields, int]:
    """The fields of a row that was made as `made` and is to be taken away, if nothing was added."""
    if now is None:
        return {}, 0
    since = {name for name in made if name not in _ASIDE and now[name] != made[name]}
    since |= {name for name, none in unsaid.items() if name not in made and now[name] != none}
    if unsaid:
        since |= {"label"} if _is_labelled(connection, *key) else set()
        since |= {"claim_check"} if checks.says_something(connection, *key) else set()
    if not since:
        return {"deleted": 1}, 0
    back = {name: none for name, none in unsaid.items() if name in made and name not in since}
    return back, len(since)


def _is_labelled(connection: sqlite3.Connection, annotation: str) -> bool:
    sql = "SELECT 1 FROM label WHERE annotation = ? AND deleted = 0 LIMIT 1"
    return connection.execute(sql, (annotation,)).fetchone() is not None
