"""Search for indexed articles by their title and text, and by their notes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from reader.model.search import Query
from reader.store.search import phrases
from reader.store.search.filters import LIST, Where, about_articles, eligible, listed
from reader.store.search.grams import TITLE
from reader.store.search.search_order import MANY, MANY_NOTED, Key, before, by_newest, walk
from reader.store.search.terms import TermWords
from reader.text.query import places

_TEXT = " CROSS JOIN search_text t ON t.number = s.number"


class ArticleQuery:
    """A search for articles, on one connection and in one state of the database."""

    def __init__(self, connection: sqlite3.Connection, query: Query) -> None:
        self._connection = connection
        self._words = words = TermWords.of(query)
        self._where = about_articles(query)
        where = places(query)
        names = {"title": "s.title", "text": "t.text"}
        self._columns = tuple(names[place] for place in ("title", "text") if place in where)
        # Grams that are marked are those of the title; there are none of the text alone.
        self._mark = TITLE if self._columns == ("s.title",) else ""
        self._sharp = self._columns != ("t.text",)
        self._annotators = eligible(connection, query) if "note" in where and words.wanted else []
        for name, test in (
            ("holds", words.test()),
            ("holds_wanted", words.test_wanted()),
            ("holds_unwanted", words.test_unwanted()),
        ):
            connection.create_function(name, -1, test, deterministic=True)

    def count(self) -> int:
        """Number of articles found."""
        if self._words.impossible:
            return 0
        return self._wanted() - self._unwanted() + self._by_notes_alone()

    def every(self) -> set[str]:
        """The ids of all articles that are found."""
        if self._words.impossible:
            return set()
        found = self._with_wanted() - self._with_unwanted()
        if self._annotators:
            sql, values = self._notes()
            found |= self._idents(
                f"({sql}) found CROSS JOIN search_article s ON s.article = found.article",
                Where((), values) & self._where,
            )
        return found

    def _with_wanted(self) -> set[str]:
        if not self._columns:
            return set()
        if not self._words.wanted:
            return self._idents("search_article s", self._where)
        match, known = self._words.match(self._mark), self._known()
        if not known:
            return self._matching(match, "holds_wanted")
        if self._words.certain and self._sharp:
            return self._matching(known, "")
        rest = self._matching(f"({match}) NOT ({known})", "holds_wanted")
        return self._matching(known, "") | rest

    def _with_unwanted(self) -> set[str]:
        if not self._columns or not self._words.unwanted:
            return set()
        sharp = self._words.certain and self._words.unwanted_certain and self._sharp
        match = self._words.match_unwanted(self._mark)
        return self._matching(match, "" if sharp else "holds_unwanted")

    def _matching(self, match: str, test: str) -> set[str]:
        """The ids of the articles that the index names, of those that pass a test."""
        where = Where(("search_gram MATCH ?",), (match,)) & self._where
        tables = "search_gram CROSS JOIN search_article s ON s.number = search_gram.rowid"
        if test:
            tables += _TEXT if "t.text" in self._columns else ""
            where &= Where((f"{test}({', '.join(self._columns)})",))
        return self._idents(tables, where)

    def _idents(self, tables: str, where: Where) -> set[str]:
        (joined,) = self._connection.execute(
            f"SELECT group_concat(s.article, ' ') FROM {tables} WHERE {where.sql}", where.values
        ).fetchone()
        return set(joined.split()) if joined else set()

    def first(self, limit: int, after: Key | None) -> list[Key]:
        """The keys of the newest articles that are found, older than the one of `after`."""
        if self._words.impossible or not (self._columns or self._annotators):
            return []
        if self._words.wanted:
            texts = self._candidates()
            notes = self._noted() if len(texts) <= MANY else set()
            if len(texts) <= MANY and len(notes) <= MANY_NOTED:
                return self._from(texts, notes, limit, after)
        return self._walk(limit, after)

    def _wanted(self) -> int:
        """Number of articles that hold every wanted term."""
        if not self._columns:
            return 0
        if not self._words.wanted:
            return self._number(
                f"SELECT count(*) FROM search_article s WHERE {self._where.sql}",
                *self._where.values,
            )
        match, known = self._words.match(self._mark), self._known()
        if self._words.certain and self._sharp:
            return self._counted(match, "")
        if not known:
            return self._counted(match, "holds_wanted")
        rest = self._counted(f"({match}) NOT ({known})", "holds_wanted")
        return self._counted(known, "") + rest

    def _known(self) -> str:
        """MATCH expression for articles that hold every wanted term for certain; empty if the index
        cannot say.
        """
        if self._words.certain and self._sharp:
            return self._words.match(self._mark)
        if self._mark:
            return ""
        return self._words.match_certain(self._phrases, apart=not self._sharp)

    def _unwanted(self) -> int:
        """Number of those articles that hold an unwanted term."""
        if not self._columns or not self._words.unwanted:
            return 0
        sharp = self._words.certain and self._words.unwanted_certain and self._sharp
        match = self._words.match_unwanted(self._mark)
        return self._counted(match, "" if sharp else "holds_unwanted")

    def _counted(self, match: str, test: str) -> int:
        """Number of articles that the index names and that pass a test, if there is one."""
        where = Where(("search_gram MATCH ?",), (match,)) & self._where
        tables = "search_gram"
        if test or self._where.conditions:
            tables += " CROSS JOIN search_article s ON s.number = search_gram.rowid"
        if test:
            tables += _TEXT if "t.text" in self._columns else ""
            where &= Where((f"{test}({', '.join(self._columns)})",))
        return self._number(f"SELECT count(*) FROM {tables} WHERE {where.sql}", *where.values)

    def _by_notes_alone(self) -> int:
        """Number of articles found by a note, and not by their title or text."""
        if not self._annotators:
            return 0
        where, tables = self._where, "search_article s"
        known = self._known() if self._columns and not self._words.unwanted else ""
        if known:  # asked first, for it saves looking at most texts
            there = "SELECT rowid FROM search_gram WHERE search_gram MATCH ?"
            where &= Where((f"s.number NOT IN ({there})",), (known,))
        if self._columns and not (known and self._words.certain and self._sharp):
            tables += _TEXT if "t.text" in self._columns else ""
            where &= Where((f"NOT holds({', '.join(self._columns)})",))
        sql, values = self._notes()
        return self._number(
            f"SELECT count(*) FROM ({sql}) found CROSS JOIN {tables}"
            f" WHERE s.article = found.article AND {where.sql}",
            *values,
            *where.values,
        )

    def _notes(self) -> tuple[str, tuple[str, ...]]:
        """SQL for the ids of articles that have a note which is found."""
        values = (self._words.match(), listed(self._annotators))
        certain = self._words.certain and not self._words.unwanted
        return (
            "SELECT DISTINCT n.article FROM search_note_gram"
            " CROSS JOIN search_note n ON n.number = search_note_gram.rowid"
            f" WHERE search_note_gram MATCH ? AND n.annotator IN {LIST}"
            f" AND {'1' if certain else 'holds(n.text)'}",
            values,
        )

    def _candidates(self) -> list[int]:
        """The numbers of some articles whose texts may be found, one more than many at most."""
        if not self._columns:
            return []
        match = self._words.match(self._mark)
        if self._words.unwanted and self._words.unwanted_certain and self._sharp:
            match = f"({match}) NOT ({self._words.match_unwanted(self._mark)})"
        rows = self._connection.execute(
            "SELECT rowid FROM search_gram WHERE search_gram MATCH ? LIMIT ?", (match, MANY + 1)
        )
        return [row[0] for row in rows]

    def _noted(self) -> set[int]:
        """The numbers of some articles with a note that is found, one more than many at most."""
        if not self._annotators:
            return set()
        sql, values = self._notes()
        rows = self._connection.execute(
            f"SELECT s.number FROM ({sql} LIMIT ?) found"
            " CROSS JOIN search_article s ON s.article = found.article",
            (*values, MANY_NOTED + 1),
        )
        return {row[0] for row in rows}

    def _from(self, texts: list[int], notes: set[int], limit: int, after: Key | None) -> list[Key]:
        """The newest of some candidates that are found; `notes` are."""
        where = self._where & before(after)
        found: list[Key] = []
        for part in by_newest(self._connection, {*texts, *notes}, where):
            holding = set(self._holding([number for number, _ in part if number not in notes]))
            found += [key for number, key in part if number in holding or number in notes]
            if len(found) >= limit:
                break
        return found[:limit]

    def _holding(self, numbers: list[int]) -> Iterator[int]:
        """Those of some articles that hold what is asked for."""
        if not self._columns:
            return
        text = _TEXT if "t.text" in self._columns else ""
        rows = self._connection.execute(
            f"SELECT s.number FROM json_each(?) wanted"
            f" CROSS JOIN search_article s ON s.number = wanted.value{text}"
            f" WHERE holds({', '.join(self._columns)})",
            (listed(numbers),),
        )
        yield from (row[0] for row in rows)

    def _walk(self, limit: int, after: Key | None) -> list[Key]:
        """The newest articles that are found, looked at one by one."""
        found, values = [], []
        tables = "search_article s"
        if self._columns and (self._words.wanted or self._words.unwanted):
            tables += _TEXT if "t.text" in self._columns else ""
            found.append(f"holds({', '.join(self._columns)})")
        elif self._columns:
            found.append("1")
        if self._annotators:
            found.append(
                "EXISTS (SELECT 1 FROM search_note n WHERE n.article = s.article"
                f" AND n.annotator IN {LIST} AND holds(n.text))"
            )
            values.append(listed(self._annotators))
        where = self._where & before(after) & Where((f"({' OR '.join(found)})",), tuple(values))
        return walk(self._connection, tables, where, limit)

    def _phrases(self, form: str) -> list[str]:
        return phrases.tokens_with(self._connection, form)

    def _number(self, sql: str, *values: object) -> int:
        (number,) = self._connection.execute(sql, values).fetchone()
        return int(number)
