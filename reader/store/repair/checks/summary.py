"""Content of a library, as far as a check needs to know it."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from reader.store import settings


class Known(NamedTuple):
    """A file as it was last seen, as `store.articles.FileRow` has it, and its article's title."""

    path: str
    article: str
    sha256: str
    text_sha256: str
    title: str
    gone: int = 0
    own: int = 0
    former: str = ""

    @property
    def group(self) -> str:
        """The article that it came in as: files of two that were joined may differ."""
        return self.former or self.article


class LibrarySize(NamedTuple):
    """Number of live articles and annotations, and whether the library is an untouched starter."""

    articles: int
    annotations: int
    starter: bool


def library_size(connection: sqlite3.Connection) -> LibrarySize:
    """Count the live articles and annotations."""
    counts = [
        int(connection.execute(f"SELECT count(*) FROM {table} WHERE deleted = 0").fetchone()[0])
        for table in ("article", "annotation")
    ]
    return LibrarySize(counts[0], counts[1], settings.get(connection, settings.STARTER) is not None)


def known_files(connection: sqlite3.Connection) -> list[Known]:
    """The files that were there when they were last looked for, and the gone ones of articles."""
    rows = connection.execute(
        "SELECT f.path, f.article, f.sha256, f.text_sha256, a.title, f.gone, f.own, f.former"
        " FROM file f JOIN article a ON a.id = f.article"
        " WHERE f.gone = 0 OR a.deleted = 0 ORDER BY f.path"
    )
    return [Known(*row) for row in rows]
