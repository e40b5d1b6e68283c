"""Dates of feeds, in ISO 8601."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from reader.text.dates import CHINA, Form, date_in

_LONGEST = 80
_FORMS = Form.CLOCK | Form.GLUED | Form.COMPACT | Form.ENGLISH | Form.MAIL
_EPOCH = re.compile(r"(\d{10})(?:\.\d{1,9}|\d{3})?")
"""Seconds since 1970, or milliseconds."""

_NO_ZONE = re.compile(r"\s[+-]\d{5,}$")
"""An offset that no zone has, after a clock that so means nothing."""


def feed_date(written: str) -> str:
    """A feed's date in ISO 8601, or "" if it has none between 1900 and 2100.

    Takes RFC 822 (also with Chinese weekdays and months), ISO 8601, 2025年10月16日 14:30,
    2025/10/16 下午2:30, 14 Oct 2025, and seconds or milliseconds since 1970. CST is China's time. A
    time of UTC becomes China's, where most readers and papers are, so that the day is theirs; other
    zones stay, and a time without one gets none.
    """
    written = " ".join(written.split())[:_LONGEST]
    if epoch := _EPOCH.fullmatch(written):
        counted = datetime.fromtimestamp(int(epoch[1]), CHINA)
        return counted.isoformat() if counted.year <= 2100 else ""
    if _NO_ZONE.search(written):
        return ""
    moment = date_in(written, _FORMS, reach=_LONGEST)
    if moment is None or not 1900 <= moment.year <= 2100:
        return ""
    if isinstance(moment, datetime):
        moment = moment.replace(microsecond=0)
        if moment.utcoffset() == timedelta(0):
            moment = moment.astimezone(CHINA)
    return moment.isoformat()
