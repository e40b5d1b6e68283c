"""Facts about the library itself, by key: who reads, which device, whether it is a starter."""

from __future__ import annotations

import re
import sqlite3

from reader.store.db.checked_values import WrongValueError, parsed

Notice = tuple[str, dict[str, str]]
"""A message code and its parameters."""

LIBRARY = "library"
"""A uuid made once per library."""
DEVICE = "device"
"""The device that wrote here, as older versions kept it; see `store.db.devices`."""
AHEAD = "ahead"
"""The greatest stamp from the future that new ones stay below; absent if there is none."""
STARTER = "starter"
"""Present while the library is as it was shipped."""
ME = "me"
"""The id of the annotator who reads here."""
VIEW = "view"
"""The script view chosen last; see `reader.text.scripts.choices`."""
FIRST_TAG = "first_tag"
"""Present once the reader has tagged something, so that the sample steps aside only once."""

GUIDE = "guide"
"""The guide of the code book: how labels and verdicts are to be used, a text or an address."""
GUIDE_VERSION = "guide_version"
"""The version of the guide."""
BOOK = "book"
"""The stamp of the code book that was imported last; what tells such an entry of the journal."""

LEARNT = "phrases_learnt"
"""The size of the library when phrases were learnt last; see `store.search.phrases`."""

JOINED = "search_joined"
"""Number up to which articles are indexed as their joined lines are shown."""

ARRIVED = "arrived."
"""Key prefix of an article's id: the notices for its reader at its first opening, as JSON."""

FATE = "fate."
"""Key prefix of an article's id: what became of its page, as JSON; see `store.fates`."""

LOOKS = "looks."
"""Key prefix of a feed's id: looks at the pages of its items, as JSON; see `store.item_looks`."""

ALIKE = "alike."
"""Key prefix of a new article's id: that of an old one it may be; see `store.alike_articles`."""

PURGE = "purge"
"""Present while a purge has not come to its end: its targets, as JSON; see `store.purge`."""

DRAFT = "draft."
"""Key prefix of an annotation's id: the note being typed about it while it has no place in the
text.
"""


def get(connection: sqlite3.Connection, key: str) -> str | None:
    """A setting, or None."""
    row = connection.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])


def view(connection: sqlite3.Connection) -> str:
    """The name of the script view that was chosen last, "" for the source.

    It may be one that a newer program knows; what cannot be a name is none.
    """
    name = get(connection, VIEW) or ""
    return name if re.fullmatch(r"[A-Za-z0-9_]{0,32}", name) else ""


def put(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Store a setting."""
    connection.execute(
        "INSERT INTO setting (key, value) VALUES (?, ?)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )


def drop(connection: sqlite3.Connection, key: str) -> None:
    """Forget a setting."""
    connection.execute("DELETE FROM setting WHERE key = ?", (key,))


def arrival(connection: sqlite3.Connection, article: str) -> tuple[Notice, ...]:
    """Notices for the reader of an article: message codes with their parameters."""
    found = get(connection, f"{ARRIVED}{article}")
    return () if found is None else notices_of(found)


def notices_of(text: str) -> tuple[Notice, ...]:
    """Notices as they are stored; raises WrongValueError."""
    stored = parsed(text)
    try:
        notices = tuple((str(code), dict(params)) for code, params in stored)
    except (TypeError, ValueError) as error:
        raise WrongValueError("no notices") from error
    return tuple(
        (code, {str(key): str(value) for key, value in gaps.items()}) for code, gaps in notices
    )


def note_drafts(connection: sqlite3.Connection, article: str) -> tuple[tuple[str, str], ...]:
    """The notes being typed about an article's live annotations, by the annotation's id."""
    rows = connection.execute(
        "SELECT a.id, s.value FROM setting s JOIN annotation a ON a.id = substr(s.key, ?)"
        " WHERE s.key >= ? AND s.key < ? AND a.article = ? AND a.deleted = 0 ORDER BY a.id",
        (len(DRAFT) + 1, DRAFT, DRAFT[:-1] + "/", article),
    )
    return tuple((str(ident), str(text)) for ident, text in rows)


def version(connection: sqlite3.Connection) -> int:
    """SQLite's `data_version`: it changes when another connection has committed."""
    (number,) = connection.execute("PRAGMA data_version").fetchone()
    return int(number)
