"""Claims of all articles: those that a search finds, page by page, and their number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from reader.store.db.read_connections import Readers

if TYPE_CHECKING:
    from reader.model.claim_rows import Order, Wanted
    from reader.store.annotation_query.shown_rows import ShownAnnotation

PAGE = 200
"""Claims that are read at once, with their articles."""


class ClaimReads:
    """Claims, as a search about claims finds them."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers

    def found(
        self, text: str, order: Order, *, backward: bool = False, limit: int | None = None
    ) -> Iterator[ShownAnnotation]:
        """The claims that a search finds in an order, at most `limit` of them, all of one moment.

        Raises `InputError` as `parse_claims` does.
        """
        from reader.store.annotation_query import AnnotationQuery
        from reader.store.annotation_query.shown_rows import shown

        wanted, key, left = _wanted(text, order, backward=backward), None, limit
        with self._readers.reading() as connection:
            query = AnnotationQuery(connection, wanted)
            while left is None or left > 0:
                placed = query.after(connection, key, PAGE if left is None else min(PAGE, left))
                if not placed:
                    return
                yield from shown(connection, [it.row for it in placed])
                key = placed[-1].key
                left = left and left - len(placed)

    def count(self, text: str) -> int:
        """Number of claims that a search finds; raises `InputError` as `parse_claims` does."""
        from reader.model.claim_rows import Order
        from reader.store.annotation_query import AnnotationQuery, counting

        with self._readers.reading() as connection:
            query = AnnotationQuery(connection, _wanted(text, Order.PLACE))
            counts = counting.count(connection, query)
        return counts.total if counts else 0


def _wanted(text: str, order: Order, *, backward: bool = False) -> Wanted:
    from reader.model.claim_rows import Wanted
    from reader.text.query.claim_query import parse_claims

    return Wanted(parse_claims(text, date.today()), order, backward)
