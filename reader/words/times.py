"""Times as people read them."""

from __future__ import annotations

from datetime import datetime


def local_time(moment: str) -> str:
    """An ISO 8601 time of the library, to the minute and in this machine's time zone."""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")
