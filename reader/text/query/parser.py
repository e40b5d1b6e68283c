"""The search language: what a reader types → a query.

Parts are parted by white space, and every part has to hold. `"…"` or a pair of Chinese quotes
makes a phrase, `-` before a part excludes it, `name:value` is a filter. Nothing that can be typed
is wrong but a filter that does not exist, or a value that a filter does not know.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from reader.errors import InputError
from reader.model.search import Filter, Query, Term
from reader.text.cleaning import clean
from reader.text.folding import fold

ALIASES = {
    "tag": "標 標記 標註 判斷",
    "status": "查核 核查",
    "verdict": "判定 結果",
    "source": "誰說 誰說的 來源",
    "label": "標籤",
    "by": "標記者 標註者",
    "in": "在",
    "from": "媒體",
    "after": "起 自",
    "before": "前 迄",
}
"""Chinese names of each filter; the fold makes them hold for both scripts."""

VALUES = {
    "tag": {
        "fact": "f 事實 實",
        "opinion": "o 觀點 觀",
        "none": "n d 無主張 無 -",
    },
    "status": {
        "unchecked": "未查",
        "to_check": "要查 待查",
        "asked": "已詢問",
        "decided": "已查核 已核查 已查 checked",
    },
    "in": {
        "text": "內文 正文",
        "title": "標題",
        "note": "眉批",
    },
}
"""The filters with certain values, and what each value is called besides."""

VERDICTS = {
    "correct": "正確 supported 屬實",
    "incorrect": "錯誤 refuted 不實",
    "partly_incorrect": "部分錯誤",
    "clarification": "事實釐清",
    "not_enough_evidence": "證據不足 no_evidence 查無實據",
    "disputed": "有爭議",
}
"""Names of the program's verdicts; any other is looked for by its name."""

MOST, LONGEST = 100, 10_000
"""Words and filters, and code points, of the longest query: SQLite takes only so many conditions,
and nobody types as much.
"""

FILTERS = tuple(ALIASES)
DATES = "YYYY, YYYY-MM, YYYY-MM-DD"
ABOUT_ANNOTATIONS = frozenset({"tag", "status", "verdict", "source", "label", "by"})
PLACES = frozenset(VALUES["in"])

_VERDICTS = {fold(word): key for key, words in VERDICTS.items() for word in (key, *words.split())}
_CLOSING = dict(zip('"＂“‘「『﹁﹃', '"＂”’」』﹂﹄', strict=True))
# "://" begins the rest of an address, so `http` is no filter.
_NAMED = re.compile(r"([^\s:：\"＂“‘「『]+)[:：](?!//)")
_WORD = re.compile(r"\S+")
PERIOD = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
"""A day, a month or a year, as it is typed."""


def parse(text: str) -> Query:
    """The query that a text means; without other regions' words.

    A quote that is not closed holds up to the end. Raises InputError: `filter_unknown` (`name`,
    `known`) for a Latin word before a colon that is no filter, `filter_value` (`name`, `value`,
    `known`) and `filter_empty` (`name`) for a value that a filter cannot have, and `query_long`
    (`most`, `longest`) past `MOST` and `LONGEST`.
    """
    terms: list[Term] = []
    filters: list[Filter] = []
    typed, text = text, clean(text).text  # as the articles are, or what they lost is looked for
    at, end = 0, len(text)
    long = InputError("query_long", most=MOST, longest=LONGEST)
    if end > LONGEST:
        raise long
    while at < end:
        if text[at].isspace():
            at += 1
            continue
        negated = is_negated(text, at)
        name, written, at = _SEARCH.name(text, at + negated)
        found, quoted, at = value(text, at)
        if name:
            filters.append(_SEARCH.filter(name, written, found, negated=negated))
        elif found.strip():
            terms.append(Term(found, fold(found), quoted=quoted, negated=negated))
    if len(terms) + len(filters) > MOST:
        raise long
    return Query(typed, tuple(terms), tuple(filters))


def about_annotations(query: Query) -> bool:
    """Whether annotations are looked for, and not articles."""
    return any(
        it.name in ABOUT_ANNOTATIONS or (it.name, it.value, it.negated) == ("in", "note", False)
        for it in query.filters
    )


