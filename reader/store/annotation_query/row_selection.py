"""The annotations that somebody marked to work on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from reader.model.claim_rows import ClaimRow, Key, RowSelection
from reader.store.annotation_query.query import AnnotationQuery

PART = 1000
"""Rows that are read together."""


def selected(
    connection: sqlite3.Connection, query: AnnotationQuery, selection: RowSelection
) -> Iterator[ClaimRow]:
    """The rows of what is selected and still found, in the order of the query."""
    if selection.these is not None:
        yield from query.these(connection, selection.these - selection.but)
        return
    key: Key | None = None
    while found := query.after(connection, key, PART):
        yield from (it.row for it in found if it.row.annotation not in selection.but)
        key = found[-1].key
