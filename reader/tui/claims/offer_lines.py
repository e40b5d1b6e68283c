"""Rows about what a claim may repeat or contradict, and about who shares its check."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.style import Style

from reader.tui.kit.keys import forms
from reader.tui.kit.strips import Part
from reader.tui.session.annotation_fields import FieldStyles, set_lines
from reader.words.offers import difference, place

if TYPE_CHECKING:
    from reader.model.claim_rows import ShownAnnotation
    from reader.model.offers import ClaimOffer, Contradiction
    from reader.tui.claims.painting import ClaimPainter

SHOWN = 2
"""Offers of a claim that are shown whole; of others the number is told."""
QUOTED = 60
"""Code points of the quote of another claim."""


class Related(NamedTuple):
    """Claims that share a claim's check, itself included, those that contradict it, and offers."""

    sharing: Sequence[ShownAnnotation] = ()
    contradicting: Sequence[Contradiction] = ()
    offers: Sequence[ClaimOffer] = ()


def related_lines(
    painter: ClaimPainter, claim: ShownAnnotation, related: Related, width: int, styles: FieldStyles
) -> list[list[Part]]:
    """The rows, each at most `width` cells; none where there is nothing."""
    words = painter.words
    lines: list[list[Part]] = []

    def put(text: str, style: Style) -> None:
        rows = set_lines(painter.in_script(text), width, styles.ambiguous)
        lines.extend([[(row, style)] for row in rows])

    def quoted(other: ShownAnnotation) -> None:
        quote = painter.in_script(other.quote)
        put(f"「{quote if len(quote) <= QUOTED else f'{quote[: QUOTED - 1]}…'}」", styles.text)
        put(place(words, other), styles.label)

    if related.sharing:
        put(words("desk.sharing", count=len(related.sharing)), styles.note)
        for each in related.sharing:
            here = f" {words('desk.sharing.here')}" * (each.annotation.id == claim.annotation.id)
            put(f"· {place(words, each)}{here}", styles.text)
        lines.append([])
    for known in related.contradicting:
        put(words("desk.contradicts"), styles.note)
        quoted(known.other)
        lines.append([])
    for offer in related.offers[:SHOWN]:
        put(difference(words, offer.found), styles.note)
        quoted(offer.other)
        if offer is related.offers[0]:
            put(words(f"offer.how.{offer.found.kind}"), styles.label)
        lines.append([])
    if (more := len(related.offers) - SHOWN) > 0:
        put(words("offer.more", count=more), styles.label)
        lines.append([])
    return lines


class RelatedPanel(NamedTuple):
    """Content of a panel that shows these rows, with the keys that answer."""

    title: str
    hint: str
    keys: Mapping[str, Callable[[], None]]
    rows: Callable[[int], Sequence[Sequence[Part]]]
    stays: bool = False
    gone: bool = False
    alone: bool = True

    def lines(self, width: int) -> Sequence[Sequence[Part]]:
        """The rows after a blank one."""
        return [[], *self.rows(width)]

    def press(self, key: str, character: str | None) -> bool:
        """Answer with one of the keys."""
        for each, do in self.keys.items():
            if each == key or character in forms(each):
                do()
                return True
        return False
