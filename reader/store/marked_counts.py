"""Numbers of marked sentences in an article: stored by annotator, or counted where none is stored.

The rule is that of `text.marked_sentences`, as everywhere.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence

from reader.model import Span
from reader.store import articles, outlines
from reader.text.marked_sentences import marked_sentences

AT_ONCE = 200
"""Numbers that are counted in one transaction."""
ORDERED = 2000
"""Numbers that are counted before a list is ordered by them; the others are put down as nothing."""

_TAGGED = """SELECT n.start, n."end" FROM annotation a JOIN anchor n ON n.annotation = a.id
  WHERE a.article = ? AND a.annotator IN (SELECT value FROM json_each(?)) AND a.tag IS NOT NULL
    AND a.deleted = 0 AND n.text = ? AND n.deleted = 0 AND n.start IS NOT NULL"""


def together(
    connection: sqlite3.Connection,
    article: str,
    annotators: Sequence[str],
    text_of: Callable[[sqlite3.Connection, str], str] = articles.body,
) -> int:
    """Number of sentences that the tags of some annotators mark together, private ones included."""
    sha256 = articles.current_text(connection, article)
    spans = connection.execute(_TAGGED, (article, json.dumps(annotators), sha256)).fetchall()
    if sha256 is None or not spans:
        return 0
    text = text_of(connection, sha256)
    outline = outlines.get(connection, article, sha256, len(text))
    return len(marked_sentences(outline, text, [Span(*span) for span in spans]))


def by_annotator(
    connection: sqlite3.Connection, wanted: Iterable[str]
) -> dict[str, dict[str, int]]:
    """Number of sentences marked in some articles by each annotator who tagged something there."""
    found: dict[str, dict[str, int]] = {}
    for article, annotator, stored in connection.execute(
        "SELECT m.article, m.annotator, m.sentences FROM json_each(?) wanted"
        " CROSS JOIN marked m ON m.article = wanted.value",
        (json.dumps(list(wanted)),),
    ).fetchall():
        number = together(connection, article, [annotator]) if stored is None else stored
        found.setdefault(article, {})[annotator] = number
    return found


def uncounted(connection: sqlite3.Connection, annotator: str) -> dict[str, int]:
    """Numbers of marked sentences that are not stored for one annotator, counted, by article."""
    found = connection.execute(
        "SELECT article FROM marked WHERE sentences IS NULL AND annotator = ? LIMIT ?",
        (annotator, ORDERED),
    ).fetchall()
    return {article: together(connection, article, [annotator]) for (article,) in found}


def count(
    connection: sqlite3.Connection,
    limit: int = AT_ONCE,
    text_of: Callable[[sqlite3.Connection, str], str] = articles.body,
) -> int:
    """Store what is not stored yet, at most so many numbers; how many there were."""
    found = connection.execute(
        "SELECT article, annotator FROM marked WHERE sentences IS NULL LIMIT ?", (limit,)
    ).fetchall()
    connection.executemany(
        "UPDATE marked SET sentences = ? WHERE article = ? AND annotator = ?",
        [
            (together(connection, article, [annotator], text_of), article, annotator)
            for article, annotator in found
        ],
    )
    return len(found)
