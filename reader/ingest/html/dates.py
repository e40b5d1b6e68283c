"""The date of an article: from what the page says of itself, from its lines, from its address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta, timezone

from reader.ingest.html.linked_data import Said

_DAY = re.compile(
    r"(?:(?P<roc>民國|民国)\s*(?P<reign>\d{2,3})|(?<!\d)(?P<year>\d{4}))\s*[-/.年]"
    r"\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})(?!\d)\s*[日號号]?"
)
_YEAR_LAST = re.compile(
    r"(?<![\d/])(?:(?P<month>0?[1-9]|1[0-2])/(?P<day>1[3-9]|2\d|3[01])"
    r"|(?P<first>1[3-9]|2\d|3[01])/(?P<second>0?[1-9]|1[0-2]))/(?P<year>(?:19|20)\d\d)(?!\d)"
)
"""A day whose number cannot be a month's, so that it does not matter who writes it first."""

_NO_YEAR = re.compile(
    r"(?<!\d)(?P<month>\d{1,2})(?:\s*月\s*(?P<day>\d{1,2})\s*[日號号]"
    r"|[-/](?P<dash>\d{1,2})(?=\s+\d{1,2}:\d\d))"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "|".join(_MONTHS)
_ENGLISH = re.compile(
    rf"(?:(?P<month>{_MONTH})[a-z]{{0,6}}\.?\s+(?P<day>\d{{1,2}})"
    rf"|(?P<first>\d{{1,2}})\s+(?P<second>{_MONTH})[a-z]{{0,6}}\.?),?\s+(?P<year>\d{{4}})",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:(?P<half>上午|下午|早上|凌晨|中午|晚上|傍晚|[AaPp]\.?[Mm]\.?)\s*)?"
    r"(?<![\d:])(?P<hour>[01]?\d|2[0-3])[:：時时点點](?P<minute>[0-5]\d)"
    r"(?:[:：分](?P<second>[0-5]\d))?(?!\d)\s*(?P<after>[AaPp]\.?[Mm]\b)?"
)
_LATER = re.compile("下午|晚上|傍晚|[Pp]", re.IGNORECASE)
_COMPACT = re.compile(r"(20\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?:([01]\d|2[0-3])([0-5]\d)(\d\d)?)?")
_IN_ADDRESS = re.compile(
    r"(?<!\d)(20\d\d)[/_.-]?(1[0-2]|0?[1-9])[/_.-]?(3[01]|[12]\d|0?[1-9])(?!\d)"
)
_ZONE = re.compile(
    r"\b(?:HKT|CST)\b|[北台臺]北?京?[時时][間间]|香港[時时][間间]|GMT\+?0?8|UTC\+0?8"
)
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "article:published", "pubdate", "publishdate", "publish_date", "publish-date", "publishtime",
    "og:release_date", "og:time", "dc.date.issued", "dcterms.created", "dc.date", "date.available",
    "date.created", "datecreated", "livetime", "weibo:article:create_at", "apub:time",
    "parsely-pub-date", "sailthru.date", "publication_date", "cxenseparse:recs:publishtime", "date",
    "article:create_at", "bt:pubdate", "mediator_published_time",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "datemodified", "dateupdate", "date_update", "og:updated_time",
    "last-modified", "lastmodified", "updatetime", "update_time", "updated", "revised",
)  # fmt: skip
_SHORT_YEAR = re.compile(r"(?P<year>\d{2})[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d\d(?::\d\d)?)?")
_SAID_DAY = re.compile(
    r"(?:[發发][布佈表稿]|出版|刊登)[^\d]{0,6}(?P<month>\d{1,2})[-/](?P<day>\d{1,2})(?P<dash>)(?!\d*[-/])"
)
_VARIABLE = re.compile(
    r"\b(?:var|let|const|window\.)\s?(?:ct|create_?time|publish_?(?:time|date)|pub_?(?:time|date))\s*=\s*"
    r"[\"']?(?:(?P<epoch>1\d{9}(?:\d{3})?)(?!\d)|(?P<day>\d{4}[-/]\d{1,2}[-/]\d{1,2}[\d: T]{0,9}))",
    re.IGNORECASE,
)
_CHANGED = 90
"""Days between a publication and a change of it by which the year is told."""

_CHINA = timezone(timedelta(hours=8))
_LONGEST = 100
_YEARS = range(1980, 2101)
"""What lies outside is a mistake, and a zone might lead out of what a date can be."""


def date_of(
    said: Said,
    times: Iterable[str],
    lines: Sequence[str],
    url: str,
    *,
    files: Iterable[str] = (),
    scripts: Sequence[str] = (),
    chinese: bool,
) -> str:
    """The day or time of publication in ISO 8601, or "".

    `times` are the values of `time` elements, `lines` those about the headline, `files` the
    addresses of the page's pictures, `scripts` its code. A time in UTC is told as +08:00 on a
    Chinese page, so that its day is the publisher's; so is one that only calls itself UTC while
    the page shows its hour.
    """
    shown = [moment for line in lines if len(line) <= _LONGEST and (moment := moment_in(line))]
    told = [said.published, *(said.meta(name) for name in _PUBLISHED)]
    for value in told:
        if moment := moment_in(value):
            return _settled(moment, shown, chinese=chinese)
    for moment in shown:
        return moment
    if moment := _in_scripts(scripts):
        return moment
    for value in times:
        if moment := moment_in(value):
            return _settled(moment, shown, chinese=chinese)
    for value in [said.modified, said.meta(*_MODIFIED)]:
        if moment := moment_in(value):
            return _before(moment, lines) or _settled(moment, shown, chinese=chinese)
    return _in_address(url) or _without_year(lines, files)


