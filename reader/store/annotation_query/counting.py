"""Number of annotations that a search finds, in all and in each group of its order.

Counting looks at every row that may be found, so it takes a part of a second in a large library:
it runs beside the first rows, and ends when nobody waits for it any more.
"""

from __future__ import annotations

import sqlite3
from contextlib import nullcontext
from threading import Event

from reader.model.claim_rows import QueryCounts
from reader.store.annotation_query.query import SOME, AnnotationQuery
from reader.store.annotation_query.walk_limits import StoppedError, until


def count(
    connection: sqlite3.Connection, query: AnnotationQuery, stop: Event | None = None
) -> QueryCounts | None:
    """Count what a search finds, and put it in order if it is not too much.

    None if `stop` was set before it was done.
    """
    column = query.stretches[0].group[0]
    where = query.among
    try:
        with until(connection, stop.is_set) if stop else nullcontext():
            rows = connection.execute(
                f"SELECT {f'l.{column}' if column else 1}, count(*) FROM claim_listing l"
                f" WHERE {where.sql}{f' GROUP BY l.{column}' if column else ''}",
                where.values,
            ).fetchall()
            if sum(number for _, number in rows) <= SOME:
                query.know_all(connection)
    except StoppedError:
        return None
    found = {value: number for value, number in rows if number}
    return QueryCounts(sum(found.values()), found if column else {})
