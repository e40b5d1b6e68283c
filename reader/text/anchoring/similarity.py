"""Similarity of two texts, whichever script they are in."""

from __future__ import annotations

from reader.text.folding import fold

GRAM = 4
"""Code points of the pieces that are compared: common words are shorter."""
SAMPLE = 100_000
"""Code points of a text that are looked at."""

EDITION = 0.1
"""Similarity from which on two texts are editions of one article; unrelated news has far less."""


def similarity(one: str, other: str) -> float:
    """The share of the shorter text's pieces that the other one has too, from 0 to 1.

    White space does not count. Texts shorter than a piece are alike only if they are equal.
    """
    return shares(one, other)[0]


def shares(one: str, other: str) -> tuple[float, float]:
    """The share of the shorter text's pieces that the other one has too, and that of the longer."""
    left, right = _pieces(one), _pieces(other)
    if not left or not right:
        same = float(fold(one) == fold(other))
        return same, same
    both = len(left & right)
    return both / min(len(left), len(right)), both / max(len(left), len(right))


def _pieces(text: str) -> set[str]:
    folded = "".join(fold(text[:SAMPLE]).split())
    return {folded[at : at + GRAM] for at in range(len(folded) - GRAM + 1)}
