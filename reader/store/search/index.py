"""The search index, which says of every article and note what its search fold is made of.

It is written with what it is about, in the same transaction: a write of an article calls
`put_article`, and the journal `put_notes`. An article in `search_pending` is not in it
yet, nor are its notes: it came in before there was an index, and is searched as it lies.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from reader.store import outlines, settings
from reader.store.search import phrases
from reader.store.search.grams import TITLE, decoded, encoded, grams
from reader.text.joined_lines import FILLER, filled, gaps

_ARTICLE = """SELECT a.text, a.date, a.added, a.source, a.title, b.text
  FROM article a JOIN body b ON b.sha256 = a.text WHERE a.id = ? AND a.deleted = 0"""
_NOTES = "SELECT id FROM annotation WHERE article = ? AND deleted = 0 AND note <> ''"

_UNWORDED = """UPDATE claim_listing SET worded = 0 WHERE worded = 1 AND annotation IN
  (SELECT id FROM annotation WHERE instr(exact, char(10)) > 0)"""

LAST = 2**63 - 1
"""The number after which no article is indexed."""

_AT_ONCE = "SELECT CAST(key AS INTEGER), value FROM json_each(?)"
"""Rows as one statement writes them: between two statements the index leaves the memory."""


def put_article(connection: sqlite3.Connection, article: str) -> None:
    """Index an article as it now is, or forget it if it was deleted."""
    from reader.text.folding import fold

    row = connection.execute(_ARTICLE, (article,)).fetchone()
    if row is None:
        forget(connection, article)
        return
    sha256, date, added, source, title, text = row
    title, source = encoded(fold(title)), fold(source)
    known = connection.execute(
        "SELECT number, text, title FROM search_article WHERE article = ?", (article,)
    ).fetchone()
    if known and known[1:] == (sha256, title):
        connection.execute(
            "UPDATE search_article SET date = ?, added = ?, source = ? WHERE number = ?",
            (date, added, source, known[0]),
        )
        return
    forget(connection, article)
    folded = searched(connection, article, sha256, text)
    newest = phrases.latest(connection)
    values = (article, sha256, date, added, source, title, is_narrow(folded))
    cursor = connection.execute(
        "INSERT INTO search_article (article, text, date, added, source, title, narrow,"
        " phrases) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (*values, newest),
    )
    number = int(cursor.lastrowid or 0)
    connection.execute("INSERT INTO search_text VALUES (?, ?)", (number, encoded(folded)))
    words = article_tokens(connection, decoded(title), folded, newest)
    connection.execute(
        "INSERT INTO search_gram (rowid, gram) VALUES (?, ?)", (number, " ".join(words))
    )
    put_notes(connection, [row[0] for row in connection.execute(_NOTES, (article,))])
    phrases.learn(connection, number)


def forget(connection: sqlite3.Connection, article: str) -> None:
    """Take an article and its notes out of the index."""
    _forget_notes(connection, "article = ?", article)
    connection.execute("DELETE FROM search_pending WHERE article = ?", (article,))
    row = connection.execute(
        "SELECT s.number, s.title, t.text, s.phrases FROM search_article s"
        " JOIN search_text t ON t.number = s.number WHERE s.article = ?",
        (article,),
    ).fetchone()
    if row is None:
        return
    number, title, text, newest = row
    words = article_tokens(connection, decoded(title), decoded(text), newest)
    connection.execute(
        "INSERT INTO search_gram (search_gram, rowid, gram) VALUES ('delete', ?, ?)",
        (number, " ".join(words)),
    )
    connection.execute("DELETE FROM search_text WHERE number = ?", (number,))
    connection.execute("DELETE FROM search_article WHERE number = ?", (number,))


def searched(connection: sqlite3.Connection, article: str, sha256: str, text: str) -> str:
    """The fold of an article's text, with fillers where lines are joined: see `text.joined_lines`.

    With one more at its end if there are any, so that they need not be looked for.
    """
    from reader.text.folding import fold

    found = gaps(text, outlines.paragraphs(connection, article, sha256))
    return fold(filled(text, found)) + FILLER * bool(found)


def article_tokens(connection: sqlite3.Connection, title: str, text: str, newest: int) -> list[str]:
    """The grams of the title and of the text, and the first so many phrases that stand in it."""
    text = text.replace(FILLER, "")
    named = grams(title)
    titled = (TITLE + gram for gram in named)
    found = named | grams(text)
    return [*found, *titled, *phrases.tokens(connection, text, newest)]


def is_narrow(text: str) -> int:
    """1 if each code point of a kept fold is two bytes in UTF-16, else 0."""
    return int(max(text, default="") < "\U00010000")


def put_notes(connection: sqlite3.Connection, annotations: Sequence[str]) -> None:
    """Index the notes of annotations as they now are; a pending article's are indexed with it."""
    from reader.text.folding import fold

    wanted = json.dumps(annotations)
    _forget_notes(connection, "annotation IN (SELECT value FROM json_each(?))", wanted)
    found = connection.execute(
        "SELECT a.id, a.article, a.annotator, a.note FROM json_each(?) wanted"
        " CROSS JOIN annotation a ON a.id = wanted.value"
        " JOIN search_article s ON s.article = a.article WHERE a.deleted = 0 AND a.note <> ''",
        (wanted,),
    ).fetchall()
    if not found:
        return
    (last,) = connection.execute("SELECT coalesce(max(number), 0) FROM search_note").fetchone()
    rows = [(last + at, *fields, fold(note)) for at, (*fields, note) in enumerate(found, 1)]
    connection.executemany(
        "INSERT INTO search_note (number, annotation, article, annotator, text)"
        " VALUES (?, ?, ?, ?, ?)",
        [(*row[:-1], encoded(row[-1])) for row in rows],
    )
    tokens = {row[0]: " ".join(grams(row[-1])) for row in rows}
    connection.execute(
        f"INSERT INTO search_note_gram (rowid, gram) {_AT_ONCE}", [json.dumps(tokens)]
    )


