"""Offers of `meipi claims --offers`: what each claim may repeat or contradict, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from reader.cli.output import line, stream_json
from reader.words.offers import difference, place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reader.library import Library
    from reader.library.claims import FoundClaims
    from reader.model.claim_rows import ShownAnnotation
    from reader.model.offers import ClaimOffer
    from reader.words import Words


def found(library: Library, search: FoundClaims, limit: int | None) -> Iterator[ClaimOffer]:
    """The offers for the claims that a search finds, article by article, each pair of claims once;
    at most `limit`.
    """
    known: set[frozenset[str]] = set()
    for article, wanted in search.by_article():
        for offer in library.claims.offers(article):
            both = frozenset((offer.claim.annotation.id, offer.other.annotation.id))
            if offer.claim.annotation.id not in wanted or both in known:
                continue
            if limit is not None and len(known) >= limit:
                return
            known.add(both)
            yield offer


def show_all(
    offered: Iterable[ClaimOffer],
    words: Words,
    said: Callable[[ShownAnnotation], dict[str, Any]] | None,
) -> int:
    """Print offers, as values of a list of JSON if `said` gives those of a claim; how many."""
    number = 0
    for number, offer in enumerate(offered, 1):
        if said is not None:
            stream(offer, said, first=number == 1)
        else:
            show(offer, words)
    return number


def show(offer: ClaimOffer, words: Words) -> None:
    """Print an offer for people: what it is, then both claims with their articles."""
    rows = [difference(words, offer.found)]
    for claim in (offer.claim, offer.other):
        rows.append(f"    {words(f'tag.{claim.annotation.tag}.glyph')} {line(claim.quote)}")
        rows.append(f"       {line(place(words, claim))}")
    click.echo("\n".join(rows))


def stream(
    offer: ClaimOffer, said: Callable[[ShownAnnotation], dict[str, Any]], *, first: bool
) -> None:
    """Print an offer as the next value of a list of JSON."""
    stream_json(
        {
            "kind": str(offer.found.kind),
            "likeness": round(offer.found.likeness, 3),
            "differs": [list(pair) for pair in offer.found.differs],
            "claim": said(offer.claim),
            "other": said(offer.other),
        },
        first=first,
    )
