"""The cursor over sentences that can be claims, by number in the outline."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from reader.model import Outline


class SentenceCursor:
    """Cursor over the sentences of an outline; every method takes and gives sentence numbers.

    A step that has nowhere to go gives None. In an article without a claimable sentence every
    sentence is a stop, so that it can still be read.
    """

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self._every = outline.claims == 0

    @property
    def count(self) -> int:
        """Number of sentences, stops or not."""
        return len(self.outline.sentence_starts)

    def is_stop(self, sentence: int) -> bool:
        """Whether the cursor may stand on a sentence: a claim, or a row of a table."""
        return self._every or self.outline.is_stop(sentence)

    def is_counted(self, sentence: int) -> bool:
        """Whether a sentence is one of those to be marked; rows of tables are not."""
        return self._every or self.outline.is_claim(sentence)

    def find(
        self, sentence: int, direction: int, wanted: Callable[[int], bool] = lambda _: True
    ) -> int | None:
        """The nearest wanted stop at or after (`direction` 1) or at or before (-1) a sentence."""
        while 0 <= sentence < self.count:
            if self.is_stop(sentence) and wanted(sentence):
                return sentence
            sentence += direction
        return None

    def step(self, sentence: int, direction: int) -> int | None:
        """The next or previous stop."""
        return self.find(sentence + direction, direction)

    def first(self) -> int | None:
        """The first stop of the article."""
        return self.find(0, 1)

    def last(self) -> int | None:
        """The last stop of the article."""
        return self.find(self.count - 1, -1)

    def near(self, offset: int) -> int | None:
        """The stop that holds an offset, or the next one after it, or the last before it."""
        at = self.outline.sentence_at(offset)
        if self.is_stop_at(at) and offset < self.outline.sentence_ends[at]:
            return at
        after = bisect_left(self.outline.sentence_starts, offset)
        found = self.find(after, 1)
        return found if found is not None else self.find(min(after, self.count - 1), -1)

    def is_stop_at(self, sentence: int) -> bool:
        """Whether a sentence is a stop; false for a number outside the article."""
        return 0 <= sentence < self.count and self.is_stop(sentence)

    def paragraph(self, sentence: int, direction: int) -> int | None:
        """The first stop of the next paragraph; or of this one, then of the one before it."""
        here = self._paragraph_of(sentence)
        if direction > 0:
            return self.find(self.outline.first_sentence[here + 1], 1)
        start = self.find(self.outline.first_sentence[here], 1)
        if start is not None and start < sentence:
            return start
        before = self.find(self.outline.first_sentence[here] - 1, -1)
        if before is None:
            return None
        return self.find(self.outline.first_sentence[self._paragraph_of(before)], 1)

    def section(self, sentence: int, direction: int) -> int | None:
        """The first stop of the next section; or of this one, then of the one before it."""
        here = self.outline.section_at(self.outline.sentence_starts[sentence])
        if direction > 0:
            return self.section_start(here + 1)
        # A section without a stop leads to the next one's, which would hold the cursor fast.
        starts = (self.section_start(number) for number in range(here, -1, -1))
        return next((start for start in starts if start is not None and start < sentence), None)

    def section_start(self, section: int) -> int | None:
        """The first stop in or after a section; None past either end of the article."""
        if not 0 <= section < len(self.outline.sections):
            return None
        return self.find(self.outline.first_sentence[self.outline.sections[section]], 1)

    def _paragraph_of(self, sentence: int) -> int:
        return self.outline.paragraph_at(self.outline.sentence_starts[sentence])
