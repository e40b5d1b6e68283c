"""Values as they leave the database: of the types that its tables promise, and without commands.

STRICT tables and their rules bind writes through SQLite; a library that somebody hands on
may have been written past them. What cannot be a value is reported as damage (`translate` in
`store.db.connection`), and no character that a terminal obeys leaves the database: each becomes
U+FFFD, so that offsets stay what they are.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any, TypeVar

from reader.text.unwanted import UNWANTED

Row = TypeVar("Row", bound=Sequence[Any])

SHORT = 1000
"""Code points of a text whose line ends and wide spaces are not taken out to look at the rest."""

LARGEST = 2**31 - 1
"""The greatest number of code points, articles or the like that can be meant."""

KINDS: dict[str, tuple[type, ...]] = {
    "t": (str,),
    "T": (str, type(None)),
    "i": (int,),
    "n": (int,),
    "I": (int, type(None)),
    "r": (float, int),
    "b": (bytes,),
}


class WrongValueError(sqlite3.DatabaseError):
    """A value that no database of ours holds; SQLite's own code for damage."""

    sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    sqlite_errorname = "SQLITE_CORRUPT"


def text_of(data: bytes) -> str:
    """A stored text, for `text_factory` of a connection."""
    try:
        return harmless(data.decode())
    except UnicodeDecodeError as error:
        raise WrongValueError("text that is no UTF-8") from error


def harmless(text: str) -> str:
    """A text with U+FFFD in the place of each character that a text of ours never has."""
    if text.isprintable():
        return text
    if len(text) > SHORT and text.replace("\n", "").replace("\u3000", "").isprintable():
        return text
    return UNWANTED.sub("\ufffd", text)


class Shape:
    """Types of the columns of a query, a letter of KINDS each.

    The numbers of "i" and "I" are from 0 to LARGEST, those of "n" as they are.
    """

    def __init__(self, kinds: str) -> None:
        self._kinds = tuple(KINDS[kind] for kind in kinds)
        self._numbers = [at for at, kind in enumerate(kinds) if kind in "iI"]
        self._known: set[tuple[type, ...]] = set()

    def of(self, row: Row) -> Row:
        """The row; raises WrongValueError if it is of another shape."""
        types = tuple(map(type, row))
        if types not in self._known:
            if len(types) != len(self._kinds) or not all(
                found in kinds for found, kinds in zip(types, self._kinds, strict=True)
            ):
                raise WrongValueError("a value of another type than its column's")
            self._known.add(types)
        for at in self._numbers:
            number = row[at]
            if number is not None and not 0 <= number <= LARGEST:
                raise WrongValueError("a number that cannot be")
        return row


def number(value: object) -> int:
    """A stored number of code points or the like."""
    if type(value) is not int or not 0 <= value <= LARGEST:
        raise WrongValueError("a number that cannot be")
    return value


def parsed(text: object) -> Any:
    """Parse stored JSON, its texts made harmless; raises WrongValueError."""
    if not isinstance(text, str):
        raise WrongValueError("no JSON")
    try:
        return _harmless(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise WrongValueError("no JSON") from error


def _harmless(value: Any) -> Any:
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, list):
        return [_harmless(each) for each in value]
    if isinstance(value, dict):
        return {harmless(key): _harmless(each) for key, each in value.items()}
    return value


def names(text: object) -> tuple[str, ...]:
    """A stored list of texts."""
    found = parsed(text)
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise WrongValueError("no list of texts")
    return tuple(found)


def fields(text: object) -> dict[str, Any]:
    """A stored object whose values are texts, numbers or nothing."""
    found = parsed(text)
    plain = (str, int, float, type(None))
    if not isinstance(found, dict) or not all(isinstance(each, plain) for each in found.values()):
        raise WrongValueError("no object of plain values")
    return found
