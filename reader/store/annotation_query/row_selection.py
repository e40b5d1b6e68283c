"""The annotations that somebody marked to work on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from reader.model.claim_rows import Key, RowSelection
from reader.store.annotation_query.query import AnnotationQuery

PART = 1000
"""Rows that are read together."""


def selected(connection: sqlite3.Connection, selection: RowSelection) -> Iterator[str]:
    """The ids of what is selected and still found, in the order in which it is wanted."""
    query = AnnotationQuery(connection, selection.wanted)
    key: Key | None = None
    while found := query.after(connection, key, PART):
        for placed in found:
            ident = placed.row.annotation
            if ident not in selection.but and (selection.these is None or ident in selection.these):
                yield ident
        key = found[-1].key
