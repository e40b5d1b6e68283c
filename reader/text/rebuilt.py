"""Whether a sentence gave way to another one of the same build.

「學者張家榮認為，補貼應該每年檢討」 and 「教師吳玉珍認為，撥款應該每季檢討」 have most of their
characters in common and nothing that is claimed. Who corrects a sentence changes a word or a few
characters of several; here word after word stands in another's place, and nothing else was touched.
"""

from __future__ import annotations

from collections.abc import Sequence

from reader.text.edit_distance import Match
from reader.text.squeezing import Squeezed

STOPS = frozenset(".!?")
FARTHEST = 200
"""A sentence is looked for no farther than so many characters from what was marked of it."""

WORD, WORDS = 2, 3
"""A word has so many characters at least; so many in the places of others are no correction."""
WHOLE = 0.9
"""So much of what was changed lies in whole words."""
MUCH = 0.75
"""Of which so much was kept is the same sentence, whatever was done to the rest."""


def sentence(text: Squeezed, start: int, end: int) -> tuple[int, int]:
    """The sentences of its line that `[start, end)` lies in."""
    first, last = text.line(start)[0], text.line(end - 1)[1]
    low, high = max(first, start - FARTHEST), min(last, end + FARTHEST)
    while start > low and not _ends(text.text, start):
        start -= 1
    while end < high and not _ends(text.text, end):
        end += 1
    return start, end


def _ends(text: str, at: int) -> bool:
    """Whether a sentence ends before an index; the point of a number ends none."""
    mark = text[at - 1 : at].strip('"') or text[at - 2 : at - 1]
    return mark in STOPS and not text[at : at + 1].isdigit()


def is_another(kept: Sequence[Match], old: range, new: range) -> bool:
    """Whether `new` is another sentence than `old`, of which `kept` stands there in order."""
    if not kept or not old:
        return False
    edges = [*kept, Match(old.stop, new.stop, 0)]
    at, new_at = old.start, new.start
    words = whole = changed = 0
    for match in edges:
        gone, come = match.old - at, match.new - new_at
        changed += max(gone, come)
        if min(gone, come) >= WORD:
            words += 1
            whole += max(gone, come)
        at, new_at = match.old + match.size, match.new + match.size
    share = sum(match.size for match in kept) / len(old)
    return words >= WORDS and whole >= WHOLE * changed and share < MUCH
