"""Identity and time of stored rows: hybrid logical clocks, UUIDs and ISO times.

A stamp is `MMMMMMMMMMMM-CCCC-DEVICE`: milliseconds since 1970 and a counter, both in hexadecimal
of fixed width, then the device. Stamps compare as strings in the order in which things happened,
also across devices that have seen each other's stamps (Kulkarni et al., "Logical Physical
Clocks", 2014).
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

GLOB = "-".join("[0-9a-f]" * count for count in (12, 4, 8))
"""What every stamp matches, in SQL."""

NO_DEVICE = "00000000"
"""The device of stamps that no real device made."""


def _now_ms() -> int:
    return time.time_ns() // 1_000_000


class Clock:
    """Makes stamps that only rise, even when the system's clock is set back."""

    def __init__(self, device: str, seen: str = "", now_ms: Callable[[], int] = _now_ms) -> None:
        self.device = device
        self._now_ms = now_ms
        self._time = 0
        self._count = 0
        self.observe(seen)

    def observe(self, stamp: str) -> None:
        """Take note of a stamp made elsewhere or earlier; later stamps will be greater."""
        if not stamp:
            return
        time_part, count_part, _ = stamp.split("-", 2)
        seen = int(time_part, 16), int(count_part, 16)
        self._time, self._count = max((self._time, self._count), seen)

    def tick(self) -> str:
        """A new stamp, greater than all made or observed before."""
        now = self._now_ms()
        if now > self._time:
            self._time, self._count = now, 0
        elif self._count == 0xFFFF:
            self._time, self._count = self._time + 1, 0
        else:
            self._count += 1
        return f"{self._time:012x}-{self._count:04x}-{self.device}"


def new_device() -> str:
    """A device's name: eight random hexadecimal digits."""
    return os.urandom(4).hex()


class _Sequence:
    """Moments that only rise: nanoseconds since 1970, in steps of 1/4096 ms."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._last = 0

    def next(self) -> int:
        """The present moment in steps, or the one after the last if that is not later."""
        with self._guard:
            self._last = max(time.time_ns() * 4096 // 1_000_000, self._last + 1)
            return self._last


_SEQUENCE = _Sequence()


def uuid7(ms: int | None = None, random: bytes | None = None) -> str:
    """A UUID of version 7 (RFC 9562): its text sorts by the time it was made.

    Those of one process sort in the order in which they were made, those of several by the clock,
    to a quarter of a microsecond: the twelve bits after the milliseconds are a fraction of one
    (RFC 9562, section 6.2, method 3). With `ms` given they are random.
    """
    noise = int.from_bytes(random if random is not None else os.urandom(10), "big")
    if ms is None:
        moment, high = divmod(_SEQUENCE.next(), 4096)
    else:
        moment, high = ms, noise >> 62 & 0xFFF
    low = noise & (1 << 62) - 1
    value = (moment & (1 << 48) - 1) << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low
    digits = f"{value:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def uuid8(text: str) -> str:
    """A UUID of version 8 (RFC 9562) made of a text's sha256: the same text, the same id."""
    import hashlib

    digits = list(hashlib.sha256(text.encode()).hexdigest()[:32])
    digits[12], digits[16] = "8", "89ab"[int(digits[16], 16) & 3]
    joined = "".join(digits)
    return "-".join((joined[:8], joined[8:12], joined[12:16], joined[16:20], joined[20:]))


def utc_now() -> str:
    """The time as ISO 8601 in UTC, to the microsecond, so that times sort as strings."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
