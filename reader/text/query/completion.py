"""Common beginning of several names: as much of one as can be completed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile


def shared_start(names: Sequence[str]) -> str:
    """Longest common prefix of all names; nothing for no names."""
    if not names:
        return ""
    first, last = min(names), max(names)  # in their order, these two differ most
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return first[: sum(1 for _ in same)]
