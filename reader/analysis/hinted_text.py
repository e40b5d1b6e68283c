"""The hints of one text, each sentence's found when it is first looked at."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from reader.model import Outline, Span

if TYPE_CHECKING:
    from reader.text.hints import Hint


class HintedText:
    """Hints of the sentences that can be claims; the others have none."""

    def __init__(self, text: str, outline: Outline) -> None:
        self._text, self._outline = text, outline
        self._known: dict[int, Sequence[Hint]] = {}

    def of(self, sentence: int) -> Sequence[Hint]:
        """The hints of a sentence, in reading order, none over another."""
        known = self._known.get(sentence)
        if known is None:
            known = self._known[sentence] = self._find(sentence)
        return known

    def _find(self, sentence: int) -> Sequence[Hint]:
        outline = self._outline
        if sentence >= len(outline.sentence_starts) or not outline.is_claim(sentence):
            return ()
        from reader.text.hints import hints

        return hints(self._text, outline.sentence(sentence))

    def with_hints(self, more: Iterable[Hint]) -> HintedText:
        """The same with more hints, which take the place of those whose words they touch."""
        made = HintedText(self._text, self._outline)
        made._known = dict(self._known)
        for hint in more:
            for number in self._outline.sentences_in(hint.span):
                made._put(number, hint)
        return made

    def _put(self, sentence: int, hint: Hint) -> None:
        within = self._outline.sentence(sentence)
        part = Span(max(within.start, hint.span.start), min(within.end, hint.span.end))
        kept = [it for it in self.of(sentence) if not it.span.overlaps(part)]
        kept.append(hint._replace(span=part))
        self._known[sentence] = sorted(kept, key=lambda it: it.span.start)

    def overlapping(self, span: Span) -> list[Hint]:
        """The hints whose words touch a passage."""
        found: list[Hint] = []
        for sentence in self._outline.sentences_in(span):
            some = self.of(sentence)
            first = bisect_right(some, span.start, key=lambda hint: hint.span.end)
            last = bisect_left(some, span.end, key=lambda hint: hint.span.start)
            found += some[first:last]
        return found
