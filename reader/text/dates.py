"""Dates as Chinese media, web pages and feeds write them.

ISO 8601, and year, month and day, also of the Republic (民國114年10月16日), are always read; what
else is, a caller says with `Form`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Flag, auto

CHINA = timezone(timedelta(hours=8))
"""The time of the mainland, Hong Kong, Macau and Taiwan; what they mean by CST."""

_JAPAN = timezone(timedelta(hours=9))


class Form(Flag):
    """Ways to write a date."""

    CLOCK = auto()
    """An hour and minute beside the day, and a zone: 下午2:30, 14時05分, 2:30 PM, 北京时间."""
    GLUED = auto()
    """Digits right before or after the day: 2025-10-1614:30."""
    COMPACT = auto()
    """Digits only: 20251016143000."""
    SHORT_YEAR = auto()
    """25-10-16, from 1980 on."""
    YEAR_LAST = auto()
    """16/10/2025 and 10/16/2025, where only one of the numbers can be a month."""
    ENGLISH = auto()
    """October 16, 2025 and 16 Oct 2025."""
    MAIL = auto()
    """RFC 822, also with Chinese weekdays and months, and any offset at the end."""


_YEAR = r"(?:(?:中華)?(?:民國|民国)\s*+(?P<reign>\d{2,%d})|%s(?P<year>\d{4}))"
_NUMBERS = (
    _YEAR + r"\s*+[-/.年]\s*+(?P<month>\d{1,2})\s*+[-/.月]\s*+(?P<day>\d{1,2})%s\s*+[日號号]?"
)
_DAY = re.compile(_NUMBERS % (3, r"(?<!\d)", r"(?!\d)"))
_GLUED = re.compile(_NUMBERS % (4, "", ""))
_YEAR_LAST = re.compile(
    r"(?<![\d/])(?:(?P<month>0?[1-9]|1[0-2])/(?P<day>1[3-9]|2\d|3[01])"
    r"|(?P<first>1[3-9]|2\d|3[01])/(?P<second>0?[1-9]|1[0-2]))/(?P<year>(?:19|20)\d\d)(?!\d)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "|".join(_MONTHS)
_ENGLISH = re.compile(
    rf"(?:(?P<month>{_MONTH})[a-z]{{0,6}}\.?\s+(?P<day>\d{{1,2}})"
    rf"|(?P<first>\d{{1,2}})\s+(?P<second>{_MONTH})[a-z]{{0,6}}\.?),?\s+(?P<year>\d{{4}})",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"(?P<year>\d{2})[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d\d(?::\d\d)?)?")
_COMPACT = re.compile(r"(20\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?:([01]\d|2[0-3])([0-5]\d)(\d\d)?)?")
_CLOCK = re.compile(
    r"(?:(?P<half>上午|早上|凌晨|中午|下午|晚上|傍晚|[ap]\.?m\.?)\s*+)?"
    r"(?<![\d:])(?P<hour>[01]?\d|2[0-3])\s*+[:：時时点點]\s*+(?P<minute>[0-5]\d|\d(?=\s*+分))(?!\d)"
    r"(?:\s*+[:：分]\s*+(?P<second>[0-5]\d|\d(?=\s*+秒))(?!\d)(?:\s*+秒)?+)?+"
    r"(?:\s*+分)?+\s*+(?P<after>[ap]\.?m\b)?",
    re.IGNORECASE,
)
_CHINA_NAMED = re.compile(
    r"\b(?:HKT|CST|BJT)\b|[北台臺]北?京?[時时][间間]|香港[時时][間间]|(?:GMT|UTC)\+?0?8(?!\d)"
)
_JAPAN_NAMED = re.compile(r"\b(?:JST|KST)\b")
_OFFSET = re.compile(r"(?:([+-])([01]?\d|2[0-3]):?([0-5]\d)?|(?<![A-Za-z])(Z|GMT|UTC))[)）\s]*$")
_BEFORE_ZONE = re.compile(r"(?<!\s)\s++(?=(?:[+-]\d\d:?\d\d|Z)$)")
_HAN_MONTHS = (*"一二三四五六七八九十", "十一", "十二")
_HAN_MONTH = re.compile(r"(?<=\d)\s(十[一二]?|[一二三四五六七八九]|\d{1,2})月\s")
_WEEKDAY = re.compile(r"^(?:星期|週|周|礼拜|禮拜)[一二三四五六日天]\s*[,，]?\s*")
_HAS_ZONE = re.compile(r"\d:\d\d(?:\.\d+)?\s+(?:[+-]\d|[A-Za-z])")


def iso_date(written: str) -> str:
    """A date as Chinese media write it, in ISO 8601, or "" if there is no valid date in it.

    Takes 2025年10月16日, 2025/10/16, 2025.10.16, 民國114年10月16日; a time is kept if the whole
    is ISO 8601 already.
    """
    found = date_in(written, Form.GLUED)
    return found.isoformat() if found is not None and found.year > 999 else ""


def date_in(text: str, forms: Form, *, reach: int = 24) -> date | datetime | None:
    """The first full date in a text: a day, or a moment if its time is known.

    A time stands at most `reach` code points after the day, or half as many before.
    """
    text = text.strip()
    if Form.MAIL in forms:
        text = _JAPAN_NAMED.sub("+0900", _CHINA_NAMED.sub("+0800", text))
    moment = _iso(text, forms) or (_mail(text) if Form.MAIL in forms else None)
    if moment is not None:
        return moment
    if Form.SHORT_YEAR in forms and (short := _SHORT_YEAR.fullmatch(text)):
        text = f"20{text}" if short["year"] < "80" else f"19{text}"
    if Form.COMPACT in forms and (compact := _COMPACT.fullmatch(text)):
        numbers = [int(number) for number in compact.groups() if number]
        return moment_of(numbers[:3], numbers[3:])
    found = _day(text, forms)
    if found is None:
        return None
    numbers = _numbers(found)
    if Form.CLOCK not in forms:
        return moment_of(numbers)
    before = text[max(0, found.start() - reach // 2) : found.start()]
    clock = clock_in(text[found.end() : found.end() + reach]) or clock_in(before)
    return moment_of(numbers, clock, _zone(text, forms))


def clock_in(text: str) -> tuple[int, ...]:
    """The first hour, minute and second of a day in a text; nothing if there is none."""
    found = _CLOCK.search(text)
    if found is None:
        return ()
    hour, half = int(found["hour"]), (found["half"] or found["after"] or "").lower()
    later = half in ("下午", "晚上", "傍晚") or half[:1] == "p"
    if (hour < 12 and later) or (hour < 6 and half == "中午"):
        hour += 12
    elif hour == 12 and (half in ("上午", "早上", "凌晨") or half.startswith("a")):
        hour = 0
    return hour, int(found["minute"]), int(found["second"] or 0)


def moment_of(
    numbers: Sequence[int], clock: Sequence[int] = (), zone: timezone | None = None
) -> date | datetime | None:
    """The day of a year, month and day, or the moment if there is a clock; None for no such day."""
    try:
        day = date(*numbers)
        return datetime(*numbers, *clock, tzinfo=zone) if clock else day  # type: ignore[misc, arg-type]
    except (ValueError, OverflowError):
        return None


def _iso(text: str, forms: Form) -> date | datetime | None:
    text = _BEFORE_ZONE.sub("", text)
    try:
        if len(text) > 10:
            usual = text.replace("/", "-") if Form.CLOCK in forms else text
            return datetime.fromisoformat(usual)
        return date.fromisoformat(text) if Form.COMPACT in forms else None
    except ValueError:
        return None  # another way to write a date


def _mail(text: str) -> datetime | None:
    from email.utils import parsedate_tz

    english = _HAN_MONTH.sub(_english_month, _WEEKDAY.sub("", text))
    parts = parsedate_tz(english) if re.search("[A-Za-z]{3}", english) else None
    if parts is None:
        return None
    try:
        zone = timezone(timedelta(seconds=parts[9] or 0)) if _HAS_ZONE.search(english) else None
        return datetime(*parts[:6], tzinfo=zone)
    except (ValueError, OverflowError):
        return None


def _english_month(found: re.Match[str]) -> str:
    number = int(found[1]) if found[1].isdecimal() else _HAN_MONTHS.index(found[1]) + 1
    return f" {_MONTHS[number - 1]} " if 1 <= number <= 12 else found[0]


def _day(text: str, forms: Form) -> re.Match[str] | None:
    return (
        (_GLUED if Form.GLUED in forms else _DAY).search(text)
        or (_YEAR_LAST.search(text) if Form.YEAR_LAST in forms else None)
        or (_ENGLISH.search(text) if Form.ENGLISH in forms else None)
    )


def _numbers(found: re.Match[str]) -> list[int]:
    """The year, month and day that a pattern found."""
    named = found.groupdict()
    year = int(named["year"]) if named["year"] else int(named["reign"]) + 1911
    month = named["month"] or named["second"]
    day = named["day"] or named["first"]
    number = int(month) if month.isdecimal() else _MONTHS.index(month[:3].lower()) + 1
    return [year, number, int(day)]


def _zone(text: str, forms: Form) -> timezone | None:
    found = _OFFSET.search(text) if Form.MAIL in forms else None
    if found and found[4]:
        return UTC
    if found:
        offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        return timezone(-offset if found[1] == "-" else offset)
    if _CHINA_NAMED.search(text):
        return CHINA
    return _JAPAN if _JAPAN_NAMED.search(text) else None