def _forget_notes(connection: sqlite3.Connection, which: str, value: str) -> None:
    found = connection.execute(
        f"SELECT number, text FROM search_note WHERE {which} ORDER BY number", (value,)
    ).fetchall()
    if not found:
        return
    tokens = {number: " ".join(grams(decoded(text))) for number, text in found}
    connection.execute(
        "INSERT INTO search_note_gram (search_note_gram, rowid, gram)"
        f" SELECT 'delete', * FROM ({_AT_ONCE})",
        [json.dumps(tokens)],
    )
    connection.executemany("DELETE FROM search_note WHERE number = ?", [row[:1] for row in found])


def renew(connection: sqlite3.Connection, most: int) -> bool:
    """Have articles wait that were indexed before joined lines were one; whether more may be.

    So many articles are looked at each time. Annotations on such lines wait for their words, too.
    """
    done = _renewed(connection)
    rows = connection.execute(
        "SELECT s.number, s.article, s.text, b.text FROM search_article s"
        " JOIN body b ON b.sha256 = s.text WHERE s.number > ? ORDER BY s.number LIMIT ?",
        (done, most),
    ).fetchall()
    if not done:
        connection.execute(_UNWORDED)
    for _, article, sha256, text in rows:
        if gaps(text, outlines.paragraphs(connection, article, sha256)):
            forget(connection, article)
            connection.execute("INSERT OR IGNORE INTO search_pending VALUES (?)", (article,))
    last = rows[-1][0] if len(rows) == most else LAST
    settings.put(connection, settings.JOINED, str(last))
    return last != LAST


def is_old(connection: sqlite3.Connection) -> bool:
    """Whether there may be such articles."""
    return _renewed(connection) != LAST


def _renewed(connection: sqlite3.Connection) -> int:
    """The number up to which articles are indexed as they are shown; a row may hold anything."""
    last = settings.get(connection, settings.JOINED) or ""
    return int(last) if last.isascii() and last.isdecimal() and len(last) <= len(str(LAST)) else 0


def waiting(connection: sqlite3.Connection) -> int:
    """Number of articles that are not indexed yet."""
    (number,) = connection.execute("SELECT count(*) FROM search_pending").fetchone()
    return int(number)


def settle(connection: sqlite3.Connection, most: int) -> int:
    """Index so many of the pending articles; how many there were to do."""
    rows = connection.execute("SELECT article FROM search_pending LIMIT ?", (most,)).fetchall()
    for (article,) in rows:
        put_article(connection, article)
    return len(rows)
