"""Repairs of what the checks find. Each is made inside one transaction of the writer.

A repair goes through the check again, so that it mends what is wrong now. It returns how many
things it mended; what it cannot mend safely it leaves, and the next check reports it again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable

from reader.model import Anchor, AnchorStatus, Article, Outline
from reader.store import annotations as marks
from reader.store import articles, listing, outlines, settings
from reader.store.clocks.clock import GLOB, NO_DEVICE, STAMP
from reader.store.repair.checks import anchors, references, rows, schema_objects, texts
from reader.store.search import index
from reader.text.outline_fit import fits
from reader.text.structure.outline import outline_of, split_again

_NEVER = f"{0:012x}-{0:04x}-{NO_DEVICE}"

Texts = Callable[[str], str | None]
"""Finder of the text that has a sha256 elsewhere: in a file or in a backup."""

Parsed = Callable[[str, str], Article | None]
"""Finder of the article of an id in a file whose text has a sha256, in its sections."""


def indexes(connection: sqlite3.Connection) -> int:
    """Make all indexes anew from their tables, and those that are missing."""
    wanted = schema_objects.expected_objects(schema_objects.applied_migrations(connection))
    here = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    missing = [sql for (kind, name), sql in wanted.items() if kind == "index" and name not in here]
    for sql in missing:
        connection.execute(sql)
    connection.execute("REINDEX")
    return max(1, len(missing))


def bodies(connection: sqlite3.Connection, elsewhere: Texts) -> int:
    """Put texts that were changed back as they were, where they are still to be found."""
    mended = 0
    for each in _texts_with(connection, "text_changed"):
        text = elsewhere(each.sha256)
        if text is not None:
            connection.execute(
                "INSERT INTO body VALUES (:sha256, :text)"
                " ON CONFLICT (sha256) DO UPDATE SET text = excluded.text",
                {"sha256": each.sha256, "text": text},
            )
            mended += 1
    for each in _texts_with(connection, "length_wrong"):
        length = len(articles.body(connection, each.sha256))
        connection.execute("UPDATE text SET length = ? WHERE sha256 = ?", (length, each.sha256))
        mended += 1
    return mended


def outlines_of(connection: sqlite3.Connection, parsed: Parsed) -> int:
    """Make outlines anew: from their paragraphs, else from the file, else from the text alone.

    Only on a text that is what its sha256 says, and only where the paragraphs are those of it.
    """
    mended = 0
    for each in _texts_with(connection, "outline_wrong", "outline_missing", "outline_old"):
        text = articles.body(connection, each.sha256)
        if articles.text_hash(text) != each.sha256:
            continue
        outline = _outline(connection, each, text, parsed)
        if outline is not None and fits(outline, len(text)):
            outlines.put(connection, each.article, each.sha256, outline)
            mended += 1
    return mended


def _outline(
    connection: sqlite3.Connection, wrong: texts.WrongText, text: str, parsed: Parsed
) -> Outline | None:
    from reader.text.structure import parse

    names = ", ".join(outlines.ARRAYS + outlines.BYTES)
    row = connection.execute(
        f"SELECT {names} FROM outline WHERE article = ? AND text = ?",
        (wrong.article, wrong.sha256),
    ).fetchone()
    stored = outlines.readable(row) if row else None
    again = split_again(stored, text) if stored is not None else None
    if again is not None and fits(again, len(text)):
        return again
    article = parsed(wrong.article, wrong.sha256) or parse(text)
    return outline_of(article) if article.text == text else None


def anchored(connection: sqlite3.Connection) -> int:
    """Find annotations again whose place is missing or wrong, and have the reader look at them.

    What is not found becomes an orphan, which is seen; nothing is put on words that nobody meant.
    """
    found = list(anchors.wrong(connection))
    current, text = "", ""
    for each in found:
        if each.sha256 != current:
            current, text = each.sha256, articles.body(connection, each.sha256)
        marks.place(connection, each.annotation, each.sha256, _found_again(connection, each, text))
        connection.execute(
            "UPDATE anchor SET review = EXISTS (SELECT 1 FROM article r"
            " JOIN annotation a ON a.article = r.id"
            " WHERE a.id = anchor.annotation AND r.text = anchor.text)"
            " WHERE annotation = ? AND text = ?",
            (each.annotation, each.sha256),
        )
    return len(found)


def _found_again(connection: sqlite3.Connection, wrong: anchors.WrongAnchor, text: str) -> Anchor:
    """Anchor of an annotation's words: where it was put last, else the words it was made on."""
    from reader.text.anchoring import find_quote

    *made, status, hint = connection.execute(
        "SELECT a.exact, a.prefix, a.suffix, n.status, n.start FROM annotation a"
        " LEFT JOIN anchor n ON n.annotation = a.id AND n.text = ? WHERE a.id = ?",
        (wrong.sha256, wrong.annotation),
    ).fetchone()
    quotes = [anchors.Quote(*made)]
    if status != AnchorStatus.ORIGINAL:
        quotes[:0] = anchors.earlier_quotes(connection, wrong.annotation, wrong.sha256)
    for quote in quotes:
        anchor = find_quote(text, *quote, hint)
        if anchor.span is not None:
            break
    return anchor


