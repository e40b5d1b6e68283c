"""The folded words of annotations, quote, note and source, and their index.

Triggers put down what is to be indexed (`worded` is 0) or taken out (`search_claim_gone`); the
writer does it when it rests. Rows that wait are looked at one by one, so that a search finds them,
too.
"""

from __future__ import annotations

import sqlite3
from functools import lru_cache

from reader.model.search import Query
from reader.store.search.filters import Where
from reader.store.search.grams import decoded, encoded, grams
from reader.store.search.terms import TermWords, Test
from reader.text.query import parse

AT_ONCE = 500
"""Annotations whose words are indexed in one transaction."""

_TEXTS = """SELECT l.number, a.exact, a.note, a.source FROM claim_listing l
  JOIN annotation a ON a.id = l.annotation WHERE l.worded = 0 LIMIT ?"""

_PUT = "INSERT INTO search_claim_gram (rowid, gram) VALUES (?, ?)"
_TAKE_OUT = """INSERT INTO search_claim_gram (search_claim_gram, rowid, gram)
  VALUES ('delete', ?, ?)"""


def folded(exact: str, note: str, source: str) -> str:
    """Folded words of an annotation that are searched; no word reaches from one of the three into
    the next.
    """
    from reader.text.folding import fold
    from reader.text.joined_lines import on_one_line

    return "\n".join(map(fold, (on_one_line(exact), note, source)))


def waits(connection: sqlite3.Connection) -> bool:
    """Whether there are words to index or to take out."""
    (found,) = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM search_claim_gone)"
        " OR EXISTS (SELECT 1 FROM claim_listing INDEXED BY claim_unworded WHERE worded = 0)"
    ).fetchone()
    return bool(found)


def settle(connection: sqlite3.Connection, limit: int = AT_ONCE) -> int:
    """Index the words of at most so many annotations, and take out those that are gone."""
    gone = connection.execute("SELECT number FROM search_claim_gone LIMIT ?", (limit,)).fetchall()
    for (number,) in gone:
        _take_out(connection, number)
    connection.executemany("DELETE FROM search_claim_gone WHERE number = ?", gone)
    waiting = connection.execute(_TEXTS, (limit,)).fetchall()
    for number, *texts in waiting:
        _take_out(connection, number)
        text = folded(*texts)
        connection.execute("INSERT INTO search_claim VALUES (?, ?)", (number, encoded(text)))
        connection.execute(_PUT, (number, " ".join(grams(text))))
        connection.execute("UPDATE claim_listing SET worded = 1 WHERE number = ?", (number,))
    return len(gone) + len(waiting)


def _take_out(connection: sqlite3.Connection, number: int) -> None:
    row = connection.execute("SELECT text FROM search_claim WHERE number = ?", (number,)).fetchone()
    if row is not None:
        connection.execute(_TAKE_OUT, (number, " ".join(grams(decoded(row[0])))))
        connection.execute("DELETE FROM search_claim WHERE number = ?", (number,))


def has_words(connection: sqlite3.Connection, text: str) -> Where:
    """Whether every word of a search stands in the quote, note or source of a row `l`."""
    connection.create_function("holds_words", 2, _holds_words, deterministic=True)
    connection.create_function("annotation_holds", 4, _annotation_holds_words, deterministic=True)
    return Where(
        (
            "CASE l.worded WHEN 1 THEN holds_words((SELECT w.text FROM search_claim w"
            " WHERE w.number = l.number), ?)"
            " ELSE (SELECT annotation_holds(a.exact, a.note, a.source, ?) FROM annotation a"
            " WHERE a.id = l.annotation) END",
        ),
        (text, text),
    )


def among_words(connection: sqlite3.Connection, text: str) -> Where | None:
    """SQL for the numbers of rows that may have the words; None if the index does not know."""
    words = TermWords.of(_query(text))
    if words.impossible or not words.wanted:
        return None
    return Where(
        (
            "SELECT rowid AS number FROM search_claim_gram WHERE search_claim_gram MATCH ?"
            " UNION ALL"
            " SELECT number FROM claim_listing INDEXED BY claim_unworded WHERE worded = 0",
        ),
        (words.match(),),
    )


def _query(text: str) -> Query:
    """The words of a search, in those of other regions as well."""
    from reader.text.query.regional_words import expanded

    return expanded(parse(text))


@lru_cache(maxsize=32)
def _test(text: str) -> Test:
    words = TermWords.of(_query(text))
    return (lambda *_: False) if words.impossible else words.test()


def _holds_words(kept: bytes, text: str) -> bool:
    return _test(text)(kept)


def _annotation_holds_words(exact: str, note: str, source: str, text: str) -> bool:
    return _test(text)(encoded(folded(exact, note, source)))
