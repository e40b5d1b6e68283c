"""Policies of requests, and their replies: headers are read as servers really write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_VISIBLE = re.compile(r"[\x20-\x7e]{1,1024}")
_AGE = re.compile(r"(?:^|,)\s*max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_LONGEST = 366 * 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Policy:
    """Limits of an exchange.

    `largest` is in bytes, on the wire and unpacked; `deadline` in seconds for the whole exchange,
    redirects and slow bodies included.
    """

    allow_private: bool = False
    largest: int = 20 * 1024 * 1024
    deadline: float = 30.0
    redirects: int = 8


@dataclass(frozen=True, slots=True)
class Reply:
    """Reply of a server. `url` is where it came from in the end, `status` 200 or 304.

    `charset` is only a hint. `etag` and `modified` are for the next conditional request.
    `retry_after` and `max_age` are seconds, or None if the server did not say.
    """

    url: str
    status: int
    media_type: str
    charset: str
    body: bytes
    etag: str
    modified: str
    retry_after: float | None
    max_age: float | None


def reply_of(url: str, status: int, headers: Mapping[str, str], body: bytes) -> Reply:
    """The reply that these headers and this body are."""
    kind, charset = media_type(headers.get("Content-Type", ""))
    return Reply(
        url=url,
        status=status,
        media_type=kind,
        charset=charset,
        body=body,
        etag=visible(headers.get("ETag", "")),
        modified=visible(headers.get("Last-Modified", "")),
        retry_after=retry_after(headers.get("Retry-After", "")),
        max_age=max_age(headers.get("Cache-Control", "")),
    )


def visible(value: str) -> str:
    """A header that can be sent back as it came; empty if it holds anything else than ASCII."""
    value = value.strip()
    return value if _VISIBLE.fullmatch(value) else ""


def media_type(value: str) -> tuple[str, str]:
    """The media type and the charset of a Content-Type header, in lower case."""
    kind, _, rest = value.partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", rest, re.IGNORECASE)
    return visible(kind.lower()), charset[1].lower() if charset else ""


def retry_after(value: str) -> float | None:
    """Seconds to wait, at most a year, from a number or an HTTP date (RFC 9110, 10.2.3)."""
    value = value.strip()
    if re.fullmatch(r"[0-9]{1,12}", value):
        return min(float(value), _LONGEST)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(0.0, (moment - datetime.now(UTC)).total_seconds()), _LONGEST)


def max_age(value: str) -> float | None:
    """Seconds for which a reply stays fresh, from a Cache-Control header."""
    found = _AGE.search(value)
    return float(found[1]) if found else None
