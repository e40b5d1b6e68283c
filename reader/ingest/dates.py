"""Dates as feeds write them, in ISO 8601."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

from reader.text.frontmatter import iso_date

CHINA = timezone(timedelta(hours=8))
"""The time of the mainland, Hong Kong, Macau and Taiwan; what feeds mean by CST."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HAN_MONTHS = (*"一二三四五六七八九十", "十一", "十二")
_HAN_MONTH = re.compile(r"(?<=\d)\s(十[一二]?|[一二三四五六七八九]|\d{1,2})月\s")
_WEEKDAY = re.compile(r"^(?:星期|週|周|礼拜|禮拜)[一二三四五六日天]\s*[,，]?\s*")
_ZONES = {"CST": "+0800", "HKT": "+0800", "BJT": "+0800", "JST": "+0900", "KST": "+0900"}
_ZONE = re.compile(rf"\b(?:{'|'.join(_ZONES)})\b")
_TIME = re.compile(
    r"(?:(?P<half>上午|早上|凌晨|中午|下午|晚上|AM|PM)\s*)?(?<!\d)(?P<hour>\d{1,2})\s*[:：時时点點]\s*"
    r"(?P<minute>\d{1,2})\s*+分?"
    r"(?:\s*+(?:[:：]\s*+)?(?P<second>\d{1,2})(?:\s*秒)?(?![\d:：]))?\s*+(?P<after>AM|PM)?",
    re.IGNORECASE,
)
_HAS_ZONE = re.compile(r"\d:\d\d(?:\.\d+)?\s+(?:[+-]\d|[A-Za-z])")
_OFFSET = re.compile(r"(?:([+-])(\d{1,2}):?(\d{2})?|\b(Z|GMT|UTC)\b)\s*$")
_AFTERNOON = ("下午", "晚上", "中午", "pm")


def feed_date(written: str) -> str:
    """A feed's date in ISO 8601, or "" if it says none between 1900 and 2100.

    Takes RFC 822 (also with Chinese weekdays and months), ISO 8601, 2025年10月16日 14:30 and
    2025/10/16 下午2:30. CST is China's time. A time of UTC is told in China's, where most readers
    and papers are, so that the day is theirs; other zones stay, and a time without one gets none.
    """
    written = " ".join(written.split())[:80]
    named = _ZONE.sub(lambda zone: _ZONES[zone[0]], written)
    moment = _iso(named) or _rfc822(named) or _chinese(named)
    if moment is None:
        return ""
    if isinstance(moment, str):
        return moment if 1900 <= int(moment[:4]) <= 2100 else ""
    if not 1900 <= moment.year <= 2100:
        return ""
    if moment.utcoffset() == timedelta(0):
        moment = moment.astimezone(CHINA)
    return moment.replace(microsecond=0).isoformat()


def _iso(written: str) -> datetime | str | None:
    try:
        if re.fullmatch(r"\d{4}-?\d{2}-?\d{2}", written):
            return datetime.fromisoformat(written).date().isoformat()
        # Some put a space before the zone.
        return datetime.fromisoformat(re.sub(r"\s(?=[+-]\d{2}:?\d{2}$|Z$)", "", written))
    except ValueError:
        return None


def _rfc822(written: str) -> datetime | None:
    english = _HAN_MONTH.sub(_month, _WEEKDAY.sub("", written))
    if not re.search("[A-Za-z]{3}", english):
        return None
    parts = parsedate_tz(english)
    if parts is None:
        return None
    try:
        moment = datetime(*parts[:6])
        if not _HAS_ZONE.search(english):
            return moment
        return moment.replace(tzinfo=timezone(timedelta(seconds=parts[9] or 0)))
    except (ValueError, OverflowError):
        return None


def _month(found: re.Match[str]) -> str:
    number = int(found[1]) if found[1].isdecimal() else _HAN_MONTHS.index(found[1]) + 1
    return f" {_MONTHS[number - 1]} " if 1 <= number <= 12 else found[0]


def _chinese(written: str) -> datetime | str | None:
    day = iso_date(written)[:10]
    if not day:
        return None
    time = _TIME.search(written)
    if time is None:
        return day
    hour, half = int(time["hour"]), (time["half"] or time["after"] or "").lower()
    if half in _AFTERNOON and hour < 12:
        hour += 12
    elif half in ("上午", "凌晨", "早上", "am") and hour == 12:
        hour = 0
    zone = _OFFSET.search(written[time.end() :])
    try:
        moment = datetime.fromisoformat(day).replace(
            hour=hour, minute=int(time["minute"]), second=int(time["second"] or 0)
        )
        return moment.replace(tzinfo=_zone(zone)) if zone else moment
    except ValueError:
        return day


def _zone(found: re.Match[str]) -> timezone:
    if found[4]:
        return UTC
    offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return timezone(-offset if found[1] == "-" else offset)
