"""Two articles that are one: joining them, and parting them again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.errors import InputError
from reader.library.intake import revisions as revising
from reader.store import aliases, articles, outlines, revisions
from reader.store import carried_anchors as carrying
from reader.store import reading_state as reading
from reader.store.carried_anchors import Ready
from reader.text.anchoring import Carrier

if TYPE_CHECKING:
    from reader.library.core import LibraryCore
    from reader.model import Outline
    from reader.store.edits import Edits


class Joined(NamedTuple):
    """The article that is left, the one that is no more, and how many marks wait for a look."""

    article: str
    other: str
    review: int = 0


def join(library: LibraryCore, one: str, other: str) -> Joined:
    """Make one article of two. The smaller id stays, with its text; everything else follows.

    Marks are carried over to that text as to a new edition. Raises `InputError`: `article_unknown`,
    `join_same`.
    """
    with library.reading() as connection:
        winner, loser = sorted(aliases.resolved(connection, each) for each in (one, other))
        if winner == loser:
            raise InputError("join_same")
        heads = [articles.head(connection, each) for each in (winner, loser)]
        new, old = (articles.body(connection, head.text) for head in heads)
        outline = outlines.get(connection, winner, heads[0].text, len(new))
    ready = Ready(heads[1].text, heads[0].text, Carrier(old, new))

    def act(edits: Edits) -> Joined:
        same = ready.before == ready.after
        anchored = [] if same else carrying.anchored(edits.connection, loser, ready)
        _carry(edits, winner, loser, ready, outline)
        edits.joins.join(winner, loser, anchored, ready.after)
        return Joined(winner, loser, revising.to_review(edits, winner))

    return library.submit(act).result()


def part(library: LibraryCore, article: str) -> Joined:
    """Take back the last join of an article, or of the one that it was joined with.

    Raises `InputError` `join_none`.
    """

    def act(edits: Edits) -> tuple[str, str] | None:
        return edits.joins.part(aliases.resolved(edits.connection, article))

    parted = library.submit(act).result()
    if parted is None:
        raise InputError("join_none")
    return Joined(*parted)


def _carry(edits: Edits, winner: str, loser: str, ready: Ready, outline: Outline) -> None:
    """Carry drafts over, and the place where the article has none of its own."""
    connection, carrier = edits.connection, ready.carrier
    for draft in reading.drafts(connection, loser, ready.before):
        span = carrying.place_of(draft.span, carrier, outline)
        if span is not None:
            there = (winner, ready.after, span)
            revisions.copy_drafts(connection, (loser, ready.before, draft.span), there)
    place = reading.position(connection, loser, len(carrier.old))
    reading.take_over(connection, winner, loser, ready.after, carrier.offset(place or 0))
