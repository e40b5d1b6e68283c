"""Repairs of a text: removals without which it could not be shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Repair:
    """Number of times one kind of thing was removed, or replaced by U+FFFD (`replaced`).

    Kinds: control, bidi, zero_width, tag_character, surrogate, noncharacter, variation,
    combining, replaced.
    """

    kind: str
    count: int
