"""Offers: two claims of which one may repeat the other, or be at odds with it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.model.claim_rows import ShownAnnotation


class Kinship(StrEnum):
    """Relations of one statement to another."""

    REPEATS = "repeats"
    CONTRADICTS = "contradicts"


class Likeness(NamedTuple):
    """Result of comparing two statements: how alike they are (0 to 1), and in what they differ.

    `differs` pairs what stands in the one with what stands in the other, as they are written.
    """

    kind: Kinship
    likeness: float
    differs: tuple[tuple[str, str], ...] = ()


class Contradiction(NamedTuple):
    """A contradiction that somebody recorded: of which annotation, by its id, and the other claim.

    The annotation is the claim that was asked about, or one that shares its check.
    """

    annotation: str
    other: ShownAnnotation


class ClaimOffer(NamedTuple):
    """A claim and another one that it may repeat or contradict; nothing follows by itself."""

    found: Likeness
    claim: ShownAnnotation
    other: ShownAnnotation
