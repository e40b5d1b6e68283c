"""Feeds and their items: where they are, when they were asked, and what they brought in."""

from __future__ import annotations

import json
import sqlite3
from typing import Any, NamedTuple

from reader.model.feed import Feed, Problem
from reader.store import aliases
from reader.store.clocks.clock import utc_now
from reader.store.db.checked_values import Shape, WrongValueError, parsed

_COLUMNS = (
    "f.id, f.url, f.title, f.site, f.folder, f.full_text, f.etag, f.modified, f.checked, f.due,"
    " f.failures, f.problem, f.added"
)
_FEED, _ITEM = Shape("tttttittttiTt"), Shape("tTtt")
_HELD = "FROM feed_item i JOIN article a ON a.id = i.article AND a.deleted = 0 WHERE i.feed = f.id"
_FEEDS = f"""
  SELECT {_COLUMNS},
    (SELECT count(DISTINCT i.article) {_HELD}),
    (SELECT count(DISTINCT i.article) {_HELD} AND NOT EXISTS (
      SELECT 1 FROM reading r WHERE r.article = a.id AND (r.read = 1 OR r.last_read <> '')))
  FROM feed f WHERE f.deleted = 0
"""
_STATES = f"SELECT {_COLUMNS} FROM feed f WHERE f.deleted = 0 ORDER BY f.folder, f.title, f.url"


class ItemRow(NamedTuple):
    """An item that is known. `article` is None if it held nothing to read; `sha256` is of its
    content when it was taken in.
    """

    key: str
    article: str | None
    url: str
    sha256: str


def _feed(row: tuple[Any, ...]) -> Feed:
    held: list[Any] = list(_FEED.of(row[:13]))
    held[5] = bool(row[5])
    held[11] = None if row[11] is None else problem_of(row[11])
    return Feed(*held, *row[13:])


def problem_of(text: str) -> Problem:
    """Parse the stored problem of a feed; raises WrongValueError."""
    stored = parsed(text)
    if not isinstance(stored, dict) or not isinstance(stored.get("code"), str):
        raise WrongValueError("no problem")
    params = stored.get("params")
    if not isinstance(params, dict):
        raise WrongValueError("no problem")
    return Problem(stored["code"], params)


def feeds(connection: sqlite3.Connection) -> list[Feed]:
    """All feeds, those of a folder together, by title."""
    rows = connection.execute(f"{_FEEDS} ORDER BY f.folder, f.title, f.url")
    return [_feed(row) for row in rows]


def states(connection: sqlite3.Connection) -> list[Feed]:
    """All feeds as `feeds` has them, but nothing of theirs is counted."""
    return [_feed(row) for row in connection.execute(_STATES)]


def feed(connection: sqlite3.Connection, ident: str) -> Feed | None:
    """A feed, or None."""
    row = connection.execute(f"{_FEEDS} AND f.id = ?", (ident,)).fetchone()
    return None if row is None else _feed(row)


def with_url(connection: sqlite3.Connection, url: str) -> Feed | None:
    """The feed at an address, or None."""
    row = connection.execute(f"{_FEEDS} AND f.url = ?", (url,)).fetchone()
    return None if row is None else _feed(row)


def gone(connection: sqlite3.Connection, url: str) -> str | None:
    """The id of the feed at an address that was unsubscribed from, or None."""
    row = connection.execute("SELECT id FROM feed WHERE url = ? AND deleted = 1", (url,)).fetchone()
    return None if row is None else str(row[0])


def put_names(connection: sqlite3.Connection, feed: Feed) -> None:
    """Keep what a feed calls itself, and its site; what it does not say stays. It is due now."""
    connection.execute(
        "UPDATE feed SET title = coalesce(nullif(?, ''), title), due = '',"
        " site = coalesce(nullif(?, ''), site) WHERE id = ?",
        (feed.title, feed.site, feed.id),
    )


def put_state(connection: sqlite3.Connection, state: Feed) -> None:
    """Keep how a feed was found: its title and site, when it was asked and is due, what is wrong.

    Nothing happens if it was unsubscribed meanwhile.
    """
    problem = state.problem and json.dumps(
        {"code": state.problem.code, "params": dict(state.problem.params)}, ensure_ascii=False
    )
    connection.execute(
        "UPDATE feed SET title = ?, site = ?, etag = ?, modified = ?, checked = ?, due = ?,"
        " failures = ?, problem = ? WHERE id = ? AND deleted = 0",
        (
            state.title,
            state.site,
            state.etag,
            state.modified,
            state.checked,
            state.due,
            state.failures,
            problem,
            state.id,
        ),
    )


def items(connection: sqlite3.Connection, ident: str) -> dict[str, ItemRow]:
    """The known items of a feed, by key."""
    rows = connection.execute(
        "SELECT key, article, url, sha256 FROM feed_item WHERE feed = ?", (ident,)
    )
    return {row[0]: ItemRow(*_ITEM.of(row)) for row in rows}


def put_item(connection: sqlite3.Connection, ident: str, row: ItemRow) -> None:
    """Note an item that was taken in; nothing happens if the feed was unsubscribed meanwhile."""
    connection.execute(
        "INSERT INTO feed_item (feed, key, article, url, sha256, seen)"
        " SELECT id, ?, ?, ?, ?, ? FROM feed WHERE id = ? AND deleted = 0"
        " ON CONFLICT (feed, key) DO UPDATE SET article = excluded.article, url = excluded.url,"
        " sha256 = excluded.sha256, seen = excluded.seen",
        (*row, utc_now(), ident),
    )
    found = connection.execute(
        "SELECT url FROM feed WHERE id = ? AND deleted = 0", (ident,)
    ).fetchone()
    if found is not None and row.article is not None:
        value = aliases.feed_value(found[0], row.key)
        aliases.add(connection, row.article, "feed", value)
