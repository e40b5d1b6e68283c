"""Strings made to hurt a pattern, from its own parse tree.

What makes a backtracking matcher slow is a repeat that can be left in many ways: two repeats side
by side that take the same signs, a repeat inside a repeat, or a repeat that begins anew at every
place of a search. So each repeat is pumped with what its body takes and with every kind of sign
that the pattern tells apart, behind what leads to it, and before what makes it fail.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

MANY = 16
"""Repeats that go on for longer than this are pumped."""

MOST = 80
"""Pairs of what leads and what is pumped that are tried; of more, as many are drawn."""

_ALWAYS = "a0 \n<-.|中」"
_CATEGORIES = {
    op.CATEGORY_DIGIT: "0", op.CATEGORY_NOT_DIGIT: "a", op.CATEGORY_SPACE: " \t",
    op.CATEGORY_NOT_SPACE: "a", op.CATEGORY_WORD: "a_", op.CATEGORY_NOT_WORD: "- ",
}  # fmt: skip
_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
Node = tuple[Any, Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """A string of any length: what comes before, what is repeated, what comes after."""

    before: str
    pumped: str
    after: str

    def of(self, count: int) -> str:
        """The string in which the pumped part makes about `count` code points."""
        return self.before + self.pumped * max(1, count // len(self.pumped)) + self.after


def shapes(pattern: re.Pattern[str] | re.Pattern[bytes]) -> list[Shape]:
    """The strings that may hurt a pattern, each once; for bytes, read as Latin-1."""
    tree = _parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    signs = _kinds(tree)
    pairs = {("", sign) for sign in signs}
    bodies: set[tuple[str, str]] = set()
    for seed in range(6):
        for lead, body in _repeats(tree, random.Random(seed), ""):
            bodies |= {("", lead), ("", lead + body), ("", body), (lead, body)}
            if seed == 0:
                pairs |= {(lead, sign) for sign in signs}
                pairs |= {(lead, body + sign) for sign in signs[:8]}
    draw = random.Random(0)
    found = [Shape(*pair, tail) for pair in _drawn(bodies, draw) for tail in _tails(tree, signs)]
    found += [Shape(*pair, "\x01") for pair in _drawn(pairs - bodies, draw)]
    binary = isinstance(pattern.pattern, bytes)
    return [
        shape
        for shape in found
        if shape.pumped and not (binary and max(shape.before + shape.pumped + shape.after) > "\xff")
    ]


def _tails(tree: Sequence[Node], signs: Sequence[str]) -> list[str]:
    """What may make a pattern fail at its end: nothing, and the signs that it takes least."""
    tests = [node for node in _walk(tree) if node[0] in (op.LITERAL, op.NOT_LITERAL, op.IN)]
    taken = {sign: sum(_takes(node, sign) for node in tests) for sign in signs}
    return ["", "\x01", *sorted(signs, key=lambda sign: taken[sign])[:2]]


def _drawn(pairs: set[tuple[str, str]], draw: random.Random) -> list[tuple[str, str]]:
    """Pairs in an order that is always the same; of too many, some that are drawn."""
    ordered = sorted(pairs)
    return ordered if len(ordered) <= MOST else draw.sample(ordered, MOST)


def _kinds(tree: Sequence[Node]) -> list[str]:
    """One sign of each kind that the pattern tells apart."""
    tests: list[Callable[[str], bool]] = []
    candidates = dict.fromkeys(_ALWAYS)
    for node in _walk(tree):
        if node[0] in (op.LITERAL, op.NOT_LITERAL, op.IN, op.RANGE):
            candidates |= dict.fromkeys(_signs(node))
            tests.append(lambda sign, node=node: _takes(node, sign))  # type: ignore[misc]
    kinds: dict[tuple[bool, ...], str] = {}
    for sign in candidates:
        kinds.setdefault(tuple(test(sign) for test in tests), sign)
    return list(kinds.values())


def _walk(tree: Any) -> Iterator[Node]:
    """Every node of a tree with those inside it."""
    for kind, said in tree:
        yield kind, said
        for inner in _inside(kind, said):
            yield from _walk(inner)


def _inside(kind: Any, said: Any) -> list[Any]:
    if kind in _REPEATS:
        return [said[2]]
    if kind is op.BRANCH:
        return list(said[1])
    if kind is op.SUBPATTERN:
        return [said[3]]
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return [said[1]]
    return [said] if kind is op.ATOMIC_GROUP else []


def _signs(node: Node) -> list[str]:
    """Signs that a node which takes one sign takes, or is known by."""
    kind, said = node
    if kind in (op.LITERAL, op.NOT_LITERAL):
        return [chr(said)]
    if kind is op.RANGE:
        return [chr(said[0]), chr(said[1])]
    if kind is op.CATEGORY:
        return list(_CATEGORIES[said])
    if kind is op.IN:
        return [sign for each in said for sign in _signs(each)]
    return list("a")


def _takes(node: Node, sign: str) -> bool:
    kind, said = node
    if kind is op.LITERAL:
        return bool(ord(sign) == said)
    if kind is op.NOT_LITERAL:
        return bool(ord(sign) != said)
    if kind is op.RANGE:
        return bool(said[0] <= ord(sign) <= said[1])
    if kind is op.CATEGORY:
        return bool(_CATEGORY_TESTS[said](sign))
    if kind is op.IN:
        held = any(_takes(each, sign) for each in said if each[0] is not op.NEGATE)
        return held != (said[0][0] is op.NEGATE)
    return sign != "\n"


_CATEGORY_TESTS: dict[Any, Callable[[str], bool]] = {
    op.CATEGORY_DIGIT: str.isdecimal,
    op.CATEGORY_NOT_DIGIT: lambda sign: not sign.isdecimal(),
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_NOT_SPACE: lambda sign: not sign.isspace(),
    op.CATEGORY_WORD: lambda sign: sign.isalnum() or sign == "_",
    op.CATEGORY_NOT_WORD: lambda sign: not (sign.isalnum() or sign == "_"),
}


def _repeats(tree: Any, draw: random.Random, lead: str) -> Iterator[tuple[str, str]]:
    """Each long repeat: what leads to it, and what its body takes once."""
    for kind, said in tree:
        if kind in _REPEATS and said[1] > MANY:
            yield lead, _sample(said[2], draw)
        inner = [said[2]] if kind in _REPEATS else _inside(kind, said)
        for each in inner:
            yield from _repeats(each, draw, lead)
        if kind not in (op.ASSERT, op.ASSERT_NOT) or said[0] < 0:
            lead += _sample([(kind, said)], draw)


def _sample(tree: Any, draw: random.Random) -> str:
    """A short text that a tree takes."""
    parts: list[str] = []
    for kind, said in tree:
        if kind in _REPEATS:
            parts.append("".join(_sample(said[2], draw) for _ in range(max(said[0], 1))))
        elif kind is op.BRANCH:
            parts.append(_sample(draw.choice(said[1]), draw))
        elif kind is op.SUBPATTERN:
            parts.append(_sample(said[3], draw))
        elif kind is op.ATOMIC_GROUP:
            parts.append(_sample(said, draw))
        elif kind is op.ASSERT and said[0] < 0:
            parts.append(_sample(said[1], draw))
        elif kind in (op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY):
            fit = [sign for sign in (*_signs((kind, said)), *_ALWAYS) if _takes((kind, said), sign)]
            parts.append(draw.choice(fit) if fit else "")
    return "".join(parts)
