"""The code book as it is read: labels with their digits, and the verdict scale."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from reader.errors import InputError
from reader.model import CodeBook, CodeEntry, Guide, Verdict
from reader.model.code_book import KEYS, VERDICTS
from reader.store import settings
from reader.store.clocks.clock import uuid8
from reader.store.db.checked_values import Shape

_ENTRY, _VERDICT, _DIGIT = Shape("tttIttti"), Shape("tt"), Shape("it")

_COLUMNS = "b.id, b.kind, b.name, b.digit, b.description, b.averitec, b.rating"
_LABELLED = """(SELECT count(*) FROM label l JOIN annotation a ON a.id = l.annotation
  JOIN article r ON r.id = a.article AND r.deleted = 0
  WHERE l.entry = b.id AND l.deleted = 0 AND a.deleted = 0)"""
_JUDGED = """(SELECT count(*) FROM claim_check c JOIN annotation a ON a.claim_check = c.id
  JOIN article r ON r.id = a.article AND r.deleted = 0
  WHERE c.verdict = b.id AND c.deleted = 0 AND a.deleted = 0)"""


def digits(connection: sqlite3.Connection) -> dict[int, str]:
    """The names of the labels that have a digit."""
    rows = connection.execute(
        "SELECT digit, name FROM code_book WHERE digit IS NOT NULL AND deleted = 0 ORDER BY digit"
    )
    return dict(map(_DIGIT.of, rows))


def labels(connection: sqlite3.Connection) -> tuple[CodeEntry, ...]:
    """All labels: those with a digit first, then by name."""
    rows = connection.execute(
        f"SELECT {_COLUMNS}, {_LABELLED} FROM code_book b WHERE b.kind = 'label' AND b.deleted = 0"
        " ORDER BY b.digit IS NULL, b.digit, b.name"
    )
    return tuple(map(_entry, rows))


def verdicts(connection: sqlite3.Connection) -> tuple[CodeEntry, ...]:
    """The verdict scale, in its order."""
    rows = connection.execute(
        f"SELECT {_COLUMNS}, {_JUDGED} FROM code_book b WHERE b.kind = 'verdict'"
        " AND b.deleted = 0 ORDER BY b.position, b.id"
    )
    return tuple(map(_entry, rows))


def whole(connection: sqlite3.Connection) -> CodeBook:
    """The whole code book."""
    return CodeBook(labels(connection), verdicts(connection), guide(connection))


def guide(connection: sqlite3.Connection) -> Guide:
    """The guide of the code book and its version; both are empty where there is none."""
    text = settings.get(connection, settings.GUIDE)
    return Guide(text or "", settings.get(connection, settings.GUIDE_VERSION) or "")


def scale(connection: sqlite3.Connection) -> tuple[Verdict, ...]:
    """The verdicts alone, in their order."""
    rows = connection.execute(
        "SELECT id, name FROM code_book WHERE kind = 'verdict' AND deleted = 0"
        " ORDER BY position, id"
    )
    return tuple(Verdict(*row) for row in map(_VERDICT.of, rows))


def _entry(row: tuple[Any, ...]) -> CodeEntry:
    ident, kind, name, digit, description, averitec, rating, used = _ENTRY.of(row)
    return CodeEntry(ident, kind, name, digit, description, averitec, rating, used)


def verdict(connection: sqlite3.Connection, name: str) -> str:
    """The id of the verdict that an id, a word of the code or a name means.

    One that comes with the program is put into the scale if this library has not used it yet.
    Raises InputError `verdict_unknown`.
    """
    from reader.text.folding import fold

    known = scale(connection)
    for it in known:
        if name in (it.id, it.key) or (it.name and fold(it.name) == fold(name)):
            return it.id
    ident = name if name in KEYS else VERDICTS.get(name)
    if ident is None:
        raise InputError("verdict_unknown", name=name, known=", ".join(it.key for it in known))
    connection.execute(
        "INSERT INTO code_book (id, kind, position, averitec)"
        " SELECT ?, 'verdict', coalesce(max(position), 0) + 1,"
        " 'Conflicting Evidence/Cherrypicking' FROM code_book WHERE kind = 'verdict'"
        " ON CONFLICT (id) DO NOTHING",
        (ident,),
    )
    row = connection.execute("SELECT 1 FROM code_book WHERE id = ? AND deleted = 1", (ident,))
    if row.fetchone():  # it was taken out of the scale
        raise InputError("verdict_unknown", name=name, known=", ".join(it.key for it in known))
    return ident


def verdict_id(name: str) -> str:
    """The id that a verdict gets when it is first made, the same on every machine."""
    return uuid8(f"verdict\n{name}")


def label_id(name: str) -> str:
    """The id that a label gets when it is first made, the same on every machine."""
    return uuid8(f"label\n{name}")


def find_label(connection: sqlite3.Connection, name: str) -> str | None:
    """The id of the label that has this name now."""
    row = connection.execute(
        "SELECT id FROM code_book WHERE kind = 'label' AND name = ? AND deleted = 0"
        " AND name <> ''",  # or its index is not used
        (name,),
    ).fetchone()
    return None if row is None else str(row[0])


def marked_with(connection: sqlite3.Connection, entry: str) -> list[tuple[str, str]]:
    """The live annotations that have a label, each with its article."""
    return connection.execute(
        "SELECT a.id, a.article FROM label l JOIN annotation a ON a.id = l.annotation"
        " WHERE l.entry = ? AND l.deleted = 0 ORDER BY a.article, a.id",
        (entry,),
    ).fetchall()


def matching(connection: sqlite3.Connection, kind: str, wanted: str) -> str:
    """The ids of the entries that have a fold as their name, or a word of the code, as JSON."""
    from reader.text.folding import fold

    rows = connection.execute(
        "SELECT id, name FROM code_book WHERE kind = ? AND deleted = 0", (kind,)
    )
    found = [ident for ident, name in rows if wanted in (fold(name), KEYS.get(ident))]
    return json.dumps(found)
