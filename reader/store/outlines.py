"""The frozen structure of a revision as rows of the table `outline`."""

from __future__ import annotations

import sqlite3
import sys
from array import array
from collections.abc import Sequence

from reader.model import Outline
from reader.store.db.checked_values import WrongValueError
from reader.text.outline_fit import fits

ARRAYS = (
    "paragraph_starts",
    "paragraph_ends",
    "sentence_starts",
    "sentence_ends",
    "first_sentence",
    "sections",
)
BYTES = ("roles", "sentence_roles", "levels", "headed")
_COLUMNS = ", ".join(ARRAYS + BYTES)


def pack(numbers: array[int]) -> bytes:
    """Unsigned 32-bit little-endian integers."""
    if sys.byteorder == "big":
        numbers = array("I", numbers)
        numbers.byteswap()
    return numbers.tobytes()


def unpack(blob: bytes) -> array[int]:
    """The integers that `pack` stored."""
    numbers = array("I")
    numbers.frombytes(blob)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def put(connection: sqlite3.Connection, article: str, sha256: str, outline: Outline) -> None:
    """Store the outline of a revision."""
    from reader.text.sentences import SPLITTER_VERSION

    values: list[str | int | bytes] = [article, sha256, SPLITTER_VERSION, outline.claims]
    values += [pack(getattr(outline, name)) for name in ARRAYS]
    values += [getattr(outline, name) for name in BYTES]
    marks = ", ".join("?" * len(values))
    connection.execute(
        "INSERT OR REPLACE INTO outline (article, text, splitter, claims,"
        f" {_COLUMNS}) VALUES ({marks})",
        values,
    )


def copy(connection: sqlite3.Connection, article: str, other: str) -> None:
    """Give another article the outlines of one, but for texts that it has outlines of."""
    found = connection.execute("SELECT name FROM pragma_table_info('outline')")
    columns = ", ".join(name for (name,) in found if name != "article")
    connection.execute(
        f"INSERT OR IGNORE INTO outline (article, {columns}) SELECT ?, {columns} FROM outline"
        " WHERE article = ?",
        (other, article),
    )


def get(connection: sqlite3.Connection, article: str, sha256: str, length: int) -> Outline:
    """The outline of a revision whose text has so many code points.

    Raises WrongValueError if there is none that fits: drawing and counting trust its offsets.
    """
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM outline WHERE article = ? AND text = ?", (article, sha256)
    ).fetchone()
    outline = readable(row) if row else None
    if outline is None or not fits(outline, length):
        raise WrongValueError("an outline that does not fit its text")
    return outline


def paragraphs(connection: sqlite3.Connection, article: str, sha256: str) -> list[tuple[int, int]]:
    """Start and end of each paragraph of a revision, in code points; empty if there is no readable
    outline.
    """
    row = connection.execute(
        "SELECT paragraph_starts, paragraph_ends FROM outline WHERE article = ? AND text = ?",
        (article, sha256),
    ).fetchone()
    try:
        return list(zip(*map(unpack, row), strict=True)) if row else []
    except (TypeError, ValueError):
        return []


def readable(values: Sequence[bytes]) -> Outline | None:
    """The outline that the columns ARRAYS and BYTES hold, or None if they cannot be one."""
    if any(not isinstance(value, bytes) for value in values):
        return None
    try:
        return of_columns(values)
    except ValueError:
        return None


def of_columns(values: Sequence[bytes]) -> Outline:
    """The outline that the columns ARRAYS and BYTES hold; raises ValueError if they cannot be."""
    numbers = dict(zip(ARRAYS, map(unpack, values[: len(ARRAYS)]), strict=True))
    codes = dict(zip(BYTES, values[len(ARRAYS) :], strict=True))
    return Outline(
        paragraph_starts=numbers["paragraph_starts"],
        paragraph_ends=numbers["paragraph_ends"],
        roles=codes["roles"],
        sentence_starts=numbers["sentence_starts"],
        sentence_ends=numbers["sentence_ends"],
        sentence_roles=codes["sentence_roles"],
        first_sentence=numbers["first_sentence"],
        sections=numbers["sections"],
        levels=codes["levels"],
        headed=codes["headed"],
    )
