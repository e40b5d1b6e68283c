"""Reading positions, and drafts: texts being typed that are not kept yet."""

from __future__ import annotations

import sqlite3

from reader.model import Draft, Span
from reader.store.clocks.clock import utc_now
from reader.store.db import checked_values as values

_DRAFT = values.Shape("iitt")


def put_position(
    connection: sqlite3.Connection, article: str, sha256: str, offset: int, progress: float
) -> None:
    """Keep an offset in code points and a progress from 0 to 1; this is the last read article."""
    connection.execute(
        "INSERT INTO reading (article, text, position, progress, last_read)"
        " VALUES (?, ?, ?, ?, ?) ON CONFLICT (article) DO UPDATE SET text = excluded.text,"
        " position = excluded.position, progress = excluded.progress,"
        " last_read = excluded.last_read",
        (article, sha256, max(0, offset), min(1.0, max(0.0, progress)), utc_now()),
    )


def put_read(connection: sqlite3.Connection, article: str) -> None:
    """An article that was opened has been read."""
    connection.execute("UPDATE reading SET read = 1 WHERE article = ? AND read = 0", (article,))


def position(connection: sqlite3.Connection, article: str, length: int) -> int | None:
    """The offset where reading stopped, at most `length`; None if the article was never read."""
    row = connection.execute(
        "SELECT position FROM reading WHERE article = ? AND last_read <> ''", (article,)
    ).fetchone()
    return None if row is None else min(values.number(row[0]), length)


def take_over(
    connection: sqlite3.Connection, article: str, other: str, sha256: str, offset: int
) -> None:
    """Read an article on where another one was read, unless it was read itself."""
    connection.execute(
        "INSERT INTO reading (article, text, position, progress, last_read)"
        " SELECT ?, ?, ?, progress, last_read FROM reading WHERE article = ?"
        " ON CONFLICT (article) DO UPDATE SET text = excluded.text, position = excluded.position,"
        " progress = excluded.progress, last_read = excluded.last_read"
        " WHERE reading.last_read = ''",
        (article, sha256, offset, other),
    )


def give_back(connection: sqlite3.Connection, article: str, other: str) -> None:
    """Forget a place that was taken over from another article, unless it was read on since."""
    connection.execute(
        "UPDATE reading SET position = 0, progress = 0, last_read = '' WHERE article = ?1"
        " AND last_read <> '' AND last_read = (SELECT last_read FROM reading WHERE article = ?2)",
        (article, other),
    )


def last_read(connection: sqlite3.Connection) -> str | None:
    """The article that was read last, or None."""
    row = connection.execute(
        "SELECT r.article FROM reading r JOIN article a ON a.id = r.article AND a.deleted = 0"
        " WHERE r.last_read > '' ORDER BY r.last_read DESC LIMIT 1"
    ).fetchone()
    return None if row is None else str(row[0])


def put_draft(connection: sqlite3.Connection, article: str, sha256: str, draft: Draft) -> None:
    """Keep a text being typed in place of the one before."""
    connection.execute(
        "INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            article,
            sha256,
            draft.span.start,
            draft.span.end,
            draft.field,
            draft.text,
            utc_now(),
        ),
    )


def drop_draft(
    connection: sqlite3.Connection, article: str, sha256: str, span: Span, field: str
) -> None:
    """Forget a draft; nothing happens if there is none."""
    connection.execute(
        'DELETE FROM draft WHERE article = ? AND text = ? AND start = ? AND "end" = ?'
        " AND field = ?",
        (article, sha256, span.start, span.end, field),
    )


def drafts(connection: sqlite3.Connection, article: str, sha256: str) -> tuple[Draft, ...]:
    """The drafts of an article, in order."""
    rows = connection.execute(
        'SELECT start, "end", field, words FROM draft WHERE article = ? AND text = ?'
        ' ORDER BY start, "end", field',
        (article, sha256),
    )
    return tuple(
        Draft(Span(start, end), field, text)
        for start, end, field, text in map(_DRAFT.of, rows)
        if start < end
    )
