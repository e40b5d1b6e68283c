"""Hints of one sentence, in linear time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reader.model import Span
from reader.text.comparison.quantities import quantities
from reader.text.folding import fold
from reader.text.hints.cues import ANSWERS, CUES, DATE, MANY, HintKind

AFTER = 12
"""Code points behind a sentence that may begin its answer."""
NUMBER, DAY = 2, 2
"""Weights of a number and of a day."""
ANSWERED = 6
SURE = 2
"""The least weight of cues that point anywhere."""


class Hint(NamedTuple):
    """Words of a text that hint at what their sentence is.

    `span` counts code points of the whole text, `why` is a key of the word table (`hint.…`), and
    `weight` says how much it counts beside others.
    """

    span: Span
    kind: HintKind
    why: str
    weight: int


def hints(text: str, sentence: Span) -> list[Hint]:
    """The hints of a sentence of a text, in reading order, none on the words of another.

    >>> [(hint.why, hint.span.of("我認為很貴。")) for hint in hints("我認為很貴。", Span(0, 6))]
    [('own_view', '我認為')]
    """
    folded = fold(sentence.of(text))
    after = fold(text[sentence.end : sentence.end + AFTER])
    found = sorted(_found(folded, after), key=lambda one: (one[0].span.start, one[1]))
    return [
        hint._replace(span=Span(hint.span.start + sentence.start, hint.span.end + sentence.start))
        for hint in _apart(found)
    ]


def leaning(found: Iterable[Hint]) -> HintKind | None:
    """The kind that the hints of a sentence point to, each reason counted once; None if to none."""
    counts = dict.fromkeys(HintKind, 0)
    for (kind, _), weight in {(hint.kind, hint.why): hint.weight for hint in found}.items():
        counts[kind] += weight
    if counts[HintKind.QUESTION]:
        return HintKind.QUESTION
    fact, opinion = counts[HintKind.FACT], counts[HintKind.OPINION]
    if max(fact, opinion) < SURE or fact == opinion:
        return None
    return HintKind.FACT if fact > opinion else HintKind.OPINION


Placed = tuple[Hint, int]
"""A hint with the rank of its cue: a lower one keeps words that two cues want."""


def _found(folded: str, after: str) -> Iterator[Placed]:
    """Every hint of a folded sentence, also those on the same words."""
    for rank, cue in enumerate(CUES):
        for match in cue.pattern.finditer(folded):
            yield Hint(Span(*match.span()), cue.kind, cue.why, cue.weight), rank
    rank = len(CUES)
    for match in DATE.finditer(folded):
        yield Hint(Span(*match.span()), HintKind.FACT, "date", DAY), rank
    for start, end in _numbers(folded):
        yield Hint(Span(start, end), HintKind.FACT, "number", NUMBER), rank + 1
    asked = folded.rstrip(' \n"')
    if asked.endswith("?") and ANSWERS.match(after):
        yield Hint(Span(len(asked) - 1, len(asked)), HintKind.QUESTION, "answered", ANSWERED), -1


def _numbers(folded: str) -> Iterator[tuple[int, int]]:
    """Places of numbers that could be looked up: in digits, or of ten and more."""
    for it in quantities(folded):
        written = folded[it.start : it.end]
        in_digits = any(sign.isascii() and sign.isdecimal() for sign in written)
        if in_digits or (it.value >= 10 and len(written) > 2):
            yield it.start, it.end
    for match in MANY.finditer(folded):
        yield match.span()


def _apart(found: Sequence[Placed]) -> list[Hint]:
    """The hints without those that touch the words of a better one, in reading order."""
    kept: list[Placed] = []
    for one in found:
        if kept and kept[-1][0].span.end > one[0].span.start:
            if kept[-1][1] <= one[1]:
                continue
            kept.pop()
        kept.append(one)
    return [hint for hint, _ in kept]
