"""Doubt about ESC on a slow line: taken for a key, it may have been the beginning of a reply."""

from __future__ import annotations

import re

DOUBT = 1.0
"""Seconds after ESC within which the rest of a reply may still come."""
PATIENCE = 5.0
"""The same where it can be nobody's: behind ESC and an introducer, and a report of the focus."""
STRINGS = b"P]_^X"
"""Bytes that begin a string behind ESC."""
NEVER = float("-inf")
ESCAPE, ST = b"\x1b", b"\\"

_INTRODUCERS = tuple(bytes((each,)) for each in STRINGS + b"[")
_BEGINNING = re.compile(rb"\x1b(?:P[>!\d]|\][\dlL]|_G)|\[M")
_FOCUS = (b"[I", b"[O")
_FUNCTION_KEY = re.compile(rb"O[A-DFHP-S]")


class Doubt:
    """Memory of what was taken for a key, for a second.

    A read that begins with an introducer and has more than one character is the rest of a reply.
    So is one of several characters behind an introducer that had come alone. ESC and an introducer
    that came together are nobody's key: what follows `[` there is a reply's, and behind the others
    one character that replies begin with.
    """

    def __init__(self) -> None:
        self._taken = b""
        self._until = self._focus_until = NEVER

    def remember(self, taken: bytes, now: float) -> None:
        """Note ESC, alone or with another key, taken for a key; ST is to follow ESC in a string."""
        self._taken = taken
        self._until = now + (PATIENCE if len(taken) > 1 else DOUBT)
        self._focus_until = now + PATIENCE

    def before(self, data: bytes, now: float) -> bytes:
        """Bytes that a read has to be put behind, because a reply began with them."""
        if data in _FOCUS and now <= self._focus_until:
            return ESCAPE
        if now > self._until:
            return b""
        taken = self._taken
        several = len(data.decode(errors="replace")) > 1
        introduces = data[:1] in _INTRODUCERS
        behind = b""
        if (several and introduces) or _FUNCTION_KEY.fullmatch(data) or taken == data[:1] == ST:
            behind = ESCAPE
        elif (
            taken == b"\x1b["
            or (several and taken not in (ESCAPE, ST))
            or _BEGINNING.fullmatch(taken + data)
        ):
            behind = ESCAPE + taken[-1:]
        elif taken == ESCAPE and introduces:
            self._taken = data
            return b""
        self._until = NEVER
        return behind
