"""Claims of all articles: those that a search finds, page by page, and their number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from reader.store.db.read_connections import Readers

if TYPE_CHECKING:
    from threading import Event

    from reader.model.claim_rows import (
        ClaimRow,
        Key,
        Order,
        PlacedClaim,
        QueryCounts,
        RowSelection,
        ShownAnnotation,
        Wanted,
    )
    from reader.model.journal import ClaimEvent
    from reader.model.listing import SavedFilter
    from reader.model.offers import ClaimOffer, Contradiction
    from reader.store.annotation_query import AnnotationQuery

PAGE = 200
"""Claims that are read at once, with their articles."""


class FoundClaims:
    """One search about claims, in one order.

    What it has put in order is kept until `renew`, which has to follow a change of the library.
    Keys are good across that.
    """

    def __init__(self, readers: Readers, wanted: Wanted) -> None:
        self.wanted = wanted
        self._readers = readers
        self._known: AnnotationQuery | None = None

    def renew(self) -> None:
        """Look at the library as it stands by now."""
        self._known = None

    def after(self, key: Key | None, limit: int) -> list[PlacedClaim]:
        """At most `limit` rows after a key, or from the first one on."""
        with self._readers.reading() as connection:
            return self._query.after(connection, key, limit)

    def before(self, key: Key | None, limit: int) -> list[PlacedClaim]:
        """At most `limit` rows before a key, or up to the last one, in the order of all."""
        with self._readers.reading() as connection:
            return self._query.before(connection, key, limit)

    def shown(self, rows: Sequence[ClaimRow]) -> list[ShownAnnotation]:
        """Read what is shown of some rows: those of them that still stand."""
        from reader.store.annotation_query.shown_rows import shown, standing

        with self._readers.reading() as connection:
            return shown(connection, standing(connection, rows))

    def pages(self, limit: int | None = None) -> Iterator[ShownAnnotation]:
        """Read what is shown of all rows, or of the first `limit`; all of one moment."""
        key, left = None, limit
        with self._readers.reading():
            while left is None or left > 0:
                placed = self.after(key, PAGE if left is None else min(PAGE, left))
                if not placed:
                    return
                yield from self.shown([it.row for it in placed])
                key = placed[-1].key
                left = left and left - len(placed)

    def by_article(self) -> Iterator[tuple[str, frozenset[str]]]:
        """Each run of rows of one article: its id, and the annotations; of one moment."""
        key, article, found = None, "", set[str]()
        with self._readers.reading():
            while placed := self.after(key, PAGE):
                for it in placed:
                    if it.row.article != article and found:
                        yield article, frozenset(found)
                        found = set()
                    article = it.row.article
                    found.add(it.row.annotation)
                key = placed[-1].key
            if found:
                yield article, frozenset(found)

    def among(self, articles: Sequence[str], annotators: Sequence[str]) -> FoundClaims:
        """The same search among these articles and annotators, shown or not; none mean all."""
        from reader.model.claim_rows import All, Either, Is

        where = self.wanted.where
        parts = where.parts if isinstance(where, All) else (where,)
        if annotators:
            parts = tuple(part for part in parts if part != Is("is", "shown"))
            parts += (Either(tuple(Is("annotator", it) for it in annotators)),)
        if articles:
            parts += (Either(tuple(Is("article", it) for it in articles)),)
        return FoundClaims(self._readers, replace(self.wanted, where=All(parts)))

    def public(self, *, of: bool = True) -> FoundClaims:
        """The same search among claims that are not private, or among those that are."""
        from reader.model.claim_rows import All, Is

        where = self.wanted.where
        parts = where.parts if isinstance(where, All) else (where,)
        only = Is("is", "private", negated=of)
        return FoundClaims(self._readers, replace(self.wanted, where=All((*parts, only))))

    def picked(self, selection: RowSelection) -> Iterator[ClaimRow]:
        """The rows that somebody marked, of one moment."""
        from reader.store.annotation_query.row_selection import selected

        with self._readers.reading() as connection:
            yield from selected(connection, self._query, selection)

    def count(self, stop: Event | None = None) -> QueryCounts | None:
        """Number of rows, and of those of each group of the order; None if `stop` was set first."""
        from reader.store.annotation_query import counting

        with self._readers.reading() as connection:
            return counting.count(connection, self._query, stop)

    @property
    def _query(self) -> AnnotationQuery:
        from reader.store.annotation_query import AnnotationQuery

        if self._known is None:
            with self._readers.reading() as connection:
                self._known = AnnotationQuery(connection, self.wanted)
        return self._known


class ClaimReads:
    """Claims, as a search about claims finds them."""

    def __init__(self, readers: Readers) -> None:
        self._readers = readers

    def history(self, annotation: str) -> list[ClaimEvent]:
        """Actions on a claim and its check, the newest first."""
        from reader.store.journal.claim_history import of_annotation

        with self._readers.reading() as connection:
            return of_annotation(connection, annotation)

    def search(
        self, text: str, order: Order | None = None, *, backward: bool = False
    ) -> FoundClaims:
        """The claims that a search finds, in an order; as they stand in their articles without one.

        Raises `InputError` as `parse_claims` does.
        """
        from reader.model.claim_rows import Order, Wanted
        from reader.text.query.claim_query import parse_claims

        where = parse_claims(text, date.today())
        return FoundClaims(self._readers, Wanted(where, order or Order.PLACE, backward))

    def offers(self, article: str, limit: int | None = None) -> list[ClaimOffer]:
        """Pairs of a claim of an article and another claim, which one may repeat or contradict.

        At most `limit`, by default as many as are useful, the likeliest first. None is about what
        is private, about what was linked or declined, or about claims that share a check.
        """
        from reader.model.offers import ClaimOffer
        from reader.store import alike_claims, annotations
        from reader.store.annotation_query import shown_rows

        with self._readers.reading() as connection:
            me = annotations.my_id(connection)
            found = alike_claims.offers(connection, article, me, limit or alike_claims.MOST)
            both = {it for each in found for it in (each.annotation, each.other)}
            shown = {it.annotation.id: it for it in shown_rows.these(connection, both)}
        return [
            ClaimOffer(it.found, shown[it.annotation], shown[it.other])
            for it in found
            if it.annotation in shown and it.other in shown
        ]

    def filters(self) -> tuple[SavedFilter, ...]:
        """The filters that were kept, in the order in which they were."""
        from reader.store import listing

        with self._readers.reading() as connection:
            return listing.filters(connection)

    def sharing(self, annotation: str) -> list[ShownAnnotation]:
        """The claims that share the check of one, itself included; without others' private ones."""
        from reader.store import annotations, claim_checks
        from reader.store.annotation_query import shown_rows

        with self._readers.reading() as connection:
            me = annotations.my_id(connection)
            found = shown_rows.these(connection, claim_checks.sharing(connection, [annotation]))
        return [it for it in found if not it.annotation.private or it.annotation.annotator == me]

    def contradicting(self, annotation: str) -> list[Contradiction]:
        """The contradictions that were recorded of a claim, without others' private ones."""
        from reader.model.offers import Contradiction
        from reader.store import annotations, claim_checks
        from reader.store.annotation_query import shown_rows

        with self._readers.reading() as connection:
            me = annotations.my_id(connection)
            pairs = claim_checks.contradicting(connection, annotation)
            found = shown_rows.these(connection, {other for _, other in pairs})
        shown = {it.annotation.id: it for it in found}
        return [
            Contradiction(one, it)
            for one, other in pairs
            if (it := shown.get(other))
            and (not it.annotation.private or it.annotation.annotator == me)
        ]
