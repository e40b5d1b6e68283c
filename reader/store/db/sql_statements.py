"""SQL scripts as single statements, and how much work each probably is."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence

_WORD = re.compile(r"\w+")
_NO_WORK = re.compile(r"\s*(CREATE\s+(TABLE|TRIGGER|VIEW|VIRTUAL)|ALTER|DROP|PRAGMA)\b", re.I)
_FILLS = re.compile(r"\s*(?:INSERT|REPLACE)\b.*?\bINTO\s+(\w+)", re.I | re.S)


def split(script: str) -> Iterator[str]:
    """The statements of a script; a semicolon in a text, a comment or a trigger ends none."""
    begun = ""
    *ended, rest = script.split(";")
    for piece in ended:
        begun += piece + ";"
        if sqlite3.complete_statement(begun):
            yield begun
            begun = ""
    if (begun + rest).strip():
        yield begun + rest


def work(statements: Sequence[str], rows: Mapping[str, int]) -> list[int]:
    """Number of rows that each statement goes through, about, when tables have so many rows.

    Those of every table that it names; what it fills has as many rows afterwards. Good for a
    progress bar, and for nothing else.
    """
    known = dict(rows)
    found = []
    for statement in statements:
        many = 0
        if not _NO_WORK.match(statement):
            many = sum(known.get(name, 0) for name in set(_WORD.findall(statement)))
        filled = _FILLS.match(statement)
        if filled:
            known[filled[1]] = known.get(filled[1], 0) + many
        found.append(many)
    return found
