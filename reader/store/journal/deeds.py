"""Deed of a journal entry of the library or the code book, as a name that there are words for."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from reader.store.clocks.clocked_rows import RowChange

_STATES = {
    ("reading", "read"): ("unread", "read"),
    ("reading", "starred"): ("unstarred", "starred"),
    ("reading", "archived"): ("unarchived", "archived"),
    ("queue", "deleted"): ("queued", "unqueued"),
    ("saved_filter", "deleted"): ("kept", "dropped"),
    ("feed", "deleted"): ("subscribed", "unsubscribed"),
    ("feed", "full_text"): ("feed_own", "feed_full"),
    ("article", "deleted"): ("restored", "removed"),
    ("article", "private"): ("article_public", "article_private"),
    ("code_book", "deleted"): ("label_added", "label_removed"),
    ("annotator", "deleted"): ("annotator_added", "annotators_joined"),
}
"""Names for 0 and for 1, by table and field."""
_SET = {
    ("article", "own_title"): "renamed",
    ("article", "own_topics"): "topics",
    ("saved_filter", "query"): "kept",
    ("feed", "folder"): "feed_moved",
    ("code_book", "name"): "label_renamed",
    ("code_book", "description"): "label_described",
    ("code_book", "digit"): "label_keyed",
    ("annotator", "name"): "annotator_renamed",
}
_UNSET = {"own_title": "unnamed", "own_topics": "told_topics"}
SEVERAL = "several"
"""Name for changes that are no single deed."""


def name(changes: Sequence[RowChange]) -> str:
    """The name of the deed that made these changes."""
    if any(change.table == "setting" for change in changes):
        return "book_imported"
    rows = {(change.table, change.after.get("deleted")) for change in changes}
    if ("article", 1) in rows and ("alias", 0) in rows:
        return "joined"
    if ("code_book", 1) in rows and ("label", 0) in rows:
        return "labels_joined"
    book = [each for each in changes if each.table in ("code_book", "annotator")]
    if book:  # what marks follow it
        return _one(book[-1])
    first, *others = map(_one, changes)
    moved = first in ("later", "earlier")
    of_one = {change.key for change in changes} == {changes[0].key}
    return first if moved or of_one or set(others) <= {first} else SEVERAL


def _one(change: RowChange) -> str:
    for field, value in sorted(change.after.items()):  # "deleted" before what comes back with it
        if (change.table, field) in _STATES:
            return _STATES[change.table, field][bool(value)]
    for field, value in change.after.items():
        if field in _UNSET and value is None:
            return _UNSET[field]
        if field == "own_topics" and value == "[]":
            return "no_topics"
        if (change.table, field) in _SET:
            return _SET[change.table, field]
    before, after = (change.before or {}).get("position"), change.after.get("position")
    if isinstance(before, int) and isinstance(after, int):
        return "later" if after > before else "earlier"
    return SEVERAL


def rows_in(connection: sqlite3.Connection, entry: int, table: str) -> int:
    """Number of rows of a table that an entry changed."""
    sql = "SELECT count(DISTINCT key) FROM journal_row WHERE journal = ? AND name = ?"
    return int(connection.execute(sql, (entry, table)).fetchone()[0])
