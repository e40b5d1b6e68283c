"""Whether the search index is what it should be."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain

from reader.store.search.grams import encoded, grams
from reader.store.search.index import article_tokens, is_narrow, is_old, searched

TOGETHER = 500
"""Words of the index that are asked for in one query."""

_ARTICLES = """SELECT a.id, a.text, a.date, a.added, a.source, a.title, b.text,
    s.number, s.text, s.date, s.added, s.source, s.title, s.narrow, s.phrases, t.text
  FROM article a JOIN body b ON b.sha256 = a.text
  LEFT JOIN search_article s ON s.article = a.id LEFT JOIN search_text t ON t.number = s.number
  WHERE a.deleted = 0 AND a.id NOT IN (SELECT article FROM search_pending)"""

_NOTES = """SELECT a.article, a.annotator, a.note, n.number, n.article, n.annotator, n.text
  FROM annotation a JOIN article r ON r.id = a.article AND r.deleted = 0
  LEFT JOIN search_note n ON n.annotation = a.id
  WHERE a.deleted = 0 AND a.note <> '' AND a.article NOT IN (SELECT article FROM search_pending)"""

_NEEDLESS = """SELECT article FROM search_article
    WHERE article NOT IN (SELECT id FROM article WHERE deleted = 0)
      OR article IN (SELECT article FROM search_pending)
  UNION SELECT n.article FROM search_note n
    LEFT JOIN annotation a ON a.id = n.annotation AND a.deleted = 0 AND a.note <> ''
    WHERE a.id IS NULL OR n.article IN (SELECT article FROM search_pending)"""


LOOKUPS = 2_000_000
"""Articles looked up times articles of the library that are looked up in a check that is quick."""


def thinned(connection: sqlite3.Connection) -> int:
    """Value for `every` of `check`: 1 in a small library, more in a large one, where words take
    long.
    """
    (articles,) = connection.execute("SELECT count(*) FROM search_article").fetchone()
    return max(1, int(articles) ** 2 // LOOKUPS)


def check(
    connection: sqlite3.Connection,
    every: int = 1,
    tick: Callable[[int, int], None] = lambda done, of: None,
) -> list[str]:
    """The ids of articles whose index, or that of whose notes, differs from what it should be.

    An empty id stands for words in the index that belong to no article. Nothing is written but a
    temporary table; it takes as long as indexing everything. Of every so many articles only one's
    words are looked up; that the rest of the index can be read is looked at all the same.
    """
    counts = {"search_gram": 0, "search_note_gram": 0}
    (total,) = connection.execute("SELECT count(*) FROM search_article").fetchone()
    wrong = {row[0] for row in connection.execute(_NEEDLESS)}
    rows = chain(_articles(connection), _notes(connection))
    for place, (article, table, number, words) in enumerate(rows):
        tick(place, total)
        if number is None:
            wrong.add(article)
        elif place % every == 0:
            wanted = words()
            counts[table] += len(wanted)
            if not _has(connection, table, number, wanted):
                wrong.add(article)
    sizes = {table: _size(connection, table) for table in counts}
    if not wrong and every == 1 and sizes != counts:
        wrong.add("")
    return sorted(wrong)


Row = tuple[str, str, int | None, Callable[[], list[str]]]
"""An article, a full-text table, the number of its row and the words that it should have."""


def _articles(connection: sqlite3.Connection) -> Iterator[Row]:
    """Expected index of each article; no number if what is kept beside it is wrong."""
    from reader.text.folding import fold

    old = is_old(connection)
    for row in connection.execute(_ARTICLES):
        article, sha256, date, added, source, title, text, number, *kept, phrases, body = row
        folded, name = searched(connection, article, sha256, text), fold(title)
        if old and body == encoded(fold(text)):  # it is still to be indexed anew
            folded = fold(text)
        wanted = [sha256, date, added, fold(source), encoded(name), is_narrow(folded)]
        words = partial(article_tokens, connection, name, folded, phrases or 0)
        same = wanted == kept and body == encoded(folded)
        yield article, "search_gram", number if same else None, words


def _notes(connection: sqlite3.Connection) -> Iterator[Row]:
    """Expected index of each note."""
    from reader.text.folding import fold

    for article, annotator, note, number, *kept in connection.execute(_NOTES):
        folded = fold(note)
        same = kept == [article, annotator, encoded(folded)]
        words = partial(_note_words, folded)
        yield article, "search_note_gram", number if same else None, words


def _note_words(folded: str) -> list[str]:
    return list(grams(folded))


def _has(connection: sqlite3.Connection, table: str, number: int, words: list[str]) -> bool:
    """Whether a row of a full-text table has all of these words."""
    return all(
        connection.execute(
            f"SELECT 1 FROM {table} WHERE {table} MATCH ? AND rowid = ?",
            (" AND ".join(f'"{word}"' for word in words[at : at + TOGETHER]), number),
        ).fetchone()
        for at in range(0, len(words), TOGETHER)
    )


def _size(connection: sqlite3.Connection, table: str) -> int:
    """Number of words that all rows of a full-text table have together."""
    connection.execute(
        f"CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab ('main', '{table}', 'row')"
    )
    try:
        sizes: Iterable[tuple[int]] = connection.execute("SELECT doc FROM temp.vocabulary")
        return sum(size for (size,) in sizes)
    finally:
        connection.execute("DROP TABLE temp.vocabulary")
