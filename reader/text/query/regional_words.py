"""The words of other regions: 計程車 is 出租車 on the mainland and 的士 in Hong Kong.

The pairs are those by which OpenCC converts between the mainland, Taiwan and Hong Kong (`s2twp`,
`tw2sp`, `s2hkp`, `hk2sp`). Where its dictionaries give several words, or convert one way only,
each word stands for all of them, so that finding goes both ways.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from itertools import chain, islice, product
from threading import Thread

from reader.model.search import Query
from reader.text.folding import fold
from reader.text.scripts.opencc_engine import candidates

REGIONS = (("TWPhrases.txt", "TWPhrasesRev.txt"), ("HKPhrases.txt", "HKPhrasesRev.txt"))
"""Dictionaries of OpenCC for each region: from the mainland's words, and to them."""

MOST = 32
"""Forms of one term: a long one may hold several such words, each with several others."""


def expanded(query: Query) -> Query:
    """The query with each unquoted term in the words of other regions, too (`Term.also`).

    The first use reads the dictionaries (see `prepare`).
    """
    terms = tuple(it if it.quoted else replace(it, also=others(it.folded)) for it in query.terms)
    return replace(query, terms=terms)


def ready() -> bool:
    """Whether `expanded` answers at once."""
    return bool(_vocabulary.cache_info().currsize)


def prepare() -> Thread:
    """Read the dictionaries in the background."""
    thread = Thread(target=_vocabulary, name="prepare-vocabulary", daemon=True)
    thread.start()
    return thread


@lru_cache(maxsize=256)
def others(folded: str) -> tuple[str, ...]:
    """The folds of what other regions call a folded term, fewer than `MOST`."""
    parts = list(_parts(folded))
    # First what is wholly in other words, for that is what a long term most likely means.
    whole = (
        "".join(part[min(n, len(part) - 1)] for part in parts)
        for n in range(1, max(map(len, parts), default=0))
    )
    mixed = islice(map("".join, product(*parts)), MOST)
    forms = dict.fromkeys(chain(whole, mixed))
    forms.pop(folded, None)
    return tuple(forms)[: MOST - 1]


def _parts(folded: str) -> Iterator[tuple[str, ...]]:
    """A term in its parts, each with what it is called besides; the longest word wins."""
    vocabulary = _vocabulary()
    longest = max(map(len, vocabulary))
    at = 0
    while at < len(folded):
        ends = range(min(len(folded), at + longest), at + 1, -1)
        end = next((end for end in ends if folded[at:end] in vocabulary), at + 1)
        word = folded[at:end]
        yield word, *vocabulary.get(word, ())
        at = end


@cache
def _vocabulary() -> dict[str, tuple[str, ...]]:
    """Folded word → its folds elsewhere.

    A word is followed to another region and from there once more, but not within its own region,
    where it is distinct. Words of one character stand for too much else and are left out.
    """
    regions = [_links(*files) for files in REGIONS]
    found: dict[str, dict[str, None]] = {}
    for there, back in regions:
        for home, abroad in there.items():
            near = found.setdefault(home, {})
            for word in abroad:
                near.update(dict.fromkeys((word, *back[word])))
        for word, homes in back.items():
            near = found.setdefault(word, {})
            for home in homes:
                near[home] = None
                for onward, _ in regions:
                    if onward is not there:
                        near.update(dict.fromkeys(onward.get(home, ())))
    return {word: tuple(it for it in near if it != word) for word, near in found.items()}


def _links(to_region: str, to_mainland: str) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The mainland's words → a region's, and back."""
    pairs = [(home, it) for home, words in candidates(to_region).items() for it in words]
    pairs += [(home, it) for it, homes in candidates(to_mainland).items() for home in homes]
    there: dict[str, list[str]] = {}
    back: dict[str, list[str]] = {}
    for home, abroad in dict.fromkeys((fold(home), fold(abroad)) for home, abroad in pairs):
        if home != abroad and min(len(home), len(abroad)) > 1:
            there.setdefault(home, []).append(abroad)
            back.setdefault(abroad, []).append(home)
    return there, back
