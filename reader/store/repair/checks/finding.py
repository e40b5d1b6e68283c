"""Findings of a check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

SHOWN = 5
"""Number of the things a finding is about that are named."""

Tick = Callable[[int, int], None]
"""Callback that gets how much of a check is done, and how much there is to do."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of thing that is not as it should be, and how often it is so.

    `code` names the text `doctor.<code>`, whose gaps are `count`, `items` and `params`. `items`
    are the first few that it is about. A `hint` is worth knowing and nothing that is wrong.
    """

    code: str
    count: int = 1
    items: tuple[str, ...] = ()
    params: Mapping[str, str] = field(default_factory=dict)
    hint: bool = False
    repairable: bool = False


def findings_about(
    code: str, items: Iterable[str], *, hint: bool = False, repairable: bool = False
) -> list[Finding]:
    """The finding about some things, if there are any; only the first few are kept."""
    first: list[str] = []
    count = 0
    for item in items:
        count += 1
        if len(first) < SHOWN and item not in first:
            first.append(item)
    if not count:
        return []
    return [Finding(code, count, tuple(first), hint=hint, repairable=repairable)]