def places(query: Query) -> frozenset[str]:
    """Places in which the words of a query may stand: "text", "title" and "note", as `in:` limits
    them.
    """
    left = PLACES
    for it in query.filters:
        if it.name == "in":
            left = left - {it.value} if it.negated else left & {it.value}
    return left


def is_negated(text: str, at: int) -> bool:
    """Whether a `-` at an offset leaves out what follows; two of them are a word's own."""
    return text[at] in "-－" and text[at + 1 : at + 2] not in ("-", "－")


def value(text: str, at: int) -> tuple[str, bool, int]:
    """The word or phrase that begins at an offset, whether it is quoted, and what is after it."""
    closing = _CLOSING.get(text[at : at + 1])
    if closing is None:
        word = _WORD.match(text, at)
        return (word[0], False, word.end()) if word else ("", False, at)
    close = text.find(closing, at + 1)
    if close < 0:
        # The end of it is still being typed.
        return text[at + 1 :].rstrip(), True, len(text)
    return text[at + 1 : close], True, close + 1


def quoted(phrase: str) -> str:
    """A phrase in quotes that it does not hold, so that it is read as one again."""
    pairs = ((opening, closing) for opening, closing in _CLOSING.items() if closing not in phrase)
    opening, closing = next(pairs, ("「", ""))
    return f"{opening}{phrase}{closing}"


class Language:
    """The filters of a search: their names in two languages, and the values that some have."""

    def __init__(self, aliases: Mapping[str, str], values: Mapping[str, Mapping[str, str]]) -> None:
        self.filters = tuple(aliases)
        self._choices = values
        self._names = {
            fold(word): name for name, words in aliases.items() for word in (name, *words.split())
        }
        self._values = {
            name: {fold(it): value for value, words in of.items() for it in (value, *words.split())}
            for name, of in values.items()
        }

    def name(self, text: str, at: int) -> tuple[str | None, str, int]:
        """The filter whose name and colon stand at an offset, as it is written, and what is after
        them; None and the same offset where none does.

        Raises InputError `filter_unknown` for a Latin word that is the name of none.
        """
        found = _NAMED.match(text, at)
        if not found:
            return None, "", at
        folded = fold(found[1])
        if folded not in self._names and re.fullmatch("[a-z][a-z_-]*", folded):
            raise InputError("filter_unknown", name=found[1], known=", ".join(self.filters))
        name = self._names.get(folded)
        return name, found[1], found.end() if name else at

    def filter(self, name: str, written: str, value: str, *, negated: bool = False) -> Filter:
        """The filter that was typed; a verdict that once was a status still may stand as one.

        Raises InputError `filter_value` and `filter_empty`, which name it as it was `written`.
        """
        verdict = _verdict(value)
        if name == "verdict" and verdict:
            return Filter(name, verdict, negated)
        if name == "status" and verdict in _VERDICTS.values():
            return Filter("verdict", verdict, negated)
        return Filter(name, self._meant(name, written, value), negated)

    def _meant(self, name: str, written: str, value: str) -> str:
        """A filter's value as `Filter` holds it."""
        folded = fold(value.strip())
        if name in self._values:
            # The screens write `to check`, the code `to_check`.
            known = self._values[name].get(folded) or self._values[name].get(
                folded.replace(" ", "_")
            )
            if known is None:
                choices = ", ".join(
                    f"{it} {next(word for word in words.split() if not word.isascii())}"
                    for it, words in self._choices[name].items()
                )
                raise InputError("filter_value", name=written, value=value, known=choices)
            return known
        if name in ("after", "before"):
            if not _is_date(folded):
                raise InputError("filter_value", name=written, value=value, known=DATES)
            return folded
        if not folded:
            raise InputError("filter_empty", name=written)
        return folded


_SEARCH = Language(ALIASES, VALUES)


def _verdict(value: str) -> str:
    """The word of the code for a verdict, or the fold of what somebody calls one."""
    folded = fold(value.strip())
    return _VERDICTS.get(folded.replace(" ", "_")) or _VERDICTS.get(folded) or folded


def _is_date(folded: str) -> bool:
    found = PERIOD.fullmatch(folded)
    if not found:
        return False
    try:
        date(*(int(part or 1) for part in found.groups()))
    except ValueError:
        return False
    return True
