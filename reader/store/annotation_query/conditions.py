"""Filters of annotations, as SQL conditions on a row `l` of `claim_listing`.

A condition has a test for one row, and where an index knows its rows, what finds them all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import NamedTuple

from reader.errors import InputError
from reader.model.claim_rows import All, Condition, Either, Is, Value
from reader.store import code_book
from reader.store.annotation_query.words import among_words, has_words
from reader.store.search.filters import LIST, Where, distinct, listed

_NEVER = "l.number < 0"
"""Condition that no row meets; with a bare 0 SQLite refuses the index named by INDEXED BY."""

_CHANGED = "l.lies IN ('changed', 'moved', 'orphan')"


_PRIVATE_ARTICLES = "SELECT id FROM article INDEXED BY article_private WHERE private = 1"


class MatchingRows(NamedTuple):
    """SQL for the numbers of all rows that a condition may hold for, which is quick to find; and
    the index they are read from, if that knows all that rows are ordered by.
    """

    numbers: Where
    read_from: str = ""
    held: Where = Where()

    @property
    def table(self) -> Where:
        """The rows as a table `l` with a condition."""
        if self.read_from:
            sql = f"claim_listing l INDEXED BY {self.read_from} WHERE {self.held.sql}"
            return Where((sql,), self.held.values)
        few = f"(SELECT DISTINCT number FROM ({self.numbers.sql}))"
        sql = f"{few} few CROSS JOIN claim_listing l ON l.number = few.number WHERE 1"
        return Where((sql,), self.numbers.values)


class Test(NamedTuple):
    """A condition: the test of a row, and all rows it may hold for, if something knows them."""

    where: Where
    rows: MatchingRows | None = None


class _Column(NamedTuple):
    """A column, the index that begins with it, and which rows that index holds."""

    name: str
    read_from: str = ""
    held: str = ""
    lacking: tuple[str, ...] = ()

    def test(self, condition: str, *values: Value) -> Test:
        """The rows for which something holds of the column, none of them `lacking`."""
        where = Where((f"l.{self.name} {condition}",), values)
        if not self.read_from or any(value in self.lacking for value in values):
            return Test(where)
        held = Where((self.held,)) & where if self.held else where
        return Test(where, _read(self.read_from, held))


def _read(index: str, held: Where) -> MatchingRows:
    sql = f"SELECT l.number FROM claim_listing l INDEXED BY {index} WHERE {held.sql}"
    return MatchingRows(Where((sql,), held.values), index, held)


_TAG = _Column("tag", "claim_tag", "l.tag IN ('opinion', 'none', '')", ("fact",))
_LIES = _Column(
    "lies",
    "claim_lies",
    "l.lies NOT IN ('original', 'same', 'shifted')",
    ("original", "same", "shifted", "manual"),
)
COLUMNS = {
    "tag": _TAG,
    "lies": _LIES,
    "status": _Column("status", "claim_status", "l.status <> 'unchecked'", ("unchecked",)),
    "verdict": _Column("verdict", "claim_verdict", "l.verdict <> ''", ("",)),
    "source": _Column("source", "claim_source", "l.source <> ''", ("",)),
    "annotator": _Column("annotator", "claim_annotator"),
    "assigned": _Column("assignee", "claim_assignee", "l.assignee <> ''", ("",)),
    "article": _Column("article", "claim_article"),
    "checked-by": _Column("checked_by", "claim_checker", "l.checked_by <> ''", ("",)),
    "kind": _Column("kind", "claim_kind", "l.kind <> ''", ("",)),
}
"""Conditions that a column has a value."""

_DAYS = {
    "day": _Column("day", "claim_place"),
    "due": _Column("due", "claim_due", "l.due <> ''"),
    "checked": _Column("checked_on", "claim_checked", "l.checked_on <> ''"),
    "changed": _Column("changed", "claim_changed"),
}
"""Conditions `…-before` and `…-from` about days; what has no day is neither."""

_STATES: dict[tuple[str, str], Test] = {
    ("has", "source"): COLUMNS["source"].test("<> ''"),
    ("has", "verdict"): COLUMNS["verdict"].test("<> ''"),
    ("has", "assignee"): COLUMNS["assigned"].test("<> ''"),
    ("has", "due"): _DAYS["due"].test("<> ''"),
    ("has", "evidence"): _Column("evidence", "claim_evidence").test("= 1"),
    ("has", "note"): _Column("noted", "claim_noted").test("= 1"),
    ("has", "tag"): Test(Where(("l.tag <> ''",))),
    ("is", "shown"): Test(
        Where(("l.annotator IN (SELECT id FROM annotator WHERE shown = 1 AND deleted = 0)",))
    ),
    ("is", "claim"): Test(Where(("l.tag IN ('fact', 'opinion')",))),
    ("is", "unsure"): _Column("unsure", "claim_unsure").test("= 1"),
    ("is", "private"): Test(
        Where((f"(l.private = 1 OR l.article IN ({_PRIVATE_ARTICLES}))",)),
        MatchingRows(
            Where(
                (
                    "SELECT l.number FROM claim_listing l INDEXED BY claim_private"
                    " WHERE l.private = 1 UNION SELECT l.number FROM article o"
                    " INDEXED BY article_private CROSS JOIN claim_listing l ON l.article = o.id"
                    " WHERE o.private = 1",
                )
            )
        ),
    ),
    ("is", "orphan"): _LIES.test("= ?", "orphan"),
    ("is", "stale"): Test(
        Where((f"{_CHANGED} AND l.verdict <> ''",)),
        _read("claim_lies", Where((_LIES.held, _CHANGED, "l.verdict <> ''"))),
    ),
}


def condition(connection: sqlite3.Connection, wanted: Condition) -> Where:
    """The test of a row, for one connection; raises `InputError` as `test` does."""
    match wanted:
        case All(parts):
            return _joined([condition(connection, part) for part in parts], "AND", "1")
        case Either(parts):
            return any_of([condition(connection, part) for part in parts])
        case Is(_, _, negated):
            where = test(connection, wanted).where
            return Where((f"NOT ({where.sql})",), where.values) if negated else where


def any_of(parts: list[Where]) -> Where:
    """Rows that pass one of some tests."""
    return _joined(parts, "OR", _NEVER)


def _joined(parts: list[Where], how: str, none: str) -> Where:
    if not parts:
        return Where((none,))
    sql = f" {how} ".join(f"({part.sql})" for part in parts)
    return Where((f"({sql})",), tuple(value for part in parts for value in part.values))


def test(connection: sqlite3.Connection, wanted: Is) -> Test:
    """One condition as it stands, not negated.

    Raises `InputError` `filter_unknown` for one that there is none of.
    """
    name, value = wanted.name, wanted.value
    if (name, value) in _STATES:
        return _STATES[name, value]
    if name in COLUMNS:
        return COLUMNS[name].test("= ?", value)
    if name == "priority":
        return _at_least(int(value))
    day, _, end = name.rpartition("-")
    if day in _DAYS and end in ("before", "from"):
        return _by_day(_DAYS[day], value, before=end == "before")
    if name not in _OTHERS:
        raise InputError("filter_unknown", name=name, known=", ".join(NAMES))
    return _OTHERS[name](connection, value)


def _at_least(priority: int) -> Test:
    where = Where(("l.priority >= ?",), (priority,))
    if priority <= 0:
        return Test(where)
    return Test(where, _read("claim_priority", Where(("l.priority > 0",)) & where))


def _by_day(column: _Column, value: str, *, before: bool) -> Test:
    held = f"l.{column.name} <> ''"
    where = Where((held, f"l.{column.name} {'<' if before else '>='} ?"), (value,))
    return Test(Where((f"({where.sql})",), where.values), _read(column.read_from, where))


def _label(connection: sqlite3.Connection, entry: str) -> Test:
    return _label_among(listed([entry]))


def _label_among(entries: str) -> Test:
    return Test(
        Where(
            (
                "EXISTS (SELECT 1 FROM label b WHERE b.annotation = l.annotation"
                f" AND b.entry IN {LIST} AND b.deleted = 0)",
            ),
            (entries,),
        ),
        MatchingRows(
            Where(
                (
                    "SELECT l.number FROM label b CROSS JOIN claim_listing l"
                    f" ON l.annotation = b.annotation WHERE b.entry IN {LIST} AND b.deleted = 0",
                ),
                (entries,),
            )
        ),
    )


def _link(connection: sqlite3.Connection, kind: str) -> Test:
    linked = "SELECT {} FROM link WHERE kind = ? AND declined = 0 AND deleted = 0"
    both = f"({linked.format('annotation')} UNION {linked.format('target')})"
    where = Where((f"l.annotation IN {both}",), (kind, kind))
    sql = f"SELECT l.number FROM claim_listing l WHERE {where.sql}"
    return Test(where, MatchingRows(Where((sql,), where.values)))


def _people(column: _Column) -> Callable[[sqlite3.Connection, str], Test]:
    """Annotators in a column whose name has a fold in it."""

    def test(connection: sqlite3.Connection, part: str) -> Test:
        from reader.store.annotations import annotators
        from reader.text.folding import fold

        found: list[Value] = [it.id for it in annotators(connection) if part in fold(it.name)]
        return column.test(f"IN {LIST}", listed(found))

    return test


def _verdict(connection: sqlite3.Connection, name: str) -> Test:
    """Verdicts of a word of the code, or of a name."""
    known = code_book.matching(connection, "verdict", name)
    return COLUMNS["verdict"].test(f"IN {LIST}", known)


def _label_named(connection: sqlite3.Connection, name: str) -> Test:
    return _label_among(code_book.matching(connection, "label", name))


def _source(connection: sqlite3.Connection, part: str) -> Test:
    """Sources that have a fold in them."""
    from reader.text.folding import fold

    known = distinct(connection, "claim_listing", "source", "source <> ''")
    found: list[Value] = [source for source in known if part in fold(source)]
    return COLUMNS["source"].test(f"IN {LIST}", listed(found))


def _publisher(connection: sqlite3.Connection, part: str) -> Test:
    """Articles whose publisher has a fold in it."""
    from reader.text.folding import fold

    known = [
        each
        for archived in (0, 1)
        for each in distinct(
            connection, "listing", "source", f"archived = {archived} AND sourceless = 0"
        )
    ]
    found: list[Value] = [source for source in dict.fromkeys(known) if part in fold(source)]
    values = (listed(found),)
    sql = f"SELECT 1 FROM listing p WHERE p.article = l.article AND p.source IN {LIST}"
    rows = (
        "SELECT l.number FROM listing p CROSS JOIN claim_listing l ON l.article = p.article"
        f" WHERE p.archived IN (0, 1) AND p.sourceless = 0 AND p.source IN {LIST}"
    )
    return Test(Where((f"EXISTS ({sql})",), values), MatchingRows(Where((rows,), values)))


def _words(connection: sqlite3.Connection, text: str) -> Test:
    rows = among_words(connection, text)
    return Test(has_words(connection, text), rows and MatchingRows(rows))


_OTHERS: dict[str, Callable[[sqlite3.Connection, str], Test]] = {
    "label": _label,
    "link": _link,
    "label-named": _label_named,
    "verdict-named": _verdict,
    "assigned-to": _people(COLUMNS["assigned"]),
    "checked-by-name": _people(COLUMNS["checked-by"]),
    "by": _people(COLUMNS["annotator"]),
    "said-by": _source,
    "from": _publisher,
    "words": _words,
}
NAMES = (
    *COLUMNS,
    "has",
    "is",
    "priority",
    *(f"{day}-{end}" for day in _DAYS for end in ("before", "from")),
    *_OTHERS,
)
"""Every condition there is."""