def shown(connection: sqlite3.Connection) -> int:
    """Have articles show what their newest revision says, where they show something else.

    The revision is that of their text, if they have one of it.
    """
    found = [row[1] for row in connection.execute(references.SHOWN)]
    for article in found:
        row = connection.execute(
            "SELECT r.id, r.text FROM revision r JOIN article a ON a.id = r.article"
            " WHERE a.id = ? ORDER BY r.text = a.text DESC, r.id = a.revision DESC,"
            " r.fetched DESC, r.id DESC LIMIT 1",
            (article,),
        ).fetchone()
        if row is not None:
            connection.execute(
                "UPDATE article SET revision = ?, text = ? WHERE id = ?", (*row, article)
            )
        index.put_article(connection, article)
    return len(found)


def pointers(connection: sqlite3.Connection) -> int:
    """Bring reading positions into their texts, and forget settings about what is not there."""
    moved = connection.execute(
        "UPDATE reading SET position = (SELECT length FROM text WHERE sha256 = reading.text)"
        " WHERE position > (SELECT length FROM text WHERE sha256 = reading.text)"
    )
    forgotten = [f"{row[0]}" for row in connection.execute(references.ARRIVED)]
    if connection.execute(references.ME).fetchone():
        forgotten.append(settings.ME)
    for key in forgotten:
        settings.drop(connection, key)
    return moved.rowcount + len(forgotten)


def clocks(connection: sqlite3.Connection) -> int:
    """Give changes whose time cannot be read that of the change before, or of their row's newest.

    Where there is none either, it counts as older than all others.
    """
    mended = 0
    before = _NEVER
    for seq, stamp in connection.execute("SELECT seq, clock FROM journal ORDER BY seq").fetchall():
        if STAMP.fullmatch(stamp):
            before = stamp
        else:
            connection.execute("UPDATE journal SET clock = ? WHERE seq = ?", (before, seq))
            mended += 1
    for table in references.stamped(connection):
        rows = connection.execute(
            f"SELECT DISTINCT t.clock FROM {table} t, json_each(t.clock) s"
            " WHERE s.type <> 'text' OR s.value NOT GLOB ?",
            (GLOB,),
        )
        without = connection.execute(references.NO_CLOCK.format(table))
        for (clock,) in {*rows.fetchall(), *without.fetchall()}:
            held = json.loads(clock, parse_int=str)  # of any length
            fields = held if isinstance(held, dict) else {}
            stamps = {name: str(stamp) for name, stamp in fields.items()}
            sound = [stamp for stamp in stamps.values() if STAMP.fullmatch(stamp)]
            newest = max(sound, default=_NEVER)
            right = {name: it if it in sound else newest for name, it in stamps.items()}
            connection.execute(
                f"UPDATE {table} SET clock = ? WHERE clock = ?", (json.dumps(right), clock)
            )
            mended += 1
    return mended


_EMPTIED = {
    ("article", "authors"): "UPDATE article SET authors = '[]'",
    ("article", "topics"): "UPDATE article SET topics = '[]'",
    ("article", "own_topics"): "UPDATE article SET own_topics = NULL",
    ("revision", "authors"): "UPDATE revision SET authors = '[]'",
    ("revision", "topics"): "UPDATE revision SET topics = '[]'",
    ("feed", "problem"): "UPDATE feed SET problem = NULL",
    ("feed", "failures"): "UPDATE feed SET failures = 0",
    ("file", "own"): "UPDATE file SET own = 0",
    ("setting", "value"): "DELETE FROM setting",
    ("reading", "position"): "UPDATE reading SET position = 0",
    ("draft", "start"): "UPDATE OR IGNORE draft SET text = ''",
    ("draft", "end"): "UPDATE OR IGNORE draft SET text = '', \"end\" = start + 1",
    **{("journal_row", name): "DELETE FROM journal_row" for name in ("key", "before", "after")},
}
"""Statement that empties a value that cannot be read, in one row; other repairs see to the rest.

A draft then lies on no passage, where the next check reports its text.
"""


def values(connection: sqlite3.Connection) -> int:
    """Empty what cannot be read. What was made from other tables is made from them again.

    A change that cannot be read cannot be undone any more, nor the others of its action.
    """
    found = list(rows.wrong(connection))
    for table, column, key in found:
        if table == "journal_row":
            connection.execute(
                "UPDATE journal SET standing = 'past' WHERE seq = ? AND standing IS NOT NULL",
                key[:1],
            )
        if (table, column) in _EMPTIED:
            where = " AND ".join(f'"{name}" = ?' for name in rows.keys_of(connection, table))
            connection.execute(f"{_EMPTIED[table, column]} WHERE {where}", key)
    if any(each.table in ("listing", "tally", "marked", "claim_listing") for each in found):
        listing.rebuild(connection)
    return len(found)


def empty_search_index(connection: sqlite3.Connection) -> int:
    """Forget the search index; all then wait to be indexed, and are found meanwhile."""
    for table in ("search_gram", "search_note_gram", "search_claim_gram"):
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
    for table in (
        *("search_text", "search_article", "search_note", "search_pending"),
        *("search_claim", "search_claim_gone"),
    ):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("UPDATE claim_listing SET worded = 0")
    connection.execute("INSERT INTO search_pending SELECT id FROM article WHERE deleted = 0")
    return index.waiting(connection)


def _texts_with(connection: sqlite3.Connection, *codes: str) -> list[texts.WrongText]:
    return [each for each in texts.wrong(connection) if each.code in codes]
