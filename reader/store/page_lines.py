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
    rows = connection.execute(
        "SELECT l.paragraph, l.words, l.role, l.level, l.taken, l.decided"
        " FROM article a JOIN page_line l ON l.revision = a.revision"
        " WHERE a.id = ? ORDER BY l.position",
        (article,),
    )
    return tuple(
        PageLine(paragraph, words, _ROLES.get(role), level, bool(taken), bool(decided))
        for paragraph, words, role, level, taken, decided in map(_LINE.of, rows)
    )
