"""Words for an offer: what two claims may be to each other, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.words.sections import section_name

if TYPE_CHECKING:
    from reader.model.claim_rows import ShownAnnotation
    from reader.model.offers import Likeness
    from reader.words import Words


def difference(words: Words, found: Likeness) -> str:
    """Words for what one claim may be to another, with what differs: 1700家 ↔ 1500家."""
    pairs = [f"{one or words('none')} ↔ {other or words('none')}" for one, other in found.differs]
    return f"{words(f'offer.{found.kind}')} {words('offer.join').join(pairs)}".strip()


def place(words: Words, claim: ShownAnnotation) -> str:
    """The article, the section and the day of a claim."""
    section = ""
    if claim.begins is not None:
        section = section_name(words, claim.section or None, claim.begins)
    parts = (claim.head.title or words("untitled"), section, claim.head.source, claim.head.day)
    return " · ".join(filter(None, parts))
