"""Claims of other passages that those of an article may repeat or contradict.

The index of the claims' words tells which have rare pairs of characters in common; only these are
compared. What is private is never looked at, nor what belongs to an annotator who is hidden.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest
from math import log2
from typing import NamedTuple

from reader.model.offers import Kinship, Likeness
from reader.store.search.grams import needed
from reader.text.comparison import Statement, compare

MOST = 10
"""Offers that are made for one article."""
MOST_OF_CLAIM = 4
"""Offers that are made for one of its claims."""
COMMON = 150
"""Claims with a pair of characters from which it tells nothing."""
COMPARED = 10
"""Claims that one is compared with."""
WAITING = 500
"""Claims that are not in the index yet and are compared all the same."""
LEAST_TOLD = 4
"""Pairs that tell something, by their weight, below which those of a claim are looked for together.
"""
TOGETHER = 6
"""Pairs that are looked for together."""
AT_ODDS_FIRST = 0.7
"""Likeness that two claims which are at odds have more in the order of offers: they matter more."""

_ROWS = """SELECT l.number, l.annotation, l.article, l.annotator, l.tag, l.day, l.start, a.exact,
    coalesce(a.claim_check, l.annotation), length(a.exact)
  FROM claim_listing l JOIN annotation a ON a.id = l.annotation
  JOIN annotator p ON p.id = l.annotator AND p.shown = 1 AND p.deleted = 0
  JOIN article r ON r.id = l.article AND r.private = 0
  WHERE l.private = 0 AND l.tag IN ('fact', 'opinion') AND """
_ALIKE = """SELECT rowid FROM search_claim_gram WHERE search_claim_gram MATCH ? LIMIT ?"""
_LINKED = """SELECT coalesce(a.claim_check, a.id), coalesce(b.claim_check, b.id)
  FROM link l JOIN annotation a ON a.id = l.annotation JOIN annotation b ON b.id = l.target
  WHERE l.deleted = 0 AND (
    l.annotation IN (SELECT value FROM json_each(:ids))
    OR l.target IN (SELECT value FROM json_each(:ids)))"""
_MEMBERS = """SELECT value FROM json_each(:ids) UNION SELECT b.id FROM json_each(:ids) wanted
  JOIN annotation a ON a.id = wanted.value JOIN annotation b ON b.claim_check = a.claim_check"""


class AlikePair(NamedTuple):
    """Two annotations, and what the first one is to the second."""

    found: Likeness
    annotation: str
    other: str


class _Claim(NamedTuple):
    """A claim to compare. `group` is its check, or itself where it has none."""

    number: int
    annotation: str
    article: str
    annotator: str
    tag: str
    day: str
    start: int
    exact: str
    group: str
    length: int

    def is_passage_of(self, other: _Claim) -> bool:
        """Whether two claims lie on the same words of one article."""
        if self.article != other.article or min(self.start, other.start) < 0:
            return False
        ends = self.start + self.length, other.start + other.length
        return max(self.start, other.start) < min(ends)


class _Scored(NamedTuple):
    """Two claims that have something to do with each other."""

    score: float
    claim: _Claim
    other: _Claim
    comparison: Likeness


def offers(
    connection: sqlite3.Connection, article: str, me: str = "", limit: int = MOST
) -> list[AlikePair]:
    """At most `limit` pairs of a claim of an article and another one, the likeliest first.

    Of claims of several people on one passage, that of `me` stands for all. Pairs that share a
    check, or that somebody linked or declined, are none.
    """
    own = _rows(connection, "l.article = ?", (article,))
    own = _one_a_passage(own, me)
    if not own:
        return []
    candidates = _Candidates(connection, own)
    settled = _settled(connection, own)
    found = [
        _compared(it, _one_a_passage(candidates.of(it), me), settled, candidates.statements)
        for it in own
    ]
    return _chosen(found, limit)


def _rows(connection: sqlite3.Connection, where: str, values: Sequence[object]) -> list[_Claim]:
    sql = f"{_ROWS} {where} ORDER BY l.start, l.number"
    return [_Claim(*row) for row in connection.execute(sql, values)]


def _one_a_passage(claims: Iterable[_Claim], me: str) -> list[_Claim]:
    """Claims without those of others on the same words; mine first, else the first one."""
    found: dict[tuple[str, object], _Claim] = {}
    for claim in claims:
        place = (claim.article, claim.start if claim.start >= 0 else claim.annotation)
        known = found.get(place)
        if known is None or (claim.annotator == me != known.annotator):
            found[place] = claim
    return list(found.values())


class _Candidates:
    """Claims that may have something to do with those of an article, found by rare pairs."""

    def __init__(self, connection: sqlite3.Connection, own: Sequence[_Claim]) -> None:
        self._connection = connection
        self.statements = {it.number: Statement(it.exact, it.day) for it in own}
        self._known = {it.number: it for it in own}
        self._with: dict[str, list[int]] = {}
        waiting = "l.number IN (SELECT number FROM claim_listing INDEXED BY claim_unworded"
        waiting += " WHERE worded = 0 ORDER BY number DESC LIMIT ?)"
        for claim in _rows(connection, waiting, (WAITING,)):
            self._keep(claim)
        self._waiting: dict[str, list[int]] = {}
        for number in self._known:
            for pair in self.statements[number].pairs:
                self._waiting.setdefault(pair, []).append(number)
        self._numbers = {it.number: self._numbers_for(it) for it in own}
        missing = {n for numbers in self._numbers.values() for n in numbers} - self._known.keys()
        wanted = "l.number IN (SELECT value FROM json_each(?))"
        for claim in _rows(connection, wanted, (json.dumps(sorted(missing)),)):
            self._keep(claim)

    def _keep(self, claim: _Claim) -> None:
        if claim.number not in self._known:
            self._known[claim.number] = claim
            self.statements[claim.number] = Statement(claim.exact, claim.day)

    def of(self, claim: _Claim) -> list[_Claim]:
        """Those of one claim, the likeliest first."""
        numbers = self._numbers[claim.number]
        return [self._known[number] for number in numbers if number in self._known]

    def _numbers_for(self, claim: _Claim) -> list[int]:
        pairs = self.statements[claim.number].pairs
        scores: defaultdict[int, float] = defaultdict(float)
        told = 0.0
        for pair, weight in pairs.items():
            numbers = self._having(pair)
            if len(numbers) > COMMON:
                continue
            told += weight
            worth = weight / log2(2 + len(numbers))
            for number in numbers:
                scores[number] += worth
        if told < LEAST_TOLD:
            for number in self._having_all(pairs):
                scores[number] += 1
        scores.pop(claim.number, None)
        return nlargest(COMPARED, scores, key=scores.__getitem__)

    def _having(self, pair: str) -> list[int]:
        """Numbers of claims that have a pair, up to one more than tell anything."""
        if pair not in self._with:
            match = " AND ".join(f'"{gram}"' for gram in needed(pair))
            rows = self._connection.execute(_ALIKE, (match, COMMON + 1))
            found = {number for (number,) in rows} | {*self._waiting.get(pair, ())}
            self._with[pair] = list(found)
        return self._with[pair]

    def _having_all(self, pairs: Mapping[str, float]) -> list[int]:
        """Numbers of some claims that have several of these pairs, none of which is rare."""
        some = list(pairs)[:: max(1, len(pairs) // TOGETHER)]
        grams = dict.fromkeys(gram for pair in some for gram in needed(pair))
        match = " AND ".join(f'"{gram}"' for gram in grams)
        rows = self._connection.execute(_ALIKE, (match, COMPARED)) if match else ()
        return [number for (number,) in rows]


def _settled(connection: sqlite3.Connection, own: Sequence[_Claim]) -> set[frozenset[str]]:
    """Groups that somebody has linked, or has said of that they are not to be."""
    ids = {"ids": json.dumps([it.annotation for it in own])}
    members = [ident for (ident,) in connection.execute(_MEMBERS, ids)]
    rows = connection.execute(_LINKED, {"ids": json.dumps(members)})
    return {frozenset(pair) for pair in rows}


def _compared(
    claim: _Claim,
    others: Iterable[_Claim],
    settled: set[frozenset[str]],
    statements: Mapping[int, Statement],
) -> list[_Scored]:
    """Relations of a claim to others, the likeliest first; one for each group of these."""
    found: dict[str, _Scored] = {}
    for other in others:
        later = claim.article == other.article and claim.start < other.start
        groups = frozenset((claim.group, other.group))
        if later or other.tag != claim.tag or len(groups) == 1 or groups in settled:
            continue
        if claim.is_passage_of(other):
            continue
        comparison = compare(statements[claim.number], statements[other.number])
        if comparison is None:
            continue
        score = comparison.likeness + AT_ODDS_FIRST * (comparison.kind is Kinship.CONTRADICTS)
        if other.group not in found or score > found[other.group].score:
            found[other.group] = _Scored(score, claim, other, comparison)
    return sorted(found.values(), key=lambda it: -it.score)[:MOST_OF_CLAIM]


def _chosen(found: Iterable[Sequence[_Scored]], limit: int) -> list[AlikePair]:
    """The likeliest pairs, each of two groups once: first one of each claim, then its others."""
    ranked = [(rank, it) for of_claim in found for rank, it in enumerate(of_claim)]
    chosen: dict[frozenset[str], AlikePair] = {}
    for _, (_, claim, other, comparison) in sorted(ranked, key=lambda it: (it[0], -it[1].score)):
        groups = frozenset((claim.group, other.group))
        chosen.setdefault(groups, AlikePair(comparison, claim.annotation, other.annotation))
    return list(chosen.values())[:limit]
