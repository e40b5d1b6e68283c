"""What a journal entry of the library did, by a name that the screens have words for."""

from __future__ import annotations

from collections.abc import Sequence

from reader.store.rows import RowChange

_STATES = {
    ("reading", "read"): ("unread", "read"),
    ("reading", "starred"): ("unstarred", "starred"),
    ("reading", "archived"): ("unarchived", "archived"),
    ("queue", "deleted"): ("queued", "unqueued"),
    ("saved_filter", "deleted"): ("kept", "dropped"),
    ("feed", "deleted"): ("subscribed", "unsubscribed"),
    ("feed", "full_text"): ("feed_own", "feed_full"),
}
"""By table and field: the name for 0 and for 1."""
_SET = {
    ("article", "own_title"): "renamed",
    ("article", "own_topics"): "topics",
    ("saved_filter", "query"): "kept",
    ("feed", "folder"): "feed_moved",
}
_UNSET = {"own_title": "unnamed", "own_topics": "told_topics"}
SEVERAL = "several"
"""What is no single deed."""


def name(changes: Sequence[RowChange]) -> str:
    """The name of the deed that made these changes."""
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
