"""State of a feed after it was asked: when it is due again, and its last error."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.ingest.network import Reply
from reader.model.feed import Feed, Problem
from reader.store.clocks.clock import utc_now

if TYPE_CHECKING:
    from reader.ingest.feeds import FeedRead

INTERVAL = 30 * 60.0
"""Seconds after which a feed may be asked again, if it names no time itself."""
DAY = 24 * 3600.0
"""Seconds after which a feed is asked again, whatever rhythm it names."""
WEEK = 7 * DAY
"""The longest that a server may put us off, in seconds."""


def settled(feed: Feed, reply: Reply, read: FeedRead | None) -> Feed:
    """The state of a feed that answered; one that was cut is asked for the whole of it again."""
    faults = read.faults if read else ()
    cut = "feed_cut" in faults
    pauses = (INTERVAL, (read and read.ttl) or 0.0, reply.max_age or 0.0)
    wait = max(min(DAY, max(pauses)), min(WEEK, reply.retry_after or 0.0))
    if read is None:
        etag, modified = reply.etag or feed.etag, reply.modified or feed.modified
    else:
        etag, modified = ("", "") if cut else (reply.etag, reply.modified)
    return replace(
        feed,
        etag=etag,
        modified=modified,
        checked=utc_now(),
        due=_later(wait),
        failures=0,
        problem=Problem(faults[0]) if faults else None,
    )


def failed(feed: Feed, error: InputError) -> Feed:
    """The state of a feed that could not be read: it is asked less and less often."""
    asked = error.params.get("retry_after")
    wait = min(DAY, INTERVAL * 2 ** min(feed.failures, 10))
    if isinstance(asked, float):
        wait = max(wait, min(WEEK, asked))
    problem = Problem(error.code, dict(error.params))
    failures, due = feed.failures + 1, _later(wait)
    return replace(feed, checked=utc_now(), due=due, failures=failures, problem=problem)


def _later(seconds: float) -> str:
    """A time from now as `utc_now` writes it."""
    moment = datetime.now(UTC) + timedelta(seconds=seconds)
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")
