"""Sentences of one build, and corrected ones: news of all kinds, in both scripts, short and long.

The words that tell nothing and the limits were chosen on the part `tuning`; the other part was
written before that and only counted. A few pairs nobody can judge: half of the sentence is another.
"""

import re
from collections.abc import Iterator
from itertools import islice

import pytest

from reader.model import Span
from reader.text.anchoring import Carrier
from tests.text.anchoring.builds import Pair, corrected, editions, replaced

HALVES = ("tuning", "heldout")
EVERY = 3
"""Of the editions of each pair every third one is tried, so each way of standing has its turn."""
CLAUSE = re.compile(r"[^，。「」“”：？！]{6,}")


def tried(pairs: list[Pair], half: str) -> Iterator[tuple[Pair, str, str, Carrier]]:
    for pair, _, old, new in islice(editions(pairs, half, 7), None, None, EVERY):
        yield pair, old, new, Carrier(old, new)


@pytest.mark.parametrize("half", HALVES)
def test_a_sentence_of_the_same_build_gets_no_mark(half: str) -> None:
    asked, wrong = 0, []
    for pair, old, new, carrier in tried(replaced(half), half):
        start = old.index(pair.old)
        parts = [each.span() for each in CLAUSE.finditer(pair.old) if each[0] not in pair.new]
        for low, high in [(0, len(pair.old)), *parts]:
            found = carrier.anchor(Span(start + low, start + high)).span
            asked += 1
            if found:
                wrong.append((pair.old[low:high], found.of(new)))
    assert asked > 500
    assert len(wrong) <= 0.02 * asked, wrong


@pytest.mark.parametrize("half", HALVES)
def test_a_corrected_sentence_is_still_there(half: str) -> None:
    asked, lost = 0, []
    for pair, old, new, carrier in tried(corrected(half, 7), half):
        start = old.index(pair.old)
        now = Span(new.index(pair.new), new.index(pair.new) + len(pair.new))
        found = carrier.anchor(Span(start, start + len(pair.old))).span
        asked += 1
        if not found or not found.overlaps(now):
            lost.append((pair.kind, pair.old, pair.new))
    assert asked > 300
    assert len(lost) <= 0.02 * asked, lost
