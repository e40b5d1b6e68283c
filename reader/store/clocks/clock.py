"""Identity and time of stored rows: hybrid logical clocks, UUIDs and ISO times.

A stamp is `MMMMMMMMMMMM-CCCC-DEVICE`: milliseconds since 1970 and a counter, both in hexadecimal
of fixed width, then the device. Stamps compare as strings in the order in which things happened,
also across devices that have seen each other's stamps (Kulkarni et al., "Logical Physical
Clocks", 2014).
"""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from reader.errors import InputError

STAMP = re.compile(r"[0-9a-f]{12}-[0-9a-f]{4}-[0-9a-f]{8}")
"""Pattern of every stamp."""

GLOB = "-".join("[0-9a-f]" * count for count in (12, 4, 8))
"""The same in SQL, which reads a text up to its first NUL."""

NO_DEVICE = "00000000"
"""The device of stamps that no real device made."""

DAY = 24 * 60 * 60 * 1000
"""Milliseconds that a stamp may be ahead of this machine."""

EARLIEST = 1_760_400_000_000
"""Milliseconds since 1970 of a day before this program: a machine that says less has no time."""

LATEST = 253_402_300_799_999
"""Milliseconds since 1970 at the end of the year 9999, after which no date can be written."""


def _now_ms() -> int:
    return time.time_ns() // 1_000_000


def is_set(now_ms: int | None = None) -> bool:
    """Whether this machine's clock can be right; one without a battery begins in 1970 or so."""
    return (_now_ms() if now_ms is None else now_ms) >= EARLIEST


def horizon(now_ms: int | None = None) -> str:
    """The greatest stamp that is not more than a day ahead of this machine, or of `now_ms`."""
    now = _now_ms() if now_ms is None else now_ms
    return f"{min(max(now, 0), LATEST) + DAY:012x}-ffff-ffffffff"


def refuse_ahead(stamps: Iterable[str], where: str, now_ms: int | None = None) -> None:
    """Refuse stamps of elsewhere that are more than a day ahead, before any is taken over.

    Every stamp that comes in passes here; taken over, it would stand above all that is written
    until its time has come. `where` is what they stand in. Raises InputError `stamps_ahead`.
    """
    newest = max(filter(STAMP.fullmatch, stamps), default="")
    if newest > horizon(now_ms):
        raise InputError("stamps_ahead", path=where, until=day_of(newest), now=today(now_ms))


def moment_of(stamp: str) -> str:
    """The time of a stamp as ISO 8601 in UTC, to the millisecond."""
    return _written(int(stamp[:12], 16))


def day_of(stamp: str) -> str:
    """The day of a stamp in UTC, as in ISO 8601."""
    return moment_of(stamp)[:10]


def today(now_ms: int | None = None) -> str:
    """The day that this machine's clock says, or that of `now_ms`, in UTC."""
    return _written(_now_ms() if now_ms is None else now_ms)[:10]


def _written(ms: int) -> str:
    seconds, rest = divmod(min(max(ms, 0), LATEST), 1000)
    moment = datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest * 1000)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Clock:
    """Clock whose stamps only rise, as text, even when the system's clock is set back."""

    def __init__(
        self, device: str, seen: str = "", now_ms: Callable[[], int] | None = None
    ) -> None:
        self.device = device
        self._now_ms = now_ms or _now_ms
        self._time = 0
        self._count = 0
        self.observe(seen)

    def observe(self, stamp: str) -> bool:
        """Take note of a stamp made elsewhere or earlier; later stamps will be greater.

        False, and nothing is noted, if it is none or more than a day ahead. A clock that was never
        set cannot tell.
        """
        now = self._now_ms()
        limit = horizon(now if is_set(now) else LATEST)
        if not STAMP.fullmatch(stamp) or stamp > limit:
            return False
        seen = int(stamp[:12], 16), int(stamp[13:17], 16)
        self._time, self._count = max((self._time, self._count), seen)
        return True

    def tick(self) -> str:
        """A new stamp, greater than all made or observed before."""
        now = min(self._now_ms(), LATEST)
        if now > self._time:
            self._time, self._count = now, 0
        elif self._count == 0xFFFF:
            self._time, self._count = self._time + 1, 0
        else:
            self._count += 1
        return f"{self._time:012x}-{self._count:04x}-{self.device}"


def new_device() -> str:
    """A device's name: eight random hexadecimal digits."""
    while (made := os.urandom(4).hex()) == NO_DEVICE:
        pass
    return made


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