def _in_scripts(scripts: Sequence[str]) -> str:
    """The one day that a page's scripts set a variable for its publication to."""
    found = {
        moment
        for code in scripts
        for told in _VARIABLE.finditer(code)
        if (moment := _epoch(told["epoch"]) if told["epoch"] else moment_in(told["day"]))
    }
    return min(found) if len({moment[:10] for moment in found}) == 1 else ""


def _epoch(seconds: str) -> str:
    """A moment in seconds or milliseconds since 1970 as China's time."""
    moment = datetime.fromtimestamp(int(seconds[:10]), _CHINA)
    return moment.isoformat() if moment.year in _YEARS else ""


def _before(moment: str, lines: Sequence[str]) -> str:
    """The day without a year that a row says, as the last such day before a change."""
    changed = date.fromisoformat(moment[:10])
    for line in lines:
        found = _NO_YEAR.search(line) if len(line) <= _LONGEST else None
        found = found or (_SAID_DAY.search(line) if len(line) <= _LONGEST else None)
        if not found:
            continue
        told = [int(found["month"]), int(found["day"] or found["dash"])]
        for year in (changed.year, changed.year - 1):
            clock = _clock(line[found.end() : found.end() + 7])
            day = _moment([year, *told, *clock], timed=bool(clock))
            if day and 0 <= (changed - date.fromisoformat(day[:10])).days <= _CHANGED:
                return day
    return ""


def moment_in(text: str) -> str:
    """The first full date in a text, with its time if one stands beside it, or ""."""
    text = text.strip()[:400]
    if not text:
        return ""
    try:
        if len(text) > 10:
            moment = datetime.fromisoformat(text.replace("/", "-")).replace(microsecond=0)
            return moment.isoformat() if moment.year in _YEARS else ""
    except ValueError:
        pass  # written in another way
    if short := _SHORT_YEAR.fullmatch(text):
        text = f"20{text}" if short["year"] < "80" else f"19{text}"
    if compact := _COMPACT.fullmatch(text):
        numbers = [int(number) for number in compact.groups() if number]
        return _moment(numbers, timed=len(numbers) > 3)
    found = _DAY.search(text)
    if found:
        year = int(found["year"]) if found["year"] else int(found["reign"]) + 1911
        numbers = [year, int(found["month"]), int(found["day"])]
    elif last := _YEAR_LAST.search(text):
        found = last
        month_day = last["month"] or last["second"], last["day"] or last["first"]
        numbers = [int(last["year"]), *map(int, month_day)]
    elif english := _ENGLISH.search(text):
        month = (english["month"] or english["second"])[:3].lower()
        day = english["day"] or english["first"]
        found = english
        numbers = [int(english["year"]), _MONTHS.index(month) + 1, int(day)]
    else:
        return ""
    clock = _clock(text[found.end() : found.end() + 24]) or _clock(
        text[max(0, found.start() - 12) : found.start()]
    )
    return _moment([*numbers, *clock], timed=bool(clock), zoned=bool(_ZONE.search(text)))


def _clock(text: str) -> list[int]:
    found = _TIME.search(text)
    if not found:
        return []
    hour = int(found["hour"])
    if hour < 12 and _LATER.search(f"{found['half'] or ''}{found['after'] or ''}"):
        hour += 12
    return [hour, int(found["minute"]), int(found["second"] or 0)]


def _moment(numbers: Sequence[int], *, timed: bool = False, zoned: bool = False) -> str:
    try:
        year, month, day, hour, minute, second = [*numbers, 0, 0, 0][:6]
        zone = _CHINA if zoned else None
        moment = datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return ""
    if moment.year not in _YEARS:
        return ""
    return moment.isoformat() if timed else moment.date().isoformat()


def _settled(moment: str, shown: Sequence[str], *, chinese: bool) -> str:
    if len(moment) <= 10 or not chinese or not moment.endswith(("+00:00", "Z")):
        return moment
    when = datetime.fromisoformat(moment)
    if any(each[:16] == moment[:16] for each in shown):
        return when.replace(tzinfo=_CHINA).isoformat()
    return when.astimezone(_CHINA).isoformat()


def _in_address(url: str) -> str:
    path = url.partition("://")[2].partition("/")[2]
    for found in _IN_ADDRESS.finditer(path):
        if moment := _moment([int(number) for number in found.groups()]):
            return moment
    return ""


def _without_year(lines: Sequence[str], addresses: Iterable[str]) -> str:
    """A line's `10月16日` in the year that the address of one of the page's files has for it."""
    days = [found.groups() for each in addresses for found in _IN_ADDRESS.finditer(each[:500])]
    for line in lines:
        found = _NO_YEAR.search(line) if len(line) <= _LONGEST else None
        if not found:
            continue
        day = (int(found["month"]), int(found["day"] or found["dash"]))
        for year, month, number in days:
            if (int(month), int(number)) == day:
                clock = _clock(line[found.end() : found.end() + 7])
                return _moment([int(year), *day, *clock], timed=bool(clock))
    return ""
