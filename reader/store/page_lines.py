"""The lines of a page that are not in its article, or only because a person took them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from reader.model import ROLES, PageLine
from reader.store.db.checked_values import Shape

_LINE = Shape("ittiii")
_ROLES = {str(role): role for role in ROLES}


def put(connection: sqlite3.Connection, revision: str, lines: Sequence[PageLine]) -> None:
    """Keep the lines of a revision in place of those that it had."""
    connection.execute("DELETE FROM page_line WHERE revision = ?", (revision,))
    connection.executemany(
        "INSERT INTO page_line VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (revision, at, it.paragraph, it.text, it.role or "", it.level, it.taken, it.decided)
            for at, it in enumerate(lines)
        ],
    )


def of_article(connection: sqlite3.Connection, article: str) -> tuple[PageLine, ...]:
    """The lines of the revision that is read now, in their order."""
    row = connection.execute("SELECT revision FROM article WHERE id = ?", (article,)).fetchone()
    return of_revision(connection, row[0]) if row else ()


def of_revision(connection: sqlite3.Connection, revision: str) -> tuple[PageLine, ...]:
    """The lines of a revision, in their order."""
    rows = connection.execute(
        "SELECT paragraph, words, role, level, taken, decided FROM page_line"
        " WHERE revision = ? ORDER BY position",
        (revision,),
    )
    return tuple(
        PageLine(paragraph, words, _ROLES.get(role), level, bool(taken), bool(decided))
        for paragraph, words, role, level, taken, decided in map(_LINE.of, rows)
    )
