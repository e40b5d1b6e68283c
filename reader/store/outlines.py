"""The frozen structure of a revision as rows of the table `outline`."""

from __future__ import annotations

import sqlite3
import sys
from array import array

from reader.model import Outline

_ARRAYS = (
    "paragraph_starts",
    "paragraph_ends",
    "sentence_starts",
    "sentence_ends",
    "first_sentence",
    "sections",
)
_BYTES = ("roles", "sentence_roles", "levels", "headed")
_COLUMNS = ", ".join(_ARRAYS + _BYTES)


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


def put(connection: sqlite3.Connection, article: str, revision: str, outline: Outline) -> None:
    """Store the outline of a revision."""
    from reader.text.sentences import SPLITTER_VERSION

    values: list[str | int | bytes] = [article, revision, SPLITTER_VERSION, outline.claims]
    values += [pack(getattr(outline, name)) for name in _ARRAYS]
    values += [getattr(outline, name) for name in _BYTES]
    marks = ", ".join("?" * len(values))
    connection.execute(
        "INSERT OR REPLACE INTO outline (article, revision, splitter, claims,"
        f" {_COLUMNS}) VALUES ({marks})",
        values,
    )


def get(connection: sqlite3.Connection, article: str, revision: str) -> Outline:
    """The outline of a revision; an empty one if there is none."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM outline WHERE article = ? AND revision = ?", (article, revision)
    ).fetchone()
    if row is None:
        return Outline()
    columns = dict(zip(_ARRAYS + _BYTES, row, strict=True))
    return Outline(
        paragraph_starts=unpack(columns["paragraph_starts"]),
        paragraph_ends=unpack(columns["paragraph_ends"]),
        roles=columns["roles"],
        sentence_starts=unpack(columns["sentence_starts"]),
        sentence_ends=unpack(columns["sentence_ends"]),
        sentence_roles=columns["sentence_roles"],
        first_sentence=unpack(columns["first_sentence"]),
        sections=unpack(columns["sections"]),
        levels=columns["levels"],
        headed=columns["headed"],
    )
