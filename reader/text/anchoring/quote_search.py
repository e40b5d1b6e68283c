"""A quotation in a text, when the text that it was taken from is not at hand.

What other tools hand over is a `TextQuoteSelector` (W3C Web Annotation Data Model, 4.2.4): the
exact words, and their context before and after. Such an anchor is a guess that a reader should see:
it needs a score of .70.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from reader.model import Anchor, AnchorStatus, Span
from reader.text.anchoring.chance_matches import settled
from reader.text.anchoring.edit_distance import EditMatch
from reader.text.anchoring.normalized_text import Squeezed, words
from reader.text.anchoring.placement import Placement, PlacementBlocks, counted

ENOUGH = 0.7
CONTEXT = 24
"""Characters of the prefix and of the suffix that are compared."""
OCCURRENCES = 1000
"""Number of exact occurrences that are looked at, after the hint and before it."""
CERTAIN = 16
"""An exact quotation of so many characters hardly needs its surroundings."""
SHORTEST = 5
"""A quotation that is not there word for word must be this long."""
GRAM, GRAMS, PLACES, WINDOWS = 3, 64, 24, 6
LONGEST = 4096

_squeezed = lru_cache(maxsize=2)(Squeezed)


def find_quote(
    text: str, exact: str, prefix: str = "", suffix: str = "", hint: int | None = None
) -> Anchor:
    """Find a quotation in a text; an orphan if nothing scores .70.

    Scripts, widths, quotation marks and white space may differ. Of several occurrences, the one
    with the quote's context is taken; `hint`, an offset, decides between equals. Without one,
    it is the first of equals at a score of .70; words of fewer than five characters that nothing
    tells apart are an orphan. `same` if it stands at the hint, `shifted` if elsewhere, `changed` if
    words of it differ.
    """
    there = _squeezed(text)
    quote = Squeezed(exact).text
    if not quote or not there.text:
        return Anchor(None, AnchorStatus.ORPHAN, 0.0)
    before, after = Squeezed(prefix).text[-CONTEXT:], Squeezed(suffix).text[:CONTEXT]
    near = there.index(min(max(hint or 0, 0), len(text)))
    places = list(_occurrences(there.text, quote, near, before, after))
    if not places:
        places = list(_similar(there.text, quote))
    scored = [
        (round(_score(each, len(quote), _agreement(there.text, each, before, after)), 3), each)
        for each in places
    ]
    score = max((score for score, _ in scored), default=0.0)
    equals = [place for each, place in scored if each == score]
    if len(equals) > 1 and hint is None:
        score = min(score, ENOUGH if len(quote) >= SHORTEST else 1 / len(equals))
    if score < ENOUGH:
        return Anchor(None, AnchorStatus.ORPHAN, score)
    best = min(equals, key=lambda place: abs(there.offset(place.start) - (hint or 0)))
    span = Span(there.offset(best.start), there.end(best.end))
    if words(text[span.start : span.end]) != words(exact):
        return Anchor(span, AnchorStatus.CHANGED, score)
    status = AnchorStatus.SAME if span.start == hint else AnchorStatus.SHIFTED
    return Anchor(span, status, score)


def _occurrences(text: str, quote: str, near: int, before: str, after: str) -> Iterator[Placement]:
    """Places of a quotation word for word: with its surroundings, then from `near` outwards."""
    size = len(quote)
    starts = []
    at = text.find(before + quote + after)
    if at >= 0:
        starts.append(at + len(before))
    at = text.find(quote, near)
    while at >= 0 and len(starts) < OCCURRENCES:
        starts.append(at)
        at = text.find(quote, at + 1)
    at = text.rfind(quote, 0, near + size - 1)
    while at >= 0 and len(starts) < 2 * OCCURRENCES:
        starts.append(at)
        at = text.rfind(quote, 0, at + size - 1)
    for start in sorted(set(starts)):
        yield Placement(start, start + size, size, size, 1.0, size, size, before=1.0, after=1.0)


def _similar(text: str, quote: str) -> Iterator[Placement]:
    """Places at which an edited quotation might stand: those that most of its grams point to."""
    if not SHORTEST <= len(quote) <= LONGEST:
        return
    width = max(4, len(quote) // 4)
    votes: Counter[int] = Counter()
    for at in range(0, len(quote) - GRAM + 1, max(1, len(quote) // GRAMS)):
        there = -1
        for _ in range(PLACES):
            there = text.find(quote[at : at + GRAM], there + 1)
            if there < 0:
                break
            votes[(there - at) // width] += 1
    for bucket, _ in votes.most_common(WINDOWS):
        low = max(0, (bucket - 1) * width)
        high = min(len(text), (bucket + 2) * width + len(quote))
        same = settled(quote, text[low:high])
        blocks = PlacementBlocks(
            [EditMatch(old, low + new, size) for old, new, size in same], counted(quote), len(text)
        )
        if place := blocks.place(0, len(quote)):
            yield place


def _agreement(text: str, place: Placement, before: str, after: str) -> float | None:
    """The share of the quote's context found around a place; None if it has no context."""
    if not before and not after:
        return None
    same = 0
    for context, found in (
        (before, text[max(0, place.start - len(before) * 5 // 4) : place.start]),
        (after, text[place.end : place.end + len(after) * 5 // 4]),
    ):
        same += sum(match.size for match in settled(context, found))
    return same / (len(before) + len(after))


def _score(place: Placement, length: int, agreement: float | None) -> float:
    """Score from 0 to 1: the share of the quotation that is there; the shorter, the more its
    surroundings say.

    What was put between its words counts against it.
    """
    share = place.share * min(1.0, 1.5 * length / (place.end - place.start))
    if agreement is None:
        return share
    weight = 0.2 + 0.4 * max(0.0, 1 - length / CERTAIN)
    return (1 - weight) * share + weight * agreement
