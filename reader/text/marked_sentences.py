"""Marked sentences: those of which every claim carries a tag.

A tagged part of a sentence leaves the rest of it unmarked. The rest is what lies outside every
tagged passage, as far as it holds a letter, a Han character or a digit: a full stop alone, white
space or a dash claims nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from reader.model import Outline, Span
from reader.text.punctuation import BAR, COLONS, DASHES, DOTS

_EDGE = f"，；、,;:–　 \t\n{COLONS}{DASHES}{DOTS}{BAR}"
"""Characters that part clauses: no piece begins or ends with one."""


def remainders(text: str, within: Span, taken: Iterable[Span]) -> list[Span]:
    """The pieces of a passage outside all `taken` spans that hold a letter or digit, in order."""
    pieces: list[Span] = []
    start = within.start
    for span in sorted(span for span in taken if span.overlaps(within)):
        pieces.append(Span(start, max(start, span.start)))
        start = max(start, span.end)
    pieces.append(Span(start, max(start, within.end)))
    trimmed = (_trimmed(text, piece) for piece in pieces)
    return [piece for piece in trimmed if any(map(str.isalnum, piece.of(text)))]


def _trimmed(text: str, piece: Span) -> Span:
    start, end = piece.start, piece.end
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return Span(start, end)


def marked_sentences(outline: Outline, text: str, tagged: Iterable[Span]) -> set[int]:
    """The claimable sentences, by number, that tagged passages mark whole."""
    touching: dict[int, list[Span]] = {}
    for span in tagged:
        for sentence in outline.sentences_in(span):
            touching.setdefault(sentence, []).append(span)
    return {
        sentence
        for sentence, spans in touching.items()
        if outline.is_claim(sentence) and not remainders(text, outline.sentence(sentence), spans)
    }
