"""Likeness of two statements: repeats of each other, or at odds, and in what."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property

from reader.model.offers import Kinship, Likeness
from reader.text.anchoring.word_weight import telling, worded
from reader.text.comparison import contrasts
from reader.text.comparison.quantities import Quantity, agree, quantities, same_measure
from reader.text.folding import fold
from reader.text.joined_lines import on_one_line

LEAST_REPEATED = 0.5
"""Likeness from which one statement repeats another."""
LEAST_AT_ODDS = 0.42
"""Likeness from which two statements with other numbers are at odds."""
LEAST_TURNED = 0.62
"""Likeness from which two statements without other numbers are at odds: 會 and 不會, two dates."""
LEAST_IN_COMMON = 1.3
"""Pairs of characters, by their weight, that two statements about one thing have in common."""
LEAST_AROUND = 0.2
"""Likeness of the words around two numbers from which they may count the same."""

_NEGATIONS = ("不會", "不是", "沒有", "並未", "尚未", "並非", "不能", "不應", "否認", "無人", "不")
_TURNS = (
    ("增加", "減少"), ("上升", "下降"), ("成長", "衰退"), ("上漲", "下跌"), ("調升", "調降"),
    ("調漲", "調降"), ("增長", "下滑"), ("年增", "年減"), ("獲利", "虧損"), ("贊成", "反對"),
    ("有罪", "無罪"), ("合法", "違法"),
)  # fmt: skip


@dataclass(frozen=True)
class Statement:
    """A statement to compare: its words, and the day (ISO 8601) from which 昨天 counts."""

    text: str
    day: str = ""
    folded: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", on_one_line(self.text))
        object.__setattr__(self, "folded", fold(self.text))

    @cached_property
    def quantities(self) -> list[Quantity]:
        """Its numbers, with what they count."""
        return quantities(self.folded)

    @cached_property
    def times(self) -> contrasts.Named:
        """The times that it names."""
        return contrasts.times(self.folded, self.day)

    @cached_property
    def sides(self) -> contrasts.Named:
        """The places that it names, the sides that it takes, what it counts through."""
        return contrasts.sides(self.folded)

    @cached_property
    def weights(self) -> list[float]:
        """Weight of each code point, 0 to 1: nothing for numbers and for the words of any news."""
        told = zip(telling(self.folded), worded(self.folded), strict=True)
        return [weight if word else 0.0 for weight, word in told]

    @cached_property
    def pairs(self) -> dict[str, float]:
        """The pairs of characters that tell something, with their weights."""
        text, weights = self.folded, self.weights
        found: dict[str, float] = {}
        for at in range(len(text) - 1):
            weight = (weights[at] + weights[at + 1]) / 2
            if weights[at] and weights[at + 1] and weight > found.get(text[at : at + 2], 0):
                found[text[at : at + 2]] = weight
        return found

    @cached_property
    def letters(self) -> dict[str, float]:
        """The characters that tell something, with their weights."""
        found: dict[str, float] = {}
        for letter, weight in zip(self.folded, self.weights, strict=True):
            if weight > found.get(letter, 0):
                found[letter] = weight
        return found

    def written(self, quantity: Quantity) -> str:
        """A quantity as it is written."""
        return self.text[quantity.start : quantity.end].strip()


def _in_common(one: Statement, other: Statement) -> float:
    """The weight of the pairs that both have."""
    return sum(min(it, other.pairs[pair]) for pair, it in one.pairs.items() if pair in other.pairs)


def compare(one: Statement, other: Statement) -> Likeness | None:
    """Relation of one statement to another; None where there is hardly any."""
    if _in_common(one, other) < LEAST_IN_COMMON:
        return None
    likeness = alike(one, other)
    if likeness < LEAST_AT_ODDS - 0.12 or contrasts.apart(one.sides, other.sides):
        return None
    likeness *= 1 - _exchanged(one, other)
    odds, same = _numbers(one, other)
    if odds:
        if likeness + 0.1 * min(1, len(same)) < LEAST_AT_ODDS:
            return None
        differs = tuple((one.written(a), other.written(b)) for a, b in odds)
        return Likeness(Kinship.CONTRADICTS, min(1.0, likeness), differs)
    turned = _turned(one, other) if likeness >= LEAST_TURNED else ()
    if turned:
        return Likeness(Kinship.CONTRADICTS, min(1.0, likeness), turned)
    if contrasts.times_apart(one.folded, other.folded, one.times, other.times):
        return None
    likeness = min(1.0, likeness + 0.1 * min(2, len(same)))
    return Likeness(Kinship.REPEATS, likeness) if likeness >= LEAST_REPEATED else None


def alike(one: Statement, other: Statement) -> float:
    """Likeness of two statements by their words alone, 0 to 1."""
    return 0.65 * _shared(one.pairs, other.pairs) + 0.35 * _shared(one.letters, other.letters)


def _shared(one: dict[str, float], other: dict[str, float]) -> float:
    """The weight of what both have, between its part of the shorter one and of both."""
    both = sum(min(weight, other[key]) for key, weight in one.items() if key in other)
    first, second = sum(one.values()), sum(other.values())
    if not both:
        return 0.0
    return (both / min(first, second) + 2 * both / (first + second)) / 2


def _exchanged(one: Statement, other: Statement) -> float:
    """Part of what they say for which the other has something else in that place, 0 to 1."""
    a, b = _compact(one), _compact(other)
    if not a or not b:
        return 0.0
    blocks = SequenceMatcher(None, [it[0] for it in a], [it[0] for it in b], autojunk=False)
    codes = blocks.get_opcodes()
    letters = one.letters, other.letters
    exchanged = 0.0
    for place, (tag, i1, i2, j1, j2) in enumerate(codes):
        if tag != "replace":
            continue
        before = codes[place - 1] if place else None
        after = codes[place + 1] if place + 1 < len(codes) else None
        held = all(it is None or it[2] - it[1] >= 2 for it in (before, after)) and (before or after)
        mine = sum(w for letter, w in a[i1:i2] if letter not in letters[1])
        theirs = sum(w for letter, w in b[j1:j2] if letter not in letters[0])
        if held and max(i2 - i1, j2 - j1) <= 8:
            exchanged += min(mine, theirs)
    whole = min(sum(it[1] for it in a), sum(it[1] for it in b))
    return min(1.0, 2.0 * exchanged / whole) if whole else 0.0


def _compact(statement: Statement) -> list[tuple[str, float]]:
    """The characters that tell something, in their order, with their weights."""
    weighed = zip(statement.folded, statement.weights, strict=True)
    return [(letter, weight) for letter, weight in weighed if weight]


Pair = tuple[Quantity, Quantity]


def _numbers(one: Statement, other: Statement) -> tuple[list[Pair], list[Pair]]:
    """The numbers that count the same and differ, and those that are the same."""
    matches = sorted(
        (
            (_around(a, b) + (0.3 if agree(a, b) else 0), i, j)
            for i, a in enumerate(one.quantities)
            for j, b in enumerate(other.quantities)
            if same_measure(a, b)
        ),
        reverse=True,
    )
    odds: list[Pair] = []
    same: list[Pair] = []
    taken: tuple[set[int], set[int]] = (set(), set())
    for score, i, j in matches:
        if i in taken[0] or j in taken[1]:
            continue
        a, b = one.quantities[i], other.quantities[j]
        taken[0].add(i)
        taken[1].add(j)
        if agree(a, b):
            same.append((a, b))
        elif score >= LEAST_AROUND and not _of_others(one, other, a, b):
            odds.append((a, b))
    return odds, same


def _around(one: Quantity, other: Quantity) -> float:
    """Likeness of the words around two numbers, 0 to 1."""
    first, second = _letters(one), _letters(other)
    if not first or not second:
        return 0.5
    return len(first & second) / min(len(first), len(second))


def _letters(quantity: Quantity) -> set[str]:
    text = f"{quantity.before} {quantity.after}"
    weights = telling(text)
    told = zip(text, weights, worded(text), strict=True)
    return {letter for letter, weight, word in told if weight and word}


def _of_others(one: Statement, other: Statement, a: Quantity, b: Quantity) -> bool:
    """Whether two numbers are of other times, places or sides, by their clauses or statements."""
    first, second = one.folded[slice(*a.clause)], other.folded[slice(*b.clause)]
    if contrasts.apart(contrasts.sides(first), contrasts.sides(second)):
        return True
    when, then = contrasts.times(first, one.day), contrasts.times(second, other.day)
    return contrasts.times_apart(first, second, when or one.times, then or other.times)


def _turned(one: Statement, other: Statement) -> tuple[tuple[str, str], ...]:
    """The dates or words by which they say opposite things, where no number does."""
    a, b = one.folded, other.folded
    for words in _TURNS:
        up, down = map(fold, words)
        for first, second in ((up, down), (down, up)):
            if first in a and second in b and second not in a and first not in b:
                return ((_as_written(one, first), _as_written(other, second)),)
    none = [next((it for it in map(fold, _NEGATIONS) if it in text), "") for text in (a, b)]
    if bool(none[0]) != bool(none[1]):
        said = [
            _as_written(it, word) if word else ""
            for it, word in zip((one, other), none, strict=True)
        ]
        return ((said[0], said[1]),)
    return _dates_apart(one, other)


def _dates_apart(one: Statement, other: Statement) -> tuple[tuple[str, str], ...]:
    """The dates of two statements that name one each, and nothing else in numbers."""
    if one.quantities or other.quantities:
        return ()
    if not contrasts.times_apart(one.folded, other.folded, one.times, other.times):
        return ()
    first, second = contrasts.dates(one.text), contrasts.dates(other.text)
    return ((first[0], second[0]),) if len(first) == len(second) == 1 else ()


def _as_written(statement: Statement, folded: str) -> str:
    at = statement.folded.find(folded)
    return statement.text[at : at + len(folded)]
