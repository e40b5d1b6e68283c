"""Search for indexed articles by their annotations."""

from __future__ import annotations

import sqlite3

from reader.model.search import Query
from reader.store.search.filters import (
    LIST,
    Value,
    Where,
    about_annotations,
    about_articles,
    eligible,
    listed,
)
from reader.store.search.grams import ENCODING, encoded, shown
from reader.store.search.search_order import MANY, MANY_NOTED, Key, before, by_newest, walk
from reader.store.search.terms import TermWords, Test
from reader.text.query import places

_ANCHOR = """LEFT JOIN anchor n
  ON n.annotation = a.id AND n.text = s.text AND n.deleted = 0"""

# In most texts each code point is two bytes of the kept fold; others are cut in Python.
_UNDER = """CASE WHEN n.start IS NULL THEN NULL
  WHEN s.narrow THEN substr(t.text, 2 * n.start + 1, 2 * (n."end" - n.start))
  ELSE cut(t.text, n.start, n."end") END"""

_NOTES = """search_note_gram CROSS JOIN search_note n ON n.number = search_note_gram.rowid
  CROSS JOIN search_article s ON s.article = n.article"""

# The words of an orphan are its quote, which its article's text may not hold any more.
_ORPHANS = """SELECT s.number FROM anchor n INDEXED BY anchor_orphan
  CROSS JOIN annotation a ON a.id = n.annotation
  CROSS JOIN search_article s ON s.article = a.article AND s.text = n.text
  WHERE n.start IS NULL"""

WIDE = 20_000
"""Candidates below which only they are looked at on the way from the newest on."""

_SELECTIVE = {"source", "label", "status", "verdict"}
"""Filters that have an index, so that few annotations are found at once."""


