"""Whether a sentence gave way to another one of the same build.

「學者張家榮認為，補貼應該每年檢討」 and 「教師吳玉珍認為，撥款應該每季檢討」 have most of their
characters in common and nothing that is claimed. A correction leaves most of the weight of a
sentence (`telling`), or changes a few characters here and there; here words stand in the places of
others until little is left but the words of any news.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from reader.text.anchoring.edit_distance import EditMatch
from reader.text.anchoring.normalized_text import Squeezed
from reader.text.anchoring.word_weight import telling, worded

STOPS = frozenset(".!?")
FARTHEST = 200
"""Characters from what was marked of a sentence within which the sentence is looked for."""

WORD = 2
"""Least characters of a word; fewer in the place of others are a correction. Another number is no
other thing, but one more place that was changed.
"""
WHOLE = 0.65
"""Share of what was changed that lies in whole words, at least, if it is no correction."""
REPLACED, LESS = 0.43, 0.15
"""Least share of the weight that was replaced, in another sentence; more where more of it was kept:
no less than the share of all that was kept, but for LESS.
"""
MUCH, MOST = 0.55, 0.75
"""Share kept from which on it is the same sentence, if words were put in one place, or in
several.
"""
SCATTERED, RUN, BOTH = 6, 2.4, 1.4
"""Limits for a passage kept in at least so many runs of fewer characters on average: it was gone
over word by word, and is another sentence only if the shares of WHOLE and REPLACED together are so
much.
"""


def sentences(text: Squeezed, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences that `[start, end)` lies in or reaches into; a line ends one, too."""
    while start < end:
        first, last = text.line(start)
        low, high = max(first, start - FARTHEST), min(last, end + FARTHEST)
        at = start
        while at > low and not _ends(text.text, at):
            at -= 1
        start += 1
        while start < high and not _ends(text.text, start):
            start += 1
        yield at, start


def _ends(text: str, at: int) -> bool:
    """Whether a sentence ends before an index; the point of a number ends none."""
    mark = text[at - 1 : at].strip('"') or text[at - 2 : at - 1]
    return mark in STOPS and not text[at : at + 1].isdigit()


def is_another(kept: Sequence[EditMatch], old: str, new: str) -> bool:
    """Whether `new` is another sentence than `old`, of which `kept` stands there in order.

    Both are folded.
    """
    share = sum(match.size for match in kept) / max(1, len(old))
    if not 0 < share < MOST:
        return False
    weights, new_weights = (_summed(telling(text)) for text in (old, new))
    words, new_words = (_summed(worded(text)) for text in (old, new))
    at = new_at = 0
    stayed = replaced = places = whole = changed = runs = 0.0
    for match in [*kept, EditMatch(len(old), len(new), 0)]:
        gone = words[match.old] - words[at]
        come = new_words[match.new] - new_words[new_at]
        changed += max(gone, come)
        places += not (gone or come) and match.old > at and match.new > new_at
        if min(gone, come) > 0 and min(match.old - at, match.new - new_at) >= WORD:
            places += 1
            whole += max(gone, come)
            replaced += min(
                weights[match.old] - weights[at], new_weights[match.new] - new_weights[new_at]
            )
        at, new_at = match.old + match.size, match.new + match.size
        stayed += weights[at] - weights[match.old]
        runs += words[at] > words[match.old]
    if not replaced or whole < WHOLE * changed or share >= (MOST if places > 1 else MUCH):
        return False
    replaced_share = replaced / (replaced + stayed)
    kept_words = sum(words[match.old + match.size] - words[match.old] for match in kept)
    if runs >= SCATTERED and kept_words < RUN * runs:
        return replaced_share + whole / changed >= BOTH
    return replaced_share >= max(REPLACED, share - LESS)


def _summed(values: Iterable[float]) -> list[float]:
    """Sums of the values before each index."""
    return list(accumulate(values, initial=0.0))
