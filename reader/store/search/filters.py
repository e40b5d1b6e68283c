"""The filters of a query as conditions in SQL."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from reader.model.search import Filter, Query

Value = str | int | None


class Where(NamedTuple):
    """Conditions that all have to hold, and the values of their question marks."""

    conditions: tuple[str, ...] = ()
    values: tuple[Value, ...] = ()

    def __and__(self, other: Where) -> Where:
        return Where(self.conditions + other.conditions, self.values + other.values)

    @property
    def sql(self) -> str:
        """The conditions after a WHERE."""
        return " AND ".join(self.conditions) or "1"


def about_articles(query: Query) -> Where:
    """The filters `from`, `after` and `before` about a row `s` of `search_article`.

    As in `reader.analysis.matching`, an article without a date is neither after nor before any.
    """
    where = Where()
    for it in query.filters:
        condition = {
            "from": "instr(s.source, ?) > 0",
            "after": "s.date >= ?",
            "before": "(s.date > '' AND s.date < ?)",
        }.get(it.name)
        if condition:
            where &= Where(
                (f"NOT {condition}" if it.negated else condition,), (_storable(it.value),)
            )
    return where


def about_annotations(connection: sqlite3.Connection, query: Query) -> Where:
    """The filters `tag`, `status`, `verdict`, `source` and `label` about an `annotation` `a`."""
    where = Where()
    for it in query.filters:
        match it.name:
            case "tag":
                where &= Where((f"a.tag IS {_not(it)}?",), (it.value,))
            case "status":
                where &= _status(it)
            case "verdict":
                where &= _checked(it, f"verdict IN {LIST}", _entries(connection, "verdict", it))
            case "source":
                where &= Where((f"a.source {_not(it)}IN {LIST}",), (_sources(connection, it),))
                if not it.negated:
                    where &= Where(("a.source <> ''",))
            case "label":
                where &= Where(
                    (
                        f"a.id {_not(it)}IN (SELECT annotation FROM label"
                        f" WHERE entry IN {LIST} AND deleted = 0)",
                    ),
                    (_entries(connection, "label", it),),
                )
    return where


LIST = "(SELECT value FROM json_each(?))"
"""A list in SQL; its value is what `listed` makes."""


def listed(values: Sequence[Value]) -> str:
    """A list as the value of `LIST`."""
    return json.dumps(values, ensure_ascii=False)


def eligible(connection: sqlite3.Connection, query: Query) -> list[str]:
    """The ids of those whose annotations count: who is shown, or everyone if `by:` says whose."""
    from reader.store.annotations import annotators
    from reader.text.folding import fold

    named = any(it.name == "by" and not it.negated for it in query.filters)
    return [
        each.id
        for each in annotators(connection)
        if (each.shown or named)
        and all(
            (it.value in fold(each.name)) != it.negated for it in query.filters if it.name == "by"
        )
    ]


def _not(it: Filter) -> str:
    return "NOT " if it.negated else ""


def _storable(value: str) -> str:
    """A value that SQLite takes; half of a surrogate pair stands in no text, nor does NUL."""
    return "".join("\0" if "\ud800" <= sign <= "\udfff" else sign for sign in value)


def _sources(connection: sqlite3.Connection, wanted: Filter) -> str:
    """The sources of annotations that have a fold in them."""
    from reader.text.folding import fold

    known = distinct(connection, "annotation", "source", "deleted = 0 AND source <> ''")
    return listed([value for value in known if wanted.value in fold(value)])


def _status(it: Filter) -> Where:
    """Whether a check has come so far; what has no check is unchecked."""
    known = "status <> 'unchecked'"  # as the index has it
    if it.value != "unchecked":
        return _checked(it, f"{known} AND status = ?", it.value)
    return _checked(replace(it, negated=not it.negated), f"{known} AND status <> ?", it.value)


def _checked(it: Filter, condition: str, value: Value) -> Where:
    """Whether an annotation has a check of which a condition holds, or, negated, has none."""
    checks = f"SELECT id FROM claim_check WHERE {condition} AND deleted = 0"
    if it.negated:
        return Where((f"(a.claim_check IS NULL OR a.claim_check NOT IN ({checks}))",), (value,))
    return Where((f"a.claim_check IN ({checks})",), (value,))


def _entries(connection: sqlite3.Connection, kind: str, wanted: Filter) -> str:
    """The entries of the code book that a filter means."""
    from reader.store import code_book

    return code_book.matching(connection, kind, wanted.value)


def distinct(connection: sqlite3.Connection, table: str, column: str, rows: str) -> list[str]:
    """The values in a column that has an index, from each one to the next."""
    following = f"SELECT min({column}) FROM {table} WHERE {rows}"
    found = connection.execute(
        f"WITH RECURSIVE known (value) AS ({following} UNION ALL"
        f" SELECT ({following} AND {column} > value) FROM known WHERE value IS NOT NULL)"
        " SELECT value FROM known WHERE value IS NOT NULL"
    )
    return [row[0] for row in found]
