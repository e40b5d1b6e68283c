"""The search language about claims: what is typed → a condition on annotations.

It is the language of `parser` with more filters, `OR` (或) between parts and brackets around them.
Parts beside each other have to hold together; `OR` binds less. Bounds of days stand before the
day: `due:<2026-12-01`, `due:>=2026-12`; a day, month or year alone means the whole of it.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from reader.errors import InputError
from reader.model import MOST_URGENT
from reader.model.claim_rows import All, Condition, Either, Is
from reader.text.cleaning import clean
from reader.text.folding import fold
from reader.text.query import parser
from reader.text.query.parser import LONGEST, MOST

ALIASES = {
    **{name: words for name, words in parser.ALIASES.items() if name != "in"},
    "priority": "優先 優先程度",
    "assigned": "指派 指派給 分給",
    "checked-by": "查核者 核查者",
    "due": "期限 到期",
    "checked": "查核日 核查日",
    "changed": "更動 改動",
    "kind": "類別",
    "has": "有",
    "is": "是",
    "link": "關聯",
}
"""Filters and their Chinese names; the fold makes them hold for both scripts."""

VALUES = {
    "tag": parser.VALUES["tag"],
    "status": parser.VALUES["status"],
    "has": {
        "evidence": "證據",
        "source": "出處 來源",
        "verdict": "判定 結果",
        "note": "眉批",
        "due": "期限",
        "assignee": "指派",
    },
    "is": {
        "unsure": "不確定",
        "private": "私密",
        "orphan": "失位 無處",
        "stale": "待複查",
    },
    "link": {"contradicts": "矛盾 互相矛盾"},
}
"""The filters with certain values, and what each value is called besides."""

DAYS = frozenset(("due", "checked", "changed"))
"""Filters about a day, and the beginnings of the conditions they mean."""
NAMED = {
    "source": "said-by",
    "by": "by",
    "from": "from",
    "label": "label-named",
    "assigned": "assigned-to",
    "checked-by": "checked-by-name",
}
"""Filters for a part of a name, or the whole name of a label, and the conditions they mean."""

LANGUAGE = parser.Language(ALIASES, VALUES)
_OR = re.compile(r"(?:OR|ＯＲ|或)(?=[\s(（)）]|\Z)")
_OPEN, _CLOSE = "(（", ")）"
_BOUNDS = "<>=＜＞＝"
_DATES = f"{parser.DATES}, today 今天"
_TODAY = frozenset(map(fold, ("today", "今天", "今日")))
DEEPEST = 20
"""Brackets within brackets that are read."""


def parse_claims(text: str, today: date) -> Condition:
    """The condition that a text means: claims, facts and opinions, for which all of it holds.

    Those of annotators who are shown, unless `by:` says whose. `today` is what that word means.
    Raises InputError as `parser.parse` does, and `query_deep` (`deepest`).
    """
    if len(text) > LONGEST:
        raise InputError("query_long", most=MOST, longest=LONGEST)
    reading = _Reading(clean(text).text, today)
    where = reading.alternatives(0)
    base = [Is("is", "claim"), *([] if reading.by else [Is("is", "shown")])]
    return All((*base, where)) if where != All() else All(tuple(base))


class _Reading:
    """A text that is read from left to right."""

    def __init__(self, text: str, today: date) -> None:
        self._text, self._today = text, today
        self._at = self._count = 0
        self.by = False

    def alternatives(self, depth: int) -> Condition:
        """Parts with `OR` between them, up to the bracket that closes them or the end."""
        if depth > DEEPEST:
            raise InputError("query_deep", deepest=DEEPEST)
        found: list[list[Condition]] = [[]]
        while (sign := self._next()) and not (depth and sign in _CLOSE):
            if (word := self._or()) is not None:
                self._at += len(word)
                found.append([])
            else:
                found[-1] += self._part(depth)
        self._at += bool(sign)
        parts = [_all(each) for each in found if each]
        return Either(tuple(parts)) if len(parts) > 1 else parts[0] if parts else All()

    def _next(self) -> str:
        """The sign after white space, "" at the end."""
        while self._at < len(self._text) and self._text[self._at].isspace():
            self._at += 1
        return self._text[self._at : self._at + 1]

    def _or(self) -> str | None:
        word = _OR.match(self._text, self._at)
        return word[0] if word else None

    def _part(self, depth: int) -> list[Condition]:
        """A bracket, a filter or a word; none for an empty one."""
        start = self._at
        negated = parser.is_negated(self._text, start)
        self._at += negated
        if self._next() in _OPEN and self._text[start + negated : self._at].strip() == "":
            self._at += 1
            inner = self.alternatives(depth + 1)
            return [_negated(inner) if negated else inner] if inner != All() else []
        self._count += 1
        if self._count > MOST:
            raise InputError("query_long", most=MOST, longest=LONGEST)
        name, written, self._at = LANGUAGE.name(self._text, self._at)
        value, quoted, self._at = parser.value(self._text, self._at)
        if not quoted and depth:
            value = self._closed(value)
        if name:
            condition = self._filter(name, written, value)
        elif value.strip():
            condition = Is("words", parser.quoted(value) if quoted else value)
        else:
            return []
        return [_negated(condition) if negated else condition]

    def _closed(self, word: str) -> str:
        """A word without the brackets at its end that close others than its own."""
        own = 0
        for at, sign in enumerate(word):
            own += (sign in _OPEN) - (sign in _CLOSE)
            if own < 0:
                self._at -= len(word) - at
                return word[:at]
        return word

    def _filter(self, name: str, written: str, value: str) -> Condition:
        if name in DAYS:
            return self._days(name, written, value)
        if name in ("after", "before"):
            first, _ = self._period(written, value)
            return Is(f"day-{'from' if name == 'after' else 'before'}", first)
        if name == "priority":
            return Is("priority", str(_priority(written, value)))
        query = LANGUAGE.filter(name, written, value)
        if query.name == "verdict":
            return Is("verdict-named", query.value)
        if name in NAMED:
            self.by = self.by or name == "by"
            return Is(NAMED[name], query.value)
        return Is(name, query.value)

    def _days(self, of: str, written: str, value: str) -> Condition:
        """Days within a period, or on one side of it."""
        period = value.strip().lstrip(_BOUNDS)
        first, following = self._period(written, period)
        within = Is(f"{of}-from", first), Is(f"{of}-before", following)
        sides: dict[str, Condition] = {
            "": All(within),
            "=": All(within),
            "<": Is(f"{of}-before", first),
            "<=": within[1],
            ">": Is(f"{of}-from", following),
            ">=": within[0],
        }
        side = fold(value.strip().removesuffix(period))
        if side not in sides:
            raise InputError("filter_value", name=written, value=value, known=_DATES)
        return sides[side]

    def _period(self, written: str, value: str) -> tuple[str, str]:
        """The first day of a day, month or year, and the one after its last."""
        folded = fold(value.strip())
        if folded in _TODAY:
            return self._today.isoformat(), (self._today + timedelta(1)).isoformat()
        found = parser.PERIOD.fullmatch(folded)
        try:
            year, month, day = (
                (int(it) if it else 0 for it in found.groups()) if found else (0,) * 3
            )
            first = date(year, month or 1, day or 1)
            after = first + timedelta(1 if day else 31 if month else 366)
            after = after if day else after.replace(day=1)
            after = after if month else after.replace(month=1)
        except (ValueError, OverflowError) as error:
            raise InputError("filter_value", name=written, value=value, known=_DATES) from error
        return first.isoformat(), after.isoformat()


def _priority(written: str, value: str) -> int:
    folded = fold(value.strip())
    if folded not in map(str, range(MOST_URGENT + 1)):
        known = ", ".join(map(str, range(MOST_URGENT + 1)))
        raise InputError("filter_value", name=written, value=value, known=known)
    return int(folded)


def _all(parts: list[Condition]) -> Condition:
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _negated(condition: Condition) -> Condition:
    """The opposite of a condition; the store negates single ones alone."""
    match condition:
        case Is(name, value, negated):
            return Is(name, value, not negated)
        case All(parts):
            return Either(tuple(map(_negated, parts)))
        case Either(parts):
            return All(tuple(map(_negated, parts)))