class ClaimSearch:
    """A search for annotations, on one connection and in one state of the database."""

    def __init__(self, connection: sqlite3.Connection, query: Query) -> None:
        self._connection = connection
        self._words = words = TermWords.of(query)
        self._where = about_articles(query)
        self._places = places(query)
        self._annotators = eligible(connection, query)
        self._filters = about_annotations(connection, query)
        self._selective = any(
            it.name in _SELECTIVE and not it.negated and it.value != "unchecked"
            for it in query.filters
        )
        self._idle = not (words.wanted or words.unwanted)
        self._noted = bool(words.wanted) and "text" not in self._places
        connection.create_function("noted", 1, words.test(), deterministic=True)
        connection.create_function("meets_query", 3, self._test(words.test()), deterministic=True)
        connection.create_function("cut", 3, _cut, deterministic=True)

    def count(self) -> int:
        """Number of articles with an annotation that is found."""
        return int(self._all("count(*)") or 0)

    def every(self) -> set[str]:
        """The ids of all articles that have one."""
        return set(str(self._all("group_concat(s.article, ' ')") or "").split())

    def _all(self, what: str) -> int | str | None:
        """An aggregate over the articles that have one; None for none of them."""
        if self._impossible:
            return None
        sql, values = self._candidates()
        tables, where = self._tables, self._where
        if sql:
            tables = f"(SELECT DISTINCT number FROM ({sql})) may CROSS JOIN {tables}"
            where &= Where(("s.number = may.number",))
        if not (sql and (self._idle or self._noted)):  # else all candidates are found
            where &= self._exists()
        row: tuple[int | str | None] = self._connection.execute(
            f"SELECT {what} FROM {tables} WHERE {where.sql}", (*values, *where.values)
        ).fetchone()
        return row[0]

    def first(self, limit: int, after: Key | None) -> list[Key]:
        """The keys of the newest articles that have one, older than the one of `after`."""
        if self._impossible:
            return []
        where = self._where & before(after)
        found = self._few()
        if found is not None and len(found) <= MANY:
            return self._from(found, where, limit)
        if found is not None:
            # Without the plus SQLite looks at all of these before it sorts them.
            where = Where((f"+s.number IN {LIST}",), (listed(sorted(found)),)) & where
        return walk(self._connection, self._tables, where & self._exists(), limit)

    def _few(self) -> set[int] | None:
        """The numbers of the articles in which something may be found, if those are not many."""
        few = self._at_most(WIDE, *self._worded())
        if few is not None and len(few) <= MANY_NOTED:
            return few
        chosen = self._at_most(MANY_NOTED, *self._chosen())
        if few is None or chosen is None:
            return chosen if few is None else few
        return few & chosen

    def _at_most(self, most: int, sql: str, values: tuple[Value, ...]) -> set[int] | None:
        """The numbers that some SQL gives, or None if there are more, or it is empty."""
        if not sql:
            return None
        rows = self._connection.execute(f"{sql} LIMIT ?", (*values, most + 1)).fetchall()
        return {row[0] for row in rows} if len(rows) <= most else None

    def _from(self, numbers: set[int], where: Where, limit: int) -> list[Key]:
        """The newest of some articles that have an annotation that is found."""
        found: list[Key] = []
        exists = self._exists()
        for part in by_newest(self._connection, numbers, where):
            chosen = Where((f"s.number IN {LIST}",), (listed([number for number, _ in part]),))
            found += walk(self._connection, self._tables, chosen & exists, limit - len(found))
            if len(found) >= limit:
                break
        return found

    @property
    def _impossible(self) -> bool:
        return self._words.impossible or not self._annotators or not self._places & {"text", "note"}

    @property
    def _tables(self) -> str:
        """Tables to read; the text is not among them if there are no words to look for in it."""
        text = not self._idle and "text" in self._places
        return "search_article s" + (
            " CROSS JOIN search_text t ON t.number = s.number" if text else ""
        )

    def _claim(self) -> Where:
        """Condition of an annotation `a` that is found, but for its words."""
        where = Where(("a.deleted = 0", f"a.annotator IN {LIST}"), (listed(self._annotators),))
        if "text" not in self._places:
            where &= Where(("a.note <> ''",))
        return where & self._filters

    def _exists(self) -> Where:
        """Condition that an article `s` has an annotation that is found."""
        where, anchor = Where(("a.article = s.article",)) & self._claim(), ""
        if not self._idle and "text" in self._places:
            where, anchor = where & Where((f"meets_query(a.exact, a.note, {_UNDER})",)), _ANCHOR
        elif not self._idle:
            where &= Where(("meets_query('', a.note, NULL)",))
        # Left alone, SQLite takes the index of a rare status and reads all of it for each article.
        index = "annotation_tag" if "text" in self._places else "annotation_note"
        rows = f"annotation a INDEXED BY {index} {anchor}"
        return Where((f"EXISTS (SELECT 1 FROM {rows} WHERE {where.sql})",), where.values)

    def _candidates(self) -> tuple[str, tuple[Value, ...]]:
        """SQL for the numbers of articles in which something may be found; empty for all."""
        if self._noted:
            return self._chosen()
        worded = self._worded()
        few = self._at_most(WIDE, *worded)
        if few is not None:
            return "SELECT value AS number FROM json_each(?)", (listed(sorted(few)),)
        return self._chosen() if self._selective else worded

    def _chosen(self) -> tuple[str, tuple[Value, ...]]:
        """SQL for the articles that filters of annotations choose, or words that stand in notes;
        empty if there are none with an index."""
        where = self._claim()
        if self._noted:  # all that has to stand anywhere stands in the note
            where = Where(("search_note_gram MATCH ?",), (self._words.match(),)) & where
            return (
                f"SELECT s.number FROM {_NOTES}"
                " CROSS JOIN annotation a ON a.id = n.annotation"
                f" WHERE {where.sql} AND noted(n.text)",
                where.values,
            )
        if not self._selective:
            return "", ()
        return (
            f"SELECT s.number FROM (SELECT DISTINCT a.article FROM annotation a"
            f" WHERE {where.sql}) may CROSS JOIN search_article s ON s.article = may.article",
            where.values,
        )

    def _worded(self) -> tuple[str, tuple[Value, ...]]:
        """SQL for the articles that may hold the words in passages: all of them in the text, or
        some in a note; empty for all articles."""
        if not self._words.wanted or self._noted:
            return "", ()
        texts = "SELECT rowid AS number FROM search_gram WHERE search_gram MATCH ?"
        notes = f"SELECT s.number FROM {_NOTES} WHERE search_note_gram MATCH ?"
        parts, values = f"{texts} UNION ALL {_ORPHANS}", [self._words.match()]
        if "note" in self._places:
            parts, values = f"{parts} UNION ALL {notes}", [*values, self._words.match_any()]
        return f"SELECT number FROM ({parts})", tuple(values)

    def _test(self, test: Test) -> Test:
        """Whether an annotation matches, by the fold of its quote, note and words."""
        from reader.text.folding import fold
        from reader.text.joined_lines import on_one_line

        in_text, in_note = "text" in self._places, "note" in self._places

        def meets_query(exact: str, note: str, words: bytes | None) -> bool:
            under = shown(words) if words is not None else encoded(fold(on_one_line(exact)))
            noted = encoded(fold(note)) if in_note and note else None
            return test(under if in_text else None, noted)

        return meets_query


def _cut(kept: bytes, start: int, end: int) -> bytes:
    """The code points of a kept fold from one offset to another."""
    return kept.decode(ENCODING)[start:end].encode(ENCODING)
