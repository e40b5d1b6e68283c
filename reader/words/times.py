"""Times as people read them."""

from __future__ import annotations

from datetime import datetime


def local_time(moment: str) -> str:
    """An ISO 8601 time of the library, to the minute and in this machine's time zone.

    What is no time stays what it is: a library may have been edited.
    """
    try:
        return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError):  # the latter: no such year in this zone
        return moment
