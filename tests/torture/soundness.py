"""What must hold of a library after anything that happened to it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

DATABASE = "annotations.db"
Mark = tuple[str | None, str, str]
"""Tag, note and exact words of an annotation."""


def look(library: Path) -> sqlite3.Connection:
    """A connection to a library's database, which is never made by looking at it."""
    return sqlite3.connect(f"file:{quote(str(library / DATABASE))}?mode=rw", uri=True)


def unsound(library: Path) -> list[str]:
    """What is wrong with a database as it was left, looked at by SQLite alone."""
    with closing(look(library)) as connection:
        faults = [
            f"integrity_check: {row[0]}"
            for row in connection.execute("PRAGMA integrity_check")
            if row[0] != "ok"
        ]
        faults += [
            f"foreign_key_check: {row}" for row in connection.execute("PRAGMA foreign_key_check")
        ]
    return faults


def marks(library: Path) -> dict[int, Mark]:
    """The marks that have a place in their article's current text, by where they begin.

    Read by SQL of our own, so that no fault of the program's reading hides one of its writing.
    """
    with closing(look(library)) as connection:
        rows = connection.execute(
            "SELECT p.start, n.tag, n.note, n.exact FROM annotation n"
            " JOIN article a ON a.id = n.article JOIN annotator who ON who.id = n.annotator"
            " JOIN anchor p ON p.annotation = n.id AND p.text = a.text"
            " WHERE n.deleted = 0 AND p.start IS NOT NULL AND who.kind = 'person'"
        ).fetchall()
    return {start: (tag, note, exact) for start, tag, note, exact in rows}
