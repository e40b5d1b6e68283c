"""The date of an article: from the page's metadata, from its lines, from its address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from reader.ingest.html.linked_data import LinkedFacts
from reader.text.dates import CHINA, Form, clock_in, date_in, moment_of

_FORMS = Form.CLOCK | Form.COMPACT | Form.SHORT_YEAR | Form.YEAR_LAST | Form.ENGLISH

_NO_YEAR = re.compile(
    r"(?<!\d)(?P<month>\d{1,2})(?:\s*月\s*(?P<day>\d{1,2})\s*[日號号]"
    r"|[-/](?P<dash>\d{1,2})(?=\s+\d{1,2}:\d\d))"
)
_IN_ADDRESS = re.compile(
    r"(?<!\d)(20\d\d)[/_.-]?(1[0-2]|0?[1-9])[/_.-]?(3[01]|[12]\d|0?[1-9])(?!\d)"
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
_PUBLISHED_DAY = re.compile(
    r"(?:[發发][布佈表稿]|出版|刊登)[^\d]{0,6}(?P<month>\d{1,2})[-/](?P<day>\d{1,2})(?P<dash>)(?!\d*[-/])"
)
_VARIABLE = re.compile(
    r"\b(?:var|let|const|window\.)\s?(?:ct|create_?time|publish_?(?:time|date)|pub_?(?:time|date))\s*=\s*"
    r"[\"']?(?:(?P<epoch>1\d{9}(?:\d{3})?)(?!\d)|(?P<day>\d{4}[-/]\d{1,2}[-/]\d{1,2}[\d: T]{0,9}))",
    re.IGNORECASE,
)
_CHANGED = 90
"""Days between a publication and a change of it by which the year is found."""

_LONGEST = 100
_YEARS = range(1980, 2101)
"""Years that a date may have; others are a mistake, and a zone might lead out of what a date can
be.
"""


def date_of(
    facts: LinkedFacts,
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
    addresses of the page's pictures, `scripts` its code. A time in UTC is given as +08:00 on a
    Chinese page, so that its day is the publisher's; so is one that only calls itself UTC while
    the page shows its hour.
    """
    shown = [moment for line in lines if len(line) <= _LONGEST and (moment := moment_in(line))]
    stated = [facts.published, *(facts.meta(name) for name in _PUBLISHED)]
    for value in stated:
        if moment := moment_in(value):
            return _settled(moment, shown, chinese=chinese)
    for moment in shown:
        return moment
    if moment := _in_scripts(scripts):
        return moment
    for value in times:
        if moment := moment_in(value):
            return _settled(moment, shown, chinese=chinese)
    for value in [facts.modified, facts.meta(*_MODIFIED)]:
        if moment := moment_in(value):
            return _before(moment, lines) or _settled(moment, shown, chinese=chinese)
    return _in_address(url) or _without_year(lines, files)


def _in_scripts(scripts: Sequence[str]) -> str:
    """The one day that a page's scripts set a variable for its publication to."""
    found = {
        moment
        for code in scripts
        for match in _VARIABLE.finditer(code)
        if (moment := _epoch(match["epoch"]) if match["epoch"] else moment_in(match["day"]))
    }
    return min(found) if len({moment[:10] for moment in found}) == 1 else ""


def _epoch(seconds: str) -> str:
    """A moment in seconds or milliseconds since 1970 as China's time."""
    moment = datetime.fromtimestamp(int(seconds[:10]), CHINA)
    return moment.isoformat() if moment.year in _YEARS else ""


def _before(moment: str, lines: Sequence[str]) -> str:
    """The day without a year in a row, as the last such day before a change."""
    changed = date.fromisoformat(moment[:10])
    for line in lines:
        found = _NO_YEAR.search(line) if len(line) <= _LONGEST else None
        found = found or (_PUBLISHED_DAY.search(line) if len(line) <= _LONGEST else None)
        if not found:
            continue
        parts = [int(found["month"]), int(found["day"] or found["dash"])]
        for year in (changed.year, changed.year - 1):
            day = _iso(moment_of([year, *parts], clock_in(line[found.end() : found.end() + 7])))
            if day and 0 <= (changed - date.fromisoformat(day[:10])).days <= _CHANGED:
                return day
    return ""


def moment_in(text: str) -> str:
    """The first full date in a text, with its time if one is next to it, or ""."""
    return _iso(date_in(text.strip()[:400], _FORMS))


def _iso(moment: date | datetime | None) -> str:
    if moment is None or moment.year not in _YEARS:
        return ""
    return (moment.replace(microsecond=0) if isinstance(moment, datetime) else moment).isoformat()


def _settled(moment: str, shown: Sequence[str], *, chinese: bool) -> str:
    if len(moment) <= 10 or not chinese or not moment.endswith(("+00:00", "Z")):
        return moment
    when = datetime.fromisoformat(moment)
    if any(each[:16] == moment[:16] for each in shown):
        return when.replace(tzinfo=CHINA).isoformat()
    return when.astimezone(CHINA).isoformat()


def _in_address(url: str) -> str:
    path = url.partition("://")[2].partition("/")[2]
    for found in _IN_ADDRESS.finditer(path):
        if moment := _iso(moment_of([int(number) for number in found.groups()])):
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
                clock = clock_in(line[found.end() : found.end() + 7])
                return _iso(moment_of([int(year), *day], clock))
    return ""
